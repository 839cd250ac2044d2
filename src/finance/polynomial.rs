//! Polynomials with integer coefficients, and a cash flow as one of them.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use rust_decimal::Decimal;

/// A polynomial that is not 0, its coefficients from the constant to the leading one, which are
/// both not 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Polynomial(Vec<BigInt>);

impl Polynomial {
    /// The polynomial in the growth `1 + i` per period whose positive roots balance the flows:
    /// the sum of `flows[m] * growth^(n - m)`.
    ///
    /// The flows are multiplied by a power of ten and lose the zeros at both ends, which add no
    /// positive root. `None` when every flow is 0.
    pub(super) fn in_growth(flows: &[Decimal]) -> Option<Self> {
        let scale = flows.iter().map(Decimal::scale).max()?;
        let integers = flows.iter().rev().map(|flow| {
            let missing = 10_u128.pow(scale.saturating_sub(flow.scale()));
            BigInt::from(flow.mantissa()) * missing
        });
        Self::new(integers.collect())
    }

    /// The polynomial of these coefficients over the highest power of x that divides it, or `None`
    /// when all are 0.
    pub(super) fn new(mut coefficients: Vec<BigInt>) -> Option<Self> {
        let last = coefficients.iter().rposition(|coefficient| !coefficient.is_zero())?;
        coefficients.truncate(last + 1);
        let first = coefficients.iter().position(|coefficient| !coefficient.is_zero())?;
        coefficients.drain(..first);
        Some(Self(coefficients))
    }

    pub(super) fn coefficients(&self) -> &[BigInt] {
        &self.0
    }

    pub(super) fn degree(&self) -> usize {
        self.0.len() - 1
    }

    /// `x^degree * p(1/x)`: the same roots, inverted.
    pub(super) fn reversed(&self) -> Self {
        Self(self.0.iter().rev().cloned().collect())
    }

    /// How often the sign changes from coefficient to coefficient, zeros skipped.
    ///
    /// Descartes' rule: the number of positive roots, each counted with its multiplicity, or an
    /// even number more.
    pub(super) fn sign_changes(&self) -> usize {
        let signs: Vec<Sign> = self.0.iter().map(BigInt::sign).filter(|sign| *sign != Sign::NoSign).collect();
        signs.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }

    /// `p(1)`, the sum of the coefficients.
    pub(super) fn at_one(&self) -> BigInt {
        self.0.iter().sum()
    }

    /// `p / (x - 1)`, for a p with `p(1) = 0`.
    pub(super) fn over_x_minus_one(&self) -> Option<Self> {
        // The quotient's coefficients are the sums of p's above them: x - 1 has the root 1.
        let mut sum = BigInt::zero();
        let mut quotient: Vec<BigInt> = self.0[1..]
            .iter()
            .rev()
            .map(|coefficient| {
                sum += coefficient;
                sum.clone()
            })
            .collect();
        quotient.reverse();
        Self::new(quotient)
    }

    /// The sign of `p(numerator / 2^exponent)`, in exact arithmetic.
    pub(super) fn sign_at(&self, numerator: &BigInt, exponent: u64) -> Ordering {
        let mut sum = BigInt::zero();
        let mut shift = 0;
        for coefficient in self.0.iter().rev() {
            sum = sum * numerator + (coefficient << shift);
            shift += exponent;
        }
        sum.cmp(&BigInt::zero())
    }

    /// The first derivative, or `None` of a constant.
    pub(super) fn derivative(&self) -> Option<Self> {
        Self::new(self.0.iter().zip(0_u32..).skip(1).map(|(a, power)| a * power).collect())
    }

    /// The polynomial over the greatest common divisor of its coefficients.
    pub(super) fn primitive(&self) -> Self {
        let mut content = BigInt::zero();
        for coefficient in &self.0 {
            content = content.gcd(coefficient);
            if content.is_one() {
                return self.clone();
            }
        }
        Self(self.0.iter().map(|coefficient| coefficient / &content).collect())
    }

    /// `self / divisor`, when that leaves no remainder and has integer coefficients.
    pub(super) fn quotient(&self, divisor: &Self) -> Option<Self> {
        let steps = self.0.len().checked_sub(divisor.degree())?;
        let (leading, rest) = divisor.0.split_last()?;
        let mut remainder = self.0.clone();
        let mut quotient = vec![BigInt::zero(); steps];
        for at in (0..steps).rev() {
            let (factor, left_over) = remainder[at + rest.len()].div_rem(leading);
            if !left_over.is_zero() {
                return None;
            }
            for (coefficient, below) in rest.iter().zip(at..) {
                remainder[below] -= &factor * coefficient;
            }
            quotient[at] = factor;
        }
        let exact = remainder[..rest.len()].iter().all(Zero::is_zero);
        exact.then(|| Self::new(quotient)).flatten()
    }

    /// The bits of the largest coefficient.
    pub(super) fn bits(&self) -> u64 {
        self.0.iter().map(BigInt::bits).max().unwrap_or(0)
    }

    /// Whether the constant coefficient is negative, and so p just above 0.
    pub(super) fn starts_negative(&self) -> bool {
        self.0.first().is_some_and(Signed::is_negative)
    }

    /// Whether the leading coefficient is negative, and so p beyond its last root.
    pub(super) fn ends_negative(&self) -> bool {
        self.0.last().is_some_and(Signed::is_negative)
    }
}
