//! A sweep of one input as a table and a chart.

use rust_decimal::{Decimal, dec};

use super::chart::{Band, CostCurve, Heading, Line, Mark, Spacing, cost_curve};
use super::csv::{Sheet, text};
use super::drawing::{Drawing, axis_title, input_value, left_out_note, money_format, on_axis, too_high};
use super::files::Document;
use crate::analysis::Figures;
use crate::analysis::vary::{Lever, Outcomes};
use crate::quantity::figures::{exact, float, plain};

/// The present value of every option over the values: both sides of every step, or the samples of a
/// cost that is no line in the input.
#[must_use]
pub fn sweep_table(figures: &Figures<'_>, lever: &Lever, outcomes: &Outcomes) -> Document {
    let mut sheet = Sheet::new("sweep.csv", &["input", "value", "option", "present_value", "exact"]);
    for (index, plan) in figures.scenario.options.iter().enumerate() {
        for (value, cost) in outcomes.curves[index].corners() {
            sheet.row(&[
                text(&lever.input.path),
                exact(value.round_dp(12)),
                text(&plan.name),
                plain(cost, 6),
                outcomes.exact[index].to_string(),
            ]);
        }
    }
    sheet.finish()
}

/// The same as a chart, with today's value, the ties and the cheapest option under the axis.
#[must_use]
pub fn sweep_drawing(figures: &Figures<'_>, lever: &Lever, outcomes: &Outcomes) -> Drawing {
    let scenario = figures.scenario;
    let at = |value: Decimal| float(on_axis(&lever.input, value));
    let points = |option: usize| -> Vec<(f64, f64)> {
        let corners = outcomes.curves[option].corners();
        corners.into_iter().map(|(value, cost)| (at(value), float(cost))).collect()
    };
    let every: Vec<Vec<(f64, f64)>> = (0..outcomes.curves.len()).map(points).collect();
    let ends: Vec<f64> = every.iter().map(|points| points.last().map_or(0.0, |(_, cost)| *cost)).collect();
    let out = too_high(figures, &ends);
    let kept: Vec<usize> = (0..every.len()).filter(|option| !out.contains(option)).collect();
    let place = |option: usize| kept.iter().position(|index| *index == option);
    let lines =
        kept.iter().map(|option| Line::new(&scenario.options[*option].label, every[*option].clone()).hued(*option));
    let marks = outcomes.cheapest.iter().skip(1).filter_map(|range| {
        let cost = outcomes.curves[range.option?].value(range.from)?;
        let label = input_value(&lever.input, range.from);
        Some(Mark { x: at(range.from), y: float(cost), label })
    });
    let bands = outcomes
        .cheapest
        .iter()
        .filter_map(|range| Some(Band { from: at(range.from), to: at(range.to), line: place(range.option?)? }));
    let sampled = outcomes.exact.iter().any(|exact| !exact);
    let how = if sampled { "Costs that are no lines in the input are drawn through samples." } else { "" };
    let note = format!("{}{how}", left_out_note(figures, &out, &ends));
    let chart = CostCurve {
        heading: Heading {
            title: format!("Present value by {}", lever.input.path),
            subtitle: scenario.name.clone(),
            note,
            ..Heading::default()
        },
        money: money_format(figures),
        x_title: axis_title(figures, &lever.input),
        y_title: "Present value".to_owned(),
        lines: lines.collect(),
        today: Some(at(lever.base())),
        marks: marks.collect(),
        cheapest: bands.collect(),
        x_min: at(outcomes.range.0),
        x_max: at(outcomes.range.1),
        x_spacing: spacing(outcomes.range),
    };
    Drawing::wide("sweep", cost_curve(&chart))
}

/// A positive range whose ends are far apart is drawn by factors, as today's value would else be lost at its left end.
fn spacing((from, to): (Decimal, Decimal)) -> Spacing {
    let is_wide = from > Decimal::ZERO && from.checked_mul(WIDE).is_none_or(|wide| wide <= to);
    if is_wide { Spacing::Logarithmic } else { Spacing::Linear }
}

/// The ratio of the ends of a wide range.
const WIDE: Decimal = dec!(20);
