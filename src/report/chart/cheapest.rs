//! The band under the x axis that says which option is the cheapest.

use super::canvas::{Canvas, centred, to_end};
use super::font::{Font, semibold};
use super::frame::{BAND_GAP, BAND_HEIGHT, BAND_TITLE, Frame, TICK};
use super::geometry::Rect;
use super::model::{Band, Line};
use super::palette::{FAINT, WHITE, ink_on, line_hue};

const NAME: Font = semibold(12.5);

/// Ranges narrower than this cannot be told apart on their own.
const NARROW: f64 = 1.5;

/// Width over which narrow ranges are summed up.
const CELL: f64 = 8.0;

/// A range on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) line: usize,
}

impl Stretch {
    fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// Draws the ranges, each with the option's name where it fits.
///
/// Where options take turns faster than can be seen, the band is divided from top to bottom by their shares.
pub(super) fn draw(canvas: &mut Canvas<'_>, frame: &Frame, bands: &[Band], lines: &[Line]) {
    let (top, left) = (frame.plot.bottom + BAND_GAP, frame.plot.left);
    let area = Rect { top, bottom: top + BAND_HEIGHT, ..frame.plot };
    let at = (left - 10.0, f64::midpoint(area.top, area.bottom) + TICK.drop());
    canvas.write(BAND_TITLE, at, to_end(TICK, FAINT));

    let mut before = None;
    for group in grouped(&on_page(frame, bands, lines.len())) {
        match group {
            [stretch] => draw_range(canvas, area, *stretch, lines),
            many => draw_mixture(canvas, area, many, lines),
        }
        // A hairline keeps neighbours of similar lightness apart where both can spare it.
        let width = |group: &[Stretch]| ends(group).map_or(0.0, |(left, right)| right - left);
        if let Some((left, _)) = ends(group)
            && before.is_some_and(|before| width(before) > 6.0)
            && width(group) > 6.0
        {
            canvas.fill(Rect { left: left - 0.5, right: left + 0.5, ..area }, WHITE);
        }
        before = Some(group);
    }
}

fn draw_range(canvas: &mut Canvas<'_>, area: Rect, stretch: Stretch, lines: &[Line]) {
    let Stretch { left, right, line } = stretch;
    let fill = line_hue(hue(lines, line)).stroke;
    canvas.fill(Rect { left, right, ..area }, fill);
    let name = lines.get(line).map_or("", |line| line.label.trim());
    if NAME.width(name) + 14.0 <= stretch.width() {
        let at = (f64::midpoint(left, right), f64::midpoint(area.top, area.bottom) + NAME.drop());
        canvas.write(name, at, centred(NAME, ink_on(fill)));
    }
}

/// Returns what decides the colour of a line.
fn hue(lines: &[Line], line: usize) -> usize {
    lines.get(line).and_then(|line| line.hue).unwrap_or(line)
}

/// Divides the band from top to bottom, cell by cell, by the share of each option.
fn draw_mixture(canvas: &mut Canvas<'_>, area: Rect, stretches: &[Stretch], lines: &[Line]) {
    let Some((mut left, end)) = ends(stretches) else {
        return;
    };
    while left < end {
        // The rest joins the last cell, which is then less than two cells wide.
        let right = if end - left < 2.0 * CELL { end } else { left + CELL };
        let mut top = area.top;
        for (line, share) in shares(stretches, left, right, lines.len()) {
            let bottom = top + share * area.height();
            canvas.fill(Rect { left, top, right, bottom }, line_hue(hue(lines, line)).stroke);
            top = bottom;
        }
        left = right;
    }
}

/// Returns the share of each option in `left..right`, in the order of the lines; what nobody has is left out.
pub(super) fn shares(stretches: &[Stretch], left: f64, right: f64, lines: usize) -> Vec<(usize, f64)> {
    let first = stretches.partition_point(|stretch| stretch.right <= left);
    let mut lengths = vec![0.0; lines];
    for stretch in stretches.iter().skip(first).take_while(|stretch| stretch.left < right) {
        if let Some(length) = lengths.get_mut(stretch.line) {
            *length += stretch.right.min(right) - stretch.left.max(left);
        }
    }
    let shares = lengths.into_iter().map(|length| length / (right - left)).enumerate();
    shares.filter(|(_, share)| *share > 0.0).collect()
}

/// Projects the ranges, in order and without overlap, and joins neighbours of the same option.
fn on_page(frame: &Frame, bands: &[Band], lines: usize) -> Vec<Stretch> {
    let project = |x: f64| frame.project((x, 0.0)).0.max(frame.plot.left).min(frame.plot.right);
    let mut all: Vec<Stretch> = bands
        .iter()
        .filter(|band| band.line < lines && band.from < band.to)
        .map(|band| Stretch { left: project(band.from), right: project(band.to), line: band.line })
        .collect();
    all.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut kept: Vec<Stretch> = Vec::new();
    for stretch in all {
        let floor = kept.last().map_or(frame.plot.left, |last| last.right);
        let stretch = Stretch { left: stretch.left.max(floor), ..stretch };
        match kept.last_mut() {
            Some(last) if last.line == stretch.line && stretch.left - last.right < 0.01 => {
                last.right = last.right.max(stretch.right);
            }
            _ if stretch.width() > 0.0 => kept.push(stretch),
            _ => {}
        }
    }
    kept
}

/// Splits the ranges into those drawn alone and runs of narrow neighbours.
fn grouped(all: &[Stretch]) -> impl Iterator<Item = &[Stretch]> {
    let is_narrow = |stretch: &Stretch| stretch.width() < NARROW;
    all.chunk_by(move |a, b| is_narrow(a) && is_narrow(b) && b.left - a.right < 0.01)
}

/// Returns the left and right end of neighbours.
fn ends(stretches: &[Stretch]) -> Option<(f64, f64)> {
    Some((stretches.first()?.left, stretches.last()?.right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_a_cell_add_up_the_parts_inside_it() {
        let stretch = |left, right, line| Stretch { left, right, line };
        let taking_turns = [stretch(0.0, 1.0, 1), stretch(1.0, 2.0, 0), stretch(2.0, 3.0, 1), stretch(3.0, 6.0, 0)];
        assert_eq!(shares(&taking_turns, 0.0, 4.0, 3), [(0, 0.5), (1, 0.5)]);
        assert_eq!(shares(&taking_turns, 4.0, 6.0, 3), [(0, 1.0)]);
        assert_eq!(shares(&taking_turns, 6.0, 8.0, 3), []);
    }
}
