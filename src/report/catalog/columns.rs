//! Columns and cells of the catalog's lists.

use rust_decimal::Decimal;

use super::listing::Column;
use crate::catalog::Citation;
use crate::quantity::figures::exact;

/// A column of words.
pub const fn word(name: &'static str, head: &'static str) -> Column {
    Column { name, head: Some(head), is_number: false }
}

/// A column of numbers.
pub const fn figure(name: &'static str, head: &'static str) -> Column {
    Column { name, head: Some(head), is_number: true }
}

/// A column that a terminal has no room for.
pub const fn more(name: &'static str) -> Column {
    Column { name, head: None, is_number: false }
}

/// The last two cells of an entry: its date and its source.
pub fn cited(citation: &Citation) -> [String; 2] {
    [citation.as_of.clone(), citation.source.clone()]
}

/// A number that may not be known.
pub fn some(value: Option<Decimal>) -> String {
    value.map(exact).unwrap_or_default()
}
