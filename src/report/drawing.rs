//! What the charts of results, sweeps and maps share.

use super::chart::{ChartError, MoneyFormat, Months, StartMonth, png};
use crate::analysis::Figures;

/// A chart, drawn.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Its name without an ending.
    pub name: &'static str,
    /// The drawing as SVG.
    pub svg: String,
}

impl Drawing {
    /// The drawing as PNG, at twice screen resolution.
    ///
    /// # Errors
    /// When the drawing cannot be rasterised.
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        png(&self.svg)
    }
}

/// How a chart writes money.
pub(super) fn money_format(figures: &Figures<'_>) -> MoneyFormat {
    MoneyFormat::for_currency(figures.scenario.currency.code)
}

/// Lines that dwarf all others are left out of a chart and named in its note: a line is left out
/// while it ends more than five times as high as the next.
pub(super) fn too_high(figures: &Figures<'_>, ends: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by(|a, b| ends[*b].total_cmp(&ends[*a]));
    let mut out = Vec::new();
    for pair in order.windows(2) {
        let keep = pair[0] == figures.scenario.reference || Some(pair[0]) == figures.cheapest;
        if keep || ends[pair[0]] <= ends[pair[1]] * 5.0 {
            break;
        }
        out.push(pair[0]);
    }
    out
}

/// The note that names the lines left out.
pub(super) fn left_out_note(figures: &Figures<'_>, out: &[usize], ends: &[f64]) -> String {
    let money = money_format(figures);
    let names = out.iter().map(|i| format!("{} ({})", figures.scenario.options[*i].label, money.figure(ends[*i])));
    let names: Vec<String> = names.collect();
    if names.is_empty() { String::new() } else { format!("Not drawn, too high: {}. ", names.join(", ")) }
}

/// The months of the scenario, on an axis.
pub(super) fn horizon(figures: &Figures<'_>) -> Months {
    let start = figures.scenario.start.and_then(|start| {
        let text = start.to_string();
        let (year, month) = text.split_once('-')?;
        Some(StartMonth { year: year.parse().ok()?, month: month.parse().ok()? })
    });
    Months { count: figures.scenario.months, start }
}
