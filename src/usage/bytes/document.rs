//! The records of a JSON document, found without reading it whole: the elements of its list, or of
//! the list under `data`.

use memchr::{memchr_iter, memchr2};

use super::blocks::{Block, Part};
use super::source::LONGEST_ROW;

/// Finds records in the bytes of a document, or of several one after the other.
#[derive(Debug, Default)]
pub struct Splitter {
    /// Brackets that are open.
    depth: usize,
    /// Brackets around the records; 0 when no list of records is open.
    list: usize,
    /// Whether the document at hand has had a list of records.
    had_list: bool,
    text: Text,
    /// The record at hand, and the line it starts on.
    record: Kept,
    /// What stands around the records, and the line it starts on.
    envelope: Kept,
    /// Line ends before the bytes at hand.
    lines: u64,
    /// Whole records found.
    rows: u64,
}

/// Bytes kept from chunks, and the line they start on.
#[derive(Debug, Default)]
struct Kept {
    bytes: Vec<u8>,
    line: u64,
}

/// Whether the bytes at hand are in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Text {
    #[default]
    Outside,
    Inside,
    /// After a backslash.
    Escaped,
}

/// The bytes at hand.
struct Chunk<'c> {
    bytes: &'c [u8],
    at: usize,
    /// Where what is to be kept starts, if anything is.
    from: Option<usize>,
    /// Up to where line ends are counted.
    counted: usize,
}

/// The line and why.
type Broken = (u64, String);

impl Splitter {
    /// Looks at the next bytes; whole records go to `block`.
    ///
    /// # Errors
    /// When brackets do not match or a record is longer than any export's: the line and why.
    pub fn feed(&mut self, bytes: &[u8], block: &mut Block) -> Result<(), Broken> {
        let mut chunk = Chunk { bytes, at: 0, from: None, counted: 0 };
        while let Some(&byte) = bytes.get(chunk.at) {
            match self.text {
                Text::Escaped => {
                    self.text = Text::Inside;
                    self.begin(&mut chunk);
                    chunk.at += 1;
                }
                Text::Inside => {
                    self.begin(&mut chunk);
                    chunk.at += self.in_text(&bytes[chunk.at..]);
                }
                Text::Outside => self.outside(byte, &mut chunk, block)?,
            }
        }
        self.keep(&mut chunk)?;
        self.count(&mut chunk);
        Ok(())
    }

    /// How many whole records were found.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Whether the document is whole.
    ///
    /// # Errors
    /// Where it ends too early.
    pub fn finish(&self) -> Result<(), Broken> {
        if self.depth == 0 && self.text == Text::Outside {
            return Ok(());
        }
        let record = &self.record;
        let started = if record.bytes.is_empty() {
            String::new()
        } else {
            format!(", in row {} of line {}", self.rows + 1, record.line)
        };
        Err((self.lines + 1, format!("the file ends before the document does{started}")))
    }

    /// The bytes of a text up to its end, an escape, or the end of what is there.
    fn in_text(&mut self, rest: &[u8]) -> usize {
        match memchr2(b'"', b'\\', rest) {
            Some(at) => {
                self.text = if rest[at] == b'"' { Text::Outside } else { Text::Escaped };
                at + 1
            }
            None => rest.len(),
        }
    }

    fn outside(&mut self, byte: u8, chunk: &mut Chunk<'_>, block: &mut Block) -> Result<(), Broken> {
        match byte {
            b'"' => {
                self.begin(chunk);
                self.text = Text::Inside;
            }
            b'{' | b'[' => return self.open(byte, chunk),
            b'}' | b']' => return self.close(byte, chunk, block),
            b',' if self.list > 0 && self.depth == self.list => {
                self.keep(chunk)?;
                self.end_record(block);
            }
            b' ' | b'\t' | b'\r' | b'\n' if chunk.from.is_none() && self.at_rest() => {}
            _ => self.begin(chunk),
        }
        chunk.at += 1;
        Ok(())
    }

    /// Whether nothing has begun: between records, or between documents.
    fn at_rest(&self) -> bool {
        if self.list > 0 { self.record.bytes.is_empty() } else { self.depth == 0 && self.envelope.bytes.is_empty() }
    }

    fn open(&mut self, byte: u8, chunk: &mut Chunk<'_>) -> Result<(), Broken> {
        self.begin(chunk);
        if byte == b'[' && self.list == 0 && self.depth < 2 {
            self.keep(chunk)?;
            if self.depth == 0 && self.envelope.bytes.is_empty()
                || self.depth == 1 && ends_with_data(&self.envelope.bytes)
            {
                self.begin(chunk);
                chunk.at += 1;
                self.keep(chunk)?;
                self.depth += 1;
                self.list = self.depth;
                self.had_list = true;
                return Ok(());
            }
            self.begin(chunk);
        }
        self.depth += 1;
        chunk.at += 1;
        Ok(())
    }

    fn close(&mut self, byte: u8, chunk: &mut Chunk<'_>, block: &mut Block) -> Result<(), Broken> {
        if self.depth == 0 {
            self.count(chunk);
            return Err((self.lines + 1, format!("a `{}` closes nothing", byte as char)));
        }
        if self.list > 0 && self.depth == self.list {
            if byte != b']' {
                self.count(chunk);
                return Err((self.lines + 1, "a `}` closes the list of records".to_owned()));
            }
            self.keep(chunk)?;
            self.end_record(block);
            self.list = 0;
        }
        self.begin(chunk);
        chunk.at += 1;
        self.depth -= 1;
        if self.depth == 0 {
            self.keep(chunk)?;
            let part = if self.had_list { Part::Envelope } else { Part::Record };
            self.rows += u64::from(part == Part::Record);
            block.bytes.append(&mut self.envelope.bytes);
            block.records.push((block.bytes.len(), self.envelope.line, part));
            self.had_list = false;
        }
        Ok(())
    }

    fn end_record(&mut self, block: &mut Block) {
        let whole = self.record.bytes.trim_ascii_end().len();
        self.record.bytes.truncate(whole);
        if whole > 0 {
            self.rows += 1;
            block.bytes.append(&mut self.record.bytes);
            block.records.push((block.bytes.len(), self.record.line, Part::Record));
        }
    }

    /// Notes that what follows is kept, in the record or around it.
    fn begin(&mut self, chunk: &mut Chunk<'_>) {
        if chunk.from.is_some() {
            return;
        }
        chunk.from = Some(chunk.at);
        if self.target().bytes.is_empty() {
            self.count(chunk);
            let line = self.lines + 1;
            self.target().line = line;
        }
    }

    fn target(&mut self) -> &mut Kept {
        if self.list > 0 { &mut self.record } else { &mut self.envelope }
    }

    /// Keeps what has begun.
    fn keep(&mut self, chunk: &mut Chunk<'_>) -> Result<(), Broken> {
        let Some(from) = chunk.from.take() else { return Ok(()) };
        let kept = self.target();
        kept.bytes.extend_from_slice(&chunk.bytes[from..chunk.at]);
        if kept.bytes.len() > LONGEST_ROW {
            let why = "the record that starts here is longer than 64 MiB: no export has such records";
            return Err((kept.line, why.to_owned()));
        }
        Ok(())
    }

    /// Counts line ends up to where the chunk is looked at.
    fn count(&mut self, chunk: &mut Chunk<'_>) {
        self.lines += memchr_iter(b'\n', &chunk.bytes[chunk.counted..chunk.at]).count() as u64;
        chunk.counted = chunk.at;
    }
}

/// Whether what stands before a bracket is the key `data`.
fn ends_with_data(before: &[u8]) -> bool {
    let Some(key) = before.trim_ascii_end().strip_suffix(b":") else { return false };
    key.trim_ascii_end().ends_with(b"\"data\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds a text in parts of `size` bytes and holds the records, envelopes marked with `~`.
    fn check(text: &str, size: usize, expected: &[&str]) {
        let (mut splitter, mut block) = (Splitter::default(), Block::default());
        for part in text.as_bytes().chunks(size) {
            splitter.feed(part, &mut block).unwrap();
        }
        splitter.finish().unwrap();
        let (mut from, mut found) = (0, Vec::new());
        for (end, line, part) in &block.records {
            let mark = if *part == Part::Envelope { "~" } else { "" };
            let record = std::str::from_utf8(&block.bytes[from..*end]).unwrap();
            found.push(format!("{line}{mark} {record}"));
            from = *end;
        }
        assert_eq!(found, expected, "{size}");
    }

    #[test]
    fn records_are_found_wherever_the_bytes_are_cut() {
        for size in [1, 2, 3, 7, 1_000] {
            check(
                "[\n {\"a\": \"]\\\"}\"},\n {\"a\": [1, 2]}\n]",
                size,
                &["2 {\"a\": \"]\\\"}\"}", "3 {\"a\": [1, 2]}", "1~ []"],
            );
            check(
                "{\"object\":\"page\", \"data\" : [{\"n\":1},{\"n\":{\"data\":[3]}}], \"has_more\":true}",
                size,
                &[
                    "1 {\"n\":1}",
                    "1 {\"n\":{\"data\":[3]}}",
                    "1~ {\"object\":\"page\", \"data\" : [], \"has_more\":true}",
                ],
            );
            check("{\"a\":1}\n{\"a\":2}", size, &["1 {\"a\":1}", "2 {\"a\":2}"]);
            check("[]", size, &["1~ []"]);
            check("[1, 2]", size, &["1 1", "1 2", "1~ []"]);
        }
    }

    #[test]
    fn what_is_cut_off_says_where() {
        let mut splitter = Splitter::default();
        splitter.feed(b"[\n{\"a\": 1},\n{\"a\": ", &mut Block::default()).unwrap();
        assert_eq!(
            splitter.finish().unwrap_err(),
            (3, "the file ends before the document does, in row 2 of line 3".to_owned())
        );
        assert!(splitter.feed(b"1}]]", &mut Block::default()).unwrap_err().1.contains("closes nothing"));
    }
}
