//! Every key that a scenario writes, with its value as written, its place and what it is for.

use super::language::{self, Form, Key};
use super::resolved::Scenario;
use super::source::Span;
use super::tree::{Entry, Node, Table, Value};

/// A key as written.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Dotted path, as in `decision.requirements.accuracy`; entries of a list count from 0.
    pub path: String,
    /// The value as written, without quotation marks and without `_` in digits; none of a table or a
    /// list of lists or tables, unless it is empty.
    pub plain: Option<String>,
    /// The same; of a table or a list of tables how many keys or entries it has.
    pub shown: String,
    /// Where the value stands.
    pub span: Span,
    /// What the key means.
    pub about: &'static str,
    /// The keys of a table, the entries of a list.
    pub parts: Vec<Self>,
}

impl Stated {
    /// The key at a path: this one, or one within it.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Self> {
        match path.strip_prefix(self.path.as_str())? {
            "" => Some(self),
            rest if rest.starts_with('.') => self.parts.iter().find_map(|part| part.find(path)),
            _ => None,
        }
    }

    /// The keys with a plain value: this one, or those within it. A list of plain values is one.
    #[must_use]
    pub fn leaves(&self) -> Vec<(&str, &str)> {
        match &self.plain {
            Some(plain) => vec![(&self.path, plain)],
            None => self.parts.iter().flat_map(Self::leaves).collect(),
        }
    }

    /// The paths of this key and of all within it.
    #[must_use]
    pub fn paths(&self) -> Vec<&str> {
        let within = self.parts.iter().flat_map(Self::paths);
        std::iter::once(self.path.as_str()).chain(within).collect()
    }
}

/// The language's word on the key at a path, whether it is written or not; none where the language
/// has no such key, or the path runs through an option or workload that the scenario has not.
#[must_use]
pub fn key_at(scenario: &Scenario, path: &str) -> Option<&'static Key> {
    let mut tables: Vec<&'static [Key]> = vec![language::ROOT];
    let mut parts = path.split('.').peekable();
    loop {
        let key = language::find(&tables, parts.next()?)?;
        if parts.peek().is_none() {
            return Some(key);
        }
        tables = match key.form {
            Form::Table(keys) => vec![keys],
            Form::Named(keys) => {
                let name = parts.next()?;
                let option = scenario.option_index(name);
                let is_known = option.is_some() || scenario.workloads.iter().any(|workload| workload.name == name);
                match option.filter(|_| key.name == "options") {
                    Some(option) => language::option_tables(scenario.options[option].kind.name()),
                    None => Some(vec![keys]).filter(|_| is_known)?,
                }
            }
            Form::List(keys) => {
                parts.next()?.parse::<usize>().ok()?;
                vec![keys]
            }
            // an entry of a list of numbers, a role or a month: the key itself says what it is
            _ => return Some(key),
        };
    }
}

/// Every key of the file, table by table, with the values of `--set` in place of the file's.
pub(super) fn stated(root: &Table) -> Vec<Stated> {
    entries(root, &Within { path: "", keys: &[language::ROOT], about: "" })
}

/// The table that an entry stands in.
struct Within<'a> {
    path: &'a str,
    keys: &'a [&'static [Key]],
    /// What an entry means whose name is the user's.
    about: &'static str,
}

fn entries(table: &Table, within: &Within<'_>) -> Vec<Stated> {
    table.entries.iter().map(|entry| one(entry, within)).collect()
}

fn one(entry: &Entry, within: &Within<'_>) -> Stated {
    let path = if within.path.is_empty() { entry.key.clone() } else { format!("{}.{}", within.path, entry.key) };
    let key = language::find(within.keys, &entry.key);
    let about = key.map_or(within.about, |key| key.about);
    let parts = match (&entry.node.value, key.map(|key| key.form)) {
        (Value::Table(table), Some(Form::Table(keys))) => entries(table, &Within { path: &path, keys: &[keys], about }),
        (Value::Table(table), Some(Form::Named(keys))) => {
            let named = table.entries.iter().map(|entry| {
                let path = format!("{path}.{}", entry.key);
                let parts = match &entry.node.value {
                    Value::Table(own) => entries(own, &Within { path: &path, keys: &tables(own, keys), about }),
                    _ => Vec::new(),
                };
                stated_as(&entry.node, (path, about), parts)
            });
            named.collect()
        }
        (Value::Table(table), _) => entries(table, &Within { path: &path, keys: &[], about }),
        (Value::Array(items), form) => {
            let keys: &[&'static [Key]] = if let Some(Form::List(keys)) = form { &[keys] } else { &[] };
            items
                .iter()
                .enumerate()
                .map(|(place, item)| listed(item, place, &Within { path: &path, keys, about }))
                .collect()
        }
        _ => Vec::new(),
    };
    stated_as(&entry.node, (path, about), parts)
}

fn listed(item: &Node, place: usize, within: &Within<'_>) -> Stated {
    let path = format!("{}.{place}", within.path);
    let parts = match &item.value {
        Value::Table(table) => entries(table, &Within { path: &path, ..*within }),
        _ => Vec::new(),
    };
    stated_as(item, (path, within.about), parts)
}

fn stated_as(node: &Node, (path, about): (String, &'static str), parts: Vec<Stated>) -> Stated {
    let plain = plain(node);
    let shown = plain.clone().unwrap_or_else(|| counted(node));
    Stated { path, plain, shown, span: node.span, about, parts }
}

/// The tables of an entry under a name of the user's: of an option, those of its kind.
fn tables(own: &Table, keys: &'static [Key]) -> Vec<&'static [Key]> {
    match own.get("kind").map(|entry| &entry.node.value) {
        Some(Value::Text(kind)) => language::option_tables(kind),
        _ => vec![keys],
    }
}

/// A value as written, where it is one value, a list of such, or empty.
fn plain(node: &Node) -> Option<String> {
    match &node.value {
        Value::Table(table) => table.entries.is_empty().then(|| "{}".to_owned()),
        Value::Array(items) => {
            let single = |item: &Node| match item.value {
                Value::Table(_) | Value::Array(_) => None,
                _ => plain(item),
            };
            let items: Option<Vec<String>> = items.iter().map(single).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Value::Text(text) | Value::Date(text) => Some(text.clone()),
        Value::Number(digits) => Some(digits.replace('_', "")),
        Value::Flag(flag) => Some(flag.to_string()),
    }
}

/// How many keys a table has, or entries a list.
fn counted(node: &Node) -> String {
    let (count, one, many) = match &node.value {
        Value::Table(table) => (table.entries.len(), "key", "keys"),
        Value::Array(items) => (items.len(), "entry", "entries"),
        _ => (1, "value", "values"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}
