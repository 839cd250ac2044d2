//! Why a plan and what was used cannot be compared, in words.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::ActualsError;
use super::used::Used;
use crate::quantity::YearMonth;
use crate::scenario::{Scenario, nearest};
use crate::usage::Usage;

/// The months of a plan cannot be told.
pub fn undated_plan() -> ActualsError {
    ActualsError {
        cause: "the scenario's months have no dates".to_owned(),
        help: "add `start = \"YYYY-MM\"` to [scenario]".to_owned(),
    }
}

/// A mapping names a workload that there is none of.
pub fn unknown(name: &str, scenario: &Scenario) -> ActualsError {
    let names = || scenario.workloads.iter().map(|workload| workload.name.as_str());
    let help = nearest(name, names())
        .map_or_else(|| names().collect::<Vec<_>>().join(", "), |near| format!("did you mean `{near}`?"));
    ActualsError { cause: format!("no workload is called `{name}`"), help }
}

/// A mapping names a use that there is none of.
pub fn unused<'a>(
    (name, workload): (&str, &str),
    known: &BTreeSet<&str>,
    all: impl Iterator<Item = &'a str>,
) -> ActualsError {
    let listed = || known.iter().take(12).copied().collect::<Vec<_>>().join(", ");
    ActualsError {
        cause: format!("`--map {name}={workload}`: nothing that was used is called `{name}`"),
        help: nearest(name, all)
            .map_or_else(|| format!("the exports have {}", listed()), |near| format!("did you mean `{near}`?")),
    }
}

/// A mapping sends the same use to two workloads.
pub fn twice(name: &str) -> ActualsError {
    ActualsError {
        cause: format!("`--map {name}=..`: it is sent to two workloads"),
        help: "name one workload for each".to_owned(),
    }
}

/// Nobody counts or states requests, and the plan has no length to take for them.
pub fn no_requests(name: &str, month: YearMonth) -> ActualsError {
    ActualsError {
        cause: format!("the exports do not count the requests of `{name}` in {month}"),
        help: format!("say how many there were, as in `--requests-per-month {name}=40k`, or `--avg-input-tokens`"),
    }
}

/// No month can be compared.
pub fn nothing(used: &Used, (usage, scenario, start): (&Usage, &Scenario, YearMonth)) -> ActualsError {
    let end = scenario.calendar(scenario.months).unwrap_or(start);
    let is_whole = |month: &&YearMonth| usage.days_of(**month) == i64::from(month.days());
    let (before, after): (Vec<YearMonth>, Vec<YearMonth>) =
        used.outside.iter().filter(is_whole).partition(|month| **month < start);
    let whole = if before.is_empty() { after } else { before };
    let (cause, help) = if let Some(name) = used.unplanned.values().flat_map(BTreeMap::keys).next() {
        (
            format!("no use belongs to a workload: `{name}` is none of the scenario's"),
            format!("say what it belongs to, as in `--map {name}={}`", scenario.workloads[0].name),
        )
    } else if !used.apart.is_empty() || used.partial.is_empty() && used.outside.is_empty() {
        (
            "the exports count no requests or tokens".to_owned(),
            "costs alone cannot be compared: give an export that counts them beside these".to_owned(),
        )
    } else if let (Some(first), Some(last)) = (whole.first(), whole.last()) {
        beside((*first, *last), (start, end))
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

/// Whole months are told of, and none is in the horizon: the cause and the way out.
fn beside((first, last): (YearMonth, YearMonth), (start, end): (YearMonth, YearMonth)) -> (String, String) {
    let (horizon, way_out) = if last < start {
        (format!("begins with {start}"), format!("give exports of {start} and later"))
    } else {
        (format!("ends with {end}"), format!("give exports of {start} to {end}"))
    };
    let told = if first == last {
        format!("the only whole month that the exports tell of is {last}")
    } else {
        format!("the whole months that the exports tell of are {first} to {last}")
    };
    (
        format!("{told}, and the plan {horizon}"),
        format!("set `start = \"{first}\"` in [scenario] if the plan is to begin there, or {way_out}"),
    )
}
