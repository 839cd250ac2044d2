//! From exact decimals to binary numbers.

use rust_decimal::Decimal;

/// The binary number nearest to a decimal.
pub fn nearest(value: Decimal) -> f64 {
    // The standard library rounds a literal correctly; an integer mantissa over a power of ten would
    // be rounded twice. Every decimal is a literal that it reads.
    value.to_string().parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the nearest is one number")]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_decimal_is_rounded_once() {
        assert_eq!(nearest(dec!(0.1)), 0.1);
        assert_eq!(nearest(dec!(-2.50)), -2.5);
        assert_eq!(nearest(dec!(79228162514264337593543950335)), 79_228_162_514_264_337_593_543_950_336.0);
        // 2^53 + 1 lies midway between two binary numbers: the even one is taken
        assert_eq!(nearest(dec!(9007199254740993)), 9_007_199_254_740_992.0);
        assert_eq!(nearest(dec!(9007199254740993.0000000001)), 9_007_199_254_740_994.0);
    }
}
