//! The advice as a whole.

use rust_decimal::Decimal;

use super::change::Change;
use super::changes::changes;
use super::contenders::Contenders;
use super::decide::verdict_among;
use super::four::four;
use super::grounds::Grounds;
use super::options::{Judgement, judge};
use super::questions::{ALL, Question, open};
use super::sentence::Sentence;
use super::seven::seven;
use super::step::Step;
use super::traps::{Trap, traps};
use super::verdict::{Outcome, Verdict};
use crate::analysis::simulate::{Inputs, decimal};
use crate::analysis::workers::Workers;
use crate::quantity::figures::money;

/// Advice on a scenario.
#[derive(Clone, Debug)]
pub struct Advice {
    /// What to do, and why.
    pub verdict: Verdict,
    /// The seven steps.
    pub steps: Vec<Step>,
    /// The path through the four kinds of option.
    pub path: Vec<Step>,
    /// Every option judged.
    pub options: Vec<Judgement>,
    /// The five traps.
    pub traps: Vec<Trap>,
    /// What would change the verdict, the nearest first; none when nobody looked for it.
    pub changes: Option<Vec<Change>>,
    /// What everybody asks about and does not change it: the volume, prices, a tuned model's accuracy.
    pub unmoved: Option<Sentence>,
    /// What to find out next.
    pub measure_next: Option<Sentence>,
    /// Every question that nobody answered.
    pub unanswered: Vec<Question>,
}

/// Walks both frameworks, judges the options and looks for the traps; what would change the verdict is
/// looked for apart, since it walks the rule many times.
#[must_use]
pub fn advise(grounds: &Grounds<'_>) -> Advice {
    let contenders = Contenders::of(grounds);
    let verdict = verdict_among(grounds, &contenders);
    Advice {
        steps: seven(grounds, &contenders, &verdict),
        path: four(grounds, &contenders, &verdict),
        options: judge(grounds, &contenders),
        traps: traps(grounds, &verdict),
        changes: None,
        unmoved: None,
        measure_next: measure_next(grounds, &verdict),
        unanswered: open(&ALL, grounds.decision()),
        verdict,
    }
}

/// Flip values and draws do not change the verdict, which looks for what it needs of them itself.
impl Advice {
    /// The advice with what would change the verdict.
    #[must_use]
    pub fn with_changes(self, grounds: &Grounds<'_>, workers: &Workers<'_>) -> Self {
        let (changes, unmoved) = changes(grounds, &self.verdict, workers);
        let measure_next = self.measure_next.or_else(|| nothing_is_a_range(grounds, &changes));
        Self { changes: Some(changes), unmoved, measure_next, ..self }
    }

    /// The advice once the ranges were drawn: what to find out next.
    #[must_use]
    pub fn with_draws(self, grounds: &Grounds<'_>) -> Self {
        let measure_next = measure_next(grounds, &self.verdict).or(self.measure_next);
        Self { measure_next, ..self }
    }
}

/// The range whose value is worth the most to know; else what the verdict asks to measure.
fn measure_next(grounds: &Grounds<'_>, verdict: &Verdict) -> Option<Sentence> {
    let asked = verdict.first.iter().find(|_| verdict.outcome == Outcome::MeasureFirst);
    worth_knowing(grounds).or_else(|| asked.cloned()).or_else(|| nothing_to_know(grounds))
}

/// That no range is worth knowing better: the choice is the same whatever they turn out to be.
fn nothing_to_know(grounds: &Grounds<'_>) -> Option<Sentence> {
    let worth = decimal(grounds.simulation?.evpi?.value)?;
    let worth = money(worth, grounds.figures.scenario.currency);
    let text = format!("no range is worth measuring for this choice: to know all of them is worth {worth} at most");
    Some(Sentence::new(text, &["evpi"]))
}

/// That nothing is written as a range, and where to begin: with the input whose change is the nearest.
fn nothing_is_a_range(grounds: &Grounds<'_>, changes: &[Change]) -> Option<Sentence> {
    if Inputs::of(grounds.figures.scenario, &grounds.figures.model).is_some() {
        return None;
    }
    let is_input = |key: &&String| !key.starts_with("decision.");
    let moved = changes.iter().filter(|change| change.distance > Decimal::ONE);
    let key = moved.filter_map(|change| change.what.sources.first()).find(is_input)?;
    let text = format!("write `{key}` as a range (`{{ low, high }}`): then it is said what knowing it is worth");
    Some(Sentence::new(text, &[key]))
}

/// The range whose value is worth the most to know.
fn worth_knowing(grounds: &Grounds<'_>) -> Option<Sentence> {
    let worth = grounds.simulation?.information.iter();
    let worth = worth.filter_map(|information| Some((information.input, information.evppi?)));
    let (input, worth) = worth.filter(|(_, worth)| *worth > 0.0).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let path = &grounds.figures.model.sheet.inputs()[input as usize].path;
    let worth = decimal(worth)?;
    let text =
        format!("find out {path} next: knowing it is worth up to {}", money(worth, grounds.figures.scenario.currency));
    Some(Sentence::new(text, &[&format!("evppi.{path}")]))
}
