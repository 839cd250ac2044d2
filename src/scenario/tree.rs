//! A scenario as written: the TOML tree with a span on every key and value, numbers as their text.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::Diagnostic;
use super::source::{Sources, Span};
use super::syntax;

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
            Self::Array(_) => "an array",
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Date(_) => "a bare date",
        }
    }
}

/// A table's entries in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Key, where the key stands, and its value.
    pub entries: Vec<Entry>,
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

    fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }
}

/// Reads TOML text that is already in `sources` at `source`. The tree holds what could be read,
/// the errors what could not, one for each line.
#[must_use]
pub fn parse(sources: &Sources, source: u32) -> (Table, Vec<Diagnostic>) {
    let text = sources.get(source).map_or("", |s| s.text.as_str());
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut lines = Vec::new();
    let mut diagnostics = Vec::new();
    for error in &errors {
        let line = error.span().map(|range| text[..range.start.min(text.len())].matches('\n').count());
        if line.is_none() || !lines.contains(&line) {
            diagnostics.push(syntax::diagnostic(text, source, error));
        }
        lines.push(line);
    }
    (convert_table(table.get_ref(), source), diagnostics)
}

fn convert_table(table: &DeTable<'_>, source: u32) -> Table {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| Entry {
        key: String::from(AsRef::<str>::as_ref(key.get_ref())),
        key_span: Span::new(source, key.span()),
        node: convert(value, source),
    };
    Table { entries: table.iter().map(entry).collect() }
}

fn convert(value: &Spanned<DeValue<'_>>, source: u32) -> Node {
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
        DeValue::Array(items) => Value::Array(items.iter().map(|item| convert(item, source)).collect()),
        DeValue::Table(table) => Value::Table(convert_table(table, source)),
    };
    Node { span: Span::new(source, value.span()), value: converted }
}

/// Applies `--set KEY=VALUE` to the tree: the value is read as TOML, else taken as a text.
///
/// # Errors
/// When there is no `=`, the key is no dotted key, or its path runs through something that is no
/// table or array.
pub fn set(root: &mut Table, sources: &mut Sources, assignment: &str) -> Result<(), Box<Diagnostic>> {
    let source = sources.add("--set", assignment);
    let all = Span::new(source, 0..assignment.len());
    let no_path = || {
        let wrong = Diagnostic::at(all, "`--set` needs KEY=VALUE", "not of that form");
        Box::new(wrong.help("write for example `--set options.api.output_per_mtok=5`"))
    };
    let (key, raw) = assignment.split_once('=').ok_or_else(no_path)?;
    let at_value = Span::new(source, key.len() + 1..assignment.len());
    let at_key = Span::new(source, 0..key.len());
    let path = split_path(key.trim()).ok_or_else(no_path)?;
    let mut node = read_value(raw.trim());
    place_all(&mut node, at_value);
    let (last, parents) = path.split_last().ok_or_else(no_path)?;
    insert(root, parents, last, at_key, node)
}

/// The value of a `--set`: TOML when it is TOML, else the text itself.
fn read_value(raw: &str) -> Node {
    match DeValue::parse(raw) {
        Ok(value) => convert(&value, 0),
        Err(_) => Node { span: Span::new(0, 0..0), value: Value::Text(raw.to_owned()) },
    }
}

/// Gives a whole value one span: inside a `--set` only the argument as a whole has a place.
fn place_all(node: &mut Node, span: Span) {
    node.span = span;
    match &mut node.value {
        Value::Table(table) => {
            for entry in &mut table.entries {
                entry.key_span = span;
                place_all(&mut entry.node, span);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| place_all(item, span)),
        _ => {}
    }
}

/// The parts of a dotted key; a part in double quotes may hold dots.
fn split_path(key: &str) -> Option<Vec<String>> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for c in key.chars() {
        match c {
            '"' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            c => parts.last_mut()?.push(c),
        }
    }
    let parts: Vec<String> = parts.iter().map(|part| part.trim().to_owned()).collect();
    (!quoted && parts.len() <= MOST_PARTS && parts.iter().all(|part| !part.is_empty())).then_some(parts)
}

/// The most parts of a dotted key; the deepest of the language has six.
const MOST_PARTS: usize = 16;

fn insert(table: &mut Table, parents: &[String], last: &str, at_key: Span, node: Node) -> Result<(), Box<Diagnostic>> {
    let Some((first, rest)) = parents.split_first() else {
        match table.get_mut(last) {
            Some(entry) => *entry = Entry { key: last.to_owned(), key_span: at_key, node },
            None => table.entries.push(Entry { key: last.to_owned(), key_span: at_key, node }),
        }
        return Ok(());
    };
    if table.get(first).is_none() {
        let node = Node { span: at_key, value: Value::Table(Table::default()) };
        table.entries.push(Entry { key: first.clone(), key_span: at_key, node });
    }
    let blocked = |what: &str| {
        let title = format!("`{first}` is {what}, so it has no keys");
        Box::new(Diagnostic::at(at_key, title, "cannot be set"))
    };
    let child = table.get_mut(first).map(|entry| &mut entry.node.value);
    match child {
        Some(Value::Table(child)) => insert(child, rest, last, at_key, node),
        Some(Value::Array(items)) => insert_in_array(items, rest, last, at_key, node),
        Some(other) => Err(blocked(other.kind())),
        None => Err(blocked("nothing")),
    }
}

/// Follows an index into an array, as in `options.api.costs.0.monthly` or `seasonality.3`.
fn insert_in_array(
    items: &mut [Node],
    rest: &[String],
    last: &str,
    at_key: Span,
    node: Node,
) -> Result<(), Box<Diagnostic>> {
    let (index, rest) = rest.split_first().map_or((last, None), |(i, rest)| (i.as_str(), Some(rest)));
    let count = items.len();
    let slot = index.parse::<usize>().ok().and_then(|i| items.get_mut(i));
    let slot = slot.ok_or_else(|| {
        let wrong = Diagnostic::at(at_key, format!("`{index}` is no place in a list of {count}"), "cannot be set");
        Box::new(wrong.help("count from 0"))
    })?;
    match (&mut slot.value, rest) {
        (_, None) => {
            *slot = node;
            Ok(())
        }
        (Value::Table(child), Some(rest)) => insert(child, rest, last, at_key, node),
        (other, Some(_)) => {
            let title = format!("`{index}` is {}, so it has no keys", other.kind());
            Err(Box::new(Diagnostic::at(at_key, title, "cannot be set")))
        }
    }
}
