//! What the threads do that read rows.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::container::{Envelope, Rows as Reading, format_of_record};
use crate::usage::bytes::blocks::{Block, Cut, Part};
use crate::usage::bytes::source::Stop;
use crate::usage::entry::format::Format;
use crate::usage::formats::aggregate;
use crate::usage::formats::layout::Layout;
use crate::usage::formats::litellm;
use crate::usage::formats::pages;
use crate::usage::formats::spans;
use crate::usage::formats::table;
use crate::usage::formats::traces;
use crate::usage::sum::report::{Fault, OnFault, Place};
use crate::usage::sum::seen::Seen;
use crate::usage::sum::sink::{Memory, Sink};
use crate::usage::sum::tally::MOST_GROUPS;

/// What every thread is to do.
pub struct Job<'a> {
    /// Where the rows lie.
    pub reading: &'a Reading,
    /// Their format; none when a document has no records.
    pub format: Option<Format>,
    /// What becomes of a row that is not understood.
    pub on_fault: OnFault,
    /// Whether no further blocks are worth reading.
    pub stop: AtomicBool,
}

/// Spreads blocks over threads; returns what each counted, and a last row that is cut off.
///
/// # Errors
/// When no further block can be read.
pub fn spread<'s>(
    job: &Job<'_>,
    threads: NonZeroUsize,
    (seen, memory): (&'s Seen, Memory),
    mut next: impl FnMut(Block) -> Result<Option<Block>, Stop>,
) -> Result<Vec<(Sink<'s>, Option<Fault>)>, Stop> {
    let (give, blocks) = mpsc::sync_channel::<Block>(threads.get() * 2);
    let (give_back, spare) = mpsc::channel::<Block>();
    let blocks = Mutex::new(blocks);
    thread::scope(|scope| {
        let (blocks, give) = (&blocks, give);
        let workers: Vec<_> = (0..threads.get())
            .map(|_| {
                let give_back = give_back.clone();
                scope.spawn(move || work(job, (blocks, &give_back), Sink::new(seen, memory)))
            })
            .collect();
        let mut stopped = None;
        while !job.stop.load(Ordering::Relaxed) {
            match next(spare.try_recv().unwrap_or_default()) {
                Ok(Some(block)) => {
                    if give.send(block).is_err() {
                        break; // every worker has ended, which only a fault of the program brings about
                    }
                }
                Ok(None) => break,
                Err(stop) => {
                    stopped = Some(stop);
                    break;
                }
            }
        }
        drop(give);
        let joined =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        let sinks = joined.collect();
        stopped.map_or(Ok(sinks), Err)
    })
}

/// Reads blocks until none are left.
fn work<'s>(
    job: &Job<'_>,
    (blocks, give_back): (&Mutex<Receiver<Block>>, &Sender<Block>),
    mut sink: Sink<'s>,
) -> (Sink<'s>, Option<Fault>) {
    let mut cut = None;
    loop {
        let block = blocks.lock().ok().and_then(|blocks| blocks.recv().ok());
        let Some(block) = block else { return (sink, cut) };
        let last = match job.reading {
            Reading::Table(layout) => take_table(layout, &block, &mut sink),
            Reading::Lines(format) => take_lines(*format, &block, &mut sink),
            Reading::Document => {
                take_records(job.format, &block, &mut sink);
                None
            }
        };
        cut = cut.or(last);
        if sink.tally.len() > MOST_GROUPS || (job.on_fault == OnFault::Stop && sink.rows.faulty > 0) {
            job.stop.store(true, Ordering::Relaxed);
        }
        let _ = give_back.send(block); // nobody wants it once the file has ended
    }
}

fn take_table(layout: &Layout, block: &Block, sink: &mut Sink<'_>) -> Option<Fault> {
    // the first line of the file is the header
    let (bytes, line) =
        if block.line == 1 { after_header(&block.bytes, layout) } else { (&block.bytes[..], block.line) };
    let line = table::take_block(layout, (bytes, line), (block.cut, sink))?;
    Some(Fault { place: Place::of_line(line), cause: "the last row is cut off and was left out".to_owned() })
}

fn after_header<'b>(bytes: &'b [u8], layout: &Layout) -> (&'b [u8], u64) {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.has_headers(false).flexible(true).delimiter(layout.delimiter).from_reader(bytes);
    let _ = reader.read_byte_record(&mut csv::ByteRecord::new()); // reading from memory cannot fail
    let position = reader.position();
    let end = usize::try_from(position.byte()).unwrap_or(bytes.len()).min(bytes.len());
    (&bytes[end..], position.line())
}

fn take_lines(format: Format, block: &Block, sink: &mut Sink<'_>) -> Option<Fault> {
    let (mut rest, mut line) = (&block.bytes[..], block.line);
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest);
        let (record, later) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        let record = record.trim_ascii();
        sink.line = line;
        if !record.is_empty()
            && let Err(cause) = take_record(format, record, sink)
        {
            if end.is_none() && block.cut == Some(Cut) {
                let cause = "the last line is cut off and was left out".to_owned();
                return Some(Fault { place: Place::of_line(line), cause });
            }
            sink.fault(cause);
        }
        rest = later;
        line += 1;
    }
    None
}

fn take_records(format: Option<Format>, block: &Block, sink: &mut Sink<'_>) {
    let mut from = 0;
    let mut row = block.row;
    for (end, line, part) in &block.records {
        let record = &block.bytes[from..*end];
        from = *end;
        sink.line = *line;
        if *part == Part::Record {
            sink.row = Some(row);
            row += 1;
        }
        match (part, format) {
            (Part::Envelope, _) => Envelope::note(record, &mut sink.rows.pages),
            (Part::Record, Some(format)) => {
                if let Err(cause) = take_record(format, record, sink) {
                    sink.fault(cause);
                }
            }
            (Part::Record, None) => match format_of_record(record) {
                Ok(format) => {
                    if let Err(cause) = take_record(format, record, sink) {
                        sink.fault(cause);
                    }
                }
                Err((cause, _)) => sink.fault(cause),
            },
        }
    }
}

fn take_record(format: Format, record: &[u8], sink: &mut Sink<'_>) -> Result<(), String> {
    match format {
        Format::Pages => pages::take(record, sink),
        Format::LiteLlmLogs => litellm::take_log(record, sink),
        Format::LiteLlmDaily => litellm::take_day(record, sink),
        Format::Langfuse => traces::take_observation(record, sink),
        Format::Helicone => traces::take_helicone(record, sink),
        Format::OpenTelemetry => spans::take(record, sink),
        Format::Aggregated => aggregate::take(record, sink),
        _ => Err(format!("{} is a table, not JSON", format.name())),
    }
}
