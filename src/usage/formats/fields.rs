//! The fields of CSV rows in a block that is in memory: eight bytes at a time, and without a copy of
//! any field that holds no quote.

use std::borrow::Cow;

use memchr::memchr_iter;

/// The rows of a block of whole lines.
#[derive(Debug)]
pub struct CsvRows<'b> {
    bytes: &'b [u8],
    at: usize,
    delimiter: u8,
    /// The fields of the row at hand.
    fields: Vec<Field>,
    /// Line ends before `at`.
    lines: u64,
}

/// Where a field lies.
#[derive(Clone, Copy, Debug)]
struct Field {
    start: usize,
    end: usize,
    /// Whether quotes in it must be read.
    quotes: Quotes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    /// Its bytes are its text.
    None,
    /// They hold quotes, doubled or closing.
    Some,
}

/// What ends a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Field,
    Row,
}

impl<'b> CsvRows<'b> {
    /// The rows of `bytes`, whose fields `delimiter` parts.
    #[must_use]
    pub fn new(bytes: &'b [u8], delimiter: u8) -> Self {
        Self { bytes, at: 0, delimiter, fields: Vec::new(), lines: 0 }
    }

    /// Goes to the next row that is not empty; returns how many line ends come before it, or none when no
    /// row is left.
    pub fn advance(&mut self) -> Option<u64> {
        while let Some(b'\n' | b'\r') = self.bytes.get(self.at) {
            self.end_line();
        }
        if self.at >= self.bytes.len() {
            return None;
        }
        let before = self.lines;
        self.fields.clear();
        while self.field() == End::Field {}
        Some(before)
    }

    /// Whether the row at hand is the last.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// How many fields the row at hand has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// A field of the row at hand; none beyond the last.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<Cow<'b, [u8]>> {
        let Field { start, end, quotes } = *self.fields.get(place)?;
        let written = &self.bytes[start..end];
        Some(if quotes == Quotes::None { Cow::Borrowed(written) } else { Cow::Owned(unquoted(written)) })
    }

    /// A field of the row at hand that holds no quote to read, without white space around it; none of others.
    #[must_use]
    pub fn plain(&self, place: usize) -> Option<&'b [u8]> {
        let field = self.fields.get(place).filter(|field| field.quotes == Quotes::None)?;
        Some(self.bytes[field.start..field.end].trim_ascii())
    }

    /// Reads one field and what ends it.
    fn field(&mut self) -> End {
        let start = self.at;
        let field = if self.bytes.get(start) == Some(&b'"') {
            self.quoted(start + 1)
        } else {
            self.at = self.plain_end(start);
            Field { start, end: self.at, quotes: Quotes::None }
        };
        self.fields.push(field);
        match self.bytes.get(self.at) {
            Some(byte) if *byte == self.delimiter => {
                self.at += 1;
                End::Field
            }
            Some(_) => {
                self.end_line();
                End::Row
            }
            None => End::Row,
        }
    }

    /// Reads a field after its opening quote, up to what ends it.
    fn quoted(&mut self, start: usize) -> Field {
        let (mut quotes, mut at) = (Quotes::None, start);
        let close = loop {
            // texts of JSON have a quote every few bytes, too near for a search that is made for long ways
            let found = next_of(self.bytes, at, [b'"']);
            if found == self.bytes.len() {
                break found;
            }
            at = found + 1;
            if self.bytes.get(at) != Some(&b'"') {
                break at - 1;
            }
            (quotes, at) = (Quotes::Some, at + 1);
        };
        self.lines += memchr_iter(b'\n', &self.bytes[start..close]).count() as u64;
        let after = (close + 1).min(self.bytes.len());
        self.at = self.plain_end(after);
        // what follows the closing quote belongs to the field
        if self.at > after {
            return Field { start, end: self.at, quotes: Quotes::Some };
        }
        Field { start, end: close, quotes }
    }

    /// The first byte from `at` on that ends a field without quotes.
    fn plain_end(&self, at: usize) -> usize {
        next_of(self.bytes, at, [self.delimiter, b'\n', b'\r'])
    }

    /// Goes past a line end: `\n`, `\r` or both.
    fn end_line(&mut self) {
        let both = self.bytes[self.at..].starts_with(b"\r\n");
        self.at += if both { 2 } else { 1 };
        self.lines += 1;
    }
}

/// Where the first of some bytes is from `at` on; the end when none is.
fn next_of<const N: usize>(bytes: &[u8], mut at: usize, wanted: [u8; N]) -> usize {
    const LOW: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let wide = wanted.map(|byte| u64::from_ne_bytes([byte; 8]));
    while let Some((eight, _)) = bytes[at..].split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*eight);
        // a byte that is the one looked for becomes 0; the lowest 0 sets the lowest of the high bits
        let zero = |of: &u64| (word ^ of).wrapping_sub(LOW) & !(word ^ of) & HIGH;
        let found = wide.iter().fold(0, |found, of| found | zero(of));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    bytes[at..].iter().position(|byte| wanted.contains(byte)).map_or(bytes.len(), |found| at + found)
}

/// The text of a quoted field from after its opening quote: a doubled quote is one, the closing one none.
fn unquoted(written: &[u8]) -> Vec<u8> {
    let (mut text, mut at) = (Vec::with_capacity(written.len()), 0);
    loop {
        let found = next_of(written, at, [b'"']);
        if written.get(found + 1) == Some(&b'"') {
            text.extend_from_slice(&written[at..=found]);
            at = found + 2;
            continue;
        }
        text.extend_from_slice(&written[at..found]);
        text.extend_from_slice(written.get(found + 1..).unwrap_or_default());
        return text;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &[u8]) -> Vec<(u64, Vec<Vec<u8>>)> {
        let mut rows = CsvRows::new(text, b',');
        let mut found = Vec::new();
        while let Some(line) = rows.advance() {
            found.push((line, (0..rows.len()).map(|place| rows.get(place).unwrap().into_owned()).collect()));
        }
        found
    }

    #[test]
    fn fields_are_told_apart_with_quotes_and_line_ends() {
        let check = |text: &str, expected: &[(u64, &[&str])]| {
            let found = rows(text.as_bytes());
            let found: Vec<(u64, Vec<&str>)> = found
                .iter()
                .map(|(line, row)| (*line, row.iter().map(|field| std::str::from_utf8(field).unwrap()).collect()))
                .collect();
            let expected: Vec<(u64, Vec<&str>)> = expected.iter().map(|(line, row)| (*line, row.to_vec())).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("a,bc,\r\n\r\nd,,f\n", &[(0, &["a", "bc", ""]), (2, &["d", "", "f"])]);
        check("\"a \"\"b\"\"\nc\",2\n3", &[(0, &["a \"b\"\nc", "2"]), (2, &["3"])]);
        check("\"a\"b,\"c", &[(0, &["ab", "c"])]);
        check("a longer field than eight,1\n", &[(0, &["a longer field than eight", "1"])]);
        check("", &[]);
        check("\"\"", &[(0, &[""])]);
    }

    proptest! {
        /// The `csv` crate reads the same.
        #[test]
        fn fields_are_those_of_another_reader(text in "[abc,\"\n\r é0123456789]{0,80}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let mut expected = Vec::new();
            let mut record = csv::ByteRecord::new();
            while reader.read_byte_record(&mut record).unwrap() {
                expected.push(record.iter().map(<[u8]>::to_vec).collect::<Vec<_>>());
            }
            let found: Vec<_> = rows(text.as_bytes()).into_iter().map(|(_, row)| row).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
