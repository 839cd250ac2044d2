//! Rows of CSV exports.

use std::borrow::Cow;

use super::aggregate::of_row;
use super::amount::{Amount, count, short_count};
use super::blocks::Cut;
use super::charges::charge;
use super::fields::CsvRows;
use super::format::Format;
use super::layout::{Layout, Role, RowIs};
use super::litellm::cache_of_metadata;
use super::moment::{Stretch, instant};
use super::report::Reason;
use super::row::{Requests, Row, Service, Tokens};
use super::sink::{Sink, identity};
use super::traces::app_of_properties;

/// Counts the rows of a block of whole lines in; returns the line of a last row that is cut off.
pub fn take_block(
    layout: &Layout,
    (bytes, line): (&[u8], u64),
    (cut, sink): (Option<Cut>, &mut Sink<'_>),
) -> Option<u64> {
    let mut rows = CsvRows::new(bytes, layout.delimiter);
    while let Some(before) = rows.advance() {
        sink.line = line + before;
        if rows.len() != layout.width {
            if rows.is_last() && cut.is_some() && rows.len() < layout.width {
                return Some(sink.line);
            }
            sink.fault(format!("it has {} fields where the header has {}", rows.len(), layout.width));
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

/// The fields of a row by what they say.
pub struct Fields<'r> {
    /// The columns.
    pub layout: &'r Layout,
    row: &'r CsvRows<'r>,
}

/// Whether a field says anything; `\N` is how some databases write nothing.
fn is_stated(field: &[u8]) -> bool {
    !field.is_empty() && field != b"\\N"
}

impl<'r> Fields<'r> {
    /// The text of a field; none when there is no such column, or nothing or a database's `\N` in it.
    pub fn get(&self, role: Role) -> Option<Cow<'r, str>> {
        let place = self.layout.place(role)?;
        if let Some(bytes) = self.row.plain(place) {
            return is_stated(bytes).then(|| text_of(bytes));
        }
        let bytes = self.row.get(place)?;
        let text = text_of(bytes.trim_ascii()).into_owned();
        is_stated(text.as_bytes()).then_some(Cow::Owned(text))
    }

    /// The text of a field, empty where there is none.
    pub fn text(&self, role: Role) -> Cow<'r, str> {
        self.get(role).unwrap_or(Cow::Borrowed(""))
    }

    /// The count of a field; 0 where there is none.
    ///
    /// # Errors
    /// When it is no count.
    pub fn count(&self, role: Role, name: &str) -> Result<u64, String> {
        Ok(self.count_if(role, name)?.unwrap_or(0))
    }

    fn count_if(&self, role: Role, name: &str) -> Result<Option<u64>, String> {
        let Some(place) = self.layout.place(role) else { return Ok(None) };
        match self.row.plain(place).and_then(short_count) {
            Some(count) => Ok(Some(count)),
            None => self.get(role).map_or(Ok(None), |text| count(&text, name)),
        }
    }

    /// The amount of a field.
    ///
    /// # Errors
    /// When it is none.
    pub fn amount(&self, role: Role) -> Result<Option<Amount>, String> {
        let Some(place) = self.layout.place(role) else { return Ok(None) };
        if let Some(amount) = self.row.plain(place).and_then(|bytes| Amount::short(bytes, 0)) {
            return Ok(Some(amount));
        }
        let Some(text) = self.get(role) else { return Ok(None) };
        Amount::parse(&text, 0).map(Some).ok_or_else(|| format!("`{text}` is no amount"))
    }

    /// When the row was.
    ///
    /// # Errors
    /// When it does not say.
    pub fn time(&self) -> Result<Stretch, String> {
        let text = self.get(Role::Time).ok_or("it has no time")?;
        let (start, written) = instant(&text).ok_or_else(|| format!("`{text}` is no time"))?;
        if let Some(text) = self.get(Role::End) {
            let (end, _) = instant(&text).ok_or_else(|| format!("`{text}` is no time"))?;
            return Ok(Stretch { start, end: end.max(start) });
        }
        let day = Stretch { start, end: start + 86_400 };
        Ok(match (self.layout.format, self.layout.row_is) {
            (Format::OpenRouterActivity | Format::LiteLlmDaily, _) => day,
            (_, RowIs::Request) => Stretch::instant(start),
            // rows of sums that carry a time and no end: the hour when it is a full one, else a day
            (_, RowIs::Sum | RowIs::Charge) => written.stretch(start),
        })
    }
}

/// Bytes as text; what is no UTF-8 becomes U+FFFD.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
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
        sink.tally.cover((time.start, time.end));
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
    if let Some(currency) = fields.get(Role::Currency) {
        sink.currency(&currency.to_uppercase());
    } else if row.cost.is_some() && format != Format::Columns && format != Format::Aggregated {
        sink.currency("USD");
    }
    row.tokens = Some(tokens(fields)?);
    row.failures = fields.count(Role::Failures, "failures")?;
    row.requests = match (fields.layout.row_is, fields.count_if(Role::Requests, "requests")?) {
        (RowIs::Request, _) => Requests::Counted(1),
        (_, Some(count)) => Requests::Counted(answered(format, count, row.failures)?),
        (_, None) => Requests::Unknown,
    };
    row.service = service(&fields.text(Role::Batch));
    if is_failure(&fields.text(Role::Status)) {
        (row.requests, row.failures) = (Requests::Counted(0), 1);
    }
    if fields.text(Role::GatewayHit).eq_ignore_ascii_case("true") {
        sink.leave(Reason::GatewayHit);
        return Ok(());
    }
    sink.take(&row, || id(fields));
    Ok(())
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

/// The model of a row.
pub fn model<'r>(fields: &Fields<'r>) -> Cow<'r, str> {
    let name = fields.text(Role::Model);
    match fields.layout.format {
        Format::AnthropicCostCsv => Cow::Owned(id_of_display_name(&name)),
        _ => name,
    }
}

/// The identifier of a model that is called `Claude Sonnet 5.5`: `claude-sonnet-5-5`.
fn id_of_display_name(name: &str) -> String {
    name.to_lowercase().replace([' ', '.'], "-")
}

fn tokens(fields: &Fields<'_>) -> Result<Tokens, String> {
    let mut parts = Tokens {
        fresh: fields.count(Role::Fresh, "fresh input tokens")?,
        cached: fields.count(Role::Cached, "cached tokens")?,
        written: fields.count(Role::Written, "cache write tokens")?,
        written_long: fields.count(Role::WrittenLong, "cache write tokens")?,
        output: fields.count(Role::Output, "output tokens")?,
        reasoning: fields.count(Role::Reasoning, "reasoning tokens")?,
    };
    if fields.layout.format == Format::LiteLlmLogs
        && let Some(metadata) = fields.get(Role::Metadata)
    {
        (parts.cached, parts.written) = cache_of_metadata(&metadata)?;
    }
    if fields.layout.place(Role::Input).is_none() {
        return Ok(parts);
    }
    Tokens::within(fields.count(Role::Input, "input tokens")?, parts)
}

/// How a row was served, by a word or flag.
pub fn service(text: &str) -> Service {
    let batch = text.eq_ignore_ascii_case("true") || text.to_ascii_lowercase().contains("batch");
    if batch { Service::Batch } else { Service::Standard }
}

/// Whether a status says that a request was not answered: words, or a number of HTTP.
pub fn is_failure(status: &str) -> bool {
    let number = status.parse::<u32>();
    number.map_or_else(|_| ["failure", "failed", "error"].contains(&status), |code| code >= 400)
}

/// The identity of a row: its own, or for sums every field that is not a figure.
pub fn id(fields: &Fields<'_>) -> Option<u64> {
    let format = fields.layout.format;
    if let Some(id) = fields.get(Role::Id) {
        return Some(identity((format, &*id)));
    }
    if fields.layout.row_is == RowIs::Request || matches!(format, Format::Columns) {
        return None;
    }
    let figures = [
        Role::Requests,
        Role::Failures,
        Role::Input,
        Role::Fresh,
        Role::Cached,
        Role::Written,
        Role::WrittenLong,
        Role::Output,
        Role::Reasoning,
        Role::Cost,
        Role::Quantity,
        Role::Price,
    ];
    let is_figure = |place: usize| figures.iter().any(|role| fields.layout.place(*role) == Some(place));
    let is_time = |place: usize| fields.layout.place(Role::Time) == Some(place);
    let named: Vec<Cow<'_, [u8]>> = (0..fields.row.len())
        .filter_map(|place| Some((place, fields.row.get(place)?)))
        .filter(|(place, text)| is_time(*place) || !is_figure(*place) && !text.iter().all(u8::is_ascii_digit))
        .map(|(_, text)| text)
        .collect();
    Some(identity((format, named)))
}
