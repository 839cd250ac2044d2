//! By how much the cheapest option leads, and what would change who it is.

use super::cells::Explainer;
use super::derivation::{Derivation, SHARE};
use crate::analysis::vary::{Flip, Lever, flip_of, flips, levers};
use crate::analysis::{Figure, Workers};
use crate::quantity::figures::multiple;
use crate::quantity::measure::{hundredfold, number};

impl Explainer<'_> {
    /// `lead` and `lead_share`: what the cheapest option has before the next best one.
    pub fn lead(&mut self, name: &str, whole: Derivation, left: usize) -> Derivation {
        let options = &self.results.scenario.options;
        let Some(lead) = self.results.lead() else {
            return whole.by("fewer than two options can serve every request");
        };
        let (of, before) = (&options[lead.of].name, &options[lead.before].name);
        let words = if name == "lead" {
            format!(
                "what {of}, the cheapest option, has before {before}, the next best one: {before} - {of}, in present value"
            )
        } else {
            format!("lead / the present value of {before}")
        };
        let parts = [lead.before, lead.of].map(|option| self.named(option, "present_value", left));
        whole.by(words).from(parts.into())
    }

    /// `flips`, every input that would change who is cheapest, and `flip.KEY`, the value of one at which it does.
    pub fn flip(&self, name: &str) -> Option<Derivation> {
        let levers = levers(&self.results.model);
        if name == "flips" {
            return Some(self.all_flips(name));
        }
        let lever = levers.iter().find(|lever| Some(lever.input.path.as_str()) == name.strip_prefix("flip."))?;
        let known = self.results.flips.as_ref();
        let found = match known.map(|flips| flips.iter().find(|flip| flip.lever.index == lever.index)) {
            Some(known) => known.cloned(),
            None => flip_of(&self.results.model, &self.results.exact, lever),
        };
        let today = self.number(&lever.input);
        let Some(flip) = found else {
            let whole = Derivation::new(name, Figure::Never, today.unit.clone());
            return Some(whole.by(self.no_flip(lever)).from(vec![today]));
        };
        let costs = self.there(&flip);
        let one = self.one(name.to_owned(), &flip);
        let words =
            format!("the nearest value at which another option becomes the cheapest by present value: {}", one.formula);
        Some(one.by(words).from(std::iter::once(today).chain(costs).collect()))
    }

    fn all_flips(&self, name: &str) -> Derivation {
        let known = self.results.flips.as_ref();
        let searched = || flips(&self.results.model, &self.results.exact, &Workers::ALONE);
        let flips = known.cloned().unwrap_or_else(searched);
        let parts = flips.iter().map(|flip| self.one(format!("flip.{}", flip.lever.input.path), flip));
        let whole = Derivation::new(name, Figure::Number(flips.len().into()), "inputs");
        whole
            .by("those that have a value, from a tenth to ten times their own, at which another option becomes the cheapest by present value, the nearest first")
            .from(parts.collect())
    }

    /// One flip value: who is the cheapest beyond it.
    fn one(&self, name: String, flip: &Flip) -> Derivation {
        let option = |option: Option<usize>| {
            option.map_or("no option", |option| self.results.scenario.options[option].name.as_str())
        };
        let unit = self.number(&flip.lever.input).unit;
        let off = flip.tolerance.round_sf(1).unwrap_or(flip.tolerance);
        let off = if unit == SHARE { format!("{} %", hundredfold(off)) } else { number(off) };
        let about = if flip.tolerance.is_zero() { String::new() } else { format!(", give or take {off}") };
        let words = format!(
            "{} instead of {}, at {} today's value{about}",
            option(flip.winner),
            option(self.results.cheapest),
            multiple(flip.multiple)
        );
        Derivation::new(name, Figure::Number(flip.value), unit).by(words)
    }

    /// What the two options cost at a flip value.
    fn there(&self, flip: &Flip) -> Vec<Derivation> {
        let Ok(there) = self.results.figures.with(&[(flip.lever.index, flip.value)]) else { return Vec::new() };
        let options = [self.results.cheapest, flip.winner].into_iter().flatten();
        let cost = |option: usize| {
            let name = format!("present value of {} there", self.results.scenario.options[option].name);
            let able = there.options[option].is_feasible();
            let cost = self.money(name, there.options[option].present_value);
            if able { cost } else { cost.by("it cannot serve every request there") }
        };
        options.map(cost).collect()
    }

    /// Why an input has no flip value.
    fn no_flip(&self, lever: &Lever) -> String {
        if lever.base().is_zero() {
            return "it is 0 today, and so is ten times that".to_owned();
        }
        let cheapest = self.results.cheapest.map(|option| self.results.scenario.options[option].name.as_str());
        format!(
            "from a tenth to ten times its value, as far as the key allows, {} the cheapest option by present value",
            cheapest.map_or_else(|| "none is".to_owned(), |cheapest| format!("{cheapest} stays"))
        )
    }
}
