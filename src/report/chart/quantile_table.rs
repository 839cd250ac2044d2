//! The table beside cumulative probability curves: their key, and the amounts at the guides.

use super::canvas::{Canvas, from_start, to_end};
use super::dash::strokes;
use super::distribution::GUIDES;
use super::font::{Font, regular, semibold};
use super::geometry::{Rect, crisp};
use super::model::Paper;
use super::palette::{FAINT, GRID, INK, SOFT, line_hue};

const NAME: Font = semibold(14.0);
const FIGURE: Font = regular(13.0);
const MEDIAN: Font = semibold(13.0);
const HEAD: Font = regular(12.5);

/// The widest name in pixels; longer ones are shortened.
const WIDEST_NAME: f64 = 300.0;
/// From the plot to the table, with room for the names of the guides.
const BEFORE: f64 = 52.0;
/// Length of a line's sample, and the distance from there to its name.
const SAMPLE: f64 = 24.0;
const AFTER_SAMPLE: f64 = 8.0;
/// Between two columns of figures.
const BETWEEN: f64 = 16.0;
/// Height of a row, and the least height for which it has its own line of figures.
const ROW: f64 = 50.0;
const LEAST_ROW: f64 = 40.0;
/// Height of the column heads.
const HEADS: f64 = 24.0;

/// One option.
pub(super) struct Row<'a> {
    /// What decides the colour.
    pub(super) hue: usize,
    pub(super) dash: &'a [f64],
    pub(super) label: &'a str,
    /// The amounts at the guides.
    pub(super) figures: [String; 3],
}

/// Returns the width of the table with the space before it, in pixels.
fn width(rows: &[Row<'_>]) -> f64 {
    let names = rows.iter().map(|row| NAME.width(row.label).min(WIDEST_NAME)).fold(0.0, f64::max);
    let figures = columns(rows).iter().sum::<f64>() + 2.0 * BETWEEN;
    BEFORE + (SAMPLE + AFTER_SAMPLE + names).max(figures)
}

/// Returns where the table stands: right of the plot, or below it on a narrow page.
pub(super) fn place(paper: Paper, body: &Rect, rows: &[Row<'_>]) -> Rect {
    match paper {
        Paper::Wide => Rect { left: crisp(body.right - width(rows)), ..*body },
        Paper::Narrow | Paper::Tall => {
            let height = (HEADS + LEAST_ROW * count(rows.len())).min(body.height() / 2.0);
            Rect { left: body.left - BEFORE, top: body.bottom - height, ..*body }
        }
    }
}

/// Draws the table at the right side of `area`, as many rows as fit, and counts the others.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: &Rect, rows: &[Row<'_>]) {
    let left = area.left + BEFORE;
    let mut rights = [area.right; 3];
    let widths = columns(rows);
    rights[1] = rights[2] - widths[2] - BETWEEN;
    rights[0] = rights[1] - widths[1] - BETWEEN;
    for ((_, name), right) in GUIDES.iter().zip(rights) {
        canvas.write(name, (right, area.top + 14.0), to_end(HEAD, FAINT));
    }
    let room = area.height() - HEADS;
    let height = (room / count(rows.len())).clamp(LEAST_ROW, ROW);
    let mut top = area.top + HEADS;
    for (drawn, row) in rows.iter().enumerate() {
        if drawn > 0 && top + height > area.bottom + 1.0 {
            let words = format!("and {} more", rows.len() - drawn);
            canvas.write(&words, (left, (top + 12.0).min(area.bottom)), from_start(HEAD, FAINT));
            break;
        }
        canvas.stroke(&[(left, top), (area.right, top)], GRID, 1.0);
        draw_row(canvas, row, (left, top), rights);
        top += height;
    }
}

/// Draws a sample of the line with the option's name, and the figures under it.
fn draw_row(canvas: &mut Canvas<'_>, row: &Row<'_>, (left, top): (f64, f64), rights: [f64; 3]) {
    let (hue, middle) = (line_hue(row.hue), top + 14.0);
    for stroke in strokes(&[(left, middle), (left + SAMPLE, middle)], row.dash) {
        canvas.stroke(&stroke, hue.stroke, 3.0);
    }
    let name = NAME.elided(row.label, WIDEST_NAME);
    canvas.write(&name, (left + SAMPLE + AFTER_SAMPLE, middle + NAME.drop()), from_start(NAME, hue.text));
    for ((figure, right), font) in row.figures.iter().zip(rights).zip([FIGURE, MEDIAN, FIGURE]) {
        let colour = if font == MEDIAN { INK } else { SOFT };
        canvas.write(figure, (right, middle + 24.0), to_end(font, colour));
    }
}

/// Returns the widths of the columns.
fn columns(rows: &[Row<'_>]) -> [f64; 3] {
    let mut widths = GUIDES.map(|(_, name)| HEAD.width(name));
    for row in rows {
        for (width, figure) in widths.iter_mut().zip(&row.figures) {
            *width = width.max(MEDIAN.width(figure));
        }
    }
    widths
}

fn count(rows: usize) -> f64 {
    f64::from(u32::try_from(rows.max(1)).unwrap_or(u32::MAX))
}
