//! The search for inputs, one at a time, at which the verdict is another.

use rust_decimal::{Decimal, RoundingStrategy, dec};

use super::changes::Change;
use super::distance;
use super::elsewhere::{Choice, Depth, Elsewhere, choice_at, is_another};
use super::grounds::Grounds;
use super::knobs::{Knob, What, knobs};
use super::sentence::Sentence;
use super::words::{becomes, valued};
use crate::analysis::figures::Figures;
use crate::analysis::vary::{self, Lever};
use crate::analysis::workers::Workers;
use crate::quantity::figures::{multiple, unit_price, volume};
use crate::quantity::sqrt;
use crate::scenario::Input;

/// Factors that are tried, outward, and their inverses.
const FACTORS: [Decimal; 7] = [dec!(1.1), dec!(1.25), dec!(1.6), dec!(2.2), dec!(3.3), dec!(5.5), dec!(10)];
/// How often the step in which the verdict changes is halved.
const ROUNDS: u32 = 8;
/// How much farther the whole rule is asked where a sketch is not enough.
const STEPS: [Decimal; 4] = [dec!(1.03), dec!(1.12), dec!(1.3), dec!(1.8)];

/// The nearest value of each input that is searched at which the verdict is not `home`.
pub(super) fn search(grounds: &Grounds<'_>, home: Choice, workers: &Workers<'_>) -> Vec<Change> {
    let knobs = knobs(grounds);
    let figures = grounds.figures;
    let found = workers.each(&knobs, |knob| knob.nearest(figures, home));
    found.into_iter().flatten().collect()
}

impl Knob {
    /// The inputs at a factor of today's values, within what their keys allow.
    fn at(&self, factor: Decimal) -> Option<Vec<(u32, Decimal)>> {
        let value = |(place, input): &(u32, Input)| {
            let value = distance::at(input, input.base(), factor)?;
            let value = Lever { index: *place, input: input.clone() }.allowed(value);
            Some((*place, if input.whole { value.round() } else { value }))
        };
        self.inputs.iter().map(value).collect()
    }

    /// The value that readers see: of the first input, of output tokens where there are any.
    fn shown(&self) -> Option<&Input> {
        let output = self.inputs.iter().find(|(_, input)| input.path.contains(".output_per_mtok"));
        output.or(self.inputs.first()).map(|(_, input)| input)
    }

    /// The verdict at a factor, where it is not `home`.
    fn ask(&self, (figures, home): (&Figures<'_>, Choice), depth: Depth) -> impl Fn(Decimal) -> Option<Choice> {
        let decision = &figures.scenario.decision;
        move |factor: Decimal| {
            let instead = self.at(factor)?;
            choice_at(figures, Elsewhere { decision, instead: &instead, depth })
                .filter(|choice| is_another(*choice, home))
        }
    }

    /// The nearest change, above or below: sketched first, and then held against the whole rule.
    fn nearest(&self, figures: &Figures<'_>, home: Choice) -> Option<Change> {
        let decision = &figures.scenario.decision;
        let base = Elsewhere { decision, instead: &[], depth: Depth::Sketch };
        // where only draws or flip values decide, a sketch says nothing
        let depth = if choice_at(figures, base).is_some_and(|choice| !is_another(choice, home)) {
            Depth::Sketch
        } else {
            Depth::Whole
        };
        let ask = self.ask((figures, home), depth);
        let above = FACTORS.to_vec();
        let below: Vec<Decimal> = FACTORS.iter().map(|factor| Decimal::ONE / factor).collect();
        let first = |factors: Vec<Decimal>| {
            let mut before = Decimal::ONE;
            for factor in factors {
                if self.at(factor) == self.at(before) {
                    return None; // as far as the key allows
                }
                if let Some(choice) = ask(factor) {
                    return Some(narrowed((before, factor, choice), ROUNDS, &ask));
                }
                before = factor;
            }
            None
        };
        let found = [first(above), first(below)].into_iter().flatten();
        let (factor, choice) = found.min_by_key(|(factor, _)| vary::distance(*factor))?;
        let whole = self.ask((figures, home), Depth::Whole);
        let (factor, choice) = if depth == Depth::Sketch { trusted(factor, &whole)? } else { (factor, choice) };
        let (factor, choice) = self.rounded(factor, &whole).unwrap_or((factor, choice));
        Some(self.change(figures, (factor, choice)))
    }

    /// The same at a round value, a little farther, where the verdict changes there too.
    fn rounded(&self, factor: Decimal, ask: impl Fn(Decimal) -> Option<Choice>) -> Option<(Decimal, Choice)> {
        let base = match &self.what {
            What::Volume(today, _) => *today,
            What::Input | What::Prices(_) => self.shown()?.base(),
        };
        let one = self.shown().filter(|_| self.what == What::Input);
        let value = match one {
            Some(input) => distance::at(input, base, factor)?,
            None => base.checked_mul(factor)?,
        };
        let outward = if value > base { RoundingStrategy::AwayFromZero } else { RoundingStrategy::ToZero };
        let value = value.round_sf_with_strategy(3, outward)?;
        let factor = match one {
            Some(input) => distance::factor(input, base, value)?,
            None => value.checked_div(base)?,
        };
        Some((factor, ask(factor)?))
    }

    fn change(&self, figures: &Figures<'_>, (factor, choice): (Decimal, Choice)) -> Change {
        // a key may allow less than the factor
        let reached = self.inputs.first().and_then(|(_, input)| {
            let (_, value) = *self.at(factor)?.first()?;
            distance::factor(input, input.base(), value)
        });
        let factor = reached.unwrap_or(factor);
        let currency = figures.scenario.currency;
        let value = |input: &Input| {
            self.at(factor)
                .and_then(|all| {
                    let place = self.inputs.iter().position(|(_, own)| own.path == input.path)?;
                    Some(all[place].1)
                })
                .unwrap_or_default()
        };
        let (text, sources) = match (&self.what, self.shown()) {
            (What::Volume(today, keys), _) => {
                let there = volume(today.saturating_mul(factor));
                let text = format!("at {there} requests a month instead of {} ({})", volume(*today), multiple(factor));
                (text, keys.clone())
            }
            (What::Prices(name), Some(input)) => {
                let key = input.path.strip_prefix(&format!("options.{name}.")).unwrap_or(&input.path);
                let (from, to) = (unit_price(input.base(), currency), unit_price(value(input), currency));
                let others = if self.inputs.len() > 1 { ", and its other token prices in step" } else { "" };
                let text = format!("at {to} instead of {from} for `{name}`'s `{key}`{others} ({})", multiple(factor));
                (text, vec![input.path.clone()])
            }
            (What::Input, Some(input)) => {
                let (from, to) = (valued(input, input.base(), currency), valued(input, value(input), currency));
                (
                    format!(
                        "{} at {to} instead of {from} ({})",
                        input.path,
                        distance::said(input, input.base(), factor)
                    ),
                    vec![input.path.clone()],
                )
            }
            (_, None) => (String::new(), Vec::new()),
        };
        let text = format!("{text}: {}", becomes(figures, &figures.scenario.decision, choice));
        Change { what: Sentence { text, sources }, distance: vary::distance(factor), becomes: choice }
    }
}

/// The change narrowed down between a factor at which nothing changes and one at which something does.
fn narrowed(
    (mut same, mut other, mut choice): (Decimal, Decimal, Choice),
    rounds: u32,
    ask: impl Fn(Decimal) -> Option<Choice>,
) -> (Decimal, Choice) {
    for _ in 0..rounds {
        let Some(middle) = same.checked_mul(other).and_then(sqrt) else { break };
        match ask(middle) {
            Some(found) => (other, choice) = (middle, found),
            None => same = middle,
        }
    }
    (other, choice)
}

/// A sketched change held against the whole rule: draws and flip values may end an option a little nearer,
/// or keep it out until a little farther.
fn trusted(factor: Decimal, whole: impl Fn(Decimal) -> Option<Choice>) -> Option<(Decimal, Choice)> {
    let farther =
        |step: Decimal| if factor > Decimal::ONE { factor.checked_mul(step) } else { factor.checked_div(step) };
    let nearer = farther(Decimal::ONE / STEPS[1]).filter(|nearer| (*nearer > Decimal::ONE) == (factor > Decimal::ONE));
    if let Some(choice) = whole(factor) {
        let Some(nearer) = nearer else { return Some((factor, choice)) };
        return Some(narrowed((nearer, factor, choice), 3, whole));
    }
    let mut before = factor;
    for step in STEPS {
        let next = farther(step)?;
        if let Some(choice) = whole(next) {
            return Some(narrowed((before, next, choice), 5, whole));
        }
        before = next;
    }
    None
}
