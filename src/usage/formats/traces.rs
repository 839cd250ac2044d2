//! Rows of tools that trace requests: Langfuse observations and Helicone requests.

use std::borrow::Cow;

use serde::Deserialize;

use super::details::Details;
use super::json::{Raw, amount, count_if, count_of, parse_record, text, time, words};
use crate::usage::entry::format::Format;
use crate::usage::entry::moment::Stretch;
use crate::usage::entry::row::Row;
use crate::usage::entry::served::Answer;
use crate::usage::entry::tokens::Tokens;
use crate::usage::sum::report::Reason;
use crate::usage::sum::sink::{Sink, identity};

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
    #[serde(rename = "usageDetails", alias = "usage_details")]
    usage_details: Option<Details>,
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
    let seen: Observation<'_> = parse_record(bytes)?;
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
    let answer = if words(seen.level) == "ERROR" { Answer::Failed } else { Answer::Given };
    row.tokens = match (&seen.usage_details, &seen.usage) {
        (Some(details), _) if !details.is_empty() => details.tokens(answer)?,
        (_, Some(usage)) => {
            let output = answer.output(count_if(usage.output, "usage.output")?);
            Tokens::told_beside((count_if(usage.input, "usage.input")?, output), Tokens::default())
        }
        _ => None,
    };
    row.set_request(answer);
    sink.take(&row, || text(seen.id).map(|id| identity(("langfuse", &*id))));
    Ok(())
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
    let seen: Helicone<'_> = parse_record(bytes)?;
    let at = time(seen.request_created_at, "request_created_at")?;
    let mut row = Row::new(Stretch::instant(at), words(seen.model));
    row.project = seen.properties.map_or(Cow::Borrowed(""), |properties| words(properties.app));
    let parts = Tokens {
        cached: count_of(seen.prompt_cache_read_tokens, "prompt_cache_read_tokens")?,
        written: count_of(seen.prompt_cache_write_tokens, "prompt_cache_write_tokens")?,
        ..Tokens::default()
    };
    let answer = Answer::of_status(&words(seen.status));
    let output = answer.output(count_if(seen.completion_tokens, "completion_tokens")?);
    row.tokens = Tokens::told_beside((count_if(seen.prompt_tokens, "prompt_tokens")?, output), parts);
    row.set_request(answer);
    sink.take(&row, || text(seen.request_id).map(|id| identity((Format::Helicone, &*id))));
    Ok(())
}
