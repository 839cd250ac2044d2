//! The charts of a run.

use rust_decimal::Decimal;

use super::curve::curve_chart;
use super::totals::{breakdown_chart, cumulative_chart};
use crate::analysis::Results;
use crate::report::chart::{Heading, Paper, breakdown, cost_curve, cumulative};
use crate::report::drawing::Drawing;

/// The charts of the results. The cost curve ends at `curve_to` times today's volume.
#[must_use]
pub fn drawings(results: &Results<'_>, curve_to: Decimal) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    if let Ok(found) = &results.run_rate {
        let chart = curve_chart(results, found, curve_to);
        drawings.push(Drawing::both("cost-curve", chart, (|chart| chart.heading.paper = Paper::Narrow, cost_curve)));
    }
    let chart = cumulative_chart(results);
    drawings.push(Drawing::both("cumulative-cost", chart, (|chart| chart.heading.paper = Paper::Narrow, cumulative)));
    let chart = breakdown_chart(results);
    drawings.push(Drawing::both("cost-breakdown", chart, (|chart| chart.heading.paper = Paper::Narrow, breakdown)));
    drawings
}

/// The words around a chart of the results.
pub(super) fn heading(results: &Results<'_>, title: String, note: String) -> Heading {
    let scenario = results.scenario;
    let start = scenario.start.map_or_else(String::new, |start| format!(" from {start}"));
    let months = if scenario.months == 1 { "1 month".to_owned() } else { format!("{} months", scenario.months) };
    Heading { title, subtitle: format!("{}, {months}{start}", scenario.name), note, paper: Paper::Wide }
}
