//! The requests of months in which the exports do not count them.

use rust_decimal::Decimal;

use super::plan::{ActualsError, PlannedMonth};
use super::refused::no_requests;
use super::sorting::Sorting;
use crate::quantity::YearMonth;
use crate::usage::Need;

/// What requests that the exports do not count are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reckoned {
    /// From a number for each month, whatever the tokens: it says nothing of growth.
    Stated,
    /// From the input tokens over a stated length.
    ByLength,
    /// From the input tokens over the planned length.
    ByPlan,
}

/// The requests of a month that the exports do not count: as stated, as long as stated, or else as long as
/// planned.
///
/// # Errors
/// When the plan has requests without input to take their length from.
pub fn requests(
    (need, month): (&Need, YearMonth),
    (sorting, plan): (&Sorting<'_>, &PlannedMonth),
    tokens: &[Decimal; 4],
) -> Result<(Decimal, Reckoned), ActualsError> {
    let input = |tokens: &[Decimal; 4]| tokens[..3].iter().fold(Decimal::ZERO, |sum, more| sum.saturating_add(*more));
    if let Some(stated) = sorting.requests.get(&need.name) {
        return Ok((*stated, Reckoned::Stated));
    }
    if let Some(length) = sorting.input_per_request {
        return Ok((input(tokens).checked_div(length).unwrap_or_default(), Reckoned::ByLength));
    }
    if plan.requests.is_zero() {
        return Ok((Decimal::ZERO, Reckoned::ByPlan)); // nothing is planned that its volume could be held against
    }
    let length = input(&plan.tokens).checked_div(plan.requests);
    let requests = length.and_then(|length| input(tokens).checked_div(length));
    requests.map(|requests| (requests, Reckoned::ByPlan)).ok_or_else(|| no_requests(&need.name, month))
}
