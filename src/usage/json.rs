//! Values of JSON records, whatever an exporter wrote them as: numbers as texts, texts as numbers.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::amount::{Amount, count};
use super::moment::{Stretch, instant};

/// A value as written; none when there is no such key or it is null.
pub type Raw<'a> = Option<&'a RawValue>;

/// The text of a text or number; none of nothing, null and empty texts.
pub fn text(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    let written = raw?.get();
    let text = match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        Some(_) => Cow::Owned(serde_json::from_str(written).ok()?),
        None if written == "null" => return None,
        None => Cow::Borrowed(written),
    };
    (!text.is_empty()).then_some(text)
}

/// The text, empty where there is none.
pub fn words(raw: Raw<'_>) -> Cow<'_, str> {
    text(raw).unwrap_or(Cow::Borrowed(""))
}

/// A count; none where nothing is written.
///
/// # Errors
/// When something else is written; `name` is what the message calls it.
pub fn count_if(raw: Raw<'_>, name: &str) -> Result<Option<u64>, String> {
    text(raw).map_or(Ok(None), |text| count(&text, name))
}

/// A count; 0 where nothing is written.
///
/// # Errors
/// When something else is written; `name` is what the message calls it.
pub fn count_of(raw: Raw<'_>, name: &str) -> Result<u64, String> {
    Ok(count_if(raw, name)?.unwrap_or(0))
}

/// A count that every record has.
///
/// # Errors
/// When nothing or something else is written; `name` is what the message calls it.
pub fn count_needed(raw: Raw<'_>, name: &str) -> Result<u64, String> {
    count_if(raw, name)?.ok_or_else(|| format!("it has no `{name}`"))
}

/// An amount times ten to the power `shift`; none where nothing is written.
///
/// # Errors
/// When something else is written; `name` is what the message calls it.
pub fn amount(raw: Raw<'_>, name: &str, shift: i32) -> Result<Option<Amount>, String> {
    let Some(text) = text(raw) else { return Ok(None) };
    Amount::parse(&text, shift).map(Some).ok_or_else(|| format!("`{name}` is `{text}`, which is no amount"))
}

/// An instant.
///
/// # Errors
/// When there is none; `name` is what the message calls it.
pub fn time(raw: Raw<'_>, name: &str) -> Result<i64, String> {
    let text = text(raw).ok_or_else(|| format!("it has no `{name}`"))?;
    let (at, _) = instant(&text).ok_or_else(|| format!("`{name}` is `{text}`, which is no time"))?;
    Ok(at)
}

/// A bucket of time.
///
/// # Errors
/// When an end of it is missing or no time.
pub fn bucket((start, end): (Raw<'_>, Raw<'_>), names: (&str, &str)) -> Result<Stretch, String> {
    let start = time(start, names.0)?;
    Ok(Stretch { start, end: time(end, names.1)?.max(start) })
}

/// A record read, or what is wrong with its text.
///
/// # Errors
/// When the text is no JSON, or a key has another shape than the export's.
pub fn parse<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| {
        let message = error.to_string();
        let cause = message.split(" at line ").next().unwrap_or(&message).to_owned();
        format!("it is no such record: {cause} (at its byte {})", error.column())
    })
}
