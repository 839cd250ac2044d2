//! How far a growth that was measured is carried.

use rust_decimal::Decimal;

use super::growing::{Growing, Measured};
use super::plan::attempts_of_one;
use super::reforecast::Reforecast;
use super::used::Used;
use crate::scenario::Volume;

/// Times the most requests that were seen in a month from which a reading says nothing.
const BEYOND: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Times the most requests that were seen in a month up to which growth is carried without a caution.
const SEEN_TIMES: Decimal = Decimal::TEN;

/// Times the months in which growth was measured up to which it is carried without a caution.
const SEEN_MONTHS: usize = 4;

/// How far a workload's growth is carried beyond what it was measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The workload.
    pub workload: usize,
    /// The months it was measured in.
    pub months: usize,
    /// The months after these, to the end of the horizon.
    pub over: usize,
    /// The most requests of a later month over the most of a month that was used.
    pub times: Decimal,
}

impl Reach {
    /// Whether the months of it are more than four times those it was measured in.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.over > self.months.saturating_mul(SEEN_MONTHS)
    }

    /// Whether it multiplies what was seen more than tenfold.
    #[must_use]
    pub fn is_high(&self) -> bool {
        self.times > SEEN_TIMES
    }
}

impl Reforecast {
    /// How far each workload's measured growth is carried; nothing of those that keep the plan's.
    #[must_use]
    pub fn reach(&self, used: &Used) -> Vec<Reach> {
        let own = |(workload, measured): (usize, &Option<Measured>)| {
            let Measured { months, last, .. } = measured.as_ref().filter(|_| self.growing != Growing::Plan)?;
            let Volume::Months(volume) = &self.scenario.workloads[workload].volume else { return None };
            let each = attempts_of_one(&self.scenario.workloads[workload]);
            let later = volume.get(*last as usize..)?.iter().map(|requests| requests.base().saturating_mul(each));
            let seen = used.months.values().filter_map(|made| Some(made.get(workload)?.requests)).max()?;
            let most = later.clone().max()?;
            let times = if seen.is_zero() { Decimal::ZERO } else { most.checked_div(seen).unwrap_or(Decimal::MAX) };
            Some(Reach { workload, months: *months, over: later.len(), times })
        };
        self.measured.iter().enumerate().filter_map(own).collect()
    }

    /// Whether a workload's growth multiplies what was seen more than a million times, which no use can: such a
    /// reading is not worked out.
    #[must_use]
    pub fn is_beyond_meaning(&self, used: &Used) -> bool {
        self.reach(used).iter().any(|reach| reach.times > BEYOND)
    }
}
