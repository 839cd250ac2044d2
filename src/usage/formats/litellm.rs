//! Rows of the gateway `LiteLLM`: a row a request, or sums by day.

use std::borrow::Cow;

use serde::Deserialize;

use super::json::{Raw, amount, count_if, count_of, parse, parse_record, text, time, words};
use crate::usage::entry::format::Format;
use crate::usage::entry::moment::Stretch;
use crate::usage::entry::row::{Requests, Row};
use crate::usage::entry::served::Answer;
use crate::usage::entry::tokens::Tokens;
use crate::usage::sum::report::Reason;
use crate::usage::sum::sink::{Id, Sink, identity, response};

#[derive(Deserialize)]
struct Log<'a> {
    #[serde(borrow)]
    request_id: Raw<'a>,
    #[serde(borrow, rename = "startTime")]
    start_time: Raw<'a>,
    #[serde(borrow)]
    model: Raw<'a>,
    #[serde(borrow)]
    team_id: Raw<'a>,
    #[serde(borrow)]
    prompt_tokens: Raw<'a>,
    #[serde(borrow)]
    completion_tokens: Raw<'a>,
    #[serde(borrow)]
    spend: Raw<'a>,
    #[serde(borrow)]
    status: Raw<'a>,
    #[serde(borrow)]
    cache_hit: Raw<'a>,
    #[serde(borrow)]
    metadata: Raw<'a>,
}

#[derive(Default, Deserialize)]
struct Metadata<'a> {
    #[serde(borrow)]
    usage_object: Option<UsageObject<'a>>,
}

#[derive(Default, Deserialize)]
struct UsageObject<'a> {
    #[serde(borrow)]
    cache_read_input_tokens: Raw<'a>,
    #[serde(borrow)]
    cache_creation_input_tokens: Raw<'a>,
    #[serde(borrow)]
    prompt_tokens_details: Option<Details<'a>>,
}

#[derive(Default, Deserialize)]
struct Details<'a> {
    #[serde(borrow)]
    cached_tokens: Raw<'a>,
}

#[derive(Deserialize)]
struct Day<'a> {
    #[serde(borrow)]
    id: Raw<'a>,
    #[serde(borrow)]
    date: Raw<'a>,
    #[serde(borrow)]
    model: Raw<'a>,
    #[serde(borrow)]
    team_id: Raw<'a>,
    #[serde(borrow)]
    user_id: Raw<'a>,
    #[serde(borrow)]
    api_key: Raw<'a>,
    #[serde(borrow)]
    model_group: Raw<'a>,
    #[serde(borrow)]
    custom_llm_provider: Raw<'a>,
    #[serde(borrow)]
    mcp_namespaced_tool_name: Raw<'a>,
    #[serde(borrow)]
    endpoint: Raw<'a>,
    #[serde(borrow)]
    prompt_tokens: Raw<'a>,
    #[serde(borrow)]
    completion_tokens: Raw<'a>,
    #[serde(borrow)]
    cache_read_input_tokens: Raw<'a>,
    #[serde(borrow)]
    cache_creation_input_tokens: Raw<'a>,
    #[serde(borrow)]
    spend: Raw<'a>,
    #[serde(borrow)]
    api_requests: Raw<'a>,
    #[serde(borrow)]
    failed_requests: Raw<'a>,
}

/// Counts the row of a request in.
///
/// # Errors
/// When it is none: why.
pub fn take_log(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), String> {
    let log: Log<'_> = parse_record(bytes)?;
    if words(log.cache_hit).eq_ignore_ascii_case("true") {
        sink.leave(Reason::GatewayHit);
        return Ok(());
    }
    let at = time(log.start_time, "startTime")?;
    let mut row = Row::new(Stretch::instant(at), words(log.model));
    row.project = words(log.team_id);
    row.cost = amount(log.spend, "spend", 0)?;
    if row.cost.is_some() {
        sink.currency("USD");
    }
    let metadata = text(log.metadata).unwrap_or(Cow::Borrowed(""));
    let of_caches = if metadata.is_empty() { None } else { cache_of_metadata(&metadata)? };
    (row.tells_reads, row.tells_writes) = (of_caches.is_some(), of_caches.is_some());
    let (cached, written) = of_caches.unwrap_or_default();
    let answer = Answer::of_status(&words(log.status));
    let output = answer.output(count_if(log.completion_tokens, "completion_tokens")?);
    let input = count_if(log.prompt_tokens, "prompt_tokens")?;
    row.tokens = Tokens::told_within((input, output), Tokens { cached, written, ..Tokens::default() })?;
    row.set_request(answer);
    let of_format = |id: &str| identity((Format::LiteLlmLogs, id));
    sink.take(&row, || text(log.request_id).map(|id| response(&id).unwrap_or_else(|| of_format(&id))));
    Ok(())
}

/// Tokens read from and written to a cache, by the metadata of a row, which may be a JSON text in a text; none
/// without an object of usage in it.
///
/// # Errors
/// When it is no JSON, or a count in it is none.
pub fn cache_of_metadata(written: &str) -> Result<Option<(u64, u64)>, String> {
    let inner: Cow<'_, str> = if written.starts_with('"') {
        Cow::Owned(parse::<String>(written.as_bytes()).map_err(|cause| format!("`metadata`: {cause}"))?)
    } else {
        Cow::Borrowed(written)
    };
    let metadata: Metadata<'_> = match &*inner {
        "" => Metadata::default(),
        inner => parse(inner.as_bytes()).map_err(|cause| format!("`metadata`: {cause}"))?,
    };
    let Some(usage) = metadata.usage_object else { return Ok(None) };
    let details = usage.prompt_tokens_details.unwrap_or_default();
    let read = usage.cache_read_input_tokens.or(details.cached_tokens);
    Ok(Some((
        count_of(read, "cache_read_input_tokens")?,
        count_of(usage.cache_creation_input_tokens, "cache_creation_input_tokens")?,
    )))
}

/// The identity of sums by everything that they are summed by.
fn day_identity(day: &Day<'_>, start: i64) -> Id {
    let names = [
        day.model,
        day.team_id,
        day.user_id,
        day.api_key,
        day.model_group,
        day.custom_llm_provider,
        day.mcp_namespaced_tool_name,
        day.endpoint,
    ];
    identity((Format::LiteLlmDaily, start, names.map(|raw| text(raw))))
}

/// Counts the sums of a day in.
///
/// # Errors
/// When they are none: why.
pub fn take_day(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), String> {
    let day: Day<'_> = parse_record(bytes)?;
    let start = time(day.date, "date")?;
    let mut row = Row::new(Stretch { start, end: start + 86_400 }, words(day.model));
    row.project = words(day.team_id);
    row.cost = amount(day.spend, "spend", 0)?;
    if row.cost.is_some() {
        sink.currency("USD");
    }
    let parts = Tokens {
        cached: count_of(day.cache_read_input_tokens, "cache_read_input_tokens")?,
        written: count_of(day.cache_creation_input_tokens, "cache_creation_input_tokens")?,
        ..Tokens::default()
    };
    row.tells_reads = day.cache_read_input_tokens.is_some();
    row.tells_writes = day.cache_creation_input_tokens.is_some();
    let output = count_if(day.completion_tokens, "completion_tokens")?;
    row.tokens = Tokens::told_within((count_if(day.prompt_tokens, "prompt_tokens")?, output), parts)?;
    let all = count_of(day.api_requests, "api_requests")?;
    row.failures = count_if(day.failed_requests, "failed_requests")?;
    let failures = row.failures.unwrap_or(0);
    let answered = all.checked_sub(failures).ok_or_else(|| format!("{failures} of {all} requests failed"))?;
    row.requests = Requests::Counted(answered);
    sink.take(&row, || match text(day.id) {
        Some(id) => Some(identity((Format::LiteLlmDaily, &*id))),
        None => Some(day_identity(&day, start)),
    });
    Ok(())
}
