//! The legend over a plot.

use plotters::style::RGBColor;

use super::canvas::{Canvas, from_start};
use super::font::{Font, regular};
use super::geometry::{Point, Rect};
use super::palette::SOFT;

const NAME: Font = regular(13.0);
const SWATCH: f64 = 12.0;
const AFTER_SWATCH: f64 = 7.0;
const BETWEEN: f64 = 22.0;
const ROW: f64 = 23.0;
/// The widest name in pixels; longer ones are shortened.
const WIDEST: f64 = 420.0;

/// What a colour stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// The colours of the swatch, side by side.
    pub(super) fills: Vec<RGBColor>,
    /// Shortened with an ellipsis when it is very long.
    pub(super) name: String,
}

/// Draws the entries in rows from the top of `body`, and returns what is left of it.
pub(super) fn draw(canvas: &mut Canvas<'_>, body: Rect, entries: &[Entry]) -> Rect {
    let (places, rest) = laid_out(body, entries);
    for (entry, (left, middle)) in entries.iter().zip(places) {
        draw_swatch(canvas, (left, middle), &entry.fills);
        let at = (left + SWATCH + AFTER_SWATCH, middle + NAME.drop());
        canvas.write(&entry.shown(), at, from_start(NAME, SOFT));
    }
    rest
}

/// Returns what the entries leave of `body`.
pub(super) fn below(body: Rect, entries: &[Entry]) -> Rect {
    laid_out(body, entries).1
}

impl Entry {
    fn shown(&self) -> String {
        NAME.elided(self.name.trim(), WIDEST)
    }
}

/// Returns the left end and the middle of each entry, and what is left of `body`.
fn laid_out(body: Rect, entries: &[Entry]) -> (Vec<Point>, Rect) {
    let (mut left, mut middle) = (body.left, body.top + 14.0);
    let mut places = Vec::new();
    for entry in entries {
        let width = SWATCH + AFTER_SWATCH + NAME.width(&entry.shown());
        if left > body.left && left + width > body.right {
            (left, middle) = (body.left, middle + ROW);
        }
        places.push((left, middle));
        left += width + BETWEEN;
    }
    let rest = if entries.is_empty() { body } else { Rect { top: middle + ROW, ..body } };
    (places, rest)
}

fn draw_swatch(canvas: &mut Canvas<'_>, (mut left, middle): Point, fills: &[RGBColor]) {
    let (top, bottom) = (middle - SWATCH / 2.0, middle + SWATCH / 2.0);
    let width = SWATCH / fills.iter().map(|_| 1.0).sum::<f64>();
    for fill in fills {
        canvas.fill(Rect { left, top, right: left + width, bottom }, *fill);
        left += width;
    }
}
