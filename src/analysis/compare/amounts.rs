//! What an option comes to, and differences of that.

use rust_decimal::Decimal;

use crate::analysis::figures::Figures;
use crate::analysis::options::categories;
use crate::scenario::language::CATEGORIES;
use crate::sheet::ExactReading;

/// An option's amounts over the horizon, or a difference of two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// The total cost.
    pub tco: Decimal,
    /// Its present value, by which options are ranked.
    pub present_value: Decimal,
    /// Value less cost.
    pub net_value: Decimal,
    /// The cost by category, in the order of reports; those of 0 are left out.
    pub categories: Vec<(&'static str, Decimal)>,
}

impl Amounts {
    /// What a reading of the model has for an option.
    #[must_use]
    pub fn of(figures: &Figures<'_>, option: usize, exact: &ExactReading) -> Self {
        let model = &figures.model.options[option];
        let tco = exact.get(model.tco);
        Self {
            tco,
            present_value: exact.get(model.present_value),
            net_value: exact.sum(&model.value).saturating_sub(tco),
            categories: categories(model, exact, figures.scenario.months),
        }
    }

    /// The cost of a category.
    #[must_use]
    pub fn category(&self, category: &str) -> Decimal {
        self.categories.iter().find(|(name, _)| *name == category).map_or(Decimal::ZERO, |(_, amount)| *amount)
    }

    /// Whether nothing of it differs from 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.with(other, Decimal::saturating_add)
    }

    /// The difference.
    #[must_use]
    pub fn less(&self, other: &Self) -> Self {
        self.with(other, Decimal::saturating_sub)
    }

    fn with(&self, other: &Self, operation: fn(Decimal, Decimal) -> Decimal) -> Self {
        let each = |name: &&'static str| (*name, operation(self.category(name), other.category(name)));
        Self {
            tco: operation(self.tco, other.tco),
            present_value: operation(self.present_value, other.present_value),
            net_value: operation(self.net_value, other.net_value),
            categories: CATEGORIES.iter().map(each).filter(|(_, amount)| !amount.is_zero()).collect(),
        }
    }
}
