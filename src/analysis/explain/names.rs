//! What may be explained, and what was probably meant.

use super::derivation::{SHARE, YEARLY};
use crate::analysis::Results;
use crate::scenario::{Stated, nearby};

/// How many near names are given.
const NEAR: usize = 4;

/// The names nearest to one that is not known.
pub fn near(results: &Results<'_>, name: &str) -> Vec<String> {
    let scenario = results.scenario;
    let mut known: Vec<String> = results.metrics.names().map(str::to_owned).collect();
    known.extend(scenario.stated.iter().flat_map(Stated::paths).map(str::to_owned));
    known.extend(scenario.defaults.iter().map(|default| default.path.clone()));
    known.extend(results.model.sheet.inputs().iter().map(|input| input.path.clone()));
    for (index, plan) in scenario.options.iter().enumerate() {
        for month in [1, scenario.months] {
            let has_fleet = !results.model.options[index].fleets.is_empty();
            let fleet: &[&str] = if has_fleet { &["replicas", "utilization"] } else { &[] };
            let of_month = ["ledger", "cost", "flow", "requests", "successes", "value"];
            known.extend(of_month.iter().chain(fleet).map(|what| format!("{}.{what}.{month}", plan.name)));
        }
    }
    known.extend(scenario.workloads.iter().map(|workload| format!("workloads.{}.requests.1", workload.name)));
    // an option that is named has more weight than a metric that is spelled alike
    let option = scenario.options.iter().map(|plan| format!("{}.", plan.name)).find(|start| name.starts_with(start));
    let own = known.iter().filter(|known| option.as_ref().is_some_and(|start| known.starts_with(start)));
    let own = nearby(name, own.map(String::as_str), NEAR);
    let found = if own.is_empty() { nearby(name, known.iter().map(String::as_str), NEAR) } else { own };
    found.into_iter().map(str::to_owned).collect()
}

/// A name as it may be written on a command line: small letters, digits and hyphens.
pub fn slug(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let words: String = name.chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The unit that a metric is read in: shares and rates in percent, for which metrics have no unit.
pub fn unit_of<'a>(what: &str, unit: &'a str) -> &'a str {
    let first = what.split('.').next().unwrap_or(what);
    match first {
        "irr" | "mirr" => YEARLY,
        "roi" | "return_on_cost" | "accuracy" | "utilization" => SHARE,
        _ if first.starts_with("probability_") => SHARE,
        _ => unit,
    }
}
