//! JSON read a level at a time, each number as the text it was written in, so that a price never
//! passes through a binary float.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde_json::value::RawValue;

use crate::quantity::Literal;

/// One JSON value, not looked into yet.
#[derive(Clone, Copy, Debug)]
pub struct Json<'a>(&'a str);

/// Why a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The line of the fault, from 1.
    pub line: usize,
    /// Whether the text ends too early.
    pub cut_short: bool,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cut_short {
            return write!(f, "the text ends in the middle of a value, in line {}", self.line);
        }
        write!(f, "line {} is no JSON", self.line)
    }
}

impl std::error::Error for JsonError {}

impl<'a> Json<'a> {
    /// Checks a whole text.
    ///
    /// # Errors
    /// Where the text is no JSON, or ends too early.
    pub fn parse(text: &'a str) -> Result<Self, JsonError> {
        let parsed: Result<&RawValue, _> = serde_json::from_str(text);
        parsed.map(|raw| Self(raw.get())).map_err(|error| JsonError { line: error.line(), cut_short: error.is_eof() })
    }

    /// A value that was checked before.
    #[must_use]
    pub fn checked(text: &'a str) -> Self {
        Self(text.trim())
    }

    /// The text of the value.
    #[must_use]
    pub fn raw(self) -> &'a str {
        self.0
    }

    /// The entries of an object, by key; the last of a key that stands twice.
    #[must_use]
    pub fn object(self) -> Option<BTreeMap<String, Self>> {
        let entries: BTreeMap<String, &'a RawValue> = serde_json::from_str(self.0).ok()?;
        Some(entries.into_iter().map(|(key, raw)| (key, Self(raw.get()))).collect())
    }

    /// The items of a list.
    #[must_use]
    pub fn list(self) -> Option<Vec<Self>> {
        let items: Vec<&'a RawValue> = serde_json::from_str(self.0).ok()?;
        Some(items.into_iter().map(|raw| Self(raw.get())).collect())
    }

    /// A text.
    #[must_use]
    pub fn text(self) -> Option<String> {
        serde_json::from_str(self.0).ok()
    }

    /// `true` or `false`.
    #[must_use]
    pub fn flag(self) -> Option<bool> {
        serde_json::from_str(self.0).ok()
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.0 == "null"
    }

    /// A number of at least 0, bare or in quotes, also in scientific notation.
    ///
    /// # Errors
    /// What is wrong with it, in a few words.
    pub fn amount(self) -> Result<Decimal, &'static str> {
        let quoted = self.text();
        let text = quoted.as_deref().unwrap_or(self.0);
        let literal = Literal::parse(text).map_err(|error| error.explain().0)?;
        if literal.percent || literal.fte || literal.magnitude.is_some() || literal.currency.is_some() {
            return Err("not a plain number");
        }
        if literal.value < Decimal::ZERO {
            return Err("below 0");
        }
        Ok(literal.value.normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn numbers_keep_every_digit() {
        let amount = |text| Json::parse(text).unwrap().amount();
        assert_eq!(amount("0.15"), Ok(dec!(0.15)));
        assert_eq!(amount("1e-07"), Ok(dec!(0.0000001)));
        assert_eq!(amount("1.25E-6"), Ok(dec!(0.00000125)));
        assert_eq!(amount("\"2.5\""), Ok(dec!(2.5)));
        assert_eq!(amount("\"2,5\""), Err("a comma in a number is ambiguous"));
        assert_eq!(amount("-1"), Err("below 0"));
        assert_eq!(amount("\"12%\""), Err("not a plain number"));
        assert_eq!(amount("null"), Err("not a number"));
        assert_eq!(amount("1e400"), Err("more than 28 digits cannot be held exactly"));
    }

    #[test]
    fn what_is_no_json_says_where() {
        assert_eq!(Json::parse("{\"a\": 1,\n\"b\": [").unwrap_err(), JsonError { line: 2, cut_short: true });
        assert_eq!(Json::parse("model,price\n").unwrap_err(), JsonError { line: 1, cut_short: false });
        // nesting is walked, not recursed into
        assert!(Json::parse(&"[".repeat(1_000_000)).unwrap_err().cut_short);
    }
}
