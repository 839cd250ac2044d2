//! The catalog against its sources: what was gathered is all there, prices are read as the sources mean
//! them, and a scenario that names an entry pays its prices.

mod lists;
mod merges;
mod oracle;
mod scenarios;

use std::cmp::Ordering;

use rust_decimal::{Decimal, dec};
use tco::catalog::{
    Catalog, LlmModel, Usage, all_gpu_prices, architecture, architectures, gpu, gpu_prices, gpus, labeling_prices,
    tuning_prices, typical_rent,
};
use tco::quantity::Date;

fn model(id: &str) -> LlmModel {
    Catalog::carried().model(id).unwrap_or_else(|| panic!("no `{id}`"))
}

#[test]
fn nothing_that_was_gathered_is_left_out() {
    // the counts of the files, header rows aside
    assert_eq!(Catalog::carried().models().len(), 714);
    assert_eq!(Catalog::carried().ids().count(), 714);
    assert_eq!(gpus().len(), 23);
    assert_eq!(all_gpu_prices().len(), 143);
    assert_eq!(tuning_prices().len(), 92);
    assert_eq!(labeling_prices().len(), 24);
    assert_eq!(architectures().len(), 41);
}

#[test]
fn every_fact_has_a_source_and_a_date() {
    let models = Catalog::carried().models();
    let cited = models.iter().map(|model| &model.citation);
    let (specs, prices, tuning, labels, shapes) =
        (gpus(), all_gpu_prices(), tuning_prices(), labeling_prices(), architectures());
    let cited = cited.chain(specs.iter().map(|spec| &spec.citation)).chain(prices.iter().map(|price| &price.citation));
    let cited = cited.chain(tuning.iter().map(|price| &price.citation)).chain(labels.iter().map(|p| &p.citation));
    for citation in cited.chain(shapes.iter().map(|shape| &shape.citation)) {
        assert!(!citation.source.is_empty(), "{citation:?}");
        assert!(Date::earliest(&citation.as_of).is_some(), "{citation:?}");
    }
}

#[test]
fn every_price_of_a_gpu_is_of_a_gpu_that_is_known() {
    for price in all_gpu_prices() {
        assert!(gpu(&price.gpu).is_some(), "{}", price.gpu);
        assert!(price.usd_per_gpu_hour > Decimal::ZERO);
    }
}

#[test]
fn no_model_is_free() {
    for model in Catalog::carried().models() {
        for period in &model.periods {
            assert!(period.rates.input > Decimal::ZERO || period.rates.output > Decimal::ZERO, "{}", model.id);
        }
    }
}

/// A request's price at the model's current prices.
fn check(id: &str, usage: Usage, usd: Decimal) {
    assert_eq!(model(id).current().bill(usage), Some(usd), "{id} {usage:?}");
}

#[test]
fn a_long_prompt_is_dearer_as_a_whole() {
    let prompt = |input, output| Usage { input, output, ..Usage::default() };
    // figures of the source's own calculator: 300k at 4 and 1k at 15; 100k at 2 and 1k at 10
    check("openai/gpt-6-sol", prompt(300_000, 1_000), dec!(1.215));
    check("openai/gpt-6-sol", prompt(100_000, 1_000), dec!(0.21));
    // above is strict
    check("openai/gpt-6-sol", prompt(272_000, 0), dec!(0.544));
    check("openai/gpt-6-sol", prompt(272_001, 0), dec!(1.088004));
    // five times the price above 100,000 tokens
    check("anthropic/claude-haiku-5-5", prompt(100_000, 1_000), dec!(0.0105));
    check("anthropic/claude-haiku-5-5", prompt(100_001, 1_000), dec!(0.0525005));
}

#[test]
fn cached_tokens_have_their_own_price_or_that_of_input() {
    let usage = Usage { input: 1_000_000, cache_read: 400_000, cache_write: 100_000, output: 0 };
    // above the threshold: 500k at 0.20, 400k at 0.02, 100k at 0.25
    check("openai/gpt-6-luna", usage, dec!(0.133));
    // no price of writing: 600k at 2.50, 400k at 1.25
    check("openai/gpt-4o", usage, dec!(2));
    // more cached tokens than input is no request
    assert_eq!(model("openai/gpt-4o").current().bill(Usage { input: 1, cache_read: 2, ..usage }), None);
}

#[test]
fn what_a_batch_saves_on_cached_tokens_differs() {
    let cached = |id: &str| {
        let model = model(id);
        let (now, later) = (model.current().cache_read, model.batch_rates().cache_read);
        later.zip(now).map(|(later, now)| later / now)
    };
    for id in ["anthropic/claude-haiku-5-5", "openai/gpt-6-luna"] {
        assert_eq!(cached(id), Some(dec!(0.5)), "{id}");
    }
    for id in ["openai/gpt-4o", "openai/gpt-4.1", "openai/o3", "google/gemini-2.5-pro"] {
        assert_eq!(cached(id), Some(dec!(1)), "{id}");
    }
}

#[test]
fn a_tier_that_no_prompt_can_reach_is_dropped() {
    for model in Catalog::carried().models() {
        let tiers = model.periods.iter().flat_map(|period| &period.rates.tiers);
        for tier in tiers {
            assert!(model.context_tokens.is_none_or(|context| tier.over < context), "{}", model.id);
        }
    }
    let text = r#"{"models":[{"id":"a/b","ctx":1000,"in":1,"out":2,"tiers":[{"over":1000,"in":9,"out":9}]}]}"#;
    assert!(Catalog::of_text("x", text).unwrap().model("a/b").unwrap().current().tiers.is_empty());
}

#[test]
fn cached_tokens_of_long_prompts_scale_with_input_so_that_the_scenario_can_say_so() {
    for model in Catalog::carried().models() {
        let rates = model.current();
        for tier in &rates.tiers {
            let factor = tier.input.unwrap() / rates.input;
            for (long, normal) in [(tier.cache_read, rates.cache_read), (tier.cache_write, rates.cache_write)] {
                if let (Some(long), Some(normal)) = (long, normal) {
                    assert_eq!(long, normal * factor, "{}", model.id);
                }
            }
        }
    }
}

#[test]
fn a_scheduled_price_follows_the_current_one() {
    let gemini = model("google/gemini-3.8-flash");
    let prices = |at: usize| (gemini.periods[at].rates.input, gemini.periods[at].rates.output);
    assert_eq!((gemini.periods.len(), prices(0), prices(1)), (2, (dec!(0.75), dec!(3.75)), (dec!(1.5), dec!(7.5))));
    assert_eq!(gemini.periods[1].from, Date::parse("2027-01-01"));
    assert_eq!(gemini.current().input, dec!(0.75));
    // three prices so far, of which the last holds
    let deepseek = model("deepseek/deepseek-v4-flash");
    let from: Vec<Option<Date>> = deepseek.periods.iter().map(|period| period.from).collect();
    assert_eq!(from, [None, Date::parse("2026-08-17"), Date::parse("2026-09-10")]);
    assert_eq!(deepseek.current().input, dec!(0.3));
    // 01:00 to 04:00 and 06:00 to 10:00 are 7 hours of 24
    assert_eq!(deepseek.off_peak.unwrap().peak_share(), dec!(7) / dec!(24));
}

#[test]
fn names_are_exact_and_a_provider_s_own_second_name_counts() {
    let catalog = Catalog::carried();
    assert_eq!(catalog.model("openai/gpt-4o-2024-08-06").unwrap().id, "openai/gpt-4o");
    for name in ["gpt-6-luna", "openai/gpt-6-lun", "openai/gpt-4o-2099-01-01", "", "/"] {
        assert!(catalog.model(name).is_none(), "{name}");
    }
    assert_eq!(gpu("h100-sxm").unwrap().memory_gb, dec!(80));
    assert!(gpu("H100").is_none());
    assert_eq!(architecture("meta-llama/Llama-3.1-8B-Instruct").unwrap().name, "llama-3.1-8b");
    assert_eq!(architecture("llama-3.1-8b").unwrap().kv_bytes_per_token, 131_072);
}

#[test]
fn a_typical_rent_is_the_median_of_the_providers() {
    // on demand, each provider's latest: 2.40, 2.95, 2.99, 2.99, 2.99, 3.26, 3.90, 4.09, 6.155, 6.88, 10, 11.06, 12.29
    let rent = typical_rent("H100-SXM", "on_demand").unwrap();
    assert_eq!((rent.price.provider.as_str(), rent.price.usd_per_gpu_hour, rent.providers), ("crusoe", dec!(3.9), 13));
    assert_eq!(rent.range, (dec!(2.4), dec!(12.29)));
    assert_eq!(typical_rent("GB200", "on_demand"), None);
    // guesses do not count beside what is known: two providers at 4.86 and 5.40, of which the lower
    assert_eq!(typical_rent("H100-SXM", "reserved").unwrap().price.provider, "gcp");
    assert!(gpu_prices("H100-SXM").windows(2).all(|pair| pair[0].usd_per_gpu_hour <= pair[1].usd_per_gpu_hour));
}

#[test]
fn dated_prices_give_no_yearly_rate() {
    // what docs/advice.md says of why the fall of token prices is assumed, counted in the file by hand
    let (mut cheaper, mut dearer, mut same) = (0, 0, 0);
    for model in Catalog::carried().models() {
        let (first, now) = (&model.periods[0], model.current());
        if std::ptr::eq(&raw const first.rates, now) {
            continue;
        }
        assert!(first.from.is_none(), "{}: a first price with a first day would give a rate", model.id);
        match (now.input.cmp(&first.rates.input), now.output.cmp(&first.rates.output)) {
            (Ordering::Equal, Ordering::Equal) => same += 1,
            (Ordering::Greater, _) | (_, Ordering::Greater) => dearer += 1,
            _ => cheaper += 1,
        }
    }
    assert_eq!((cheaper, dearer, same), (12, 8, 7));
}
