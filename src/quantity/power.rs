//! Powers with exponents in twelfths, and square roots, rounded once.
//!
//! A yearly rate meets a month only as `(1 + r)^(m / 12)`. Multiplying a rounded monthly factor
//! with itself drifts, and the platform's `pow` differs in the last bit, so both are avoided: the
//! root is taken with big integers, raised in 256-bit fixed point and rounded to a `Decimal` once.

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use rust_decimal::Decimal;

/// Fraction bits of the working fixed point, before any retry.
const PRECISION: u64 = 256;

/// Bits of a scaled power that its error can reach; see [`Root::raise`].
const NOISE: u64 = 140;

/// The largest exponent, in units of one root, at which a power can fall exactly between two
/// decimals.
///
/// An integer of at least 2 leaves the 96 bits before its 97th power; a fraction needs a digit
/// more for each power, and a midpoint has at most 29 of them. Either is at most 97 x 12.
const LAST_TIE: u32 = 97 * 12;

/// Returns `base` to the power `twelfths / 12`: the nearest `Decimal`, ties to even.
///
/// That is 28 significant digits or more for a result of at least 1, and 28 decimals below 1 (a
/// result under 0.5e-28 is 0). `0^0` is 1. A negative base has a power only at whole exponents,
/// that is at multiples of 12.
///
/// Returns `None` when the result is too large for a `Decimal`, for 0 to a negative power, and
/// for a negative base with a fractional exponent.
///
/// ```
/// use rust_decimal::Decimal;
/// use tco::quantity::power;
///
/// let yearly = Decimal::new(121, 2);
/// assert_eq!(power(yearly, 6), Some(Decimal::new(11, 1)));
/// assert_eq!(power(yearly, 24), Some(Decimal::new(14641, 4)));
/// ```
#[must_use]
pub fn power(base: Decimal, twelfths: i32) -> Option<Decimal> {
    if !base.is_sign_negative() || base.is_zero() {
        return Powers::new(base)?.at(twelfths);
    }
    if twelfths % 12 != 0 {
        return None;
    }
    let magnitude = Powers::new(-base)?.at(twelfths)?;
    let odd = (twelfths / 12) % 2 != 0;
    Some(if odd { -magnitude } else { magnitude })
}

/// Returns the square root of `x`: the nearest `Decimal`, ties to even.
///
/// Returns `None` when `x` is negative.
#[must_use]
pub fn sqrt(x: Decimal) -> Option<Decimal> {
    Root::new(x, 2)?.power(1)
}

/// The powers of one base, with exponents in twelfths.
///
/// Keeps the twelfth root, which is most of the work of [`power`]; a rate that discounts a hundred
/// months takes it once.
#[derive(Debug, Clone)]
pub struct Powers(Root);

impl Powers {
    /// Prepares the powers of `base`, or returns `None` when it is negative.
    #[must_use]
    pub fn new(base: Decimal) -> Option<Self> {
        Root::new(base, 12).map(Self)
    }

    /// Returns the base to the power `twelfths / 12`, rounded as by [`power`].
    ///
    /// Returns `None` when the result is too large for a `Decimal`, and for 0 to a negative power.
    #[must_use]
    pub fn at(&self, twelfths: i32) -> Option<Decimal> {
        self.0.power(twelfths)
    }
}

/// The root of the given degree of a decimal that is not negative.
#[derive(Debug, Clone)]
struct Root {
    mantissa: u128,
    scale: u32,
    degree: u32,
    /// The root in fixed point with [`PRECISION`] fraction bits, rounded down.
    fixed: BigUint,
}

/// A fixed-point number on its way to a `Decimal`.
enum Rounded {
    /// The nearest `Decimal` is certain.
    To(Option<Decimal>),
    /// The number is as good as midway between two decimals, `below` and its successor.
    Midway { below: u128, scale: u32 },
}

impl Root {
    fn new(base: Decimal, degree: u32) -> Option<Self> {
        let mantissa = u128::try_from(base.mantissa()).ok()?;
        let scale = base.scale();
        let fixed = fixed_root(mantissa, scale, degree, PRECISION);
        Some(Self { mantissa, scale, degree, fixed })
    }

    /// The root to the power `exponent`, rounded once.
    fn power(&self, exponent: i32) -> Option<Decimal> {
        if exponent == 0 {
            return Some(Decimal::ONE);
        }
        if self.mantissa == 0 {
            return (exponent > 0).then_some(Decimal::ZERO);
        }
        let mut precision = PRECISION;
        let mut value = Self::raise(&self.fixed, exponent, precision)?;
        loop {
            match round(&value, precision) {
                Rounded::To(result) => return result,
                Rounded::Midway { below, scale } if self.is_midway(exponent, below, scale) => {
                    return decimal(below + (below & 1), scale);
                }
                // Not a tie, so some precision tells on which side it is.
                Rounded::Midway { .. } => {
                    precision *= 2;
                    let root = fixed_root(self.mantissa, self.scale, self.degree, precision);
                    value = Self::raise(&root, exponent, precision)?;
                }
            }
        }
    }

    /// Raises a fixed-point root to a power that is not 0, or returns `None` when it passes 2^97.
    ///
    /// Products are cut to `precision` fraction bits. The root is off by less than a unit in the
    /// last bit. A twelfth root is at least 10^(-28/12) > 2^-8, so its inverse is off by less than
    /// 2^9 units times max(1, inverse), and the n-th power of either by n x 2^10 x max(1, power).
    /// Scaled so that the power has 96 bits, that stays below 2^(31 + 10 + 97) < 2^[`NOISE`].
    /// (A square root is never inverted.)
    fn raise(root: &BigUint, exponent: i32, precision: u64) -> Option<BigUint> {
        let inverse;
        let root = if exponent < 0 {
            inverse = (BigUint::from(1_u8) << (2 * precision)) / root;
            &inverse
        } else {
            root
        };
        let exponent = exponent.unsigned_abs();
        let mut power = root.clone();
        // From the highest bit down: every value on the way lies between the root and the result.
        for bit in (0..exponent.ilog2()).rev() {
            power = (&power * &power) >> precision;
            if exponent >> bit & 1 == 1 {
                power = (&power * root) >> precision;
            }
            if power.bits() > precision + 97 {
                return None;
            }
        }
        Some(power)
    }

    /// Whether the power is exactly `(below + 1/2) / 10^scale`, decided in integers.
    fn is_midway(&self, exponent: i32, below: u128, scale: u32) -> bool {
        let n = exponent.unsigned_abs();
        if n > LAST_TIE {
            return false;
        }
        let base = BigUint::from(self.mantissa).pow(n);
        let base_unit = BigUint::from(10_u8).pow(self.scale * n);
        let middle = (BigUint::from(below) * 2_u8 + 1_u8).pow(self.degree);
        let middle_unit = (BigUint::from(10_u8).pow(scale) * 2_u8).pow(self.degree);
        if exponent > 0 { base * middle_unit == middle * base_unit } else { base_unit * middle_unit == middle * base }
    }
}

/// The root of `mantissa / 10^scale` with `precision` fraction bits, rounded down.
fn fixed_root(mantissa: u128, scale: u32, degree: u32, precision: u64) -> BigUint {
    let shifted = BigUint::from(mantissa) << (u64::from(degree) * precision);
    (shifted / 10_u128.pow(scale)).nth_root(degree)
}

/// Rounds a fixed-point number to as many decimals as a `Decimal` holds.
fn round(value: &BigUint, precision: u64) -> Rounded {
    let room = 96_u64.saturating_sub(value.bits().saturating_sub(precision));
    // 10^sure fits in the room; one decimal more may fit, for the value need not fill its top bit.
    let sure = u32::try_from(room * 30_103 / 100_000).map_or(28, |scale| scale.min(28));
    let half = BigUint::from(1_u8) << (precision - 1);
    for scale in [(sure + 1).min(28), sure] {
        let scaled = value * 10_u128.pow(scale);
        let whole = &scaled >> precision;
        let Some(below) = whole.to_u128().filter(|below| below >> 96 == 0) else {
            continue;
        };
        let fraction = scaled - (whole << precision);
        let (distance, up) = if fraction > half { (fraction - &half, 1) } else { (&half - fraction, 0) };
        if distance.bits() <= NOISE {
            return Rounded::Midway { below, scale };
        }
        if let Some(result) = decimal(below + up, scale) {
            return Rounded::To(Some(result));
        }
    }
    Rounded::To(None)
}

/// The `Decimal` of that mantissa and scale without trailing zeros, if it has one.
fn decimal(mantissa: u128, scale: u32) -> Option<Decimal> {
    let mantissa = i128::try_from(mantissa).ok()?;
    Decimal::try_from_i128_with_scale(mantissa, scale).ok().map(|decimal| decimal.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn check(base: &str, twelfths: i32, expected: &str) {
        let found = power(dec(base), twelfths);
        assert_eq!(found, Some(dec(expected)), "{base}^({twelfths}/12)");
    }

    fn check_none(base: &str, twelfths: i32) {
        assert_eq!(power(dec(base), twelfths), None, "{base}^({twelfths}/12)");
    }

    /// Expected values: Python's `decimal` at 120 digits, rounded to the nearest 96-bit decimal.
    #[test]
    fn a_power_is_right_to_the_last_digit() {
        check("1.1", 1, "1.0079741404289037410660318442");
        check("1.1", 119, "2.573223216814208086440012613");
        check("1.1", -1, "0.9920889434469909522533372561");
        check("1.1", -119, "0.3886176657608643128315620869");
        check("1.08", 6, "1.0392304845413263761164678049");
        check("0.7", 1, "0.9707144696232223359736020962");
        check("0.7", -120, "35.401331746414355758298667789");
        check("9.9999", 120, "9999000044.998800020999748002");
        check("123456.789", -25, "0.0000000000246988726516313674");
        check("1.05", 10_000, "454725411824950555.1727104905");
        check("1.000001", -100_000, "0.9917012967709619307661529205");
    }

    #[test]
    fn the_ends_of_the_range_are_no_exception() {
        check("0.0000000000000000000000000001", 1, "0.0046415888336127788924100764");
        check("0.0000000000000000000000000001", -11, "46415888336127788924100763.509");
        check("79228162514264337593543950335", 11, "309485009821345068724781056");
        check("79228162514264337593543950335", 12, "79228162514264337593543950335");
        check("79228162514264337593543950335", -1, "0.00390625");
        check("1.0000000000000000000000000001", 6, "1");
        check("2", 1151, "74781427438184764969104637824");
        check("2", i32::MIN, "0");
        check("1", i32::MAX, "1");
        check_none("2", 1152);
        check_none("2", i32::MAX);
        check_none("0.5", i32::MIN);
        check_none("0.0000000000000000000000000001", -13);
    }

    #[test]
    fn whole_exponents_are_exact() {
        check("1.21", 6, "1.1");
        check("0.7", 120, "0.0282475249");
        check("12.5", 36, "1953.125");
        check("8", -4, "0.5");
    }

    /// Exact results one digit too long, by hand: 8.00000000000005^2 = 64.0000000000008 + 2.5e-27,
    /// and 5.000000015^3 = 125.000001125000003375 + 337.5e-26.
    #[test]
    fn a_tie_goes_to_the_even_digit() {
        check("8.00000000000005", 24, "64.000000000000800000000000002");
        check("5.000000015", 36, "125.00000112500000337500000338");
        check("0.5", 29 * 12, "0.0000000018626451492309570312"); // ...03125 in full
        check("2", -29 * 12, "0.0000000018626451492309570312");
    }

    #[test]
    fn zero_and_negative_bases_have_few_powers() {
        check("0", 0, "1");
        check("0", 7, "0");
        check("-0", 12, "0");
        check("-3", 0, "1");
        check("-3", 12, "-3");
        check("-3", 24, "9");
        check("-2", -36, "-0.125");
        check_none("0", -1);
        check_none("-3", 6);
        assert!(Powers::new(dec("-0.01")).is_none());
    }

    /// Expected values: Python's `decimal` at 120 digits, rounded to the nearest 96-bit decimal.
    #[test]
    fn a_square_root_is_right_to_the_last_digit() {
        for (x, expected) in [
            ("0", "0"),
            ("2", "1.4142135623730950488016887242"),
            ("3", "1.7320508075688772935274463415"),
            ("0.5", "0.7071067811865475244008443621"),
            ("0.0000000000000000000000000001", "0.00000000000001"),
            ("79228162514264337593543950335", "281474976710656"),
            ("123456789.123456789", "11111.111066111110969430554982"),
        ] {
            assert_eq!(sqrt(dec(x)), Some(dec(expected)), "the root of {x}");
        }
        assert_eq!(sqrt(dec("-1")), None);
    }
}
