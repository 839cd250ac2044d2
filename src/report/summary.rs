//! The summary on a terminal: within 100 columns, readable without colour.

use std::fmt::Write as _;

use super::advice::essence;
use super::spread::sureness;
use super::table::{TableRow, comparison, heads};
use super::{assumed, words};
use crate::analysis::Results;
use crate::scenario::printable;

/// How the summary looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether headings are bold.
    pub color: bool,
}

/// Columns of the terminal that the summary keeps within.
const WIDTH: usize = 100;
/// Columns of the labels on the left.
const LABELS: usize = 25;
/// The widest line of a column's head.
const HEAD: usize = 13;
/// Columns of the headings of the lower part.
const HEADS: usize = 13;

/// The summary as text; `written` says where files went, when any did.
#[must_use]
pub fn summary(results: &Results<'_>, look: Look, written: &[String]) -> String {
    let mut page = Page { text: String::new(), look };
    page.title(&results.scenario.name);
    page.line(&words::setting(results));
    page.blank();
    page.table(&heads(results), &comparison(results));
    page.blank();
    page.entry("Cheapest", &[words::winner(results)]);
    if let Some(best) = words::best_value(results) {
        page.entry("Best value", &[best]);
    }
    page.break_even(results);
    page.entry("Flips", &words::flips(results));
    if let Some(simulation) = &results.simulation {
        page.entry("How sure", &sureness(results, simulation));
    }
    page.entry("Recommended", &essence(results, &results.advice));
    page.entry("Mind", &results.warnings);
    page.entry("Ranges", &words::ranges(results));
    page.entry("Not stated", &joined(&assumed::assumptions(results)));
    page.entry("Measured", &assumed::measured(results));
    page.entry("Catalog", &assumed::of_the_catalog(results));
    page.checks(results);
    page.entry("Written", written);
    page.text
}

/// Assumptions as one list, which the page wraps.
fn joined(items: &[String]) -> Vec<String> {
    if items.is_empty() { Vec::new() } else { vec![format!("assumed {}", items.join(", "))] }
}

/// A table of options as the summary prints it.
pub(super) fn page_table(heads: &[String], rows: &[TableRow], look: Look) -> String {
    let mut page = Page { text: String::new(), look };
    page.table(heads, rows);
    page.text
}

struct Page {
    text: String,
    look: Look,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn bold(&self, text: &str) -> String {
        let style = anstyle::Style::new().bold();
        if self.look.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn title(&mut self, title: &str) {
        let bold = self.bold(&printable(title));
        self.line(&bold);
    }

    /// The table of options, in as many blocks as the width asks for.
    fn table(&mut self, heads: &[String], rows: &[TableRow]) {
        let heads: Vec<Vec<String>> = heads.iter().map(|head| head_lines(head)).collect();
        let width = |index: usize| {
            let cells = rows.iter().map(|row| row.cells[index].as_str());
            let words = heads[index].iter().map(String::as_str);
            cells.chain(words).map(|cell| cell.chars().count()).max().unwrap_or(0) + 2
        };
        let mut from = 0;
        while from < heads.len() {
            let mut to = from;
            let mut used = LABELS;
            while to < heads.len() && (to == from || used + width(to) <= WIDTH) {
                used += width(to);
                to += 1;
            }
            if from > 0 {
                self.blank();
            }
            let widths: Vec<usize> = (from..to).map(width).collect();
            self.heads(&heads[from..to], &widths);
            for row in rows {
                self.line(&columns(&row.label, &row.cells[from..to], &widths));
            }
            from = to;
        }
    }

    /// Column heads, their words set on the last lines.
    fn heads(&mut self, heads: &[Vec<String>], widths: &[usize]) {
        let height = heads.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let cell = |head: &Vec<String>| {
                let place = (line + head.len()).checked_sub(height);
                place.map_or_else(String::new, |place| head[place].clone())
            };
            let cells: Vec<String> = heads.iter().map(cell).collect();
            let bold = self.bold(&columns("", &cells, widths));
            self.line(&bold);
        }
    }

    /// A heading and its lines, wrapped; nothing when there are none.
    fn entry(&mut self, head: &str, lines: &[String]) {
        for (index, line) in lines.iter().enumerate() {
            for (part, text) in wrapped(line, WIDTH - HEADS).iter().enumerate() {
                let head = if index == 0 && part == 0 { head } else { "" };
                let padding = " ".repeat(HEADS - head.chars().count());
                let head = self.bold(head);
                self.line(&format!("{head}{padding}{text}"));
            }
        }
    }

    fn break_even(&mut self, results: &Results<'_>) {
        let lines = words::break_evens(results);
        let reference = &results.scenario.options[results.scenario.reference].name;
        if !lines.is_empty() {
            self.entry("Break-even", &[format!("with {reference}, in requests a month:")]);
            self.entry("", &lines);
        }
    }

    fn checks(&mut self, results: &Results<'_>) {
        let failed: Vec<String> = results.verdicts.iter().filter(|v| !v.holds()).map(words::check_line).collect();
        let held = results.verdicts.len() - failed.len();
        if results.verdicts.is_empty() {
            return;
        }
        let mut lines = vec![format!("{held} of {} hold", results.verdicts.len())];
        lines.extend(failed);
        self.entry("Checks", &lines);
    }
}

/// A label in at most three lines that fit a column.
fn head_lines(label: &str) -> Vec<String> {
    let mut lines: Vec<String> = wrapped(&printable(label), HEAD).iter().map(|line| elided(line)).collect();
    if lines.len() > 3 {
        lines.truncate(3);
        lines[2] = elided(&format!("{}…", lines[2]));
    }
    lines
}

/// A line cut to a column's width.
fn elided(line: &str) -> String {
    if line.chars().count() <= HEAD {
        return line.to_owned();
    }
    let kept: String = line.chars().take(HEAD - 1).collect();
    format!("{kept}…")
}

fn columns(label: &str, cells: &[String], widths: &[usize]) -> String {
    let mut line = format!("{label:<LABELS$}");
    for (cell, width) in cells.iter().zip(widths) {
        let _ = write!(line, "{cell:>width$}");
    }
    line
}

/// A text in lines of at most `width` columns, broken between words.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let used = lines.last().map_or(0, |line| line.chars().count());
        if used > 0 && used + 1 + word.chars().count() > width {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
