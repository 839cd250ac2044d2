//! Quantities, units and unit prices as FOCUS writes them.

use rust_decimal::Decimal;

use crate::analysis::Row;
use crate::quantity::figures::exact;

/// Places that a product is right to: finer than an amount's six, so that quantity times price
/// rounds to the amount.
const PRODUCT_PLACES: usize = 9;

/// A quantity, its unit and what one costs.
#[derive(Clone, Debug)]
pub struct Measure {
    /// How many.
    pub quantity: String,
    /// Of what, in the plural.
    pub unit: String,
    /// The price of one.
    pub price: String,
}

/// What a row of the ledger charges for.
pub fn measured(row: &Row) -> Measure {
    Measure {
        quantity: factor(row.quantity, row.unit_price),
        unit: if row.unit == "replica" && row.covers.is_some() { "Replicas".to_owned() } else { unit(&row.unit) },
        price: factor(row.unit_price, row.quantity),
    }
}

/// One month at this price.
pub fn one_month(price: Decimal) -> Measure {
    Measure { quantity: "1".to_owned(), unit: "Months".to_owned(), price: exact(price) }
}

/// What a row of the ledger uses, in the unit that meters count: tokens by the piece.
pub fn consumed(row: &Row) -> (String, String) {
    let million = Decimal::from(1_000_000);
    match row.quantity.checked_mul(million) {
        Some(tokens) if row.unit == "Mtok" => (exact(tokens.round_dp(6)), "Tokens".to_owned()),
        _ => (factor(row.quantity, row.unit_price), unit(&row.unit)),
    }
}

/// A number with as many places as its product with `other` needs to be right.
fn factor(value: Decimal, other: Decimal) -> String {
    let whole = other.trunc().abs().normalize().to_string().len();
    let places = u32::try_from(PRODUCT_PLACES + whole).unwrap_or(28).min(28);
    exact(value.round_dp(places))
}

/// A unit of the ledger by the rules of FOCUS: capitalised, in the plural, compounds with a hyphen.
fn unit(unit: &str) -> String {
    let known = match unit {
        "payment" => "Units",
        "Mtok" => "1000000 Tokens",
        "kWh" => "kW-Hours",
        "GPU-hour" => "GPU-Hours",
        "seat" => "Seat-Months",
        "replica" => "Replica-Months",
        other => {
            // a code of a currency stays as it is
            if other.chars().all(char::is_uppercase) {
                return other.to_owned();
            }
            let mut letters = other.chars();
            let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
            return format!("{first}{}s", letters.as_str());
        }
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn factors_keep_what_their_product_needs() {
        assert_eq!(factor(dec!(0.15), dec!(1_000_000)), "0.15");
        // nine places, and one more for each digit of the other's whole part
        assert_eq!(factor(dec!(0.1234567890123456789), dec!(5)), "0.123456789");
        assert_eq!(factor(dec!(0.1234567890123456789), dec!(387_298.5)), "0.123456789012346");
    }

    #[test]
    fn units_are_plural_and_capitalised() {
        let check = |ledger: &str, focus: &str| assert_eq!(unit(ledger), focus);
        check("request", "Requests");
        check("Mtok", "1000000 Tokens");
        check("hour", "Hours");
        check("EUR", "EUR");
        check("payment", "Units");
    }
}
