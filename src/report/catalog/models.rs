//! The list of language models: everything that is charged, and when.

use rust_decimal::Decimal;

use super::columns::{figure, more, some, word};
use super::listing::Column;
use crate::catalog::{LlmModel, OffPeak, Period, Rates, Tier};
use crate::quantity::figures::exact;

pub const MODELS: &[Column] = &[
    word("model", "USD per million tokens"),
    more("name"),
    // a terminal shows what is charged; that is the listed price, but for a mean over the hours
    figure("mean_input_per_mtok", "input"),
    figure("mean_cached_input_per_mtok", "cached"),
    more("input_per_mtok"),
    more("cached_input_per_mtok"),
    figure("cache_write_per_mtok", "write"),
    more("cache_write_1h_per_mtok"),
    figure("mean_output_per_mtok", "output"),
    more("output_per_mtok"),
    figure("batch_input_per_mtok", "batch in"),
    more("batch_cached_input_per_mtok"),
    more("batch_cache_write_per_mtok"),
    more("batch_cache_write_1h_per_mtok"),
    figure("batch_output_per_mtok", "batch out"),
    figure("long_prompt_over", "long over"),
    figure("long_input_per_mtok", "long in"),
    more("long_cached_input_per_mtok"),
    more("long_cache_write_per_mtok"),
    more("long_cache_write_1h_per_mtok"),
    figure("long_output_per_mtok", "long out"),
    more("longer_prompts"),
    more("batch_long_input_per_mtok"),
    more("batch_long_cached_input_per_mtok"),
    more("batch_long_cache_write_per_mtok"),
    more("batch_long_output_per_mtok"),
    more("per_request"),
    more("context_tokens"),
    more("max_output_tokens"),
    more("off_peak_input_per_mtok"),
    more("off_peak_cached_input_per_mtok"),
    more("off_peak_output_per_mtok"),
    more("peak_hours"),
    more("earlier_prices"),
    more("later_prices"),
    more("changes"),
    more("changed_input_per_mtok"),
    more("changed_output_per_mtok"),
    word("retires", "retires"),
    more("note"),
    more("as_of"),
    word("source", ""),
];

pub fn model(model: &LlmModel) -> Vec<String> {
    let (rates, mean) = (model.current(), model.mean_rates());
    let none = Rates::default();
    let batch = model.batch.as_ref().unwrap_or(&none);
    let off = model.off_peak.as_ref();
    let (tier, batch_tier) = (rates.tiers.first(), batch.tiers.first());
    let of = |tier: Option<&Tier>, part: fn(&Tier) -> Option<Decimal>| some(tier.and_then(part));
    let now = model.current_period();
    let (earlier, later) = (&model.periods[..now], &model.periods[now + 1..]);
    let next = later.first();
    vec![
        model.id.clone(),
        model.name.clone().unwrap_or_default(),
        exact(mean.input),
        some(mean.cache_read),
        exact(rates.input),
        some(rates.cache_read),
        some(rates.cache_write),
        some(rates.cache_write_1h),
        exact(mean.output),
        exact(rates.output),
        some(batch.input),
        some(batch.cache_read),
        some(batch.cache_write),
        some(batch.cache_write_1h),
        some(batch.output),
        some(tier.map(|tier| tier.over)),
        of(tier, |tier| tier.input),
        of(tier, |tier| tier.cache_read),
        of(tier, |tier| tier.cache_write),
        of(tier, |tier| tier.cache_write_1h),
        of(tier, |tier| tier.output),
        longer(rates),
        of(batch_tier, |tier| tier.input),
        of(batch_tier, |tier| tier.cache_read),
        of(batch_tier, |tier| tier.cache_write),
        of(batch_tier, |tier| tier.output),
        some(rates.per_request),
        some(model.context_tokens),
        some(model.max_output_tokens),
        some(off.map(|off| off.rates.input)),
        some(off.and_then(|off| off.rates.cache_read)),
        some(off.map(|off| off.rates.output)),
        off.map(OffPeak::hours).unwrap_or_default(),
        Period::list(earlier),
        Period::list(later),
        next.and_then(|period| period.from).map_or_else(String::new, |from| from.to_string()),
        some(next.map(|period| period.rates.input)),
        some(next.map(|period| period.rates.output)),
        model.retires.map_or_else(String::new, |date| date.to_string()),
        model.note.clone().unwrap_or_default(),
        model.citation.as_of.clone(),
        model.citation.source.clone(),
    ]
}

/// Prices of prompts that are longer still, in words.
fn longer(rates: &Rates<Decimal>) -> String {
    let one = |tier: &Tier| {
        let price = |own: Option<Decimal>, normal: Decimal| exact(own.unwrap_or(normal));
        format!("over {}: {}/{}", exact(tier.over), price(tier.input, rates.input), price(tier.output, rates.output))
    };
    rates.tiers.iter().skip(1).map(one).collect::<Vec<_>>().join("; ")
}
