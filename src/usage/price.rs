//! Prices by model, and what the tokens of an export cost at them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::need::decimal;
use super::row::Class;
use super::tally::{Billed, Sums};
use super::usage::Usage;

/// Prices of a million tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPrices {
    /// Input that no cache held.
    pub input: Decimal,
    /// Input read from a cache; the input's where none.
    pub cached_input: Option<Decimal>,
    /// Input written to a cache for minutes; the input's where none.
    pub cache_write: Option<Decimal>,
    /// Input written to a cache for an hour; the one for minutes where none.
    pub cache_write_long: Option<Decimal>,
    /// Output.
    pub output: Decimal,
    /// What a batch costs less, as a share.
    pub batch_discount: Option<Decimal>,
    /// Where the prices are from.
    pub source: String,
}

impl ModelPrices {
    /// The price of a class.
    #[must_use]
    pub fn of(&self, class: Class) -> Decimal {
        let written = self.cache_write.unwrap_or(self.input);
        match class {
            Class::Fresh => self.input,
            Class::Cached => self.cached_input.unwrap_or(self.input),
            Class::Written => written,
            Class::WrittenLong => self.cache_write_long.unwrap_or(written),
            Class::Output => self.output,
        }
    }

    /// What tokens cost; none when some were in a batch and nobody knows that price, or beyond 28
    /// digits.
    #[must_use]
    pub fn cost(&self, sums: &Sums) -> Option<Decimal> {
        let mut total = Decimal::ZERO;
        for (class, batched) in Class::ALL.into_iter().zip(sums.batched_tokens) {
            let price = self.of(class).checked_div(Decimal::from(1_000_000))?;
            let discount = if batched == 0 { Decimal::ZERO } else { self.batch_discount? };
            let off = decimal(batched).checked_mul(discount)?;
            let paid = decimal(sums.of(class)).checked_sub(off)?.checked_mul(price)?;
            total = total.checked_add(paid)?;
        }
        Some(total)
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
                let source = "what the exports charge".to_owned();
                prices.insert(
                    model,
                    ModelPrices {
                        input,
                        cached_input: price(Class::Cached),
                        cache_write: price(Class::Written),
                        cache_write_long: price(Class::WrittenLong),
                        output,
                        batch_discount: None,
                        source,
                    },
                );
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
}

fn per_million(billed: &Billed) -> Option<Decimal> {
    let quantity = billed.quantity.decimal().checked_div(Decimal::from(1_000_000))?;
    Some(billed.cost.decimal().checked_div(quantity)?.round_dp(10).normalize())
}

/// A model's tokens priced anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repriced {
    /// The model.
    pub model: String,
    /// What the exports say that it cost; none when they do not, or not of every row.
    pub charged: Option<Decimal>,
    /// What its tokens cost at known prices; none when these, or the price of a batch, are not known.
    pub repriced: Option<Decimal>,
}

impl Repriced {
    /// Repriced less charged, as a share of what was charged.
    #[must_use]
    pub fn difference(&self) -> Option<Decimal> {
        let (charged, repriced) = (self.charged?, self.repriced?);
        repriced.checked_sub(charged)?.checked_div(charged)
    }
}

/// Every model with tokens, priced anew: on the days that costs are known of, where they are known
/// of any.
#[must_use]
pub fn reprice(usage: &Usage, prices: &Prices) -> Vec<Repriced> {
    let mut models = BTreeMap::<&str, BTreeMap<i64, Sums>>::new();
    for ((model, _), group) in &usage.groups {
        let days = models.entry(model).or_default();
        for (day, sums) in &group.days {
            days.entry(*day).or_default().add(sums);
        }
    }
    let one = |(model, days): (&str, BTreeMap<i64, Sums>)| {
        let (mut all, mut costed) = (Sums::default(), Sums::default());
        for sums in days.values() {
            all.add(sums);
            // costs may stand in rows or files of their own; a day that only some rows have a cost on
            // cannot be compared
            if sums.costed > 0 && (sums.unpriced == 0 || sums.costed_apart > 0) {
                costed.add(sums);
            }
        }
        let compared = if costed.costed > 0 { &costed } else { &all };
        (all.input() + all.output > 0).then(|| Repriced {
            model: model.to_owned(),
            charged: (costed.costed > 0).then(|| costed.cost.decimal()),
            repriced: prices.get(model).and_then(|prices| prices.cost(compared)),
        })
    };
    models.into_iter().filter_map(one).collect()
}
