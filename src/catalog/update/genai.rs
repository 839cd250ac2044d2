//! The `data.json` of genai-prices: a list of providers, each with its models and their prices.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::compose::{Gap, List};
use crate::catalog::citation::Citation;
use crate::catalog::json::Json;
use crate::catalog::llm::{LlmModel, Period, Rates, Tier};
use crate::catalog::off_peak::OffPeak;
use crate::quantity::Date;

/// What the catalog calls this list.
pub const NAME: &str = "genai-prices data.json";

type Fields<'a> = BTreeMap<String, Json<'a>>;

/// Reads the models of every provider.
///
/// # Errors
/// An entry whose price is no number, by its name.
pub fn read(providers: &[Json<'_>], as_of: Date) -> Result<List, String> {
    let mut list = List { name: NAME, gap: Gap::None, models: Vec::new(), left_out: 0 };
    for provider in providers {
        let provider = provider.object().ok_or("a provider is no object")?;
        let of = text(&provider, "id").ok_or("a provider has no `id`")?;
        for json in items(&provider, "models") {
            let fields = json.object().ok_or_else(|| format!("a model of `{of}` is no object"))?;
            let name = text(&fields, "id").ok_or_else(|| format!("a model of `{of}` has no `id`"))?;
            let id = format!("{of}/{name}");
            match model(&id, &fields, as_of).map_err(|error| format!("`{id}`: {error}"))? {
                Some(model) => list.models.push(model),
                None => list.left_out += 1,
            }
        }
    }
    Ok(list)
}

/// A model that is paid per input and output token; `None` for any other.
fn model(id: &str, fields: &Fields<'_>, as_of: Date) -> Result<Option<LlmModel>, String> {
    let Some(prices) = fields.get("prices") else { return Ok(None) };
    let Some(dated) = dated(*prices)? else { return Ok(None) };
    Ok(Some(LlmModel {
        id: id.to_owned(),
        name: text(fields, "name"),
        context_tokens: fields.get("context_window").and_then(|json| json.amount().ok()),
        max_output_tokens: None,
        periods: dated.periods,
        batch: batch(fields, as_of)?,
        flex: None,
        priority: None,
        off_peak: dated.off_peak,
        retires: None,
        aliases: aliases(id, fields),
        note: None,
        citation: Citation { source: NAME.to_owned(), as_of: as_of.to_string() },
    }))
}

struct Dated {
    periods: Vec<Period>,
    off_peak: Option<OffPeak>,
}

/// Prices as one object, or as a list in which the last that holds is used: from a day on, or within hours
/// of the day.
fn dated(prices: Json<'_>) -> Result<Option<Dated>, String> {
    let Some(entries) = prices.list() else {
        let fields = prices.object().ok_or("`prices` is neither an object nor a list")?;
        let rates = whole(&fields)?;
        return Ok(rates.map(|rates| Dated { periods: vec![Period { from: None, rates }], off_peak: None }));
    };
    let mut periods = Vec::new();
    let mut peak: Option<OffPeak> = None;
    for json in entries {
        let entry = json.object().ok_or("a dated price is no object")?;
        let fields = entry.get("prices").and_then(|json| json.object()).ok_or("a dated price has no `prices`")?;
        let Some(rates) = whole(&fields)? else { return Ok(None) };
        let constraint = entry.get("constraint").and_then(|json| json.object()).unwrap_or_default();
        if let Some(hours) = hours(&constraint) {
            match &mut peak {
                Some(known) if known.rates == rates => known.peak_utc.push(hours),
                Some(_) => return Ok(None), // more than two prices a day
                None => peak = Some(OffPeak { rates, peak_utc: vec![hours], peak_days: 7 }),
            }
            continue;
        }
        let from = text(&constraint, "start_date");
        let from = from.map(|day| Date::parse(&day).ok_or(format!("`start_date` is `{day}`, which is no day")));
        periods.push(Period { from: from.transpose()?, rates });
    }
    periods.sort_by_key(|period| period.from);
    let Some(last) = periods.last_mut() else { return Ok(None) };
    // the catalog lists the prices of the peak as the current ones
    if let Some(peak) = &mut peak {
        std::mem::swap(&mut last.rates, &mut peak.rates);
    }
    Ok(Some(Dated { periods, off_peak: peak }))
}

/// The hours of a constraint, as minutes of the day in UTC.
fn hours(constraint: &Fields<'_>) -> Option<(u32, u32)> {
    let minutes = |key: &str| {
        let text = text(constraint, key)?;
        let mut parts = text.split(':').map(|part| part.trim_end_matches('Z').parse::<u32>().ok());
        let (hours, minutes) = (parts.next()??, parts.next()??);
        (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
    };
    Some((minutes("start_time")?, minutes("end_time")?))
}

fn whole(fields: &Fields<'_>) -> Result<Option<Rates<Decimal>>, String> {
    let rates = partial(fields)?.whole();
    Ok(rates.filter(|rates| !rates.input.is_zero() || !rates.output.is_zero()))
}

/// A price: a number, or a base and prices of longer prompts.
struct Priced {
    base: Decimal,
    tiers: Vec<(Decimal, Decimal)>,
}

fn partial(fields: &Fields<'_>) -> Result<Rates<Option<Decimal>>, String> {
    let price = |key: &str| fields.get(key).map(|json| priced(*json).map_err(|why| format!("`{key}` is {why}")));
    let [input, output, read, write, write_1h] =
        ["input_mtok", "output_mtok", "cache_read_mtok", "cache_write_mtok", "cache_write_1h_mtok"].map(price);
    let parts = [input.transpose()?, output.transpose()?, read.transpose()?, write.transpose()?, write_1h.transpose()?];
    let thousand = fields.get("requests_kcount").map(|json| priced(*json).map(|price| price.base)).transpose()?;
    let mut starts: Vec<Decimal> = parts.iter().flatten().flat_map(|p| p.tiers.iter().map(|tier| tier.0)).collect();
    starts.sort_unstable();
    starts.dedup();
    let [input, output, read, write, write_1h] = &parts;
    let tier = |over: Decimal| {
        let of = |part: &Option<Priced>| {
            let tiers = part.as_ref()?.tiers.iter().filter(|(start, _)| *start <= over);
            tiers.max_by_key(|(start, _)| *start).map(|(_, price)| *price)
        };
        let [input, output, cache_read, cache_write, cache_write_1h] = [input, output, read, write, write_1h].map(of);
        Tier { over, input, output, cache_read, cache_write, cache_write_1h }
    };
    let base = |part: &Option<Priced>| part.as_ref().map(|part| part.base);
    Ok(Rates {
        input: base(input),
        output: base(output),
        cache_read: base(read),
        cache_write: base(write),
        cache_write_1h: base(write_1h),
        per_request: thousand.map(|price| price / Decimal::ONE_THOUSAND),
        tiers: starts.into_iter().map(tier).collect(),
    })
}

fn priced(json: Json<'_>) -> Result<Priced, String> {
    let number = |json: Json<'_>| json.amount().map_err(|why| format!("`{}`: {why}", json.raw()));
    let Some(fields) = json.object() else { return Ok(Priced { base: number(json)?, tiers: Vec::new() }) };
    let base = number(*fields.get("base").ok_or("an object without `base`")?)?;
    let mut tiers = Vec::new();
    for json in items(&fields, "tiers") {
        let tier = json.object().ok_or("a price whose tier is no object")?;
        let of = |key: &str| tier.get(key).copied().ok_or(format!("a price whose tier has no `{key}`"));
        tiers.push((number(of("start")?)?, number(of("price")?)?));
    }
    Ok(Priced { base, tiers })
}

/// The batch prices that hold on the day of the list: the first variant of them, as the list's own reader has it.
fn batch(fields: &Fields<'_>, as_of: Date) -> Result<Option<Rates<Option<Decimal>>>, String> {
    for json in items(fields, "price_variants") {
        let variant = json.object().ok_or("a price variant is no object")?;
        let when = variant.get("when").and_then(|json| json.object()).unwrap_or_default();
        let is_batch = when.len() == 1 && text(&when, "processing").as_deref() == Some("batch");
        let constraint = variant.get("constraint").and_then(|json| json.object()).unwrap_or_default();
        let from = text(&constraint, "start_date").and_then(|day| Date::parse(&day));
        if is_batch && from.is_none_or(|from| from <= as_of) {
            let prices = variant.get("prices").and_then(|json| json.object()).unwrap_or_default();
            return partial(&prices).map(Some);
        }
    }
    Ok(None)
}

/// The names that match a model exactly.
fn aliases(id: &str, fields: &Fields<'_>) -> Vec<String> {
    let Some(matching) = fields.get("match").and_then(|json| json.object()) else { return Vec::new() };
    let mut names: Vec<String> = text(&matching, "equals").into_iter().collect();
    names.extend(items(&matching, "or").iter().filter_map(|json| text(&json.object()?, "equals")));
    names.retain(|name| !id.ends_with(&format!("/{name}")));
    names
}

fn text(fields: &Fields<'_>, key: &str) -> Option<String> {
    fields.get(key)?.text()
}

fn items<'a>(fields: &Fields<'a>, key: &str) -> Vec<Json<'a>> {
    fields.get(key).and_then(|json| json.list()).unwrap_or_default()
}
