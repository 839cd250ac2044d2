//! The shape of a day and a week, and the busiest hour.

use rust_decimal::Decimal;

use super::need::{Need, decimal};

/// When the requests of a workload come, in UTC.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Requests in each hour of a day.
    pub day: [u64; 24],
    /// Requests on each day of a week, Monday first.
    pub week: [u64; 7],
    /// Days from the first hour to the last, begun ones included.
    pub days: i64,
    /// Requests of the busiest hour.
    pub busiest: u64,
    /// The busiest hour over the mean hour from the first to the last.
    pub peak: Decimal,
}

/// The shape of a workload whose every request has an hour; none otherwise, nor of less than a day.
#[must_use]
pub fn shape(need: &Need) -> Option<Shape> {
    let told: u128 = need.hours.values().map(|requests| u128::from(*requests)).sum();
    let (first, last) = (*need.hours.keys().next()?, *need.hours.keys().next_back()?);
    let hours = last - first + 1;
    if told == 0 || told != need.whole().requests || hours < 24 {
        return None;
    }
    let (mut day, mut week) = ([0_u64; 24], [0_u64; 7]);
    for (hour, requests) in &need.hours {
        let of_day = usize::try_from(hour.rem_euclid(24)).unwrap_or(0);
        // 1970-01-01 was a Thursday
        let of_week = usize::try_from((hour.div_euclid(24) + 3).rem_euclid(7)).unwrap_or(0);
        day[of_day] = day[of_day].saturating_add(*requests);
        week[of_week] = week[of_week].saturating_add(*requests);
    }
    let busiest = need.hours.values().copied().max().unwrap_or(0);
    let peak = Decimal::from(busiest).checked_mul(Decimal::from(hours))?.checked_div(decimal(told))?;
    let days = last.div_euclid(24) - first.div_euclid(24) + 1;
    Some(Shape { day, week, days, busiest, peak })
}
