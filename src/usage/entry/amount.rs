//! Money and counts as exports write them, summed exactly and in any order.

use rust_decimal::Decimal;

/// Decimal places that an amount keeps: the shortest text of a binary float of a millionth of a
/// cent has 24.
const PLACES: i32 = 24;

/// Powers of ten from the 0th on.
const TENS: [i128; 25] = {
    let mut tens = [1; 25];
    let mut power = 1;
    while power < tens.len() {
        tens[power] = tens[power - 1] * 10;
        power += 1;
    }
    tens
};

/// An amount of money: a whole number of 10^-24. Sums do not depend on their order, so many threads
/// give what one gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i128);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Reads a number such as `12.5`, `-0.0038` or `8e-05`, times ten to the power `shift`; digits
    /// beyond the 24th place are rounded half to even. `None` when it is no number, or 10^12 or more.
    #[must_use]
    pub fn parse(text: &str, shift: i32) -> Option<Self> {
        match Self::short(text.as_bytes(), shift) {
            Some(amount) => Some(amount),
            None => Self::any(text, shift),
        }
    }

    /// A number of 18 digits or fewer without an exponent, as nearly all are, in machine words; none of
    /// every other text.
    #[must_use]
    pub fn short(text: &[u8], shift: i32) -> Option<Self> {
        let (negative, digits) = text.strip_prefix(b"-").map_or((false, text), |rest| (true, rest));
        let (mut value, mut point) = (0_i64, None);
        if digits.len() > 19 || !digits.iter().any(u8::is_ascii_digit) {
            return None;
        }
        for (at, byte) in digits.iter().enumerate() {
            match byte {
                b'0'..=b'9' => value = value * 10 + i64::from(byte - b'0'),
                b'.' if point.is_none() => point = Some(at),
                _ => return None,
            }
        }
        if point.is_none() && digits.len() > 18 {
            return None;
        }
        let places = point.map_or(0, |at| digits.len() - at - 1);
        let power = PLACES.checked_add(shift)?.checked_sub(i32::try_from(places).ok()?)?;
        let ten = TENS.get(usize::try_from(power).ok()?)?;
        let value = i128::from(value).checked_mul(*ten).filter(|value| *value < 10_i128.pow(36))?;
        Some(Self(if negative { -value } else { value }))
    }

    fn any(text: &str, shift: i32) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            all => (false, all),
        };
        let (mut value, mut places, mut seen, mut point) = (0_i128, 0_i32, 0_u32, None);
        for byte in digits {
            match byte {
                b'0'..=b'9' => {
                    value = value.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
                    places += i32::from(point.is_some());
                    seen += 1;
                }
                b'.' if point.is_none() => point = Some(()),
                _ => return None,
            }
        }
        let power = PLACES.checked_sub(places)?.checked_add(exponent)?.checked_add(shift)?;
        let value = shifted(value, power)?;
        let fits = seen > 0 && value < 10_i128.pow(36);
        fits.then_some(Self(if negative { -value } else { value }))
    }

    /// The sum; beyond 10^14 it stays there.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// So many times the amount; `None` beyond 10^14.
    #[must_use]
    pub fn times(self, count: u64) -> Option<Self> {
        self.0.checked_mul(i128::from(count)).map(Self)
    }

    /// The amount as a decimal: all digits that 28 hold, the rest rounded half to even.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        let (mut value, mut places) = (self.0, 24_u32);
        while places > 0 && (value % 10 == 0 || value.unsigned_abs() >= 10_u128.pow(28)) {
            value = if value % 10 == 0 { value / 10 } else { rounded(value, 10) };
            places -= 1;
        }
        Decimal::try_from_i128_with_scale(value, places).unwrap_or(Decimal::MAX)
    }
}

/// Times ten to a power; downwards rounded half to even.
fn shifted(value: i128, power: i32) -> Option<i128> {
    let ten = 10_i128.checked_pow(power.unsigned_abs());
    match (power >= 0 || value == 0, ten) {
        (true, _) if value == 0 => Some(0),
        (true, Some(ten)) => value.checked_mul(ten),
        (true, None) => None,
        (false, Some(ten)) => Some(rounded(value, ten)),
        (false, None) => Some(0),
    }
}

fn rounded(value: i128, by: i128) -> i128 {
    let (whole, rest) = (value / by, value % by);
    let twice = rest.unsigned_abs() * 2;
    let up = twice > by.unsigned_abs() || (twice == by.unsigned_abs() && whole % 2 != 0);
    if up { whole + value.signum() } else { whole }
}

/// The most that one row may count; a provider's largest customers use less in a year.
const MOST: u64 = 1_000_000_000_000_000;

/// Reads a count: a whole number from 0 to 10^15, which some exports write as `12.0`. No text is no
/// count.
///
/// # Errors
/// Says what is wrong with the text, which is called `name` there.
pub fn count(text: &str, name: &str) -> Result<Option<u64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(count) = short_count(text.as_bytes()) {
        return Ok(Some(count));
    }
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|digit| digit == b'0') => whole,
        _ => text,
    };
    let digits = whole.as_bytes();
    if digits.is_empty() || digits.len() > 16 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(wrong_count(text, name));
    }
    let count = digits.iter().fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    if count > MOST { Err(wrong_count(text, name)) } else { Ok(Some(count)) }
}

/// Reads a count of 15 digits or fewer, as nearly all are; none of every other text.
#[must_use]
pub fn short_count(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    text.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u64::from(digit - b'0')))
}

/// What is wrong with a text that is no amount, and which forms are.
#[must_use]
pub fn no_amount(text: &str) -> String {
    let text: String = text.chars().take(40).collect();
    format!("`{text}`, which is no amount below 10^12: write digits with a point, as in `1234.56`, and no currency")
}

fn wrong_count(text: &str, name: &str) -> String {
    let text: String = text.chars().take(40).collect();
    if text.starts_with('-') {
        format!("`{name}` is {text}, below 0")
    } else {
        format!("`{name}` is `{text}`, which is no count from 0 to 10^15: write digits alone, as in `200000`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, shift: i32, value: Option<&str>) {
        let value = value.map(|value| value.parse::<Decimal>().unwrap());
        assert_eq!(Amount::parse(text, shift).map(Amount::decimal), value, "{text}");
    }

    #[test]
    fn amounts_keep_every_digit() {
        check("430.07", 0, Some("430.07"));
        check("2480.00", -2, Some("24.8"));
        check("8e-05", 0, Some("0.00008"));
        check("1.2345678901234567e-05", 0, Some("0.000012345678901234567"));
        check("-0.0038", 0, Some("-0.0038"));
        check("1e-30", 0, Some("0"));
        check("0e-99999", 0, Some("0"));
        check("999999999999", 0, Some("999999999999"));
        for text in ["", "-", ".", "1.2.3", "1,5", "$1", "nan", "1e", "1e999", "1000000000000", "0x1"] {
            check(text, 0, None);
        }
    }

    #[test]
    fn short_amounts_are_read_as_any() {
        for text in ["0", "-0.5", "12", "999999999999999999", "0.12345678901234567", "5.", ".5", "1234567890.12345678"]
        {
            for shift in [0, -2] {
                let short = Amount::short(text.as_bytes(), shift);
                assert!(short.is_none_or(|short| Some(short) == Amount::any(text, shift)), "{text}");
            }
        }
        assert!(Amount::short(b"0.12345678901234567", 0).is_some());
        for text in ["", "-", ".", "1e5", "1000000000000", "--1", "+1", "1.2.3", "1234567890123456789"] {
            assert_eq!(Amount::short(text.as_bytes(), 0), None, "{text}");
        }
    }

    #[test]
    fn a_count_is_whole_and_not_negative() {
        assert_eq!(count("12", "n"), Ok(Some(12)));
        assert_eq!(count("12.0", "n"), Ok(Some(12)));
        assert_eq!(count("", "n"), Ok(None));
        for text in ["-3", "1.5", "1e3", "12 ", "9999999999999999", "many"] {
            assert!(count(text, "n").is_err(), "{text}");
        }
    }
}
