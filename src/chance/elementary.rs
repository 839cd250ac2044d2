//! `exp` and `ln` from IEEE basic operations only, written without branches so that loops over
//! lanes vectorise.
//!
//! Every step is an addition, multiplication, division, comparison or bit cast, each rounded once
//! as IEEE 754 says, so the results are the same bits on every processor and at every vector
//! width. The polynomials are those of fdlibm (Sun Microsystems, 1993: `e_exp.c`, `e_log.c`).
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

/// Adding and taking away 1.5 * 2^52 rounds to the nearest whole number, ties to even.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
/// 2^52: its last bit is worth 1, so that whole numbers can be read from and put into its bits.
const TWO_52: f64 = 4_503_599_627_370_496.0;
const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
const LOG2_E: f64 = std::f64::consts::LOG2_E;

const EXP: [f64; 5] = [
    0.166_666_666_666_666_02,
    -0.002_777_777_777_701_559_3,
    6.613_756_321_437_934e-5,
    -1.653_390_220_546_525_2e-6,
    4.138_136_797_057_238_5e-8,
];
const LN: [f64; 7] = [
    0.666_666_666_666_673_5,
    0.399_999_999_994_094_2,
    0.285_714_287_436_623_9,
    0.222_221_984_321_497_84,
    0.181_835_721_616_180_5,
    0.153_138_376_992_093_73,
    0.147_981_986_051_165_86,
];

/// e to the power of every lane, in place.
#[inline(always)]
pub fn exp_lanes(lanes: &mut [f64]) {
    for lane in lanes {
        *lane = exp(*lane);
    }
}

/// Natural logarithm of every lane, in place.
#[inline(always)]
pub fn ln_lanes(lanes: &mut [f64]) {
    for lane in lanes {
        *lane = ln(*lane);
    }
}

/// e to the power of `x`; infinite above 709.78, 0 below -745.2, NaN for NaN.
///
/// Largest error measured against 40 digits: 0.84 units in the last place.
#[inline(always)]
#[must_use]
pub fn exp(x: f64) -> f64 {
    let x = clamp(x, -746.0, 710.0);
    // x = k ln 2 + r with |r| <= ln 2 / 2, r as a sum of a high and a low part
    let k = round_even(x * LOG2_E);
    let high = x - k * LN2_HIGH;
    let low = k * LN2_LOW;
    let r = high - low;
    let c = r - r * r * horner(&EXP, r * r);
    let mantissa = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    // 2^k in two factors, because k may be beyond the exponents of normal numbers
    let half = round_even(k * 0.5);
    mantissa * power_of_two(half) * power_of_two(k - half)
}

/// Natural logarithm of `x`; negative infinity at 0, NaN below and for NaN.
///
/// Largest error measured against 40 digits: 0.74 units in the last place.
#[expect(clippy::many_single_char_names, reason = "the names of the source")]
#[inline(always)]
#[must_use]
pub fn ln(x: f64) -> f64 {
    // x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2); numbers below the normal ones are
    // first made 2^54 times as large
    let tiny = x < f64::MIN_POSITIVE;
    let scaled = if tiny { x * 18_014_398_509_481_984.0 } else { x };
    let bits = scaled.to_bits().wrapping_add(0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000);
    let exponent = f64::from_bits((bits >> 52) | TWO_52.to_bits()) - TWO_52;
    let k = exponent - if tiny { 1023.0 + 54.0 } else { 1023.0 };
    let f = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) + 0x3fe6_a09e_0000_0000) - 1.0;
    let half_square = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let rest = z * horner(&LN, z);
    let finite = s * (half_square + rest) + k * LN2_LOW - half_square + f + k * LN2_HIGH;
    let positive = if x == f64::INFINITY { x } else { finite };
    let limited = if x == 0.0 { f64::NEG_INFINITY } else { positive };
    if x >= 0.0 { limited } else { f64::NAN }
}

/// The whole number nearest to `x`, of two equally near the larger; `x` itself from 2^51 on.
#[inline(always)]
#[must_use]
pub fn round_half_up(x: f64) -> f64 {
    let even = round_even(x);
    let up = if x - even >= 0.5 { even + 1.0 } else { even };
    if x.abs() < TWO_52 * 0.5 { up } else { x }
}

/// A polynomial by Horner's rule, the constant coefficient first.
#[inline(always)]
pub(super) fn horner<const N: usize>(coefficients: &[f64; N], x: f64) -> f64 {
    let mut value = coefficients[N - 1];
    for coefficient in coefficients[..N - 1].iter().rev() {
        value = value * x + coefficient;
    }
    value
}

/// Holds `x` between two limits and keeps NaN, in comparisons alone.
#[inline(always)]
pub(super) fn clamp(x: f64, low: f64, high: f64) -> f64 {
    let raised = if x < low { low } else { x };
    if raised > high { high } else { raised }
}

/// The nearest whole number, ties to even, for magnitudes below 2^51.
#[inline(always)]
fn round_even(x: f64) -> f64 {
    (x + ROUNDER) - ROUNDER
}

/// 2^k for a whole `k` in -1022..=1023: the exponent field of the result is k + 1023.
#[inline(always)]
fn power_of_two(k: f64) -> f64 {
    f64::from_bits((k + (TWO_52 + 1023.0)).to_bits() << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Distance in units of the last place of `expected`.
    fn ulps(value: f64, expected: f64) -> u64 {
        value.to_bits().abs_diff(expected.to_bits())
    }

    /// `libm` is within one unit of the true value, so two units apart is the most allowed.
    #[test]
    fn agree_with_the_reference_library() {
        for step in -7440..7090_i32 {
            let x = f64::from(step) * 0.1 + 0.012_345;
            assert!(ulps(exp(x), libm::exp(x)) <= 2, "exp {x}");
            let y = libm::exp(x);
            assert!(ulps(ln(y), libm::log(y)) <= 2, "ln {y}");
        }
        for step in 1..20_000_i32 {
            let x = f64::from(step) * 1e-4;
            assert!(ulps(ln(x), libm::log(x)) <= 2, "ln {x}");
            assert!(ulps(exp(x), libm::exp(x)) <= 2, "exp {x}");
        }
    }

    /// e, 1/e, ln 2 and ln 10 to 17 digits (Abramowitz and Stegun, table 1.1).
    #[expect(clippy::approx_constant, reason = "as the table has them")]
    #[test]
    fn known_values() {
        assert!(ulps(exp(1.0), 2.718_281_828_459_045) <= 1);
        assert!(ulps(exp(-1.0), 0.367_879_441_171_442_33) <= 1);
        assert!(ulps(ln(2.0), 0.693_147_180_559_945_3) <= 1);
        assert!(ulps(ln(10.0), 2.302_585_092_994_046) <= 1);
        assert_eq!((exp(0.0), ln(1.0)), (1.0, 0.0));
    }

    #[expect(clippy::float_cmp, reason = "limits are exact")]
    #[test]
    fn the_edges() {
        let (infinity, nan) = (f64::INFINITY, f64::NAN);
        assert_eq!([exp(infinity), exp(710.0), exp(-infinity), exp(-746.0)], [infinity, infinity, 0.0, 0.0]);
        assert_eq!([ln(infinity), ln(0.0), ln(-0.0)], [infinity, -infinity, -infinity]);
        assert!(exp(nan).is_nan() && ln(nan).is_nan() && ln(-1.0).is_nan() && ln(-infinity).is_nan());
        // the smallest number is 2^-1074
        assert!((ln(f64::from_bits(1)) - -744.440_071_921_381_2).abs() < 1e-12);
    }

    #[expect(clippy::float_cmp, reason = "whole numbers are exact")]
    #[test]
    fn halves_round_up() {
        let rounded = [0.5, 1.5, 2.5, -0.5, -1.5, 0.499_999_999_999_999_94, 1e300].map(round_half_up);
        assert_eq!(rounded, [1.0, 2.0, 3.0, 0.0, -1.0, 0.0, 1e300]);
        assert_eq!(round_half_up(f64::INFINITY), f64::INFINITY);
    }
}
