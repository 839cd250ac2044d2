//! What may be explained, and what was probably meant.

use super::derivation::{SHARE, YEARLY};
use crate::analysis::Results;
use crate::scenario::{Stated, nearby};

/// How many near names are given.
const NEAR: usize = 4;
/// Figures that every option has by month,
const OF_MONTHS: [&str; 6] = ["ledger", "cost", "flow", "requests", "successes", "value"];
/// and those that only some have.
const OF_FLEETS: [&str; 3] = ["replicas", "replicas_needed", "utilization"];
const OF_OTHERS: [&str; 3] = ["idle_seats", "peak_requests_per_minute", "peak_tokens_per_minute"];
/// Other words for some figures.
const WORDS: [(&str, &str); 5] =
    [("margin", "lead"), ("winner", "cheapest"), ("best", "best_value"), ("verdict", "recommended"), ("flip", "flips")];

/// The names nearest to one that is not known.
pub fn near(results: &Results<'_>, name: &str) -> Vec<String> {
    if let Some((_, known)) = WORDS.iter().find(|(word, _)| *word == name) {
        return vec![(*known).to_owned()];
    }
    let known = known(results, name);
    // an option that is named has more weight than a metric that is spelled alike
    let plans = results.scenario.options.iter();
    let option = plans.map(|plan| format!("{}.", plan.name)).find(|start| name.starts_with(start));
    let own = known.iter().filter(|known| option.as_ref().is_some_and(|start| known.starts_with(start)));
    let own = nearby(name, own.map(String::as_str), NEAR);
    let found = if own.is_empty() { nearby(name, known.iter().map(String::as_str), NEAR) } else { own };
    if !found.is_empty() {
        return found.into_iter().map(str::to_owned).collect();
    }
    by_ends(name, &known)
}

/// Every name that there is near one that is not known, of months only some.
fn known(results: &Results<'_>, name: &str) -> Vec<String> {
    let scenario = results.scenario;
    let mut known: Vec<String> = results.metrics.names().map(str::to_owned).collect();
    known.extend(scenario.stated.iter().flat_map(Stated::paths).map(str::to_owned));
    known.extend(scenario.defaults.iter().map(|default| default.path.clone()));
    known.extend(results.model.sheet.inputs().iter().map(|input| input.path.clone()));
    known.extend(["flips".to_owned()]);
    let asked = name.split('.').find_map(|part| part.parse::<u32>().ok()).filter(|month| *month <= scenario.months);
    let mut months: Vec<u32> = asked.map_or_else(|| vec![1, scenario.months], |month| vec![month]);
    months.dedup();
    for (index, plan) in scenario.options.iter().enumerate() {
        let option = &results.model.options[index];
        let fleet: &[&str] = if option.fleets.is_empty() { &[] } else { &OF_FLEETS };
        for month in &months {
            known.extend(OF_MONTHS.iter().chain(fleet).map(|what| format!("{}.{what}.{month}", plan.name)));
            for line in option.lines.iter().filter(|line| line.entries.iter().any(|entry| entry.month == *month)) {
                let category = format!("{}.ledger.{month}.{}", plan.name, line.category);
                known.push(format!("{category}.{}", slug(&line.name)));
                known.push(category);
            }
        }
        let lines = option.lines.iter();
        known.extend(lines.map(|line| format!("{}.category.{}.{}", plan.name, line.category, slug(&line.name))));
    }
    let workloads = scenario.workloads.iter();
    known.extend(
        workloads.flat_map(|workload| months.iter().map(|m| format!("workloads.{}.requests.{m}", workload.name))),
    );
    known.sort_unstable();
    known.dedup();
    known
}

/// The names that end as a name without what comes before does: `growth_per_moth` for
/// `workloads.tickets.growth_per_month`.
fn by_ends(name: &str, known: &[String]) -> Vec<String> {
    let count = name.split('.').count();
    let end = |known: &'_ str| -> usize {
        let dots: Vec<usize> = known.match_indices('.').map(|(at, _)| at + 1).collect();
        (dots.len() + 1).checked_sub(count).filter(|before| *before > 0).map_or(0, |before| dots[before - 1])
    };
    let near = nearby(name, known.iter().map(|known| &known[end(known)..]), NEAR);
    let whole = near.into_iter().flat_map(|near| known.iter().filter(move |known| &known[end(known)..] == near));
    whole.take(NEAR).cloned().collect()
}

/// A name whose month is beyond the plan: the same of its last month, and the month that was meant.
pub fn beyond(results: &Results<'_>, name: &str) -> Option<(String, u32)> {
    let parts: Vec<&str> = name.split('.').collect();
    let all = OF_MONTHS.iter().chain(&OF_FLEETS).chain(&OF_OTHERS);
    let named = |what: &str| all.clone().any(|known| *known == what);
    let last = results.scenario.months;
    let month = |part: &str| part.parse::<u32>().ok().filter(|month| *month > last);
    let place = (1..parts.len()).find(|place| named(parts[place - 1]) && month(parts[*place]).is_some())?;
    let asked = month(parts[place])?;
    let last = last.to_string();
    let same: Vec<&str> =
        parts.iter().enumerate().map(|(at, part)| if at == place { last.as_str() } else { part }).collect();
    Some((same.join("."), asked))
}

/// A name as it may be written on a command line: small letters, digits and hyphens.
pub fn slug(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let words: String = name.chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The unit that a metric is read in: shares and rates in percent, for which metrics have no unit, and
/// prices by what they are the price of.
pub fn unit_of(what: &str, unit: &str) -> String {
    let first = what.split('.').next().unwrap_or(what);
    match first {
        "irr" | "mirr" => YEARLY.to_owned(),
        "roi" | "return_on_cost" | "accuracy" | "utilization" | "lead_share" => SHARE.to_owned(),
        "cost_per_request" => format!("{unit}/request"),
        "cost_per_success" => format!("{unit}/correct answer"),
        "cost_per_mtok" => format!("{unit}/Mtok"),
        _ if first.starts_with("probability_") => SHARE.to_owned(),
        _ => unit.to_owned(),
    }
}
