//! Figures with their units, as derivations show them.

use rust_decimal::Decimal;

use super::Currency;
use super::figures::grouped;

/// The most places after the point.
const PLACES: u32 = 12;

/// A number to six significant digits, and to two places from 1,000 on.
#[must_use]
pub fn number(value: Decimal) -> String {
    let sized = |value: Decimal| {
        if value.abs() < Decimal::ONE_THOUSAND { value.round_sf(6).unwrap_or(value) } else { value.round_dp(2) }
    };
    let rounded = sized(value).normalize();
    grouped(rounded, rounded.scale())
}

/// A figure in a unit, without the unit. An amount of money has the places of its currency, and three
/// significant digits below 1; a price has six, and the places of its currency at least.
#[must_use]
pub fn figure_in(value: Decimal, unit: &str) -> String {
    let (of, is_price) = unit.split_once('/').map_or((unit, false), |(of, _)| (of, true));
    let Some(currency) = Currency::find(of) else { return number(value) };
    let small = value.abs() < Decimal::ONE;
    let digits = match (is_price, small) {
        (true, _) => 6,
        (false, true) => 3,
        (false, false) => return grouped(value, currency.minor_digits),
    };
    let rounded = value.round_sf(digits).unwrap_or(value).round_dp(PLACES).normalize();
    grouped(rounded, rounded.scale().max(currency.minor_digits))
}

/// A figure with its unit.
#[must_use]
pub fn measured(value: Decimal, unit: &str) -> String {
    let figure = figure_in(value, unit);
    if unit.is_empty() { figure } else { format!("{figure} {unit}") }
}

/// A figure in percent, without the sign.
#[must_use]
pub fn hundredfold(value: Decimal) -> String {
    number(value.saturating_mul(Decimal::ONE_HUNDRED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn amounts_have_the_places_of_their_currency_and_prices_what_they_need() {
        let rows = [
            (dec!(463.968), "USD", "463.97 USD"),
            (dec!(3800), "USD", "3,800.00 USD"),
            (dec!(1255.6), "USD", "1,255.60 USD"),
            (dec!(-4.28), "USD", "-4.28 USD"),
            (dec!(0), "USD", "0.00 USD"),
            (dec!(0.1), "USD", "0.10 USD"),
            (dec!(0.0123456), "USD", "0.0123 USD"),
            (dec!(1500.5), "JPY", "1,500 JPY"), // half to even
            (dec!(0.00929091234), "USD/request", "0.00929091 USD/request"),
            (dec!(0.86), "USD/GPU-hour", "0.86 USD/GPU-hour"),
            (dec!(1), "USD/Mtok", "1.00 USD/Mtok"),
            (dec!(1460), "GPU-hour", "1,460 GPU-hour"),
            (dec!(999.9999999999), "request", "1,000 request"),
            (dec!(283842.7123), "request", "283,842.71 request"),
            (dec!(2.813862), "", "2.81386"),
        ];
        for (value, unit, shown) in rows {
            assert_eq!(measured(value, unit), shown);
        }
        assert_eq!(hundredfold(dec!(0.00152207)), "0.152207");
    }
}
