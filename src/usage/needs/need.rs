//! Use by workload: what belongs together, month by month.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::quantity::YearMonth;
use crate::usage::sum::gaps::{Days, is_unlikely};
use crate::usage::sum::grain::Grain;
use crate::usage::sum::group::Group;
use crate::usage::sum::group::used_days;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

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
    /// Tokens by hour of rows that do not count requests.
    pub token_hours: BTreeMap<i64, u64>,
    /// The first and the last day of its own: those of the exports, unless it started or stopped between.
    pub range: (i64, i64),
    /// Its last day, when it was no longer in use at the end of the exports.
    pub stopped: Option<i64>,
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

    /// How many days of a month are told of, of those from its start to its end.
    #[must_use]
    pub fn days_of(&self, usage: &Usage, month: YearMonth) -> i64 {
        let (first, last) = self.range;
        usage.days_between(first.max(month.day_number()), last.min(month.plus(1).day_number() - 1))
    }

    /// Whether all days of a month are told of and lie between its start and its end.
    #[must_use]
    pub fn is_whole(&self, usage: &Usage, month: YearMonth) -> bool {
        self.days_of(usage, month) == i64::from(month.days())
    }

    /// Sums of one kind of every month that is told of whole, or of every month scaled by its days. A whole
    /// month without any use in between counts as 0.
    #[must_use]
    pub fn volumes(&self, (usage, partial): (&Usage, Partial), of: fn(&Sums) -> u128) -> Vec<(YearMonth, Decimal)> {
        let months = self.months();
        let (Some(first), Some(last)) = (months.keys().next(), months.keys().next_back()) else { return Vec::new() };
        let count = last.since(*first);
        let volume = |month: YearMonth| {
            let sum = decimal(months.get(&month).map_or(0, of));
            let (told, all) = (self.days_of(usage, month), i64::from(month.days()));
            match partial {
                _ if told == all => Some((month, sum)),
                Partial::Scaled if told > 0 => {
                    let scaled = sum.checked_mul(Decimal::from(all))?.checked_div(Decimal::from(told))?;
                    Some((month, scaled))
                }
                Partial::Scaled | Partial::AsCounted => None,
            }
        };
        (0..=count).filter_map(|step| volume(first.plus(step))).collect()
    }

    /// Finds out from when to when it was in use, and whether it stopped.
    fn place(&mut self, usage: &Usage, used: BTreeMap<i64, u128>) {
        let (Some((first, last)), Some(from), Some(to)) =
            (usage.days(), used.keys().next().copied(), used.keys().next_back().copied())
        else {
            return;
        };
        self.range = (first, last);
        let month = |day: i64| YearMonth::of_day(day).0;
        if usage.grain == Grain::Month {
            if month(from) > month(first) {
                self.range.0 = month(from).day_number();
            }
            if month(to) < month(last) {
                (self.range.1, self.stopped) = (month(to).plus(1).day_number() - 1, Some(to));
            }
            return;
        }
        let days = Days { used, blank: BTreeSet::new(), range: (first, last) };
        if is_unlikely(&days, (first, from - 1)) {
            self.range.0 = from;
        }
        let later = (1..=month(last).since(month(to))).map(|step| month(to).plus(step));
        let has_whole_month = later.into_iter().any(|month| usage.days_of(month) == i64::from(month.days()));
        if has_whole_month || is_unlikely(&days, (to + 1, last)) {
            (self.range.1, self.stopped) = (to, Some(to));
        }
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
    let mut needs = BTreeMap::<(&str, &str), (Need, Vec<&Group>)>::new();
    for ((model, project), group) in &usage.groups {
        let key = match by {
            By::Model => (model.as_str(), ""),
            By::Project => ("", project.as_str()),
            By::Both => (model.as_str(), project.as_str()),
            By::All => ("", ""),
        };
        let (need, own) = needs.entry(key).or_default();
        own.push(group);
        need.models.insert(model.clone());
        need.projects.insert(project.clone());
        for (day, sums) in &group.days {
            need.days.entry(*day).or_default().add(sums);
        }
        for (sums, of_group) in [(&mut need.hours, &group.hours), (&mut need.token_hours, &group.token_hours)] {
            for (day, hours) in of_group {
                for (hour, more) in (day * 24..).zip(hours).filter(|(_, more)| **more > 0) {
                    let sum = sums.entry(hour).or_default();
                    *sum = sum.saturating_add(*more);
                }
            }
        }
    }
    let mut taken = BTreeSet::new();
    let mut named = Vec::new();
    for ((model, project), (mut need, own)) in needs {
        let whole = need.whole();
        if whole.input() + whole.output + whole.requests == 0 {
            continue;
        }
        let parts: Vec<&str> = [project, model].into_iter().filter(|part| !part.is_empty()).collect();
        need.name = unique(&slug(&parts.join("-")), &mut taken);
        need.place(usage, used_days(&own));
        named.push(need);
    }
    // where nothing goes on, the exports end with their last use
    if named.iter().all(|need| need.stopped.is_some()) {
        for need in &mut named {
            need.stopped = None;
        }
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
