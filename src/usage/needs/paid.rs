//! What a request cost, and on which days costs are told.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::need::decimal;
use crate::quantity::YearMonth;
use crate::usage::entry::amount::Amount;
use crate::usage::sum::grain::Grain;
use crate::usage::sum::group::Group;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

impl Sums {
    /// Requests whose cost is told, and this cost, of a day, or of a month that is one row: those of the rows that tell
    /// both; where costs stand in rows of their own, all requests, when all are counted. No request, no cost: what is
    /// charged on a day without any is for something else.
    #[must_use]
    pub fn paid(&self) -> (u128, Amount) {
        let (requests, cost) = if self.costed_apart > 0 && self.uncounted == 0 {
            (self.requests, self.cost)
        } else {
            (self.paid_requests, self.cost_counted)
        };
        if requests > 0 { (requests, cost) } else { (0, Amount::ZERO) }
    }
}

impl Sums {
    /// Requests and cost of the rows that tell both.
    fn paid_in_rows(&self) -> (u128, Amount) {
        if self.paid_requests > 0 { (self.paid_requests, self.cost_counted) } else { (0, Amount::ZERO) }
    }
}

/// A cost over the requests that it is of; none of no request.
#[must_use]
pub fn per_request((requests, cost): (u128, Amount)) -> Option<Decimal> {
    cost.decimal().checked_div(decimal(requests))
}

/// Sums of the groups by day, or by month where rows stand for more than a day.
fn units<'u>(usage: &Usage, groups: impl Iterator<Item = &'u Group>) -> BTreeMap<i64, Sums> {
    let mut units = BTreeMap::<i64, Sums>::new();
    for (day, sums) in groups.flat_map(|group| &group.days) {
        units.entry(usage.unit_of(*day)).or_default().add(sums);
    }
    units
}

fn add((all, sum): (u128, Amount), (requests, cost): (u128, Amount)) -> (u128, Amount) {
    (all + requests, sum.plus(cost))
}

impl Usage {
    /// What a request of a model cost: the cost of rows or days that tell both requests and costs, over their
    /// requests; none where there is no such request.
    #[must_use]
    pub fn cost_of_request(&self, model: &str) -> Option<Decimal> {
        let groups = self.groups.iter().filter(|((name, _), _)| name == model);
        let units = units(self, groups.map(|(_, group)| group));
        per_request(units.values().map(Sums::paid).fold((0, Amount::ZERO), add))
    }

    /// Requests of a model and project whose cost is told in a month, and this cost. A bill that names no project is of
    /// the requests of all projects on its days: what those of one cost is not known then, unless their rows tell it.
    #[must_use]
    pub fn paid_in_month(&self, (month, model, project): (YearMonth, &str, &str)) -> (u128, Amount) {
        let of = |project: &str| self.groups.get(&(model.to_owned(), project.to_owned()));
        let in_month = |group: &Group| {
            let days = group.days.iter().filter(|(day, _)| YearMonth::of_day(**day).0 == month);
            let mut units = BTreeMap::<i64, Sums>::new();
            days.for_each(|(day, sums)| units.entry(self.unit_of(*day)).or_default().add(sums));
            units
        };
        let Some(own) = of(project).map(in_month) else { return (0, Amount::ZERO) };
        let mut bill = of("").map(in_month).unwrap_or_default();
        bill.retain(|_, sums| sums.costed_apart > 0);
        let mut shared: BTreeSet<i64> = bill.into_keys().collect();
        if project.is_empty() && !shared.is_empty() {
            let others = self.groups.range((model.to_owned(), String::new())..);
            let others = others.take_while(|((name, _), _)| name == model).filter(|((_, other), _)| !other.is_empty());
            let used = others.flat_map(|(_, group)| &group.days).filter(|(_, sums)| sums.tells_use());
            let used: BTreeSet<i64> = used.map(|(day, _)| self.unit_of(*day)).collect();
            shared.retain(|unit| used.contains(unit));
        }
        let paid = own.iter().map(|(unit, sums)| if shared.contains(unit) { sums.paid_in_rows() } else { sums.paid() });
        paid.fold((0, Amount::ZERO), add)
    }

    /// The first and the last day that costs are told of, counted from 1970-01-01: from the first cost to the last,
    /// and on to where use without costs lies, or the exports end; none where no cost is told.
    #[must_use]
    pub fn cost_span(&self) -> Option<(i64, i64)> {
        let all = || self.groups.values().flat_map(|group| &group.days);
        let with_costs = || all().filter(|(_, sums)| sums.costed > 0).map(|(day, _)| *day);
        let with_use = || all().filter(|(_, sums)| sums.has_tokens() || sums.requests > 0).map(|(day, _)| *day);
        let (first, last) = self.days()?;
        let (from, to) = (with_costs().min()?, with_costs().max()?);
        let before = with_use().filter(|day| *day < from).max();
        let after = with_use().filter(|day| *day > to).min();
        Some((before.map_or(first, |day| day + 1), after.map_or(last, |day| day - 1)))
    }

    /// On how many days of a month the cost of a model and project is told, of those of [`Usage::cost_span`]: on those
    /// with a cost, and on those told of on which it was not used.
    #[must_use]
    pub fn cost_days_of(&self, (month, model, project): (YearMonth, &str, &str), span: (i64, i64)) -> i64 {
        let group = self.groups.get(&(model.to_owned(), project.to_owned()));
        let Some(group) = group.filter(|_| self.grain == Grain::Day) else { return self.days_of(month) };
        let is_told = |day: &i64| match group.days.get(day) {
            Some(sums) if sums.costed > 0 => true,
            Some(sums) if sums.has_tokens() || sums.requests > 0 => false,
            _ => self.days_between(*day, *day) == 1,
        };
        let days = month.day_number().max(span.0)..month.plus(1).day_number().min(span.1 + 1);
        i64::try_from(days.filter(is_told).count()).unwrap_or(i64::MAX)
    }
}
