//! The ledger on an option's page, with quantities, unit prices and what they stand on.

use rust_decimal::Decimal;

use super::layout::column;
use super::page::{Content, Style};
use super::workings;
use super::writer::Writer;
use crate::scenario::printable;
use crate::sheet::Id;
use crate::sheet::workbook::{Formulas, column_name};

impl Writer<'_> {
    /// The amounts: quantity times unit price.
    pub(super) fn ledger(&mut self) {
        self.page.text((self.rows.ledger.0 - 1, 0), "Ledger", Style::Section);
        let results = self.results;
        let lines = results.model.options[self.rows.option].lines.iter();
        for (line, rows) in lines.zip(&self.rows.lines) {
            self.page.text((rows.row, 0), self.line_name(line.party, &line.name), Style::Text);
            self.page.text((rows.row, 1), line.category, Style::Text);
            self.page.text((rows.row, 2), results.scenario.currency.code, Style::Text);
            let mut total = Decimal::ZERO;
            for (month, entries) in &rows.months {
                let at = column_name(column(*month));
                let products = (rows.first + 1..).step_by(2).take(entries.len());
                let products: Vec<String> = products.map(|row| format!("{at}{row}*{at}{}", row + 1)).collect();
                let amount = entries
                    .iter()
                    .map(|entry| results.exact.get(entry.amount))
                    .fold(Decimal::ZERO, Decimal::saturating_add);
                total = total.saturating_add(amount);
                let formula = Content::Formula(products.join("+"), amount);
                self.page.set((rows.row, column(*month)), formula, Style::Money);
            }
            self.total(rows.row, total, Style::Money);
        }
    }

    pub(super) fn quantities(&mut self, formulas: &Formulas<'_>) {
        self.page.text((self.rows.quantities - 1, 0), "Quantities and unit prices", Style::Section);
        let results = self.results;
        let code = results.scenario.currency.code;
        let lines = results.model.options[self.rows.option].lines.iter();
        for (line, rows) in lines.zip(&self.rows.lines) {
            let most = rows.months.values().map(Vec::len).max().unwrap_or(0);
            let name = self.line_name(line.party, &line.name);
            let unit = line.unit.describe(code);
            let per = if unit.is_empty() { code.to_owned() } else { format!("{code}/{unit}") };
            for row in (rows.first..).step_by(2).take(most) {
                self.page.text((row, 0), format!("{name}: quantity"), Style::Text);
                self.page.text((row, 2), unit.as_str(), Style::Text);
                self.page.text((row + 1, 0), format!("{name}: unit price"), Style::Text);
                self.page.text((row + 1, 2), per.as_str(), Style::Text);
            }
            for (month, entries) in &rows.months {
                for (entry, row) in entries.iter().zip((rows.first..).step_by(2)) {
                    self.cell(formulas, entry.quantity, (row, column(*month)));
                    self.cell(formulas, entry.unit_price, (row + 1, column(*month)));
                }
            }
        }
    }

    pub(super) fn workings(&mut self, formulas: &Formulas<'_>) {
        if !self.rows.workings.is_empty() {
            self.page.text((self.rows.end - 1, 0), "Workings", Style::Section);
        }
        let fixed = |id: Id| self.layout.values.contains(&id);
        for working in &self.rows.workings {
            workings::write(&mut self.page, self.results, formulas, working, (self.table, &fixed));
        }
    }

    pub(super) fn line_name(&self, party: usize, name: &str) -> String {
        if party == self.rows.option {
            return printable(name);
        }
        printable(&format!("{}: {name}", self.results.scenario.options[party].name))
    }
}
