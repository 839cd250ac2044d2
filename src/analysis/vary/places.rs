//! Values spread over a range.

use rust_decimal::Decimal;

use crate::quantity::figures::float;

/// The ratio of the ends from which values are spread by equal factors rather than equal steps.
const WIDE: f64 = 20.0;

/// Whether a range spans so much of positive values that equal steps are equal factors.
#[must_use]
pub fn is_wide((from, to): (Decimal, Decimal)) -> bool {
    let (from, to) = (float(from), float(to));
    from > 0.0 && to / from >= WIDE
}

/// So many values over a range, its ends among them.
#[must_use]
pub fn spread_out(range: (Decimal, Decimal), count: usize) -> Vec<f64> {
    let (from, to) = (float(range.0), float(range.1));
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let share = |n: usize| n as f64 / (count.max(2) - 1) as f64;
    let by_factors = |n: usize| from * libm::exp(share(n) * libm::log(to / from));
    let by_steps = |n: usize| from + share(n) * (to - from);
    let place = |n: usize| if is_wide(range) { by_factors(n) } else { by_steps(n) };
    let inner = (1..count.max(2) - 1).map(place).filter(|x| from < *x && *x < to);
    std::iter::once(from).chain(inner).chain([to]).collect()
}

/// A binary float as a decimal, digit for digit.
#[must_use]
pub fn binary(x: f64) -> Decimal {
    Decimal::from_f64_retain(x).unwrap_or_default()
}
