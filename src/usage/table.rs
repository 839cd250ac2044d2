//! Rows of CSV exports.

use std::borrow::Cow;

use csv::ByteRecord;

use super::aggregate::of_row;
use super::amount::{Amount, count};
use super::blocks::Cut;
use super::charges::charge;
use super::format::Format;
use super::layout::{Layout, Role, RowIs};
use super::litellm::cache_of_metadata;
use super::moment::{Stretch, instant};
use super::report::Reason;
use super::row::{Requests, Row, Service, Tokens};
use super::sink::{Sink, identity};

/// Counts the rows of a block of whole lines in; returns the line of a last row that is cut off.
pub fn take_block(
    layout: &Layout,
    (bytes, line): (&[u8], u64),
    (cut, sink): (Option<Cut>, &mut Sink<'_>),
) -> Option<u64> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.has_headers(false).flexible(true).delimiter(layout.delimiter).from_reader(bytes);
    let mut record = ByteRecord::new();
    // reading from memory cannot fail, and rows may have any length
    while matches!(reader.read_byte_record(&mut record), Ok(true)) {
        sink.line = record.position().map_or(line, |position| line + position.line() - 1);
        let last = reader.position().byte() >= bytes.len() as u64;
        if record.len() != layout.width {
            if last && cut.is_some() && record.len() < layout.width {
                return Some(sink.line);
            }
            sink.fault(format!("it has {} fields where the header has {}", record.len(), layout.width));
            continue;
        }
        let fields = Fields { layout, record: &record };
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
    record: &'r ByteRecord,
}

impl<'r> Fields<'r> {
    /// The text of a field; none when there is no such column, or nothing or a database's `\N` in it.
    pub fn get(&self, role: Role) -> Option<Cow<'r, str>> {
        let field = self.record.get(self.layout.place(role)?)?.trim_ascii();
        (!field.is_empty() && field != b"\\N").then(|| String::from_utf8_lossy(field))
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
        self.get(role).map_or(Ok(None), |text| count(&text, name))
    }

    /// The amount of a field.
    ///
    /// # Errors
    /// When it is none.
    pub fn amount(&self, role: Role) -> Result<Option<Amount>, String> {
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
    row.project = fields.text(Role::Project);
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
    let named: Vec<&[u8]> = (fields.record.iter().enumerate())
        .filter(|(place, text)| {
            !is_figure(*place) && !text.iter().all(u8::is_ascii_digit)
                || fields.layout.place(Role::Time) == Some(*place)
        })
        .map(|(_, text)| text)
        .collect();
    Some(identity((format, named)))
}
