//! What the tokens of a model cost at known prices, held against what was charged for them, day by day.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::lane_price::{Assumed, DayCost, Tiers};
use super::price::ModelPrices;
use super::reprice::Unpriced;
use crate::usage::entry::lane::OrderedLanes;
use crate::usage::needs::costed::CostedDays;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// Tokens at known prices, and what they were charged at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What they cost at known prices, or why that is not known.
    pub repriced: Result<Decimal, Unpriced>,
    /// What was charged for the same tokens; none where that is told of no day.
    pub charged: Option<Decimal>,
    /// What the prices take for granted.
    pub assumed: Assumed,
    /// Tokens of tiers that nobody knows the price of, on all days.
    pub unpriced: Tiers,
    /// What was charged for these, or on their days where costs are not told by tier.
    pub charged_unpriced: Decimal,
    /// Days compared; months, where rows stand for more than a day.
    pub days: usize,
}

/// What a model's tokens cost in all, and what of it was at tiers without a known price.
#[must_use]
pub fn cost_in_all(usage: &Usage, model: &str, prices: &ModelPrices) -> DayCost {
    let mut days = BTreeMap::<i64, Sums>::new();
    for (_, group) in usage.groups.iter().filter(|((own, _), _)| own == model) {
        group.days.iter().for_each(|(day, sums)| days.entry(*day).or_default().add(sums));
    }
    let none = OrderedLanes::new();
    let lanes = usage.lanes.get(model).unwrap_or(&none);
    let mut all = DayCost { cost: Some(Decimal::ZERO), ..DayCost::default() };
    for (day, sums) in &days {
        all.add(prices.cost(*day, (sums, lanes)));
    }
    all
}

/// Prices the tokens of every day, and holds them against their cost on the days that tell it. Tokens of a tier
/// without a price are left out of both: the rows that tell both their tier and their cost are known; where costs
/// stand in rows of their own the whole day is left out.
#[must_use]
pub fn held(
    usage: &Usage,
    (lanes, days): (&OrderedLanes, &BTreeMap<i64, Sums>),
    prices: &ModelPrices,
    told: &CostedDays,
) -> Held {
    let mut units = BTreeMap::<i64, (Sums, DayCost)>::new();
    for (day, sums) in days {
        let (of_unit, cost) = units
            .entry(usage.unit_of(*day))
            .or_insert_with(|| (Sums::default(), DayCost { cost: Some(Decimal::ZERO), ..DayCost::default() }));
        of_unit.add(sums);
        cost.add(prices.cost(*day, (sums, lanes)));
    }
    let mut compared = DayCost { cost: Some(Decimal::ZERO), ..DayCost::default() };
    let mut all = compared.clone();
    let (mut charged, mut charged_unpriced, mut count) = (Decimal::ZERO, Decimal::ZERO, 0);
    for (unit, (sums, cost)) in units {
        all.add(cost.clone());
        if !told.costed.contains(&unit) {
            continue;
        }
        let apart = match sums.costed_apart {
            _ if cost.unpriced.is_empty() => Decimal::ZERO,
            0 if cost.priced > 0 => sums.cost_of_tiers(cost.unpriced.keys()),
            _ => {
                charged_unpriced = charged_unpriced.saturating_add(sums.cost_of_tokens());
                continue;
            }
        };
        charged = charged.saturating_add(sums.cost_of_tokens().saturating_sub(apart));
        charged_unpriced = charged_unpriced.saturating_add(apart);
        count += 1;
        compared.add(cost);
    }
    let has_none = all.priced == 0 && !all.unpriced.is_empty();
    let told = if count > 0 { &compared } else { &all };
    Held {
        repriced: told.cost.filter(|_| !has_none).ok_or(Unpriced::Part),
        charged: (count > 0).then_some(charged),
        assumed: told.assumed,
        charged_unpriced,
        days: count,
        unpriced: all.unpriced,
    }
}

impl DayCost {
    /// Adds what tokens of another day cost.
    pub fn add(&mut self, other: Self) {
        self.cost = self.cost.zip(other.cost).and_then(|(sum, more)| sum.checked_add(more));
        self.priced += other.priced;
        self.assumed.add(&other.assumed);
        for (tier, tokens) in other.unpriced {
            *self.unpriced.entry(tier).or_default() += tokens;
        }
    }
}
