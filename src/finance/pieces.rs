//! Cutting (0, 1) into pieces until each has one root of a polynomial or none.
//!
//! Coefficients are integers cut to some width, with a proven bound on their error, and a sign
//! within it counts as either. Roots in a tight cluster would take a bisection for every bit of
//! their distance, so a Newton step guesses where the cluster is and the rest is proven empty.
//! Sources: Eigenwillig et al., "A Descartes Algorithm for Polynomials with Bit-Stream
//! Coefficients", CASC 2005; Sagraloff, "When Newton Meets Descartes", ISSAC 2012.

use std::cmp::Ordering;
use std::ops::{AddAssign, MulAssign, Shl, ShrAssign};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

use super::isolate::Interval;
use super::polynomial::Polynomial;

/// The power of two of the first attempt to zoom in.
const LEAST_ZOOM: u32 = 4;

/// The integers that coefficients are kept in: `i128` for speed, `BigInt` for the rest.
pub(super) trait Coefficient:
    Clone
    + PartialOrd
    + Signed
    + From<u32>
    + TryFrom<BigInt>
    + Into<BigInt>
    + for<'a> AddAssign<&'a Self>
    + for<'a> MulAssign<&'a Self>
    + Shl<u32, Output = Self>
    + ShrAssign<u32>
{
}

impl Coefficient for i128 {}
impl Coefficient for BigInt {}

/// Isolates the roots in (0, 1) of a polynomial given also by its Bernstein coefficients on [0, 1],
/// each off by less than 2 and with `headroom` bits to spare.
///
/// `None` when the error swallows a sign that is needed.
pub(super) fn subdivide<T: Coefficient>(p: &Polynomial, coefficients: Vec<T>, headroom: u32) -> Option<Vec<Interval>> {
    let whole = Piece { coefficients, error: 2, interval: Interval::unit(), expected_changes: 0, zoom: LEAST_ZOOM };
    if !(whole.starts_certain() && whole.ends_certain()) {
        return None;
    }
    let mut pieces = vec![whole];
    let mut found = Vec::new();
    while let Some(piece) = pieces.pop() {
        let changes = piece.most_sign_changes();
        if changes == 1 {
            found.push(piece.interval);
        } else if changes > 1 {
            if let Some(cluster) = piece.zoom(changes, headroom) {
                pieces.push(cluster);
            } else {
                let (left, right) = piece.halves(p, changes, headroom)?;
                pieces.extend([right, left]);
            }
        }
    }
    Some(found)
}

/// A part of (0, 1), with the polynomial's Bernstein coefficients over it.
struct Piece<T> {
    coefficients: Vec<T>,
    /// Every coefficient is off by less than this.
    error: u32,
    interval: Interval,
    /// The sign changes of the piece from which this one was cut.
    expected_changes: usize,
    /// The power of two by which to zoom in when the sign changes are as expected.
    zoom: u32,
}

impl<T: Coefficient> Piece<T> {
    /// Whether the sign of a coefficient is that of the true one.
    fn is_certain(&self, coefficient: &T) -> bool {
        coefficient.abs() >= T::from(self.error)
    }

    fn starts_certain(&self) -> bool {
        self.coefficients.first().is_some_and(|value| self.is_certain(value))
    }

    fn ends_certain(&self) -> bool {
        self.coefficients.last().is_some_and(|value| self.is_certain(value))
    }

    /// The most sign changes that the coefficients can have within their error.
    ///
    /// The ends are values of the polynomial and were certain when they were cut; a further cut
    /// keeps them, while the error bound that covers the others grows.
    fn most_sign_changes(&self) -> usize {
        let mut changes = 0;
        let mut steps = 0;
        let mut negative = self.coefficients.first().is_some_and(Signed::is_negative);
        for (j, coefficient) in self.coefficients.iter().enumerate().skip(1) {
            steps += 1;
            if self.is_certain(coefficient) || j + 1 == self.coefficients.len() {
                // Between two known signs the number is even when they agree, else odd.
                let agree = coefficient.is_negative() == negative;
                changes += if agree == (steps % 2 == 0) { steps } else { steps - 1 };
                steps = 0;
                negative = coefficient.is_negative();
            }
        }
        changes
    }

    /// Cuts the piece in two at or near the middle, at a place that is no root.
    ///
    /// Lengths of pieces are odd numbers of units, so a root at `odd / 2^k` of one has a
    /// denominator of at least 2^k. The product of these divides the leading coefficient, which is
    /// below 2^190 for decimal flows and so cannot hold all the places tried up to k = 15.
    fn halves(&self, p: &Polynomial, changes: usize, headroom: u32) -> Option<(Self, Self)> {
        let near = (3..=headroom.min(15)).flat_map(|k| {
            let middle = 1_u32 << (k - 1);
            [(middle - 1, k), (middle + 1, k)]
        });
        for (numerator, k) in std::iter::once((1, 1)).chain(near) {
            let (mut left, mut right) = self.cut(&T::from(numerator), k)?;
            if left.ends_certain() {
                let zoom = (self.zoom / 2).max(LEAST_ZOOM);
                (left.expected_changes, left.zoom) = (changes, zoom);
                (right.expected_changes, right.zoom) = (changes, zoom);
                return Some((left, right));
            }
            let place = &left.interval;
            if p.sign_at(&place.hi, place.exponent) != Ordering::Equal {
                return None;
            }
        }
        None
    }

    /// Narrows the piece to where a cluster of as many roots as sign changes should be, if the rest
    /// is proven to have no root.
    ///
    /// Only where the last cut did not part the sign changes, which is what a cluster looks like.
    fn zoom(&self, changes: usize, headroom: u32) -> Option<Self> {
        if changes != self.expected_changes {
            return None;
        }
        let zoom = self.zoom.min(headroom);
        // From at least one cell below the cell to at least one above, with lengths still odd.
        let mut end = self.cell_of_cluster(changes, zoom)? + 2_u8;
        end.set_bit(0, true);
        let mut cluster = None;
        if end.bits() <= u64::from(zoom) {
            let (inside, above) = self.cut(&T::try_from(end.clone()).ok()?, zoom)?;
            if !above.starts_certain() || above.most_sign_changes() > 0 {
                return None;
            }
            cluster = Some(inside);
        }
        let halvings = u32::try_from(end.bits()).ok()?.min(zoom).saturating_sub(3);
        if halvings > 0 {
            let start = (T::one() << halvings) - T::one();
            let (below, inside) = cluster.as_ref().unwrap_or(self).cut(&start, halvings)?;
            if !below.ends_certain() || below.most_sign_changes() > 0 {
                return None;
            }
            cluster = Some(inside);
        }
        cluster.map(|cluster| Self { expected_changes: changes, zoom: zoom * 2, ..cluster })
    }

    /// Where a Newton step from the left end puts a root of that multiplicity, as a cell of
    /// 2^zoom, if it is in the piece.
    fn cell_of_cluster(&self, multiplicity: usize, zoom: u32) -> Option<BigInt> {
        let value: BigInt = self.coefficients.first()?.clone().into();
        let next: BigInt = self.coefficients.get(1)?.clone().into();
        let slope = (next - &value) * (self.coefficients.len() - 1);
        if slope.is_zero() {
            return None;
        }
        let cell = (-(value * multiplicity) << zoom).div_floor(&slope);
        (!cell.is_negative() && cell.bits() <= u64::from(zoom)).then_some(cell)
    }

    /// Cuts the piece in two at `numerator / 2^k` of its width, by de Casteljau's algorithm.
    fn cut(&self, numerator: &T, k: u32) -> Option<(Self, Self)> {
        let rest = (T::one() << k) - numerator.clone();
        let mut right = self.coefficients.clone();
        let mut left = Vec::with_capacity(right.len());
        for last in (0..right.len()).rev() {
            left.push(right.first()?.clone());
            for j in 0..last {
                let (low, high) = right.split_at_mut(j + 1);
                let (low, high) = (&mut low[j], &high[0]);
                if k > 1 {
                    let mut share = high.clone();
                    share *= numerator;
                    *low *= &rest;
                    *low += &share;
                } else {
                    *low += high;
                }
                *low >>= k;
            }
        }
        // Each of the degree's rounds cuts off less than one unit.
        let error = self.error.checked_add(u32::try_from(left.len()).ok()?)?;
        let Interval { lo, hi, exponent } = &self.interval;
        let exponent = exponent + u64::from(k);
        let place: BigInt = (lo << k) + (hi - lo) * numerator.clone().into();
        let below = Interval { lo: lo << k, hi: place.clone(), exponent };
        let above = Interval { lo: place, hi: hi << k, exponent };
        let piece =
            |coefficients, interval| Self { coefficients, error, interval, expected_changes: 0, zoom: LEAST_ZOOM };
        Some((piece(left, below), piece(right, above)))
    }
}
