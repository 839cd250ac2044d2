//! Prices of a model by day.

use rust_decimal::Decimal;

use crate::catalog::{LlmModel, Rates};
use crate::quantity::Date;
use crate::usage::entry::class::Class;

/// Prices of a million tokens, by the day from which they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPrices {
    /// Where the prices are from.
    pub source: PriceSource,
    /// How prices that the exports charge are known; none of the catalog's.
    pub basis: Option<Basis>,
    /// By the first day, ascending; the first hold from the beginning.
    dated: Vec<(Option<Date>, Rates<Decimal>)>,
}

/// Where prices are from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriceSource {
    /// What the exports charge for quantities that they state.
    Charges,
    /// An entry of the catalog, and what the exports charge where they say so.
    Catalog(Box<LlmModel>, Option<Rates<Decimal>>),
}

/// How prices that exports charge are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// As charges over the quantities that they are for.
    Lines,
    /// As the prices of each class of tokens that explain what every day cost.
    Fit,
    /// As the mean cost of a token: classes are not told apart.
    Mean,
}

impl Basis {
    /// What the prices are, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Lines => "what the exports charge",
            Self::Fit => "no price list has it: what explains its own cost on every day",
            Self::Mean => "no price list has it: its own mean cost of a token, input and output alike",
        }
    }
}

impl ModelPrices {
    /// Prices that a model's own costs amount to.
    #[must_use]
    pub fn own(rates: Rates<Decimal>, basis: Basis) -> Self {
        Self { source: PriceSource::Charges, basis: Some(basis), dated: vec![(None, rates)] }
    }

    /// Prices that charges of exports amount to.
    #[must_use]
    pub fn charged(rates: Rates<Decimal>) -> Self {
        Self::own(rates, Basis::Lines)
    }

    /// The prices of an entry of the catalog, beside those that exports charge.
    #[must_use]
    pub fn listed(model: LlmModel, charged: Option<Rates<Decimal>>) -> Self {
        let dated = model.dated();
        Self { source: PriceSource::Catalog(Box::new(model), charged), basis: None, dated }
    }

    /// The prices that held on a day; the first known ones before that.
    #[must_use]
    pub fn on(&self, day: Option<Date>) -> &Rates<Decimal> {
        let held = |from: Option<Date>| from.zip(day).is_none_or(|(from, day)| from <= day);
        let last = self.dated.iter().rev().find(|(from, _)| held(*from));
        &last.unwrap_or(&self.dated[0]).1
    }
}

/// The price of a million tokens of a class: parts of the input without a price of their own cost what
/// fresh input does, and what is kept for an hour what is kept for minutes.
#[must_use]
pub fn of(rates: &Rates<Decimal>, class: Class) -> Decimal {
    let written = rates.cache_write.unwrap_or(rates.input);
    match class {
        Class::Fresh => rates.input,
        Class::Cached => rates.cache_read.unwrap_or(rates.input),
        Class::Written => written,
        Class::WrittenLong => rates.cache_write_1h.unwrap_or(written),
        Class::Output => rates.output,
    }
}
