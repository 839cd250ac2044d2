//! How requests grow after the last month that was used: as planned, or as the months grew.

use rust_decimal::Decimal;

use super::used::Used;
use crate::analysis::{AnalysisError, Figures};
use crate::chance::{exp, ln};
use crate::quantity::figures::float;
use crate::quantity::{Quantity, YearMonth};
use crate::scenario::{Scenario, Workload};
use crate::usage::{Growth, fit, of_mean_month};

/// Months from which growth is measured: a line through fewer says nothing of its doubt.
pub const LEAST_MONTHS: usize = 3;

/// Half of a 90 % interval of the normal distribution in standard deviations.
const Z90: f64 = 1.644_853_626_951_472_7;

/// How requests grow after the last month that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growing {
    /// With the growth of the plan, from the level that was measured.
    Plan,
    /// With the growth that was measured.
    Measured,
    /// With the low end of its 90 % interval.
    Low,
    /// With the high end.
    High,
}

/// A workload's growth by month, compound, as its months had it: 0.02 is 2 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The slope of the line through the logarithms of the months' requests.
    pub rate: f64,
    /// The ends of its 90 % interval.
    pub interval: (f64, f64),
    /// How many months it is measured in.
    pub months: usize,
    /// Requests of a mean month, without the plan's seasons, on the line in the month after the last.
    pub next: f64,
    /// The last month that was used.
    pub last: u32,
}

impl Growing {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Plan, Self::Measured, Self::Low, Self::High];

    /// The way in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Plan => "the plan's growth",
            Self::Measured => "measured growth",
            Self::Low => "its low end",
            Self::High => "its high end",
        }
    }
}

impl Measured {
    /// Fits the growth of a workload to the requests of the months that were used, each as those of a mean month and
    /// over the factor of its season in the plan; none of fewer than three months, or when one has no requests.
    #[must_use]
    pub fn of(used: &Used, (workload, start): (usize, YearMonth), seasons: &[Decimal]) -> Option<Self> {
        let without_season = |month: u32| float(seasons.get(month as usize - 1).copied().unwrap_or(Decimal::ONE));
        let points: Option<Vec<(i32, f64)>> = used
            .months
            .iter()
            .map(|(month, made)| {
                let requests = of_mean_month(made.get(workload)?.requests, calendar(start, *month));
                let requests = float(requests) / without_season(*month);
                Some((i32::try_from(*month).ok()?, requests))
            })
            .collect();
        let points = points.filter(|points| points.len() >= LEAST_MONTHS)?;
        let Growth { rate, deviation, next } = fit(&points)?;
        let half = deviation? * Z90;
        let last = *used.months.keys().next_back()?;
        // the number of requests cannot shrink by more than all of it
        let interval = ((rate - half).max(-0.999), rate + half);
        Some(Self { rate, interval, months: points.len(), next, last })
    }

    /// The requests of a month, without the plan's season.
    #[must_use]
    pub fn requests(&self, month: u32, growing: Growing) -> f64 {
        let rate = match growing {
            Growing::Low => self.interval.0,
            Growing::High => self.interval.1,
            Growing::Plan | Growing::Measured => self.rate,
        };
        let after = f64::from(month) - f64::from(self.last) - 1.0;
        self.next * exp(after * ln(1.0 + rate))
    }
}

/// The month of the calendar that a month of a horizon from `start` on is, counted from 1.
#[must_use]
pub fn calendar(start: YearMonth, month: u32) -> YearMonth {
    start.plus(i32::try_from(month).unwrap_or(i32::MAX).saturating_sub(1))
}

/// The factor of each month's season in the plan, by workload: its requests without growth over those with
/// neither growth nor seasons; 1 in months without requests.
///
/// # Errors
/// When a figure of the plan exceeds 28 digits.
pub fn seasons(scenario: &Scenario, flat: &Figures<'_>) -> Result<Vec<Vec<Decimal>>, AnalysisError> {
    let seasonal = without_growth(scenario);
    let figures = Figures::new(&seasonal)?;
    let months = 0..scenario.months as usize;
    let factor = |workload: usize, month: usize| {
        let of = |figures: &Figures<'_>| figures.exact.get(figures.model.requests[workload][month]);
        of(&figures).checked_div(of(flat)).filter(|factor| !factor.is_zero()).unwrap_or(Decimal::ONE)
    };
    Ok((0..scenario.workloads.len())
        .map(|workload| months.clone().map(|month| factor(workload, month)).collect())
        .collect())
}

/// The scenario without growth.
pub fn without_growth(scenario: &Scenario) -> Scenario {
    let mut flat = scenario.clone();
    flat.workloads.iter_mut().for_each(no_growth);
    flat
}

/// Leaves the growth of a workload out.
pub fn no_growth(workload: &mut Workload) {
    workload.growth_per_month.quantity = Quantity::certain(Decimal::ZERO);
    workload.growth_per_year.quantity = Quantity::certain(Decimal::ZERO);
}
