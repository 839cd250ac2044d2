//! Break-even points: dots with their values.

use super::canvas::{Canvas, centred, from_start, to_end};
use super::font::{Font, semibold};
use super::frame::Frame;
use super::geometry::{Point, Rect, distance};
use super::model::Mark;
use super::palette::{INK, RULE, WHITE};
use super::place::Placer;

const VALUE: Font = semibold(13.0);

/// Up to this many marks with words are all labelled; of more, only the first and the last.
const MOST_LABELS: usize = 6;

/// Dots closer than this to the one before are not drawn: they would be the same dot.
const CLOSEST: f64 = 3.0;

/// Draws the marks inside the plot, then their labels where there is room.
pub(super) fn draw(canvas: &mut Canvas<'_>, frame: &Frame, marks: &[Mark], placer: &mut Placer<'_>) {
    let mut shown: Vec<&Mark> = marks.iter().filter(|mark| frame.shows((mark.x, mark.y))).collect();
    shown.sort_by(|a, b| a.x.total_cmp(&b.x));
    let named: Vec<usize> = (0..shown.len()).filter(|index| !shown[*index].label.trim().is_empty()).collect();
    let is_end = |index: &usize| [named.first(), named.last()].contains(&Some(index));
    let is_labelled = |index: usize| named.contains(&index) && (named.len() <= MOST_LABELS || is_end(&index));
    let place = |mark: &Mark| frame.project((mark.x, mark.y));

    let mut last: Option<Point> = None;
    for (index, mark) in shown.iter().enumerate() {
        let at = place(mark);
        if is_labelled(index) || last.is_none_or(|last| distance(last, at) >= CLOSEST) {
            draw_dot(canvas, at, if is_labelled(index) { 5.0 } else { 3.0 });
            placer.taken.push(Rect::at(at).grown(6.0));
            last = Some(at);
        }
    }
    // The outermost are placed first: where there is no room for all, they matter most.
    let mut order: Vec<usize> = (0..shown.len()).filter(|index| is_labelled(*index)).collect();
    order.sort_by_key(|index| (*index).min(shown.len() - 1 - index));
    for mark in order.iter().filter_map(|index| shown.get(*index)) {
        draw_label(canvas, place(mark), mark.label.trim(), placer);
    }
}

fn draw_dot(canvas: &mut Canvas<'_>, at: Point, radius: f64) {
    canvas.dot(at, radius * 1.32, WHITE);
    canvas.dot(at, radius, INK);
}

fn draw_label(canvas: &mut Canvas<'_>, dot: Point, label: &str, placer: &mut Placer<'_>) {
    if label.is_empty() {
        return;
    }
    let label = VALUE.elided(label, placer.bounds.width() / 2.0);
    let size = (VALUE.width(&label), VALUE.size);
    let Some(spot) = placer.place(dot, size) else {
        return;
    };
    if let Some((from, to)) = spot.leader {
        canvas.stroke(&[from, to], RULE, 1.0);
    }
    if spot.is_crossed {
        canvas.fill(spot.area.grown(2.0), WHITE);
    }
    // Held at the end next to its dot, a label stays clear of it in a viewer with a wider typeface.
    let (x, style) = match spot.area {
        Rect { right, .. } if right < dot.0 => (right, to_end(VALUE, INK)),
        Rect { left, .. } if left > dot.0 => (left, from_start(VALUE, INK)),
        Rect { left, right, .. } => (f64::midpoint(left, right), centred(VALUE, INK)),
    };
    let baseline = f64::midpoint(spot.area.top, spot.area.bottom) + VALUE.drop();
    canvas.write(&label, (x, baseline), style);
}
