//! Something that would change the verdict.

use rust_decimal::Decimal;

use super::choice::Choice;
use super::sentence::Sentence;
use crate::analysis::figures::Figures;
use crate::scenario::Decision;

/// Something that would change the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What, in words.
    pub what: Sentence,
    /// How far away it is, as a factor of today's value; 1 for an answer.
    pub distance: Decimal,
    /// The outcome and the option that the verdict becomes.
    pub becomes: Choice,
}

/// What the verdict becomes.
pub(super) fn becomes(figures: &Figures<'_>, decision: &Decision, (outcome, option): Choice) -> String {
    let words = outcome.words(decision);
    match option {
        Some(option) => format!("the verdict becomes `{}`, {words}", figures.scenario.options[option].name),
        None => format!("the verdict becomes \"{words}\""),
    }
}
