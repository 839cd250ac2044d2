//! What may be explained, and what was probably meant.

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
    for plan in &scenario.options {
        known.extend(["ledger.1", "cost.1", "replicas.1"].map(|what| format!("{}.{what}", plan.name)));
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
