//! How requests grow after the last month that was used: as planned, or as the months grew.

use rust_decimal::Decimal;

use super::used::Used;
use super::used_month::UsedMonth;
use crate::analysis::{AnalysisError, Figures};
use crate::chance::{exp, ln};
use crate::quantity::figures::float;
use crate::quantity::{Quantity, YearMonth};
use crate::scenario::{Scenario, Workload};
use crate::usage::{Line, of_mean_month};

/// Months from which growth is measured: a line through fewer says nothing of its doubt.
pub const LEAST_MONTHS: usize = 3;

/// How requests grow after the last month that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growing {
    /// With the growth of the plan, from the level that was measured.
    Plan,
    /// With the growth that was measured.
    Measured,
    /// With the low end of its 90 % band.
    Low,
    /// With the high end.
    High,
}

/// A workload's growth by month, compound, as its months had it: 0.02 is 2 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The slope of the line through the logarithms of the months' requests.
    pub rate: f64,
    /// The ends of its 90 % interval, which is Student's on the logarithms.
    pub interval: (f64, f64),
    /// How many months it is measured in.
    pub months: usize,
    /// Through the logarithms of the requests of a mean month, without the plan's seasons, by month of the horizon.
    line: Line,
    /// The last month that was used.
    pub last: u32,
    /// Months of the horizon after it.
    later: u32,
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
    /// over the factor of its season in the plan; none of fewer than three months with requests, and where requests are
    /// stated instead of counted.
    #[must_use]
    pub fn of(used: &Used, (workload, start): (usize, YearMonth), seasons: &[Decimal]) -> Option<Self> {
        let without_season = |month: u32| float(seasons.get(month as usize - 1).copied().unwrap_or(Decimal::ONE));
        let point = |(month, made): (&u32, &Vec<UsedMonth>)| {
            let requests = of_mean_month(made.get(workload)?.requests, calendar(start, *month));
            let requests = float(requests) / without_season(*month);
            (requests > 0.0).then(|| (f64::from(*month), ln(requests)))
        };
        let points: Vec<(f64, f64)> = used.months.iter().filter_map(point).collect();
        let is_measured = points.len() >= LEAST_MONTHS && !used.stated.contains(&workload);
        let line = Line::through(&points).filter(|_| is_measured)?;
        let half = line.half_slope()?;
        let rate = |slope: f64| exp(slope) - 1.0;
        let interval = (rate(line.slope - half), rate(line.slope + half));
        let last = *used.months.keys().next_back()?;
        let later = u32::try_from(seasons.len()).unwrap_or(u32::MAX).saturating_sub(last);
        Some(Self { rate: rate(line.slope), interval, months: points.len(), line, last, later })
    }

    /// The requests of a month, without the plan's season: on the line; after the last month that was used at an end
    /// of its 90 % band, between which the requests of all these months lie nine times in ten, if they scatter as
    /// those with use did. Months before are past, whatever the growth will be.
    #[must_use]
    pub fn requests(&self, month: u32, growing: Growing) -> f64 {
        let at = f64::from(month);
        let half = self.line.half_at(at, self.later).filter(|_| month > self.last).unwrap_or(0.0);
        exp(match growing {
            Growing::Low => self.line.at(at) - half,
            Growing::High => self.line.at(at) + half,
            Growing::Plan | Growing::Measured => self.line.at(at),
        })
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
