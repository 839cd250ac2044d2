//! Where a region that ends between two rows of a map comes to its end, as its shape before that tells.

use super::winners::{Row, coarse};

/// How a region ends, seen from the last row that has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End {
    /// How far it reaches towards the next row: 0 not at all, 1 all the way.
    pub(super) reach: f64,
    pub(super) shape: Shape,
    /// How far it would reach if its sides ran on straight, short of the next row.
    straight: f64,
}

impl End {
    /// Returns the end of a region that a frontier of the next row meets at `tip`: there it has a corner.
    pub(super) fn cornered(self, tip: f64) -> Self {
        Self { reach: self.straight, shape: Shape::Pointed(tip), ..self }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    /// The sides run on straight and meet; where, as a share of the last width.
    Pointed(f64),
    /// The sides bend towards one another.
    Round,
}

/// Nothing is known of the region before its last row.
const UNKNOWN: End = End { reach: 0.5, shape: Shape::Round, straight: 0.5 };

/// Returns how the span at `index` of the last row ends.
///
/// When its sides, running on straight from the row before, meet before the next row, they do. When they would not,
/// they must have bent, and the width has gone down like that of a parabola, its square in equal steps.
pub(super) fn end(rows: [Option<&Row>; 3], index: usize, sides: (i64, i64)) -> End {
    let [Some(before), Some(last), Some(next)] = rows else {
        return UNKNOWN;
    };
    let (left, right) = last.span(index, sides);
    let middle = i64::midpoint(left, right);
    let old = (0..before.winners.len()).find(|old| before.span(*old, sides).1 > middle);
    let Some(old) = old.filter(|old| before.winners.get(*old) == last.winners.get(index)) else {
        return UNKNOWN;
    };
    let (old_left, old_right) = before.span(old, sides);
    let (width, old_width) = (coarse(right - left), coarse(old_right - old_left));
    let height = |a: &Row, b: &Row| coarse((a.y - b.y).abs()).max(0.1);
    let steps = height(before, last) / height(last, next);
    if width <= 0.0 || old_width <= width {
        return UNKNOWN;
    }
    let straight = width / (old_width - width) * steps;
    if straight <= 1.0 {
        let moved = coarse(left - old_left) * straight / steps;
        return End { reach: straight, shape: Shape::Pointed((moved / width).clamp(0.0, 1.0)), straight };
    }
    let bent = width * width / (old_width * old_width - width * width) * steps;
    End { reach: bent.clamp(0.05, 0.95), shape: Shape::Round, straight: 0.95 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: (i64, i64), last: (i64, i64), want: (f64, Shape)) {
        let row = |y: i64, span: (i64, i64)| Row { y, winners: vec![0, 1, 0], cuts: vec![span.0, span.1] };
        let next = Row { y: 0, winners: vec![0], cuts: Vec::new() };
        let (old, last) = (row(60, old), row(30, last));
        let end = end([Some(&old), Some(&last), Some(&next)], 1, (0, 1000));
        assert_eq!((end.reach, end.shape), want);
    }

    #[test]
    fn straight_sides_meet_and_bent_ones_close() {
        // The right side moves by 50 a row, and 25 are left.
        check((100, 175), (100, 125), (0.5, Shape::Pointed(0.0)));
        check((100, 180), (120, 160), (1.0, Shape::Pointed(0.5)));
        // Squares 2500, 900: a parabola whose tip is 9/16 of a row away.
        check((100, 150), (110, 140), (0.5625, Shape::Round));
        check((100, 110), (100, 150), (0.5, Shape::Round)); // it grew
    }
}
