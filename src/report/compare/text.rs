//! The comparison as text for a terminal.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::answers::Compared;
use super::words::{Part, answers, by_category, categories, change, changes, others, parts, signed};
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
        block(&mut text, &option.name, &totals(option, compared, currency));
        for part in parts(option) {
            let _ = writeln!(text, "    {}", part_line(&part, currency));
        }
        let categories = categories(option);
        if !categories.is_empty() {
            text.push_str("  by category\n");
        }
        for (name, old, new) in categories {
            let _ = writeln!(text, "    {name}: {}", moved((old, new), currency));
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

fn totals(option: &OptionChange, compared: &Compared<'_>, currency: Currency) -> Vec<String> {
    let (old, new) = (&option.before, &option.after);
    let mut lines = vec![
        format!("total cost: {}", moved((old.tco, new.tco), currency)),
        format!("present value: {}", moved((old.present_value, new.present_value), currency)),
    ];
    if compared.has_values() {
        lines.push(format!("value less cost: {}", moved((old.net_value, new.net_value), currency)));
    }
    lines
}

/// A part of the difference of the total, with its categories; of other figures where the total is
/// the same.
fn part_line(part: &Part<'_>, currency: Currency) -> String {
    let amounts = part.amounts;
    let note = part.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
    let by = by_category(amounts, currency);
    let by = if by.is_empty() { by } else { format!(": {by}") };
    let figure = match amounts {
        amounts if !amounts.tco.is_zero() => signed(amounts.tco, currency),
        amounts if !amounts.present_value.is_zero() => {
            format!("{} of present value", signed(amounts.present_value, currency))
        }
        amounts => format!("{} of value less cost", signed(amounts.net_value, currency)),
    };
    format!("{figure} by {}{note}{by}", part.cause)
}
