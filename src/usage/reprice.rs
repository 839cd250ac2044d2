//! What the tokens of exports cost at known prices, against what the exports say that they cost.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::price::{ModelPrices, PriceSource, Prices};
use super::tally::Sums;
use super::usage::Usage;
use crate::quantity::Date;

/// A model's tokens priced anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repriced {
    /// The model, as the exports call it.
    pub model: String,
    /// What the exports say that it cost; none when they do not, or not of every row.
    pub charged: Option<Decimal>,
    /// What its tokens cost at known prices, or why that is not known.
    pub repriced: Result<Decimal, Unpriced>,
    /// Where these prices are from; none when there are none.
    pub source: Option<PriceSource>,
}

/// Why tokens have no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpriced {
    /// Nobody knows the model's prices.
    Unknown,
    /// The prices are known in dollars, and the exports are in another currency.
    Currency,
    /// Some tokens were in a batch or requests cost something, and nobody knows what or how many.
    Part,
}

impl Unpriced {
    /// Why, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Unknown => "no prices are known, its tokens are not priced",
            Self::Currency => "its prices are known in USD only, its tokens are not priced",
            Self::Part => "the price of its batches or requests is not known, its tokens are not priced",
        }
    }
}

impl Repriced {
    /// Repriced less charged, as a share of what was charged.
    #[must_use]
    pub fn difference(&self) -> Option<Decimal> {
        let (charged, repriced) = (self.charged?, self.repriced.ok()?);
        repriced.checked_sub(charged)?.checked_div(charged)
    }

    /// The entry of the catalog that its prices are from: name, source and date.
    #[must_use]
    pub fn entry(&self) -> Option<(&str, &str, &str)> {
        match self.source.as_ref()? {
            PriceSource::Catalog(model, _) => Some((&model.id, &model.citation.source, &model.citation.as_of)),
            PriceSource::Charges => None,
        }
    }

    /// Whether its prices differ by the hour, so that their mean over a day stands for all of them.
    #[must_use]
    pub fn is_mean_of_hours(&self) -> bool {
        matches!(&self.source, Some(PriceSource::Catalog(model, _)) if model.off_peak.is_some())
    }

    /// The length of a prompt above which its tokens cost more; requests are not told apart by length.
    #[must_use]
    pub fn dearer_above(&self) -> Option<Decimal> {
        match self.source.as_ref()? {
            PriceSource::Catalog(model, _) => Some(model.current().tiers.first()?.over),
            PriceSource::Charges => None,
        }
    }
}

/// Every model with tokens, priced anew at the prices of each day: on the days that costs are known of,
/// where they are known of any.
#[must_use]
pub fn reprice(usage: &Usage, prices: &Prices) -> Vec<Repriced> {
    let mut models = BTreeMap::<&str, BTreeMap<i64, Sums>>::new();
    for ((model, _), group) in &usage.groups {
        let days = models.entry(model).or_default();
        for (day, sums) in &group.days {
            days.entry(*day).or_default().add(sums);
        }
    }
    models.into_iter().filter_map(|(model, days)| one((model, &days), (usage, prices.get(model)))).collect()
}

fn one(
    (model, days): (&str, &BTreeMap<i64, Sums>),
    (usage, prices): (&Usage, Option<&ModelPrices>),
) -> Option<Repriced> {
    let mut all = Sums::default();
    for sums in days.values() {
        all.add(sums);
    }
    if all.input() + all.output == 0 {
        return None;
    }
    // costs may stand in rows or files of their own; a day that only some rows have a cost on cannot be
    // compared
    let is_costed = |sums: &Sums| sums.costed > 0 && (sums.unpriced == 0 || sums.costed_apart > 0);
    let mut costed = Sums::default();
    days.values().filter(|sums| is_costed(sums)).for_each(|sums| costed.add(sums));
    let compared = days.iter().filter(|(_, sums)| costed.costed == 0 || is_costed(sums));
    let cost = |prices: &ModelPrices| {
        let mut costs = compared.map(|(day, sums)| prices.cost(*day, sums));
        costs.try_fold(Decimal::ZERO, |total, cost| total.checked_add(cost?)).ok_or(Unpriced::Part)
    };
    let repriced = match prices {
        None => Err(Unpriced::Unknown),
        Some(ModelPrices { source: PriceSource::Catalog(..), .. }) if !usage.is_in_dollars() => Err(Unpriced::Currency),
        Some(prices) => cost(prices),
    };
    Some(Repriced {
        model: model.to_owned(),
        charged: (costed.costed > 0).then(|| costed.cost.decimal()),
        repriced,
        source: prices.map(|prices| prices.source.clone()),
    })
}

/// Entries of the catalog that are older than 90 days on a day: their names and ages in days.
#[must_use]
pub fn stale(prices: &Prices, day: Date) -> BTreeMap<&str, i64> {
    const OLD: i64 = 90;
    let aged = |(_, model): (_, &'_ crate::catalog::LlmModel)| model.citation.age(day);
    let entries = prices.listed().filter_map(|named| Some((named.1.id.as_str(), aged(named)?)));
    entries.filter(|(_, age)| *age > OLD).collect()
}
