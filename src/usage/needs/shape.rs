//! The shape of a day and a week, and the busiest hour.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::need::{Need, decimal};
use crate::usage::sum::gaps::{count_weekdays, weekday};
use crate::usage::sum::usage::Usage;

/// When the use of a workload comes, in UTC.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What is counted.
    pub measure: Measure,
    /// Requests or tokens in each hour of a day.
    pub day: [u64; 24],
    /// Mean requests or tokens of each day of a week, Monday first.
    pub week: [Decimal; 7],
    /// Days told of from the first hour to the last, begun ones included.
    pub days: i64,
    /// Requests or tokens of the busiest hour.
    pub busiest: u64,
    /// The busiest hour over the mean hour from the first to the last.
    pub peak: Decimal,
}

/// What the shape of a day is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Requests.
    Requests,
    /// Tokens, where exports do not count requests.
    Tokens,
}

impl Measure {
    /// Its name.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Tokens => "tokens",
        }
    }
}

/// The shape of a workload whose every request, or every token, has an hour; none otherwise, nor of less
/// than a day.
#[must_use]
pub fn shape(usage: &Usage, need: &Need) -> Option<Shape> {
    let whole = need.whole();
    if whole.uncounted == 0 {
        return of_hours((usage, Measure::Requests), &need.hours, whole.requests);
    }
    let tokens = whole.input() + whole.output;
    of_hours((usage, Measure::Tokens), &need.token_hours, tokens).filter(|_| whole.requests == 0)
}

fn of_hours((usage, measure): (&Usage, Measure), hours: &BTreeMap<i64, u64>, all: u128) -> Option<Shape> {
    let told: u128 = hours.values().map(|more| u128::from(*more)).sum();
    let (first, last) = (*hours.keys().next()?, *hours.keys().next_back()?);
    let (first_day, last_day) = (first.div_euclid(24), last.div_euclid(24));
    let days = usage.days_between(first_day, last_day);
    let length = last - first + 1 - 24 * (last_day - first_day + 1 - days);
    if told == 0 || told != all || length < 24 {
        return None;
    }
    let (mut day, mut week) = ([0_u64; 24], [0_u128; 7]);
    for (hour, more) in hours {
        let of_day = usize::try_from(hour.rem_euclid(24)).unwrap_or(0);
        day[of_day] = day[of_day].saturating_add(*more);
        week[weekday(hour.div_euclid(24))] += u128::from(*more);
    }
    let busiest = hours.values().copied().max().unwrap_or(0);
    let peak = Decimal::from(busiest).checked_mul(Decimal::from(length))?.checked_div(decimal(told))?;
    Some(Shape { measure, day, week: of_weekdays(usage, (first_day, last_day), week), days, busiest, peak })
}

/// Sums by day of the week over how many such days are told of.
fn of_weekdays(usage: &Usage, (first, last): (i64, i64), sums: [u128; 7]) -> [Decimal; 7] {
    let mut counts = count_weekdays((first, last));
    for (from, to) in &usage.gaps {
        let missing = count_weekdays((first.max(*from), last.min(*to)));
        counts.iter_mut().zip(missing).for_each(|(count, missing)| *count = count.saturating_sub(missing));
    }
    let mut week = [Decimal::ZERO; 7];
    for ((mean, sum), count) in week.iter_mut().zip(sums).zip(counts) {
        *mean = decimal(sum).checked_div(Decimal::from(count)).unwrap_or_default().round_dp(2).normalize();
    }
    week
}
