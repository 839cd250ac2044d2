//! Blocks of whole rows.

use memchr::{memchr_iter, memrchr, memrchr_iter};

use super::source::{BLOCK, Bytes, LONGEST_ROW, Stop};

/// Whole rows of an export.
#[derive(Debug, Default)]
pub struct Block {
    /// The bytes of its rows.
    pub bytes: Vec<u8>,
    /// The line that its first row starts on, from 1.
    pub line: u64,
    /// Of a document: the number of its first record, from 1.
    pub row: u64,
    /// Of a document: where each of its records ends, the line it starts on, and its part.
    pub records: Vec<(usize, u64, Part)>,
    /// Whether the file ends in the middle of the block's last row.
    pub cut: Option<Cut>,
}

/// What a record of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An element of the list of records, or a document without one.
    Record,
    /// What stands around the list.
    Envelope,
}

/// The file ends in the middle of the last row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut;

/// Whether line ends between quotes belong to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// They do, as in CSV.
    Hold,
    /// A line is a row, as in JSON lines.
    Ignored,
}

/// Cuts bytes into blocks of whole lines.
pub struct Lines<'a> {
    bytes: Bytes<'a>,
    quotes: Quotes,
    carry: Vec<u8>,
    line: u64,
}

impl<'a> Lines<'a> {
    /// Blocks of lines, the first of them at the start of the file.
    pub fn new(mut bytes: Bytes<'a>, quotes: Quotes) -> Self {
        let carry = std::mem::take(&mut bytes.head);
        Self { bytes, quotes, carry, line: 1 }
    }

    /// Where and why the data ended early, once the last block was given.
    pub fn broken(&self) -> Option<(u64, String)> {
        self.bytes.broken.clone().map(|cause| (self.line, cause))
    }

    /// The next block, in the memory of an older one.
    ///
    /// # Errors
    /// When the source cannot be read, or a row is longer than any export's.
    pub fn next(&mut self, mut block: Block) -> Result<Option<Block>, Stop> {
        block.bytes.clear();
        block.records.clear();
        block.bytes.append(&mut self.carry);
        let mut size = BLOCK.max(block.bytes.len());
        loop {
            self.bytes.fill(&mut block.bytes, size)?;
            if block.bytes.len() < size {
                let cut = !block.bytes.is_empty() && !block.bytes.ends_with(b"\n");
                block.cut = cut.then_some(Cut);
                break;
            }
            if let Some(end) = self.last_end(&block.bytes) {
                self.carry.extend_from_slice(&block.bytes[end..]);
                block.bytes.truncate(end);
                block.cut = None;
                break;
            }
            if size >= LONGEST_ROW {
                return Err(Stop::Data(too_long(self.quotes), self.line));
            }
            size *= 2;
        }
        block.line = self.line;
        self.line += memchr_iter(b'\n', &block.bytes).count() as u64;
        Ok((!block.bytes.is_empty()).then_some(block))
    }

    /// After the last line end that ends a row.
    fn last_end(&self, bytes: &[u8]) -> Option<usize> {
        if self.quotes == Quotes::Ignored {
            return memrchr(b'\n', bytes).map(|at| at + 1);
        }
        // quotes come in pairs: a line end with an even number of them before it is not within a field
        let mut quotes = memchr_iter(b'"', bytes).count();
        let mut end = bytes.len();
        for at in memrchr_iter(b'\n', bytes) {
            quotes -= memchr_iter(b'"', &bytes[at..end]).count();
            if quotes.is_multiple_of(2) {
                return Some(at + 1);
            }
            end = at;
        }
        None
    }
}

fn too_long(quotes: Quotes) -> String {
    let end = match quotes {
        Quotes::Hold => "a quote is not closed, or this is no table of usage",
        Quotes::Ignored => "this is no export with a row a line",
    };
    format!("the row that starts here is longer than 64 MiB: {end}")
}

/// Reads the blocks of a document, whose records a splitter finds.
pub struct Chunks<'a> {
    bytes: Bytes<'a>,
}

impl<'a> Chunks<'a> {
    /// The document from its start.
    pub fn new(bytes: Bytes<'a>) -> Self {
        Self { bytes }
    }

    /// Why the data ended early, once they have.
    pub fn broken(&self) -> Option<&String> {
        self.bytes.broken.as_ref()
    }

    /// Fills `chunk` with the next bytes; none are left when it stays empty.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn next(&mut self, chunk: &mut Vec<u8>) -> Result<(), Stop> {
        chunk.clear();
        chunk.append(&mut self.bytes.head);
        if chunk.is_empty() {
            self.bytes.fill(chunk, BLOCK)?;
        }
        Ok(())
    }
}
