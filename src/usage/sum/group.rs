//! Rows of one model and project, summed.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::sums::Sums;
use crate::usage::entry::amount::Amount;
use crate::usage::entry::class::{Charge, Class};
use crate::usage::entry::lane::{Lane, Lanes, Time};
use crate::usage::entry::row::{Requests, Row};

/// Tokens charged and what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Billed {
    /// Tokens.
    pub quantity: Amount,
    /// The charge.
    pub cost: Amount,
}

/// A group of rows: those of one model and one project.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Sums by day, counted from 1970-01-01 UTC.
    pub days: FxHashMap<i64, Sums>,
    /// Requests in the hours of each day, counted from 1970-01-01 UTC, of rows that tell the hour.
    pub hours: FxHashMap<i64, [u64; 24]>,
    /// Tokens in the hours of each day, of rows that tell the hour and do not count requests.
    pub token_hours: FxHashMap<i64, [u64; 24]>,
    /// Charges by class.
    pub billed: FxHashMap<Class, Billed>,
    /// Tokens of a project's rows without a cost by what their price depends on, but for the hour: a bill may name
    /// some projects only.
    pub lanes: Lanes,
}

impl Group {
    /// Adds the sums of other rows.
    pub fn add(&mut self, other: Self) {
        for (day, sums) in other.days {
            self.days.entry(day).or_default().add(&sums);
        }
        for (own, others) in [(&mut self.hours, other.hours), (&mut self.token_hours, other.token_hours)] {
            for (day, hours) in others {
                for (sum, more) in own.entry(day).or_default().iter_mut().zip(hours) {
                    *sum = sum.saturating_add(more);
                }
            }
        }
        for (lane, tokens) in other.lanes {
            self.lanes.entry(lane).or_default().iter_mut().zip(tokens).for_each(|(sum, more)| *sum += more);
        }
        for (class, billed) in other.billed {
            let sum = self.billed.entry(class).or_default();
            sum.quantity = sum.quantity.plus(billed.quantity);
            sum.cost = sum.cost.plus(billed.cost);
        }
    }

    /// Counts a row in.
    pub(super) fn take(&mut self, row: &Row<'_>) {
        self.days.entry(row.time.day()).or_default().take(row);
        if let Some(tokens) = row.tokens.filter(|_| row.cost.is_none() && !row.project.is_empty()) {
            let lane = (row.time.day(), Lane { time: Time::Untold, ..Lane::of(row) });
            let sums = self.lanes.entry(lane).or_default();
            sums.iter_mut().zip(tokens.by_class()).for_each(|(sum, more)| *sum += more);
        }
        let in_hour = match (row.requests, &row.tokens) {
            (Requests::Counted(requests), _) => Some((&mut self.hours, requests)),
            (Requests::Unknown, Some(tokens)) => {
                Some((&mut self.token_hours, tokens.input().saturating_add(tokens.output)))
            }
            _ => None,
        };
        if let (Some(hour), Some((hours, more))) = (row.time.hour(), in_hour) {
            let of_day = usize::try_from(hour.rem_euclid(24)).unwrap_or(0);
            let sum = &mut hours.entry(hour.div_euclid(24)).or_default()[of_day];
            *sum = sum.saturating_add(more);
        }
        if let Some(Charge { class, quantity, cost }) = row.charge {
            let sum = self.billed.entry(class).or_default();
            sum.quantity = sum.quantity.plus(quantity);
            sum.cost = sum.cost.plus(cost);
        }
    }
}

/// Requests of each day that has use, where any has; else of each day that has costs.
pub(in crate::usage) fn used_days(groups: &[&Group]) -> BTreeMap<i64, u128> {
    let all = || groups.iter().flat_map(|group| &group.days);
    let any = all().any(|(_, sums)| sums.tells_use());
    let mut used = BTreeMap::new();
    for (day, sums) in all().filter(|(_, sums)| !any || sums.tells_use()) {
        let requests = if sums.uncounted > 0 || !any { u128::MAX } else { sums.requests + sums.failures };
        let sum: &mut u128 = used.entry(*day).or_default();
        *sum = sum.saturating_add(requests);
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usage::entry::moment::Stretch;
    use crate::usage::entry::tokens::Tokens;

    /// An hour of day 1 with 3 tokens in and 1 out.
    fn row(requests: Requests) -> Row<'static> {
        let mut row = Row::new(Stretch { start: 86_400 + 7_200, end: 86_400 + 10_800 }, "m".into());
        row.requests = requests;
        row.tokens = Some(Tokens { fresh: 3, output: 1, ..Tokens::default() });
        row
    }

    #[test]
    fn hours_hold_requests_or_else_tokens() {
        let mut group = Group::default();
        group.take(&row(Requests::Counted(5)));
        group.take(&row(Requests::Unknown));
        let mut both = group.clone();
        both.add(group);
        assert_eq!((both.hours[&1][2], both.token_hours[&1][2]), (10, 8));
        assert_eq!((both.days[&1].requests, both.days[&1].uncounted), (10, 2));
    }

    #[test]
    fn days_are_those_of_use_where_there_is_any() {
        let (mut used, mut charged) = (Group::default(), Group::default());
        used.take(&row(Requests::Counted(5)));
        let mut bill = Row::new(Stretch { start: 0, end: 86_400 }, "m".into());
        bill.cost = Some(Amount::ZERO);
        charged.take(&bill);
        assert_eq!(used_days(&[&used, &charged]), BTreeMap::from([(1, 5)]));
        assert_eq!(used_days(&[&charged]), BTreeMap::from([(0, u128::MAX)]));
    }
}
