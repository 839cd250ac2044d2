//! Values of JSON records, whatever an exporter wrote them as: numbers as texts, texts as numbers.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::usage::entry::amount::{Amount, count, no_amount};
use crate::usage::entry::moment::{Stretch, instant, no_time};

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

/// A count of a key that every record has; none where it is null. The key is read by [`written`].
///
/// # Errors
/// When there is no such key, or something else is written; `name` is what the message calls it.
pub fn count_told(raw: Raw<'_>, name: &str) -> Result<Option<u64>, String> {
    if raw.is_none() { Err(format!("it has no `{name}`")) } else { count_if(raw, name) }
}

/// Reads a value as written, null as well: only of a key that is not there it is none.
///
/// # Errors
/// When it is no JSON.
pub fn written<'de: 'a, 'a, D: Deserializer<'de>>(value: D) -> Result<Raw<'a>, D::Error> {
    <&RawValue>::deserialize(value).map(Some)
}

/// An amount times ten to the power `shift`; none where nothing is written.
///
/// # Errors
/// When something else is written; `name` is what the message calls it.
pub fn amount(raw: Raw<'_>, name: &str, shift: i32) -> Result<Option<Amount>, String> {
    let Some(text) = text(raw) else { return Ok(None) };
    Amount::parse(&text, shift).map(Some).ok_or_else(|| format!("`{name}` is {}", no_amount(&text)))
}

/// An instant.
///
/// # Errors
/// When there is none; `name` is what the message calls it.
pub fn time(raw: Raw<'_>, name: &str) -> Result<i64, String> {
    let text = text(raw).ok_or_else(|| format!("it has no `{name}`"))?;
    let (at, _) = instant(&text).ok_or_else(|| format!("`{name}` is {}", no_time(&text)))?;
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
/// When the text is no JSON object, or a key has another shape than the export's.
pub fn parse_record<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    // a list would be read as the values of keys in order
    if bytes.trim_ascii_start().first() == Some(&b'{') {
        return parse(bytes);
    }
    let start: String = String::from_utf8_lossy(bytes).trim().chars().take(20).collect();
    Err(format!("it is no record, which is an object of JSON in braces: it starts with `{start}`"))
}

/// A value read, or what is wrong with its text.
///
/// # Errors
/// When the text is no JSON, or has another shape than the export's.
pub fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| {
        let message = error.to_string();
        let cause = message.split(" at line ").next().unwrap_or(&message);
        let at = error.column();
        match error.classify() {
            Category::Eof => format!("it ends in the middle, after its byte {at}"),
            Category::Data => {
                let found = cause.split(", expected").next().unwrap_or(cause).replace("invalid type: ", "");
                format!("a value of another kind than the export's stands at its byte {at}: {found}")
            }
            Category::Syntax | Category::Io => format!("it is no JSON: {cause} (at its byte {at})"),
        }
    })
}
