//! Where the rows of one thread go.

use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;

use super::report::{Reason, Rows};
use super::row::{Requests, Row};
use super::tally::Tally;

/// Rows seen: a row's identity and its figures, both as hashes.
pub type Seen = FxHashMap<u64, u32>;

/// What a thread counted.
#[derive(Debug, Default)]
pub struct Counted {
    /// The sums of rows.
    pub tally: Tally,
    /// What became of rows.
    pub rows: Rows,
    /// The currencies that costs were stated in, each with its first line.
    pub currencies: Vec<(String, u64)>,
    /// The rows that a later file may have again.
    pub seen: Vec<(u64, u32)>,
}

/// Where the rows of one thread go.
#[derive(Debug)]
pub struct Sink<'a> {
    /// Their sums.
    pub tally: Tally,
    /// What became of them.
    pub rows: Rows,
    /// The currencies that costs were stated in, each with its first line.
    pub currencies: Vec<(String, u64)>,
    /// Rows of earlier files.
    earlier: &'a Seen,
    /// Rows of this file; none when no other file follows.
    own: Option<Vec<(u64, u32)>>,
    /// The line of the row at hand.
    pub line: u64,
}

/// Whether rows must be known again in a later file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// They must.
    Keep,
    /// No file follows.
    Forget,
}

impl<'a> Sink<'a> {
    /// A sink for a file that comes after others.
    pub fn new(earlier: &'a Seen, memory: Memory) -> Self {
        Self {
            tally: Tally::default(),
            rows: Rows::default(),
            currencies: Vec::new(),
            earlier,
            own: (memory == Memory::Keep).then(Vec::new),
            line: 0,
        }
    }

    /// Counts a row in, unless an earlier file has it.
    pub fn take(&mut self, row: &Row<'_>, id: impl FnOnce() -> Option<u64>) {
        if (!self.earlier.is_empty() || self.own.is_some())
            && let Some(id) = id()
        {
            let figures = figures(row);
            if let Some(before) = self.earlier.get(&id) {
                self.rows.conflicts += u64::from(*before != figures);
                self.rows.leave(Reason::Duplicate);
                return;
            }
            if let Some(own) = &mut self.own {
                own.push((id, figures));
            }
        }
        self.rows.used += 1;
        self.tally.take(row);
    }

    /// Notes the currency of a cost.
    pub fn currency(&mut self, code: &str) {
        if self.currencies.iter().all(|(known, _)| known != code) {
            self.currencies.push((code.to_owned(), self.line));
        }
    }

    /// Leaves the row at hand out.
    pub fn leave(&mut self, reason: Reason) {
        self.rows.leave(reason);
    }

    /// Notes that the row at hand is not understood.
    pub fn fault(&mut self, cause: String) {
        self.rows.fault(self.line, cause);
    }

    /// What the thread counted.
    pub fn finish(self) -> Counted {
        let Self { tally, rows, currencies, own, .. } = self;
        Counted { tally, rows, currencies, seen: own.unwrap_or_default() }
    }
}

/// The identity of a row by what names it.
pub fn identity(parts: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// A row's figures as a hash: the same row with other ones is worth a word.
fn figures(row: &Row<'_>) -> u32 {
    let tokens = row.tokens.unwrap_or_default();
    let requests = match row.requests {
        Requests::Counted(count) => count,
        Requests::Unknown | Requests::Elsewhere => u64::MAX,
    };
    let cost = row.cost.unwrap_or_default().decimal();
    let parts = [tokens.fresh, tokens.cached, tokens.written, tokens.written_long, tokens.output];
    let hash = identity((requests, row.failures, parts, cost));
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or(0)
}
