//! The texts a scenario is read from: the file and each `--set` of the command line.

use super::render::printable;

/// A stretch of one source text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Index of the source in [`Sources`].
    pub source: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of bytes `range` in source number `source`.
    #[must_use]
    pub fn new(source: u32, range: std::ops::Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The stretch as a byte range.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a value of the command line is shown under.
pub(super) const SET: &str = "--set";

/// One text and the name it is shown under.
#[derive(Clone, Debug)]
pub struct Source {
    /// A file's path as the user gave it, or `--set`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// Every text that one scenario is made of; the first is the file.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// Adds a text and returns its index.
    pub fn add(&mut self, name: &str, text: &str) -> u32 {
        self.list.push(Source { name: printable(name), text: text.to_owned() });
        u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX)
    }

    /// The source at `index`.
    #[must_use]
    pub fn get(&self, index: u32) -> Option<&Source> {
        self.list.get(index as usize)
    }

    /// The text that a span covers; empty when there is none.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).and_then(|s| s.text.get(span.range())).unwrap_or_default()
    }

    /// `file:line:column` of a span's start, both counted from 1, columns in characters; of the
    /// command line the whole `--set KEY=VALUE`.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let Some(source) = self.get(span.source) else { return String::new() };
        if source.name == SET {
            return format!("{SET} {}", printable(&source.text));
        }
        let before = source.text.get(..span.start as usize).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{}:{line}:{column}", source.name)
    }
}
