//! Cost against volume.

use super::domain::Domain;
use super::ends::Values;
use super::model::{CostCurve, Scale};
use super::xy::{self, LineChart};

/// Draws cost against volume as SVG: lines, break-even points, today's volume and the cheapest option of each range.
#[must_use]
pub fn cost_curve(chart: &CostCurve) -> String {
    let scale = Scale { title: String::new(), from: chart.x_min, to: chart.x_max, spacing: chart.x_spacing };
    xy::draw(&LineChart {
        heading: &chart.heading,
        money: &chart.money,
        domain: Domain::values(scale, &chart.lines),
        x_title: &chart.x_title,
        y_title: &chart.y_title,
        lines: &chart.lines,
        marks: &chart.marks,
        today: chart.today,
        cheapest: &chart.cheapest,
        values: Values::Hidden,
    })
}
