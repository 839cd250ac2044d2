//! The rows of an option's page: what stands on which one.

use std::collections::BTreeMap;

use super::layout::{Layout, OPTIONS, column};
use super::page::{Content, Page, Style};
use super::steps::{self, Step};
use super::workings::Working;
use crate::analysis::{Results, date};
use crate::cost::Entry;
use crate::scenario::language::CATEGORIES;
use crate::sheet::Id;
use crate::sheet::workbook::Place;

/// The first row of figures.
pub const FIRST: u32 = 6;
/// The rows of the result, from [`FIRST`] on.
pub const RESULTS: [(&str, &str); 12] = [
    ("Cost", "money"),
    ("Cumulative cost", "money"),
    ("Discount factor", ""),
    ("Present value of cost", "money"),
    ("Value less failures", "money"),
    ("Flow against the reference", "money"),
    ("Present value of the flow", "money"),
    ("Requests served", "request"),
    ("Requests answered correctly", "request"),
    ("Cannot serve every request (1 = yes)", ""),
    ("Book value credited for hardware left", "money"),
    ("Cumulative flow against the reference", "money"),
];

/// A row of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Cost,
    Cumulative,
    Factor,
    Present,
    Value,
    Flow,
    PresentFlow,
    Requests,
    Successes,
    Infeasible,
    BookValue,
    CumulativeFlow,
}

/// The row of a figure of the result.
pub fn result_row(row: Row) -> u32 {
    FIRST + row as u32
}

/// The row of a category; every option has all categories that any of them has.
pub fn category_row(place: usize) -> u32 {
    FIRST + u32::try_from(RESULTS.len() + 2 + place).unwrap_or(u32::MAX)
}

/// The categories that any option has costs in, in the order of reports.
pub fn categories(results: &Results<'_>) -> Vec<&'static str> {
    let lines = || results.model.options.iter().flat_map(|option| &option.lines);
    CATEGORIES.iter().copied().filter(|category| lines().any(|line| line.category == *category)).collect()
}

/// A line of the ledger and its rows.
#[derive(Debug)]
pub struct LineRows {
    /// The row of its amounts.
    pub row: u32,
    /// The first row of its quantities and unit prices, which take turns.
    pub first: u32,
    /// Its charges by month: several where units of different age are charged together.
    pub months: BTreeMap<u32, Vec<Entry>>,
}

/// The rows of one option's page.
#[derive(Debug)]
pub struct OptionRows {
    /// The option.
    pub option: usize,
    /// Its lines, in the order of the ledger.
    pub lines: Vec<LineRows>,
    /// The row that the ledger begins with, and the one after its last.
    pub ledger: (u32, u32),
    /// The row that quantities begin with.
    pub quantities: u32,
    /// The first row of the steps against the reference.
    pub steps: u32,
    /// The first row after all these.
    pub end: u32,
    /// What the lines stand on.
    pub workings: Vec<Working>,
}

impl OptionRows {
    /// The rows of an option.
    pub fn new(results: &Results<'_>, option: usize) -> Self {
        let lines = &results.model.options[option].lines;
        let first = category_row(categories(results).len()) + 2;
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let quantities = first + count + 2;
        let mut next = quantities;
        let rows = lines.iter().zip(first..).map(|(line, row)| {
            let mut months: BTreeMap<u32, Vec<Entry>> = BTreeMap::new();
            for entry in line.entries.iter().filter(|entry| entry.month <= results.scenario.months) {
                months.entry(entry.month).or_default().push(*entry);
            }
            let most = months.values().map(Vec::len).max().unwrap_or(0);
            let first = next;
            next += 2 * u32::try_from(most).unwrap_or(u32::MAX);
            LineRows { row, first, months }
        });
        let lines = rows.collect();
        let steps = next + 2;
        let end = steps + if option == results.scenario.reference { 0 } else { steps::COUNT + 2 };
        Self { option, lines, ledger: (first, first + count), quantities, steps, end, workings: Vec::new() }
    }

    /// The row of a step against the reference.
    pub fn step_row(&self, step: Step) -> u32 {
        self.steps + step as u32
    }

    /// Gives the cells of these rows their places, and returns what must be computed on the page.
    pub fn fix(&self, results: &Results<'_>, layout: &mut Layout) -> Vec<(Id, u32)> {
        let table = OPTIONS + self.option;
        let mut outputs = Vec::new();
        for line in &self.lines {
            for (month, entries) in &line.months {
                let column = column(*month);
                for (entry, row) in entries.iter().zip((line.first..).step_by(2)) {
                    layout.fix(results, entry.quantity, Place { table, row, column });
                    layout.fix(results, entry.unit_price, Place { table, row: row + 1, column });
                    outputs.extend([(entry.quantity, *month), (entry.unit_price, *month)]);
                }
                if let [only] = entries.as_slice() {
                    layout.fix(results, only.amount, Place { table, row: line.row, column });
                }
            }
        }
        for (row, id, month) in figures(results, self.option) {
            layout.fix(results, id, Place { table, row: result_row(row), column: column(month) });
            outputs.push((id, month));
        }
        // what the run rate stands on, where a formula tells its break-even volumes
        let entries =
            layout.linear[self.option].iter().flat_map(|linear| linear.fixed.iter().chain(&linear.proportional));
        outputs
            .extend(entries.flat_map(|entry| [(entry.quantity, results.today.1), (entry.unit_price, results.today.1)]));
        outputs.extend(results.model.options[self.option].infeasible.iter().map(|(month, _, id)| (*id, *month)));
        outputs
    }
}

/// Figures of the result that are cells of the sheet, with their rows and months.
pub fn figures(results: &Results<'_>, option: usize) -> Vec<(Row, Id, u32)> {
    let model = &results.model.options[option];
    let rows = [(Row::Value, &model.value), (Row::Requests, &model.requests), (Row::Successes, &model.successes)];
    let monthly = rows.into_iter().flat_map(|(row, ids)| ids.iter().zip(1..).map(move |(id, month)| (row, *id, month)));
    let book_value = (Row::BookValue, model.book_value, results.scenario.months);
    monthly.chain([book_value]).collect()
}

/// Writes the header: months and their dates.
pub fn months(page: &mut Page, results: &Results<'_>) {
    page.texts((3, 0), &["", "Category", "Unit", "Total"], Style::Header);
    for month in 0..=results.scenario.months {
        page.set((3, column(month)), Content::Number(month.into()), Style::Month);
        match date(results.scenario, month) {
            Some(date) => page.set((4, column(month)), Content::Date(date), Style::Date),
            None => page.text((4, column(month)), "", Style::Date),
        }
    }
    page.texts((4, 0), &["Month", "", "", "or every month"], Style::Date);
}
