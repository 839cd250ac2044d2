//! One number of a scenario as resolved: its value, unit and where it came from.

use rust_decimal::Decimal;

use super::source::Span;
use crate::quantity::{Quantity, Unit, YearMonth};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A place in the file or on the command line.
    Written(Span),
    /// A documented default.
    Default,
    /// The catalog; a price is in US dollars.
    Catalog(Box<Cited>),
}

/// An entry of the catalog that a value was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Its name.
    pub entry: String,
    /// Who says so.
    pub source: String,
    /// When it held: `2026-11-21`, or as much of it as is known.
    pub as_of: String,
    /// Of a figure that was worked out from the entry: for how many tokens of a request, in and out,
    /// as in `3,000/300`; none for a fact of the catalog.
    pub estimated_for: Option<String>,
}

/// A number with its path in the file, unit and origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Dotted path, as in `options.api.output_per_mtok`.
    pub path: String,
    /// The value and its spread.
    pub quantity: Quantity,
    /// The unit.
    pub unit: Unit,
    /// Whether it counts whole things, so that a draw is rounded half up.
    pub whole: bool,
    /// The least and the most it may be.
    pub bounds: (Option<Decimal>, Option<Decimal>),
    /// Where it came from.
    pub origin: Origin,
}

impl Input {
    /// The base case.
    #[must_use]
    pub fn base(&self) -> Decimal {
        self.quantity.base
    }

    /// Whether nobody wrote it.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.origin == Origin::Default
    }

    /// Whether it is of the catalog, so that a price is in US dollars.
    #[must_use]
    pub fn is_of_the_catalog(&self) -> bool {
        matches!(self.origin, Origin::Catalog(_))
    }

    /// Whether it is a share or a rate: it has no unit and lies between 0 and 1, or above -1.
    #[must_use]
    pub fn is_percentage(&self) -> bool {
        let is_share = self.bounds == (Some(Decimal::ZERO), Some(Decimal::ONE));
        self.unit == Unit::ONE && (is_share || self.bounds == (Some(Decimal::NEGATIVE_ONE), None))
    }

    /// Where it was written, if it was.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self.origin {
            Origin::Written(span) => Some(span),
            Origin::Default | Origin::Catalog(_) => None,
        }
    }
}

/// A price: one number that may drift, or steps by month that do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// One price for the whole horizon, before any yearly change.
    Flat(Input),
    /// Prices by the month from which they hold, ascending, the first at or before month 1.
    Steps(Vec<(u32, Input)>),
}

impl Price {
    /// The number that holds in a month, counted from 1.
    #[must_use]
    pub fn in_month(&self, month: u32) -> &Input {
        match self {
            Self::Flat(input) => input,
            Self::Steps(steps) => {
                let held = steps.iter().rev().find(|(from, _)| *from <= month.max(1));
                &held.unwrap_or(&steps[0]).1
            }
        }
    }

    /// Whether the price is written by month, so that no yearly change applies to it.
    #[must_use]
    pub fn steps(&self) -> bool {
        matches!(self, Self::Steps(_))
    }

    /// Every number of the price.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        let (flat, steps) = match self {
            Self::Flat(input) => (Some(input), [].as_slice()),
            Self::Steps(steps) => (None, steps.as_slice()),
        };
        flat.into_iter().chain(steps.iter().map(|(_, input)| input))
    }

    /// Whether any number of the price is above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.inputs().any(|input| input.base() > Decimal::ZERO)
    }
}

/// Months counted from `start`, 1 for the first; months before it count down from 0.
#[must_use]
pub fn month_number(start: YearMonth, month: YearMonth) -> i32 {
    month.since(start) + 1
}
