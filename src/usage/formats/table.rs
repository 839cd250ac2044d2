//! Rows of CSV exports.

use std::borrow::Cow;

use super::aggregate::of_row;
use super::charges::charge;
use super::fields::CsvRows;
use super::layout::Layout;
use super::litellm::cache_of_metadata;
use super::named_fields::{Fields, id, model};
use super::role::{Role, RowIs};
use super::traces::app_of_properties;
use crate::usage::bytes::blocks::Cut;
use crate::usage::entry::format::Format;
use crate::usage::entry::row::{Requests, Row};
use crate::usage::entry::served::{Answer, Prompts, Service};
use crate::usage::entry::tokens::Tokens;
use crate::usage::sum::report::Reason;
use crate::usage::sum::sink::Sink;

/// Counts the rows of a block of whole lines in; returns the line of a last row that is cut off.
pub fn take_block(
    layout: &Layout,
    (bytes, line): (&[u8], u64),
    (cut, sink): (Option<Cut>, &mut Sink<'_>),
) -> Option<u64> {
    let mut rows = CsvRows::new(bytes, layout.delimiter);
    // one look at a block is cheap; only in one that fails it rows are looked at
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    while let Some(before) = rows.advance() {
        sink.line = line + before;
        if rows.len() != layout.width {
            if rows.is_last() && cut.is_some() && rows.len() < layout.width {
                return Some(sink.line);
            }
            sink.fault(format!("it has {} fields where the header has {}", rows.len(), layout.width));
            continue;
        }
        if !is_utf8 && let Some(cause) = not_utf8(layout, &rows) {
            sink.fault(cause);
            continue;
        }
        let fields = Fields { layout, row: &rows };
        if let Err(cause) = take(&fields, sink) {
            let id = fields.get(Role::Id).filter(|_| layout.format == Format::Aggregated);
            sink.fault(of_row(cause, id));
        }
    }
    None
}

/// What is wrong with a row of which a field that counts is no UTF-8: two names of other bytes would become one.
fn not_utf8(layout: &Layout, rows: &CsvRows<'_>) -> Option<String> {
    layout.places().find_map(|place| {
        let field = rows.get(place)?;
        let at = std::str::from_utf8(&field).err()?.valid_up_to();
        let byte = field.get(at)?;
        Some(format!("byte {} of its field {} (0x{byte:02x}) is no UTF-8: save the file as UTF-8", at + 1, place + 1))
    })
}

fn take(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    match fields.layout.row_is {
        RowIs::Charge => charge(fields, sink),
        RowIs::Request | RowIs::Sum => usage(fields, sink),
    }
}

fn usage(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let time = fields.time()?;
    let format = fields.layout.format;
    if fields.layout.place(Role::Requests).is_some() && is_blank(fields)
        || fields.layout.width == 4 && format == Format::OpenAiUsageCsv
    {
        sink.tally.cover(time);
        sink.leave(Reason::Blank);
        return Ok(());
    }
    let mut row = Row::new(time, model(fields));
    row.project = match fields.get(Role::Metadata).filter(|_| format == Format::Helicone) {
        Some(properties) => app_of_properties(&properties).map_or(Cow::Borrowed(""), Cow::Owned),
        None => fields.text(Role::Project),
    };
    row.cost = match (fields.amount(Role::Cost)?, fields.amount(Role::Price)?) {
        // what the user's own key at the provider paid comes beside what the gateway charged
        (Some(cost), Some(own_key)) => Some(cost.plus(own_key)),
        (cost, _) => cost,
    };
    if !fields.layout.tells_use() {
        money(fields, row, sink);
        return Ok(());
    }
    row.tokens = tokens(fields, &mut row)?;
    row.failures = fields.count_if(Role::Failures, "failures")?;
    row.requests = match fields.count_if(Role::Requests, "requests")? {
        Some(count) => Requests::Counted(answered(format, count, row.failures.unwrap_or(0))?),
        None => Requests::Unknown,
    };
    row.service = match Service::of(&fields.text(Role::Batch)) {
        Service::Standard => Service::of(&fields.text(Role::Tier)),
        batch => batch,
    };
    // a tier alone does not say whether it was a batch
    let tells_tier = fields.layout.place(Role::Tier).is_none() || fields.get(Role::Tier).is_some();
    row.tells_service = row.service != Service::Standard || tells_tier && fields.get(Role::Batch).is_some();
    row.prompts = Prompts::of_window(&fields.text(Role::Window));
    if fields.layout.row_is == RowIs::Request {
        let failures = row.failures;
        row.set_request(Answer::of_status(&fields.text(Role::Status)));
        if fields.layout.place(Role::Status).is_none() {
            row.failures = failures;
        }
    }
    if fields.text(Role::GatewayHit).eq_ignore_ascii_case("true") {
        sink.leave(Reason::GatewayHit);
        return Ok(());
    }
    note_currency(fields, &row, sink);
    sink.take(&row, || id(fields));
    Ok(())
}

/// Counts a row of a table in that tells of costs only: it is no use without counts of tokens.
fn money<'r>(fields: &Fields<'r>, mut row: Row<'r>, sink: &mut Sink<'_>) {
    if row.cost.is_none() {
        sink.tally.cover(row.time);
        sink.leave(Reason::Blank);
        return;
    }
    row.service = Service::of(&fields.text(Role::Batch));
    note_currency(fields, &row, sink);
    sink.take(&row, || id(fields));
}

/// Notes the currency of a cost: that which the row tells, else that of the export.
fn note_currency(fields: &Fields<'_>, row: &Row<'_>, sink: &mut Sink<'_>) {
    let is_own = matches!(fields.layout.format, Format::Columns | Format::Aggregated);
    match fields.get(Role::Currency) {
        Some(currency) => sink.currency(&currency.to_uppercase()),
        None if row.cost.is_none() => {}
        None if is_own => sink.no_currency(),
        None => sink.currency("USD"),
    }
}

/// `LiteLLM` counts failed requests among all.
fn answered(format: Format, requests: u64, failures: u64) -> Result<u64, String> {
    if format != Format::LiteLlmDaily {
        return Ok(requests);
    }
    requests.checked_sub(failures).ok_or_else(|| format!("{failures} of {requests} requests failed"))
}

/// Whether a bucket has neither requests nor tokens nor cost written in it.
fn is_blank(fields: &Fields<'_>) -> bool {
    let told = [Role::Requests, Role::Input, Role::Fresh, Role::Output, Role::Cost];
    told.iter().all(|role| fields.get(*role).is_none())
}

/// The tokens of a row; none where a column of input or output is blank, since a mean would take it for 0. Notes in
/// the row whether its table tells of caches.
fn tokens(fields: &Fields<'_>, row: &mut Row<'_>) -> Result<Option<Tokens>, String> {
    let has = |role| fields.layout.place(role).is_some();
    (row.tells_reads, row.tells_writes) = (has(Role::Cached), has(Role::Written) || has(Role::WrittenLong));
    let mut parts = Tokens {
        cached: fields.count(Role::Cached, "cached tokens")?,
        written: fields.count(Role::Written, "cache write tokens")?,
        written_long: fields.count(Role::WrittenLong, "cache write tokens")?,
        reasoning: fields.count(Role::Reasoning, "reasoning tokens")?,
        ..Tokens::default()
    };
    if fields.layout.format == Format::LiteLlmLogs
        && let Some(metadata) = fields.get(Role::Metadata)
        && let Some(caches) = cache_of_metadata(&metadata)?
    {
        (parts.cached, parts.written) = caches;
        (row.tells_reads, row.tells_writes) = (true, true);
    }
    // what a table has no column of, it has none of
    let told = |role: Role, name: &str| match fields.layout.place(role) {
        Some(_) => fields.count_if(role, name),
        None => Ok(Some(0)),
    };
    let output = Answer::of_status(&fields.text(Role::Status)).output(told(Role::Output, "output tokens")?);
    if fields.layout.place(Role::Input).is_none() {
        return Ok(Tokens::told_beside((told(Role::Fresh, "fresh input tokens")?, output), parts));
    }
    Tokens::told_within((told(Role::Input, "input tokens")?, output), parts)
}
