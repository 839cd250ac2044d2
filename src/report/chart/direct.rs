//! Names beside rising curves, each where it can belong to no other.

use super::canvas::{Canvas, from_start};
use super::font::{Font, semibold};
use super::geometry::{Point, Rect};
use super::palette::line_hue;
use super::place::passes;

const NAME: Font = semibold(14.0);

/// The widest name in pixels; longer ones are shortened.
const WIDEST: f64 = 200.0;
/// From a curve to its name.
const NEAR: f64 = 7.0;
/// Free pixels to every other curve, from roomy to tight; closer, a name could be taken for the other curve's.
const CLEAR: [f64; 3] = [34.0, 20.0, 12.0];
/// Shares of the plot's height at which a name may stand, the middle of the curve first.
const LEVELS: [f64; 17] =
    [0.56, 0.44, 0.62, 0.38, 0.68, 0.32, 0.74, 0.26, 0.79, 0.2, 0.84, 0.15, 0.95, 0.05, 0.59, 0.71, 0.35];

/// What is in the plot already.
pub(super) struct Obstacles<'a> {
    pub(super) plot: Rect,
    /// The curves, each in the order of its x and rising.
    pub(super) paths: &'a [Vec<Point>],
    /// Heights of lines across the plot.
    pub(super) levels: &'a [f64],
}

/// Writes the names, in the order of the paths, with the index that decides each one's colour; a name without a clear
/// place is left out.
pub(super) fn draw(canvas: &mut Canvas<'_>, names: &[(&str, usize)], obstacles: &Obstacles<'_>) {
    if names.len() < 2 {
        return;
    }
    let mut taken: Vec<Rect> = Vec::new();
    for (own, (name, index)) in names.iter().enumerate() {
        let name = NAME.elided(name, WIDEST);
        if name.is_empty() {
            continue;
        }
        if let Some(area) = place(own, (NAME.width(&name), NAME.size), obstacles, &taken) {
            let at = (area.left, f64::midpoint(area.top, area.bottom) + NAME.drop());
            canvas.write(&name, at, from_start(NAME, line_hue(*index).text));
            taken.push(area.grown(8.0));
        }
    }
}

/// Finds a place for a name of `size` beside path `own`.
fn place(own: usize, size: (f64, f64), obstacles: &Obstacles<'_>, taken: &[Rect]) -> Option<Rect> {
    let path = obstacles.paths.get(own)?;
    let places = || LEVELS.into_iter().flat_map(|level| beside(path, level, size, &obstacles.plot));
    let is_free = |area: &Rect, clear: f64| {
        let others = obstacles.paths.iter().enumerate().filter(|(index, _)| *index != own);
        obstacles.plot.grown(-4.0).contains(area)
            && !passes(path, &area.grown(3.0))
            && !taken.iter().any(|taken| taken.overlaps(area))
            && !obstacles.levels.iter().any(|level| (area.top - 3.0..=area.bottom + 3.0).contains(level))
            && !others.into_iter().any(|(_, other)| passes(other, &area.grown(clear)))
    };
    CLEAR.into_iter().find_map(|clear| places().find(|area| is_free(area, clear)))
}

/// Returns the boxes below right and above left of where a path reaches a level.
fn beside(path: &[Point], level: f64, (width, height): (f64, f64), plot: &Rect) -> Vec<Rect> {
    let y = plot.bottom - level * plot.height();
    // The lower edge of the left box and the upper edge of the right one are nearest to the curve.
    let x_at = |y: f64| {
        let after = path.partition_point(|point| point.1 > y);
        match (after.checked_sub(1).and_then(|before| path.get(before)), path.get(after)) {
            (Some(from), Some(to)) => Some(from.0 + (to.0 - from.0) * ((y - from.1) / (to.1 - from.1))),
            _ => None,
        }
    };
    let (top, bottom) = (y - height / 2.0, y + height / 2.0);
    let right = x_at(bottom).zip(x_at(top)).map(|(a, b)| a.max(b) + NEAR);
    let left = x_at(bottom).zip(x_at(top)).map(|(a, b)| a.min(b) - NEAR);
    let right = right.map(|left| Rect { left, top, right: left + width, bottom });
    let left = left.map(|right| Rect { left: right - width, top, right, bottom });
    right.into_iter().chain(left).collect()
}
