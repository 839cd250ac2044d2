//! A cumulative probability curve: made fit to draw, and read at a probability.

use super::axis::is_drawable;
use super::geometry::{Point, distance};

/// Points closer than this to the one before are the same point on the page, in pixels.
const CLOSEST: f64 = 0.4;

/// What lies outside these probabilities of a curve is cut off.
const CUT: (f64, f64) = (0.005, 0.995);

/// Amounts with their probabilities, both rising, from a probability of 0; there is at least one.
pub(super) struct Rise {
    points: Vec<Point>,
}

impl Rise {
    /// Puts points in order; none when no point can be drawn.
    pub(super) fn new(points: &[(f64, f64)]) -> Option<Self> {
        let is_point = |point: &&Point| is_drawable(point.0) && point.1.is_finite();
        let mut points: Vec<Point> =
            points.iter().filter(is_point).map(|point| (point.0, point.1.clamp(0.0, 1.0))).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let first = points.first().copied()?;
        let mut reached = 0.0_f64;
        for point in &mut points {
            reached = reached.max(point.1);
            point.1 = reached;
        }
        if first.1 > 0.0 {
            points.insert(0, (first.0, 0.0));
        }
        Some(Self { points })
    }

    /// Returns the least amount at which the curve reaches a probability; the last one when it never does.
    pub(super) fn quantile(&self, probability: f64) -> f64 {
        let after = self.points.partition_point(|point| point.1 < probability);
        let before = after.checked_sub(1).and_then(|before| self.points.get(before));
        match (before, self.points.get(after)) {
            (Some(from), Some(to)) => from.0 + (to.0 - from.0) * ((probability - from.1) / (to.1 - from.1)),
            (_, Some(only)) | (Some(only), None) => only.0,
            (None, None) => 0.0,
        }
    }

    /// Returns the least and the greatest amount that is drawn.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.quantile(CUT.0), self.quantile(CUT.1))
    }

    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }
}

/// Leaves out points of a projected curve that cannot be told from their neighbours; both ends stay.
pub(super) fn simplified(path: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (index, point) in path.iter().enumerate() {
        let is_end = index + 1 == path.len();
        if is_end || kept.last().is_none_or(|last| distance(*last, *point) >= CLOSEST) {
            kept.push(*point);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(points: &[(f64, f64)], probability: f64, want: f64) {
        let got = Rise::new(points).map(|rise| rise.quantile(probability));
        assert!(got.is_some_and(|got| (got - want).abs() < 1e-12), "{points:?} at {probability}: {got:?}");
    }

    #[test]
    fn quantiles_are_read_from_straight_lines_and_jumps() {
        // By hand: halfway up a straight line, on a riser, and at the left end of a tread.
        check(&[(0.0, 0.0), (10.0, 1.0)], 0.5, 5.0);
        check(&[(2.0, 0.0), (2.0, 0.6), (8.0, 0.6), (8.0, 1.0)], 0.5, 2.0);
        check(&[(2.0, 0.0), (2.0, 0.6), (8.0, 0.6), (8.0, 1.0)], 0.9, 8.0);
        check(&[(2.0, 0.5), (8.0, 0.5), (8.0, 1.0)], 0.5, 2.0);
        check(&[(7.0, 1.0)], 0.1, 7.0);
        check(&[(7.0, 0.0), (9.0, 0.4)], 0.9, 9.0);
    }

    #[test]
    fn points_are_put_in_order_and_never_fall() {
        let rise = Rise::new(&[(3.0, 0.2), (1.0, 0.4), (f64::NAN, 0.5), (5.0, 7.0), (4.0, f64::NAN)]);
        let want = [(1.0, 0.0), (1.0, 0.4), (3.0, 0.4), (5.0, 1.0)];
        assert!(rise.is_some_and(|rise| rise.points() == want));
        assert!(Rise::new(&[(f64::INFINITY, 0.5)]).is_none() && Rise::new(&[]).is_none());
    }
}
