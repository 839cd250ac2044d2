//! What tokens cost at the tiers that they were served at, against what an option plans them at.

use rust_decimal::Decimal;

use super::price::{ModelPrices, PriceSource};
use crate::usage::entry::class::Class;
use crate::usage::entry::lane::{Lane, OrderedLanes};
use crate::usage::entry::served::Service;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// By how much a model's tokens cost more at the prices of their tiers than at those that an option plans with, as a
/// share of the latter: 1 is twice as much. An option plans batches, and the flex tier with them, at the batch price,
/// everything else at the standard one. Tokens of a tier without a known price are in neither sum. None where no
/// token was at the flex or the priority tier, the catalog has not the model, or both cost the same to 6 places.
#[must_use]
pub fn tier_uplift((usage, model): (&Usage, &str), prices: &ModelPrices) -> Option<Decimal> {
    let lanes = usage.lanes.get(model)?;
    let is_tier = |lane: &Lane| matches!(lane.service, Service::Flex | Service::Priority);
    if !lanes.keys().any(|(_, lane)| is_tier(lane)) {
        return None;
    }
    let (mut served, mut planned) = (Decimal::ZERO, Decimal::ZERO);
    for ((day, lane), tokens) in lanes {
        let Some(cost) = prices.of_lane(*day, *lane, *tokens) else { continue };
        served = served.checked_add(cost)?;
        let planned_lane = Lane { service: prices.planned_as(lane.service)?, ..*lane };
        planned = planned.checked_add(prices.of_lane(*day, planned_lane, *tokens)?)?;
    }
    let uplift = served.checked_div(planned)?.checked_sub(Decimal::ONE)?.round_dp(6).normalize();
    (!uplift.is_zero()).then_some(uplift)
}

impl ModelPrices {
    /// How an option of the catalog's prices plans what was served so; none of a model that is not in the catalog.
    fn planned_as(&self, service: Service) -> Option<Service> {
        let PriceSource::Catalog(model, _) = &self.source else { return None };
        let waits = matches!(service, Service::Batch | Service::Flex) && model.batch.is_some();
        Some(if waits { Service::Batch } else { Service::Standard })
    }

    /// What tokens of a lane of a day cost; none where nobody knows.
    fn of_lane(&self, day: i64, lane: Lane, tokens: [u128; Class::ALL.len()]) -> Option<Decimal> {
        let cost = self.cost(day, (&Sums::default(), &OrderedLanes::from([((day, lane), tokens)])));
        cost.cost.filter(|_| cost.unpriced.is_empty())
    }
}
