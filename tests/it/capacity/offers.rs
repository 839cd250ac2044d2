//! What a million tokens cost.

use rust_decimal::Decimal;
use rust_decimal::dec;
use tco::capacity::{Demand, Engine, Latency, Precision, Question, offers, points};
use tco::catalog::{Citation, GpuPrice, Term};

use super::{gpu, load, model};

/// A price of an H100-SXM on demand as seen on a day, with this many GPUs together.
fn price((day, usd): (&str, Decimal), gpus_in_sku: u32) -> GpuPrice {
    GpuPrice {
        gpu: "H100-SXM".to_owned(),
        provider: "lab".to_owned(),
        term: Term::OnDemand,
        usd_per_gpu_hour: usd,
        gpus_in_sku,
        sku: String::new(),
        region: String::new(),
        confidence: "high".to_owned(),
        citation: Citation { source: "here".to_owned(), as_of: day.to_owned() },
        note: String::new(),
    }
}

/// The cheapest offer for llama-3.1-8b on H100-SXM at these prices.
fn cheapest(prices: &[GpuPrice], gpus: Option<u32>, demand: Option<&Demand>) -> tco::capacity::Offer {
    let (model, gpu) = (model("llama-3.1-8b"), gpu("H100-SXM"));
    let load = load((1000.0, 1000.0));
    let precision = Some(Precision::Bf16);
    let latency = Latency::default();
    let question = Question { model: &model, gpu: &gpu, gpus: 1, precision, engine: Engine::Tuned, latency, load };
    let points = points(&question, std::slice::from_ref(&gpu), gpus);
    offers(&points, prices, (&load, demand)).swap_remove(0)
}

#[test]
fn a_full_replica_costs_its_hour_over_its_tokens() {
    let offer = cheapest(&[price(("2026-01", dec!(3.60)), 1)], Some(1), None);
    let output = offer.point.outcome.as_ref().unwrap().output.base;
    // 3.60 an hour is 0.001 a second, for as many input as output tokens
    let expected = 0.001 / (2.0 * output) * 1e6;
    let found: f64 = offer.usd_per_mtok[1].to_string().parse().unwrap();
    assert!((found / expected - 1.0).abs() < 1e-9);
    assert!(offer.usd_per_mtok[0] < offer.usd_per_mtok[1] && offer.usd_per_mtok[1] < offer.usd_per_mtok[2]);
}

#[test]
fn a_fleet_is_whole_machines_for_the_busiest_minutes() {
    // one request in a second on average, far below what a replica serves
    let demand = Demand { requests_per_month: 730.0 * 3600.0, peak_to_average: 2.0, target_utilization: 1.0 };
    let fleet = cheapest(&[price(("2026-01", dec!(2.00)), 8)], Some(1), Some(&demand)).fleet.unwrap();
    assert_eq!((fleet.replicas, fleet.gpus), (1, 8));
    // 8 GPUs at 2.00 for 730 hours
    assert_eq!(fleet.usd_per_month, dec!(11680));
}

#[test]
fn a_fleet_keeps_the_room_that_a_scenario_does() {
    let offer = cheapest(&[price(("2026-01", dec!(2.00)), 1)], Some(1), None);
    let output = offer.point.outcome.as_ref().unwrap().output.base;
    // answers of 1,000 tokens: nine tenths of what two replicas serve, at a peak of the mean
    let requests_per_month = 1.8 * output / 1000.0 * 3600.0 * 730.0;
    let replicas = |target_utilization: f64| {
        let demand = Demand { requests_per_month, peak_to_average: 1.0, target_utilization };
        let fleet = cheapest(&[price(("2026-01", dec!(2.00)), 1)], Some(1), Some(&demand)).fleet.unwrap();
        (fleet.replicas, (fleet.utilization * 100.0).round())
    };
    assert_eq!(replicas(1.0), (2, 90.0));
    // 1.8 / 0.7 = 2.57
    assert_eq!(replicas(0.7), (3, 60.0));
}

#[test]
fn machines_of_two_sizes_at_one_price_are_one_offer() {
    let (model, gpu) = (model("llama-3.1-8b"), gpu("H100-SXM"));
    let (load, latency) = (load((1000.0, 1000.0)), Latency::default());
    let precision = Some(Precision::Bf16);
    let question = Question { model: &model, gpu: &gpu, gpus: 1, precision, engine: Engine::Tuned, latency, load };
    let points = points(&question, std::slice::from_ref(&gpu), Some(1));
    let prices = [price(("2026-01", dec!(2.00)), 1), price(("2026-01", dec!(2.00)), 8)];
    assert_eq!(offers(&points, &prices, (&load, None)).len(), 1);
    // but a fleet of one replica is eight GPUs of the larger
    let demand = Demand { requests_per_month: 1000.0, peak_to_average: 1.0, target_utilization: 1.0 };
    assert_eq!(offers(&points, &prices, (&load, Some(&demand))).len(), 2);
}

#[test]
fn the_newest_price_counts_and_machines_hold_their_gpus() {
    let prices = [price(("2026-02", dec!(1.00)), 1), price(("2026-05", dec!(3.00)), 1)];
    assert_eq!(cheapest(&prices, Some(1), None).price.usd_per_gpu_hour, dec!(3.00));
    let aws = GpuPrice { provider: "aws".to_owned(), ..price(("2026", dec!(1)), 1) };
    assert!(aws.can_hold(1) && !aws.can_hold(2));
}
