//! The page of an option: result, categories, ledger, quantities and prices, workings.

use rust_decimal::Decimal;

use super::layout::{BEFORE, Layout, OPTIONS, TOTAL, column};
use super::option::{self, OptionRows, RESULTS, Row, categories, category_row, figures, result_row};
use super::page::{Content, Page, Style};
use super::workings;
use crate::analysis::Results;
use crate::finance;
use crate::scenario::printable;
use crate::sheet::Id;
use crate::sheet::workbook::{Formulas, Place, column_name};

/// Writes the page of one option.
struct Writer<'a> {
    results: &'a Results<'a>,
    layout: &'a Layout,
    rows: &'a OptionRows,
    page: Page,
    table: usize,
}

/// The page of the option at a place.
pub fn page(results: &Results<'_>, layout: &Layout, option: usize) -> Page {
    let table = OPTIONS + option;
    let page = Page::new(&layout.names[table], &[52, 14, 16, 16, 14], (5, BEFORE));
    let mut writer = Writer { results, layout, rows: &layout.options[option], page, table };
    writer.title();
    writer.result();
    writer.by_category();
    layout.formulas(results, |formulas| {
        writer.ledger();
        writer.quantities(formulas);
        writer.model_figures(formulas);
        writer.workings(formulas);
    });
    writer.page
}

impl Writer<'_> {
    fn title(&mut self) {
        let plan = &self.results.scenario.options[self.rows.option];
        self.page.text((0, 0), printable(&plan.label), Style::Title);
        let currency = self.results.scenario.currency.code;
        let words = format!("{}: every cost of this option by month, in {currency}", plan.kind.name());
        self.page.text((1, 0), words, Style::Note);
        option::months(&mut self.page, self.results);
    }

    /// A formula for every month and one for the total, each with its number.
    fn row(&mut self, row: u32, formula: impl Fn(&str, u32) -> String, values: &[Decimal], style: Style) {
        for (value, month) in values.iter().zip(0..) {
            let at = column(month);
            self.page.set((row, at), Content::Formula(formula(&column_name(at), month), *value), style);
        }
    }

    /// The sum of a row in the column of totals.
    fn total(&mut self, row: u32, value: Decimal, style: Style) {
        let formula = self.across("SUM", row);
        self.page.set((row, TOTAL), Content::Formula(formula, value), style);
    }

    fn across(&self, function: &str, row: u32) -> String {
        let (first, last) = (column_name(BEFORE), column_name(column(self.results.scenario.months)));
        format!("{function}({first}{r}:{last}{r})", r = row + 1)
    }

    fn result(&mut self) {
        self.page.text((option::FIRST - 1, 0), "Result", Style::Section);
        let currency = self.results.scenario.currency.code;
        for ((name, unit), row) in RESULTS.into_iter().zip(option::FIRST..) {
            let style = if row == result_row(Row::Cost) { Style::Bold } else { Style::Text };
            self.page.text((row, 0), name, style);
            self.page.text((row, 2), if unit == "money" { currency } else { unit }, Style::Text);
        }
        let found = &self.results.options[self.rows.option];
        let (first, last) = self.rows.ledger;
        let costs = move |column: &str, _| {
            if first == last { "0".to_owned() } else { format!("SUM({column}{}:{column}{last})", first + 1) }
        };
        self.row(result_row(Row::Cost), costs, &found.cost, Style::Total);
        self.total(result_row(Row::Cost), found.tco, Style::Total);
        self.running(Row::Cumulative, Row::Cost, &found.cumulative);
        self.discounting();
        self.flow();
        self.infeasible();
    }

    /// A running sum of another row.
    fn running(&mut self, row: Row, of: Row, values: &[Decimal]) {
        let (own, of) = (result_row(row) + 1, result_row(of) + 1);
        let sum = move |at: &str, month: u32| match month {
            0 => format!("{at}{of}"),
            month => format!("{}{own}+{at}{of}", column_name(column(month - 1))),
        };
        self.row(own - 1, sum, values, Style::Money);
    }

    fn discounting(&mut self) {
        let results = self.results;
        let rate = &self.layout.discount_rate;
        let factor = |at: &str, _| format!("(1+{rate})^(-{at}$4/12)");
        let base = results.scenario.discount_rate.base();
        let ones = vec![Decimal::ONE; results.scenario.months as usize + 1];
        let factors = finance::discounted(base, &ones).unwrap_or_default();
        self.row(result_row(Row::Factor), factor, &factors, Style::Factor);
        let found = &results.options[self.rows.option];
        let present = finance::discounted(base, &found.cost).unwrap_or_default();
        self.times_factor(Row::Present, Row::Cost, &present);
        self.total(result_row(Row::Present), found.present_value, Style::Money);
    }

    /// A row times the discount factor.
    fn times_factor(&mut self, row: Row, of: Row, values: &[Decimal]) {
        let (of, factor) = (result_row(of) + 1, result_row(Row::Factor) + 1);
        self.row(result_row(row), move |at, _| format!("{at}{of}*{at}{factor}"), values, Style::Money);
    }

    /// What this option earns month by month instead of the reference.
    fn flow(&mut self) {
        let results = self.results;
        let (own, reference) = (self.rows.option, results.scenario.reference);
        let rate = results.scenario.discount_rate.base();
        let (cost, value) = (result_row(Row::Cost) + 1, result_row(Row::Value) + 1);
        let other = self.layout.quoted[OPTIONS + reference].clone();
        let flows = results.options[own].flows_against(&results.options[reference]);
        let is_reference = own == reference;
        let flow = move |at: &str, _| {
            if is_reference {
                return "0".to_owned();
            }
            format!("({at}{value}-{at}{cost})-({other}!{at}{value}-{other}!{at}{cost})")
        };
        self.row(result_row(Row::Flow), flow, &flows, Style::Money);
        self.total(result_row(Row::Flow), sum(&flows), Style::Money);
        let present = finance::discounted(rate, &flows).unwrap_or_default();
        self.times_factor(Row::PresentFlow, Row::Flow, &present);
        self.total(result_row(Row::PresentFlow), sum(&present), Style::Money);
        let running: Vec<Decimal> = (0..flows.len()).map(|last| sum(&flows[..=last])).collect();
        self.running(Row::CumulativeFlow, Row::Flow, &running);
    }

    fn infeasible(&mut self) {
        let row = result_row(Row::Infeasible);
        let results = self.results;
        let flags = &results.model.options[self.rows.option].infeasible;
        self.layout.formulas(results, |formulas| {
            for month in 1..=results.scenario.months {
                let ids: Vec<Id> = flags.iter().filter(|(at, ..)| *at == month).map(|(.., id)| *id).collect();
                if ids.is_empty() {
                    continue;
                }
                let named: Vec<String> = ids.iter().map(|id| formulas.named(*id, self.table)).collect();
                let any = ids.iter().map(|id| results.exact.get(*id)).max().unwrap_or_default();
                let formula = Content::Formula(format!("MAX({})", named.join(",")), any);
                self.page.set((row, column(month)), formula, Style::Number);
            }
        });
        let months = Decimal::from(results.options[self.rows.option].infeasible.len());
        self.total(row, months, Style::Number);
    }

    fn by_category(&mut self) {
        let all = categories(self.results);
        self.page.text((category_row(0) - 1, 0), "Cost by category", Style::Section);
        let (first, last) = self.rows.ledger;
        let model = &self.results.model.options[self.rows.option];
        for (place, category) in all.into_iter().enumerate() {
            let row = category_row(place);
            self.page.text((row, 0), category, Style::Text);
            self.page.text((row, 2), self.results.scenario.currency.code, Style::Text);
            let formula = move |at: &str, _| {
                if first == last {
                    return "0".to_owned();
                }
                format!("SUMIF($B${f}:$B${last},$A{r},{at}${f}:{at}${last})", f = first + 1, r = row + 1)
            };
            let mut values = vec![Decimal::ZERO; self.results.scenario.months as usize + 1];
            let entries = model.lines.iter().filter(|line| line.category == category).flat_map(|line| &line.entries);
            for entry in entries {
                if let Some(value) = values.get_mut(entry.month as usize) {
                    *value = value.saturating_add(self.results.exact.get(entry.amount));
                }
            }
            self.row(row, formula, &values, Style::Money);
            self.total(row, sum(&values), Style::Money);
        }
    }

    /// The amounts: quantity times unit price.
    fn ledger(&mut self) {
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

    fn line_name(&self, party: usize, name: &str) -> String {
        if party == self.rows.option {
            return printable(name);
        }
        printable(&format!("{}: {name}", self.results.scenario.options[party].name))
    }

    fn quantities(&mut self, formulas: &Formulas<'_>) {
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

    /// A cell of the sheet: its own formula where it stands, else a reference to it.
    fn cell(&mut self, formulas: &Formulas<'_>, id: Id, (row, column): (u32, u16)) {
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

    /// The figures of the result that the model itself holds.
    fn model_figures(&mut self, formulas: &Formulas<'_>) {
        for (row, id, month) in figures(self.results, self.rows.option) {
            self.cell(formulas, id, (result_row(row), column(month)));
        }
        let found = &self.results.options[self.rows.option];
        self.total(result_row(Row::Value), found.total_value, Style::Money);
        self.total(result_row(Row::Requests), found.requests, Style::Number);
        self.total(result_row(Row::Successes), found.successes, Style::Number);
    }

    fn workings(&mut self, formulas: &Formulas<'_>) {
        if !self.rows.workings.is_empty() {
            self.page.text((self.rows.end - 1, 0), "Workings", Style::Section);
        }
        let fixed = |id: Id| self.layout.values.contains(&id);
        for working in &self.rows.workings {
            workings::write(&mut self.page, self.results, formulas, working, (self.table, &fixed));
        }
    }
}

fn sum(values: &[Decimal]) -> Decimal {
    values.iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value))
}
