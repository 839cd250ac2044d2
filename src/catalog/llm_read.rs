//! A model's prices from one entry of a catalog file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::citation::Citation;
use super::json::Json;
use super::llm::{LlmModel, Period, Rates, Tier};
use super::off_peak::OffPeak;
use crate::quantity::Date;

type Entry<'a> = BTreeMap<String, Json<'a>>;

/// Reads an entry; the catalog's sources by their short names and its date stand in for those that the entry
/// leaves out.
///
/// # Errors
/// What is wrong with the entry, and with which key of it.
pub fn model(json: Json<'_>, cite: impl Fn(Option<String>, Option<String>) -> Citation) -> Result<LlmModel, String> {
    let entry = json.object().ok_or("an entry is no object")?;
    let id = text(&entry, "id").ok_or("an entry has no `id`")?;
    let about = |error: String| format!("`{id}`: {error}");
    let context_tokens = number(&entry, "ctx").map_err(about)?;
    let mut model = LlmModel {
        name: text(&entry, "name"),
        context_tokens,
        max_output_tokens: number(&entry, "max_out").map_err(about)?,
        periods: periods(&entry).map_err(about)?,
        batch: optional(&entry, "batch", partial).map_err(about)?,
        flex: optional(&entry, "flex", partial).map_err(about)?,
        priority: optional(&entry, "priority", partial).map_err(about)?,
        off_peak: off_peak(&entry).map_err(about)?,
        retires: date(&entry, "retires").map_err(about)?,
        aliases: aliases(&entry),
        note: text(&entry, "note"),
        citation: cite(text(&entry, "src"), text(&entry, "as_of")),
        id: String::new(),
    };
    model.id = id;
    model.drop_unreachable_tiers();
    Ok(model)
}

/// Earlier, current and scheduled prices, ascending.
fn periods(entry: &Entry<'_>) -> Result<Vec<Period>, String> {
    let mut periods = Vec::new();
    let earlier = list(entry, "history")?;
    let later = list(entry, "next")?;
    for (json, is_next) in earlier.iter().map(|json| (json, false)).chain(later.iter().map(|json| (json, true))) {
        let period = json.object().ok_or("a dated price is no object")?;
        let from = date(&period, "from")?;
        if is_next && from.is_none() {
            return Err("a scheduled price has no `from`".to_owned());
        }
        periods.push(Period { from, rates: whole(&period)? });
    }
    periods.push(Period { from: date(entry, "from")?, rates: whole(entry)? });
    periods.sort_by_key(|period| period.from);
    if periods.windows(2).any(|pair| pair[0].from == pair[1].from) {
        return Err("two prices hold from the same day".to_owned());
    }
    Ok(periods)
}

fn whole(entry: &Entry<'_>) -> Result<Rates<Decimal>, String> {
    let rates = partial(entry)?;
    Ok(Rates {
        input: rates.input.ok_or("it has no price `in`")?,
        output: rates.output.ok_or("it has no price `out`")?,
        cache_read: rates.cache_read,
        cache_write: rates.cache_write,
        cache_write_1h: rates.cache_write_1h,
        per_request: rates.per_request,
        tiers: rates.tiers,
    })
}

fn partial(entry: &Entry<'_>) -> Result<Rates<Option<Decimal>>, String> {
    let mut tiers = Vec::new();
    for json in list(entry, "tiers")? {
        let tier = json.object().ok_or("a tier is no object")?;
        tiers.push(Tier {
            over: number(&tier, "over")?.ok_or("a tier has no `over`")?,
            input: number(&tier, "in")?,
            output: number(&tier, "out")?,
            cache_read: number(&tier, "cr")?,
            cache_write: number(&tier, "cw")?,
            cache_write_1h: number(&tier, "cw1h")?,
        });
    }
    tiers.sort_by_key(|tier| tier.over);
    Ok(Rates {
        input: number(entry, "in")?,
        output: number(entry, "out")?,
        cache_read: number(entry, "cr")?,
        cache_write: number(entry, "cw")?,
        cache_write_1h: number(entry, "cw1h")?,
        per_request: number(entry, "req")?,
        tiers,
    })
}

fn off_peak(entry: &Entry<'_>) -> Result<Option<OffPeak>, String> {
    let Some(rates) = optional(entry, "off_peak", whole)? else { return Ok(None) };
    let mut peak_utc = Vec::new();
    for span in list(entry, "peak_utc")? {
        let text = span.text().unwrap_or_default();
        let minutes = |clock: &str| {
            let (hours, minutes) = clock.split_once(':')?;
            let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
            (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
        };
        let ends = text.split_once('-').and_then(|(from, to)| Some((minutes(from)?, minutes(to)?)));
        peak_utc.push(ends.ok_or_else(|| format!("`{text}` is no span of hours, as in `01:00-04:00`"))?);
    }
    let peak_days = number(entry, "peak_days")?.map_or(Some(7), |days| days.to_u32().filter(|days| *days <= 7));
    let peak_days = peak_days.ok_or("`peak_days` is no number of days of a week")?;
    Ok(Some(OffPeak { rates, peak_utc, peak_days }))
}

/// Names that match exactly; patterns would also match models whose prices nobody has looked up.
fn aliases(entry: &Entry<'_>) -> Vec<String> {
    let patterns = entry.get("match").and_then(|json| json.list()).unwrap_or_default();
    let exact = patterns.iter().filter_map(|json| json.text()?.strip_prefix('=').map(str::to_owned));
    exact.collect()
}

fn optional<T>(
    entry: &Entry<'_>,
    key: &str,
    read: impl Fn(&Entry<'_>) -> Result<T, String>,
) -> Result<Option<T>, String> {
    let Some(json) = entry.get(key).filter(|json| !json.is_null()) else { return Ok(None) };
    let inner = json.object().ok_or_else(|| format!("`{key}` is no object"))?;
    read(&inner).map(Some)
}

fn list<'a>(entry: &Entry<'a>, key: &str) -> Result<Vec<Json<'a>>, String> {
    let Some(json) = entry.get(key).filter(|json| !json.is_null()) else { return Ok(Vec::new()) };
    json.list().ok_or_else(|| format!("`{key}` is no list"))
}

fn text(entry: &Entry<'_>, key: &str) -> Option<String> {
    entry.get(key)?.text()
}

fn number(entry: &Entry<'_>, key: &str) -> Result<Option<Decimal>, String> {
    let Some(json) = entry.get(key).filter(|json| !json.is_null()) else { return Ok(None) };
    json.amount().map(Some).map_err(|why| format!("`{key}` is `{}`: {why}", json.raw()))
}

fn date(entry: &Entry<'_>, key: &str) -> Result<Option<Date>, String> {
    let Some(text) = text(entry, key) else { return Ok(None) };
    Date::parse(&text).map(Some).ok_or_else(|| format!("`{key}` is `{text}`, which is no day"))
}
