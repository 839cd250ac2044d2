//! The values of a table's keys: texts, flags, choices, months, names and numbers.

use crate::quantity::YearMonth;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::Input;
use crate::scenario::language::Form;
use crate::scenario::tree::{Node, Value};

use super::section::Section;
use super::{forms, numbers};

impl Section<'_> {
    /// Reports a value that is not of the sort its key takes.
    pub(super) fn wrong_type(&self, name: &str, node: &Node) {
        let (wanted, help) = forms::wanted(self.key(name), &self.path_of(name));
        let help = forms::quoted(self.key(name), &node.value).unwrap_or(help);
        self.context.error(Diagnostic::wrong_type(node.span, (name, &wanted), node.value.kind(), &help));
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<String> {
        let entry = self.entry(name)?;
        if let Value::Text(text) = &entry.node.value {
            return Some(text.clone());
        }
        self.wrong_type(name, &entry.node);
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
            self.wrong_type(name, &entry.node);
        }
        texts
    }

    /// `true` or `false`.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let entry = self.entry(name)?;
        if let Value::Flag(flag) = entry.node.value {
            return Some(flag);
        }
        self.wrong_type(name, &entry.node);
        None
    }

    /// One of the key's choices; the default's when absent.
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
            self.context.error(wrong.alone().help("write it as \"YYYY-MM\", for example \"2026-12\""));
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
        let value = u32::try_from(whole).ok().filter(|v| (min..=max).contains(v));
        let label = match value {
            _ if input.quantity.spread.is_some() => "a range",
            _ if !whole.fract().is_zero() => "a fraction",
            None => "out of range",
            Some(value) => return Some(value),
        };
        let allowed = format!("one whole number from {min} to {max}");
        let wrong = Diagnostic::out_of_range(entry.node.span, name, &allowed);
        self.context.error(wrong.label(label).help(forms::wanted(key, &self.path_of(name)).1));
        None
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
}
