//! What draws of the uncertain inputs say, for programs.

use serde_json::{Value, json};

use crate::analysis::Figures;
use crate::analysis::simulate::{Fan, OptionSpread, QUANTILES, Simulation, Spreads, VolumeSpread};
use crate::chance::{Estimate, Sampling, Summary};

/// A simulation for programs.
#[must_use]
pub fn simulation_json(figures: &Figures<'_>, simulation: &Simulation, spreads: &Spreads) -> Value {
    let mut value = simulation_value(figures, simulation, Some(spreads));
    value["schema"] = json!(1);
    value
}

/// Break-even volumes.
fn volumes(figures: &Figures<'_>, spreads: &Spreads) -> Value {
    let spread = |spread: &VolumeSpread| {
        let [p10, p50, p90] = spread.volumes.map(finite);
        json!({
            "option": figures.scenario.options[spread.option].name,
            "than": figures.scenario.options[spread.than].name,
            "basis": "horizon",
            "share_of_draws": finite(spread.share),
            "p10": p10,
            "p50": p50,
            "p90": p90,
        })
    };
    spreads.volumes.iter().map(spread).collect()
}

/// The cumulative cost of every option by month, from t = 0 on.
fn over_time(figures: &Figures<'_>, spreads: &Spreads) -> Value {
    let fan = |(index, fan): (usize, &Fan)| {
        let name = &figures.scenario.options[index].name;
        json!({ "option": name, "p10": fan.low, "p50": fan.middle, "p90": fan.high })
    };
    spreads.fans.iter().enumerate().map(fan).collect()
}

/// What `results.json` holds of a simulation.
pub fn simulation_value(figures: &Figures<'_>, simulation: &Simulation, spreads: Option<&Spreads>) -> Value {
    let summary = |summary: &Summary| {
        let mut value = json!({ "mean": estimate(&summary.mean), "lost_draws": summary.lost });
        for (name, quantile) in QUANTILES.iter().zip(&summary.quantiles) {
            value[*name] = estimate(&quantile.estimate);
        }
        value
    };
    let option = |(index, option): (usize, &OptionSpread)| {
        json!({
            "option": figures.scenario.options[index].name,
            "tco": summary(&option.tco),
            "present_value": summary(&option.present_value),
            "npv": option.npv.as_ref().map(summary),
            "payback_months": option.payback.as_ref().map(summary),
            "probability_cheapest": estimate(&option.cheapest),
            "probability_beats_reference": option.beats_reference.as_ref().map(estimate),
            "probability_unable": estimate(&option.unable),
            "expected_regret": option.regret.as_ref().map(estimate),
        })
    };
    let information: Vec<Value> = (simulation.information.iter())
        .map(|information| {
            let path = &figures.model.sheet.inputs()[information.input as usize].path;
            json!({ "input": path, "value_of_knowing": information.evppi, "standard_error": information.standard_error })
        })
        .collect();
    json!({
        "draws": simulation.draws.count,
        "seed": simulation.draws.seed,
        "sampling": sampling(simulation.draws.sampling),
        "replicates": simulation.replicates,
        "options": simulation.options.iter().enumerate().map(option).collect::<Vec<_>>(),
        "value_of_perfect_information": simulation.evpi.as_ref().map(estimate),
        "information": information,
        "stays_cheaper_from": spreads.map(|spreads| volumes(figures, spreads)),
        "stays_cheaper_from_draws": spreads.map(|spreads| spreads.volume_draws),
        "cumulative_cost": spreads.map(|spreads| over_time(figures, spreads)),
    })
}

/// A way of sampling as the command line spells it.
#[must_use]
pub fn sampling(sampling: Sampling) -> &'static str {
    match sampling {
        Sampling::Sobol => "sobol",
        Sampling::Random => "random",
        Sampling::LatinHypercube => "latin-hypercube",
    }
}

fn estimate(estimate: &Estimate) -> Value {
    json!({ "value": finite(estimate.value), "standard_error": estimate.standard_error.map(finite) })
}

/// A number, or `"never"` for an infinite one.
fn finite(value: f64) -> Value {
    if value == f64::INFINITY { json!("never") } else { json!(value) }
}
