//! The result on an option's page: cost, present value, flow against the reference, categories.

use rust_decimal::Decimal;

use super::layout::{OPTIONS, column};
use super::option::{self, RESULTS, Row, categories, category_row, figures, result_row};
use super::page::{Content, Style};
use super::writer::{Writer, running, sum};
use crate::finance;
use crate::sheet::Id;
use crate::sheet::workbook::Formulas;

impl Writer<'_> {
    pub(super) fn result(&mut self) {
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

    pub(super) fn discounting(&mut self) {
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

    /// What this option earns month by month instead of the reference.
    pub(super) fn flow(&mut self) {
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
            // to a millionth, so that what binary fractions leave of 0 is no flow
            format!("ROUND(({at}{value}-{at}{cost})-({other}!{at}{value}-{other}!{at}{cost}),6)")
        };
        self.row(result_row(Row::Flow), flow, &flows, Style::Money);
        self.total(result_row(Row::Flow), sum(&flows), Style::Money);
        let present = finance::discounted(rate, &flows).unwrap_or_default();
        self.times_factor(Row::PresentFlow, Row::Flow, &present);
        self.total(result_row(Row::PresentFlow), sum(&present), Style::Money);
        self.running(Row::CumulativeFlow, Row::Flow, &running(&flows));
    }

    pub(super) fn infeasible(&mut self) {
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

    /// The figures of the result that the model itself holds.
    pub(super) fn model_figures(&mut self, formulas: &Formulas<'_>) {
        for (row, id, month) in figures(self.results, self.rows.option) {
            self.cell(formulas, id, (result_row(row), column(month)));
        }
        let found = &self.results.options[self.rows.option];
        self.total(result_row(Row::Value), found.total_value, Style::Money);
        self.total(result_row(Row::Requests), found.requests, Style::Number);
        self.total(result_row(Row::Successes), found.successes, Style::Number);
    }

    pub(super) fn by_category(&mut self) {
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
}
