//! The quantiles of the standard normal distribution, from IEEE basic operations only.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use super::LANES;
use super::elementary::{horner, ln};

/// Half the width of the central region, as a probability.
const CENTRAL: f64 = 0.425;

/// Numerator and denominator of the quantile near the median, by `0.425^2 - (p - 0.5)^2`.
const NEAR: ([f64; 8], [f64; 8]) = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
);
/// The same in the tails, by `sqrt(-ln p) - 1.6`, up to `sqrt(-ln p)` = 5.
const TAIL: ([f64; 8], [f64; 8]) = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        0.000_774_545_014_278_341_4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        0.000_547_593_808_499_534_5,
        1.050_750_071_644_416_9e-9,
    ],
);
/// The same in the far tails, probabilities below 1.4e-11, by `sqrt(-ln p) - 5`.
const FAR: ([f64; 8], [f64; 8]) = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        0.000_786_869_131_145_613_3,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_7e-15,
    ],
);
/// A probability below which `sqrt(-ln p)` may be above 5: `exp(-25)` and a little more.
const FAR_OUT: f64 = 1.39e-11;

/// Standard normal quantile of every lane, in place; the lanes are probabilities in (0, 1).
///
/// Same bits as [`inverse_normal`], but the central formula runs over all lanes and the tails'
/// over the few lanes that need it, gathered together.
#[inline(always)]
pub fn inverse_normal_lanes(lanes: &mut [f64]) {
    for block in lanes.chunks_mut(LANES) {
        let mut places = [0_usize; LANES];
        let mut tails = [0.5; LANES];
        let mut count = 0;
        for (place, &p) in block.iter().enumerate() {
            // written before it is known to count, so that there is no branch to mispredict
            places[count] = place;
            tails[count] = p;
            count += usize::from((p - 0.5).abs() > CENTRAL);
        }
        for lane in block.iter_mut() {
            *lane = central(*lane - 0.5);
        }
        fill_tails(&mut tails[..count]);
        for (&place, &value) in places.iter().zip(&tails[..count]) {
            block[place] = value;
        }
    }
}

/// Standard normal quantile of a probability; infinite at 0 and 1, NaN outside.
///
/// Largest relative error measured against 40 digits: 7e-16. Source: Wichura, "Algorithm AS 241:
/// The Percentage Points of the Normal Distribution", Applied Statistics 37(3), 1988 (PPND16).
#[must_use]
pub fn inverse_normal(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= CENTRAL { central(q) } else { tail(p) }
}

/// The quantile of `q + 0.5` where `q` is at most 0.425 from 0.
#[inline(always)]
fn central(q: f64) -> f64 {
    let r = CENTRAL * CENTRAL - q * q;
    q * horner(&NEAR.0, r) / horner(&NEAR.1, r)
}

/// The quantiles of probabilities outside the central region, in place.
#[inline(always)]
fn fill_tails(tails: &mut [f64]) {
    let far = tails.iter().filter(|&&p| !(p >= FAR_OUT && 1.0 - p >= FAR_OUT)).count();
    if far > 0 {
        for p in tails {
            *p = tail(*p);
        }
        return;
    }
    // one formula for all, without a branch
    for p in tails {
        let r = (-ln(lesser(*p))).sqrt();
        let value = horner(&TAIL.0, r - 1.6) / horner(&TAIL.1, r - 1.6);
        *p = if *p < 0.5 { -value } else { value };
    }
}

/// The probability of being further out on the same side.
#[inline(always)]
fn lesser(p: f64) -> f64 {
    if p < 0.5 { p } else { 1.0 - p }
}

/// The quantile of a probability outside the central region.
#[inline]
fn tail(p: f64) -> f64 {
    let r = (-ln(lesser(p))).sqrt();
    let value = if r <= 5.0 {
        horner(&TAIL.0, r - 1.6) / horner(&TAIL.1, r - 1.6)
    } else if r < f64::INFINITY {
        horner(&FAR.0, r - 5.0) / horner(&FAR.1, r - 5.0)
    } else {
        r
    };
    if p < 0.5 { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::super::normal::normal_cdf;
    use super::*;

    /// Quantiles to 17 digits, by mpmath with 40 digits; the first four are in every table.
    const QUANTILES: [(f64, f64); 9] = [
        (0.95, 1.644_853_626_951_472_7),
        (0.975, 1.959_963_984_540_054_2),
        (0.99, 2.326_347_874_040_841),
        (0.999, 3.090_232_306_167_813_5),
        (0.5, 0.0),
        (0.075, -1.439_531_470_938_456),
        (0.001, -3.090_232_306_167_813_5),
        (1e-9, -5.997_807_015_007_687),
        (1e-15, -7.941_345_326_170_997),
    ];

    #[expect(clippy::float_cmp, reason = "limits are exact")]
    #[test]
    fn known_quantiles() {
        for (p, expected) in QUANTILES {
            // 1e-15 in p moves the quantile of 0.999 by 3e-13: the probabilities are not exact
            let error = (inverse_normal(p) - expected).abs();
            assert!(error <= 1e-15 * expected.abs().max(1.0) + 1e-14, "{p}: {error:e}");
        }
        assert_eq!([inverse_normal(0.0), inverse_normal(1.0)], [f64::NEG_INFINITY, f64::INFINITY]);
        assert!(inverse_normal(-0.1).is_nan() && inverse_normal(1.1).is_nan() && inverse_normal(f64::NAN).is_nan());
    }

    #[test]
    fn one_is_the_inverse_of_the_other() {
        for step in 1..10_000 {
            let p = f64::from(step) / 10_000.0;
            assert!((normal_cdf(inverse_normal(p)) - p).abs() <= 4e-16, "{p}");
        }
    }

    #[test]
    fn lanes_are_the_bits_of_single_numbers() {
        let points: Vec<f64> = (1..1000).map(|step| f64::from(step) / 1000.0).chain([1e-12, 0.075, 0.925]).collect();
        for length in [0, 1, 255, 256, 257, points.len()] {
            let mut lanes = points[..length].to_vec();
            inverse_normal_lanes(&mut lanes);
            assert!(lanes.iter().zip(&points).all(|(z, &p)| z.to_bits() == inverse_normal(p).to_bits()));
        }
        // every lane in a tail
        let mut lanes = vec![0.99; 300];
        inverse_normal_lanes(&mut lanes);
        assert_eq!(lanes, vec![inverse_normal(0.99); 300]);
    }
}
