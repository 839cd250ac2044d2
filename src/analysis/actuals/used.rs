//! What was used, by the workloads of a scenario.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::plan::ActualsError;
use crate::quantity::YearMonth;
use crate::scenario::{Scenario, nearest};
use crate::usage::{By, Partial, Sums, Usage, decimal, needs};

/// Which use belongs to which workload: the name that a grouping gives it, and the workload's.
pub type Mapping = Vec<(String, String)>;

/// What was used, month by month.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// By month of the horizon, from 1, and workload.
    pub months: BTreeMap<u32, Vec<UsedMonth>>,
    /// Use that belongs to no workload: its name and cost by month; no cost where none is known.
    pub unplanned: BTreeMap<u32, BTreeMap<String, Option<Decimal>>>,
    /// Months told of in part, which are left out.
    pub partial: Vec<YearMonth>,
    /// Months outside of the horizon, which are left out.
    pub outside: Vec<YearMonth>,
}

/// One workload's month.
#[derive(Clone, Copy, Debug, Default)]
pub struct UsedMonth {
    /// Requests.
    pub requests: Decimal,
    /// Tokens: fresh, cached, written, output.
    pub tokens: [Decimal; 4],
    /// The cost; none when it is not known of every row.
    pub cost: Option<Decimal>,
}

/// Sorts what was used by workload and month of the horizon. All of it belongs to the only workload
/// of a scenario; else to the one that the mapping says, or that has the group's name.
///
/// # Errors
/// When the scenario has no `start`, a workload of the mapping does not exist, the exports do not
/// count requests, or no whole month lies in the horizon.
pub fn used(
    scenario: &Scenario,
    usage: &Usage,
    (by, partial, mapping): (By, Partial, &Mapping),
) -> Result<Used, ActualsError> {
    let start = scenario.start.ok_or_else(|| ActualsError {
        cause: "the scenario's months have no dates".to_owned(),
        help: "add `start = \"YYYY-MM\"` to [scenario]".to_owned(),
    })?;
    let place = |name: &str| scenario.workloads.iter().position(|workload| workload.name == name);
    for (_, workload) in mapping {
        if place(workload).is_none() {
            return Err(unknown(workload, scenario));
        }
    }
    let mut used = Used::default();
    for need in needs(usage, by) {
        let mapped = mapping.iter().find(|(name, _)| *name == need.name).map(|(_, workload)| workload.as_str());
        let own = if scenario.workloads.len() == 1 { Some(0) } else { place(mapped.unwrap_or(&need.name)) };
        for (month, sums) in need.months() {
            let number = month.since(start) + 1;
            let Some(number) = u32::try_from(number).ok().filter(|number| (1..=scenario.months).contains(number))
            else {
                note(&mut used.outside, month);
                continue;
            };
            let (told, all) = (usage.days_of(month), i64::from(month.days()));
            if told < all && partial == Partial::AsCounted {
                note(&mut used.partial, month);
                continue;
            }
            if sums.uncounted > 0 && own.is_some() {
                return Err(ActualsError {
                    cause: format!("the exports do not count the requests of `{}` in {month}", need.name),
                    help: "variances of volume and length need requests: give an export that counts them".to_owned(),
                });
            }
            let stretch = Decimal::from(all) / Decimal::from(told.max(1));
            let found = one(&sums, stretch);
            match own {
                Some(workload) => {
                    let empty = || {
                        vec![UsedMonth { cost: Some(Decimal::ZERO), ..UsedMonth::default() }; scenario.workloads.len()]
                    };
                    let sum = &mut used.months.entry(number).or_insert_with(empty)[workload];
                    sum.add(&found);
                }
                None => {
                    used.unplanned.entry(number).or_default().insert(need.name.clone(), found.cost);
                }
            }
        }
    }
    if used.months.is_empty() {
        return Err(nothing(&used, scenario));
    }
    Ok(used)
}

impl UsedMonth {
    fn add(&mut self, other: &Self) {
        self.requests = self.requests.saturating_add(other.requests);
        for (sum, more) in self.tokens.iter_mut().zip(other.tokens) {
            *sum = sum.saturating_add(more);
        }
        self.cost = self.cost.zip(other.cost).map(|(a, b)| a.saturating_add(b));
    }
}

fn one(sums: &Sums, stretch: Decimal) -> UsedMonth {
    let count = |count: u128| decimal(count).saturating_mul(stretch);
    let known = sums.costed > 0 && (sums.unpriced == 0 || sums.costed_apart > 0);
    UsedMonth {
        requests: count(sums.requests),
        tokens: [sums.fresh, sums.cached, sums.written + sums.written_long, sums.output].map(count),
        cost: known.then(|| sums.cost.decimal().saturating_mul(stretch)),
    }
}

fn note(months: &mut Vec<YearMonth>, month: YearMonth) {
    if !months.contains(&month) {
        months.push(month);
        months.sort();
    }
}

fn unknown(name: &str, scenario: &Scenario) -> ActualsError {
    let names = || scenario.workloads.iter().map(|workload| workload.name.as_str());
    let help = nearest(name, names())
        .map_or_else(|| names().collect::<Vec<_>>().join(", "), |near| format!("did you mean `{near}`?"));
    ActualsError { cause: format!("no workload is called `{name}`"), help }
}

fn nothing(used: &Used, scenario: &Scenario) -> ActualsError {
    let (cause, help) = if let Some(name) = used.unplanned.values().flat_map(BTreeMap::keys).next() {
        (
            format!("no use belongs to a workload: `{name}` is none of the scenario's"),
            format!("say what it belongs to, as in `--map {name}={}`", scenario.workloads[0].name),
        )
    } else if used.partial.is_empty() && used.outside.is_empty() {
        (
            "the exports count no requests or tokens".to_owned(),
            "costs alone cannot be compared: give an export that counts them beside these".to_owned(),
        )
    } else if used.partial.is_empty() {
        (
            "the exports tell of no month of the horizon".to_owned(),
            "is `start` the month in which the plan begins?".to_owned(),
        )
    } else {
        (
            "the exports tell of no whole month".to_owned(),
            "`--scale-partial` stretches months by the days that are told of".to_owned(),
        )
    };
    ActualsError { cause, help }
}
