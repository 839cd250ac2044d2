//! The search for inputs, one at a time, at which the verdict is another.

use rust_decimal::{Decimal, RoundingStrategy, dec};

use super::change::{Change, becomes};
use super::choice::{Choice, choice_at, is_another};
use super::distance;
use super::elsewhere::{Depth, Elsewhere};
use super::grounds::Grounds;
use super::knobs::{Knob, What};
use super::moving::{Searched, searched};
use super::sentence::Sentence;
use super::words::listed;
use crate::analysis::figures::Figures;
use crate::analysis::vary;
use crate::analysis::workers::Workers;
use crate::quantity::figures::multiple;
use crate::quantity::sqrt;

/// Factors that are tried, outward, and their inverses.
const FACTORS: [Decimal; 7] = [dec!(1.1), dec!(1.25), dec!(1.6), dec!(2.2), dec!(3.3), dec!(5.5), dec!(10)];
/// How often the step in which the verdict changes is halved.
const ROUNDS: u32 = 8;
/// How much farther the whole rule is asked where a sketch is not enough.
const STEPS: [Decimal; 4] = [dec!(1.03), dec!(1.12), dec!(1.3), dec!(1.8)];

/// The nearest value of each input that is searched at which the verdict is not `home`, and what everybody asks
/// about and does not change it.
pub(super) fn search(grounds: &Grounds<'_>, home: Choice, workers: &Workers<'_>) -> (Vec<Change>, Option<Sentence>) {
    let Searched { asked, others } = searched(grounds);
    let figures = grounds.figures;
    let count = asked.len();
    let knobs: Vec<Knob> = asked.into_iter().chain(others).collect();
    let found = workers.each(&knobs, |knob| knob.nearest(figures, home));
    let still = knobs.iter().zip(&found).take(count).filter(|(_, change)| change.is_none()).map(|(knob, _)| knob);
    let still = unmoved(&still.collect::<Vec<_>>());
    (found.into_iter().flatten().collect(), still)
}

/// What everybody asks about and does not change the verdict.
fn unmoved(knobs: &[&Knob]) -> Option<Sentence> {
    let word = |knob: &&Knob| match &knob.what {
        What::Volume(..) => Some("the volume".to_owned()),
        What::Prices(name) => Some(format!("the token prices of `{name}`")),
        What::Input | What::Tried(_) => Some(format!("`{}`", knob.shown()?.path)),
    };
    let words: Vec<String> = knobs.iter().filter_map(word).collect();
    let text = format!("the verdict stays between a tenth and ten times today's value of {}", listed(&words));
    let sources = knobs.iter().flat_map(|knob| match &knob.what {
        What::Volume(_, keys) => keys.clone(),
        _ => knob.shown().map(|input| input.path.clone()).into_iter().collect(),
    });
    (!words.is_empty()).then(|| Sentence::of(text, sources.collect()))
}

impl Knob {
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

    /// The same at a round value, a little nearer or farther, where the verdict changes there too.
    fn rounded(&self, factor: Decimal, ask: impl Fn(Decimal) -> Option<Choice>) -> Option<(Decimal, Choice)> {
        let base = match &self.what {
            What::Volume(today, _) => *today,
            What::Input | What::Tried(_) | What::Prices(_) => self.shown()?.base(),
        };
        let one = self.shown().filter(|_| matches!(self.what, What::Input | What::Tried(_)));
        let value = match one {
            Some(input) => distance::at(input, base, factor)?,
            None => base.checked_mul(factor)?,
        };
        let (inward, outward) = if value > base {
            (RoundingStrategy::ToZero, RoundingStrategy::AwayFromZero)
        } else {
            (RoundingStrategy::AwayFromZero, RoundingStrategy::ToZero)
        };
        let at = |strategy: RoundingStrategy| {
            let value = value.round_sf_with_strategy(3, strategy)?;
            let factor = match one {
                Some(input) => distance::factor(input, base, value)?,
                None => value.checked_div(base)?,
            };
            Some((factor, ask(factor)?))
        };
        // what was found is a little beyond the change: the round value before it may do
        at(inward).or_else(|| at(outward))
    }

    fn change(&self, figures: &Figures<'_>, (factor, choice): (Decimal, Choice)) -> Change {
        let factor = self.reached(factor).unwrap_or(factor);
        let moved = self.moved((factor, &multiple(factor)), figures.scenario.currency);
        let text = format!("{}: {}", moved.text, becomes(figures, &figures.scenario.decision, choice));
        let what = Sentence::of(text, moved.sources);
        Change { what, distance: vary::distance(factor), becomes: choice }
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
