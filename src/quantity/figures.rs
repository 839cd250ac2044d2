//! Figures as people read them. Rounding is half to even; nothing is rounded before it is shown.

use rust_decimal::Decimal;

use super::Currency;

/// A decimal with this many places and thousands separators; never `-0`.
#[must_use]
pub fn grouped(value: Decimal, places: u32) -> String {
    let text = plain(value, places);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A decimal with exactly this many places and no separators; never `-0`.
#[must_use]
pub fn plain(value: Decimal, places: u32) -> String {
    let mut rounded = value.round_dp(places);
    if rounded.is_zero() {
        rounded = Decimal::ZERO;
    }
    // digits by hand: a precision asks the number for more than it can write of 28 digits
    let text = rounded.to_string();
    let written = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let missing = (places as usize).saturating_sub(written);
    let point = if written == 0 && missing > 0 { "." } else { "" };
    format!("{text}{point}{}", "0".repeat(missing))
}

/// A decimal with all its digits and no trailing zeros; never `-0`.
#[must_use]
pub fn exact(value: Decimal) -> String {
    if value.is_zero() { "0".to_owned() } else { value.normalize().to_string() }
}

/// An amount of money: whole units from 1,000 on, else with the minor unit.
#[must_use]
pub fn money(value: Decimal, currency: Currency) -> String {
    let large = value.abs() >= Decimal::ONE_THOUSAND;
    signed(value, currency, if large { 0 } else { currency.minor_digits })
}

/// An amount of money with this many places, whatever its size.
#[must_use]
pub fn money_to(value: Decimal, currency: Currency, places: u32) -> String {
    signed(value, currency, places)
}

/// The price of one thing, to at least three significant digits.
#[must_use]
pub fn unit_price(value: Decimal, currency: Currency) -> String {
    let mut places = currency.minor_digits;
    let mut size = value.abs();
    if size.is_zero() {
        return signed(value, currency, places);
    }
    for _ in 0..places {
        size *= Decimal::TEN;
    }
    while size < Decimal::ONE_HUNDRED && places < 12 {
        size *= Decimal::TEN;
        places += 1;
    }
    let text = signed(value, currency, places);
    let shortest = currency.minor_digits as usize;
    trim_places(&text, shortest)
}

/// Drops trailing zeros of the places, but keeps at least `least` of them.
fn trim_places(text: &str, least: usize) -> String {
    let Some((whole, fraction)) = text.split_once('.') else { return text.to_owned() };
    let mut kept = fraction.len();
    while kept > least && fraction.as_bytes()[kept - 1] == b'0' {
        kept -= 1;
    }
    if kept == 0 { whole.to_owned() } else { format!("{whole}.{}", &fraction[..kept]) }
}

fn signed(value: Decimal, currency: Currency, places: u32) -> String {
    let text = grouped(value.abs(), places);
    let is_zero = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
    let sign = if value.is_sign_negative() && !is_zero { "-" } else { "" };
    format!("{sign}{}{text}", currency.prefix())
}

/// A share or rate as a percentage with one place.
#[must_use]
pub fn percent(share: Decimal) -> String {
    let hundredfold = share.saturating_mul(Decimal::ONE_HUNDRED);
    let places = u32::from(hundredfold.abs() < Decimal::ONE_HUNDRED);
    format!("{} %", grouped(hundredfold, places))
}

/// A volume: whole numbers when it is large, else with up to two places.
#[must_use]
pub fn volume(value: Decimal) -> String {
    let places = match value.abs() {
        size if size >= Decimal::ONE_HUNDRED => 0,
        size if size >= Decimal::ONE => 2,
        _ => 4,
    };
    trim_places(&grouped(value, places), 0)
}

/// A multiple of today's volume, as in `3.1x`; what is near 1 is told from it.
#[must_use]
pub fn multiple(value: Decimal) -> String {
    let places = match value {
        size if size != Decimal::ONE && size.round_dp(if size > Decimal::ONE { 1 } else { 2 }) == Decimal::ONE => 3,
        size if size >= Decimal::TEN => 0,
        size if size >= Decimal::ONE => 1,
        _ => 2,
    };
    format!("{}x", grouped(value, places))
}

/// The binary number nearest to a decimal.
#[must_use]
pub fn float(value: Decimal) -> f64 {
    // The standard library rounds a literal correctly, and every decimal is one that it reads; an integer
    // mantissa over a power of ten would be rounded twice.
    value.to_string().parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    #[expect(clippy::float_cmp, reason = "the nearest is one number")]
    fn a_decimal_is_rounded_once() {
        assert_eq!(float(dec!(0.1)), 0.1);
        assert_eq!(float(dec!(-2.50)), -2.5);
        assert_eq!(float(dec!(79228162514264337593543950335)), 79_228_162_514_264_337_593_543_950_336.0);
        // 2^53 + 1 lies midway between two binary numbers: the even one is taken
        assert_eq!(float(dec!(9007199254740993)), 9_007_199_254_740_992.0);
        assert_eq!(float(dec!(9007199254740993.0000000001)), 9_007_199_254_740_994.0);
    }

    #[test]
    fn places_are_filled_up_whatever_the_size() {
        assert_eq!(plain(dec!(1.5), 3), "1.500");
        assert_eq!(plain(dec!(-2), 2), "-2.00");
        assert_eq!(plain(dec!(2.5), 0), "2");
        assert_eq!(plain(dec!(-0.001), 2), "0.00");
        assert_eq!(plain(dec!(79228162514264337593543950335), 6), "79228162514264337593543950335.000000");
        assert_eq!(plain(dec!(0.0000001), 6), "0.000000");
    }

    #[test]
    fn amounts_read_as_people_write_them() {
        let usd = |value| money(value, Currency::USD);
        assert_eq!(usd(dec!(1234567.891)), "$1,234,568");
        assert_eq!(usd(dec!(-1234.5)), "-$1,234"); // half to even
        assert_eq!(usd(dec!(999.995)), "$1,000.00");
        assert_eq!(usd(dec!(0.125)), "$0.12");
        assert_eq!(usd(dec!(-0.001)), "$0.00");
        let yen = Currency::find("JPY").unwrap();
        assert_eq!(money(dec!(12.4), yen), "¥12");
    }

    #[test]
    fn a_small_price_keeps_three_digits() {
        let usd = |value| unit_price(value, Currency::USD);
        assert_eq!(usd(dec!(0.0123456)), "$0.0123");
        assert_eq!(usd(dec!(0.00000123456)), "$0.00000123");
        assert_eq!(usd(dec!(1.5)), "$1.50");
        assert_eq!(usd(dec!(12)), "$12.00");
        assert_eq!(usd(dec!(0)), "$0.00");
    }

    #[test]
    fn volumes_and_shares_are_short() {
        assert_eq!(volume(dec!(669642.857)), "669,643");
        assert_eq!(volume(dec!(12.50)), "12.5");
        assert_eq!(multiple(dec!(3.14)), "3.1x");
        assert_eq!(multiple(dec!(0.253)), "0.25x");
        assert_eq!(percent(dec!(0.1234)), "12.3 %");
        assert_eq!(percent(dec!(12.5)), "1,250 %");
    }
}
