//! Names beside rising curves, each where it can belong to no other.

use super::canvas::{Canvas, from_start};
use super::font::{Font, semibold};
use super::geometry::{Point, Rect};
use super::palette::line_hue;
use super::place::passes;

const NAME: Font = semibold(14.0);

/// The widest names in pixels; a longer one is shortened to the second where it has no room for the first.
const WIDEST: [f64; 2] = [320.0, 200.0];
/// From a curve to its name.
const NEAR: f64 = 7.0;
/// Free pixels to every other curve, from roomy to tight; closer, a name could be taken for the other curve's.
const CLEAR: [f64; 4] = [34.0, 20.0, 13.0, 7.0];
/// Shares of the plot's height at which a name may stand, the middle of the curve first.
const LEVELS: [f64; 21] = [
    0.56, 0.44, 0.62, 0.38, 0.68, 0.32, 0.74, 0.26, 0.79, 0.2, 0.82, 0.15, 0.85, 0.87, 0.95, 0.05, 0.59, 0.65, 0.71,
    0.35, 0.29,
];

/// What is in the plot already.
pub(super) struct Obstacles<'a> {
    pub(super) plot: Rect,
    /// The curves, each in the order of its x and rising.
    pub(super) paths: &'a [Vec<Point>],
    /// Heights of lines across the plot.
    pub(super) levels: &'a [f64],
}

/// Writes the names, in the order of the paths, with the hue of each; a name without a clear place is left out, as the
/// table beside the plot has it.
pub(super) fn draw(canvas: &mut Canvas<'_>, names: &[(&str, usize)], obstacles: &Obstacles<'_>) {
    if names.len() < 2 {
        return;
    }
    let mut taken: Vec<Rect> = Vec::new();
    for (own, (name, hue)) in names.iter().enumerate() {
        let found = WIDEST.into_iter().find_map(|room| {
            let name = NAME.elided(name, room);
            Some((place(own, (NAME.width(&name), NAME.size), obstacles, &taken)?, name))
        });
        if let Some((area, name)) = found {
            let at = (area.left, f64::midpoint(area.top, area.bottom) + NAME.drop());
            canvas.write(&name, at, from_start(NAME, line_hue(*hue).text));
            taken.push(area.grown(8.0));
        }
    }
}

/// Finds a place for a name of `size` beside path `own`; a name on its own curve would be hard to read.
fn place(own: usize, size: (f64, f64), obstacles: &Obstacles<'_>, taken: &[Rect]) -> Option<Rect> {
    let path = obstacles.paths.get(own)?;
    let is_free = |area: &Rect, clear: f64| {
        let mut others = obstacles.paths.iter().enumerate().filter(|(index, _)| *index != own);
        obstacles.plot.grown(-4.0).contains(area)
            && !taken.iter().any(|taken| taken.overlaps(area))
            && !obstacles.levels.iter().any(|level| (area.top - 3.0..=area.bottom + 3.0).contains(level))
            && !passes(path, &area.grown(3.0))
            && !others.any(|(_, other)| passes(other, &area.grown(clear)))
    };
    CLEAR.into_iter().find_map(|clear| {
        let mut places = LEVELS.into_iter().flat_map(|level| boxes(path, level, size, &obstacles.plot));
        places.find(|area| is_free(area, clear))
    })
}

/// Returns boxes where a path reaches a level: below right and above left of it.
fn boxes(path: &[Point], level: f64, (width, height): (f64, f64), plot: &Rect) -> Vec<Rect> {
    let y = plot.bottom - level * plot.height();
    let (top, bottom) = (y - height / 2.0, y + height / 2.0);
    let (Some(lower), Some(upper)) = (x_at(path, bottom), x_at(path, top)) else {
        return Vec::new();
    };
    let lefts = [lower.max(upper) + NEAR, lower.min(upper) - NEAR - width];
    lefts.into_iter().map(|left| Rect { left, top, right: left + width, bottom }).collect()
}

/// Returns where a rising path is at a height of the page.
fn x_at(path: &[Point], y: f64) -> Option<f64> {
    let after = path.partition_point(|point| point.1 > y);
    let (from, to) = (path.get(after.checked_sub(1)?)?, path.get(after)?);
    Some(from.0 + (to.0 - from.0) * ((y - from.1) / (to.1 - from.1)))
}
