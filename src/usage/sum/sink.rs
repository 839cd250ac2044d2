//! Where the rows of one thread go.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::part::Part;
use super::report::{Fault, Place, Reason, Rows};
use super::seen::{Cost, Keys, Known, Seen, key};
use super::tally::Tally;
use crate::usage::entry::amount::Amount;
use crate::usage::entry::row::{Requests, Row};

/// What a thread counted.
#[derive(Debug, Default)]
pub struct Counted {
    /// The sums of rows.
    pub tally: Tally,
    /// What became of rows.
    pub rows: Rows,
    /// The currencies that costs were stated in, each with where it first is.
    pub currencies: Vec<(String, Place)>,
    /// The rows that a later file may have again.
    pub seen: Vec<Keys>,
}

/// Where the rows of one thread go.
#[derive(Debug)]
pub struct Sink<'a> {
    /// Their sums.
    pub tally: Tally,
    /// What became of them.
    pub rows: Rows,
    /// The currencies that costs were stated in, each with where it first is.
    pub currencies: Vec<(String, Place)>,
    /// Rows of earlier files.
    earlier: &'a Seen,
    /// Rows of this file; none when no other file follows.
    own: Option<Keys>,
    /// The line of the row at hand.
    pub line: u64,
    /// Its number among the records of a document.
    pub row: Option<u64>,
    /// Whether its cost is in no told currency.
    untold_currency: bool,
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
            own: (memory == Memory::Keep).then(Keys::default),
            line: 0,
            row: None,
            untold_currency: false,
        }
    }

    /// Counts a row in, unless an earlier file has it.
    pub fn take(&mut self, row: &Row<'_>, id: impl FnOnce() -> Option<Id>) {
        if (!self.earlier.is_empty() || self.own.is_some())
            && let Some(id) = id()
        {
            let cost = if row.cost.is_some() { Cost::Told } else { Cost::Untold };
            let (identity, figures) = match id {
                Id::Sums(id) => return self.take_new_parts(row, id),
                Id::Own(id) => (id, figures((row, row.failures, row.cost))),
                // formats differ in whether they tell these
                Id::Response(id) => (id, figures((row, row.failures.filter(|failures| *failures > 0), None))),
            };
            let key = key(identity, figures, cost);
            let known = self.earlier.knows(key);
            if known != Known::New {
                let is_priced = row.cost.is_some_and(|cost| cost != Amount::ZERO);
                self.rows.costs_lost += u64::from(is_priced && !self.earlier.tells_cost(key));
                self.rows.conflicts += u64::from(known == Known::Changed);
                self.rows.leave(Reason::Duplicate);
                self.untold_currency = false;
                return;
            }
            if let Some(own) = &mut self.own {
                own.push(key);
            }
        }
        self.count(row);
    }

    /// Counts in what no earlier file tells of a row of sums: one may tell its tokens, another its cost.
    fn take_new_parts(&mut self, row: &Row<'_>, id: u64) {
        let mut rest = row.clone();
        let (mut known_parts, mut new_parts, mut is_changed) = (0, 0, false);
        for part in Part::ALL {
            let Some(figures) = part.of(row) else { continue };
            let key = key(hash((id, part)), hash(figures), Cost::Untold);
            let known = self.earlier.knows(key);
            if known == Known::New {
                new_parts += 1;
                if let Some(own) = &mut self.own {
                    own.push(key);
                }
            } else {
                known_parts += 1;
                is_changed |= known == Known::Changed;
                part.take_out(&mut rest);
            }
        }
        self.rows.conflicts += u64::from(is_changed);
        if new_parts == 0 && known_parts > 0 {
            self.untold_currency = false;
            self.rows.leave(Reason::Duplicate);
        } else {
            self.count(&rest);
        }
    }

    fn count(&mut self, row: &Row<'_>) {
        if std::mem::take(&mut self.untold_currency)
            && let Some(cost) = row.cost
        {
            self.rows.cost_without_currency = self.rows.cost_without_currency.plus(cost);
        }
        self.rows.used += 1;
        self.rows.untold += u64::from(row.is_untold());
        match row.without_failed_tokens() {
            Some((bare, left)) => {
                self.rows.failed_tokens = self.rows.failed_tokens.saturating_add(left);
                self.tally.take(&bare);
            }
            None => self.tally.take(row),
        }
    }

    /// Notes the currency of a cost.
    pub fn currency(&mut self, code: &str) {
        if self.currencies.iter().all(|(known, _)| known != code) {
            let place = self.place();
            self.currencies.push((code.to_owned(), place));
        }
    }

    /// Notes that the cost of the row that is taken next tells no currency.
    pub fn no_currency(&mut self) {
        self.untold_currency = true;
    }

    /// Leaves the row at hand out.
    pub fn leave(&mut self, reason: Reason) {
        self.rows.leave(reason);
    }

    /// Notes that the row at hand is not understood.
    pub fn fault(&mut self, cause: String) {
        self.fault_at(self.place(), cause);
    }

    /// Notes that a part of the row at hand is not understood.
    pub fn fault_at(&mut self, place: Place, cause: String) {
        self.rows.fault(Fault { place, cause });
    }

    /// Where the row at hand stands.
    pub fn place(&self) -> Place {
        Place { line: self.line, row: self.row, result: None }
    }

    /// What the thread counted.
    pub fn finish(self) -> Counted {
        let Self { tally, rows, currencies, own, .. } = self;
        Counted { tally, rows, currencies, seen: own.into_iter().collect() }
    }
}

/// What names a row, as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    /// An identifier of its format's own.
    Own(u64),
    /// That of the provider's response, which is the same in every format.
    Response(u64),
    /// The dimensions of a row of sums, whose parts several files may tell.
    Sums(u64),
}

/// The identity of a row by what names it in its format.
pub fn identity(parts: impl Hash) -> Id {
    Id::Own(hash(parts))
}

/// The identity of a row of sums, whose tokens, requests and cost may stand in different files.
pub fn dimensions(parts: impl Hash) -> Id {
    Id::Sums(hash(parts))
}

/// The identity of a request by that of the provider's response; none of short ones, such as the `chatcmpl-213` of
/// Ollama, which are no more than numbers that come again.
pub fn response(id: &str) -> Option<Id> {
    const SHORTEST: usize = 20;
    (id.len() >= SHORTEST).then(|| Id::Response(hash(("response", id))))
}

fn hash(parts: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// A row's figures as a hash, with failures and cost as far as they count: the same row with other ones is worth a
/// word.
fn figures((row, failures, cost): (&Row<'_>, Option<u64>, Option<Amount>)) -> u64 {
    let tokens = row.tokens.unwrap_or_default();
    let requests = match row.requests {
        Requests::Counted(count) => count,
        Requests::Unknown | Requests::Elsewhere => u64::MAX,
    };
    let cost = cost.unwrap_or_default();
    let parts = [tokens.fresh, tokens.cached, tokens.written, tokens.written_long, tokens.output];
    hash((requests, failures, parts, cost))
}
