//! Other answers and inputs than the scenario's.

use rust_decimal::Decimal;

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
