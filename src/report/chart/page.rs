//! The words around every chart: title and subtitle above, a note below.

use super::canvas::{Canvas, HEIGHT, WIDTH, centred, from_start};
use super::font::{Font, regular, semibold};
use super::geometry::Rect;
use super::model::Heading;
use super::palette::{FAINT, INK, SOFT};

/// Space between the edge of the page and anything drawn.
pub(super) const MARGIN: f64 = 40.0;

const TITLE: Font = semibold(25.0);
const SUBTITLE: Font = regular(15.5);
const NOTE: Font = regular(12.5);

/// Draws the heading and returns the box that is left for the chart.
pub(super) fn draw(canvas: &mut Canvas<'_>, heading: &Heading) -> Rect {
    let room = f64::from(WIDTH) - 2.0 * MARGIN;
    let mut baseline = 32.0;
    for line in TITLE.wrapped(&heading.title, room, 2) {
        baseline += 28.0;
        canvas.write(&line, (MARGIN, baseline), from_start(TITLE, INK));
    }
    for line in SUBTITLE.wrapped(&heading.subtitle, room, 2) {
        baseline += 24.0;
        canvas.write(&line, (MARGIN, baseline), from_start(SUBTITLE, SOFT));
    }
    let note = NOTE.wrapped(&heading.note, room, 2);
    let mut foot = f64::from(HEIGHT) - 26.0;
    let bottom = foot - 17.0 * f64::from(u8::try_from(note.len()).unwrap_or(0)) - 6.0;
    for line in note.iter().rev() {
        canvas.write(line, (MARGIN, foot), from_start(NOTE, FAINT));
        foot -= 17.0;
    }
    Rect { left: MARGIN, top: baseline + 18.0, right: f64::from(WIDTH) - MARGIN, bottom }
}

/// Says in the middle of a chart that there is nothing to draw.
pub(super) fn draw_nothing(canvas: &mut Canvas<'_>, body: Rect) {
    let at = (f64::midpoint(body.left, body.right), f64::midpoint(body.top, body.bottom));
    canvas.write("no data", at, centred(SUBTITLE, FAINT));
}
