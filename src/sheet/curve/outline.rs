//! Comparing two curves: exactly where they are near each other, by binary floats elsewhere.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::function::{Curve, Piece, near, order_near};
use crate::sheet::Trouble;

/// A curve with its figures as binary floats beside it.
#[derive(Clone, Debug)]
pub struct Outline<'a> {
    /// The curve.
    pub curve: &'a Curve,
    near: Vec<NearPiece>,
}

#[derive(Clone, Copy, Debug)]
struct NearPiece {
    x: f64,
    at: f64,
    after: f64,
    slope: f64,
}

impl NearPiece {
    fn value(&self, x: f64) -> f64 {
        self.after + self.slope * (x - self.x)
    }
}

/// One stretch of the comparison of A with B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// From here on the two are plainly apart; `Less` where A is lower.
    Apart(Decimal, Ordering),
    /// The exact difference A - B from the piece's point to the end given here.
    Near(Piece, Decimal),
}

/// How much of the size of two values their gap must be for binary floats to tell its sign.
const PLAIN: f64 = 1e-9;

impl<'a> Outline<'a> {
    /// The outline of a curve.
    #[must_use]
    pub fn new(curve: &'a Curve) -> Self {
        let near = |piece: &Piece| NearPiece {
            x: near(piece.x),
            at: near(piece.at),
            after: near(piece.after),
            slope: near(piece.slope),
        };
        Self { curve, near: curve.pieces.iter().map(near).collect() }
    }

    /// The gap to another curve up to `end`, stretch by stretch. Stretches that are plainly apart
    /// on the same side are told once.
    ///
    /// # Errors
    /// When an exact difference exceeds 28 digits.
    pub fn gaps(&self, other: &Self, end: Decimal) -> Result<Vec<Gap>, Trouble> {
        let mut gaps: Vec<Gap> = Vec::new();
        let (mut i, mut j) = (0, 0);
        let mut start = self.curve.start();
        loop {
            let (next_one, next_other) = (self.next(i, end), other.next(j, end));
            let stop = if order_near(next_one, next_other).is_le() { next_one } else { next_other };
            match self.plainly(i, (other, j), (near(start), stop.0)) {
                Some(sign) => {
                    if !matches!(gaps.last(), Some(Gap::Apart(_, last)) if *last == sign) {
                        gaps.push(Gap::Apart(start, sign));
                    }
                }
                None => gaps.push(Gap::Near(self.exact(i, (other, j), start)?, stop.1)),
            }
            if order_near(stop, (near(end), end)).is_ge() {
                return Ok(gaps);
            }
            i += usize::from(order_near(next_one, stop).is_le());
            j += usize::from(order_near(next_other, stop).is_le());
            start = stop.1;
        }
    }

    /// Where the next piece begins, at the latest `end`.
    fn next(&self, index: usize, end: Decimal) -> (f64, Decimal) {
        match (self.near.get(index + 1), self.curve.pieces.get(index + 1)) {
            (Some(next), Some(piece)) if piece.x < end => (next.x, piece.x),
            _ => (near(end), end),
        }
    }

    /// The sign of the gap when it is plainly the same from a stretch's point to its end.
    fn plainly(&self, index: usize, (other, place): (&Self, usize), (start, stop): (f64, f64)) -> Option<Ordering> {
        let (one, two) = (&self.near[index], &other.near[place]);
        #[expect(clippy::float_cmp, reason = "the same decimal gives the same float")]
        let at = |piece: &NearPiece| if piece.x == start { piece.at } else { piece.value(start) };
        let sign = |own: f64, its: f64| {
            let plain = (own - its).abs() > (own.abs() + its.abs()) * PLAIN;
            plain.then_some(if own < its { Ordering::Less } else { Ordering::Greater })
        };
        let first = sign(at(one), at(two))?;
        let after = sign(one.value(start), two.value(start))?;
        let last = sign(one.value(stop), two.value(stop))?;
        (first == after && first == last).then_some(first)
    }

    /// The exact gap from `x` on.
    fn exact(&self, index: usize, (other, place): (&Self, usize), x: Decimal) -> Result<Piece, Trouble> {
        let (one, two) = (self.curve.pieces[index].from(x)?, other.curve.pieces[place].from(x)?);
        Ok(Piece { x, at: one.at - two.at, after: one.after - two.after, slope: one.slope - two.slope })
    }
}
