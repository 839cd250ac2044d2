//! Piecewise-linear functions of one variable, with jumps.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::sheet::Trouble;

/// Compares two decimals, by binary floats where those are far enough apart to tell: most of what
/// curves cost is putting places in order.
pub(super) fn order(a: Decimal, b: Decimal) -> Ordering {
    order_near((near(a), a), (near(b), b))
}

/// The same for decimals whose binary floats are at hand.
pub(super) fn order_near((near_a, a): (f64, Decimal), (near_b, b): (f64, Decimal)) -> Ordering {
    let gap = near_a - near_b;
    if gap.abs() > near_a.abs() * 1e-12 {
        return if gap < 0.0 { Ordering::Less } else { Ordering::Greater };
    }
    a.cmp(&b)
}

/// A binary float within a few units of the last place.
pub(super) fn near(value: Decimal) -> f64 {
    // in 32-bit parts: converting the whole mantissa at once is a slow library call
    let parts = value.unpack();
    let high = f64::from(parts.hi) * 18_446_744_073_709_551_616.0;
    let size = high + f64::from(parts.mid) * 4_294_967_296.0 + f64::from(parts.lo);
    let size = size / TENS[value.scale() as usize];
    if value.is_sign_negative() { -size } else { size }
}

/// Powers of ten by exponent, for every scale a decimal has.
const TENS: [f64; 29] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28,
];

/// One piece: a point, and the open interval from it to the next piece (or the curve's end).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where the piece begins.
    pub x: Decimal,
    /// The value at that point itself.
    pub at: Decimal,
    /// The limit from the right: the value just after the point.
    pub after: Decimal,
    /// The slope over the interval.
    pub slope: Decimal,
}

impl Piece {
    /// The value at `x` inside the interval, or its limit at the interval's end.
    ///
    /// # Errors
    /// When it exceeds 28 digits.
    pub fn value(&self, x: Decimal) -> Result<Decimal, Trouble> {
        if self.slope.is_zero() {
            return Ok(self.after);
        }
        let rise = (x - self.x).checked_mul(self.slope).ok_or(Trouble::Overflow)?;
        self.after.checked_add(rise).ok_or(Trouble::Overflow)
    }

    /// The piece as it continues from `x`.
    pub(super) fn from(&self, x: Decimal) -> Result<Self, Trouble> {
        if self.x == x {
            return Ok(*self);
        }
        let value = self.value(x)?;
        Ok(Self { x, at: value, after: value, slope: self.slope })
    }
}

/// A piecewise-linear function on a closed range, left and right limits and point values apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The pieces, ascending; the first begins at the range's start. A piece that begins at the
    /// range's end holds only the value of that point.
    pub pieces: Vec<Piece>,
    /// Where the range ends.
    pub end: Decimal,
}

impl Curve {
    /// The same value everywhere.
    pub(super) fn constant(value: Decimal, (start, end): (Decimal, Decimal)) -> Self {
        let piece = Piece { x: start, at: value, after: value, slope: Decimal::ZERO };
        Self { pieces: vec![piece], end }
    }

    /// The variable itself.
    pub(super) fn identity((start, end): (Decimal, Decimal)) -> Self {
        let piece = Piece { x: start, at: start, after: start, slope: Decimal::ONE };
        Self { pieces: vec![piece], end }
    }

    /// Where the range starts.
    #[must_use]
    pub fn start(&self) -> Decimal {
        self.pieces.first().map_or(Decimal::ZERO, |piece| piece.x)
    }

    /// Where the piece at `index` ends.
    #[must_use]
    pub fn end_of(&self, index: usize) -> Decimal {
        self.pieces.get(index + 1).map_or(self.end, |next| next.x)
    }

    /// Whether the function is flat between its jumps.
    pub(super) fn is_flat(&self) -> bool {
        self.pieces.iter().all(|piece| piece.slope.is_zero())
    }

    /// Whether the function is the same everywhere.
    pub(super) fn is_constant(&self) -> bool {
        matches!(self.pieces.as_slice(), [only] if only.slope.is_zero() && only.at == only.after)
    }

    /// The value at `x`, which must lie in the range.
    #[must_use]
    pub fn value(&self, x: Decimal) -> Option<Decimal> {
        if x < self.start() || x > self.end {
            return None;
        }
        let index = self.pieces.partition_point(|piece| order(piece.x, x).is_le()).checked_sub(1)?;
        let piece = &self.pieces[index];
        if piece.x == x { Some(piece.at) } else { piece.value(x).ok() }
    }

    /// The limit just before `x`, which must lie above the range's start.
    #[must_use]
    pub fn before(&self, x: Decimal) -> Option<Decimal> {
        let index = self.pieces.partition_point(|piece| order(piece.x, x).is_lt()).checked_sub(1)?;
        self.pieces[index].value(x).ok()
    }

    /// Drops breakpoints at which nothing happens.
    pub(super) fn simplified(mut self) -> Result<Self, Trouble> {
        let mut kept: Vec<Piece> = Vec::with_capacity(self.pieces.len());
        for piece in self.pieces.drain(..) {
            if let Some(last) = kept.last()
                && last.slope == piece.slope
                && piece.at == piece.after
                && last.value(piece.x)? == piece.at
            {
                continue;
            }
            kept.push(piece);
        }
        self.pieces = kept;
        Ok(self)
    }

    /// The curve cut off at `end`.
    #[must_use]
    pub fn until(&self, end: Decimal) -> Self {
        let pieces = self.pieces.iter().take_while(|piece| piece.x <= end).copied().collect();
        Self { pieces, end }
    }

    /// The corners of the curve's drawing: at every breakpoint the limit before it, its value and
    /// the limit after it, each once.
    #[must_use]
    pub fn corners(&self) -> Vec<(Decimal, Decimal)> {
        let mut corners: Vec<(Decimal, Decimal)> = Vec::with_capacity(self.pieces.len() * 2 + 1);
        let mut add = |x: Decimal, y: Decimal| {
            if corners.last() != Some(&(x, y)) {
                corners.push((x, y));
            }
        };
        for (index, piece) in self.pieces.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).and_then(|i| self.pieces[i].value(piece.x).ok()) {
                add(piece.x, before);
            }
            add(piece.x, piece.at);
            if piece.x < self.end {
                add(piece.x, piece.after);
            }
        }
        if let Some(last) = self.pieces.last().filter(|last| last.x < self.end)
            && let Ok(value) = last.value(self.end)
        {
            add(self.end, value);
        }
        corners
    }
}
