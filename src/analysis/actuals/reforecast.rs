//! The rest of the horizon as the last months suggest it.

use rust_decimal::Decimal;

use super::compare::Variances;
use super::growing::{Growing, Measured, calendar, no_growth, seasons, without_growth};
use super::plan::{attempts, attempts_of_one};
use super::used::Used;
use super::used_month::UsedMonth;
use crate::analysis::{AnalysisError, Figures};
use crate::quantity::{Quantity, Unit};
use crate::scenario::{Input, Origin, Scenario, Volume, Workload};
use crate::usage::of_mean_month;

/// Months whose use says how the rest will be.
const LATEST: usize = 3;

/// The rest of the horizon as the last months suggest it, with growth of one kind.
#[derive(Clone, Debug)]
pub struct Reforecast {
    /// How requests grow after the last month that was used.
    pub growing: Growing,
    /// The scenario with the requests that were made, the rest by this growth, and the lengths and caches of
    /// the last months.
    pub scenario: Scenario,
    /// By workload: requests made over the billed attempts planned in the last months, both of mean months.
    pub ratios: Vec<Decimal>,
    /// How many months these were.
    pub months: usize,
    /// By workload: the growth of the months that were used; none of fewer than three, or when one of them has
    /// no requests.
    pub measured: Vec<Option<Measured>>,
}

/// Reforecasts a scenario. Months that were used have their requests. Later ones have, with the plan's growth,
/// those of the plan times what the last three months had of theirs a day; with measured growth, those of the line
/// through the logarithms of the months, times the plan's season. Every month has the lengths and cache shares
/// of the last three. The plan's growth comes first; measured growth with its ends follows where that of a
/// workload is known, others keep the plan's.
///
/// # Errors
/// When a figure of the plan exceeds 28 digits.
pub fn reforecasts(
    figures: &Figures<'_>,
    used: &Used,
    variances: &Variances,
) -> Result<Vec<Reforecast>, AnalysisError> {
    let scenario = figures.scenario;
    let flat = without_seasons(scenario);
    let bases = Figures::new(&flat)?;
    let seasons = seasons(scenario, &bases)?;
    let measured: Vec<_> =
        seasons.iter().enumerate().map(|(own, seasons)| Measured::of(used, (own, scenario.start?), seasons)).collect();
    let ground = Ground { figures, bases: &bases, used, seasons: &seasons, measured: &measured };
    let latest: Vec<u32> = variances.months.iter().rev().take(LATEST).map(|month| month.month).collect();
    let is_measured = measured.iter().any(Option::is_some);
    let ways = Growing::ALL.into_iter().filter(|growing| *growing == Growing::Plan || is_measured);
    Ok(ways.map(|growing| one(&ground, growing, &latest)).collect())
}

/// What a reforecast stands on.
struct Ground<'a> {
    figures: &'a Figures<'a>,
    /// The plan with neither growth nor seasons.
    bases: &'a Figures<'a>,
    used: &'a Used,
    seasons: &'a [Vec<Decimal>],
    measured: &'a [Option<Measured>],
}

impl Ground<'_> {
    /// Billed attempts, as exports count them.
    fn planned(&self, workload: usize, month: u32) -> Decimal {
        attempts(self.figures, workload, month)
    }

    /// The attempts of a month that the plan's growth and seasons multiply.
    fn base(&self, workload: usize, month: u32) -> Decimal {
        attempts(self.bases, workload, month)
    }

    fn made(&self, workload: usize, month: u32) -> Option<UsedMonth> {
        self.used.months.get(&month).map(|workloads| workloads[workload])
    }

    /// Requests made in a month as those of a mean month, which the plan counts in.
    fn in_mean_month(&self, made: UsedMonth, month: u32) -> Decimal {
        let start = self.figures.scenario.start;
        start.map_or(made.requests, |start| of_mean_month(made.requests, calendar(start, month)))
    }

    /// The requests of a month by measured growth; none in months in which the plan has none.
    fn grown(&self, workload: usize, month: u32, (measured, growing): (&Measured, Growing)) -> Decimal {
        let season = self.seasons[workload][month as usize - 1];
        let requests = Decimal::try_from(measured.requests(month, growing)).unwrap_or(Decimal::MAX).round_dp(6);
        if self.base(workload, month).is_zero() { Decimal::ZERO } else { requests.saturating_mul(season) }
    }
}

fn one(ground: &Ground<'_>, growing: Growing, latest: &[u32]) -> Reforecast {
    let scenario = ground.figures.scenario;
    let mut changed = scenario.clone();
    let mut ratios = Vec::new();
    for index in 0..scenario.workloads.len() {
        let made = |month: u32| ground.made(index, month);
        let sum = |of: &dyn Fn(u32) -> Decimal| {
            latest.iter().fold(Decimal::ZERO, |sum, month| sum.saturating_add(of(*month)))
        };
        let planned = sum(&|month| ground.planned(index, month));
        let requests = sum(&|month| made(month).map_or(Decimal::ZERO, |made| ground.in_mean_month(made, month)));
        let ratio = requests.checked_div(planned).unwrap_or(Decimal::ONE);
        ratios.push(ratio);
        let measured = ground.measured[index].as_ref().filter(|_| growing != Growing::Plan);
        let volume = (1..=scenario.months).map(|month| match (measured, made(month)) {
            (Some(_), Some(made)) => made.requests,
            (Some(measured), None) => ground.grown(index, month, (measured, growing)),
            // growth and seasons of the plan multiply these
            (None, made) => {
                let own = made.and_then(|made| made.requests.checked_div(ground.planned(index, month)));
                ground.base(index, month).saturating_mul(own.unwrap_or(ratio))
            }
        });
        let name = &scenario.workloads[index].name;
        // exports count attempts, of which the plan makes so many of each request
        let each = attempts_of_one(&scenario.workloads[index]);
        let volume = volume.map(|attempts| attempts.checked_div(each).unwrap_or(attempts));
        let volume = (1..).zip(volume).map(|(month, requests)| requests_input((name, month), requests));
        let workload = &mut changed.workloads[index];
        workload.volume = Volume::Months(volume.collect());
        if measured.is_some() {
            no_growth(workload);
            workload.seasonality = None;
        }
        lengths(workload, latest.iter().filter_map(|month| made(*month)));
    }
    Reforecast { growing, scenario: changed, ratios, months: latest.len(), measured: ground.measured.to_vec() }
}

/// The scenario with neither growth nor seasons: its requests are what these multiply.
fn without_seasons(scenario: &Scenario) -> Scenario {
    let mut flat = without_growth(scenario);
    flat.workloads.iter_mut().for_each(|workload| workload.seasonality = None);
    flat
}

/// The requests of one month; a path of its own tells it from the other months'.
fn requests_input((workload, month): (&str, u32), requests: Decimal) -> Input {
    Input {
        path: format!("workloads.{workload}.requests_per_month.{}", month - 1),
        quantity: Quantity::certain(requests),
        unit: Unit::REQUEST,
        whole: false,
        bounds: (Some(Decimal::ZERO), None),
        origin: Origin::Default,
    }
}

/// Sets the mean lengths of an attempt and the shares of caches to what months had.
fn lengths(workload: &mut Workload, months: impl Iterator<Item = UsedMonth>) {
    let (mut requests, mut tokens) = (Decimal::ZERO, [Decimal::ZERO; 4]);
    for month in months {
        requests = requests.saturating_add(month.requests);
        for (sum, more) in tokens.iter_mut().zip(month.tokens) {
            *sum = sum.saturating_add(more);
        }
    }
    if requests.is_zero() {
        return;
    }
    let [fresh, cached, written, output] = tokens;
    let input = fresh.saturating_add(cached).saturating_add(written);
    let set = |own: &mut Input, value: Option<Decimal>| {
        if let Some(value) = value {
            own.quantity = Quantity::certain(value);
        }
    };
    if let Some(own) = &mut workload.input_tokens {
        set(own, input.checked_div(requests));
    }
    if let Some(own) = &mut workload.output_tokens {
        set(own, output.checked_div(requests));
    }
    // rounded, so that both shares together do not exceed 1 by a digit
    set(&mut workload.cached_input_share, cached.checked_div(input).map(|share| share.round_dp(20)));
    set(&mut workload.cache_write_share, written.checked_div(input).map(|share| share.round_dp(20)));
}
