//! One table under the reader's eyes: which keys it may have and which were written.

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{self, Key};
use crate::scenario::resolved::{Assumption, Grounds};
use crate::scenario::source::Span;
use crate::scenario::tree::{Entry, Table};

use super::context::{Context, Place};
use super::forms;

/// One table being read.
#[derive(Debug)]
pub struct Section<'a> {
    /// What all sections share.
    pub context: &'a Context,
    /// Where the table stands.
    pub span: Span,
    /// Dotted path of the table; empty for the root.
    pub path: String,
    /// What messages call the table.
    pub place: String,
    pub(super) table: &'a Table,
    pub(super) keys: Vec<&'static [Key]>,
}

impl<'a> Section<'a> {
    /// A table that may have the keys of `keys`; other keys are reported at once.
    pub fn new(context: &'a Context, path: &str, (table, span): (&'a Table, Span), keys: Vec<&'static [Key]>) -> Self {
        let place = match path.rsplit('.').next().unwrap_or_default() {
            "" => "the file".to_owned(),
            name if table.inline => format!("`{name}`"),
            _ => format!("`[{path}]`"),
        };
        Self { context, span, path: path.to_owned(), place, table, keys }.begun()
    }

    /// Entry number `index` of a list of tables.
    pub(super) fn item(list: &Section<'a>, name: &str, (index, table, span): (usize, &'a Table, Span)) -> Self {
        let path = list.path_of(name);
        let place = if table.inline { format!("an entry of `{name}`") } else { format!("`[[{path}]]`") };
        let keys = match list.key(name).form {
            language::Form::List(keys) => vec![keys],
            _ => Vec::new(),
        };
        Self { context: list.context, span, path: format!("{path}.{index}"), place, table, keys }.begun()
    }

    /// Notes the keys that were written and reports those that the table does not have.
    fn begun(self) -> Self {
        for entry in &self.table.entries {
            let known = language::find(&self.keys, &entry.key).map(|key| key.name);
            if let Some(name) = known.or_else(|| self.refuse_unknown(entry)) {
                let place = Place { key: entry.key_span, value: entry.node.span };
                self.context.note(self.path_of(name), place);
            }
        }
        self
    }

    /// The language's word on a key of this table.
    pub(super) fn key(&self, name: &str) -> &'static Key {
        language::find(&self.keys, name).expect("the reader asks only for keys of the language")
    }

    /// Whether the table may have a key.
    pub fn has_key(&self, name: &str) -> bool {
        language::find(&self.keys, name).is_some()
    }

    /// The dotted path of a key.
    pub fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The entry of a key, if it was written.
    pub fn entry(&self, name: &str) -> Option<&'a Entry> {
        let name = self.key(name).name;
        self.table.get(name)
    }

    /// The language's word on a key, with the entry that was written.
    pub(super) fn written(&self, name: &str) -> Option<(&'static Key, &'a Entry)> {
        Some((self.key(name), self.entry(name)?))
    }

    /// Whether a key was written, or one that was probably meant to be it.
    pub fn is_meant(&self, name: &str) -> bool {
        self.context.place(&self.path_of(name)).is_some()
    }

    /// Where a key was written, if it was.
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.entry(name).map(|entry| entry.key_span)
    }

    /// Where a key's value was written; the table's place when it was not.
    pub fn value_span(&self, name: &str) -> Span {
        self.entry(name).map_or(self.span, |entry| entry.node.span)
    }

    /// Reports that a key is missing.
    pub fn missing(&self, name: &str) {
        self.missing_or(name, &forms::add(self.key(name)));
    }

    /// Reports that a key is missing where there is more than one way to go on.
    pub fn missing_or(&self, name: &str, help: &str) {
        if !self.is_meant(name) {
            self.context.error(Diagnostic::missing_key(self.span, name, &self.place, help));
        }
    }

    /// Refuses two keys of the table that say the same thing twice.
    pub fn exclusive(&self, first: &str, second: &str, help: &str) {
        if let (Some(a), Some(b)) = (self.key_span(first), self.key_span(second)) {
            self.context.error(Diagnostic::contradiction((first, a), (second, b), help));
        }
    }

    /// Refuses a key that stands without the one it needs.
    pub fn needs(&self, name: &str, other: &str) {
        if let (Some(span), false) = (self.key_span(name), self.is_meant(other)) {
            self.context.error(Diagnostic::needs(span, name, other, &forms::add(self.key(other))));
        }
    }

    /// Warns of a key that has no effect without another one.
    pub fn idle(&self, name: &str, other: &str) {
        if let (Some(span), None) = (self.key_span(name), self.entry(other)) {
            let help = format!("leave `{name}` out, or {}", forms::add(self.key(other)));
            self.context.warn(Diagnostic::idle(span, name, other, &help));
        }
    }

    pub(super) fn note_default(&self, name: &str) {
        let value = self.key(name).default;
        self.note_derived(name, value);
    }

    /// Notes a default that follows from other keys.
    pub fn note_derived(&self, name: &str, value: &str) {
        let about = self.key(name).about;
        let assumption =
            Assumption { path: self.path_of(name), value: value.to_owned(), about, grounds: Grounds::Default };
        self.context.defaults.borrow_mut().push(assumption);
    }
}
