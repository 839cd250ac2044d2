//! The answer for programs: JSON and CSV.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::super::csv::{Sheet, text};
use super::Sizing;
use crate::capacity::{Estimate, Offer, Point, Refusal, Sharding};
use crate::quantity::figures::exact;

/// Places of an amount.
const PLACES: u32 = 6;

/// The answer as JSON text: the point that was asked for, or the cheapest, at the top; all points and
/// offers below. Money is a decimal string.
#[must_use]
pub fn sizing_json(sizing: &Sizing<'_>) -> String {
    let mut value = Map::new();
    value.insert("model".to_owned(), json!(sizing.model.id));
    value.insert("engine".to_owned(), json!(sizing.engine.name()));
    value.insert("input_tokens".to_owned(), json!(sizing.load.input));
    value.insert("output_tokens".to_owned(), json!(sizing.load.output));
    value.insert("cached_input_share".to_owned(), json!(sizing.load.cached_share));
    if let Some(demand) = &sizing.demand {
        value.insert("requests_per_month".to_owned(), json!(demand.requests_per_month));
        value.insert("peak_to_average".to_owned(), json!(demand.peak_to_average));
        value.insert("target_utilization".to_owned(), json!(demand.target_utilization));
    }
    if let Some(best) = sizing.best() {
        value.extend(point(best));
    }
    if sizing.points.len() > 1 {
        let points = sizing.points.iter().map(|each| Value::Object(point(each)));
        value.insert("points".to_owned(), points.collect());
    }
    value.insert("offers".to_owned(), sizing.offers.iter().map(offer).collect());
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// The offers as CSV, cheapest first; without any the points.
#[must_use]
pub fn sizing_csv(sizing: &Sizing<'_>) -> String {
    let header = [
        "model",
        "gpu",
        "gpus_per_replica",
        "precision",
        "engine",
        "provider",
        "term",
        "usd_per_gpu_hour",
        "price_date",
        "output_tokens_per_second",
        "low",
        "high",
        "usd_per_mtok",
        "usd_per_mtok_low",
        "usd_per_mtok_high",
        "replicas",
        "gpus",
        "utilization",
        "usd_per_month",
        "price_source",
    ];
    let mut sheet = Sheet::new("size.csv", &header);
    for offer in &sizing.offers {
        sheet.row(&row(sizing, &offer.point, Some(offer)));
    }
    if sizing.offers.is_empty() {
        for (point, _) in sizing.working() {
            sheet.row(&row(sizing, point, None));
        }
    }
    String::from_utf8_lossy(&sheet.finish().bytes).into_owned()
}

fn row(sizing: &Sizing<'_>, point: &Point, offer: Option<&Offer>) -> [String; 20] {
    let estimate = point.outcome.as_ref().ok();
    let speed = |of: &dyn Fn(&Estimate) -> f64| estimate.map_or_else(String::new, |e| rounded(of(e)).to_string());
    let price = |of: &dyn Fn(&Offer) -> String| offer.map_or_else(String::new, of);
    let fleet = |of: &dyn Fn(&crate::capacity::Fleet) -> String| {
        offer.and_then(|offer| offer.fleet.as_ref()).map_or_else(String::new, of)
    };
    [
        text(&sizing.model.id),
        text(&point.gpu),
        point.gpus.to_string(),
        estimate.map_or_else(String::new, |estimate| estimate.precision.name().to_owned()),
        sizing.engine.name().to_owned(),
        price(&|offer| text(&offer.price.provider)),
        price(&|offer| offer.price.term.name().to_owned()),
        price(&|offer| exact(offer.price.usd_per_gpu_hour)),
        price(&|offer| text(&offer.price.citation.as_of)),
        speed(&|estimate| estimate.output.base),
        speed(&|estimate| estimate.output.low),
        speed(&|estimate| estimate.output.high),
        price(&|offer| money(offer.usd_per_mtok[1])),
        price(&|offer| money(offer.usd_per_mtok[0])),
        price(&|offer| money(offer.usd_per_mtok[2])),
        fleet(&|fleet| fleet.replicas.to_string()),
        fleet(&|fleet| fleet.gpus.to_string()),
        fleet(&|fleet| rounded(fleet.utilization).to_string()),
        fleet(&|fleet| money(fleet.usd_per_month)),
        price(&|offer| text(&offer.price.citation.source)),
    ]
}

fn point(point: &Point) -> Map<String, Value> {
    let mut value = Map::new();
    let mut put = |key: &str, item: Value| value.insert(key.to_owned(), item);
    put("gpu", json!(point.gpu));
    put("gpus_per_replica", json!(point.gpus));
    put("fits", json!(point.outcome.is_ok()));
    match &point.outcome {
        Err(refusal) => {
            for key in
                ["output_tokens_per_second", "low", "high", "prefill_tokens_per_second", "decode_tokens_per_second"]
            {
                put(key, Value::Null);
            }
            if let Refusal::Memory { needed, usable, .. } = refusal {
                put("missing_gb", json!(rounded((needed - usable) / 1e9)));
            }
            put("reason", json!(refusal.to_string()));
            put("help", json!(refusal.help()));
        }
        Ok(estimate) => {
            let sharding = match estimate.sharding {
                Sharding::Tensor => "tensor",
                Sharding::AttentionData => "attention-data",
            };
            put("precision", json!(estimate.precision.name()));
            put("sharding", json!(sharding));
            put("output_tokens_per_second", json!(rounded(estimate.output.base)));
            put("low", json!(rounded(estimate.output.low)));
            put("high", json!(rounded(estimate.output.high)));
            put("prefill_tokens_per_second", json!(rounded(estimate.prefill.base)));
            put("decode_tokens_per_second", json!(rounded(estimate.decode.base)));
            put("requests_at_once", json!(estimate.requests));
            put("ttft_ms", json!(rounded(estimate.ttft_ms)));
            put("tpot_ms", json!(rounded(estimate.tpot_ms)));
            put("tight", json!(estimate.memory.is_tight()));
            put("weights_gb", json!(rounded(estimate.memory.weights / 1e9)));
            put("usable_gb", json!(rounded(estimate.memory.usable / 1e9)));
            put("gb_per_request", json!(rounded(estimate.memory.per_request / 1e9)));
            put("assumption", json!(estimate.assumption));
            put("warnings", json!(estimate.warnings));
        }
    }
    value
}

fn offer(offer: &Offer) -> Value {
    let price = &offer.price;
    json!({
        "gpu": offer.point.gpu,
        "gpus_per_replica": offer.point.gpus,
        "provider": price.provider,
        "term": price.term.name(),
        "usd_per_gpu_hour": exact(price.usd_per_gpu_hour),
        "gpus_in_sku": price.gpus_in_sku,
        "sku": price.sku,
        "region": price.region,
        "date": price.citation.as_of,
        "confidence": price.confidence,
        "source": price.citation.source,
        "usd_per_mtok": money(offer.usd_per_mtok[1]),
        "usd_per_mtok_low": money(offer.usd_per_mtok[0]),
        "usd_per_mtok_high": money(offer.usd_per_mtok[2]),
        "fleet": offer.fleet.as_ref().map(|fleet| json!({
            "replicas": fleet.replicas,
            "gpus": fleet.gpus,
            "utilization": rounded(fleet.utilization),
            "usd_per_month": money(fleet.usd_per_month),
        })),
    })
}

/// An amount as a plain decimal.
fn money(amount: Decimal) -> String {
    exact(amount.round_dp(PLACES))
}

/// A figure to four places: an estimate has no more.
fn rounded(figure: f64) -> f64 {
    (figure * 1e4).round() / 1e4
}
