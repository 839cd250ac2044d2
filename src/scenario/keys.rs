//! Every key of a scenario as it is written, by its dotted path.

use super::tree::{Node, Table, Value};

/// Keys and their values in the order of the tree, `--set` included: a list of plain values is one
/// value, other lists count from 0, and digits are without `_`.
pub(super) fn written(root: &Table) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    table("", root, &mut keys);
    keys
}

fn table(path: &str, of: &Table, keys: &mut Vec<(String, String)>) {
    for entry in &of.entries {
        let path = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
        value(path, &entry.node, keys);
    }
}

fn value(path: String, node: &Node, keys: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Table(of) if of.entries.is_empty() => keys.push((path, "{}".to_owned())),
        Value::Table(of) => table(&path, of, keys),
        Value::Array(items) => match items.iter().map(plain).collect::<Option<Vec<_>>>() {
            Some(plain) => keys.push((path, format!("[{}]", plain.join(", ")))),
            None => {
                for (place, item) in items.iter().enumerate() {
                    value(format!("{path}.{place}"), item, keys);
                }
            }
        },
        _ => keys.extend(plain(node).map(|plain| (path, plain))),
    }
}

fn plain(node: &Node) -> Option<String> {
    match &node.value {
        Value::Table(_) | Value::Array(_) => None,
        Value::Text(text) | Value::Date(text) => Some(text.clone()),
        Value::Number(digits) => Some(digits.replace('_', "")),
        Value::Flag(flag) => Some(flag.to_string()),
    }
}
