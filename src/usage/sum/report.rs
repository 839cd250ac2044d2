//! What became of the rows of an export: used, left out and why, or not understood.

use std::collections::BTreeSet;
use std::fmt;

use super::sums::Sums;
use crate::usage::entry::amount::Amount;
use crate::usage::entry::format::Format;

/// Why a row was left out though it is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A day without use.
    Blank,
    /// An earlier file has the same row.
    Duplicate,
    /// The gateway answered from its own cache; no model was asked.
    GatewayHit,
    /// It is about a step that asks no model, or that sums up other rows.
    NotARequest,
    /// It is about another service than language models.
    OtherService,
    /// It is a tax, credit, purchase or other charge that is not for use.
    OtherCharge,
    /// It is a cost, and one that is nearer to an invoice is in another file.
    CostElsewhere,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::Blank,
        Self::Duplicate,
        Self::GatewayHit,
        Self::NotARequest,
        Self::OtherService,
        Self::OtherCharge,
        Self::CostElsewhere,
    ];

    /// The reason in a few words, after a number of rows.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Blank => "without use",
            Self::Duplicate => "already in an earlier file",
            Self::GatewayHit => "answered by the gateway's cache",
            Self::NotARequest => "not a model's request",
            Self::OtherService => "of another service",
            Self::OtherCharge => "a charge that is not for use",
            Self::CostElsewhere => "a cost that another file tells",
        }
    }
}

/// Where a row stands in its file. All are counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line that it starts on.
    pub line: u64,
    /// Its number among the records of a document, of which many may stand on one line.
    pub row: Option<u64>,
    /// Its number in its bucket, of pages: there the record is the bucket.
    pub result: Option<u64>,
}

impl Place {
    /// The place of a row that is a line.
    #[must_use]
    pub fn of_line(line: u64) -> Self {
        Self { line, ..Self::default() }
    }

    /// Which row it is: `row 3`, or `result 2 of bucket 3`; none of one that its line alone tells.
    #[must_use]
    pub fn row_words(&self) -> Option<String> {
        Some(match (self.row?, self.result) {
            (bucket, Some(result)) => format!("result {result} of bucket {bucket}"),
            (row, None) => format!("row {row}"),
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row_words() {
            Some(row) => write!(f, "{row} (line {})", self.line),
            None => write!(f, "line {}", self.line),
        }
    }
}

/// A row that could not be understood, or a file that could not be read on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What is wrong.
    pub cause: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.cause)
    }
}

/// How many faults of a file are kept; all are counted.
pub const KEPT_FAULTS: usize = 10;

/// What became of rows.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Rows that were used.
    pub used: u64,
    /// Rows left out, in the order of [`Reason::ALL`].
    pub left: [u64; Reason::ALL.len()],
    /// Rows that were not understood.
    pub faulty: u64,
    /// The first of these.
    pub faults: Vec<Fault>,
    /// Rows of an earlier file that have other figures here.
    pub conflicts: u64,
    /// Rows of an earlier file that tell a cost here and none there.
    pub costs_lost: u64,
    /// The options whose plans the rows are, of a file that `tco run --focus` wrote.
    pub alternatives: BTreeSet<String>,
    /// Pages that say whether others follow.
    pub pages: Pages,
    /// Rows of answered requests without counts of tokens.
    pub untold: u64,
    /// Tokens of requests that failed and were not charged: they are left out.
    pub failed_tokens: u64,
    /// Of the rows used, those whose costs do not count, since another file tells them.
    pub costs_aside: u64,
    /// The cost of the rows used that tell no currency, unless the user states it.
    pub cost_without_currency: Amount,
}

/// Pages of answers.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Those that say that others follow.
    pub more: u64,
    /// Those that say that none does.
    pub last: u64,
    /// Numbers of pages, each with how many there are.
    pub numbers: BTreeSet<(u64, u64)>,
}

impl Rows {
    /// Rows that were read.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.used + self.left.iter().sum::<u64>() + self.faulty
    }

    /// Rows left out for a reason.
    #[must_use]
    pub fn left(&self, reason: Reason) -> u64 {
        Reason::ALL.iter().zip(self.left).find(|(of, _)| **of == reason).map_or(0, |(_, count)| count)
    }

    /// Leaves a row out.
    pub fn leave(&mut self, reason: Reason) {
        for (of, count) in Reason::ALL.iter().zip(&mut self.left) {
            *count += u64::from(*of == reason);
        }
    }

    /// Notes that the costs of some rows do not count, since another file tells them: rows of tokens are used still.
    pub fn set_costs_aside(&mut self, sums: &Sums) {
        let apart = sums.costed_apart.min(self.used);
        self.used -= apart;
        for (of, count) in Reason::ALL.iter().zip(&mut self.left) {
            *count += if *of == Reason::CostElsewhere { apart } else { 0 };
        }
        self.costs_aside += sums.costed - sums.costed_apart;
    }

    /// Notes a row that is not understood.
    pub fn fault(&mut self, fault: Fault) {
        self.faulty += 1;
        if self.faults.len() < KEPT_FAULTS {
            self.faults.push(fault);
        }
    }

    /// Adds what became of other rows; the first faults by line are kept.
    pub fn add(&mut self, other: Self) {
        self.used += other.used;
        self.faulty += other.faulty;
        self.conflicts += other.conflicts;
        self.costs_lost += other.costs_lost;
        self.pages.more += other.pages.more;
        self.pages.last += other.pages.last;
        self.pages.numbers.extend(other.pages.numbers);
        self.untold += other.untold;
        self.failed_tokens = self.failed_tokens.saturating_add(other.failed_tokens);
        self.costs_aside += other.costs_aside;
        self.cost_without_currency = self.cost_without_currency.plus(other.cost_without_currency);
        self.alternatives.extend(other.alternatives);
        for (count, more) in self.left.iter_mut().zip(other.left) {
            *count += more;
        }
        self.faults.extend(other.faults);
        self.faults.sort();
        self.faults.truncate(KEPT_FAULTS);
    }
}

/// What became of the rows of a file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file.
    pub name: String,
    /// Its format; none when it holds no rows.
    pub format: Option<Format>,
    /// Its rows.
    pub rows: Rows,
    /// Where the file ends too early.
    pub cut: Option<Fault>,
    /// The first start and the last end in seconds since 1970 UTC.
    pub span: Option<(i64, i64)>,
    /// What its rows are about.
    pub tells: Tells,
}

/// What the rows of a file are about; a bill comes before a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    /// Only what something cost.
    Money,
    /// Tokens or requests, and maybe what they cost.
    Tokens,
}

/// What becomes of a row that is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnFault {
    /// It is counted and left out.
    Count,
    /// It stops the import.
    Stop,
}
