//! The names of what the draws say.

use rust_decimal::Decimal;

use super::simulation::{PROBABILITIES, Simulation};
use crate::analysis::figures::Figures;
use crate::analysis::metrics::{Figure, Metrics};
use crate::chance::{Estimate, Summary};

const MONTHS: &str = "months";

/// The names of the quantiles of [`PROBABILITIES`].
pub const QUANTILES: [&str; PROBABILITIES.len()] = ["p5", "p10", "p50", "p90", "p95"];

/// Adds every figure of a simulation by its name.
pub fn add(metrics: &mut Metrics, figures: &Figures<'_>, simulation: &Simulation) {
    let code = figures.scenario.currency.code;
    for (plan, option) in figures.scenario.options.iter().zip(&simulation.options) {
        let name = &plan.name;
        let mut summary = |metric: &str, summary: &Summary, (figure, unit): (fn(f64) -> Figure, &'static str)| {
            for (quantile, found) in QUANTILES.iter().zip(&summary.quantiles) {
                metrics.add(format!("{name}.{metric}.{quantile}"), figure(found.estimate.value), unit);
            }
            metrics.add(format!("{name}.{metric}.mean"), figure(summary.mean.value), unit);
        };
        summary("tco", &option.tco, (money, code));
        summary("present_value", &option.present_value, (money, code));
        if let Some(npv) = &option.npv {
            summary("npv", npv, (money, code));
        }
        if let Some(payback) = &option.payback {
            summary("payback_months", payback, (months, MONTHS));
        }
        let mut share = |metric: &str, estimate: &Estimate| {
            metrics.add(format!("{name}.{metric}"), Figure::optional(decimal(estimate.value)), "");
        };
        share("probability_cheapest", &option.cheapest);
        if let Some(beats) = &option.beats_reference {
            share("probability_beats_reference", beats);
        }
        share("probability_unable", &option.unable);
        let regret = option.regret.and_then(|regret| decimal(regret.value));
        metrics.add(format!("{name}.expected_regret"), Figure::optional_money(regret), code);
    }
    let evpi = simulation.evpi.and_then(|evpi| decimal(evpi.value));
    metrics.add("evpi".to_owned(), Figure::optional_money(evpi), code);
    let inputs = figures.model.sheet.inputs();
    for information in &simulation.information {
        let path = &inputs[information.input as usize].path;
        let worth = information.evppi.and_then(decimal);
        metrics.add(format!("evppi.{path}"), Figure::optional_money(worth), code);
    }
}

fn money(value: f64) -> Figure {
    Figure::optional_money(decimal(value))
}

fn months(value: f64) -> Figure {
    if value == f64::INFINITY { Figure::Never } else { Figure::optional(decimal(value)) }
}

/// A figure of the draws as a decimal, to six places; none when it is not finite.
#[must_use]
pub fn decimal(value: f64) -> Option<Decimal> {
    Decimal::from_f64_retain(value).map(|value| value.round_dp(6).normalize())
}
