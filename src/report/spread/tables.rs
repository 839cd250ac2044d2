//! What draws of the uncertain inputs say, as tables.

use crate::analysis::Figures;
use crate::analysis::simulate::{Fan, QUANTILES, Simulation, VolumeSpread, decimal};
use crate::chance::Estimate;
use crate::quantity::figures::plain;
use crate::report::csv::{Sheet, text};
use crate::report::files::Document;

/// The distribution of every option's total as a table: each value and the probability of costing no
/// more.
#[must_use]
pub fn distribution_table(figures: &Figures<'_>, simulation: &Simulation) -> Document {
    let mut sheet = Sheet::new("distribution.csv", &["option", "probability", "tco"]);
    for (plan, option) in figures.scenario.options.iter().zip(&simulation.options) {
        for (value, probability) in &option.curve {
            let (Some(value), Some(probability)) = (decimal(*value), decimal(*probability)) else { continue };
            sheet.row(&[text(&plan.name), plain(probability, 6), plain(value, 6)]);
        }
    }
    sheet.finish()
}

/// Every figure of the draws as a table, with its standard error.
#[must_use]
pub fn simulation_table(figures: &Figures<'_>, simulation: &Simulation, volumes: &[VolumeSpread]) -> Document {
    let mut sheet = Sheet::new("simulation.csv", &["option", "metric", "statistic", "value", "standard_error"]);
    for (plan, option) in figures.scenario.options.iter().zip(&simulation.options) {
        let mut row = |metric: &str, statistic: &str, estimate: &Estimate| {
            let [value, error] = cells(estimate.value, estimate.standard_error);
            sheet.row(&[text(&plan.name), metric.to_owned(), statistic.to_owned(), value, error]);
        };
        let summaries = [
            ("tco", Some(&option.tco)),
            ("present_value", Some(&option.present_value)),
            ("npv", option.npv.as_ref()),
            ("payback_months", option.payback.as_ref()),
        ];
        for (metric, summary) in summaries.into_iter().filter_map(|(metric, summary)| Some((metric, summary?))) {
            row(metric, "mean", &summary.mean);
            for (name, quantile) in QUANTILES.iter().zip(&summary.quantiles) {
                row(metric, name, &quantile.estimate);
            }
        }
        row("cheapest", "probability", &option.cheapest);
        if let Some(beats) = &option.beats_reference {
            row("beats_reference", "probability", beats);
        }
        row("unable", "probability", &option.unable);
        if let Some(regret) = &option.regret {
            row("regret", "mean", regret);
        }
    }
    let inputs = figures.model.sheet.inputs();
    let known = simulation.information.iter().filter_map(|known| {
        let key = &inputs.get(known.input as usize)?.path;
        Some((format!("evppi.{key}"), known.evppi?, known.standard_error))
    });
    let everything = simulation.evpi.map(|evpi| ("evpi".to_owned(), evpi.value, evpi.standard_error));
    for (metric, value, error) in everything.into_iter().chain(known) {
        let [value, error] = cells(value, error);
        sheet.row(&[String::new(), text(&metric), "mean".to_owned(), value, error]);
    }
    for spread in volumes {
        let [name, than] = [spread.option, spread.than].map(|option| text(&figures.scenario.options[option].name));
        let metric = format!("stays_cheaper_from.{than}");
        for (statistic, volume) in ["p10", "p50", "p90"].into_iter().zip(spread.volumes) {
            let cell = decimal(volume).map_or_else(|| "never".to_owned(), |volume| plain(volume, 6));
            sheet.row(&[name.clone(), metric.clone(), statistic.to_owned(), cell, String::new()]);
        }
    }
    sheet.finish()
}

/// A figure and its standard error, as cells.
fn cells(value: f64, error: Option<f64>) -> [String; 2] {
    let cell = |x: f64| match decimal(x) {
        _ if x == f64::INFINITY => "never".to_owned(),
        Some(x) => plain(x, 6),
        None => String::new(),
    };
    [cell(value), error.filter(|error| error.is_finite()).map_or_else(String::new, cell)]
}

/// The cumulative cost of every option by month as a table.
#[must_use]
pub fn fan_table(figures: &Figures<'_>, fans: &[Fan]) -> Document {
    let mut sheet = Sheet::new("cost_fan.csv", &["month", "date", "option", "p10", "p50", "p90"]);
    for (plan, fan) in figures.scenario.options.iter().zip(fans) {
        for (month, ((low, middle), high)) in (0_u32..).zip(fan.low.iter().zip(&fan.middle).zip(&fan.high)) {
            let cell = |x: f64| decimal(x).map_or_else(String::new, |x| plain(x, 6));
            sheet.row(&[
                month.to_string(),
                crate::analysis::date(figures.scenario, month).unwrap_or_default(),
                text(&plan.name),
                cell(*low),
                cell(*middle),
                cell(*high),
            ]);
        }
    }
    sheet.finish()
}
