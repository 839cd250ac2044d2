//! The frontier over two inputs in words, as a table and as a chart.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::chart::{FrontierMap, FrontierRow, FrontierSpan, Heading, Scale, Spacing, frontier_map};
use super::csv::{Sheet, text};
use super::drawing::{Drawing, axis_title, on_axis};
use super::files::Document;
use super::vary::value;
use crate::analysis::Figures;
use crate::analysis::break_even::Range;
use crate::analysis::vary::{Axis, Map};
use crate::quantity::figures::{exact, float};

/// Who is cheapest over both inputs, as far as a few lines can say: across at today's value of the
/// one, upwards at today's value of the other, and the share of the map that each option has.
#[must_use]
pub fn map_text(figures: &Figures<'_>, map: &Map) -> String {
    let [x, y] = [&map.x, &map.y].map(|axis| axis.lever.input.path.as_str());
    let [x_today, y_today] = [&map.x, &map.y].map(|axis| axis.lever.base());
    let mut words = format!(
        "{x} from {} to {} across, {y} from {} to {} upwards (present value over the horizon)\n",
        value(map.x.range.0),
        value(map.x.range.1),
        value(map.y.range.0),
        value(map.y.range.1),
    );
    let _ = writeln!(words, "today: {x} = {}, {y} = {}", value(x_today), value(y_today));
    if let Some(row) = map.rows.iter().find(|row| row.y == y_today) {
        let _ = writeln!(words, "\nCheapest at today's {y}");
        stretches(&mut words, figures, (&row.cheapest, x));
    }
    if !map.column.is_empty() {
        let _ = writeln!(words, "\nCheapest at today's {x}");
        stretches(&mut words, figures, (&map.column, y));
    }
    words
}

fn stretches(words: &mut String, figures: &Figures<'_>, (ranges, path): (&[Range], &str)) {
    for range in ranges {
        let option = range.option.map_or("none can serve every request", |o| &figures.scenario.options[o].name);
        let _ = writeln!(words, "  {path} from {} to {}: {option}", value(range.from), value(range.to));
    }
}

/// The cheapest option along x for every row.
#[must_use]
pub fn map_table(figures: &Figures<'_>, map: &Map) -> Document {
    let mut sheet = Sheet::new("map.csv", &["y_input", "y", "x_input", "x_from", "x_to", "cheapest", "exact"]);
    for row in &map.rows {
        for range in &row.cheapest {
            sheet.row(&[
                text(&map.y.lever.input.path),
                exact(row.y),
                text(&map.x.lever.input.path),
                exact(range.from.round_dp(12)),
                exact(range.to.round_dp(12)),
                range.option.map_or_else(String::new, |option| text(&figures.scenario.options[option].name)),
                row.tolerance.is_zero().to_string(),
            ]);
        }
    }
    sheet.finish()
}

/// The map as a chart.
#[must_use]
pub fn map_drawing(figures: &Figures<'_>, map: &Map) -> Drawing {
    let scenario = figures.scenario;
    let at = |axis: &Axis, value: Decimal| float(on_axis(&axis.lever.input, value));
    let span =
        |range: &Range| FrontierSpan { from: at(&map.x, range.from), to: at(&map.x, range.to), option: range.option };
    let rows =
        map.rows.iter().map(|row| FrontierRow { y: at(&map.y, row.y), spans: row.cheapest.iter().map(span).collect() });
    let sampled = map.rows.iter().any(|row| !row.tolerance.is_zero());
    let how = if sampled { "narrowed down through samples" } else { "exact" };
    let chart = FrontierMap {
        heading: Heading {
            title: "Cheapest option by present value".to_owned(),
            subtitle: scenario.name.clone(),
            note: format!(
                "{} rows; along each the frontier is {how}, between them it is joined by lines.",
                map.rows.len()
            ),
            ..Heading::default()
        },
        x: scale(figures, &map.x),
        y: scale(figures, &map.y),
        options: scenario.options.iter().map(|plan| plan.label.clone()).collect(),
        rows: rows.collect(),
        today: Some((at(&map.x, map.x.lever.base()), at(&map.y, map.y.lever.base()))),
    };
    Drawing::wide("map", frontier_map(&chart))
}

fn scale(figures: &Figures<'_>, axis: &Axis) -> Scale {
    let input = &axis.lever.input;
    let bound = |bound: Decimal| float(on_axis(input, bound));
    let spacing = if axis.is_logarithmic() { Spacing::Logarithmic } else { Spacing::Linear };
    Scale { title: axis_title(figures, input), from: bound(axis.range.0), to: bound(axis.range.1), spacing }
}
