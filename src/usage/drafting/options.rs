//! The options of a drafted scenario.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::remarks::{ask_for_tiers, own_mean, tiers_of, unpriced};
use super::text::{Draft, Drafting, MONTHS, comment};
use super::unlisted::without_prices;
use crate::catalog::{Citation, LlmModel, Rates};
use crate::quantity::figures::{exact, grouped};
use crate::quantity::{Date, YearMonth};
use crate::usage::needs::need::{Need, decimal, ratio, slug};
use crate::usage::pricing::planned::tier_uplift;
use crate::usage::pricing::price::{Basis, ModelPrices, PriceSource};
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// Writes an option for each model; of none that is named, one to fill in.
pub fn options(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), needs: &[Need]) {
    options_of(draft, (usage, drafting), (needs, &[]));
    if models(needs).is_empty() {
        draft.line("");
        draft.line("[options.api]");
        draft.line("kind = \"api\"");
        draft.ask("input_per_mtok", "what does a million input tokens cost? The exports name no model".to_owned());
        draft.ask("output_per_mtok", "what does a million output tokens cost?".to_owned());
    }
}

/// Writes an option for each model that workloads have and `others` do not.
pub fn options_of(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (needs, others): (&[Need], &[Need])) {
    let known = named(&models(others));
    let is_new = |(_, name): &&(String, String)| known.iter().all(|(_, other)| other != name);
    for (model, name) in named(&models(needs)).iter().filter(is_new) {
        draft.line("");
        draft.line(&format!("# everything on {}", comment(model)));
        draft.line(&format!("[options.{name}]"));
        match drafting.prices.get(model) {
            Some(prices) => priced(draft, (usage, needs), (model, prices)),
            None => without_prices(draft, (usage, needs), model),
        }
    }
}

fn priced(draft: &mut Draft, (usage, needs): (&Usage, &[Need]), (model, prices): (&str, &ModelPrices)) {
    let used = whole(usage, model);
    let unpriced = unpriced((usage, model), prices);
    draft.line("kind = \"api\"");
    match (&prices.source, &unpriced) {
        (PriceSource::Catalog(entry, _), Some(cost)) if cost.priced == 0 => {
            let Citation { source, as_of } = &entry.citation;
            let prices = shown(&entry.mean_rates());
            draft.line(&format!("# at the standard tier, in USD as of {as_of}, from {}: {prices}", comment(source)));
            let tiers = tiers_of(cost);
            draft.ask("input_per_mtok", format!("what does a million input tokens of `{model}` cost, where all were served so: {tiers}? No list has it"));
            draft.ask("output_per_mtok", format!("what does a million output tokens of `{model}` cost there?"));
            return;
        }
        (PriceSource::Catalog(entry, charged), _) => listed(draft, (entry, charged.as_ref()), &used),
        (PriceSource::Charges, _) => {
            let basis = prices.basis.unwrap_or(Basis::Lines);
            draft.line(&format!("# prices: {}", basis.words()));
            if basis == Basis::Mean {
                own_mean(draft, (model, "tokens"), needs);
            }
            for (key, price) in keys(prices.on(None), &used) {
                draft.line(&format!("{key} = {}", exact(price)));
            }
        }
    }
    if let Some(uplift) = tier_uplift((usage, model), prices) {
        draft.line(
            "# measured: its tokens at the prices of their tiers over the same at those of this option (standard,",
        );
        draft.line("# and batch for what is in `batch_share`), less one");
        match &unpriced {
            None => draft.line(&format!("uplift = {}", exact(uplift))),
            Some(_) => draft.line(&format!("# uplift = {}   # of the tiers with a known price alone", exact(uplift))),
        }
    }
    if let Some(cost) = unpriced {
        ask_for_tiers(draft, model, &cost);
    }
}

/// Prices as keys of a scenario on a line.
fn shown(rates: &Rates<Decimal>) -> String {
    let prices = keys(rates, &Sums::default());
    prices.iter().map(|(key, price)| format!("{key} = {}", exact(*price))).collect::<Vec<_>>().join(", ")
}

/// An option at the prices of the catalog, which the comments give with source and day.
fn listed(draft: &mut Draft, (model, charged): (&LlmModel, Option<&Rates<Decimal>>), used: &Sums) {
    let Citation { source, as_of } = &model.citation;
    let current = model.mean_rates();
    draft.line(&format!("# the catalog's prices in USD as of {as_of}, from {}:", comment(source)));
    draft.line(&format!("# {}", shown(&current)));
    if model.off_peak.is_some() {
        draft.line("# these are means over the hours of a week");
    }
    let later = model.periods.iter().filter(|period| period.from > Date::earliest(as_of));
    for (from, rates) in later.filter_map(|period| Some((period.from?, &period.rates))) {
        draft.line(&format!("# from {from} on: {}", shown(rates)));
    }
    if let Some(tier) = current.tiers.first() {
        draft.line(&format!(
            "# prompts of more than {} tokens cost more: give their share as `long_prompt_share` of a workload",
            grouped(tier.over, 0)
        ));
    }
    draft.line(&format!("model = \"{}\"", model.id));
    if used.written_long > 0
        && let Some((key, price)) = keys(&current, used).into_iter().find(|(key, _)| *key == "cache_write_per_mtok")
    {
        let (long, all) = (used.written_long, used.written + used.written_long);
        let [long, all] = [long, all].map(|tokens| grouped(decimal(tokens), 0));
        draft.line(&format!("# {long} of {all} cache write tokens are kept for an hour, the rest for minutes"));
        draft.line(&format!("{key} = {}", exact(price)));
    }
    let differs = |charged: &&Rates<Decimal>| {
        let listed = keys(&current, &Sums::default());
        keys(charged, &Sums::default()).iter().any(|price| !listed.contains(price))
    };
    if let Some(charged) = charged.filter(differs) {
        draft.line(&format!("# the exports charge {}", shown(charged)));
    }
    if let (Some(retires), Some(start)) = (model.retires, draft.start) {
        shut_down(draft, model, (retires, start));
    }
}

/// A model that is shut down within the horizon needs a successor, or has none to serve at all.
fn shut_down(draft: &mut Draft, model: &LlmModel, (retires, start): (Date, YearMonth)) {
    match retires.month().since(start) {
        ..=0 => draft.ask(
            "retires",
            format!("`{}` is listed as shut down on {retires}: until when does yours run (YYYY-MM), or which model takes its place?", model.id),
        ),
        1..MONTHS => draft.ask("successor", format!("`{}` is shut down on {retires}: which option serves from then on?", model.id)),
        _ => {}
    }
}

/// The prices of rates by the keys of a scenario; cache writes at the mean of those that were used.
fn keys(rates: &Rates<Decimal>, used: &Sums) -> Vec<(&'static str, Decimal)> {
    let written = match (rates.cache_write, rates.cache_write_1h) {
        (Some(short), Some(long)) if used.written_long > 0 => {
            let share = ratio(used.written_long, used.written + used.written_long).unwrap_or_default();
            let more = long.checked_sub(short).and_then(|more| more.checked_mul(share));
            more.and_then(|more| short.checked_add(more)).map(|mean| mean.round_dp(10).normalize())
        }
        (short, long) => short.or(long),
    };
    let prices = [
        ("input_per_mtok", Some(rates.input)),
        ("cached_input_per_mtok", rates.cache_read),
        ("cache_write_per_mtok", written),
        ("output_per_mtok", Some(rates.output)),
    ];
    prices.into_iter().filter_map(|(key, price)| Some((key, price?))).collect()
}

/// All use of a model.
pub fn whole(usage: &Usage, model: &str) -> Sums {
    let mut sums = Sums::default();
    for (_, group) in usage.groups.iter().filter(|((name, _), _)| name == model) {
        group.days.values().for_each(|day| sums.add(day));
    }
    sums
}

/// The models of all workloads.
pub fn models(needs: &[Need]) -> BTreeSet<&String> {
    needs.iter().flat_map(|need| &need.models).filter(|model| !model.is_empty()).collect()
}

/// The options' names, one a model.
pub fn named(models: &BTreeSet<&String>) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for &model in models {
        let name = option_of(model);
        if !names.iter().any(|(_, known)| *known == name) {
            names.push((model.clone(), name));
        }
    }
    names
}

/// The name of a model's option.
pub fn option_of(model: &str) -> String {
    format!("api-{}", slug(model))
}
