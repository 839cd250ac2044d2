//! The summary as Markdown.

use std::fmt::Write as _;

use super::advice::{essence, headline};
use super::spread::sureness;
use super::table::{comparison, heads};
use super::{assumed, words};
use crate::analysis::Results;
use crate::scenario::printable;

/// The summary as Markdown text.
#[must_use]
pub fn markdown(results: &Results<'_>) -> String {
    let mut out = format!("# {}\n\n{}\n\n", escape(&results.scenario.name), words::setting(results));
    let heads = heads(results);
    let _ = writeln!(out, "| | {} |", heads.iter().map(|h| escape(h)).collect::<Vec<_>>().join(" | "));
    let _ = writeln!(out, "|---|{}", "---:|".repeat(heads.len()));
    for row in comparison(results) {
        let _ = writeln!(out, "| {} | {} |", escape(&row.label), row.cells.join(" | "));
    }
    let _ = writeln!(out, "\n**Cheapest:** {}\n", words::winner(results));
    if let Some(best) = words::best_value(results) {
        let _ = writeln!(out, "**Best value:** {best}\n");
    }
    let lines = words::break_evens(results);
    list(&mut out, "Break-even with the reference", &lines);
    list(&mut out, "What flips the answer", &words::flips(results));
    if let Some(simulation) = &results.simulation {
        list(&mut out, "How sure", &sureness(results, simulation));
    }
    let _ = writeln!(out, "**Recommended:** {}\n", escape(&headline(results, &results.advice)));
    list(&mut out, "Why", &essence(results, &results.advice)[1..]);
    list(&mut out, "Mind", &results.warnings);
    let mut assumptions = assumed::assumptions(results);
    assumptions.extend(assumed::measured(results).iter().map(|said| format!("measured: {said}")));
    assumptions.extend(assumed::of_the_catalog(results).iter().map(|said| format!("from the catalog: {said}")));
    list(&mut out, "Assumptions you did not state", &assumptions);
    let checks: Vec<String> = results.verdicts.iter().map(words::check_line).collect();
    list(&mut out, "Checks", &checks);
    out
}

fn list(out: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {title}\n");
    for line in lines {
        let _ = writeln!(out, "- {}", escape(line));
    }
    out.push('\n');
}

/// Text that Markdown would read as markup.
pub(super) fn escape(text: &str) -> String {
    printable(text).replace('|', "\\|").replace('*', "\\*").replace('<', "&lt;").replace('\n', " ")
}
