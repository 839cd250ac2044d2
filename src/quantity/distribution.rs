//! A number that may be uncertain: its base value and, when it was given as a range, its shape.

use rust_decimal::Decimal;

use super::figures::grouped;
use std::fmt::Write as _;

use super::{Literal, LiteralError, sqrt};

/// Standard normal quantile of 95 %: a 90 % interval is this many standard deviations either way.
pub const Z95: f64 = 1.644_853_626_951_472_2;

/// How an uncertain number is spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// Lognormal by its 5th and 95th percentile, both positive.
    Lognormal {
        /// 5th percentile.
        low: Decimal,
        /// 95th percentile.
        high: Decimal,
    },
    /// Normal by its 5th and 95th percentile.
    NormalInterval {
        /// 5th percentile.
        low: Decimal,
        /// 95th percentile.
        high: Decimal,
    },
    /// Normal by mean and standard deviation.
    Normal {
        /// Mean and median.
        mean: Decimal,
        /// Standard deviation.
        sd: Decimal,
    },
    /// Triangular.
    Triangular {
        /// Lowest value.
        low: Decimal,
        /// Likeliest value, the base case.
        mode: Decimal,
        /// Highest value.
        high: Decimal,
    },
    /// Uniform.
    Uniform {
        /// Lowest value.
        low: Decimal,
        /// Highest value.
        high: Decimal,
    },
}

/// A number with its base case and, when uncertain, its distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The base case: the number itself, the median of a range, the mode of a triangle.
    pub base: Decimal,
    /// How it is spread, when it was given as a range.
    pub spread: Option<Distribution>,
}

/// Why a range cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuantityError {
    /// One of its numbers cannot be read.
    Literal(LiteralError),
    /// The ends are equal or the wrong way round.
    Swapped,
    /// A lognormal needs both ends above zero.
    LognormalThroughZero,
    /// A standard deviation must be above zero.
    NegativeSd,
    /// The mode is not between the ends.
    ModeOutside,
    /// `300 to 500k`: does the letter hold for both ends?
    MagnitudeOnce,
}

impl QuantityError {
    /// What is wrong, and the way out, in a few words each.
    #[must_use]
    pub fn explain(&self) -> (&'static str, &'static str) {
        match self {
            Self::Literal(error) => error.explain(),
            Self::Swapped => (
                "the low end of a range must be below its high end",
                "write the smaller number first, or one number when it is certain",
            ),
            Self::LognormalThroughZero => (
                "a lognormal has both ends above zero",
                "use a normal or a uniform distribution for values that may be zero or less",
            ),
            Self::NegativeSd => ("a standard deviation must be above zero", "write a positive `sd`"),
            Self::ModeOutside => ("the mode must lie between `low` and `high`", "put `mode` between the ends"),
            Self::MagnitudeOnce => {
                ("the magnitude is written on one end only", "write it on both ends, as in \"300k to 500k\"")
            }
        }
    }
}

impl Quantity {
    /// A certain number.
    #[must_use]
    pub fn certain(base: Decimal) -> Self {
        Self { base, spread: None }
    }

    /// Reads the two ends of `"300k to 500k"`, a 90 % interval; a `%`, `fte` or currency sign
    /// written once holds for both ends. Returns the low and the high literal.
    ///
    /// # Errors
    /// When an end is no number, or a magnitude stands on the high end only.
    pub fn ends(low: &str, high: &str) -> Result<(Literal, Literal), QuantityError> {
        let mut low = Literal::parse(low).map_err(QuantityError::Literal)?;
        let mut high = Literal::parse(high).map_err(QuantityError::Literal)?;
        if low.magnitude.is_none() && high.magnitude.is_some() && !low.value.is_zero() {
            return Err(QuantityError::MagnitudeOnce);
        }
        if high.percent && !low.percent {
            low.value /= Decimal::ONE_HUNDRED;
            low.percent = true;
        }
        if low.percent && !high.percent {
            high.value /= Decimal::ONE_HUNDRED;
            high.percent = true;
        }
        low.fte |= high.fte;
        high.fte |= low.fte;
        Ok((low, high))
    }

    /// The 90 % interval from `low` to `high`: lognormal when both are positive, else normal.
    ///
    /// # Errors
    /// When the ends are equal or swapped.
    pub fn interval(low: Decimal, high: Decimal) -> Result<Self, QuantityError> {
        if low > Decimal::ZERO {
            return Self::spread(Distribution::Lognormal { low, high });
        }
        Self::spread(Distribution::NormalInterval { low, high })
    }

    /// The quantity with this distribution and its base case.
    ///
    /// # Errors
    /// When the distribution cannot exist.
    pub fn spread(spread: Distribution) -> Result<Self, QuantityError> {
        let middle = |low: Decimal, high: Decimal| low / Decimal::TWO + high / Decimal::TWO;
        let ordered = |low: Decimal, high: Decimal| {
            if low < high { Ok(()) } else { Err(QuantityError::Swapped) }
        };
        let base = match spread {
            Distribution::Lognormal { low, high } => {
                ordered(low, high)?;
                if low <= Decimal::ZERO {
                    return Err(QuantityError::LognormalThroughZero);
                }
                // the roots apart where the product of the ends exceeds 28 digits
                let root = |x: Decimal| sqrt(x).unwrap_or_default();
                low.checked_mul(high).map_or_else(|| root(low).saturating_mul(root(high)), root)
            }
            Distribution::NormalInterval { low, high } | Distribution::Uniform { low, high } => {
                ordered(low, high)?;
                middle(low, high)
            }
            Distribution::Normal { mean, sd } => {
                if sd <= Decimal::ZERO {
                    return Err(QuantityError::NegativeSd);
                }
                mean
            }
            Distribution::Triangular { low, mode, high } => {
                ordered(low, high)?;
                if mode < low || mode > high {
                    return Err(QuantityError::ModeOutside);
                }
                mode
            }
        };
        Ok(Self { base, spread: Some(spread) })
    }

    /// The lowest value the number can be held to mean: the low end, or the base when certain.
    #[must_use]
    pub fn low(&self) -> Decimal {
        match self.spread {
            None => self.base,
            Some(
                Distribution::Lognormal { low, .. }
                | Distribution::NormalInterval { low, .. }
                | Distribution::Triangular { low, .. }
                | Distribution::Uniform { low, .. },
            ) => low,
            Some(Distribution::Normal { mean, .. }) => mean,
        }
    }

    /// The highest value the number can be held to mean: the high end, or the base when certain.
    #[must_use]
    pub fn high(&self) -> Decimal {
        match self.spread {
            None => self.base,
            Some(
                Distribution::Lognormal { high, .. }
                | Distribution::NormalInterval { high, .. }
                | Distribution::Triangular { high, .. }
                | Distribution::Uniform { high, .. },
            ) => high,
            Some(Distribution::Normal { mean, .. }) => mean,
        }
    }

    /// How a range was read, as in `90 %: 5..10, median 7.07, mean 7.23`; `None` when certain.
    #[must_use]
    pub fn describe(&self) -> Option<String> {
        let spread = self.spread?;
        let mut text = match spread {
            Distribution::Lognormal { low, high } | Distribution::NormalInterval { low, high } => {
                format!("90 %: {}..{}", written(low), written(high))
            }
            Distribution::Normal { mean, sd } => {
                format!("normal: mean {}, sd {}", written(mean), written(sd))
            }
            Distribution::Triangular { low, mode, high } => {
                format!("triangular: {}..{}, mode {}", written(low), written(high), written(mode))
            }
            Distribution::Uniform { low, high } => {
                format!("uniform: {}..{}", written(low), written(high))
            }
        };
        let (median, mean) = spread.median_and_mean();
        let _ = write!(text, ", median {}, mean {}", short(median), short(mean));
        Some(text)
    }
}

impl Distribution {
    /// Median and mean, for reports only.
    fn median_and_mean(self) -> (f64, f64) {
        let float = |d: Decimal| d.to_string().parse::<f64>().unwrap_or(f64::NAN);
        match self {
            Self::Lognormal { low, high } => {
                let (low, high) = (libm::log(float(low)), libm::log(float(high)));
                let sigma = (high - low) / (2.0 * Z95);
                let median = libm::exp(f64::midpoint(low, high));
                (median, median * libm::exp(sigma * sigma / 2.0))
            }
            Self::NormalInterval { low, high } | Self::Uniform { low, high } => {
                let middle = f64::midpoint(float(low), float(high));
                (middle, middle)
            }
            Self::Normal { mean, .. } => (float(mean), float(mean)),
            Self::Triangular { low, mode, high } => {
                let (low, mode, high) = (float(low), float(mode), float(high));
                let middle = f64::midpoint(low, high);
                let median = if mode >= middle {
                    low + libm::sqrt((high - low) * (mode - low) / 2.0)
                } else {
                    high - libm::sqrt((high - low) * (high - mode) / 2.0)
                };
                (median, (low + mode + high) / 3.0)
            }
        }
    }
}

/// A number to three or four significant digits, without an exponent.
/// A number as it was written, with thousands apart.
fn written(value: Decimal) -> String {
    let value = value.normalize();
    grouped(value, value.scale())
}

fn short(x: f64) -> String {
    let magnitude = if x == 0.0 { 0.0 } else { libm::floor(libm::log10(libm::fabs(x))) };
    let places = (2.0 - magnitude).clamp(0.0, 12.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..12")]
    let text = format!("{x:.*}", places as usize);
    if let (true, Ok(whole)) = (magnitude >= 3.0, text.parse::<Decimal>()) {
        return grouped(whole, 0);
    }
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_range_is_echoed_as_it_was_read() {
        // the example of docs/scenario.md; mean = 7.0711 * exp(((ln 2) / (2 * 1.64485))^2 / 2) = 7.2296.
        let range = Quantity::interval(dec!(5), dec!(10)).unwrap();
        assert_eq!(range.describe().as_deref(), Some("90 %: 5..10, median 7.07, mean 7.23"));
        assert_eq!(range.base.round_dp(6), dec!(7.071068));
    }

    #[test]
    fn the_base_case_is_the_median_or_the_mode() {
        let base = |d| Quantity::spread(d).unwrap().base;
        assert_eq!(base(Distribution::Lognormal { low: dec!(4), high: dec!(9) }), dec!(6));
        assert_eq!(Quantity::interval(dec!(-2), dec!(6)).unwrap().base, dec!(2));
        let triangle = Distribution::Triangular { low: dec!(1), mode: dec!(2), high: dec!(5) };
        assert_eq!(base(triangle), dec!(2));
        assert_eq!(base(Distribution::Uniform { low: dec!(1), high: dec!(5) }), dec!(3));
        assert_eq!(base(Distribution::Normal { mean: dec!(10), sd: dec!(2) }), dec!(10));
    }

    #[test]
    fn a_unit_written_once_holds_for_both_ends() {
        let (low, high) = Quantity::ends("10", "20%").unwrap();
        assert_eq!((low.value, high.value), (dec!(0.10), dec!(0.20)));
        let (low, high) = Quantity::ends("0.2", "0.5 fte").unwrap();
        assert!(low.fte && high.fte);
        let (low, high) = Quantity::ends("$0.40", "1.20").unwrap();
        assert_eq!((low.value, high.value), (dec!(0.40), dec!(1.20)));
        assert_eq!(Quantity::ends("300", "500k"), Err(QuantityError::MagnitudeOnce));
    }

    #[test]
    fn a_distribution_that_cannot_exist_says_why() {
        let refuse = |d, why| assert_eq!(Quantity::spread(d), Err(why));
        refuse(Distribution::Uniform { low: dec!(5), high: dec!(1) }, QuantityError::Swapped);
        refuse(Distribution::Lognormal { low: dec!(-1), high: dec!(1) }, QuantityError::LognormalThroughZero);
        refuse(Distribution::Normal { mean: dec!(1), sd: dec!(-1) }, QuantityError::NegativeSd);
        let triangle = Distribution::Triangular { low: dec!(1), mode: dec!(9), high: dec!(5) };
        refuse(triangle, QuantityError::ModeOutside);
    }
}
