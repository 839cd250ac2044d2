//! The comparison as Markdown, for a comment on a pull request.

use std::fmt::Write as _;

use super::answers::{Compared, Total};
use super::words::{answers, by_category, categories, change, changes, others, parts, signed};
use crate::analysis::compare::OptionChange;
use crate::quantity::Currency;
use crate::quantity::figures::money;
use crate::report::markdown::escape;

/// The comparison as Markdown.
#[must_use]
pub fn comparison_markdown(compared: &Compared<'_>) -> String {
    let mut text = format!("### {} -> {}\n", code(compared.names.0), code(compared.names.1));
    list(&mut text, "The answer", answers(compared).iter().map(|line| escape(line)));
    let changed = changes(compared).into_iter().map(|(path, words)| match path.as_str() {
        "" => escape(&words),
        path => format!("{}: {}", code(path), escape(&words)),
    });
    list(&mut text, "What changed", changed);
    overview(&mut text, compared);
    let currency = compared.results.1.scenario.currency;
    for option in compared.comparison.options.iter().filter(|option| option.before != option.after) {
        split(&mut text, (option, &compared.figures()), currency);
    }
    list(&mut text, "Other options", others(compared).iter().map(|line| escape(line)));
    text
}

/// A path or a file's name, as it is.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

fn list(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n#### {title}\n");
    for line in lines {
        let _ = writeln!(text, "- {line}");
    }
}

/// The totals of all options, a row each.
fn overview(text: &mut String, compared: &Compared<'_>) {
    let currency = compared.results.1.scenario.currency;
    let figures = compared.figures();
    text.push_str("\n#### Options\n\n| option |");
    for figure in &figures {
        let _ = write!(text, " {} before | after | change |", figure.words());
    }
    let _ = writeln!(text, "\n|---|{}", "---:|".repeat(figures.len() * 3));
    for option in &compared.comparison.options {
        let _ = write!(text, "| {} |", escape(&option.name));
        for pair in figures.iter().map(|figure| figure.of_both(option)) {
            let change = if pair.0 == pair.1 { "-".to_owned() } else { change(pair, currency) };
            let _ = write!(text, " {} | {} | {change} |", money(pair.0, currency), money(pair.1, currency));
        }
        text.push('\n');
    }
}

/// What moved an option, and in which categories.
fn split(text: &mut String, (option, figures): (&OptionChange, &[Total]), currency: Currency) {
    let _ = writeln!(text, "\n#### {}: what moved it\n", escape(&option.name));
    let heads: Vec<&str> = figures.iter().map(|figure| figure.words()).collect();
    let _ = writeln!(text, "| by | {} | categories |\n|---|{}---|", heads.join(" | "), "---:|".repeat(heads.len()));
    for part in parts(option) {
        let note = part.note.as_ref().map_or_else(String::new, |note| format!(" ({})", escape(note)));
        let amounts: Vec<String> = figures.iter().map(|figure| signed(figure.of(part.amounts), currency)).collect();
        let (cause, by) = (escape(&part.cause), by_category(part.amounts, currency));
        let _ = writeln!(text, "| {cause}{note} | {} | {by} |", amounts.join(" | "));
    }
    let categories = categories(option);
    if categories.is_empty() {
        return;
    }
    text.push_str("\n| category | before | after | change |\n|---|---:|---:|---:|\n");
    for (name, old, new) in categories {
        let change = change((old, new), currency);
        let _ = writeln!(text, "| {name} | {} | {} | {change} |", money(old, currency), money(new, currency));
    }
}
