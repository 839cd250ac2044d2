//! Cumulative cost against time.

use super::domain::Domain;
use super::ends::Values;
use super::model::Cumulative;
use super::xy::{self, LineChart};

/// Draws cumulative cost against time as SVG: one line an option, its total at the end, and dots where lines cross.
#[must_use]
pub fn cumulative(chart: &Cumulative) -> String {
    xy::draw(&LineChart {
        heading: &chart.heading,
        money: &chart.money,
        domain: Domain::Time(chart.months),
        x_title: if chart.months.start.is_some() { "End of month" } else { "Month" },
        y_title: &chart.y_title,
        lines: &chart.lines,
        marks: &chart.marks,
        today: None,
        cheapest: &[],
        values: Values::Shown,
    })
}
