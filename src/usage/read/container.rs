//! What a file is: a table, lines of JSON, or a document of JSON; and where its rows lie.

use std::collections::{BTreeMap, BTreeSet};

use memchr::{memchr, memchr_iter};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::scenario::nearest;
use crate::usage::bytes::blocks::{Block, Chunks, Lines, Part, Quotes};
use crate::usage::bytes::document::Splitter;
use crate::usage::bytes::source::{Bytes, Stop};
use crate::usage::entry::format::Format;
use crate::usage::formats::columns::{Columns, ColumnsError};
use crate::usage::formats::layout::{Layout, layout};
use crate::usage::sum::report::Pages;

/// How the rows of a file are read.
#[derive(Clone, Debug)]
pub enum Rows {
    /// As a table.
    Table(Box<Layout>),
    /// As lines of JSON.
    Lines(Format),
    /// As records of a document, of the format that the first of them has.
    Document,
}

/// Tells what a file is by its first bytes.
///
/// # Errors
/// When it is no export that is known: what is wrong, and the way out.
pub fn recognise(bytes: &Bytes<'_>, columns: Option<&Columns>) -> Result<Rows, ColumnsError> {
    let head = bytes.head.trim_ascii_start();
    match head.first() {
        None => Err((
            bytes.broken.clone().unwrap_or_else(|| "the file is empty".to_owned()),
            "download the export again".to_owned(),
        )),
        Some(b'{') => {
            let line = memchr(b'\n', head).map(|end| &head[..end]);
            let keys = line.and_then(keys).filter(|keys| !keys.contains("data"));
            keys.map_or(Ok(Rows::Document), |keys| format_of(&keys).map(Rows::Lines))
        }
        Some(b'[') => Ok(Rows::Document),
        Some(_) => table(head, columns),
    }
}

/// The format of JSON records by the first of them.
///
/// # Errors
/// When it is no export that is known: what is wrong, and the way out.
pub fn format_of_record(record: &[u8]) -> Result<Format, ColumnsError> {
    format_of(&keys(record).unwrap_or_default())
}

/// The first record of a file of JSON; none of a table, and where the first bytes hold none.
#[must_use]
pub fn first_record(rows: &Rows, block: &Block) -> Option<Vec<u8>> {
    match rows {
        Rows::Table(_) => None,
        Rows::Lines(_) => block.bytes.split(|byte| *byte == b'\n').next().map(<[u8]>::to_vec),
        Rows::Document => {
            let place = block.records.iter().position(|(.., part)| *part == Part::Record)?;
            let from = place.checked_sub(1).map_or(0, |before| block.records[before].0);
            Some(block.bytes[from..block.records[place].0].to_vec())
        }
    }
}

/// What is wrong with records of which none has counts of tokens, where that is because their keys are called
/// otherwise; none where the first has every key that is needed.
#[must_use]
pub fn lacking(format: Format, record: &[u8]) -> Option<ColumnsError> {
    let keys = keys(record)?;
    let missing = format.needed_keys().iter().find(|key| !keys.contains(**key))?;
    let listed = || keys.iter().take(12).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let near = nearest(missing, keys.iter().map(String::as_str));
    let help = near.map_or_else(
        || format!("the keys of the first are {}", listed()),
        |near| format!("did you mean `{near}`? The keys of the first are {}", listed()),
    );
    Some((format!("no record has a count of tokens under `{missing}`"), help))
}

fn keys(record: &[u8]) -> Option<BTreeSet<String>> {
    let object: BTreeMap<String, &RawValue> = serde_json::from_slice(record).ok()?;
    Some(object.into_keys().collect())
}

fn format_of(keys: &BTreeSet<String>) -> Result<Format, ColumnsError> {
    Format::of_keys(keys).ok_or_else(|| {
        let names: Vec<String> = keys.iter().take(12).map(|key| format!("`{key}`")).collect();
        let has =
            if names.is_empty() { "it has no keys".to_owned() } else { format!("its keys are {}", names.join(", ")) };
        (
            "the records are of no usage export that is known".to_owned(),
            format!("{has}; docs/usage.md lists the exports"),
        )
    })
}

fn table(head: &[u8], columns: Option<&Columns>) -> Result<Rows, ColumnsError> {
    let line = &head[..memchr(b'\n', head).unwrap_or(head.len())];
    if head.iter().take(1_024).any(|byte| *byte == 0) {
        return Err(("the file is no text".to_owned(), "give CSV or JSON; plain, gzip or zstd".to_owned()));
    }
    let count = |delimiter: u8| memchr_iter(delimiter, line).count();
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|delimiter| (count(*delimiter), *delimiter == b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(head);
    let mut record = csv::ByteRecord::new();
    let _ = reader.read_byte_record(&mut record); // reading from memory cannot fail
    let header: Vec<String> = record.iter().map(|field| String::from_utf8_lossy(field).trim().to_owned()).collect();
    layout(&header, delimiter, columns).map(|layout| Rows::Table(Box::new(layout)))
}

/// Gives the blocks of a file in order.
pub enum Feed<'a> {
    /// Whole lines.
    Lines(Lines<'a>),
    /// Records of a document.
    Document(Box<(Chunks<'a>, Splitter, Vec<u8>)>),
}

impl<'a> Feed<'a> {
    /// The blocks of a file that is read so.
    pub fn new(rows: &Rows, bytes: Bytes<'a>) -> Self {
        match rows {
            Rows::Table(_) => Self::Lines(Lines::new(bytes, Quotes::Hold)),
            Rows::Lines(_) => Self::Lines(Lines::new(bytes, Quotes::Ignored)),
            Rows::Document => Self::Document(Box::new((Chunks::new(bytes), Splitter::default(), Vec::new()))),
        }
    }

    /// The next block, in the memory of an older one; none after the last.
    ///
    /// # Errors
    /// When the source cannot be read, or no rows can be found in it any more.
    pub fn next(&mut self, mut block: Block) -> Result<Option<Block>, Stop> {
        match self {
            Self::Lines(lines) => lines.next(block),
            Self::Document(parts) => {
                let (chunks, splitter, chunk) = &mut **parts;
                block.bytes.clear();
                block.records.clear();
                block.cut = None;
                block.row = splitter.rows() + 1;
                while block.records.is_empty() {
                    chunks.next(chunk)?;
                    if chunk.is_empty() {
                        return Ok(None);
                    }
                    splitter.feed(chunk, &mut block).map_err(|(line, cause)| Stop::Data(cause, line))?;
                }
                Ok(Some(block))
            }
        }
    }

    /// Where and why the file ends too early, once its last block was given.
    pub fn cut(&self) -> Option<(u64, String)> {
        match self {
            Self::Lines(lines) => lines.broken(),
            Self::Document(parts) => {
                let (chunks, splitter, _) = &**parts;
                let end = splitter.finish().err();
                match (chunks.broken(), end) {
                    (Some(cause), end) => Some((end.map_or(1, |(line, _)| line), cause.clone())),
                    (None, end) => end,
                }
            }
        }
    }
}

/// What stands around the records of a page.
#[derive(Deserialize)]
pub struct Envelope {
    has_more: Option<bool>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    page: Option<u64>,
    #[serde(rename = "totalPages")]
    total_pages: Option<u64>,
}

impl Envelope {
    /// Notes whether the page says that others follow, and which of how many it is.
    pub fn note(bytes: &[u8], pages: &mut Pages) {
        let Ok(envelope) = serde_json::from_slice::<Self>(bytes) else { return };
        let numbers = envelope.meta.and_then(|meta| Some((meta.page?, meta.total_pages?)));
        pages.numbers.extend(numbers);
        let more = envelope.has_more.or(numbers.map(|(page, all)| page < all));
        pages.more += u64::from(more == Some(true));
        // of numbered pages the last may come first
        pages.last += u64::from(more == Some(false) && numbers.is_none());
    }
}
