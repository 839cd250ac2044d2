//! Numbers as a chart shows them: `10k`, `1.2M`, `$0`, `−CHF 3.4k`.

use crate::quantity::Currency;

/// The most characters of a prefix that are drawn.
const LONGEST_PREFIX: usize = 12;

/// How amounts of money are written: what stands before the number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneyFormat {
    /// Text before the number, with its own space if it needs one: `$`, `€`, `CHF `. At most 12 characters are drawn.
    pub prefix: String,
}

impl MoneyFormat {
    /// Returns the format of an ISO 4217 code: the symbol where it is unmistakable, else the code and a space.
    ///
    /// ```
    /// use tco::report::chart::MoneyFormat;
    /// assert_eq!(MoneyFormat::for_currency("EUR").figure(1_234_000.0), "€1.23M");
    /// assert_eq!(MoneyFormat::for_currency("CHF").figure(-3_400.0), "−CHF 3.4k");
    /// ```
    #[must_use]
    pub fn for_currency(code: &str) -> Self {
        let prefix = match Currency::find(code) {
            Some(currency) => currency.prefix(),
            None if code.is_empty() => String::new(),
            None => format!("{code} "),
        };
        Self { prefix }
    }

    /// Writes an amount to three significant digits, below 1,000 with two decimals: `$12.30`, `$845`, `$1.23M`.
    #[must_use]
    pub fn figure(&self, amount: f64) -> String {
        let size = amount.abs();
        if (0.995..99.995).contains(&size) && size.fract() > 0.0 {
            return self.with_prefix(amount, &format!("{size:.2}"));
        }
        self.with_prefix(amount, &rounded(size))
    }

    /// Writes a tick of an axis whose ticks are `step` apart.
    pub(super) fn tick(&self, amount: f64, step: f64) -> String {
        self.with_prefix(amount, &on_step(amount.abs(), step))
    }

    fn with_prefix(&self, amount: f64, number: &str) -> String {
        // No currency needs more, and the ticks stay ticks whatever the prefix.
        let prefix: String = self.prefix.chars().take(LONGEST_PREFIX).collect();
        signed(amount, &prefix, number)
    }
}

/// Writes a count to three significant digits: `0`, `12.5`, `400k`.
pub(super) fn count(value: f64) -> String {
    signed(value, "", &rounded(value.abs()))
}

/// Writes a tick of a count axis whose ticks are `step` apart.
pub(super) fn count_tick(value: f64, step: f64) -> String {
    signed(value, "", &on_step(value.abs(), step))
}

/// Returns the power of ten of the first digit: 3 for 4,200 and -2 for 0.05. Zero and what is not finite give 0.
pub(super) fn exponent(value: f64) -> i32 {
    // The text form is exact on every machine; a logarithm may be off by one just below a power of ten.
    let text = format!("{value:e}");
    text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

/// Returns ten to the `exponent`, correctly rounded.
pub(super) fn power_of_ten(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or(0.0)
}

/// Puts the sign before everything else, and none before a number that is shown as zero.
fn signed(value: f64, prefix: &str, number: &str) -> String {
    let is_zero = !number.contains(|c: char| ('1'..='9').contains(&c));
    let sign = if value < 0.0 && !is_zero { "−" } else { "" };
    format!("{sign}{prefix}{number}")
}

/// Three significant digits with a suffix; 68,040 is `68.0k` and 68,000 is `68k`.
fn rounded(size: f64) -> String {
    if !size.is_finite() {
        return "–".to_owned();
    }
    let first = exponent(size);
    let unit = power_of_ten(first - 2);
    // Rounding first puts 999,999 under `M` and not under `k`.
    let near = if unit > 0.0 { (size / unit).round() * unit } else { size };
    let is_exact = (near - size).abs() <= size * 1e-9;
    // 999.7 has become 1,000 and lost a digit.
    let unit = power_of_ten(exponent(near) - 2);
    written(near, unit, if is_exact { Zeros::Dropped } else { Zeros::Kept })
}

/// Writes `size` with as many decimals as a multiple of `step` can need.
fn on_step(size: f64, step: f64) -> String {
    written(size, step, Zeros::Dropped)
}

/// What becomes of zeros at the end of a fraction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zeros {
    Dropped,
    Kept,
}

fn written(size: f64, step: f64, zeros: Zeros) -> String {
    // A multiple of the step is meant, so what is left below half a step is rounding.
    if size.is_nan() || size * 2.0 < step || size == 0.0 {
        return "0".to_owned();
    }
    let (scale, suffix) = suffix_for(size * (1.0 + 1e-9));
    if scale == 0.0 {
        return scientific(size, step);
    }
    let decimals = usize::try_from(-exponent(step / scale)).unwrap_or(0);
    let digits = format!("{:.decimals$}", size / scale);
    format!("{}{suffix}", if zeros == Zeros::Dropped { trimmed(&digits) } else { &digits })
}

/// Returns the divisor and letter of a size; a divisor of 0 asks for the scientific form.
fn suffix_for(size: f64) -> (f64, &'static str) {
    match size {
        s if !(1e-6..1e15).contains(&s) => (0.0, ""),
        s if s >= 1e12 => (1e12, "T"),
        s if s >= 1e9 => (1e9, "B"),
        s if s >= 1e6 => (1e6, "M"),
        s if s >= 1e3 => (1e3, "k"),
        _ => (1.0, ""),
    }
}

/// Writes `2.5e18`, with the digits that the step needs.
fn scientific(size: f64, step: f64) -> String {
    let decimals = usize::try_from(exponent(size) - exponent(step)).unwrap_or(0).min(6);
    let text = format!("{size:.decimals$e}");
    match text.split_once('e') {
        Some((digits, exponent)) => format!("{}e{exponent}", trimmed(digits)),
        None => text,
    }
}

fn trimmed(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_short() {
        let check = |value: f64, step: f64, want: &str| assert_eq!(count_tick(value, step), want, "{value} by {step}");
        check(10_000.0, 10_000.0, "10k");
        check(100_000.0, 20_000.0, "100k");
        check(1_000_000.0, 200_000.0, "1M");
        check(1_200_000.0, 200_000.0, "1.2M");
        check(1_250_000.0, 50_000.0, "1.25M");
        check(0.0, 5.0, "0");
        check(3.0 * 0.1, 0.1, "0.3"); // 0.30000000000000004
        check(0.0015, 0.0005, "0.0015");
        check(-250.0, 50.0, "−250");
        check(-1e-20, 1.0, "0");
        check(1e12, 1e11, "1T");
        check(2.5e18, 5e17, "2.5e18");
        check(4e-9, 2e-9, "4e-9");
        check(1_000_000.0 - 1e-4, 500_000.0, "1M"); // a sum of steps that fell a hair short
    }

    #[test]
    fn money_puts_the_sign_first_and_the_symbol_before_the_number() {
        let check = |code: &str, amount: f64, want: &str| {
            assert_eq!(MoneyFormat::for_currency(code).figure(amount), want);
        };
        check("USD", 0.0, "$0");
        check("USD", -0.0, "$0");
        check("USD", 1_234_567.0, "$1.23M");
        check("USD", 999_999.0, "$1.00M"); // not 1000k
        check("EUR", 250_000.0, "€250k");
        check("EUR", 68_040.0, "€68.0k");
        check("CHF", 1_200_000.0, "CHF 1.2M");
        check("CHF", -1_200_000.0, "−CHF 1.2M");
        check("USD", 12.3, "$12.30");
        check("USD", 5.0, "$5");
        check("USD", 99.999, "$100");
        check("USD", 0.001_234, "$0.00123");
        check("USD", f64::NAN, "$–");
        check("USD", f64::INFINITY, "$–");
    }

    #[test]
    fn exponents_are_exact_beside_a_power_of_ten() {
        assert_eq!(exponent(1000.0), 3);
        assert_eq!(exponent(1000.0_f64.next_down()), 2);
        assert_eq!(exponent(0.001), -3);
        assert_eq!(exponent(f64::NAN), 0);
    }
}
