//! What the tokens of exports cost at known prices, against what the exports say that they cost.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::held::{Held, held};
use super::lane_price::{Assumed, Tiers};
use super::price::{Basis, ModelPrices, PriceSource};
use super::prices::Prices;
use super::projects::{lanes_of, uncosted_projects};
use crate::quantity::Date;
use crate::usage::entry::amount::Amount;
use crate::usage::entry::lane::OrderedLanes;
use crate::usage::needs::costed::CostedDays;
use crate::usage::sum::group::Group;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// A model's tokens priced anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repriced {
    /// The model, as the exports call it.
    pub model: String,
    /// What the exports say that its tokens cost, on the days on which they say so of all of them, less those of tiers
    /// without a known price; none where there is no such day.
    pub charged: Option<Decimal>,
    /// What these tokens cost at known prices, of all days where nothing is charged; or why that is not known.
    pub repriced: Result<Decimal, Unpriced>,
    /// Where these prices are from; none when there are none.
    pub source: Option<PriceSource>,
    /// How prices that the exports charge are known; none of the catalog's.
    pub basis: Option<Basis>,
    /// What they take for granted.
    pub assumed: Assumed,
    /// Tokens of tiers that nobody knows the price of, on all days: not priced, and not compared.
    pub unpriced: Tiers,
    /// What was charged for these, or on their days where costs are not told by tier.
    pub charged_unpriced: Decimal,
    /// What was charged on days on which other tokens have no cost: these are not compared.
    pub uncompared: Decimal,
    /// On how many days both tokens and their cost are told, and on how many tokens.
    pub days: (usize, usize),
    /// Of its rows with a cost on the days compared, those that tell 0 for tokens, and all.
    pub free: (u64, u64),
    /// Projects whose tokens have no costs, while others' have: only those are compared.
    pub uncosted_projects: Vec<String>,
}

/// Why tokens have no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpriced {
    /// Nobody knows the model's prices.
    Unknown,
    /// The prices are known in dollars, and the exports are in another currency.
    Currency,
    /// All tokens were in a batch or another tier, or requests cost something, and nobody knows what or how many.
    Part,
    /// There are none: the cost is for something else, or for tokens that the exports do not tell.
    NoTokens,
}

impl Unpriced {
    /// Why, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Unknown => "no prices are known, its tokens are not priced",
            Self::Currency => "its prices are known in USD only, its tokens are not priced",
            Self::Part => "the price of its batches, tiers or requests is not known, its tokens are not priced",
            Self::NoTokens => "costs without tokens, which nothing can be held against",
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

    /// The length of a prompt above which its tokens cost more.
    #[must_use]
    pub fn dearer_above(&self) -> Option<Decimal> {
        match self.source.as_ref()? {
            PriceSource::Catalog(model, _) => Some(model.current().tiers.first()?.over),
            PriceSource::Charges => None,
        }
    }
}

/// Every model with tokens, priced anew at the prices of each day: on the days that the cost of its tokens is told,
/// where it is on any. Costs of models, days and requests without tokens
/// stand in lines of their own.
#[must_use]
pub fn reprice(usage: &Usage, prices: &Prices) -> Vec<Repriced> {
    let mut models = BTreeMap::<&str, Vec<(&str, &Group)>>::new();
    for ((model, project), group) in &usage.groups {
        models.entry(model).or_default().push((project, group));
    }
    let mut found = Vec::new();
    for (model, groups) in models {
        let of_model = OfModel::new(usage, model, groups);
        found.extend(of_model.compared(prices.get(model)));
        found.extend(of_model.apart());
    }
    found
}

/// What exports say of a model.
struct OfModel<'u> {
    model: &'u str,
    usage: &'u Usage,
    /// Its sums by day, counted from 1970-01-01 UTC.
    days: BTreeMap<i64, Sums>,
    /// Its tokens by day and what their price depends on.
    lanes: Cow<'u, OrderedLanes>,
    told: CostedDays,
    /// Projects whose tokens have no costs, where the others' have: these are left out of all the above.
    uncosted: Vec<String>,
}

impl<'u> OfModel<'u> {
    /// What exports say of a model's projects; where its costs name some of them, of these.
    fn new(usage: &'u Usage, model: &'u str, mut groups: Vec<(&'u str, &'u Group)>) -> Self {
        let uncosted = uncosted_projects(&groups);
        let lanes = if uncosted.is_empty() {
            usage.lanes.get(model).map_or_else(Cow::default, Cow::Borrowed)
        } else {
            groups.retain(|(project, _)| !uncosted.contains(project));
            Cow::Owned(lanes_of(&groups))
        };
        let mut days = BTreeMap::<i64, Sums>::new();
        for (day, sums) in groups.iter().flat_map(|(_, group)| &group.days) {
            days.entry(*day).or_default().add(sums);
        }
        let told = usage.costed_days(groups.into_iter().map(|(_, group)| (model, group)));
        let uncosted = uncosted.into_iter().map(str::to_owned).collect();
        Self { model, usage, days, lanes, told, uncosted }
    }

    /// Its tokens against their cost; none of a model without tokens.
    fn compared(&self, prices: Option<&ModelPrices>) -> Option<Repriced> {
        let CostedDays { used, costed } = &self.told;
        if used.is_empty() {
            return None;
        }
        let is_costed = |day: &i64| costed.contains(&self.usage.unit_of(*day));
        let held = self.held(prices);
        let (repriced, unpriced) = (held.repriced, held.unpriced);
        let is_priced = prices.filter(|_| repriced != Err(Unpriced::Unknown));
        Some(Repriced {
            model: self.model.to_owned(),
            charged: held.charged,
            repriced,
            source: is_priced.map(|prices| prices.source.clone()),
            basis: is_priced.and_then(|prices| prices.basis),
            assumed: held.assumed,
            unpriced,
            charged_unpriced: held.charged_unpriced,
            uncompared: self.cost_of_tokens(|day| {
                let unit = self.usage.unit_of(*day);
                used.contains(&unit) && !costed.contains(&unit)
            }),
            days: (held.days, used.len()),
            free: self
                .days
                .iter()
                .filter(|(day, _)| is_costed(day))
                .fold((0, 0), |(free, all), (_, sums)| (free + sums.free, all + sums.costed)),
            uncosted_projects: self.uncosted.clone(),
        })
    }

    /// Its tokens at known prices, where there are any that may be held against its costs.
    fn held(&self, prices: Option<&ModelPrices>) -> Held {
        let costed = &self.told.costed;
        let not = |why| Held {
            repriced: Err(why),
            charged: (!costed.is_empty())
                .then(|| self.cost_of_tokens(|day| costed.contains(&self.usage.unit_of(*day)))),
            assumed: Assumed::default(),
            unpriced: Tiers::new(),
            charged_unpriced: Decimal::ZERO,
            days: costed.len(),
        };
        match prices {
            None | Some(ModelPrices { basis: Some(Basis::Mean), .. }) => not(Unpriced::Unknown),
            Some(ModelPrices { source: PriceSource::Catalog(..), .. }) if !self.usage.is_in_dollars() => {
                not(Unpriced::Currency)
            }
            Some(prices) => match held(self.usage, (&self.lanes, &self.days), prices, &self.told) {
                Held { repriced: Err(why), unpriced, .. } => Held { unpriced, ..not(why) },
                held => held,
            },
        }
    }

    /// Its costs on days without tokens, and those of requests without counts of tokens.
    fn apart(&self) -> Option<Repriced> {
        let is_used = |day: &i64| self.told.used.contains(&self.usage.unit_of(*day));
        let part = |(day, sums): (&i64, &Sums)| if is_used(day) { sums.cost_untold } else { sums.cost };
        let apart = self.days.iter().map(part).fold(Amount::ZERO, Amount::plus).decimal();
        (!apart.is_zero()).then(|| Repriced {
            model: self.model.to_owned(),
            charged: Some(apart),
            repriced: Err(Unpriced::NoTokens),
            source: None,
            basis: None,
            assumed: Assumed::default(),
            unpriced: Tiers::new(),
            charged_unpriced: Decimal::ZERO,
            uncompared: Decimal::ZERO,
            days: (0, 0),
            free: (0, 0),
            uncosted_projects: Vec::new(),
        })
    }

    fn cost_of_tokens(&self, is_of: impl Fn(&i64) -> bool) -> Decimal {
        let days = self.days.iter().filter(|(day, _)| is_of(day));
        days.fold(Decimal::ZERO, |sum, (_, sums)| sum.saturating_add(sums.cost_of_tokens()))
    }
}

/// Entries of the catalog that are older than 90 days on a day: their names and ages in days.
#[must_use]
pub fn stale(prices: &Prices, day: Date) -> BTreeMap<&str, i64> {
    const OLD: i64 = 90;
    let aged = |(_, model): (_, &'_ crate::catalog::LlmModel)| model.citation.age(day);
    let entries = prices.listed().filter_map(|named| Some((named.1.id.as_str(), aged(named)?)));
    entries.filter(|(_, age)| *age > OLD).collect()
}
