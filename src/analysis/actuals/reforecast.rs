//! The rest of the horizon as the last months suggest it.

use rust_decimal::Decimal;

use super::compare::Variances;
use super::used::{Used, UsedMonth};
use crate::analysis::{AnalysisError, Figures};
use crate::quantity::{Quantity, Unit};
use crate::scenario::{Input, Origin, Scenario, Volume};

/// Months whose use says how the rest will be.
const LATEST: usize = 3;

/// The rest of the horizon as the last months suggest it.
#[derive(Clone, Debug)]
pub struct Reforecast {
    /// The scenario with the requests that were made, the rest of the plan scaled by the last months,
    /// and their lengths and caches.
    pub scenario: Scenario,
    /// By workload: requests made over requests planned in the last months.
    pub ratios: Vec<Decimal>,
    /// How many months these were.
    pub months: usize,
}

/// Reforecasts a scenario: months that were used have their requests; later ones those of the plan,
/// times what the last three months had of theirs; every month has the lengths and cache shares of
/// these three.
///
/// # Errors
/// When a figure of the plan exceeds 28 digits.
pub fn reforecast(figures: &Figures<'_>, used: &Used, variances: &Variances) -> Result<Reforecast, AnalysisError> {
    let scenario = figures.scenario;
    let latest: Vec<u32> = variances.months.iter().rev().take(LATEST).map(|month| month.month).collect();
    let mut changed = scenario.clone();
    let flat = without_growth(scenario);
    let bases = Figures::new(&flat)?;
    let mut ratios = Vec::new();
    for index in 0..scenario.workloads.len() {
        let plan = |month: u32| figures.exact.get(figures.model.requests[index][month as usize - 1]);
        let made = |month: u32| used.months.get(&month).map(|workloads| workloads[index]);
        let sum = |of: &dyn Fn(u32) -> Decimal| {
            latest.iter().fold(Decimal::ZERO, |sum, month| sum.saturating_add(of(*month)))
        };
        let planned = sum(&plan);
        let requests = sum(&|month| made(month).map_or(Decimal::ZERO, |made| made.requests));
        let ratio = requests.checked_div(planned).unwrap_or(Decimal::ONE);
        let volume = (1..=scenario.months).map(|month| {
            let own = made(month).and_then(|made| made.requests.checked_div(plan(month)));
            let base = bases.exact.get(bases.model.requests[index][month as usize - 1]);
            requests_input((&scenario.workloads[index].name, month), base.saturating_mul(own.unwrap_or(ratio)))
        });
        let workload = &mut changed.workloads[index];
        workload.volume = Volume::Months(volume.collect());
        lengths(workload, latest.iter().filter_map(|month| made(*month)));
        ratios.push(ratio);
    }
    Ok(Reforecast { scenario: changed, ratios, months: latest.len() })
}

/// The scenario with neither growth nor seasons: its requests are what these multiply.
fn without_growth(scenario: &Scenario) -> Scenario {
    let mut flat = scenario.clone();
    for workload in &mut flat.workloads {
        workload.growth_per_month.quantity = Quantity::certain(Decimal::ZERO);
        workload.growth_per_year.quantity = Quantity::certain(Decimal::ZERO);
        workload.seasonality = None;
    }
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

/// Sets the mean lengths and the shares of caches to what months had.
fn lengths(workload: &mut crate::scenario::Workload, months: impl Iterator<Item = UsedMonth>) {
    let (mut requests, mut tokens) = (Decimal::ZERO, [Decimal::ZERO; 4]);
    for month in months {
        requests = requests.saturating_add(month.requests);
        for (sum, more) in tokens.iter_mut().zip(month.tokens) {
            *sum = sum.saturating_add(more);
        }
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
