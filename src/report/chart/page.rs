//! The words around every chart: title and subtitle above, a note below.

use super::canvas::{Canvas, centred, from_start};
use super::font::{Font, regular, semibold};
use super::geometry::Rect;
use super::model::{Heading, Paper};
use super::palette::{FAINT, INK, SOFT};

const TITLE: Font = semibold(25.0);
const SUBTITLE: Font = regular(15.5);
const NOTE: Font = regular(12.5);
/// The title on a narrow page.
const SMALL_TITLE: Font = semibold(20.0);

/// Draws the heading and returns the box that is left for the chart.
pub(super) fn draw(canvas: &mut Canvas<'_>, heading: &Heading) -> Rect {
    let (paper, margin) = (canvas.paper, canvas.paper.margin());
    let room = paper.width() - 2.0 * margin;
    // a narrow page has more lines of smaller letters
    let (title, step, most, mut baseline) = match paper {
        Paper::Wide => (TITLE, 28.0, 2, 32.0),
        Paper::Narrow | Paper::Tall => (SMALL_TITLE, 24.0, 4, 8.0),
    };
    for line in title.wrapped(&heading.title, room, most) {
        baseline += step;
        canvas.write(&line, (margin, baseline), from_start(title, INK));
    }
    for line in SUBTITLE.wrapped(&heading.subtitle, room, 2) {
        baseline += 24.0;
        canvas.write(&line, (margin, baseline), from_start(SUBTITLE, SOFT));
    }
    let note = NOTE.wrapped(&heading.note, room, 2 * most);
    let mut foot = paper.height() - if paper == Paper::Wide { 26.0 } else { 12.0 };
    let bottom = foot - 17.0 * f64::from(u8::try_from(note.len()).unwrap_or(0)) - 6.0;
    for line in note.iter().rev() {
        canvas.write(line, (margin, foot), from_start(NOTE, FAINT));
        foot -= 17.0;
    }
    Rect { left: margin, top: baseline + 18.0, right: paper.width() - margin, bottom }
}

/// Says in the middle of a chart that there is nothing to draw.
pub(super) fn draw_nothing(canvas: &mut Canvas<'_>, body: Rect) {
    let at = (f64::midpoint(body.left, body.right), f64::midpoint(body.top, body.bottom));
    canvas.write("no data", at, centred(SUBTITLE, FAINT));
}
