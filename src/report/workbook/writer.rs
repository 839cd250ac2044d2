//! The page of an option, and what its parts are written with.

use rust_decimal::Decimal;

use super::layout::{BEFORE, Layout, OPTIONS, TOTAL, column};
use super::option::{self, OptionRows, Row, result_row};
use super::page::{Content, Page, Style};
use crate::analysis::Results;
use crate::scenario::printable;
use crate::sheet::Id;
use crate::sheet::workbook::{Formulas, Place, column_name};

/// Writes the page of one option.
pub(super) struct Writer<'a> {
    pub(super) results: &'a Results<'a>,
    pub(super) layout: &'a Layout,
    pub(super) rows: &'a OptionRows,
    pub(super) page: Page,
    pub(super) table: usize,
}

/// The page of the option at a place: result, categories, ledger, quantities and prices, workings.
pub fn page(results: &Results<'_>, layout: &Layout, option: usize) -> Page {
    let table = OPTIONS + option;
    let page = Page::new(&layout.names[table], &[46, 12, 13, 16, 13], (5, BEFORE));
    let rows = &layout.options[option];
    let mut writer = Writer { results, layout, rows, page, table };
    writer.title();
    writer.result();
    writer.by_category();
    layout.formulas(results, |formulas| {
        writer.ledger();
        writer.quantities(formulas);
        writer.model_figures(formulas);
        writer.steps();
        writer.workings(formulas);
    });
    writer.page.printed_to = Some(rows.ledger.1);
    writer.page
}

impl Writer<'_> {
    pub(super) fn title(&mut self) {
        let plan = &self.results.scenario.options[self.rows.option];
        self.page.text((0, 0), printable(&plan.label), Style::Title);
        let currency = self.results.scenario.currency.code;
        let words = format!("{}: every cost of this option by month, in {currency}", plan.kind.name());
        self.page.text((1, 0), words, Style::Note);
        option::months(&mut self.page, self.results);
    }

    /// A formula for every month and one for the total, each with its number.
    pub(super) fn row(&mut self, row: u32, formula: impl Fn(&str, u32) -> String, values: &[Decimal], style: Style) {
        for (value, month) in values.iter().zip(0..) {
            let at = column(month);
            self.page.set((row, at), Content::Formula(formula(&column_name(at), month), *value), style);
        }
    }

    /// The sum of a row in the column of totals.
    pub(super) fn total(&mut self, row: u32, value: Decimal, style: Style) {
        let formula = self.across("SUM", row);
        self.page.set((row, TOTAL), Content::Formula(formula, value), style);
    }

    pub(super) fn across(&self, function: &str, row: u32) -> String {
        let (first, last) = (column_name(BEFORE), column_name(column(self.results.scenario.months)));
        format!("{function}({first}{r}:{last}{r})", r = row + 1)
    }

    /// A running sum of another row.
    pub(super) fn running(&mut self, row: Row, of: Row, values: &[Decimal]) {
        let (own, of) = (result_row(row) + 1, result_row(of) + 1);
        let sum = move |at: &str, month: u32| match month {
            0 => format!("{at}{of}"),
            month => format!("{}{own}+{at}{of}", column_name(column(month - 1))),
        };
        self.row(own - 1, sum, values, Style::Money);
    }

    /// A row times the discount factor.
    pub(super) fn times_factor(&mut self, row: Row, of: Row, values: &[Decimal]) {
        let (of, factor) = (result_row(of) + 1, result_row(Row::Factor) + 1);
        self.row(result_row(row), move |at, _| format!("{at}{of}*{at}{factor}"), values, Style::Money);
    }

    /// A cell of the sheet: its own formula where it stands, else a reference to it.
    pub(super) fn cell(&mut self, formulas: &Formulas<'_>, id: Id, (row, column): (u32, u16)) {
        let value = self.results.exact.get(id);
        let here = Place { table: self.table, row, column };
        if self.layout.places.get(&id) != Some(&here) {
            let named = Content::Formula(formulas.named(id, self.table), value);
            self.page.set((row, column), named, Style::Number);
        } else if self.layout.values.contains(&id) {
            self.page.set((row, column), Content::Number(value), Style::Fixed);
        } else {
            self.page.set((row, column), Content::Formula(formulas.of(id, self.table), value), Style::Number);
        }
    }
}

/// The sum of amounts.
pub(super) fn sum(values: &[Decimal]) -> Decimal {
    values.iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value))
}

/// The running sum of amounts.
pub(super) fn running(values: &[Decimal]) -> Vec<Decimal> {
    let mut sum = Decimal::ZERO;
    let add = |value: &Decimal| {
        sum = sum.saturating_add(*value);
        sum
    };
    values.iter().map(add).collect()
}
