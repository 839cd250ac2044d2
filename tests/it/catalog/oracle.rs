//! Bills against those of the crate `genai-prices`, the reader that the price list comes with.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use genai_prices::{Calculator, PriceRequest, Usage as TheirUsage, UsageKey};
use rust_decimal::Decimal;
use tco::catalog::update::update;
use tco::catalog::{Catalog, LlmModel, Usage};
use tco::quantity::Date;
use tco::quantity::figures::float;

/// Prices of the shapes that the list has: flat, tiered in every part or in some, cached, dated, by the hour,
/// batch with and without cached tokens. The figures are made up.
const LIST: &str = include_str!("genai-prices.json");

const DAY: &str = "2026-11-21";

/// Noon of that day, outside the peak hours of the list.
fn noon() -> SystemTime {
    let days = Date::parse(DAY).unwrap().since(Date::parse("1970-01-01").unwrap());
    UNIX_EPOCH + Duration::from_secs(u64::try_from(days).unwrap() * 86_400 + 43_200)
}

/// A small seeded generator: the same usages on every machine. Source: Vigna, `SplitMix64`, 2015 (public domain).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }

    /// Mostly short prompts, some around and above the usual thresholds.
    fn usage(&mut self) -> Usage {
        let input = match self.roll(4) {
            0 => self.roll(1_000),
            1 => [100_000, 128_000, 200_000, 272_000][usize::try_from(self.roll(4)).unwrap()] + self.roll(3) - 1,
            _ => self.roll(600_000),
        };
        let cache_read = self.roll(input + 1);
        let cache_write = self.roll(input - cache_read + 1);
        Usage { input, cache_read, cache_write, output: self.roll(20_000) }
    }
}

/// Their total; `None` where they cannot tell.
fn theirs(calculator: &Calculator, id: &str, usage: Usage, processing: Option<&'static str>) -> Option<f64> {
    let (provider, model) = id.split_once('/')?;
    #[expect(clippy::cast_precision_loss, reason = "tokens of one request")]
    let counts = [usage.input, usage.cache_read, usage.cache_write, usage.output].map(|count| count as f64);
    let keys =
        [UsageKey::INPUT_TOKENS, UsageKey::CACHE_READ_TOKENS, UsageKey::CACHE_WRITE_TOKENS, UsageKey::OUTPUT_TOKENS];
    let usage: TheirUsage = keys.into_iter().zip(counts).collect();
    let mut request = PriceRequest::new(model, &usage).with_provider_id(provider).with_timestamp(noon());
    if let Some(processing) = processing {
        request = request.with_price_context("processing", processing);
    }
    calculator.calculate(&request).ok().map(|price| price.total_price)
}

fn near(ours: Decimal, theirs: f64) -> bool {
    (float(ours) - theirs).abs() <= 1e-12_f64.max(theirs.abs() * 1e-9)
}

#[test]
fn a_refreshed_catalog_bills_like_the_reader_of_its_list() {
    let list = Calculator::from_json(LIST).unwrap();
    let refreshed = update(&Catalog::of_text("none", r#"{"models":[]}"#).unwrap(), LIST, Date::parse(DAY).unwrap());
    let refreshed = Catalog::of_text("refreshed", &refreshed.unwrap().text).unwrap();
    let mut dice = Dice(5);
    let mut compared = 0;
    for model in refreshed.models() {
        for _ in 0..1_000 {
            let usage = dice.usage();
            let rates = model.off_peak.as_ref().map_or_else(|| model.current().clone(), |off| off.rates.clone());
            let pairs = [(rates, None), (model.batch_rates(), Some("batch"))];
            for (rates, processing) in pairs.into_iter().take(if model.batch.is_some() { 2 } else { 1 }) {
                let (ours, theirs) = (rates.bill(usage).unwrap(), theirs(&list, &model.id, usage, processing).unwrap());
                assert!(near(ours, theirs), "{} {processing:?} {usage:?}: {ours}, theirs {theirs}", model.id);
                compared += 1;
            }
        }
    }
    assert!(compared >= 9_000, "{compared}");
}

#[test]
fn the_carried_catalog_bills_like_the_list_it_was_gathered_from() {
    let theirs_of = |model: &LlmModel, usage| theirs(Calculator::bundled(), &model.id, usage, None);
    let models: Vec<LlmModel> = Catalog::carried().models();
    // by the hour, and of the other source, are not what the list gives
    let models = models.iter().filter(|m| m.off_peak.is_none() && m.citation.source.starts_with("genai-prices"));
    let (mut dice, mut compared, mut other) = (Dice(7), 0, Vec::new());
    for model in models {
        let bills: Vec<(Option<Decimal>, Option<f64>)> =
            (0..25).map(|_| dice.usage()).map(|usage| (model.current().bill(usage), theirs_of(model, usage))).collect();
        if bills.iter().any(|(_, theirs)| theirs.is_none()) {
            continue; // an older edition of the list does not have it
        }
        compared += bills.len();
        if bills.iter().any(|(ours, theirs)| !near(ours.unwrap(), theirs.unwrap())) {
            other.push(model.id.as_str());
        }
    }
    // the crate's edition of the list is the older one; these prices changed between them, or had a tier at the
    // context size, which no prompt reaches
    let known = [
        "anthropic/claude-sonnet-4-5",
        "baseten/reflection/Beam-1.0",
        "google/claude-sonnet-4-5",
        "mistral/mistral-large-4",
    ];
    assert_eq!(other, known);
    assert!(compared > 10_000, "{compared}");
}
