//! Costs of 0 that the exports tell for tokens: whoever wrote them may only know no price.

use std::collections::BTreeSet;

use super::plan::planned;
use crate::analysis::Figures;
use crate::quantity::YearMonth;
use crate::usage::{Group, Sums, Usage};

/// Rows that say that tokens cost nothing, which their plan says of none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtZero {
    /// How many there are.
    pub rows: u64,
    /// Rows with a cost.
    pub of: u64,
    /// Whether they are all that is told of the cost.
    pub is_all: bool,
}

impl AtZero {
    /// Counts the sums of a month in, of use that costs something by the plan.
    pub fn add(&mut self, sums: &Sums) {
        let is_nothing = sums.cost_of_tokens().is_zero();
        self.is_all = is_nothing && (self.rows == 0 || self.is_all);
        self.rows += sums.free;
        self.of += sums.costed;
    }
}

/// The days on which some model's cost is told as 0 alone, as [`Usage::unit_of`] counts them.
pub fn days_at_zero<'u>(usage: &Usage, groups: impl Iterator<Item = (&'u str, &'u Group)>) -> BTreeSet<i64> {
    let is_it = |sums: &Sums| sums.free > 0 && sums.cost_of_tokens().is_zero();
    groups
        .flat_map(|(_, group)| &group.days)
        .filter(|(_, sums)| is_it(sums))
        .map(|(day, _)| usage.unit_of(*day))
        .collect()
}

/// Whether a workload costs nothing by its plan in a month, so that a cost of 0 is one.
pub fn is_free_by_plan(figures: &Figures<'_>, option: usize, (workload, month): (usize, YearMonth)) -> bool {
    let Some(start) = figures.scenario.start else { return false };
    let number = u32::try_from(month.since(start) + 1).ok();
    let number = number.filter(|number| (1..=figures.scenario.months).contains(number));
    let plan = number.and_then(|number| planned(figures, option, number).ok());
    plan.is_some_and(|plan| plan[workload].cost.is_zero() && !plan[workload].requests.is_zero())
}
