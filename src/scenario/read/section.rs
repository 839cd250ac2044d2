//! One table under the reader's eyes: which keys it may have, which were read, what was wrong.

use std::cell::{Cell, RefCell};

use rust_decimal::Decimal;

use crate::quantity::{Currency, YearMonth};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::Input;
use crate::scenario::language::{self, Form, KINDS, Key, MOST_TABLES};
use crate::scenario::near::nearest;
use crate::scenario::resolved::Assumption;
use crate::scenario::source::Span;
use crate::scenario::tree::{Entry, Node, Table, Value};

use super::numbers;

/// What every section of a scenario shares while it is read.
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
    /// Hours in a month, once they were read.
    pub hours_per_month: Cell<Option<Decimal>>,
    /// What was wrong so far.
    pub errors: RefCell<Vec<Diagnostic>>,
    /// What its author should know.
    pub warnings: RefCell<Vec<Diagnostic>>,
    /// Defaults that were used.
    pub defaults: RefCell<Vec<Assumption>>,
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

    /// The index of a name among `known`, or an error at `span`.
    pub fn find(&self, what: &str, known: &[String], name: &str, span: Span) -> Option<usize> {
        let index = known.iter().position(|k| k == name);
        if index.is_none() {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.error(Diagnostic::unknown_name(span, what, name, &known));
        }
        index
    }
}

/// One table being read.
#[derive(Debug)]
pub struct Section<'a> {
    /// What all sections share.
    pub context: &'a Context,
    /// Where the table stands.
    pub span: Span,
    /// Dotted path of the table; empty for the root.
    pub path: String,
    table: &'a Table,
    keys: Vec<&'static [Key]>,
}

impl<'a> Section<'a> {
    /// A table that may have the keys of `keys`; other keys are reported at once.
    pub fn new(context: &'a Context, path: &str, (table, span): (&'a Table, Span), keys: Vec<&'static [Key]>) -> Self {
        let section = Self { context, span, path: path.to_owned(), table, keys };
        section.refuse_unknown_keys();
        section
    }

    /// The table's name for messages.
    pub fn place(&self) -> String {
        if self.path.is_empty() { "the file".to_owned() } else { format!("`[{}]`", self.path) }
    }

    fn refuse_unknown_keys(&self) {
        for entry in &self.table.entries {
            if language::find(&self.keys, &entry.key).is_none() {
                let help = self.help_for_unknown(&entry.key);
                self.context.error(Diagnostic::unknown_key(entry.key_span, &entry.key, &self.place(), help));
            }
        }
    }

    fn help_for_unknown(&self, name: &str) -> Option<String> {
        let own = self.keys.iter().flat_map(|table| table.iter()).map(|key| key.name);
        let is_option = language::find(&self.keys, "launch_month").is_some();
        let kinds: Vec<&str> = (KINDS.iter().copied())
            .filter(|kind| is_option && language::find(&language::option_tables(kind), name).is_some())
            .collect();
        if language::find(&self.keys, "hosting").is_some() && language::find(&[language::SELF_HOSTED], name).is_some() {
            return Some(format!("write it under `[{}.hosting]`, or choose `kind = \"self-hosted\"`", self.path));
        }
        if !kinds.is_empty() {
            return Some(format!("it is a key of `kind = \"{}\"`", kinds.join("\"` or `\"")));
        }
        if let Some(near) = nearest(name, own.clone()) {
            return Some(format!("did you mean `{near}`?"));
        }
        let elsewhere = language::GENERAL.iter().find(|(_, keys)| language::find(&[keys], name).is_some());
        if let Some((table, _)) = elsewhere {
            return Some(format!("it is a key of `[{table}]`"));
        }
        let known: Vec<String> = own.map(|key| format!("`{key}`")).collect();
        (known.len() <= 15).then(|| format!("there are {}", known.join(", ")))
    }

    /// The language's word on a key of this table.
    fn key(&self, name: &str) -> &'static Key {
        language::find(&self.keys, name).expect("the reader asks only for keys of the language")
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
        let key = self.key(name);
        self.context.error(Diagnostic::missing_key(self.span, name, &self.place(), key.about));
    }

    /// Refuses two keys of the table that say the same thing twice.
    pub fn exclusive(&self, first: &str, second: &str, help: &str) {
        if let (Some(a), Some(b)) = (self.key_span(first), self.key_span(second)) {
            self.context.error(Diagnostic::contradiction((first, a), (second, b), help));
        }
    }

    /// Refuses a key that stands without the one it needs.
    pub fn needs(&self, name: &str, other: &str, why: &str) {
        if let (Some(span), None) = (self.key_span(name), self.entry(other)) {
            self.context.error(Diagnostic::needs(span, name, other, why));
        }
    }

    /// Warns of a key that has no effect without another one.
    pub fn idle(&self, name: &str, other: &str, why: &str) {
        if let (Some(span), None) = (self.key_span(name), self.entry(other)) {
            self.context.warn(Diagnostic::idle(span, name, other, why));
        }
    }

    fn wrong_type(&self, name: &str, expected: &str, node: &Node) {
        self.context.error(Diagnostic::wrong_type(node.span, name, expected, node.value.kind()));
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<String> {
        let entry = self.entry(name)?;
        if let Value::Text(text) = &entry.node.value {
            return Some(text.clone());
        }
        self.wrong_type(name, "a text", &entry.node);
        None
    }

    /// A list of texts.
    pub fn texts(&self, name: &str) -> Option<Vec<String>> {
        let entry = self.entry(name)?;
        let text = |node: &Node| match &node.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        let texts = match &entry.node.value {
            Value::Array(items) => items.iter().map(text).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        if texts.is_none() {
            self.wrong_type(name, "a list of texts", &entry.node);
        }
        texts
    }

    /// `true` or `false`.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let entry = self.entry(name)?;
        if let Value::Flag(flag) = entry.node.value {
            return Some(flag);
        }
        self.wrong_type(name, "`true` or `false`", &entry.node);
        None
    }

    /// One of the key's choices, as its index; the default's when absent.
    pub fn choice(&self, name: &str) -> Option<&'static str> {
        let key = self.key(name);
        let Form::Choice(choices) = key.form else { return None };
        let Some(text) = self.text(name) else {
            let default = key.default.trim_matches('"');
            return choices.iter().find(|c| **c == default).copied();
        };
        let found = choices.iter().find(|c| **c == text).copied();
        if let (None, Some(entry)) = (found, self.entry(name)) {
            self.context.error(Diagnostic::not_a_choice(entry.node.span, name, &text, choices));
        }
        found
    }

    /// A calendar month.
    pub fn month(&self, name: &str) -> Option<YearMonth> {
        let entry = self.entry(name)?;
        let text = match &entry.node.value {
            Value::Text(text) | Value::Date(text) => text.as_str(),
            _ => "",
        };
        let month = YearMonth::parse(text);
        if month.is_none() {
            let title = format!("`{name}` must be a month");
            let wrong = Diagnostic::at(entry.node.span, title, "not a month");
            self.context.error(wrong.help("write it as \"YYYY-MM\", for example \"2026-12\""));
        }
        month
    }

    /// The index of the option a key names.
    pub fn option_name(&self, name: &str) -> Option<usize> {
        let text = self.text(name)?;
        let span = self.entry(name)?.node.span;
        self.context.find("option", &self.context.options, &text, span)
    }

    /// A certain whole number, when written.
    pub fn integer(&self, name: &str) -> Option<u32> {
        let key = self.key(name);
        let Form::Integer(min, max) = key.form else { return None };
        let entry = self.entry(name)?;
        let input = numbers::read(self.context, key, &self.path_of(name), &entry.node)?;
        let whole = input.quantity.base;
        let value = u32::try_from(whole).ok().filter(|_| whole.fract().is_zero());
        let allowed = value.filter(|v| (min..=max).contains(v) && input.quantity.spread.is_none());
        if allowed.is_none() {
            let range = format!("one whole number from {min} to {max}");
            self.context.error(Diagnostic::out_of_range(entry.node.span, name, &range));
        }
        allowed
    }

    /// A certain whole number, or its default.
    pub fn integer_or_default(&self, name: &str) -> u32 {
        let default = self.key(name).default.parse().unwrap_or(1);
        if self.entry(name).is_none() {
            self.note_default(name);
        }
        self.integer(name).unwrap_or(default)
    }

    /// A number, when written.
    pub fn input(&self, name: &str) -> Option<Input> {
        let entry = self.entry(name)?;
        numbers::read(self.context, self.key(name), &self.path_of(name), &entry.node)
    }

    /// A number, or the language's default. What cannot be read is reported and stands as zero.
    pub fn input_or_default(&self, name: &str) -> Input {
        if self.entry(name).is_some() {
            return self.input(name).unwrap_or_else(|| self.default(name));
        }
        self.note_default(name);
        self.default(name)
    }

    /// A number that must be there. What is missing is reported and stands as zero.
    pub fn required(&self, name: &str) -> Input {
        if self.entry(name).is_none() {
            self.missing(name);
        }
        self.input(name).unwrap_or_else(|| self.default(name))
    }

    pub(super) fn default(&self, name: &str) -> Input {
        numbers::default(self.key(name), &self.path_of(name))
    }

    pub(super) fn note_default(&self, name: &str) {
        let key = self.key(name);
        let value = key.default.to_owned();
        let assumption = Assumption { path: self.path_of(name), value, about: key.about };
        self.context.defaults.borrow_mut().push(assumption);
    }

    /// Notes a default that follows from other keys.
    pub fn note_derived(&self, name: &str, value: &str) {
        let about = self.key(name).about;
        let assumption = Assumption { path: self.path_of(name), value: value.to_owned(), about };
        self.context.defaults.borrow_mut().push(assumption);
    }

    /// The language's word on a key, with the entry that was written.
    pub(super) fn written(&self, name: &str) -> Option<(&'static Key, &'a Entry)> {
        Some((self.key(name), self.entry(name)?))
    }

    /// A table under this one.
    pub fn table(&self, name: &str) -> Option<Section<'a>> {
        let key = self.key(name);
        let Form::Table(keys) = key.form else { return None };
        let entry = self.entry(name)?;
        let Value::Table(table) = &entry.node.value else {
            self.wrong_type(name, "a table", &entry.node);
            return None;
        };
        let at = (table, entry.key_span);
        Some(Section::new(self.context, &self.path_of(name), at, vec![keys]))
    }

    /// Every entry of a table whose keys are the user's names.
    pub fn named(&self, name: &str) -> &'a [Entry] {
        let Some(entry) = self.entry(name) else { return &[] };
        if let Value::Table(table) = &entry.node.value {
            self.limit(name, table.entries.len(), entry.key_span);
            &table.entries
        } else {
            self.wrong_type(name, "a table", &entry.node);
            &[]
        }
    }

    /// A named table under `name`, with the keys given.
    pub fn named_table(&self, name: &str, entry: &'a Entry, keys: Vec<&'static [Key]>) -> Option<Section<'a>> {
        let path = format!("{}.{}", self.path_of(name), entry.key);
        let Value::Table(table) = &entry.node.value else {
            self.wrong_type(&path, "a table", &entry.node);
            return None;
        };
        Some(Section::new(self.context, &path, (table, entry.key_span), keys))
    }

    /// The tables of a list.
    pub fn list(&self, name: &str) -> Vec<Section<'a>> {
        let Some((key, entry)) = self.written(name) else { return Vec::new() };
        let Form::List(keys) = key.form else { return Vec::new() };
        let Value::Array(items) = &entry.node.value else {
            self.wrong_type(name, "a list of tables", &entry.node);
            return Vec::new();
        };
        self.limit(name, items.len(), entry.key_span);
        let section = |(i, node): (usize, &'a Node)| {
            let path = format!("{}.{i}", self.path_of(name));
            let Value::Table(table) = &node.value else {
                self.wrong_type(&path, "a table", node);
                return None;
            };
            Some(Section::new(self.context, &path, (table, node.span), vec![keys]))
        };
        items.iter().enumerate().filter_map(section).collect()
    }

    fn limit(&self, name: &str, count: usize, span: Span) {
        if count > MOST_TABLES && !name.ends_with("rates") && name != "expect" {
            let title = format!("{count} tables under `{name}` are more than {MOST_TABLES}");
            self.context.error(Diagnostic::at(span, title, "too many to compare").help("split the scenario"));
        }
    }
}
