//! One number as a person writes it: `400_000`, `400k`, `$0.25`, `12%`, `0.5 fte`.

use rust_decimal::Decimal;

/// A number read exactly, with the marks that stood beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The number, with `k`, `M`, `B`, `T` and `%` already applied.
    pub value: Decimal,
    /// Whether a `%` sign was written.
    pub percent: bool,
    /// Whether `fte` was written: the value counts full-time people, not hours.
    pub fte: bool,
    /// The magnitude letter that was written, if any.
    pub magnitude: Option<char>,
    /// The currency sign that was written, if any.
    pub currency: Option<char>,
    /// The worth of one unit of the last digit written; `69.2905` has 0.0001.
    pub last_digit: Decimal,
}

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiteralError {
    /// It does not look like a number at all.
    NotANumber,
    /// It has a comma, which reads as thousands in one country and as a point in another.
    Comma,
    /// It has more digits than an exact decimal holds (28), or is larger than one holds.
    TooManyDigits,
    /// It is `inf` or `nan`.
    NotFinite,
}

impl LiteralError {
    /// What is wrong, and the way out, in a few words each.
    #[must_use]
    pub fn explain(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotANumber => {
                ("not a number", "write for example 400_000, \"400k\", \"1.2M\", \"12%\" or \"300k to 500k\"")
            }
            Self::Comma => ("a comma in a number is ambiguous", "write thousands as 1_000 and decimals with a point"),
            Self::TooManyDigits => (
                "more than 28 digits cannot be held exactly",
                "round it to 28 digits, before and after the point together",
            ),
            Self::NotFinite => ("not a finite number", "write the figure itself"),
        }
    }
}

const CURRENCY_SIGNS: [char; 7] = ['$', '€', '£', '¥', '₹', '₩', '₺'];

impl Literal {
    /// Reads one number.
    ///
    /// # Errors
    /// Says why when `text` is no number, or none that 28 digits hold exactly.
    ///
    /// ```
    /// # use tco::quantity::Literal;
    /// assert_eq!(Literal::parse("$1.2M").unwrap().value.to_string(), "1200000.0");
    /// assert_eq!(Literal::parse("12%").unwrap().value.to_string(), "0.12");
    /// ```
    pub fn parse(text: &str) -> Result<Self, LiteralError> {
        let mut rest = text.trim();
        if ["inf", "nan"].contains(&rest.trim_start_matches(['+', '-']).to_lowercase().as_str()) {
            return Err(LiteralError::NotFinite);
        }
        let negative = take_sign(&mut rest);
        let currency = rest.chars().next().filter(|c| CURRENCY_SIGNS.contains(c));
        if let Some(sign) = currency {
            rest = rest[sign.len_utf8()..].trim_start();
        }
        let negative = negative ^ (currency.is_some() && take_sign(&mut rest));
        let percent = take_suffix(&mut rest, "%");
        let fte = !percent && take_suffix(&mut rest, "fte");
        let magnitude = rest.chars().last().filter(|c| zeros(*c).is_some());
        if let Some(letter) = magnitude {
            rest = rest[..rest.len() - letter.len_utf8()].trim_end();
        }
        let (value, places) = digits(rest)?;
        let shift = i32::try_from(magnitude.and_then(zeros).unwrap_or(0)).unwrap_or(0) - if percent { 2 } else { 0 };
        let value = scale(value, shift)?;
        let last_digit = scale(Decimal::new(1, places), shift)?;
        let value = if negative { -value } else { value };
        Ok(Self { value, percent, fte, magnitude, currency, last_digit })
    }
}

/// The zeros that a magnitude letter stands for. A small `m` is not one: it reads as milli.
fn zeros(letter: char) -> Option<u32> {
    match letter {
        'k' | 'K' => Some(3),
        'M' => Some(6),
        'B' => Some(9),
        'T' => Some(12),
        _ => None,
    }
}

fn take_sign(rest: &mut &str) -> bool {
    let negative = rest.starts_with('-');
    if negative || rest.starts_with('+') {
        *rest = &rest[1..];
    }
    negative
}

fn take_suffix(rest: &mut &str, suffix: &str) -> bool {
    match rest.strip_suffix(suffix) {
        Some(shorter) => {
            *rest = shorter.trim_end();
            true
        }
        None => false,
    }
}

/// Reads bare digits with an optional point and exponent; also returns the places after the point.
fn digits(text: &str) -> Result<(Decimal, u32), LiteralError> {
    if text.contains(',') && text.chars().all(|c| c.is_ascii_digit() || ",._".contains(c)) {
        return Err(LiteralError::Comma);
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| LiteralError::NotANumber)?),
        None => (text, 0),
    };
    let bytes = mantissa.as_bytes();
    let underscore_is_inside =
        |i: usize| i > 0 && bytes[i - 1].is_ascii_digit() && bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
    let well_formed = bytes.iter().enumerate().all(|(i, b)| match b {
        b'0'..=b'9' | b'.' => true,
        b'_' => underscore_is_inside(i),
        _ => false,
    });
    let plain: String = mantissa.chars().filter(|c| *c != '_').collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    if !well_formed || fraction.contains('.') || whole.len() + fraction.len() == 0 {
        return Err(LiteralError::NotANumber);
    }
    let value = Decimal::from_str_exact(&format!("0{plain}")).map_err(|_| LiteralError::TooManyDigits)?;
    let places = u32::try_from(fraction.len()).map_err(|_| LiteralError::TooManyDigits)?;
    let significant = format!("{whole}{fraction}");
    if significant.trim_start_matches('0').len() > 28 || places > 28 {
        return Err(LiteralError::TooManyDigits);
    }
    let shifted_places = (i64::from(places) - i64::from(exponent)).max(0);
    let shifted_places = u32::try_from(shifted_places).map_err(|_| LiteralError::TooManyDigits)?;
    if shifted_places > 28 {
        return Err(LiteralError::TooManyDigits);
    }
    Ok((scale(value, exponent)?, shifted_places))
}

/// Multiplies by a power of ten, exactly or not at all.
fn scale(value: Decimal, exponent: i32) -> Result<Decimal, LiteralError> {
    if value.is_zero() || exponent == 0 {
        return Ok(value);
    }
    if exponent.unsigned_abs() > 28 {
        return Err(LiteralError::TooManyDigits);
    }
    let ten = Decimal::from_i128_with_scale(10_i128.pow(exponent.unsigned_abs()), 0);
    if exponent > 0 {
        return value.checked_mul(ten).ok_or(LiteralError::TooManyDigits);
    }
    let value = value.normalize();
    let places = value.scale() + exponent.unsigned_abs();
    if places > 28 {
        return Err(LiteralError::TooManyDigits);
    }
    Decimal::try_from_i128_with_scale(value.mantissa(), places).map_err(|_| LiteralError::TooManyDigits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: &str) {
        let expected: Decimal = value.parse().unwrap();
        assert_eq!(Literal::parse(text).map(|l| l.value), Ok(expected), "{text}");
    }

    fn refuse(text: &str, why: LiteralError) {
        assert_eq!(Literal::parse(text), Err(why), "{text}");
    }

    #[test]
    fn numbers_as_people_write_them() {
        check("400_000", "400000");
        check("400k", "400000");
        check("1.2M", "1200000");
        check("3.5B", "3500000000");
        check("$0.25", "0.25");
        check("-$0.25", "-0.25");
        check("€ 1.5k", "1500");
        check("12%", "0.12");
        check("0.5 fte", "0.5");
        check(".5", "0.5");
        check("1e6", "1000000");
        check("2.5e-7", "0.00000025");
        check("0.15", "0.15");
    }

    #[test]
    fn the_last_digit_written_is_known() {
        let last = |text: &str| Literal::parse(text).unwrap().last_digit.normalize().to_string();
        assert_eq!(last("69.2905"), "0.0001");
        assert_eq!(last("5300"), "1");
        assert_eq!(last("1.2M"), "100000");
        assert_eq!(last("12.5%"), "0.001");
    }

    #[test]
    fn what_is_no_number_says_why() {
        refuse("many", LiteralError::NotANumber);
        refuse("", LiteralError::NotANumber);
        refuse("1__000", LiteralError::NotANumber);
        refuse("_1", LiteralError::NotANumber);
        refuse("1.2.3", LiteralError::NotANumber);
        refuse("1,000", LiteralError::Comma);
        refuse("0,15", LiteralError::Comma);
        refuse("nan", LiteralError::NotFinite);
        refuse("-inf", LiteralError::NotFinite);
        refuse("12345678901234567890123456789", LiteralError::TooManyDigits);
        refuse("1e40", LiteralError::TooManyDigits);
        refuse("0e-29", LiteralError::TooManyDigits);
        refuse("1.0e-28", LiteralError::TooManyDigits);
        refuse("0e-2147483648", LiteralError::TooManyDigits);
        refuse("0.00000000000000000000000000001", LiteralError::TooManyDigits);
    }
}
