//! Sums by time, model and project that a query made of a log, as JSON lines.

use std::borrow::Cow;

use serde::Deserialize;

use super::json::{Raw, amount, count_if, count_of, parse_record, text, words};
use crate::usage::entry::moment::{instant, no_time};
use crate::usage::entry::row::{Requests, Row};
use crate::usage::entry::tokens::Tokens;
use crate::usage::sum::sink::{Sink, identity};

#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    time: Raw<'a>,
    #[serde(borrow)]
    model: Raw<'a>,
    #[serde(borrow)]
    project: Raw<'a>,
    #[serde(borrow)]
    requests: Raw<'a>,
    #[serde(borrow)]
    failures: Raw<'a>,
    #[serde(borrow)]
    fresh: Raw<'a>,
    #[serde(borrow)]
    cached: Raw<'a>,
    #[serde(borrow)]
    written: Raw<'a>,
    #[serde(borrow)]
    output: Raw<'a>,
    #[serde(borrow)]
    reasoning: Raw<'a>,
    #[serde(borrow)]
    cost: Raw<'a>,
    #[serde(borrow)]
    currency: Raw<'a>,
    #[serde(borrow)]
    id: Raw<'a>,
}

/// Counts the sums of an hour, a day or a month in.
///
/// # Errors
/// When they are none: why, and which row of the log where the query says.
pub fn take(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), String> {
    let record: Record<'_> = parse_record(bytes)?;
    let row = row(&record).map_err(|cause| of_row(cause, text(record.id)))?;
    match text(record.currency).filter(|_| row.cost.is_some()) {
        Some(currency) => sink.currency(&currency.to_uppercase()),
        None if row.cost.is_some() => sink.no_currency(),
        None => {}
    }
    let names = [record.time, record.model, record.project, record.currency, record.id].map(text);
    sink.take(&row, || Some(identity(("sums", names))));
    Ok(())
}

/// What is wrong, and with which row of the log, where a query set that row apart.
pub fn of_row(cause: String, id: Option<Cow<'_, str>>) -> String {
    match id {
        Some(id) => format!("{cause}, in the row `{id}` of the log"),
        None => cause,
    }
}

fn row<'a>(record: &Record<'a>) -> Result<Row<'a>, String> {
    let time = text(record.time).ok_or("it has no `time`")?;
    let (start, written) = instant(&time).ok_or_else(|| format!("`time` is {}", no_time(&time)))?;
    let mut row = Row::new(written.stretch(start), words(record.model));
    row.project = words(record.project);
    row.cost = amount(record.cost, "cost", 0)?;
    let parts = Tokens {
        cached: count_of(record.cached, "cached tokens")?,
        written: count_of(record.written, "cache write tokens")?,
        reasoning: count_of(record.reasoning, "reasoning tokens")?,
        ..Tokens::default()
    };
    let output = count_if(record.output, "output tokens")?;
    row.tokens = Tokens::told_beside((count_if(record.fresh, "fresh input tokens")?, output), parts);
    row.failures = count_if(record.failures, "failures")?;
    row.requests = count_if(record.requests, "requests")?.map_or(Requests::Unknown, Requests::Counted);
    Ok(row)
}
