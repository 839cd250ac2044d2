//! Refinement of an isolated root to as many bits as wanted.
//!
//! Quadratic interval refinement: guess by a straight line in which cell of a grid the root lies,
//! prove it by the signs at both sides, square the number of cells when the guess was right and
//! take its root when not. Every bracket is proven, and bisection is the worst case. Source:
//! Abbott, "Quadratic Interval Refinement for Real Roots", ACM Communications in Computer Algebra
//! 48, 2014.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::isolate::Interval;
use super::polynomial::Polynomial;

/// Bits of the guess in floating point that are worth a try.
const HINT: u64 = 45;

/// Narrows an interval that holds one root, a simple one, to a width of at most `2^-bits`.
///
/// The interval lies in [0, 1] and no end of it is a root. An interval of no width is the root.
pub(super) fn refine(p: &Polynomial, interval: &Interval, bits: u64) -> Interval {
    let values = Values::new(p, bits.max(2 * interval.exponent) + 64);
    let mut bracket = Bracket {
        at_lo: values.at(&interval.lo, interval.exponent),
        at_hi: values.at(&interval.hi, interval.exponent),
        interval: interval.clone(),
        values,
    };
    bracket.try_hint(p);
    // The grid has 2^cells cells.
    let mut cells = if bracket.missing(HINT) < 4 { HINT - 10 } else { 2 };
    loop {
        let missing = bracket.missing(bits);
        if missing == 0 {
            return bracket.interval;
        }
        cells = if bracket.narrow(cells.min(missing)) { cells * 2 } else { (cells / 2).max(1) };
    }
}

/// Values of a polynomial on [0, 1] in fixed point, with proven signs.
struct Values<'a> {
    polynomial: &'a Polynomial,
    /// The coefficients in fixed point, from the leading one down.
    coefficients: Vec<BigInt>,
}

impl<'a> Values<'a> {
    fn new(polynomial: &'a Polynomial, fraction: u64) -> Self {
        let shifted = polynomial.coefficients().iter().rev().map(|a| a << fraction);
        Self { polynomial, coefficients: shifted.collect() }
    }

    /// The value at `numerator / 2^exponent`, in units of the last fraction bit; 0 only at a root.
    ///
    /// Horner's rule at a place in [0, 1] cuts off less than one unit a step. A smaller value is
    /// only its sign, found exactly.
    fn at(&self, numerator: &BigInt, exponent: u64) -> BigInt {
        let zeros = numerator.trailing_zeros().unwrap_or(0).min(exponent);
        let (numerator, exponent) = (numerator >> zeros, exponent - zeros);
        let mut value = BigInt::zero();
        for coefficient in &self.coefficients {
            value = ((value * &numerator) >> exponent) + coefficient;
        }
        if value.magnitude().bits() > u64::from(self.coefficients.len().ilog2()) + 1 {
            return value;
        }
        match self.polynomial.sign_at(&numerator, exponent) {
            Ordering::Less => BigInt::from(-1),
            Ordering::Equal => BigInt::zero(),
            Ordering::Greater => BigInt::one(),
        }
    }
}

/// An interval with the values of the polynomial at its ends, of opposite signs.
struct Bracket<'a> {
    values: Values<'a>,
    interval: Interval,
    at_lo: BigInt,
    at_hi: BigInt,
}

impl Bracket<'_> {
    /// By how many powers of two the width exceeds `2^-bits`.
    fn missing(&self, bits: u64) -> u64 {
        let width = &self.interval.hi - &self.interval.lo;
        if width.is_zero() {
            return 0;
        }
        // The width in units is at most 2^its bits, less one when it is that power itself.
        let log = width.bits() - u64::from(width.trailing_zeros() == Some(width.bits() - 1));
        (log + bits).saturating_sub(self.interval.exponent)
    }

    fn scale(&mut self, bits: u64) {
        self.interval.lo <<= bits;
        self.interval.hi <<= bits;
        self.interval.exponent += bits;
    }

    /// Moves one end to `place` if the place is inside, or both when it is the root.
    fn cut(&mut self, place: BigInt) {
        let Interval { lo, hi, exponent } = &mut self.interval;
        if place <= *lo || place >= *hi {
            return;
        }
        let value = self.values.at(&place, *exponent);
        if value.is_zero() {
            lo.clone_from(&place);
            *hi = place;
        } else if value.sign() == self.at_lo.sign() {
            (*lo, self.at_lo) = (place, value);
        } else {
            (*hi, self.at_hi) = (place, value);
        }
    }

    /// Narrows to one cell of `2^log_cells` at best; says whether it did.
    fn narrow(&mut self, log_cells: u64) -> bool {
        let cell = &self.interval.hi - &self.interval.lo;
        self.scale(log_cells);
        // Where the line through both ends is 0, to the nearest side of a cell.
        let (rise, run) = (self.at_lo.abs(), self.at_lo.abs() + self.at_hi.abs());
        let side = ((rise << (log_cells + 1)) / run + 1_u8) >> 1;
        let place: BigInt = &self.interval.lo + side * &cell;
        self.cut(place.clone());
        if self.interval.lo == place {
            self.cut(place + &cell);
        } else {
            self.cut(place - &cell);
        }
        &self.interval.hi - &self.interval.lo <= cell
    }

    /// Looks around the root in floating point, which is only a guess, for a first narrow bracket.
    fn try_hint(&mut self, p: &Polynomial) {
        let Some(missing) = 64_u64.checked_sub(self.interval.exponent) else {
            return;
        };
        self.scale(missing);
        if let Some(guess) = self.guess(p) {
            let radius = BigInt::one() << (63 - HINT);
            self.cut(&guess - &radius);
            self.cut(guess + radius);
        }
    }

    /// The root by bisection in floating point, in units of 2^-64.
    fn guess(&self, p: &Polynomial) -> Option<BigInt> {
        let coefficients: Vec<f64> = p.coefficients().iter().rev().map(ToPrimitive::to_f64).collect::<Option<_>>()?;
        let unit = (1_u128 << 64).to_f64()?;
        let mut lo = self.interval.lo.to_f64()? / unit;
        let mut hi = self.interval.hi.to_f64()? / unit;
        for _ in 0..HINT + 4 {
            let middle = f64::midpoint(lo, hi);
            let value = coefficients.iter().fold(0.0, |value, a| value * middle + a);
            if (value < 0.0) == (self.at_lo.sign() == Sign::Minus) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        (f64::midpoint(lo, hi) * unit).to_u64().map(BigInt::from)
    }
}
