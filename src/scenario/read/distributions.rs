//! `{ low = 1, mode = 2, high = 5 }` and its relatives.

use rust_decimal::Decimal;

use crate::quantity::{Distribution, Literal, Quantity};
use crate::scenario::diagnostic::{Diagnostic, names};
use crate::scenario::language::DISTRIBUTION;
use crate::scenario::tree::{Table, Value};

use super::marks::Marks;
use super::numbers::Reading;
use super::section::Section;
use super::slips;

/// Reads a number that is written as a table.
pub(super) fn read(reading: &Reading<'_>, table: &Table) -> Option<(Quantity, Marks)> {
    let section = Section::new(reading.context, reading.path, (table, reading.span), vec![DISTRIBUTION]);
    let dist = section.choice("dist")?;
    let parameters: &[&str] = match dist {
        "normal" => &["mean", "sd"],
        "triangular" => &["low", "mode", "high"],
        _ => &["low", "high"],
    };
    let literals: Vec<Option<Literal>> = parameters.iter().map(|name| parameter(&section, name)).collect();
    let literals: Vec<Literal> = literals.into_iter().collect::<Option<_>>()?;
    let values: Vec<Decimal> = literals.iter().map(|literal| literal.value).collect();
    let spread = match (dist, values.as_slice()) {
        ("normal", &[mean, sd]) => Distribution::Normal { mean, sd },
        ("triangular", &[low, mode, high]) => Distribution::Triangular { low, mode, high },
        ("uniform", &[low, high]) => Distribution::Uniform { low, high },
        (_, &[low, high]) => Distribution::Lognormal { low, high },
        _ => return None,
    };
    for entry in &table.entries {
        if entry.key != "dist" && !parameters.contains(&entry.key.as_str()) {
            let title = format!("`{}` has no meaning for a {dist} distribution", entry.key);
            let wrong = Diagnostic::at(entry.key_span, title, "not used");
            let help = format!("a {dist} distribution takes {}", names(parameters, "and"));
            reading.context.error(wrong.alone().help(help));
        }
    }
    let marks = Marks::of(reading, &literals)?;
    match Quantity::spread(spread) {
        Ok(quantity) => Some((quantity, marks)),
        Err(error) => {
            let (cause, way_out) = error.explain();
            let title = format!("cannot read the distribution of `{}`", reading.name());
            reading.refuse(Diagnostic::at(reading.span, title, cause).alone().help(way_out))
        }
    }
}

/// A certain number of a distribution.
fn parameter(section: &Section<'_>, name: &str) -> Option<Literal> {
    let Some(entry) = section.entry(name) else {
        if name == "mode" && section.entry("dist").is_none() {
            let help = "add `mode = ...`, the likeliest value, or `dist = \"uniform\"` for two ends alone";
            section.missing_or(name, help);
        } else {
            section.missing(name);
        }
        return None;
    };
    let (Value::Number(text) | Value::Text(text)) = &entry.node.value else {
        let found = entry.node.value.kind();
        let help = "a distribution is made of certain numbers, such as 400_000 or \"400k\"";
        section.context.error(Diagnostic::wrong_type(entry.node.span, (name, "a number"), found, help));
        return None;
    };
    let literal = Literal::parse(text);
    if let Err(error) = &literal {
        section.context.error(Diagnostic::bad_number(entry.node.span, text, slips::explain(text, error)));
    }
    literal.ok()
}
