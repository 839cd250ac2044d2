//! The cumulative distribution function of the standard normal distribution, from IEEE basic
//! operations only.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use super::elementary::{exp, horner};

/// `sqrt(2 pi)`.
const SQRT_2_PI: f64 = 2.506_628_274_631_000_7;

/// Numerator and denominator of the upper tail's probability over `exp(-x^2 / 2)`.
const CDF: ([f64; 7], [f64; 8]) = (
    [
        220.206_867_912_376,
        221.213_596_169_931,
        112.079_291_497_871,
        33.912_866_078_383,
        6.373_962_203_531_65,
        0.700_383_064_443_688,
        0.035_262_496_599_891_1,
    ],
    [
        440.413_735_824_752,
        793.826_512_519_948,
        637.333_633_378_831,
        296.564_248_779_674,
        86.780_732_202_946_1,
        16.064_177_579_207,
        1.755_667_163_182_64,
        0.088_388_347_648_318_4,
    ],
);

/// Probability that a standard normal variable is at most each lane, in place.
#[inline(always)]
pub fn normal_cdf_lanes(lanes: &mut [f64]) {
    for lane in lanes {
        *lane = normal_cdf(*lane);
    }
}

/// Probability that a standard normal variable is at most `x`.
///
/// Largest absolute error measured against 40 digits: 1.7e-16; the relative error of the lower
/// tail is 1e-8 at -8 and 4e-6 at the very end. Source: Hart et al., "Computer
/// Approximations", 1968, as in West, "Better approximations to cumulative normal functions",
/// Wilmott Magazine, May 2005; his other formula, for the far tail, would change no value by
/// 1e-17 and is left out.
#[inline(always)]
#[must_use]
pub fn normal_cdf(x: f64) -> f64 {
    let y = x.abs();
    let ratio = horner(&CDF.0, y) / horner(&CDF.1, y);
    // beyond 38 the tail is 0, and the ratio becomes infinity over infinity
    let upper = if y > 38.0 { 0.0 } else { exp(-0.5 * y * y) * ratio };
    let value = if x > 0.0 { 1.0 - upper } else { upper };
    if x.is_nan() { x } else { value }
}

/// Density of the standard normal distribution.
pub(super) fn normal_density(x: f64) -> f64 {
    exp(-0.5 * x * x) / SQRT_2_PI
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Probabilities to 17 digits, by mpmath with 40 digits.
    const PROBABILITIES: [(f64, f64); 8] = [
        (0.0, 0.5),
        (1.0, 0.841_344_746_068_542_9),
        (2.0, 0.977_249_868_051_820_8),
        (-1.0, 0.158_655_253_931_457_05),
        (-3.0, 0.001_349_898_031_630_094_5),
        (-6.0, 9.865_876_450_376_98e-10),
        (-10.0, 7.619_853_024_160_526e-24),
        (3.7, 0.999_892_200_266_522_6),
    ];

    #[expect(clippy::float_cmp, reason = "limits are exact")]
    #[test]
    fn known_probabilities() {
        for (x, expected) in PROBABILITIES {
            assert!((normal_cdf(x) - expected).abs() <= 3e-16, "{x}");
        }
        assert_eq!([normal_cdf(f64::NEG_INFINITY), normal_cdf(f64::INFINITY)], [0.0, 1.0]);
        assert!(normal_cdf(f64::NAN).is_nan());
    }

    #[test]
    fn agree_with_the_reference_library_everywhere() {
        for step in -3800..=3800 {
            let x = f64::from(step) * 0.01;
            let reference = 0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2);
            assert!((normal_cdf(x) - reference).abs() <= 4e-16, "{x}");
        }
    }
}
