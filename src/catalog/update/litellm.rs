//! The `model_prices_and_context_window.json` of `LiteLLM`: an object of models, prices by the token.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::compose::{Gap, List};
use super::off_peak;
use crate::catalog::citation::Citation;
use crate::catalog::json::Json;
use crate::catalog::llm::{LlmModel, Period, Rates, Tier};
use crate::quantity::Date;

/// What the catalog calls this list.
pub const NAME: &str = "LiteLLM model_prices_and_context_window.json";

/// The list's names of providers, and the catalog's.
const PROVIDERS: [(&str, &str); 12] = [
    ("gemini", "google"),
    ("vertex_ai-language-models", "google"),
    ("bedrock", "aws"),
    ("bedrock_converse", "aws"),
    ("together_ai", "together"),
    ("fireworks_ai", "fireworks"),
    ("xai", "x-ai"),
    ("cohere_chat", "cohere"),
    ("moonshot", "moonshotai"),
    ("meta_llama", "meta"),
    ("text-completion-openai", "openai"),
    ("azure_text", "azure"),
];

const INPUT: &str = "input_cost_per_token";
const OUTPUT: &str = "output_cost_per_token";
const READ: &str = "cache_read_input_token_cost";
const WRITE: &str = "cache_creation_input_token_cost";
const WRITE_1H: &str = "cache_creation_input_token_cost_above_1hr";

/// The keys of an entry.
pub type Fields<'a> = BTreeMap<String, Json<'a>>;

/// Whether an entry of an object looks like one of this list.
pub fn is_entry(json: Json<'_>) -> bool {
    json.object().is_some_and(|fields| fields.contains_key("litellm_provider"))
}

/// Reads the models that answer in text. The same model of two of the list's providers is taken once.
///
/// # Errors
/// An entry whose price is no number, by its name.
pub fn read(entries: &Fields<'_>, as_of: Date) -> Result<List, String> {
    let mut list = List { name: NAME, gap: Gap::Unknown, models: Vec::new(), left_out: 0 };
    for (name, json) in entries.iter().filter(|(name, _)| *name != "sample_spec") {
        let fields = json.object().ok_or_else(|| format!("`{name}` is no object"))?;
        match model(name, &fields, as_of).map_err(|error| format!("`{name}`: {error}"))? {
            Some(model) if list.models.iter().all(|known| known.id != model.id) => list.models.push(model),
            _ => list.left_out += 1,
        }
    }
    Ok(list)
}

fn model(name: &str, fields: &Fields<'_>, as_of: Date) -> Result<Option<LlmModel>, String> {
    let mode = text(fields, "mode").unwrap_or_default();
    let Some(provider) = text(fields, "litellm_provider") else { return Ok(None) };
    if !["chat", "responses", "completion"].contains(&mode.as_str()) {
        return Ok(None);
    }
    let Some(rates) = parts(fields, "")?.whole() else { return Ok(None) };
    let per_request = fields.get("input_cost_per_request").and_then(|json| json.amount().ok());
    let rates = Rates { per_request, tiers: tiers(fields, "")?, ..rates };
    let batch = Rates { tiers: tiers(fields, "_batches")?, ..parts(fields, "_batches")? };
    let off_peak = off_peak::read(fields, &rates)?;
    let retires = text(fields, "deprecation_date");
    let retires = retires.map(|day| Date::parse(&day).ok_or(format!("`deprecation_date` is `{day}`, which is no day")));
    let size = |key: &str| fields.get(key).and_then(|json| json.amount().ok());
    Ok(Some(LlmModel {
        id: id(name, &provider),
        name: None,
        context_tokens: size("max_input_tokens"),
        max_output_tokens: size("max_output_tokens"),
        periods: vec![Period { from: None, rates }],
        batch: batch.input.is_some().then_some(batch),
        flex: None,
        priority: None,
        off_peak,
        retires: retires.transpose()?,
        aliases: Vec::new(),
        note: None,
        citation: Citation { source: NAME.to_owned(), as_of: as_of.to_string() },
    }))
}

/// `provider/name`, the provider as the catalog calls it and written once.
fn id(name: &str, provider: &str) -> String {
    let own = PROVIDERS.iter().find(|(known, _)| *known == provider).map_or(provider, |(_, own)| *own);
    let first = name.split('/').next().unwrap_or_default();
    let is_written =
        first == provider || first == own || PROVIDERS.iter().any(|(known, other)| *known == first && *other == own);
    let rest = if is_written { name.split_once('/').map_or(name, |(_, rest)| rest) } else { name };
    format!("{own}/{rest}")
}

/// The prices of every part under keys with this ending.
pub fn parts(fields: &Fields<'_>, ending: &str) -> Result<Rates<Option<Decimal>>, String> {
    let part = |part: &str| stated(fields, &format!("{part}{ending}"));
    Ok(Rates {
        input: part(INPUT)?,
        output: part(OUTPUT)?,
        cache_read: part(READ)?,
        cache_write: part(WRITE)?,
        cache_write_1h: part(WRITE_1H)?,
        ..Rates::default()
    })
}

/// Prices of prompts above a length that stands in the name of the key, as `..._above_200k_tokens`.
fn tiers(fields: &Fields<'_>, ending: &str) -> Result<Vec<Tier>, String> {
    let length = |key: &String| {
        let length = key.strip_prefix(INPUT)?.strip_prefix("_above_")?.strip_suffix(ending)?;
        length.strip_suffix("k_tokens")?.parse::<u32>().ok()
    };
    let mut lengths: Vec<u32> = fields.keys().filter_map(length).collect();
    lengths.sort_unstable();
    let tier = |thousands: u32| {
        let Rates { input, output, cache_read, cache_write, cache_write_1h, .. } =
            parts(fields, &format!("_above_{thousands}k_tokens{ending}"))?;
        let over = Decimal::from(thousands) * Decimal::ONE_THOUSAND;
        Ok(Tier { over, input, output, cache_read, cache_write, cache_write_1h })
    };
    lengths.into_iter().map(tier).collect()
}

/// A price of a token as the price of a million; nothing where the list has a zero, which stands in it for a
/// price that is not known.
fn stated(fields: &Fields<'_>, key: &str) -> Result<Option<Decimal>, String> {
    Ok(per_mtok(fields, key)?.filter(|price| !price.is_zero()))
}

/// A price of a token as the price of a million.
fn per_mtok(fields: &Fields<'_>, key: &str) -> Result<Option<Decimal>, String> {
    let Some(json) = fields.get(key).filter(|json| !json.is_null()) else { return Ok(None) };
    let amount = json.amount().map_err(|why| format!("`{key}` is `{}`: {why}", json.raw()))?;
    let price = amount.checked_mul(Decimal::from(1_000_000));
    price.map(|price| Some(price.normalize())).ok_or_else(|| format!("`{key}` is too large"))
}

fn text(fields: &Fields<'_>, key: &str) -> Option<String> {
    fields.get(key)?.text()
}
