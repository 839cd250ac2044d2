//! What a million tokens cost.

use rust_decimal::dec;
use tco::capacity::{
    Demand, Engine, Latency, Precision, Question, TableError, Term, gpu_prices, offers, points, read_gpu_prices,
};

use super::{gpu, load, model};

const HEADER: &str = "date,provider,gpu,price_type,usd_per_gpu_hour,gpus_in_sku,sku,region,confidence,source,note\n";

/// The cheapest offer for llama-3.1-8b on H100-SXM at the prices of these rows.
fn cheapest(rows: &str, gpus: Option<u32>, demand: Option<&Demand>) -> tco::capacity::Offer {
    let (model, gpu) = (model("llama-3.1-8b"), gpu("H100-SXM"));
    let load = load((1000.0, 1000.0));
    let precision = Some(Precision::Bf16);
    let latency = Latency::default();
    let question = Question { model: &model, gpu: &gpu, gpus: 1, precision, engine: Engine::Tuned, latency, load };
    let points = points(&question, std::slice::from_ref(&gpu), gpus);
    let prices = read_gpu_prices(&format!("{HEADER}{rows}")).unwrap();
    offers(&points, &prices, (&load, demand)).swap_remove(0)
}

#[test]
fn a_full_replica_costs_its_hour_over_its_tokens() {
    let offer = cheapest("2026-01,lab,H100-SXM,on_demand,3.60,1,,,high,here,\n", Some(1), None);
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
    let demand = Demand { requests_per_month: 730.0 * 3600.0, peak_to_average: 2.0 };
    let row = "2026-01,lab,H100-SXM,on_demand,2.00,8,,,high,here,\n";
    let fleet = cheapest(row, Some(1), Some(&demand)).fleet.unwrap();
    assert_eq!((fleet.replicas, fleet.gpus), (1, 8));
    // 8 GPUs at 2.00 for 730 hours
    assert_eq!(fleet.usd_per_month, dec!(11680));
}

#[test]
fn the_newest_price_counts_and_machines_hold_their_gpus() {
    let rows = "2026-02,lab,H100-SXM,on_demand,1.00,1,,,high,old,\n2026-05,lab,H100-SXM,on_demand,3.00,1,,,high,new,\n";
    assert_eq!(cheapest(rows, Some(1), None).price.source, "new");
    let aws = read_gpu_prices(&format!("{HEADER}2026,aws,H100-SXM,spot,1,1,,,high,s,\n")).unwrap();
    assert!(aws[0].can_hold(1) && !aws[0].can_hold(2) && aws[0].term == Term::Spot);
}

#[test]
fn a_table_with_a_slip_is_refused_with_its_line() {
    let check = |rows: &str, words: &str| {
        let TableError { line, cause } = read_gpu_prices(&format!("{HEADER}{rows}")).unwrap_err();
        assert!(line == 2 && cause.contains(words), "line {line}: {cause}");
    };
    check("2026,a,L4,on_demand,1e2,1,,,high,s,\n", "`1e2`, which is no plain decimal");
    check("2026,a,L4,on_demand,\"1,2\",1,,,high,s,\n", "`1,2`, which is no plain decimal");
    check("2026,a,L4,weekly,1,1,,,high,s,\n", "`weekly`, which is no known term");
    check("2026,a,L4,on_demand,1,0,,,high,s,\n", "`gpus_in_sku` is `0`");
    check("2026,a,L4\n", "do not match the header");
}

#[test]
fn every_price_is_of_a_known_gpu() {
    let shelf = tco::capacity::gpus();
    for price in gpu_prices() {
        assert!(shelf.iter().any(|gpu| gpu.name == price.gpu), "{}", price.gpu);
    }
}
