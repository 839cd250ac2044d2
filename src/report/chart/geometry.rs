//! Points and boxes on the page, in its own pixels, with y growing downwards.

/// A place on the page, or a point of a series before it is projected.
pub(super) type Point = (f64, f64);

/// An upright box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Returns the box without extent at a point.
    pub(super) fn at(point: Point) -> Self {
        Self { left: point.0, top: point.1, right: point.0, bottom: point.1 }
    }

    /// Returns the box grown by `by` on every side.
    pub(super) fn grown(&self, by: f64) -> Self {
        self.grown_by(by, by)
    }

    /// Returns the box grown by `across` to the left and right and by `down` above and below.
    pub(super) fn grown_by(&self, across: f64, down: f64) -> Self {
        Self { left: self.left - across, top: self.top - down, right: self.right + across, bottom: self.bottom + down }
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(super) fn contains(&self, other: &Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// Returns the point of the box that is nearest to `point`.
    pub(super) fn nearest(&self, point: Point) -> Point {
        (point.0.max(self.left).min(self.right), point.1.max(self.top).min(self.bottom))
    }

    /// Says whether a straight segment passes through the box.
    ///
    /// Each side cuts the part of the segment that can still be inside; the segment misses when nothing is left.
    pub(super) fn is_crossed(&self, from: Point, to: Point) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let sides = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (towards, room) in sides {
            if towards == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if towards < 0.0 {
                enter = enter.max(room / towards);
            } else {
                leave = leave.min(room / towards);
            }
        }
        enter <= leave
    }
}

/// Moves a coordinate to the middle of its pixel, where a line one pixel wide stays sharp.
pub(super) fn crisp(at: f64) -> f64 {
    at.floor() + 0.5
}

/// Returns the point a `share` of the way from `from` to `to`.
pub(super) fn between(from: Point, to: Point, share: f64) -> Point {
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}

/// Returns the distance between two points.
pub(super) fn distance(from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    (dx * dx + dy * dy).sqrt()
}
