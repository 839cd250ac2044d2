//! What an instruction does to the lanes: plain loops over blocks, which the compiler turns into
//! vector instructions of the set that the caller is compiled for.
//!
//! Only IEEE basic operations, each rounded by itself: a product and a sum are never contracted into
//! one rounding, and no function of the platform's mathematics library is called. So the bits are
//! the same with every instruction set.
#![expect(
    clippy::inline_always,
    reason = "a loop is compiled for the instruction set of the function it is inlined in"
)]

use super::block::Block;
use super::graph::{Binary, Unary};

/// What a loop reads in a lane.
pub trait Figure: Copy {
    /// The figure in a lane.
    fn at(self, lane: usize) -> f64;
}

impl Figure for f64 {
    #[inline(always)]
    fn at(self, _: usize) -> f64 {
        self
    }
}

impl Figure for &Block {
    #[inline(always)]
    fn at(self, lane: usize) -> f64 {
        self[lane]
    }
}

/// A factor times a block.
#[derive(Clone, Copy)]
pub struct Scaled<'a>(pub f64, pub &'a Block);

impl Figure for Scaled<'_> {
    #[inline(always)]
    fn at(self, lane: usize) -> f64 {
        self.0 * self.1[lane]
    }
}

/// A factor times two blocks.
#[derive(Clone, Copy)]
pub struct Product<'a>(pub f64, pub &'a Block, pub &'a Block);

impl Figure for Product<'_> {
    #[inline(always)]
    fn at(self, lane: usize) -> f64 {
        self.0 * self.1[lane] * self.2[lane]
    }
}

#[inline(always)]
fn fill(out: &mut Block, figure: impl Fn(usize) -> f64) {
    for (lane, out) in out.iter_mut().enumerate() {
        *out = figure(lane);
    }
}

/// `start` plus a term.
#[inline(always)]
pub fn add(out: &mut Block, start: impl Figure, term: impl Figure) {
    fill(out, |lane| start.at(lane) + term.at(lane));
}

/// `start` plus a term plus another.
#[inline(always)]
pub fn add_two(out: &mut Block, start: impl Figure, term: impl Figure, more: impl Figure) {
    fill(out, |lane| start.at(lane) + term.at(lane) + more.at(lane));
}

/// A function of one figure.
#[inline(always)]
pub fn unary(function: Unary, out: &mut Block, a: &Block) {
    match function {
        Unary::Reciprocal => fill(out, |lane| if a[lane] == 0.0 { f64::NAN } else { 1.0 / a[lane] }),
        Unary::ShareReciprocal => fill(out, |lane| if a[lane] == 0.0 { 0.0 } else { 1.0 / a[lane] }),
        Unary::CapacityReciprocal => fill(out, |lane| if a[lane] > 0.0 { 1.0 / a[lane] } else { f64::NAN }),
        Unary::Round => fill(out, |lane| round(a[lane])),
        Unary::TwelfthRoot => fill(out, |lane| cube_root(a[lane].sqrt().sqrt())),
    }
}

/// A function of two figures.
#[inline(always)]
pub fn binary(function: Binary, out: &mut Block, a: impl Figure, b: impl Figure) {
    match function {
        Binary::Multiply => fill(out, |lane| a.at(lane) * b.at(lane)),
        Binary::Minimum => fill(out, |lane| minimum(a.at(lane), b.at(lane))),
        Binary::Maximum => fill(out, |lane| maximum(a.at(lane), b.at(lane))),
        Binary::Units => fill(out, |lane| units(a.at(lane), b.at(lane))),
        Binary::Above => fill(out, |lane| above(a.at(lane), b.at(lane))),
    }
}

/// `then` where the flag is not 0, else `otherwise`; none where the flag is none.
#[inline(always)]
pub fn choose(out: &mut Block, flag: &Block, then: impl Figure, otherwise: impl Figure) {
    fill(out, |lane| {
        let chosen = if flag[lane] == 0.0 { otherwise.at(lane) } else { then.at(lane) };
        if flag[lane].is_nan() { flag[lane] } else { chosen }
    });
}

/// The smaller; none when either is none, unlike `f64::min`.
#[inline(always)]
fn minimum(a: f64, b: f64) -> f64 {
    let smaller = if b < a { b } else { a };
    if b.is_nan() { b } else { smaller }
}

/// The larger; none when either is none, unlike `f64::max`.
#[inline(always)]
fn maximum(a: f64, b: f64) -> f64 {
    let larger = if b > a { b } else { a };
    if b.is_nan() { b } else { larger }
}

/// 1 where `a` is above `b`, 0 where it is not, none where either is none.
#[inline(always)]
fn above(a: f64, b: f64) -> f64 {
    let flag = if a > b { 1.0 } else { 0.0 };
    if a.is_nan() || b.is_nan() { f64::NAN } else { flag }
}

/// How far, relatively, a demand may lie above n units and still need only n, as in the exact reading.
const FULL: f64 = 1e-12;

/// The smallest whole number of units that meet a demand; `reciprocal` is 1 / capacity.
#[inline(always)]
fn units(demand: f64, reciprocal: f64) -> f64 {
    let quotient = demand * reciprocal;
    let below = quotient.floor();
    let count = if quotient - below <= below * FULL { below } else { below + 1.0 };
    // whatever the capacity
    if demand <= 0.0 { 0.0 } else { count }
}

/// The nearest whole number, halves away from 0.
#[inline(always)]
fn round(a: f64) -> f64 {
    let size = a.abs();
    let below = size.floor();
    let rounded = if size - below >= 0.5 { below + 1.0 } else { below };
    rounded.copysign(a)
}

/// The cube root of a number that is not negative, to about a unit in the last digit.
#[inline(always)]
fn cube_root(a: f64) -> f64 {
    // a third of the exponent, which is a third of the bits but for a constant: within 4 %
    let mut root = f64::from_bits(a.to_bits() / 3 + 0x2a9f_7893_782d_a1ce);
    for _ in 0..3 {
        // Halley: the number of right digits triples
        let cube = root * root * root;
        root *= (cube + a + a) / (cube + cube + a);
    }
    if a > 0.0 { root } else { a }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these results are exact")]
mod tests {
    use super::*;

    #[test]
    fn a_twelfth_root_is_right_to_the_last_digits() {
        let mut x = 1e-9;
        while x < 1e9 {
            let root = cube_root(f64::sqrt(f64::sqrt(x)));
            let expected = libm::pow(x, 1.0 / 12.0);
            assert!((root / expected - 1.0).abs() < 5e-16, "{x}: {root} {expected}");
            x *= 1.037;
        }
        assert_eq!(cube_root(0.0), 0.0);
        assert!(cube_root(f64::NAN).is_nan());
        assert!(!cube_root(f64::INFINITY).is_finite());
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (a, expected) in [(0.5, 1.0), (-0.5, -1.0), (2.5, 3.0), (0.499_999_999_999_999_94, 0.0), (-7.2, -7.0)] {
            assert_eq!(round(a), expected, "{a}");
        }
    }

    #[test]
    fn a_full_fleet_does_not_round_up() {
        let check = |demand: f64, capacity: f64, n: f64| assert_eq!(units(demand, 1.0 / capacity), n, "{demand}");
        check(6.0, 2.0, 3.0);
        check(6.1, 2.0, 4.0);
        check(0.001, 2.0, 1.0);
        check(2.0, 2.0 / 3.0, 3.0);
        check(6.000_000_000_001, 2.0, 3.0); // within 1e-12 of full
        check(6.000_000_000_1, 2.0, 4.0);
        check(5.999_999_999_999_999, 2.0, 3.0);
        check(-1.0, 2.0, 0.0);
        assert_eq!(units(0.0, f64::NAN), 0.0); // no demand needs no capacity
        assert!(units(1.0, f64::NAN).is_nan());
        assert!(units(f64::NAN, 1.0).is_nan());
    }

    #[test]
    fn what_has_no_value_is_not_lost() {
        for (a, b) in [(f64::NAN, 1.0), (1.0, f64::NAN)] {
            assert!(minimum(a, b).is_nan() && maximum(a, b).is_nan() && above(a, b).is_nan());
        }
    }
}
