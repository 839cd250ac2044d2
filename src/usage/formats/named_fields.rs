//! The fields of a row of a CSV export by what they say.

use std::borrow::Cow;

use super::fields::CsvRows;
use super::layout::Layout;
use super::role::{Role, RowIs};
use crate::usage::entry::amount::{Amount, count, no_amount, short_count};
use crate::usage::entry::format::Format;
use crate::usage::entry::moment::{Stretch, instant, no_time};
use crate::usage::sum::sink::{Id, dimensions, identity, response};

/// The fields of a row by what they say.
pub struct Fields<'r> {
    /// The columns.
    pub layout: &'r Layout,
    /// Their texts.
    pub(super) row: &'r CsvRows<'r>,
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

    /// The count of a field; none where there is none.
    ///
    /// # Errors
    /// When it is no count.
    pub fn count_if(&self, role: Role, name: &str) -> Result<Option<u64>, String> {
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
        Amount::parse(&text, 0).map(Some).ok_or_else(|| format!("its amount is {}", no_amount(&text)))
    }

    /// When the row was.
    ///
    /// # Errors
    /// When it does not say.
    pub fn time(&self) -> Result<Stretch, String> {
        let text = self.get(Role::Time).ok_or("it has no time")?;
        let (start, written) = instant(&text).ok_or_else(|| format!("its time is {}", no_time(&text)))?;
        if let Some(text) = self.get(Role::End) {
            let (end, _) = instant(&text).ok_or_else(|| format!("its time is {}", no_time(&text)))?;
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

/// The identity of a row: that of the response, its own, or for sums every field that is not a figure.
/// Of tables of the user's own, one may tell tokens and another what they cost.
pub fn id(fields: &Fields<'_>) -> Option<Id> {
    let format = fields.layout.format;
    if let Some(id) = fields.get(Role::Id) {
        let is_of_response = matches!(format, Format::LiteLlmLogs | Format::OpenRouterLog);
        let of_response = || response(&id).filter(|_| is_of_response);
        return of_response().or_else(|| Some(identity((format, &*id))));
    }
    if fields.layout.row_is == RowIs::Request {
        return None;
    }
    let figures = || Role::OF_USE.into_iter().chain([Role::Cost, Role::Quantity, Role::Price]);
    let is_own = matches!(format, Format::Aggregated | Format::Columns);
    // a bill names the currency that a log of the same use has no column for
    let is_money = |place: usize| is_own && fields.layout.place(Role::Currency) == Some(place);
    let is_figure = |place: usize| is_money(place) || figures().any(|role| fields.layout.place(role) == Some(place));
    // other columns of digits alone may be counts
    let of_name = [Role::Time, Role::Model, Role::Project];
    let is_name = |place: usize| of_name.iter().any(|role| fields.layout.place(*role) == Some(place));
    let named: Vec<Cow<'_, [u8]>> = (0..fields.row.len())
        .filter_map(|place| Some((place, fields.row.get(place)?)))
        .filter(|(place, text)| is_name(*place) || !is_figure(*place) && !text.iter().all(u8::is_ascii_digit))
        .map(|(_, text)| text)
        .collect();
    // one file may be read by names that another has as its columns
    Some(if is_own { dimensions((Format::Aggregated, named)) } else { identity((format, named)) })
}
