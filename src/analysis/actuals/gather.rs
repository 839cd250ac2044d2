//! Sorting what was used into the months and workloads of a scenario.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::at_zero::{days_at_zero, is_free_by_plan};
use super::plan::{ActualsError, planned};
use super::refused::{nothing, undated_plan};
use super::requests::{Reckoned, requests};
use super::sorted::sorted;
use super::sorting::Sorting;
use super::used::Used;
use super::used_month::{UsedMonth, one};
use crate::analysis::Figures;
use crate::quantity::YearMonth;
use crate::usage::{By, Need, Usage, needs};

/// Sorts what was used by workload and month of the horizon, in which `option` was in use. All of it belongs to
/// the only workload of a scenario; else to the one that the mapping says, or that has the group's name or
/// means the same model.
///
/// # Errors
/// When the scenario has no `start`, the mapping names what does not exist, nothing tells how many requests
/// there were, or no whole month lies in the horizon.
pub fn used(figures: &Figures<'_>, option: usize, usage: &Usage, sorting: &Sorting<'_>) -> Result<Used, ActualsError> {
    let scenario = figures.scenario;
    let start = scenario.start.ok_or_else(undated_plan)?;
    let groups = needs(usage, sorting.by);
    let (places, taken_in) = sorted(scenario, &groups, sorting)?;
    let is_free = |workload: usize, month: YearMonth| is_free_by_plan(figures, option, (workload, month));
    let costed = costed(usage, (&groups, &places), &is_free);
    let mut used = Used { taken_in, nameless: nameless(&groups, sorting.by), ..Used::new(sorting.partial) };
    for ((need, own), costed) in groups.iter().zip(places).zip(&costed) {
        for (month, sums) in need.months() {
            let Some((number, stretch)) = used.place((scenario.months, start), usage, month) else { continue };
            let mut found = one((need, month, &sums), usage, (costed, stretch));
            used.without_tokens((number, &need.name), &sums, stretch);
            if sums.free > 0 && !own.is_some_and(|workload| is_free(workload, month)) {
                used.at_zero.entry(need.name.clone()).or_default().add(&sums);
            }
            let Some(workload) = own else {
                used.unplanned.entry(number).or_default().insert(need.name.clone(), found.cost);
                continue;
            };
            if sums.uncounted > 0 {
                let plan = planned(figures, option, number)?[workload];
                let (requests, reckoned) = requests((need, month), (sorting, &plan), &found.tokens)?;
                found.requests = requests;
                used.by_tokens.extend((reckoned == Reckoned::ByPlan).then_some(workload));
                used.stated.extend((reckoned == Reckoned::Stated).then_some(workload));
            }
            let empty =
                || vec![UsedMonth { cost: Some(Decimal::ZERO), ..UsedMonth::default() }; scenario.workloads.len()];
            used.months.entry(number).or_insert_with(empty)[workload].add(&found);
        }
    }
    used.costs_apart(usage, (&groups, sorting.by), (scenario.months, start));
    if used.months.is_empty() { Err(nothing(&used, (usage, scenario, start))) } else { Ok(used) }
}

/// The name of the group that has no model, where models make groups, or no project, where projects do.
fn nameless(groups: &[Need], by: By) -> Option<String> {
    let is_it = |need: &&Need| match by {
        By::Model => need.models.iter().all(String::is_empty),
        By::Project => need.projects.iter().all(String::is_empty),
        By::Both => need.models.iter().chain(&need.projects).all(String::is_empty),
        By::All => false,
    };
    groups.iter().find(is_it).map(|need| need.name.clone())
}

/// The days on which the cost of all tokens is told, by group: of its whole workload, so that what several groups
/// paid and used is of the same days; of a group alone that belongs to none. A cost of 0 for all that a model used on a
/// day is none, unless the workload is free in that month by the plan.
fn costed(
    usage: &Usage,
    (groups, places): (&[Need], &[Option<usize>]),
    is_free: &dyn Fn(usize, YearMonth) -> bool,
) -> Vec<BTreeSet<i64>> {
    let of = |own: &dyn Fn(usize) -> bool, is_free: &dyn Fn(YearMonth) -> bool| {
        let needs = || groups.iter().enumerate().filter(|(group, _)| own(*group)).map(|(_, need)| need);
        let all = || needs().flat_map(|need| usage.groups_of(&need.models, &need.projects));
        let mut days = usage.costed_days(all()).costed;
        let at_zero = days_at_zero(usage, all());
        let months: BTreeSet<YearMonth> = at_zero.iter().map(|day| YearMonth::of_day(*day).0).collect();
        let unpaid: BTreeSet<YearMonth> = months.into_iter().filter(|month| !is_free(*month)).collect();
        days.retain(|day| !(at_zero.contains(day) && unpaid.contains(&YearMonth::of_day(*day).0)));
        days
    };
    let workloads: BTreeSet<usize> = places.iter().flatten().copied().collect();
    let of_workload = |workload| of(&|group| places[group] == Some(workload), &|month| is_free(workload, month));
    let of_workload: BTreeMap<usize, BTreeSet<i64>> =
        workloads.into_iter().map(|workload| (workload, of_workload(workload))).collect();
    let one = |(group, place): (usize, &Option<usize>)| {
        let together = place.and_then(|workload| of_workload.get(&workload).cloned());
        together.unwrap_or_else(|| of(&|other| other == group, &|_| false))
    };
    places.iter().enumerate().map(one).collect()
}
