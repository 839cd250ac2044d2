//! The advice as a whole.

use super::changes::{Change, changes};
use super::contenders::Contenders;
use super::four::four;
use super::grounds::Grounds;
use super::options::{Judgement, judge};
use super::questions::{ALL, Question, open};
use super::sentence::Sentence;
use super::seven::seven;
use super::step::Step;
use super::traps::{Trap, traps};
use super::verdict::{Outcome, Verdict, verdict_among};
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
        Self { changes: Some(changes(grounds, &self.verdict, workers)), ..self }
    }

    /// The advice once the ranges were drawn: what to find out next.
    #[must_use]
    pub fn with_draws(self, grounds: &Grounds<'_>) -> Self {
        Self { measure_next: measure_next(grounds, &self.verdict), ..self }
    }
}

/// The range whose value is worth the most to know; else what the verdict asks to measure.
fn measure_next(grounds: &Grounds<'_>, verdict: &Verdict) -> Option<Sentence> {
    let asked = verdict.first.iter().find(|_| verdict.outcome == Outcome::MeasureFirst);
    worth_knowing(grounds).or_else(|| asked.cloned())
}

/// The range whose value is worth the most to know.
fn worth_knowing(grounds: &Grounds<'_>) -> Option<Sentence> {
    let worth = grounds.simulation?.information.iter();
    let worth = worth.filter_map(|information| Some((information.input, information.evppi?)));
    let (input, worth) = worth.filter(|(_, worth)| *worth > 0.0).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let path = &grounds.figures.model.sheet.inputs()[input as usize].path;
    let worth = crate::analysis::simulate::decimal(worth)?;
    let text =
        format!("measure {path} next: knowing it is worth up to {}", money(worth, grounds.figures.scenario.currency));
    Some(Sentence::new(text, &[&format!("evppi.{path}")]))
}
