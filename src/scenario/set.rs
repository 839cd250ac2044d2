//! `--set KEY=VALUE` of the command line, applied to the tree of the file.

use super::diagnostic::Diagnostic;
use super::source::{SET, Sources, Span};
use super::tree::{self, Entry, Node, Table, Value};

/// Applies `--set KEY=VALUE` to the tree: the value is read as TOML, else taken as a text.
///
/// # Errors
/// When there is no `=`, the key is no dotted key, or its path runs through something that is no
/// table or array.
pub fn set(root: &mut Table, sources: &mut Sources, assignment: &str) -> Result<(), Box<Diagnostic>> {
    let source = sources.add(SET, assignment);
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
    tree::value(raw).unwrap_or_else(|| Node { span: Span::new(0, 0..0), value: Value::Text(raw.to_owned()) })
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
