//! A scenario as written: the TOML tree with a span on every key and value, numbers as their text.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::{Sources, Span};
use super::syntax::{self, Unread};

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// A value as written.
#[derive(Clone, Debug)]
pub enum Value {
    /// A table, inline or under a header.
    Table(Table),
    /// An array.
    Array(Vec<Node>),
    /// A string.
    Text(String),
    /// An integer or a float, as its digits, never through a binary float.
    Number(String),
    /// `true` or `false`.
    Flag(bool),
    /// A bare TOML date or time.
    Date(String),
}

impl Value {
    /// What the value is, in words for an error message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Table(_) => "a table",
            Self::Array(_) => "a list",
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Flag(true) => "`true`",
            Self::Flag(false) => "`false`",
            Self::Date(_) => "a date",
        }
    }
}

/// A table's entries in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Key, where the key stands, and its value.
    pub entries: Vec<Entry>,
    /// Whether it is written in braces after a key, not under a header.
    pub inline: bool,
}

/// One `key = value`.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Table {
    /// The entry of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }
}

/// Reads TOML text that is already in `sources` at `source`. The tree holds what could be read,
/// the rest is what could not.
#[must_use]
pub fn parse(sources: &Sources, source: u32) -> (Table, Unread) {
    let text = sources.get(source).map_or("", |s| s.text.as_str());
    let (table, errors) = DeTable::parse_recoverable(text);
    (Place { text, source }.table(table.get_ref()), syntax::unread(text, source, &errors))
}

/// The value that `text` writes, when it is one of TOML; its places are those of source 0.
pub(super) fn value(text: &str) -> Option<Node> {
    DeValue::parse(text).ok().map(|value| Place { text, source: 0 }.node(&value))
}

/// The text that a parsed value was read from.
#[derive(Clone, Copy)]
struct Place<'a> {
    text: &'a str,
    source: u32,
}

impl Place<'_> {
    fn table(self, table: &DeTable<'_>) -> Table {
        let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| Entry {
            key: String::from(AsRef::<str>::as_ref(key.get_ref())),
            key_span: Span::new(self.source, key.span()),
            node: self.node(value),
        };
        Table { entries: table.iter().map(entry).collect(), inline: false }
    }

    fn node(self, value: &Spanned<DeValue<'_>>) -> Node {
        let converted = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(integer) if integer.radix() == 10 => Value::Number(integer.as_str().to_owned()),
            DeValue::Integer(integer) => {
                let digits = integer.as_str().replace('_', "");
                let parsed = i128::from_str_radix(&digits, integer.radix());
                Value::Number(parsed.map_or_else(|_| integer.to_string(), |n| n.to_string()))
            }
            DeValue::Float(float) => Value::Number(float.as_str().to_owned()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(items) => Value::Array(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => {
                let inline = self.text.get(value.span()).is_some_and(|written| written.starts_with('{'));
                Value::Table(Table { inline, ..self.table(table) })
            }
        };
        Node { span: Span::new(self.source, value.span()), value: converted }
    }
}
