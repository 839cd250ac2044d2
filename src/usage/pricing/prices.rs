//! Prices of the models that exports name: the catalog's, and those that the exports charge.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::fit::own_prices;
use super::price::{ModelPrices, PriceSource};
use crate::catalog::{LlmModel, MeantNames, Rates};
use crate::usage::entry::class::Class;
use crate::usage::sum::group::Billed;
use crate::usage::sum::usage::Usage;

/// Prices by the name that exports give a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    by_model: BTreeMap<String, ModelPrices>,
}

impl Prices {
    /// Prices that charges of the exports themselves amount to: those of models charged for input
    /// and for output by class, as cost over quantity.
    #[must_use]
    pub fn billed(usage: &Usage) -> Self {
        let mut billed = BTreeMap::<&str, BTreeMap<Class, Billed>>::new();
        for ((model, _), group) in &usage.groups {
            let classes = billed.entry(model).or_default();
            for (class, more) in &group.billed {
                let sum = classes.entry(*class).or_default();
                sum.quantity = sum.quantity.plus(more.quantity);
                sum.cost = sum.cost.plus(more.cost);
            }
        }
        let mut prices = Self::default();
        for (model, classes) in billed.into_iter().filter(|(model, _)| !model.is_empty()) {
            let price = |class| classes.get(&class).and_then(per_million);
            if let (Some(input), Some(output)) = (price(Class::Fresh), price(Class::Output)) {
                let rates = Rates {
                    input,
                    output,
                    cache_read: price(Class::Cached),
                    cache_write: price(Class::Written),
                    cache_write_1h: price(Class::WrittenLong),
                    ..Rates::default()
                };
                prices.insert(model, ModelPrices::charged(rates));
            }
        }
        prices
    }

    /// The catalog's prices of the models that it knows, else those that the exports charge, else those that a
    /// model's own costs amount to. Of exports in another currency than the catalog's dollars the charges come first.
    #[must_use]
    pub fn known(usage: &Usage, names: &MeantNames<'_>) -> Self {
        let mut prices = Self::billed(usage);
        for model in usage.models() {
            let charged = prices.get(model).map(|billed| billed.on(None).clone());
            if charged.is_some() && !usage.is_in_dollars() {
                continue;
            }
            if let Some(entry) = names.find(model) {
                prices.insert(model, ModelPrices::listed(entry, charged));
            } else if charged.is_none()
                && let Some(own) = own_prices(usage, model)
            {
                prices.insert(model, own);
            }
        }
        prices
    }

    /// Sets the prices of a model.
    pub fn insert(&mut self, model: &str, prices: ModelPrices) {
        self.by_model.insert(model.to_owned(), prices);
    }

    /// The prices of a model.
    #[must_use]
    pub fn get(&self, model: &str) -> Option<&ModelPrices> {
        self.by_model.get(model)
    }

    /// Every entry of the catalog that prices a model, with the model's name in the exports.
    pub fn listed(&self) -> impl Iterator<Item = (&str, &LlmModel)> {
        self.by_model.iter().filter_map(|(name, prices)| match &prices.source {
            PriceSource::Catalog(model, _) => Some((name.as_str(), &**model)),
            PriceSource::Charges => None,
        })
    }
}

fn per_million(billed: &Billed) -> Option<Decimal> {
    let quantity = billed.quantity.decimal().checked_div(Decimal::from(1_000_000))?;
    Some(billed.cost.decimal().checked_div(quantity)?.round_dp(10).normalize())
}
