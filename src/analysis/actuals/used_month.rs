//! A workload's month as it was used: requests, tokens, and what is known of their cost.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::quantity::YearMonth;
use crate::usage::{Need, Sums, Usage, decimal};

/// One workload's month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsedMonth {
    /// Billed attempts whose tokens are counted: answered requests, and failures that were charged.
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
    /// Days with tokens.
    pub days: MonthDays,
    /// Of these, days with tokens whose cost is not told.
    pub open: MonthDays,
}

/// Days of one month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthDays(u32);

impl UsedMonth {
    /// Adds what another group used.
    pub fn add(&mut self, other: &Self) {
        self.requests = self.requests.saturating_add(other.requests);
        let both = self.tokens.iter_mut().zip(other.tokens).chain(self.paid_tokens.iter_mut().zip(other.paid_tokens));
        both.for_each(|(sum, more)| *sum = sum.saturating_add(more));
        self.cost = self.cost.zip(other.cost).map(|(a, b)| a.saturating_add(b));
        self.told = self.told.saturating_add(other.told);
        self.paid = self.paid.saturating_add(other.paid);
        self.days = self.days.or(other.days);
        self.open = self.open.or(other.open);
    }

    /// Whether there was a request or a token.
    #[must_use]
    pub fn is_used(&self) -> bool {
        !self.requests.is_zero() || self.tokens.iter().any(|tokens| !tokens.is_zero())
    }

    /// The days on which the cost of all tokens is told.
    #[must_use]
    pub fn paid_days(&self) -> MonthDays {
        MonthDays(self.days.0 & !self.open.0)
    }

    /// Whether the cost of some tokens is told, and of others not.
    #[must_use]
    pub fn is_paid_in_part(&self) -> bool {
        !self.told.is_zero() && !self.open.is_empty()
    }
}

impl MonthDays {
    /// How many days these are.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether it is no day.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds a day, counted from 1970-01-01, of a month.
    fn insert(&mut self, day: i64, month: YearMonth) {
        let place = u32::try_from(day - month.day_number()).ok();
        self.0 |= place.and_then(|place| 1_u32.checked_shl(place)).unwrap_or_default();
    }
}

/// A group's month: what was used in all, and on the days on which the cost of its whole workload is told.
pub fn one(
    (need, month, sums): (&Need, YearMonth, &Sums),
    usage: &Usage,
    (costed, stretch): (&BTreeSet<i64>, Decimal),
) -> UsedMonth {
    let count = |count: u128| decimal(count).saturating_mul(stretch);
    let tokens = |sums: &Sums| [sums.fresh, sums.cached, sums.written + sums.written_long, sums.output].map(count);
    let (mut paid, mut days, mut open) = (Sums::default(), MonthDays::default(), MonthDays::default());
    for (day, sums) in need.days.iter().filter(|(day, _)| YearMonth::of_day(**day).0 == month) {
        let unit = usage.unit_of(*day);
        if costed.contains(&unit) {
            paid.add(sums);
        }
        if sums.has_tokens() {
            days.insert(unit, month);
            if !costed.contains(&unit) {
                open.insert(unit, month);
            }
        }
    }
    let cost = |sums: &Sums| sums.cost_of_tokens().saturating_mul(stretch);
    let is_whole = sums.costed > 0 && open.is_empty();
    UsedMonth {
        requests: count(sums.attempts()),
        tokens: tokens(sums),
        cost: is_whole.then(|| cost(sums)),
        told: cost(sums),
        paid: cost(&paid),
        paid_tokens: tokens(&paid),
        days,
        open,
    }
}
