//! Internal rates of return: every one of them, exactly isolated.

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::isolate::{Interval, Isolated, isolate};
use super::polynomial::Polynomial;
use super::refine::refine;

/// Fraction bits of a growth factor.
const PRECISION: u64 = 256;

/// The width, as a power of two, to which a root is narrowed: 28 digits of any rate that a
/// `Decimal` holds.
const ROOT_BITS: u64 = 224;

/// Returns the internal rates of return of monthly flows, as effective rates per year, ascending.
///
/// That is `(1 + i)^12 - 1` for every distinct real i above -100 % at which the sum of
/// `flows[m] / (1 + i)^m` is 0, a double root included. The flows are exact decimals, so the roots
/// are those of a polynomial with integer coefficients: none is missed and none invented, where a
/// search from a starting guess finds one of several. Each is given to the last of the digits that
/// a `Decimal` holds, 28 decimals at most: a rate within half a unit of the last of -100 % is given
/// as -1, and two roots that close together are given twice.
///
/// Empty when no rate discounts the flows to 0: all of one sign, fewer than two, or always above or
/// below. A rate that no `Decimal` holds, above 7.9e28, is left out.
///
/// ```
/// use rust_decimal::Decimal;
/// use tco::finance::periodic_irr;
///
/// // A pump that is bought, pays at once and is dismantled: 25 % and 400 %.
/// let flows = [-1600, 10_000, -10_000].map(Decimal::from);
/// assert_eq!(periodic_irr(&flows), [Decimal::new(25, 2), Decimal::from(4)]);
/// ```
#[must_use]
pub fn irr(flows: &[Decimal]) -> Vec<Decimal> {
    rates(flows, 12)
}

/// Returns the internal rates of return per period, ascending, of flows one period apart.
///
/// As [`irr`], not annualised.
#[must_use]
pub fn periodic_irr(flows: &[Decimal]) -> Vec<Decimal> {
    rates(flows, 1)
}

/// The rates of return over a number of periods.
fn rates(flows: &[Decimal], periods: u32) -> Vec<Decimal> {
    let one = BigInt::one() << PRECISION;
    let rate = |growth: BigInt| {
        let compound = (0..periods).fold(one.clone(), |power, _| (power * &growth) >> PRECISION);
        nearest(&(compound - &one))
    };
    growth_factors(flows).into_iter().filter_map(rate).collect()
}

/// Every growth `1 + i` per period at which the flows balance, ascending, in fixed point.
fn growth_factors(flows: &[Decimal]) -> Vec<BigInt> {
    let Some(mut polynomial) = Polynomial::in_growth(flows) else {
        return Vec::new();
    };
    // A growth of 1 is the end of both ranges in which roots are sought: it is taken out.
    let mut unchanged = None;
    while polynomial.at_one().is_zero() {
        let Some(quotient) = polynomial.over_x_minus_one() else {
            break;
        };
        polynomial = quotient;
        unchanged = Some(BigInt::one() << PRECISION);
    }
    let Isolated { polynomial, below_one, inverse_above_one } = isolate(&polynomial);
    let reversed = polynomial.reversed();
    let loss = |interval: &Interval| {
        let Interval { lo, hi, exponent } = refine(&polynomial, interval, ROOT_BITS);
        ((lo + hi) << PRECISION) >> (exponent + 1)
    };
    let gain = |interval: &Interval| {
        let Interval { lo, hi, exponent } = refine(&reversed, interval, ROOT_BITS);
        (BigInt::one() << (PRECISION + exponent + 1)) / (lo + hi)
    };
    let losses = below_one.iter().map(loss);
    let gains = inverse_above_one.iter().rev().map(gain);
    losses.chain(unchanged).chain(gains).collect()
}

/// Rounds a fixed-point number to as many decimals as a `Decimal` holds; `None` above its range.
fn nearest(value: &BigInt) -> Option<Decimal> {
    let half = BigInt::one() << (PRECISION - 1);
    (0..=28).rev().find_map(|scale| {
        let rounded: BigInt = (value * 10_u128.pow(scale) + &half) >> PRECISION;
        let mantissa = rounded.to_i128()?;
        let decimal = Decimal::try_from_i128_with_scale(mantissa, scale).ok()?;
        Some(decimal.normalize())
    })
}
