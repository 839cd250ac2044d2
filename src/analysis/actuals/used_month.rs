//! A workload's month as it was used: requests, tokens, and what is known of their cost.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::plan::{ActualsError, PlannedMonth};
use super::refused::no_requests;
use super::used::Sorting;
use crate::quantity::YearMonth;
use crate::usage::{Need, Sums, Usage, decimal};

/// One workload's month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsedMonth {
    /// Requests whose tokens are counted.
    pub requests: Decimal,
    /// Tokens: fresh, cached, written, output.
    pub tokens: [Decimal; 4],
    /// Their cost; none when it is not told of every day with tokens.
    pub cost: Option<Decimal>,
    /// Every cost of them that is told.
    pub told: Decimal,
    /// The cost of the days on which that of all tokens is told.
    pub paid: Decimal,
    /// The tokens of these days.
    pub paid_tokens: [Decimal; 4],
    /// How many days these are.
    pub paid_days: usize,
    /// Days with tokens.
    pub days: usize,
}

impl UsedMonth {
    /// Adds what another group used.
    pub fn add(&mut self, other: &Self) {
        self.requests = self.requests.saturating_add(other.requests);
        let both = self.tokens.iter_mut().zip(other.tokens).chain(self.paid_tokens.iter_mut().zip(other.paid_tokens));
        both.for_each(|(sum, more)| *sum = sum.saturating_add(more));
        self.cost = self.cost.zip(other.cost).map(|(a, b)| a.saturating_add(b));
        self.told = self.told.saturating_add(other.told);
        self.paid = self.paid.saturating_add(other.paid);
        self.paid_days = self.paid_days.saturating_add(other.paid_days);
        self.days = self.days.saturating_add(other.days);
    }

    /// Whether the cost of some tokens is told, and of others not.
    #[must_use]
    pub fn is_paid_in_part(&self) -> bool {
        !self.told.is_zero() && self.paid_days < self.days
    }
}

/// A group's month: what was used in all, and on the days that costs are told of.
pub fn one(
    (need, month, sums): (&Need, YearMonth, &Sums),
    usage: &Usage,
    (costed, stretch): (&BTreeSet<i64>, Decimal),
) -> UsedMonth {
    let count = |count: u128| decimal(count).saturating_mul(stretch);
    let tokens = |sums: &Sums| [sums.fresh, sums.cached, sums.written + sums.written_long, sums.output].map(count);
    let (mut paid, mut used_days, mut paid_days) = (Sums::default(), BTreeSet::new(), BTreeSet::new());
    for (day, sums) in need.days.iter().filter(|(day, _)| YearMonth::of_day(**day).0 == month) {
        let unit = usage.unit_of(*day);
        used_days.extend(sums.has_tokens().then_some(unit));
        if costed.contains(&unit) {
            paid.add(sums);
            paid_days.extend(sums.has_tokens().then_some(unit));
        }
    }
    let cost = |sums: &Sums| sums.cost_of_tokens().saturating_mul(stretch);
    let is_whole = sums.costed > 0 && paid_days.len() == used_days.len();
    UsedMonth {
        requests: count(sums.sized()),
        tokens: tokens(sums),
        cost: is_whole.then(|| cost(sums)),
        told: cost(sums),
        paid: cost(&paid),
        paid_tokens: tokens(&paid),
        paid_days: paid_days.len(),
        days: used_days.len(),
    }
}

/// The requests of a month that the exports do not count: as stated, as long as stated, or else as long as
/// planned; and whether it is the last.
///
/// # Errors
/// When the plan has requests without input to take their length from.
pub fn requests(
    (need, month): (&Need, YearMonth),
    (sorting, plan): (&Sorting<'_>, &PlannedMonth),
    tokens: &[Decimal; 4],
) -> Result<(Decimal, bool), ActualsError> {
    let input = |tokens: &[Decimal; 4]| tokens[..3].iter().fold(Decimal::ZERO, |sum, more| sum.saturating_add(*more));
    if let Some(stated) = sorting.requests.get(&need.name) {
        return Ok((*stated, false));
    }
    if let Some(length) = sorting.input_per_request {
        return Ok((input(tokens).checked_div(length).unwrap_or_default(), false));
    }
    if plan.requests.is_zero() {
        return Ok((Decimal::ZERO, true)); // nothing is planned that its volume could be held against
    }
    let length = input(&plan.tokens).checked_div(plan.requests);
    let requests = length.and_then(|length| input(tokens).checked_div(length));
    requests.map(|requests| (requests, true)).ok_or_else(|| no_requests(&need.name, month))
}
