//! Use by workload: what belongs together, month by month.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::tally::Sums;
use super::usage::Usage;
use crate::quantity::YearMonth;

/// What makes a workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Each model.
    Model,
    /// Each project.
    Project,
    /// Each model of each project.
    Both,
    /// All together.
    All,
}

/// Whether months that the exports tell of in part are stretched to whole ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partial {
    /// They count as they are, and only where no whole month does.
    AsCounted,
    /// They count by the days told of.
    Scaled,
}

/// The use of a workload.
#[derive(Clone, Debug, Default)]
pub struct Need {
    /// The workload's name in a scenario.
    pub name: String,
    /// Its models.
    pub models: BTreeSet<String>,
    /// Its projects.
    pub projects: BTreeSet<String>,
    /// Sums by day, counted from 1970-01-01 UTC.
    pub days: BTreeMap<i64, Sums>,
    /// Requests by hour, counted from 1970-01-01 UTC.
    pub hours: BTreeMap<i64, u64>,
}

impl Need {
    /// The sums of every month.
    #[must_use]
    pub fn months(&self) -> BTreeMap<YearMonth, Sums> {
        let mut months = BTreeMap::<YearMonth, Sums>::new();
        for (day, sums) in &self.days {
            months.entry(YearMonth::of_day(*day).0).or_default().add(sums);
        }
        months
    }

    /// The sums of everything.
    #[must_use]
    pub fn whole(&self) -> Sums {
        let mut whole = Sums::default();
        self.days.values().for_each(|sums| whole.add(sums));
        whole
    }

    /// Requests of every month that is told of whole, or of every month scaled by its days. A whole
    /// month without any use in between counts as 0.
    #[must_use]
    pub fn volumes(&self, usage: &Usage, partial: Partial) -> Vec<(YearMonth, Decimal)> {
        let months = self.months();
        let (Some(first), Some(last)) = (months.keys().next(), months.keys().next_back()) else { return Vec::new() };
        let count = last.since(*first);
        let volume = |month: YearMonth| {
            let requests = months.get(&month).map_or(0, |sums| sums.requests);
            let (told, all) = (usage.days_of(month), i64::from(month.days()));
            let requests = decimal(requests);
            match partial {
                _ if told == all => Some((month, requests)),
                Partial::Scaled if told > 0 => Some((month, requests * Decimal::from(all) / Decimal::from(told))),
                Partial::Scaled | Partial::AsCounted => None,
            }
        };
        (0..=count).filter_map(|step| volume(first.plus(step))).collect()
    }
}

/// A sum as a decimal; beyond 28 digits it stays there.
#[must_use]
pub fn decimal(sum: u128) -> Decimal {
    i128::try_from(sum).ok().and_then(|sum| Decimal::try_from_i128_with_scale(sum, 0).ok()).unwrap_or(Decimal::MAX)
}

/// `part` in `whole`; none of nothing.
#[must_use]
pub fn ratio(part: u128, whole: u128) -> Option<Decimal> {
    decimal(part).checked_div(decimal(whole))
}

/// The use of every workload that has tokens, by name.
#[must_use]
pub fn needs(usage: &Usage, by: By) -> Vec<Need> {
    let mut needs = BTreeMap::<(&str, &str), Need>::new();
    for ((model, project), group) in &usage.groups {
        let key = match by {
            By::Model => (model.as_str(), ""),
            By::Project => ("", project.as_str()),
            By::Both => (model.as_str(), project.as_str()),
            By::All => ("", ""),
        };
        let need = needs.entry(key).or_default();
        need.models.insert(model.clone());
        need.projects.insert(project.clone());
        for (day, sums) in &group.days {
            need.days.entry(*day).or_default().add(sums);
        }
        for (day, hours) in &group.hours {
            for (hour, requests) in (day * 24..).zip(hours).filter(|(_, requests)| **requests > 0) {
                let sum = need.hours.entry(hour).or_default();
                *sum = sum.saturating_add(*requests);
            }
        }
    }
    let mut taken = BTreeSet::new();
    let mut named = Vec::new();
    for ((model, project), mut need) in needs {
        let whole = need.whole();
        if whole.input() + whole.output + whole.requests == 0 {
            continue;
        }
        let parts: Vec<&str> = [project, model].into_iter().filter(|part| !part.is_empty()).collect();
        need.name = unique(&slug(&parts.join("-")), &mut taken);
        named.push(need);
    }
    named
}

/// A name that a scenario can have: small letters, digits and hyphens.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "all".to_owned() } else { slug.chars().take(60).collect() }
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut own = name.to_owned();
    let mut number = 2;
    while !taken.insert(own.clone()) {
        own = format!("{name}-{number}");
        number += 1;
    }
    own
}
