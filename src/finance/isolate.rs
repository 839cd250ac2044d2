//! Isolation of the positive roots of a polynomial: one interval for each, none missed.
//!
//! Descartes' rule of signs in the Bernstein basis, with bisection (the Vincent-Collins-Akritas
//! method): the number of sign changes of the coefficients over an interval is the number of roots
//! in it or an even number more, so 0 and 1 are certain. Sources: Collins and Akritas, "Polynomial
//! Real Root Isolation Using Descartes' Rule of Signs", SYMSAC 1976; Lane and Riesenfeld, "Bounds
//! on a Polynomial", BIT 21(1), 1981.

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::pieces::subdivide;
use super::polynomial::Polynomial;
use super::square_free::square_free;

/// Coefficient bits that an `i128` holds with room for a cut.
const NARROW: u32 = 110;

/// The open interval from `lo / 2^exponent` to `hi / 2^exponent`.
#[derive(Debug, Clone)]
pub(super) struct Interval {
    pub(super) lo: BigInt,
    pub(super) hi: BigInt,
    pub(super) exponent: u64,
}

impl Interval {
    pub(super) fn unit() -> Self {
        Self { lo: BigInt::zero(), hi: BigInt::one(), exponent: 0 }
    }
}

/// A polynomial with an interval around each of its positive roots.
#[derive(Debug)]
pub(super) struct Isolated {
    /// It has the roots of the given one, all simple.
    pub(super) polynomial: Polynomial,
    /// The roots in (0, 1), ascending.
    pub(super) below_one: Vec<Interval>,
    /// The inverses of the roots above 1, ascending: roots of the reversed polynomial.
    pub(super) inverse_above_one: Vec<Interval>,
}

/// Isolates the positive roots of a polynomial that has no root 1.
///
/// 128-bit integers settle nearly every cash flow. When they do not, repeated roots are made simple
/// and the precision doubles until it tells the roots apart, which for simple roots it must.
pub(super) fn isolate(p: &Polynomial) -> Isolated {
    if p.sign_changes() < 2 {
        return by_signs(p);
    }
    if let Some(isolated) = isolate_with(p, NARROW) {
        return isolated;
    }
    let simple = square_free(p);
    let mut bits = NARROW;
    loop {
        if let Some(isolated) = isolate_with(&simple, bits) {
            return isolated;
        }
        bits *= 2;
    }
}

/// Descartes' rule itself: with one change of sign there is one root, with none there is none, so
/// the signs at 0, at 1 and beyond all roots say where.
fn by_signs(p: &Polynomial) -> Isolated {
    let at_one = p.at_one().is_negative();
    let between = |here: bool, there: bool| {
        let root = (here != there).then(Interval::unit);
        root.into_iter().collect()
    };
    Isolated {
        polynomial: p.clone(),
        below_one: between(p.starts_negative(), at_one),
        inverse_above_one: between(at_one, p.ends_negative()),
    }
}

fn isolate_with(p: &Polynomial, bits: u32) -> Option<Isolated> {
    Some(Isolated {
        below_one: roots_below_one(p, bits)?,
        inverse_above_one: roots_below_one(&p.reversed(), bits)?,
        polynomial: p.clone(),
    })
}

/// An interval for each root in (0, 1), or `None` when `bits` are too few to tell.
fn roots_below_one(p: &Polynomial, bits: u32) -> Option<Vec<Interval>> {
    let wide = bernstein(p, bits);
    if bits > NARROW {
        return subdivide(p, wide, bits);
    }
    let narrow: Option<Vec<i128>> = wide.iter().map(ToPrimitive::to_i128).collect();
    subdivide(p, narrow?, i128::BITS - 2 - NARROW)
}

/// The Bernstein coefficients on [0, 1], scaled below 2^bits and each off by less than 2.
///
/// `b(j) = sum over k of C(j, k) / C(n, k) * a(k)`: quotients first, with guard bits for the sum.
fn bernstein(p: &Polynomial, bits: u32) -> Vec<BigInt> {
    let degree = p.degree();
    let guard = degree + 2;
    let terms = u64::from((degree + 1).ilog2()) + 1;
    let mut choose = BigInt::one();
    let mut values = Vec::with_capacity(degree + 1);
    for (k, coefficient) in p.coefficients().iter().enumerate() {
        let scaled: BigInt = coefficient << bits << guard;
        values.push((scaled / &choose) >> (p.bits() + terms));
        choose = choose * (degree - k) / (k + 1);
    }
    for first in 1..=degree {
        for j in (first..=degree).rev() {
            let (below, above) = values.split_at_mut(j);
            above[0] += &below[j - 1];
        }
    }
    values.into_iter().map(|value| value >> guard).collect()
}
