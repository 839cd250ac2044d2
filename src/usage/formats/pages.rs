//! Pages of the usage and cost APIs of `OpenAI` and Anthropic.

use memchr::memchr_iter;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::charges::of_kind;
use super::json::{Raw, amount, bucket, count_if, count_of, count_told, parse, parse_record, text, words};
use super::page::{Bucket, Entry, Money};
use crate::usage::entry::amount::Amount;
use crate::usage::entry::class::{Charge, Class};
use crate::usage::entry::moment::Stretch;
use crate::usage::entry::row::{Requests, Row};
use crate::usage::entry::served::{Prompts, Service};
use crate::usage::entry::tokens::Tokens;
use crate::usage::sum::report::{Place, Reason};
use crate::usage::sum::sink::{Id, Sink, identity};

/// The texts of the results of a bucket.
#[derive(Deserialize)]
struct Texts<'a> {
    #[serde(borrow)]
    results: Vec<&'a RawValue>,
}

/// Counts a bucket in.
///
/// # Errors
/// When it is none: why.
pub fn take(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), String> {
    let page: Bucket<'_> = parse_record(bytes)?;
    sink.rows.pages.more += u64::from(page.has_more == Some(true));
    sink.rows.pages.last += u64::from(page.has_more == Some(false));
    let Some(results) = page.results else {
        return if page.has_more.is_some() { Ok(()) } else { Err("it has no `results`".to_owned()) };
    };
    let time = match page.start_time {
        Some(_) => bucket((page.start_time, page.end_time), ("start_time", "end_time"))?,
        None => bucket((page.starting_at, page.ending_at), ("starting_at", "ending_at"))?,
    };
    sink.tally.cover(time);
    if results.is_empty() {
        sink.leave(Reason::Blank);
    }
    let mut places = None;
    for (index, entry) in results.iter().enumerate() {
        let known = sink.currencies.len();
        let taken = result(entry, time, sink);
        if taken.is_ok() && sink.currencies.len() == known {
            continue;
        }
        // where results stand is worth looking for only when there is something to say of one
        let bucket = sink.place();
        let place = places.get_or_insert_with(|| places_in(bytes, bucket)).get(index).copied().unwrap_or(bucket);
        if let Some((_, first)) = sink.currencies.get_mut(known) {
            *first = place;
        }
        if let Err(cause) = taken {
            sink.fault_at(place, cause);
        }
    }
    Ok(())
}

/// Where each result of a bucket stands.
fn places_in(bytes: &[u8], bucket: Place) -> Vec<Place> {
    let Ok(Texts { results }) = serde_json::from_slice(bytes) else { return Vec::new() };
    let (mut line, mut from) = (bucket.line, 0);
    let place = |(text, number): (&RawValue, u64)| {
        let start = text.get().as_ptr().addr().saturating_sub(bytes.as_ptr().addr());
        line += bytes.get(from..start).map_or(0, |before| memchr_iter(b'\n', before).count() as u64);
        from = start;
        Place { line, result: Some(number), ..bucket }
    };
    results.into_iter().zip(1..).map(place).collect()
}

fn result(entry: &Entry<'_>, time: Stretch, sink: &mut Sink<'_>) -> Result<(), String> {
    let object = words(entry.object);
    let row = match &*object {
        "organization.usage.completions.result" | "organization.usage.embeddings.result" => openai_usage(entry, time)?,
        "organization.costs.result" => openai_cost(entry, time, sink)?,
        other if other.starts_with("organization.usage.") => {
            sink.leave(Reason::OtherService);
            return Ok(());
        }
        _ if entry.uncached_input_tokens.is_some() => anthropic_usage(entry, time)?,
        _ if entry.amount.is_some() => anthropic_cost(entry, time, sink)?,
        _ if entry.num_model_requests.is_some() => openai_usage(entry, time)?,
        _ => return Err("the result is neither usage nor a cost".to_owned()),
    };
    sink.take(&row, || Some(id(entry, &object, time)));
    Ok(())
}

/// What names a result: its bucket and every dimension it is grouped by.
fn id(entry: &Entry<'_>, object: &str, time: Stretch) -> Id {
    let dimensions = [
        entry.model,
        entry.project_id,
        entry.workspace_id,
        entry.user_id,
        entry.api_key_id,
        entry.batch,
        entry.service_tier,
        entry.context_window,
        entry.inference_geo,
        entry.line_item,
        entry.token_type,
        entry.cost_type,
        entry.description,
    ];
    let dimensions = dimensions.map(|raw| text(raw));
    let usage = entry.amount.is_none();
    identity((object, time.start, time.end, usage, dimensions))
}

fn openai_usage<'a>(entry: &Entry<'a>, time: Stretch) -> Result<Row<'a>, String> {
    // embeddings have no output
    let embeddings = words(entry.object).contains("embeddings");
    let (reads, writes) = (text(entry.input_cached_tokens), text(entry.input_cache_write_tokens));
    let parts = Tokens {
        cached: count_of(entry.input_cached_tokens, "input_cached_tokens")?,
        written: count_of(entry.input_cache_write_tokens, "input_cache_write_tokens")?,
        ..Tokens::default()
    };
    let output = if embeddings { Some(0) } else { count_told(entry.output_tokens, "output_tokens")? };
    let mut row = Row::new(time, words(entry.model));
    row.project = words(entry.project_id);
    (row.tells_reads, row.tells_writes) = (embeddings || reads.is_some(), embeddings || writes.is_some());
    row.tokens = Tokens::told_within((count_told(entry.input_tokens, "input_tokens")?, output), parts)?;
    let requests = count_if(entry.num_model_requests, "num_model_requests")?;
    row.requests = requests.map_or(Requests::Unknown, Requests::Counted);
    row.service = match Service::of(&words(entry.batch)) {
        Service::Standard => Service::of(&words(entry.service_tier)),
        batch => batch,
    };
    // a tier alone does not say whether it was a batch
    row.tells_service =
        row.service != Service::Standard || text(entry.service_tier).is_some() && text(entry.batch).is_some();
    Ok(row)
}

fn openai_cost<'a>(entry: &Entry<'a>, time: Stretch, sink: &mut Sink<'_>) -> Result<Row<'a>, String> {
    let money = entry.amount.ok_or("it has no `amount`")?;
    let money: Money<'_> = parse(money.get().as_bytes())?;
    sink.currency(&words(money.currency).to_uppercase());
    let line = words(entry.line_item);
    let (model, service) = Service::of_line_item(&line);
    let mut row = Row::new(time, model.to_owned().into());
    row.service = service;
    row.project = words(entry.project_id);
    row.cost = amount(money.value, "amount.value", 0)?;
    let quantity = amount(entry.quantity, "quantity", 0)?;
    let in_tokens = text(entry.quantity_unit).is_none_or(|unit| unit == "tokens");
    let class = Class::of(&line).filter(|_| in_tokens && service == Service::Standard);
    row.charge = charge((class, row.cost, quantity));
    Ok(row)
}

fn charge(parts: (Option<Class>, Option<Amount>, Option<Amount>)) -> Option<Charge> {
    match parts {
        (Some(class), Some(cost), Some(quantity)) => Some(Charge { class, quantity, cost }),
        _ => None,
    }
}

fn anthropic_usage<'a>(entry: &Entry<'a>, time: Stretch) -> Result<Row<'a>, String> {
    let creation = entry.cache_creation.as_ref();
    let created = |raw: Option<Raw<'a>>| count_of(raw.flatten(), "cache_creation");
    let mut row = Row::new(time, words(entry.model));
    row.project = words(entry.workspace_id);
    row.requests = Requests::Unknown;
    row.prompts = Prompts::of_window(&words(entry.context_window));
    row.service = Service::of(&words(entry.service_tier));
    row.tells_service = text(entry.service_tier).is_some();
    let parts = Tokens {
        cached: count_of(entry.cache_read_input_tokens, "cache_read_input_tokens")?,
        written: created(creation.map(|creation| creation.ephemeral_5m_input_tokens))?,
        written_long: created(creation.map(|creation| creation.ephemeral_1h_input_tokens))?,
        ..Tokens::default()
    };
    let input = count_if(entry.uncached_input_tokens, "uncached_input_tokens")?;
    row.tokens = Tokens::told_beside((input, count_told(entry.output_tokens, "output_tokens")?), parts);
    Ok(row)
}

/// Amounts are cents, as a text.
fn anthropic_cost<'a>(entry: &Entry<'a>, time: Stretch, sink: &mut Sink<'_>) -> Result<Row<'a>, String> {
    sink.currency(&text(entry.currency).ok_or("it has no `currency`")?.to_uppercase());
    let mut row = Row::new(time, of_kind(words(entry.model), &words(entry.cost_type)));
    row.project = words(entry.workspace_id);
    row.service = Service::of(&words(entry.service_tier));
    row.cost = amount(entry.amount, "amount", -2)?;
    Ok(row)
}
