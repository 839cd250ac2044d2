//! Rows of tools that trace requests: Langfuse observations and Helicone requests.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::format::Format;
use super::json::{Raw, amount, count_of, parse, text, time, words};
use super::moment::Stretch;
use super::report::Reason;
use super::row::{Requests, Row, Tokens};
use super::sink::{Sink, identity};
use super::table::is_failure;

#[derive(Deserialize)]
struct Observation<'a> {
    #[serde(borrow)]
    id: Raw<'a>,
    #[serde(borrow, rename = "type")]
    kind: Raw<'a>,
    #[serde(borrow, rename = "startTime", alias = "start_time")]
    start_time: Raw<'a>,
    #[serde(borrow, rename = "model")]
    model: Raw<'a>,
    #[serde(borrow, rename = "providedModelName", alias = "provided_model_name")]
    provided_model: Raw<'a>,
    #[serde(borrow)]
    environment: Raw<'a>,
    #[serde(borrow)]
    level: Raw<'a>,
    #[serde(borrow, rename = "usageDetails", alias = "usage_details")]
    usage_details: Option<BTreeMap<Cow<'a, str>, &'a serde_json::value::RawValue>>,
    #[serde(borrow)]
    usage: Option<Usage<'a>>,
    #[serde(borrow, rename = "costDetails", alias = "cost_details")]
    cost_details: Option<Costs<'a>>,
}

/// Tokens of older exports, which say nothing of caches.
#[derive(Deserialize)]
struct Usage<'a> {
    #[serde(borrow)]
    input: Raw<'a>,
    #[serde(borrow)]
    output: Raw<'a>,
}

#[derive(Deserialize)]
struct Costs<'a> {
    #[serde(borrow)]
    total: Raw<'a>,
}

/// Counts an observation in.
///
/// # Errors
/// When it is none: why.
pub fn take_observation(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), String> {
    let seen: Observation<'_> = parse(bytes)?;
    let at = time(seen.start_time, "startTime")?;
    if text(seen.kind).is_some_and(|kind| kind != "GENERATION") {
        sink.leave(Reason::NotARequest);
        return Ok(());
    }
    let model = text(seen.model).or(text(seen.provided_model)).unwrap_or(Cow::Borrowed(""));
    let mut row = Row::new(Stretch::instant(at), model);
    row.project = words(seen.environment);
    row.cost = seen.cost_details.map_or(Ok(None), |costs| amount(costs.total, "costDetails.total", 0))?;
    if row.cost.is_some() {
        sink.currency("USD");
    }
    row.tokens = Some(match (&seen.usage_details, &seen.usage) {
        (Some(details), _) if !details.is_empty() => details_of(details)?,
        (_, Some(usage)) => Tokens {
            fresh: count_of(usage.input, "usage.input")?,
            output: count_of(usage.output, "usage.output")?,
            ..Tokens::default()
        },
        _ => Tokens::default(),
    });
    row.requests = Requests::Counted(1);
    if words(seen.level) == "ERROR" {
        (row.requests, row.failures) = (Requests::Counted(0), 1);
    }
    sink.take(&row, || text(seen.id).map(|id| identity(("langfuse", &*id))));
    Ok(())
}

/// Tokens by the free keys of `usageDetails`. Keys stand beside each other, unless the total says
/// that the input holds the others.
fn details_of(details: &BTreeMap<Cow<'_, str>, &serde_json::value::RawValue>) -> Result<Tokens, String> {
    let (mut parts, mut input, mut total) = (Tokens::default(), 0, None);
    for (key, raw) in details {
        let count = count_of(Some(raw), key)?;
        let has = |part: &str| key.contains(part);
        match () {
            () if key == "total" => total = Some(count),
            () if key == "input" => input = count,
            () if key == "output" => parts.output += count,
            () if has("creation") || has("write") => parts.written += count,
            () if has("cache") => parts.cached += count,
            () if has("reasoning") => parts.reasoning += count,
            () if has("output") => parts.output += count,
            () if has("input") => input += count,
            () => {}
        }
    }
    let beside = parts.cached + parts.written;
    let within = input + parts.output;
    if beside > 0 && total == Some(within) {
        return Tokens::within(input, parts);
    }
    // reasoning stands beside the output when only both together make the total
    if parts.reasoning > 0 && total == Some(within + beside + parts.reasoning) {
        parts.output += parts.reasoning;
    }
    Ok(Tokens { fresh: input, ..parts })
}

#[derive(Deserialize)]
struct Helicone<'a> {
    #[serde(borrow)]
    request_id: Raw<'a>,
    #[serde(borrow)]
    request_created_at: Raw<'a>,
    #[serde(borrow)]
    model: Raw<'a>,
    #[serde(borrow)]
    status: Raw<'a>,
    #[serde(borrow)]
    prompt_tokens: Raw<'a>,
    #[serde(borrow)]
    prompt_cache_read_tokens: Raw<'a>,
    #[serde(borrow)]
    prompt_cache_write_tokens: Raw<'a>,
    #[serde(borrow)]
    completion_tokens: Raw<'a>,
    #[serde(borrow)]
    properties: Option<Properties<'a>>,
}

#[derive(Deserialize)]
struct Properties<'a> {
    #[serde(borrow)]
    app: Raw<'a>,
}

/// The application that a text of properties names, as CSV has them.
pub fn app_of_properties(written: &str) -> Option<String> {
    let properties: Properties<'_> = serde_json::from_str(written).ok()?;
    text(properties.app).map(Cow::into_owned)
}

/// Counts a request of Helicone in.
///
/// # Errors
/// When it is none: why.
pub fn take_helicone(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), String> {
    let seen: Helicone<'_> = parse(bytes)?;
    let at = time(seen.request_created_at, "request_created_at")?;
    let mut row = Row::new(Stretch::instant(at), words(seen.model));
    row.project = seen.properties.map_or(Cow::Borrowed(""), |properties| words(properties.app));
    row.tokens = Some(Tokens {
        fresh: count_of(seen.prompt_tokens, "prompt_tokens")?,
        cached: count_of(seen.prompt_cache_read_tokens, "prompt_cache_read_tokens")?,
        written: count_of(seen.prompt_cache_write_tokens, "prompt_cache_write_tokens")?,
        output: count_of(seen.completion_tokens, "completion_tokens")?,
        ..Tokens::default()
    });
    row.requests = Requests::Counted(1);
    if is_failure(&words(seen.status)) {
        (row.requests, row.failures) = (Requests::Counted(0), 1);
    }
    sink.take(&row, || text(seen.request_id).map(|id| identity((Format::Helicone, &*id))));
    Ok(())
}
