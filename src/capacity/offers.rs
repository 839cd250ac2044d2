//! What a million tokens cost over GPUs, replica sizes and providers.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use super::estimate::{Estimate, Question, REPLICA_SIZES, estimate};
use super::{Device, Load, Refusal};
use crate::catalog::GpuPrice;

/// Hours of a month: 8,760 / 12.
const MONTH_HOURS: f64 = 730.0;

/// How many requests come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// Requests a month.
    pub requests_per_month: f64,
    /// The busiest minutes over the mean.
    pub peak_to_average: f64,
    /// The share of the fleet's capacity that the busiest minutes may use, above 0 and at most 1.
    pub target_utilization: f64,
}

/// A GPU, a number of them, and what they sustain.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The kind of GPU.
    pub gpu: String,
    /// GPUs of a replica.
    pub gpus: u32,
    /// What they sustain, or why not.
    pub outcome: Result<Estimate, Refusal>,
}

/// A way to rent a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The GPU and how many.
    pub point: Point,
    /// What an hour costs.
    pub price: GpuPrice,
    /// US dollars for a million tokens, input and output together: at the upper end of the
    /// throughput's band, in the middle and at its lower end.
    pub usd_per_mtok: [Decimal; 3],
    /// What the demand needs, when one was given.
    pub fleet: Option<Fleet>,
}

/// What a demand needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Fleet {
    /// Replicas that the busiest minutes need.
    pub replicas: u64,
    /// GPUs that are rented for them: whole machines.
    pub gpus: u64,
    /// Share of the capacity that the mean demand uses.
    pub utilization: f64,
    /// US dollars a month.
    pub usd_per_month: Decimal,
}

/// The estimate for each GPU and each size of a replica; `gpus_per_replica` keeps one size. The
/// question's own GPU and size are not looked at.
#[must_use]
pub fn points(question: &Question<'_>, gpus: &[Device], gpus_per_replica: Option<u32>) -> Vec<Point> {
    let sizes = gpus_per_replica.map_or_else(|| REPLICA_SIZES.to_vec(), |size| vec![size]);
    let mut points = Vec::new();
    for gpu in gpus {
        for &size in &sizes {
            let outcome = estimate(&Question { model: question.model, gpu, gpus: size, ..*question });
            points.push(Point { gpu: gpu.name.clone(), gpus: size, outcome });
        }
    }
    points
}

/// Every price with the size of replica that makes it cheapest, cheapest first. A replica whose
/// memory is tight is taken only where no other fits, and comes last: its throughput is a guess.
#[must_use]
pub fn offers(points: &[Point], prices: &[GpuPrice], (load, demand): (&Load, Option<&Demand>)) -> Vec<Offer> {
    let mut offers: Vec<Offer> = newest(prices)
        .filter_map(|price| {
            let fitting = points.iter().filter(|point| point.gpu == price.gpu && price.can_hold(point.gpus));
            let of_price = fitting.filter_map(|point| offer(point, price, (load, demand)));
            of_price.min_by(|a, b| a.rank().cmp(&b.rank()))
        })
        .collect();
    offers.sort_by(|a, b| a.rank().cmp(&b.rank()).then_with(|| a.price.provider.cmp(&b.price.provider)));
    // machines of other sizes at the same price an hour say nothing new, where the bill is the same too
    offers.dedup_by(|b, a| a.is_same(b));
    offers
}

/// Prices that no newer one of the same product replaces; of equally new ones the lowest.
fn newest(prices: &[GpuPrice]) -> impl Iterator<Item = &GpuPrice> {
    let key = |price: &GpuPrice| (price.provider.clone(), price.gpu.clone(), price.term.name(), price.gpus_in_sku);
    let mut sorted: Vec<&GpuPrice> = prices.iter().collect();
    sorted.sort_by_key(|price| (key(price), std::cmp::Reverse(price.citation.as_of.clone()), price.usd_per_gpu_hour));
    sorted.dedup_by_key(|price| key(price));
    sorted.into_iter()
}

impl Offer {
    /// Whether the memory is so tight that the throughput is a guess.
    #[must_use]
    pub fn is_tight(&self) -> bool {
        self.point.outcome.as_ref().is_ok_and(|estimate| estimate.memory.is_tight())
    }

    /// Whether two offers differ in their machines alone.
    fn is_same(&self, other: &Self) -> bool {
        let price = |offer: &Self| {
            let GpuPrice { provider, term, usd_per_gpu_hour, .. } = &offer.price;
            (provider.clone(), *term, *usd_per_gpu_hour, offer.price.citation.clone())
        };
        (&self.point, &self.fleet, price(self)) == (&other.point, &other.fleet, price(other))
    }

    /// Cheaper first; guesses come last.
    fn rank(&self) -> (bool, Decimal) {
        (self.is_tight(), self.usd_per_mtok[1])
    }
}

fn offer(point: &Point, price: &GpuPrice, (load, demand): (&Load, Option<&Demand>)) -> Option<Offer> {
    let estimate = point.outcome.as_ref().ok()?;
    let speeds = [estimate.output.high, estimate.output.base, estimate.output.low];
    let rented = Rented { gpus: point.gpus, price, load };
    let mut usd_per_mtok = [Decimal::ZERO; 3];
    for (cost, speed) in usd_per_mtok.iter_mut().zip(speeds) {
        *cost = match demand {
            Some(demand) => rented.fleet(demand, speed).and_then(|fleet| rented.per_mtok(&fleet, demand))?,
            None => rented.when_full(speed)?,
        };
    }
    let fleet = match demand {
        Some(demand) => Some(rented.fleet(demand, estimate.output.base)?),
        None => None,
    };
    Some(Offer { point: point.clone(), price: price.clone(), usd_per_mtok, fleet })
}

/// A replica at a price, serving requests of one shape.
struct Rented<'a> {
    gpus: u32,
    price: &'a GpuPrice,
    load: &'a Load,
}

impl Rented<'_> {
    /// US dollars for a million tokens at this many output tokens a second, never idle.
    fn when_full(&self, output_per_second: f64) -> Option<Decimal> {
        let requests = 3600.0 * output_per_second / self.load.given();
        let millions = Decimal::from_f64(requests * self.tokens() / 1e6)?;
        let hour = self.price.usd_per_gpu_hour.checked_mul(self.gpus.into())?;
        hour.checked_div(millions)
    }

    /// The fleet that a demand needs when a replica gives this many output tokens a second.
    fn fleet(&self, demand: &Demand, output_per_second: f64) -> Option<Fleet> {
        let mean = demand.requests_per_month / (MONTH_HOURS * 3600.0) * self.load.given();
        let usable = output_per_second * demand.target_utilization;
        let replicas = (mean * demand.peak_to_average / usable).ceil().max(1.0).to_u64()?;
        let together = u64::from(self.price.gpus_in_sku.max(1));
        let gpus = replicas.checked_mul(self.gpus.into())?.div_ceil(together).checked_mul(together)?;
        let hours = Decimal::from_f64(MONTH_HOURS)?;
        let usd_per_month = self.price.usd_per_gpu_hour.checked_mul(gpus.into())?.checked_mul(hours)?;
        let utilization = mean / (replicas.to_f64()? * output_per_second);
        Some(Fleet { replicas, gpus, utilization, usd_per_month })
    }

    /// US dollars for a million tokens of a fleet under its demand.
    fn per_mtok(&self, fleet: &Fleet, demand: &Demand) -> Option<Decimal> {
        let millions = Decimal::from_f64(demand.requests_per_month * self.tokens() / 1e6)?;
        fleet.usd_per_month.checked_div(millions)
    }

    /// Tokens of a request, cached input with them.
    fn tokens(&self) -> f64 {
        self.load.input + self.load.given()
    }
}
