//! Slanted lines over a region.

use plotters::style::RGBColor;

use super::canvas::Canvas;
use super::geometry::Point;
use super::scan::Scan;

/// Evenly spaced lines at 45 degrees, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hatch {
    pub(super) colour: RGBColor,
    pub(super) width: f64,
    /// From line to line.
    pub(super) every: f64,
    /// How far the lines are moved along.
    pub(super) offset: f64,
}

/// Draws slanted lines inside an outline that has its inside on the left.
pub(super) fn draw(canvas: &mut Canvas<'_>, outline: &[Point], hatch: &Hatch) {
    // Turned by 45 degrees, the lines are level and can be scanned.
    let turned: Vec<Point> = outline.iter().map(|(x, y)| (x - y, x + y)).collect();
    let step = hatch.every * std::f64::consts::SQRT_2;
    let heights = || turned.iter().map(|corner| corner.1);
    let low = heights().fold(f64::INFINITY, f64::min);
    let high = heights().fold(f64::NEG_INFINITY, f64::max);
    // Counted from the corner of the page, so that the lines of neighbouring regions are in step.
    let low = (low / step).floor() * step - step / 2.0 + hatch.offset * std::f64::consts::SQRT_2;
    let back = |v: f64, u: f64| (f64::midpoint(u, v), (u - v) / 2.0);
    let scan = Scan::new(std::slice::from_ref(&turned), (low, high + step), step);
    for (n, line) in scan.lines.iter().enumerate() {
        for (from, to) in line {
            // Square ends would stick out of a slanted side by half the width.
            let (from, to) = (from + hatch.width, to - hatch.width);
            if from < to {
                canvas.stroke(&[back(from, scan.y(n)), back(to, scan.y(n))], hatch.colour, hatch.width);
            }
        }
    }
}
