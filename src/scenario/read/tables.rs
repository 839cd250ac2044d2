//! Tables under a table.

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{Form, Key, MOST_TABLES};
use crate::scenario::source::Span;
use crate::scenario::tree::{Entry, Node, Value};

use super::context::Place;
use super::forms;
use super::section::Section;

impl<'a> Section<'a> {
    /// A table under this one.
    pub fn table(&self, name: &str) -> Option<Section<'a>> {
        let (key, entry) = self.written(name)?;
        let Form::Table(keys) = key.form else { return None };
        let Value::Table(table) = &entry.node.value else {
            self.wrong_type(name, &entry.node);
            return None;
        };
        Some(Section::new(self.context, &self.path_of(name), (table, entry.key_span), vec![keys]))
    }

    /// Every entry of a table whose keys are the user's names.
    pub fn named(&self, name: &str) -> &'a [Entry] {
        let Some(entry) = self.entry(name) else { return &[] };
        let Value::Table(table) = &entry.node.value else {
            self.wrong_type(name, &entry.node);
            return &[];
        };
        self.limit(name, table.entries.len(), entry.key_span);
        for entry in &table.entries {
            let path = format!("{}.{}", self.path_of(name), entry.key);
            self.context.note(path, Place { key: entry.key_span, value: entry.node.span });
        }
        &table.entries
    }

    /// A named table under `name`, with the keys given.
    pub fn named_table(&self, name: &str, entry: &'a Entry, keys: Vec<&'static [Key]>) -> Option<Section<'a>> {
        let path = format!("{}.{}", self.path_of(name), entry.key);
        if let Value::Table(table) = &entry.node.value {
            return Some(Section::new(self.context, &path, (table, entry.key_span), keys));
        }
        let own = keys.last().or(keys.first()).and_then(|table| table.first());
        let key = own.map_or("...", |key| key.name);
        let help = format!("write `[{path}]`, and its keys under it, such as `{key} = ...`");
        let found = entry.node.value.kind();
        self.context.error(Diagnostic::wrong_type(entry.node.span, (&path, "a table"), found, &help));
        None
    }

    /// The tables of a list.
    pub fn list(&self, name: &str) -> Vec<Section<'a>> {
        let Some(entry) = self.entry(name) else { return Vec::new() };
        let Value::Array(items) = &entry.node.value else {
            self.wrong_type(name, &entry.node);
            return Vec::new();
        };
        self.limit(name, items.len(), entry.key_span);
        let section = |(index, node): (usize, &'a Node)| {
            if let Value::Table(table) = &node.value {
                return Some(Section::item(self, name, (index, table, node.span)));
            }
            let (_, help) = forms::wanted(self.key(name), &self.path_of(name));
            let what = format!("an entry of `{name}` must be a table");
            let wrong = Diagnostic::at(node.span, what, format!("this is {}", node.value.kind()));
            self.context.error(wrong.alone().help(help));
            None
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
