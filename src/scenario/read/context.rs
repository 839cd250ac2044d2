//! What every section of a scenario shares while it is read.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::quantity::{Currency, YearMonth};
use crate::scenario::around::Files;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::resolved::{Assumption, Workload};
use crate::scenario::source::Span;

use super::shelf::Shelf;

/// Names that must be known before the rest can be read, and what was found so far.
#[derive(Debug)]
pub struct Context {
    /// The scenario's currency.
    pub currency: Cell<Currency>,
    /// Month 1, when the months have dates.
    pub start: Cell<Option<YearMonth>>,
    /// Names of the options, in the order of the file.
    pub options: Vec<String>,
    /// Names of the workloads, in the order of the file.
    pub workloads: Vec<String>,
    /// Names of the roles that have a rate.
    pub roles: Vec<String>,
    /// The horizon in months, once it was read.
    pub months: Cell<u32>,
    /// The catalog, and what was taken from it.
    pub shelf: Shelf,
    /// The workloads, once they were read; one that cannot be read is none.
    pub demand: OnceCell<Vec<Option<Workload>>>,
    /// The files that the scenario may name.
    pub files: Files,
    /// Hours in a month, once they were read.
    pub hours_per_month: Cell<Option<Decimal>>,
    /// Numbers that were given as ranges: their paths.
    pub ranges: RefCell<Vec<String>>,
    /// Ranges that share one factor, by their paths, and what says so.
    pub pairs: RefCell<Vec<([String; 2], Span)>>,
    /// What was wrong so far.
    pub errors: RefCell<Vec<Diagnostic>>,
    /// What its author should know.
    pub warnings: RefCell<Vec<Diagnostic>>,
    /// Defaults that were used.
    pub defaults: RefCell<Vec<Assumption>>,
    /// Where each key was written, by its dotted path. A key whose name is only nearly right counts
    /// as the one that was meant, so that it is not called missing too.
    pub written: RefCell<BTreeMap<String, Place>>,
}

/// Where a key and its value stand.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The key.
    pub key: Span,
    /// The value.
    pub value: Span,
}

impl Context {
    /// Reports an error.
    pub fn error(&self, diagnostic: Diagnostic) {
        self.errors.borrow_mut().push(diagnostic);
    }

    /// Reports a warning.
    pub fn warn(&self, diagnostic: Diagnostic) {
        self.warnings.borrow_mut().push(diagnostic);
    }

    /// Notes where the key at a dotted path was written.
    pub fn note(&self, path: String, place: Place) {
        self.written.borrow_mut().entry(path).or_insert(place);
    }

    /// Where the key at a dotted path was written, if it was.
    pub fn place(&self, path: &str) -> Option<Place> {
        self.written.borrow().get(path).copied()
    }

    /// Whether the key at a dotted path was written and something is wrong with it, so that what
    /// follows from it is not known.
    pub fn spoilt(&self, path: &str) -> bool {
        let Some(place) = self.place(path) else { return false };
        let within =
            |span: Span, all: Span| span.source == all.source && all.start <= span.start && span.end <= all.end;
        let errors = self.errors.borrow();
        errors.iter().filter_map(|error| error.span).any(|at| within(at, place.key) || within(at, place.value))
    }

    /// Month 1, for what is dated; `None` without it, which is an error at `span` unless a mistake in
    /// `start` is reported already.
    pub fn start_for(&self, what: &str, span: Span) -> Option<YearMonth> {
        let start = self.start.get();
        if start.is_none() && self.place("scenario.start").is_none() && !self.spoilt("scenario") {
            let wrong = Diagnostic::at(span, format!("{what} `scenario.start`"), "months have no dates");
            self.error(wrong.help("add `start = \"YYYY-MM\"` under `[scenario]`"));
        }
        start
    }

    /// The index of a name among `known`, or an error at `span`. Where nothing is known, that nothing
    /// is there is the error, and it is reported where it was looked for.
    pub fn find(&self, what: &str, known: &[String], name: &str, span: Span) -> Option<usize> {
        let index = known.iter().position(|k| k == name);
        if index.is_none() && !known.is_empty() {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.error(Diagnostic::unknown_name(span, what, name, &known));
        }
        index
    }
}
