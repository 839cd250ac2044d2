//! The comparison as text for a terminal.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::answers::{Compared, Total};
use super::words::{Part, answers, by_category, categories, change, changes, is_some, others, parts, signed};
use crate::analysis::compare::OptionChange;
use crate::quantity::Currency;
use crate::quantity::figures::money;

/// The comparison as text for a terminal.
#[must_use]
pub fn comparison_text(compared: &Compared<'_>) -> String {
    let mut text = format!("{} -> {}\n", compared.names.0, compared.names.1);
    block(&mut text, "The answer", &answers(compared));
    let changed = changes(compared).into_iter().map(|(path, words)| match path.as_str() {
        "" => words,
        path => format!("{path}: {words}"),
    });
    block(&mut text, "What changed", &changed.collect::<Vec<_>>());
    let currency = compared.results.1.scenario.currency;
    for option in compared.comparison.options.iter().filter(|option| option.before != option.after) {
        let _ = writeln!(text, "\n{}", option.name);
        for figure in compared.figures() {
            total(&mut text, option, figure, currency);
        }
    }
    block(&mut text, "Other options", &others(compared));
    text
}

fn block(text: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}");
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
}

fn moved((old, new): (Decimal, Decimal), currency: Currency) -> String {
    if old == new {
        return format!("{} as before", money(new, currency));
    }
    format!("{} -> {} ({})", money(old, currency), money(new, currency), change((old, new), currency))
}

/// A figure of an option before and after, and beneath it what moved it.
fn total(text: &mut String, option: &OptionChange, figure: Total, currency: Currency) {
    let _ = writeln!(text, "  {}: {}", figure.words(), moved(figure.of_both(option), currency));
    for part in parts(option).iter().filter(|part| is_some(figure.of(part.amounts))) {
        let _ = writeln!(text, "    {}", part_line(part, figure, currency));
    }
    let categories = if figure == Total::Cost { categories(option) } else { Vec::new() };
    if !categories.is_empty() {
        text.push_str("    by category\n");
    }
    for (name, old, new) in categories {
        let _ = writeln!(text, "      {name}: {}", moved((old, new), currency));
    }
}

/// A part of what moved a figure; of the total cost with its categories.
fn part_line(part: &Part<'_>, figure: Total, currency: Currency) -> String {
    let note = part.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
    let by = if figure == Total::Cost { by_category(part.amounts, currency) } else { String::new() };
    let by = if by.is_empty() { by } else { format!(": {by}") };
    format!("{} by {}{note}{by}", signed(figure.of(part.amounts), currency), part.cause)
}
