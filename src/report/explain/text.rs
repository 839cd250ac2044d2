//! A derivation as an indented text.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::analysis::Figure;
use crate::analysis::explain::{Derivation, Source};
use crate::quantity::figures::{exact, grouped};
use crate::scenario::{Origin, Sources, printable};

/// A derivation, a figure a line, each under what is made of it.
#[must_use]
pub fn derivation_text(derivation: &Derivation, sources: &Sources) -> String {
    let mut text = String::new();
    write(&mut text, derivation, sources, 0);
    text
}

fn write(text: &mut String, derivation: &Derivation, sources: &Sources, level: usize) {
    let indent = "  ".repeat(level);
    let _ = write!(text, "{indent}");
    let shown = shown(derivation);
    let _ = match (derivation.name.as_str(), shown.as_str()) {
        ("", _) => write!(text, "{shown}"),
        (_, "") => write!(text, "{}", printable(&derivation.name)),
        (name, _) => write!(text, "{} = {shown}", printable(name)),
    };
    if !derivation.formula.is_empty() {
        let joint = if level == 0 { format!("\n{indent}  ") } else { "  <- ".to_owned() };
        let _ = write!(text, "{joint}{}", printable(&derivation.formula));
    }
    if let Some(source) = &derivation.source {
        let _ = write!(text, "  [{}]", origin(source, sources));
    }
    if level == 0 && !derivation.about.is_empty() {
        let _ = write!(text, "\n  {}", derivation.about);
    }
    if let Some(cut) = derivation.cut {
        let _ = write!(text, "  ({cut})");
    }
    text.push('\n');
    for part in &derivation.parts {
        write(text, part, sources, level + 1);
    }
    if let Some(rest) = derivation.rest {
        let total = number(rest.total);
        let _ = writeln!(text, "{indent}  and {} more = {}", rest.count, joined(&total, &derivation.unit));
    }
}

/// Where a number comes from, in words.
pub(super) fn origin(source: &Source, sources: &Sources) -> String {
    let place = match &source.origin {
        Origin::Written(span) => sources.place(*span),
        Origin::Default => "default".to_owned(),
        Origin::Catalog(cited) => format!("catalog: {}, {}, {}", cited.entry, cited.source, cited.as_of),
    };
    match &source.range {
        Some(range) => format!("{place}; {range}"),
        None => place,
    }
}

fn shown(derivation: &Derivation) -> String {
    match &derivation.figure {
        Figure::Money(value) | Figure::Number(value) => joined(&number(*value), &derivation.unit),
        Figure::List(values) if values.is_empty() => "none".to_owned(),
        Figure::List(values) => {
            let values: Vec<String> = values.iter().map(|value| number(*value)).collect();
            joined(&values.join(", "), &derivation.unit)
        }
        Figure::Name(name) => printable(name),
        Figure::Never => "never".to_owned(),
        Figure::None if derivation.unit.is_empty() && !derivation.parts.is_empty() => String::new(),
        Figure::None => "none".to_owned(),
    }
}

fn joined(number: &str, unit: &str) -> String {
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

/// A number to six significant digits, and to two places from 1,000 on.
fn number(value: Decimal) -> String {
    let size = value.abs();
    if size >= Decimal::ONE_THOUSAND {
        return trimmed(&grouped(value, 2));
    }
    exact(value.round_sf(6).unwrap_or(value))
}

fn trimmed(text: &str) -> String {
    text.strip_suffix(".00").unwrap_or(text).to_owned()
}
