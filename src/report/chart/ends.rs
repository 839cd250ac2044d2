//! The names of the lines, at their ends.

use super::canvas::{Canvas, from_start};
use super::domain::Domain;
use super::font::{Font, regular, semibold};
use super::format::MoneyFormat;
use super::frame::Frame;
use super::geometry::{Point, Rect};
use super::model::Paper;
use super::palette::{FAINT, SOFT, line_hue};
use super::place::Placer;
use super::series::Series;
use super::spread::spread;

const NAME: Font = semibold(14.0);
const VALUE: Font = regular(14.0);
const RANGE: Font = regular(12.5);

/// The widest name in pixels; longer ones are shortened.
const WIDEST_NAME: f64 = 310.0;
/// Distance from label to label, and from label to label of two lines.
const GAP: f64 = 19.0;
const WIDE_GAP: f64 = 39.0;
/// From a name down to the range under it.
const BELOW: f64 = 17.0;
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
    /// A second line; empty for none.
    range: String,
    pub(super) index: usize,
    hue: usize,
    pub(super) end: Point,
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
        Some(EndLabel { name, value, range: String::new(), index: series.index, hue: series.hue, end })
    };
    all.iter().filter_map(label).collect()
}

/// Makes labels fit a page: on a narrow one names are shortened and the value stands below.
pub(super) fn fit(labels: &mut [EndLabel], paper: Paper) {
    if paper == Paper::Wide {
        return;
    }
    for label in labels {
        label.name = NAME.elided(&label.name, paper.widest_name(WIDEST_NAME));
        let value = std::mem::take(&mut label.value);
        if label.range.is_empty() {
            label.range = value;
        }
    }
}

/// Returns the width of the column right of the plot, leaders included.
pub(super) fn column_width(labels: &[EndLabel], domain: &Domain) -> f64 {
    let widest = labels.iter().filter(|label| label.is_at(domain)).map(EndLabel::width).fold(0.0, f64::max);
    if widest > 0.0 { widest + FAR } else { NEAR }
}

impl EndLabel {
    /// Writes a range under the name of a line that reaches the right end of the axis.
    pub(super) fn set_range(&mut self, range: String) {
        self.range = range;
    }

    /// Returns the number that decides the colour.
    pub(super) fn hue(&self) -> usize {
        self.hue
    }

    fn width(&self) -> f64 {
        let first = match self.value.as_str() {
            "" => NAME.width(&self.name),
            value => self.value_offset() + VALUE.width(value),
        };
        first.max(RANGE.width(&self.range))
    }

    fn value_offset(&self) -> f64 {
        if self.name.is_empty() { 0.0 } else { NAME.width(&self.name) + SPACE }
    }

    /// Says whether the line reaches the right end of the axis.
    pub(super) fn is_at(&self, domain: &Domain) -> bool {
        domain.is_end(self.end.0)
    }

    /// Draws the label with the middle of its name at the height of `at`.
    fn draw(&self, canvas: &mut Canvas<'_>, at: Point) {
        let colour = line_hue(self.hue).text;
        canvas.write(&self.range, (at.0, at.1 + BELOW + RANGE.drop()), from_start(RANGE, FAINT));
        let at = (at.0, at.1 + NAME.drop());
        canvas.write(&self.name, at, from_start(NAME, colour));
        let at = (at.0 + self.value_offset(), at.1);
        canvas.write(&self.value, at, from_start(VALUE, SOFT));
    }
}

/// Draws the labels of lines that reach the right side in a column, apart from one another.
pub(super) fn draw_column(canvas: &mut Canvas<'_>, frame: &Frame, labels: &[EndLabel], domain: &Domain) {
    let labels: Vec<&EndLabel> = labels.iter().filter(|label| label.is_at(domain)).collect();
    let wanted: Vec<f64> = labels.iter().map(|label| frame.project(label.end).1).collect();
    let has_ranges = labels.iter().any(|label| !label.range.is_empty());
    let (gap, below) = if has_ranges { (WIDE_GAP, BELOW) } else { (GAP, 0.0) };
    let places = spread(&wanted, gap, frame.plot.top, frame.plot.bottom - below);
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
            canvas.stroke(&leader, line_hue(label.hue).stroke, 1.0);
        }
        let left = right + if has_moved { FAR } else { NEAR };
        label.draw(canvas, (left, *place));
    }
}

/// Draws the labels of lines that stop inside the plot beside their last point, which gets a dot.
pub(super) fn draw_early(
    canvas: &mut Canvas<'_>,
    frame: &Frame,
    labels: &[EndLabel],
    domain: &Domain,
    placer: &mut Placer<'_>,
) {
    for label in labels.iter().filter(|label| !label.is_at(domain)) {
        let end = frame.project(label.end);
        canvas.dot(end, 4.0, line_hue(label.hue).stroke);
        placer.taken.push(Rect::at(end).grown(5.0));
        if let Some(spot) = placer.place(end, (label.width(), NAME.size)) {
            if let Some((from, to)) = spot.leader {
                canvas.stroke(&[from, to], line_hue(label.hue).stroke, 1.0);
            }
            let middle = f64::midpoint(spot.area.top, spot.area.bottom);
            label.draw(canvas, (spot.area.left, middle));
        }
    }
}
