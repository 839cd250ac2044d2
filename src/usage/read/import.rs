//! Reading exports: the calling thread cuts files into blocks, others read the rows of them.

use std::fmt;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use super::container::{Feed, Rows as Reading, first_record, format_of_record, lacking, recognise};
use super::work::{Job, spread};
use crate::catalog::{Catalog, MeantNames};
use crate::usage::bytes::blocks::{Block, Part};
use crate::usage::bytes::source::{Bytes, Stop};
use crate::usage::entry::amount::Amount;
use crate::usage::entry::format::Format;
use crate::usage::formats::columns::Columns;
use crate::usage::formats::layout::unknown_column;
use crate::usage::sum::double::{Costs, count_once};
use crate::usage::sum::overlap::overlaps;
use crate::usage::sum::report::{Fault, FileReport, OnFault, Place, Rows, Tells};
use crate::usage::sum::seen::Seen;
use crate::usage::sum::sink::{Counted, Memory};
use crate::usage::sum::tally::{MOST_GROUPS, Tally};
use crate::usage::sum::usage::Usage;

/// How exports are read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many threads read rows; the result does not depend on it.
    pub threads: NonZeroUsize,
    /// What becomes of a row that is not understood.
    pub on_fault: OnFault,
    /// The columns of a table that is no export that is known.
    pub columns: Option<Columns>,
    /// What becomes of costs that two sources tell of.
    pub costs: Costs,
    /// The currency of costs that name none, as an ISO code in capitals.
    pub currency: Option<String>,
}

/// An export to read.
pub struct Source<'a> {
    /// What messages call it.
    pub name: String,
    /// Its bytes.
    pub bytes: Box<dyn Read + 'a>,
}

/// Why exports cannot be imported.
#[derive(Debug)]
pub struct ImportError {
    /// The file.
    pub file: String,
    /// The line, from 1, when it is one line's fault.
    pub line: Option<u64>,
    /// What is wrong.
    pub cause: Cause,
    /// The way out.
    pub help: String,
}

/// What is wrong with an export.
#[derive(Debug)]
pub enum Cause {
    /// It cannot be read.
    System(io::Error),
    /// What it holds cannot be used.
    Data(String),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.cause, self.line) {
            (Cause::System(error), _) => write!(f, "cannot read `{}`: {error}", self.file),
            (Cause::Data(cause), Some(line)) => write!(f, "`{}`, line {line}: {cause}", self.file),
            (Cause::Data(cause), None) => write!(f, "`{}`: {cause}", self.file),
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads exports, in order: a row that an earlier file has is left out. Memory does not grow with the
/// rows of the last file, and by nine bytes or so with each row of the others; while a file is added, its
/// own rows take as much again.
///
/// # Errors
/// When a file cannot be read or is no usage export, when costs are in several currencies, and with
/// [`OnFault::Stop`] at the first row that is not understood.
pub fn import(sources: Vec<Source<'_>>, settings: &Settings) -> Result<Usage, ImportError> {
    let (mut seen, mut tallies, mut files) = (Seen::default(), Vec::new(), Vec::new());
    let mut currency = settings.currency.clone().map(|code| (code, "--currency".to_owned()));
    let mut headers = Vec::new();
    let last = sources.len().saturating_sub(1);
    for (index, source) in sources.into_iter().enumerate() {
        let name = source.name.clone();
        let memory = if index < last { Memory::Keep } else { Memory::Forget };
        let (mut report, found) = import_one(source, settings, (&seen, memory, &mut headers))?;
        if settings.currency.is_some() {
            report.rows.cost_without_currency = Amount::ZERO;
        }
        if memory == Memory::Keep {
            seen.add(found.seen);
        }
        one_currency(&mut currency, (&name, found.currencies))?;
        tallies.push(found.tally);
        files.push(report);
    }
    let catalog = Catalog::carried();
    let names = MeantNames::of(&catalog);
    let doubles = count_once(&mut tallies, &mut files, (settings.costs, &names));
    let mut tally = Tally::default();
    let overlaps = overlaps(&mut tallies, &files, &names);
    for own in tallies {
        tally.add(own);
    }
    let mut usage = Usage::new(tally, (files, currency.map(|(code, _)| code)), &names);
    (usage.doubles, usage.overlaps) = (doubles, overlaps);
    Ok(usage)
}

/// Notes the currencies that a file tells, with their lines; two in all are an error.
fn one_currency(
    known: &mut Option<(String, String)>,
    (name, told): (&str, Vec<(String, Place)>),
) -> Result<(), ImportError> {
    for (code, place) in told {
        let (first, of) = known.get_or_insert_with(|| (code.clone(), name.to_owned()));
        if *first != code {
            let cause = Cause::Data(format!("{}a cost is in {code}, others are in {first} (`{of}`)", before(place)));
            let help = "convert them to one currency, or give the files of one at a time".to_owned();
            return Err(ImportError { file: name.to_owned(), line: Some(place.line), cause, help });
        }
    }
    Ok(())
}

fn import_one(
    source: Source<'_>,
    settings: &Settings,
    (seen, memory, headers): (&Seen, Memory, &mut Vec<(String, Vec<String>)>),
) -> Result<(FileReport, Counted), ImportError> {
    let name = source.name;
    let refuse = |(cause, help): (String, String), line| ImportError {
        file: name.clone(),
        line,
        cause: Cause::Data(cause),
        help,
    };
    let stopped = |stop: Stop| match stop {
        Stop::System(error) => ImportError {
            file: name.clone(),
            line: None,
            cause: Cause::System(error),
            help: "check its name, and that it is a file".to_owned(),
        },
        Stop::Data(cause, line) => refuse((cause, "check that it is the right file, and whole".to_owned()), Some(line)),
    };
    let bytes = Bytes::new(source.bytes).map_err(stopped)?;
    let reading = recognise(&bytes, settings.columns.as_ref()).map_err(|error| refuse(error, None))?;
    if let Reading::Table(layout) = &reading
        && layout.format == Format::Columns
    {
        headers.push((name.clone(), layout.header.clone()));
    }
    // before its rows are read, which may take long
    if let (Some(columns), Memory::Forget, false) = (&settings.columns, memory, headers.is_empty())
        && let Some(error) = unknown_column(columns, headers)
    {
        return Err(refuse(error, None));
    }
    let mut feed = Feed::new(&reading, bytes);
    let mut first = feed.next(Block::default()).map_err(stopped)?;
    let record = first.as_ref().and_then(|block| first_record(&reading, block));
    let format = match (&reading, &first) {
        (Reading::Table(layout), _) => Some(layout.format),
        (Reading::Lines(format), _) => Some(*format),
        (Reading::Document, Some(block)) => format_of_block(block).map_err(|error| refuse(error, None))?,
        (Reading::Document, None) => None,
    };
    let job = Job { reading: &reading, format, on_fault: settings.on_fault, stop: AtomicBool::new(false) };
    let sinks = spread(&job, settings.threads, (seen, memory), |spare| {
        first.take().map_or_else(|| feed.next(spare), |block| Ok(Some(block)))
    });
    let sinks = sinks.map_err(stopped)?;
    let mut report =
        FileReport { name: name.clone(), format, rows: Rows::default(), cut: None, span: None, tells: Tells::Money };
    report.cut = feed.cut().map(|(line, cause)| Fault { place: Place::of_line(line), cause });
    let mut found = Counted::default();
    for (sink, cut) in sinks {
        let counted = sink.finish();
        found.tally.add(counted.tally);
        report.rows.add(counted.rows);
        found.currencies.extend(counted.currencies);
        found.seen.extend(counted.seen);
        report.cut = report.cut.take().or(cut);
    }
    found.currencies.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    report.span = found.tally.span();
    if found.tally.tells_use() {
        report.tells = Tells::Tokens;
    } else if found.tally.len() > 0 {
        found.tally.forget_told();
    }
    if report.rows.untold > 0
        && !found.tally.has_tokens()
        && let Some(error) = format.zip(record).and_then(|(format, record)| lacking(format, &record))
    {
        return Err(refuse(error, None));
    }
    if found.tally.len() > MOST_GROUPS {
        let cause = format!("it tells more than {MOST_GROUPS} models and projects apart");
        return Err(refuse((cause, "is the right column the model's?".to_owned()), None));
    }
    if settings.on_fault == OnFault::Stop
        && let Some(fault) = report.rows.faults.first().or(report.cut.as_ref())
    {
        let help = "correct the row, or leave out `--strict` to count it and go on".to_owned();
        return Err(refuse((format!("{}{}", before(fault.place), fault.cause), help), Some(fault.place.line)));
    }
    Ok((report, found))
}

/// Which row it is, before what is wrong with it; nothing where the line tells.
fn before(place: Place) -> String {
    place.row_words().map_or_else(String::new, |row| format!("{row}: "))
}

/// The format of a document by its first record; none of a list without any.
fn format_of_block(block: &Block) -> Result<Option<Format>, (String, String)> {
    let mut from = 0;
    for (end, _, part) in &block.records {
        if *part == Part::Record {
            return format_of_record(&block.bytes[from..*end]).map(Some);
        }
        from = *end;
    }
    Ok(None)
}
