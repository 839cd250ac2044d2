//! How far each input alone moves an outcome.

use super::canvas::{Canvas, centred, document, from_start, to_end};
use super::dash::strokes;
use super::font::{Font, semibold};
use super::geometry::{Rect, crisp};
use super::legend::{self, Entry};
use super::model::Heading;
use super::outcomes::{Assumed, Tornado};
use super::page;
use super::palette::{Hue, INK, SOFT};
use super::tornado_frame::{ABOVE_BASE, TornadoFrame};
use super::tornado_row::{self, Ends, HIGH, LOW};
use super::tornado_sides::{BESIDE, SIDE, SIDE_LINE, Sides};

/// The most rows; of more, the rest is counted in the note.
const MOST: usize = 20;

const BASE: Font = semibold(13.0);

/// Draws a tornado as SVG: a bar an input from the base value to the outcomes at both ends of the input's range, and
/// zero with what lies on either side of it.
#[must_use]
pub fn tornado(chart: &Tornado) -> String {
    document(&chart.heading, |canvas| {
        let body = page::draw(canvas, &Heading { note: note(chart), ..chart.heading.clone() });
        let rows = chart.rows.get(..MOST).unwrap_or(&chart.rows);
        let ends: Vec<Ends<'_>> = rows.iter().map(|row| Ends::new(row, chart.base)).collect();
        if ends.iter().all(Ends::is_empty) {
            return page::draw_nothing(canvas, body);
        }
        let body = legend::draw(canvas, body, &entries());
        let frame = TornadoFrame::fit(body, chart, &ends);
        frame.draw(canvas);
        for (index, ends) in ends.iter().enumerate() {
            tornado_row::draw_bars(canvas, &frame, ends, index);
        }
        draw_sides(canvas, &frame, body);
        for (index, ends) in ends.iter().enumerate() {
            tornado_row::draw_words(canvas, &frame, ends, index);
        }
        draw_base(canvas, &frame, body);
    })
}

fn entries() -> [Entry; 2] {
    let entry = |hue: Hue, name: &str| Entry { fills: vec![hue.stroke], name: name.to_owned() };
    [entry(LOW, "input at its low end"), entry(HIGH, "input at its high end")]
}

/// Puts what the chart itself has to explain before the note.
fn note(chart: &Tornado) -> String {
    let mut words = Vec::new();
    if chart.rows.iter().take(MOST).any(|row| row.assumed == Assumed::PlusMinus20Percent) {
        words.push("† Hollow bar: given as one number, varied by ±20 % or as its name says.".to_owned());
    }
    if let Some(more) = chart.rows.len().checked_sub(MOST).filter(|more| *more > 0) {
        words.push(format!("{more} more inputs are not shown."));
    }
    words.push(chart.heading.note.clone());
    words.join(" ")
}

/// Draws zero, where the winner changes, and what lies on either side of it; says so when the winner never changes.
fn draw_sides(canvas: &mut Canvas<'_>, frame: &TornadoFrame<'_>, body: Rect) {
    let (plot, baseline) = (frame.plot, body.top + 13.0);
    let x = frame.zero.map(crisp);
    if let Some(x) = x {
        let top = if frame.sides == Sides::None { plot.top } else { body.top };
        for stroke in strokes(&[(x, top), (x, plot.bottom)], &[6.0, 4.0]) {
            canvas.stroke(&stroke, INK, 1.6);
        }
    }
    match &frame.sides {
        Sides::Parted(below, above) => {
            for (lines, shift) in [(below, -BESIDE), (above, BESIDE)] {
                let x = x.unwrap_or_default() + shift;
                let style = if shift < 0.0 { to_end(SIDE, SOFT) } else { from_start(SIDE, SOFT) };
                for (line, y) in lines.iter().zip([baseline, baseline + SIDE_LINE]) {
                    canvas.write(line, (x, y), style);
                }
            }
        }
        Sides::One(words) => canvas.write(words, (plot.left, baseline), from_start(SIDE, SOFT)),
        Sides::None => {}
    }
}

/// Draws the base value with its label over the bars.
fn draw_base(canvas: &mut Canvas<'_>, frame: &TornadoFrame<'_>, body: Rect) {
    let (x, plot) = (crisp(frame.base), frame.plot);
    canvas.stroke(&[(x, plot.top - 6.0), (x, plot.bottom)], INK, 1.4);
    let words = BASE.elided(&format!("base case {}", frame.chart.money.figure(frame.chart.base)), body.width());
    let half = BASE.width(&words) / 2.0;
    let mut middle = x.min(body.right - half).max(body.left + half);
    if let Some(zero) = frame.zero.filter(|zero| (zero - middle).abs() < half + 8.0) {
        let is_right = x >= zero && zero + 16.0 + 2.0 * half <= body.right;
        middle = if is_right { zero + 8.0 + half } else { zero - 8.0 - half };
    }
    canvas.write(&words, (middle, plot.top - ABOVE_BASE), centred(BASE, INK));
}
