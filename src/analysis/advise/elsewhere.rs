//! The verdict at other answers and inputs than the scenario's: the same rule, walked again.

use rust_decimal::Decimal;

use super::grounds::Grounds;
use super::verdict::{Outcome, verdict};
use crate::analysis::figures::Figures;
use crate::scenario::Decision;

/// Answers and inputs other than the scenario's.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere<'a> {
    /// The answers.
    pub decision: &'a Decision,
    /// Inputs, by their place in the sheet, with their values.
    pub instead: &'a [(u32, Decimal)],
    /// How thoroughly the rule is walked.
    pub depth: Depth,
}

/// How thoroughly the rule is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// All of it.
    Whole,
    /// Without draws and nearest flip values, which take most of the time: to find a place, not to trust.
    Sketch,
}

/// What a verdict comes down to.
pub(super) type Choice = (Outcome, Option<usize>);

/// Whether a verdict is another one: to do the same, with or without an option for the time being, is not.
pub(super) fn is_another(one: Choice, other: Choice) -> bool {
    one.0 != other.0 || (one.1 != other.1 && one.1.is_some() && other.1.is_some())
}

/// What the verdict on some figures would be; none when a figure has no value there.
pub(super) fn choice_at(figures: &Figures<'_>, elsewhere: Elsewhere<'_>) -> Option<Choice> {
    let other = if elsewhere.instead.is_empty() { None } else { Some(figures.with(elsewhere.instead).ok()?) };
    let found = verdict(&Grounds {
        figures: other.as_ref().unwrap_or(figures),
        // what was found in the scenario's own figures does not hold for others
        versus: &[],
        horizon: None,
        simulation: None,
        elsewhere: Some(elsewhere),
    });
    Some((found.outcome, found.option))
}
