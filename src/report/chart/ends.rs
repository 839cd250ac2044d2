//! The names of the lines, at their ends.

use super::canvas::{Canvas, from_start};
use super::font::{Font, regular, semibold};
use super::format::MoneyFormat;
use super::frame::Frame;
use super::geometry::{Point, Rect};
use super::palette::{SOFT, line_hue};
use super::place::Placer;
use super::series::Series;
use super::spread::spread;

const NAME: Font = semibold(14.0);
const VALUE: Font = regular(14.0);

/// The widest name in pixels; longer ones are shortened.
const WIDEST_NAME: f64 = 220.0;
/// Distance from baseline to baseline.
const GAP: f64 = 19.0;
/// Between name and value.
const SPACE: f64 = 8.0;
/// From the plot to the labels, without and with leaders.
const NEAR: f64 = 10.0;
const FAR: f64 = 30.0;
/// A label moved less than this still reads as being at its line.
const UNMOVED: f64 = 1.5;

/// Whether a label ends with the line's last value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Values {
    Shown,
    Hidden,
}

/// The label of one line.
pub(super) struct EndLabel {
    name: String,
    value: String,
    index: usize,
    end: Point,
}

/// Makes the labels of all lines that have points.
pub(super) fn labels(all: &[Series<'_>], money: &MoneyFormat, values: Values) -> Vec<EndLabel> {
    let label = |series: &Series<'_>| {
        let end = series.end()?;
        let value = match values {
            Values::Shown => money.figure(end.1),
            Values::Hidden => String::new(),
        };
        let name = NAME.elided(series.line.label.trim(), WIDEST_NAME);
        Some(EndLabel { name, value, index: series.index, end })
    };
    all.iter().filter_map(label).collect()
}

/// Returns the width of the column right of the plot, leaders included.
pub(super) fn column_width(labels: &[EndLabel], x_end: f64) -> f64 {
    let widest = labels.iter().filter(|label| label.is_at(x_end)).map(EndLabel::width).fold(0.0, f64::max);
    if widest > 0.0 { widest + FAR } else { NEAR }
}

impl EndLabel {
    fn width(&self) -> f64 {
        if self.value.is_empty() { NAME.width(&self.name) } else { self.value_offset() + VALUE.width(&self.value) }
    }

    fn value_offset(&self) -> f64 {
        if self.name.is_empty() { 0.0 } else { NAME.width(&self.name) + SPACE }
    }

    /// Says whether the line reaches the right end of the axis.
    fn is_at(&self, x_end: f64) -> bool {
        self.end.0 >= x_end * 0.999
    }

    fn draw(&self, canvas: &mut Canvas<'_>, at: Point) {
        let colour = line_hue(self.index).text;
        canvas.write(&self.name, at, from_start(NAME, colour));
        let at = (at.0 + self.value_offset(), at.1);
        canvas.write(&self.value, at, from_start(VALUE, SOFT));
    }
}

/// Draws the labels of lines that reach the right side in a column, apart from one another.
pub(super) fn draw_column(canvas: &mut Canvas<'_>, frame: &Frame, labels: &[EndLabel], x_end: f64) {
    let labels: Vec<&EndLabel> = labels.iter().filter(|label| label.is_at(x_end)).collect();
    let wanted: Vec<f64> = labels.iter().map(|label| frame.project(label.end).1).collect();
    let places = spread(&wanted, GAP, frame.plot.top, frame.plot.bottom);
    let has_moved = wanted.iter().zip(&places).any(|(wanted, place)| (wanted - place).abs() > UNMOVED);
    for ((label, wanted), place) in labels.iter().zip(&wanted).zip(&places) {
        let right = frame.plot.right;
        if has_moved {
            let leader = [
                (right + 4.0, *wanted),
                (right + 8.0, *wanted),
                (right + FAR - 9.0, *place),
                (right + FAR - 4.0, *place),
            ];
            canvas.stroke(&leader, line_hue(label.index).stroke, 1.0);
        }
        let left = right + if has_moved { FAR } else { NEAR };
        label.draw(canvas, (left, place + NAME.drop()));
    }
}

/// Draws the labels of lines that stop inside the plot beside their last point, which gets a dot.
pub(super) fn draw_early(
    canvas: &mut Canvas<'_>,
    frame: &Frame,
    labels: &[EndLabel],
    x_end: f64,
    placer: &mut Placer<'_>,
) {
    for label in labels.iter().filter(|label| !label.is_at(x_end)) {
        let end = frame.project(label.end);
        canvas.dot(end, 4.0, line_hue(label.index).stroke);
        placer.taken.push(Rect::at(end).grown(5.0));
        if let Some(spot) = placer.place(end, (label.width(), NAME.size)) {
            if let Some((from, to)) = spot.leader {
                canvas.stroke(&[from, to], line_hue(label.index).stroke, 1.0);
            }
            let middle = f64::midpoint(spot.area.top, spot.area.bottom);
            label.draw(canvas, (spot.area.left, middle + NAME.drop()));
        }
    }
}
