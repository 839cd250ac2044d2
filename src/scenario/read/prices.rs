//! Prices, which may step by month, and hours of people by role.

use crate::quantity::YearMonth;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::{Price, month_number};
use crate::scenario::language::Key;
use crate::scenario::resolved::Effort;
use crate::scenario::source::Span;
use crate::scenario::tree::{Entry, Node, Table, Value};

use super::context::Context;
use super::numbers;
use super::section::Section;

impl Section<'_> {
    /// A price, when written.
    pub fn price(&self, name: &str) -> Option<Price> {
        let (key, entry) = self.written(name)?;
        read(self.context, key, &self.path_of(name), &entry.node)
    }

    /// A price, or the language's default.
    pub fn price_or_default(&self, name: &str) -> Price {
        if self.entry(name).is_none() {
            self.note_default(name);
        }
        self.price_or_zero(name)
    }

    /// A price whose absence is reported elsewhere; zero then.
    pub fn price_or_zero(&self, name: &str) -> Price {
        self.price(name).unwrap_or_else(|| Price::Flat(self.default(name)))
    }

    /// A price that must be there. What is missing is reported and stands as zero.
    pub fn required_price(&self, name: &str) -> Price {
        if self.entry(name).is_none() {
            self.missing(name);
        }
        self.price_or_zero(name)
    }

    /// A price that must be there, where there is more than one way to go on without it.
    pub fn required_price_or(&self, name: &str, help: &str) -> Price {
        if self.entry(name).is_none() {
            self.missing_or(name, help);
        }
        self.price_or_zero(name)
    }

    /// Hours by role; none when absent.
    pub fn team(&self, name: &str) -> Vec<Effort> {
        let Some((key, _)) = self.written(name) else { return Vec::new() };
        let effort = |entry: &Entry| {
            let path = format!("{}.{}", self.path_of(name), entry.key);
            let (amount, fte) = numbers::read_effort(self.context, key, &path, &entry.node)?;
            let role = self.role(&entry.key, entry.key_span)?;
            Some(Effort { role, amount, fte })
        };
        self.named(name).iter().filter_map(effort).collect()
    }

    fn role(&self, role: &str, span: Span) -> Option<usize> {
        let roles = &self.context.roles;
        if roles.is_empty() {
            if self.context.spoilt("people") || self.context.spoilt("people.rates") {
                return None;
            }
            let title = format!("`{role}` has no rate");
            let wrong = Diagnostic::at(span, title, "an hour of this role has no price");
            self.context.error(wrong.help(format!("add `[people.rates]` with `{role} = ...`")));
            return None;
        }
        self.context.find("role", roles, role, span)
    }
}

/// Reads a price at `node`: a number, a range, or steps by month.
pub fn read(context: &Context, key: &Key, path: &str, node: &Node) -> Option<Price> {
    match &node.value {
        Value::Table(table) if steps_by_month(table) => steps(context, key, path, (table, node.span)),
        _ => numbers::read(context, key, path, node).map(Price::Flat),
    }
}

fn steps_by_month(table: &Table) -> bool {
    table.entries.iter().any(|entry| entry.key.starts_with(|c: char| c.is_ascii_digit()))
}

fn steps(context: &Context, key: &Key, path: &str, (table, span): (&Table, Span)) -> Option<Price> {
    let start = context.start_for("prices by month need", span)?;
    let mut steps = Vec::new();
    for entry in &table.entries {
        let path = format!("{path}.{}", entry.key);
        let input = numbers::read(context, key, &path, &entry.node);
        match YearMonth::parse(&entry.key) {
            Some(month) => steps.push((month_number(start, month), input)),
            None => context.error(
                Diagnostic::at(entry.key_span, format!("`{}` is no month", entry.key), "not a month")
                    .help("write months as \"YYYY-MM\", for example \"2026-12\""),
            ),
        }
    }
    steps.sort_by_key(|(month, _)| *month);
    if steps.first().is_none_or(|(month, _)| *month > 1) {
        let title = format!("no price of `{}` holds in month 1", key.name);
        let wrong = Diagnostic::at(span, title, format!("the first date is after {start}"));
        context.error(wrong.help(format!("add a price for \"{start}\" or an earlier month")));
        return None;
    }
    let started = steps.iter().filter(|(month, _)| *month <= 1).count();
    let held = steps.into_iter().skip(started - 1);
    let step = |(month, input): (i32, _)| Some((u32::try_from(month.max(1)).ok()?, input?));
    held.map(step).collect::<Option<Vec<_>>>().map(Price::Steps)
}
