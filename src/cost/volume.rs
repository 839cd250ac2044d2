//! What the volumes of a scenario are in a month, before any cell is made of them.

use rust_decimal::Decimal;

use crate::scenario::{Input, Scenario, Volume, Workload};

/// The place in a list by month that holds in `month`: the last entry holds on.
pub fn held(entries: usize, month: u32) -> usize {
    (month as usize).min(entries).saturating_sub(1)
}

/// The seasonal multiplier of a month, January's first (month 1's first without a start date).
pub fn season<'a>(scenario: &Scenario, workload: &'a Workload, month: u32) -> Option<&'a Input> {
    let seasons = workload.seasonality.as_ref()?;
    let index = match scenario.calendar(month) {
        Some(month) => month.month0(),
        None => (month as usize + 11) % 12,
    };
    seasons.get(index)
}

/// The first month, from 1, in which any workload has requests in the base case; 1 when none has.
#[must_use]
pub fn first_month_with_requests(scenario: &Scenario) -> u32 {
    let has = |month: u32| scenario.workloads.iter().any(|w| has_requests(scenario, w, month));
    (1..=scenario.months).find(|month| has(*month)).unwrap_or(1)
}

fn has_requests(scenario: &Scenario, workload: &Workload, month: u32) -> bool {
    let some = |input: &Input| !input.base().is_zero();
    let volume = match &workload.volume {
        Volume::Flat(requests) => some(requests),
        Volume::Months(list) => some(&list[held(list.len(), month)]),
        Volume::Ramp { from, to, over_months, .. } => {
            if month == 1 && *over_months > 1 {
                some(from)
            } else {
                some(from) || some(to)
            }
        }
        Volume::Users { users, requests_per_user } => some(users) && some(requests_per_user),
    };
    let season = season(scenario, workload, month).is_none_or(some);
    let minus_all = |rate: &Input| rate.base() == -Decimal::ONE;
    let gone = month > 1 && (minus_all(&workload.growth_per_month) || minus_all(&workload.growth_per_year));
    volume && season && !gone
}

/// How far along a ramp is in a month, as a fraction: t, or 3t^2 - 2t^3 for the s-curve.
pub fn path(month: u32, over_months: u32, s_curve: bool) -> (u64, u64) {
    let whole = u64::from(over_months.max(1) - 1);
    let done = u64::from(month.max(1) - 1).min(whole);
    match (whole, s_curve) {
        (0, _) => (1, 1),
        (_, false) => (done, whole),
        (_, true) => (done * done * (3 * whole - 2 * done), whole.pow(3)),
    }
}

#[cfg(test)]
mod tests {
    use super::{held, path};

    #[test]
    fn a_ramp_starts_at_from_and_arrives_at_to() {
        assert_eq!(path(1, 12, false), (0, 11));
        assert_eq!(path(12, 12, false), (11, 11));
        assert_eq!(path(40, 12, false), (11, 11));
        assert_eq!(path(1, 1, true), (1, 1));
        assert_eq!(path(2, 3, true), (4, 8)); // halfway: 3/4 - 2/8 = 1/2
    }

    #[test]
    fn the_last_of_a_list_holds_on() {
        assert_eq!((held(3, 1), held(3, 3), held(3, 9)), (0, 2, 2));
    }
}
