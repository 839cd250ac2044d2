//! A derivation as an indented text.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::analysis::Figure;
use crate::analysis::explain::{Cut, Derivation, SHARE, Source, YEARLY};
use crate::quantity::measure::{figure_in, hundredfold};
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
    let _ = match derivation.name.as_str() {
        "" => write!(text, "{shown}"),
        name => write!(text, "{} = {shown}", printable(name)),
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
    let _ = match &derivation.cut {
        Some(Cut::Above) => write!(text, "  (as above)"),
        Some(Cut::Deeper) => write!(text, "  (deeper with `--all`)"),
        Some(Cut::See(name)) => write!(text, "  (see {})", printable(name)),
        None => Ok(()),
    };
    text.push('\n');
    for part in &derivation.parts {
        write(text, part, sources, level + 1);
    }
    if let Some(rest) = &derivation.rest {
        // what is left out is of the same kind as what is shown
        let of = derivation.parts.last().map_or(&derivation.unit, |part| &part.unit);
        let total = measured(rest.total, of);
        let see = rest.see.as_ref().map_or_else(String::new, |see| format!("  (from {} on)", printable(see)));
        let _ = writeln!(text, "{indent}  and {} more = {total}{see}", rest.count);
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
        Figure::Money(value) | Figure::Number(value) => measured(*value, &derivation.unit),
        Figure::List(values) if values.is_empty() => "none".to_owned(),
        Figure::List(values) => {
            let values: Vec<String> = values.iter().map(|value| bare(*value, &derivation.unit)).collect();
            joined(&values.join(", "), &derivation.unit)
        }
        Figure::Name(name) => printable(name),
        Figure::Never => "never".to_owned(),
        Figure::None => "none".to_owned(),
    }
}

/// A number with its unit.
fn measured(value: Decimal, of: &str) -> String {
    joined(&bare(value, of), of)
}

/// A number without its unit: shares and yearly rates in percent.
fn bare(value: Decimal, of: &str) -> String {
    if [SHARE, YEARLY].contains(&of) { hundredfold(value) } else { figure_in(value, of) }
}

fn joined(number: &str, of: &str) -> String {
    match of {
        "" => number.to_owned(),
        SHARE => format!("{number} %"),
        YEARLY => format!("{number} % a year"),
        of => format!("{number} {of}"),
    }
}
