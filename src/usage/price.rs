//! Prices of the models that exports name: the catalog's, and those that the exports charge.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::need::decimal;
use super::row::Class;
use super::tally::{Billed, Sums};
use super::usage::Usage;
use crate::catalog::{LlmModel, MeantNames, Rates};
use crate::quantity::Date;

/// Prices of a million tokens, by the day from which they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPrices {
    /// Where the prices are from.
    pub source: PriceSource,
    /// By the first day, ascending; the first hold from the beginning.
    dated: Vec<(Option<Date>, Rates<Decimal>)>,
    /// What a batch costs less, as a share, in the order of [`Class::ALL`]; none where nobody knows.
    batch_discounts: Option<[Decimal; 5]>,
}

/// Where prices are from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriceSource {
    /// What the exports charge for quantities that they state.
    Charges,
    /// An entry of the catalog, and what the exports charge where they say so.
    Catalog(Box<LlmModel>, Option<Rates<Decimal>>),
}

impl ModelPrices {
    /// Prices that charges of exports amount to.
    #[must_use]
    pub fn charged(rates: Rates<Decimal>) -> Self {
        Self { source: PriceSource::Charges, dated: vec![(None, rates)], batch_discounts: None }
    }

    /// The prices of an entry of the catalog, beside those that exports charge.
    #[must_use]
    pub fn listed(model: LlmModel, charged: Option<Rates<Decimal>>) -> Self {
        let (normal, batch) = (model.current(), model.batch_rates());
        let discount = |class| {
            let share =
                of(&batch, class).checked_div(of(normal, class)).map_or(Decimal::ZERO, |left| Decimal::ONE - left);
            share.clamp(Decimal::ZERO, Decimal::ONE)
        };
        let batch_discounts = model.batch.is_some().then(|| Class::ALL.map(discount));
        let dated = model.dated();
        Self { source: PriceSource::Catalog(Box::new(model), charged), dated, batch_discounts }
    }

    /// The prices that held on a day; the first known ones before that.
    #[must_use]
    pub fn on(&self, day: Option<Date>) -> &Rates<Decimal> {
        let held = |from: Option<Date>| from.zip(day).is_none_or(|(from, day)| from <= day);
        let last = self.dated.iter().rev().find(|(from, _)| held(*from));
        &last.unwrap_or(&self.dated[0]).1
    }

    /// What the tokens of a day cost, counted from 1970-01-01; none when some were in a batch and nobody
    /// knows that price, when requests cost something and are not counted, or beyond 28 digits.
    #[must_use]
    pub fn cost(&self, day: i64, sums: &Sums) -> Option<Decimal> {
        let rates = self.on(u32::try_from(day).ok().and_then(Date::from_unix_days));
        let mut total = match rates.per_request.filter(|price| !price.is_zero()) {
            Some(_) if sums.uncounted > 0 => return None,
            Some(price) => decimal(sums.requests).checked_mul(price)?,
            None => Decimal::ZERO,
        };
        for ((class, batched), index) in Class::ALL.into_iter().zip(sums.batched_tokens).zip(0..) {
            let price = of(rates, class).checked_div(Decimal::from(1_000_000))?;
            let discount = if batched == 0 { Decimal::ZERO } else { self.batch_discounts?[index] };
            let off = decimal(batched).checked_mul(discount)?;
            let paid = decimal(sums.of(class)).checked_sub(off)?.checked_mul(price)?;
            total = total.checked_add(paid)?;
        }
        Some(total)
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

    /// The catalog's prices of the models that it knows, else those that the exports charge. Of exports in
    /// another currency than the catalog's dollars the charges come first.
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
