//! What tokens cost on a day, by how they were served, how long their prompts were, and when.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::price::{ModelPrices, PriceSource, of};
use crate::catalog::{LlmModel, Rates, Tier};
use crate::quantity::Date;
use crate::usage::entry::class::Class;
use crate::usage::entry::lane::{Lane, OrderedLanes, Time};
use crate::usage::entry::served::Service;
use crate::usage::needs::need::decimal;
use crate::usage::sum::sums::Sums;

/// What was taken for granted where the exports do not tell what a price depends on: so many tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assumed {
    /// Priced as served at once, where batches, the flex or the priority tier cost something else.
    pub standard: u128,
    /// Priced as short prompts, where long ones cost more.
    pub short: u128,
    /// Priced with the mean over the hours of a week, where these differ.
    pub mean_hours: u128,
}

impl Assumed {
    /// Adds what was taken for granted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.standard += other.standard;
        self.short += other.short;
        self.mean_hours += other.mean_hours;
    }
}

/// What the tokens of a day cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayCost {
    /// What those with a known price cost; none when requests cost something and are not counted, or beyond 28 digits.
    pub cost: Option<Decimal>,
    /// How many these are.
    pub priced: u128,
    /// Those that were served in a way that nobody knows the price of.
    pub unpriced: Tiers,
    /// What the cost takes for granted.
    pub assumed: Assumed,
}

/// Tokens by how they were served.
pub type Tiers = BTreeMap<Service, u128>;

impl ModelPrices {
    /// What the tokens of a day cost, counted from 1970-01-01.
    #[must_use]
    pub fn cost(&self, day: i64, (sums, lanes): (&Sums, &OrderedLanes)) -> DayCost {
        let mut found = DayCost { cost: Some(Decimal::ZERO), ..DayCost::default() };
        let mut rest = Class::ALL.map(|class| sums.of(class));
        let mut all: Vec<(Lane, [u128; Class::ALL.len()])> =
            lanes.range(Lane::all_of(day)).map(|((_, lane), tokens)| (*lane, *tokens)).collect();
        for (_, tokens) in &all {
            rest.iter_mut().zip(tokens).for_each(|(rest, tokens)| *rest = rest.saturating_sub(*tokens));
        }
        // tokens that no lane has are of a kind that nothing tells
        all.extend((rest != [0; Class::ALL.len()]).then_some((Lane::UNTOLD, rest)));
        for (lane, tokens) in all {
            let sum = tokens.iter().sum();
            let Some(rates) = self.in_lane(day, lane) else {
                *found.unpriced.entry(lane.service).or_default() += sum;
                continue;
            };
            found.priced += sum;
            found.assumed.add(&self.assumed(lane, sum));
            let cost = Class::ALL.iter().zip(tokens).try_fold(Decimal::ZERO, |sum, (class, tokens)| {
                let paid = decimal(tokens).checked_mul(of(&rates, *class))?;
                sum.checked_add(paid.checked_div(Decimal::from(1_000_000))?)
            });
            found.cost = found.cost.zip(cost).and_then(|(total, cost)| total.checked_add(cost));
        }
        let of_requests = self.of_requests(day, (sums, &found.unpriced));
        found.cost = found.cost.zip(of_requests).and_then(|(total, cost)| total.checked_add(cost));
        found
    }

    /// What the billed attempts of a day cost beside their tokens, but for those of tiers without a price.
    fn of_requests(&self, day: i64, (sums, unpriced): (&Sums, &Tiers)) -> Option<Decimal> {
        let rates = self.on(u32::try_from(day).ok().and_then(Date::from_unix_days));
        let Some(price) = rates.per_request.filter(|price| !price.is_zero()) else { return Some(Decimal::ZERO) };
        let of_tiers = [sums.batched, sums.tiered[0], sums.tiered[1]];
        let left = unpriced.keys().filter_map(|tier| tier.place()).map(|place| of_tiers[place]).sum();
        (sums.uncounted == 0).then(|| decimal(sums.attempts().saturating_sub(left)).checked_mul(price))?
    }

    /// The prices of tokens in a lane; none when nobody knows them.
    fn in_lane(&self, day: i64, lane: Lane) -> Option<Rates<Decimal>> {
        let date = u32::try_from(day).ok().and_then(Date::from_unix_days);
        let PriceSource::Catalog(model, _) = &self.source else {
            return (lane.service == Service::Standard).then(|| self.on(date).clone());
        };
        let period = date.map_or(0, |date| model.period_on(date));
        let held = &model.periods.get(period)?.rates;
        let is_current = period == model.current_period();
        let rates = match (other(model, lane.service), &model.off_peak) {
            (Some(other), _) => {
                let now = model.current_with(other);
                if is_current { now } else { scaled(held, (model.current(), &now)) }
            }
            _ if lane.service != Service::Standard => return None,
            (None, Some(off)) if is_current => {
                // 1970-01-01 was a Thursday
                let weekday = u32::try_from((day + 3).rem_euclid(7)).unwrap_or(0);
                let share =
                    lane.time.minutes().map_or_else(|| off.peak_share(), |minutes| off.peak_share_of(weekday, minutes));
                off.at(held, share)
            }
            (None, _) => held.clone(),
        };
        Some(of_length(rates, lane))
    }

    /// What the price of some tokens takes for granted.
    fn assumed(&self, lane: Lane, tokens: u128) -> Assumed {
        let PriceSource::Catalog(model, _) = &self.source else { return Assumed::default() };
        let if_so = |is_so: bool| if is_so { tokens } else { 0 };
        let tiers = &model.current().tiers;
        Assumed {
            standard: if_so(
                !lane.tells_service && Service::OTHERS.into_iter().any(|service| other(model, service).is_some()),
            ),
            short: if_so(tiers.iter().any(|tier| lane.length.is_over(over(tier)).is_none())),
            mean_hours: if_so(model.off_peak.is_some() && lane.time == Time::Untold),
        }
    }
}

/// The prices of another way of serving than at once.
fn other(model: &LlmModel, service: Service) -> Option<&Rates<Option<Decimal>>> {
    match service {
        Service::Standard => None,
        Service::Batch => model.batch.as_ref(),
        Service::Flex => model.flex.as_ref(),
        Service::Priority => model.priority.as_ref(),
    }
}

/// Prices of another way of serving on an earlier or later day: the same shares of the normal ones as now.
fn scaled(held: &Rates<Decimal>, (normal, now): (&Rates<Decimal>, &Rates<Decimal>)) -> Rates<Decimal> {
    let part = |class: Class| {
        let (held, normal, now) = (of(held, class), of(normal, class), of(now, class));
        held.checked_mul(now).and_then(|product| product.checked_div(normal)).unwrap_or(held)
    };
    Rates {
        input: part(Class::Fresh),
        output: part(Class::Output),
        cache_read: Some(part(Class::Cached)),
        cache_write: Some(part(Class::Written)),
        cache_write_1h: Some(part(Class::WrittenLong)),
        per_request: held.per_request,
        tiers: Vec::new(),
    }
}

/// The prices of prompts as long as a lane's; of those whose length is not known, as short.
fn of_length(rates: Rates<Decimal>, lane: Lane) -> Rates<Decimal> {
    let longest = rates.tiers.iter().rev().find(|tier| lane.length.is_over(over(tier)) == Some(true));
    let Some(tier) = longest.cloned() else { return rates };
    Rates {
        input: tier.input.unwrap_or(rates.input),
        output: tier.output.unwrap_or(rates.output),
        cache_read: tier.cache_read.or(rates.cache_read),
        cache_write: tier.cache_write.or(rates.cache_write),
        cache_write_1h: tier.cache_write_1h.or(rates.cache_write_1h),
        ..rates
    }
}

fn over(tier: &Tier) -> u64 {
    u64::try_from(tier.over).unwrap_or(u64::MAX)
}
