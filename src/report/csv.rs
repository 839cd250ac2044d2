//! The CSV files: RFC 4180, UTF-8, plain numbers with a point, ISO dates, one header row.

use rust_decimal::Decimal;

use super::files::Document;
use crate::analysis::break_even::VolumeBreakEven;
use crate::analysis::{Figure, Results, rows};
use crate::quantity::figures::{exact, plain};
use crate::scenario::printable;
use std::cmp::Ordering;

/// Places of an amount.
const PLACES: u32 = 6;

/// Every CSV file of the results; `curve_to` is the volume that the cost curve ends at, as a
/// multiple of today's.
#[must_use]
pub fn tables(results: &Results<'_>, curve_to: Decimal) -> Vec<Document> {
    vec![summary(results), ledger(results), monthly(results), break_even(results), cost_curve(results, curve_to)]
}

/// Rows under a header, as a document.
pub(super) struct Sheet {
    name: &'static str,
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// A table with this header.
    pub(super) fn new(name: &'static str, header: &[&str]) -> Self {
        let mut builder = csv::WriterBuilder::new();
        let writer = builder.terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let mut sheet = Self { name, writer };
        sheet.row(header);
        sheet
    }

    /// Writing to memory cannot fail, and every row has the header's length.
    pub(super) fn row<T: AsRef<[u8]>>(&mut self, cells: &[T]) {
        let _ = self.writer.write_record(cells);
    }

    /// The table as a document.
    pub(super) fn finish(self) -> Document {
        let bytes = self.writer.into_inner().unwrap_or_default();
        Document { name: self.name.to_owned(), bytes }
    }
}

/// Text that a spreadsheet would run as a formula is marked as text.
pub(in crate::report) fn text(cell: &str) -> String {
    let cell = printable(cell);
    // some programs leave out spaces in front
    if cell.trim_start().starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell }
}

fn summary(results: &Results<'_>) -> Document {
    let mut sheet = Sheet::new("summary.csv", &["option", "metric", "value", "unit"]);
    for metric in results.metrics.list() {
        let (option, name) = split_option(results, &metric.name);
        let value = match &metric.figure {
            Figure::Money(value) => plain(*value, PLACES),
            Figure::Number(value) => exact(value.round_dp(10)),
            Figure::List(values) => {
                let values: Vec<String> = values.iter().map(|value| exact(value.round_dp(PLACES))).collect();
                values.join(" ")
            }
            Figure::Name(name) => text(name),
            Figure::Never => "never".to_owned(),
            Figure::None => String::new(),
        };
        sheet.row(&[text(option), text(name), value, metric.unit.to_owned()]);
    }
    sheet.finish()
}

/// The option that a metric's name begins with, and the rest.
fn split_option<'m>(results: &Results<'_>, name: &'m str) -> (&'m str, &'m str) {
    match name.split_once('.') {
        Some((option, rest)) if results.scenario.option_index(option).is_some() => (option, rest),
        _ => ("", name),
    }
}

fn ledger(results: &Results<'_>) -> Document {
    let header =
        ["month", "date", "option", "category", "line", "quantity", "unit", "unit_price", "amount", "currency"];
    let mut sheet = Sheet::new("ledger.csv", &header);
    let scenario = results.scenario;
    for row in rows(scenario, &results.model, &results.exact) {
        sheet.row(&[
            row.month.to_string(),
            row.date.unwrap_or_default(),
            text(&scenario.options[row.option].name),
            row.category.to_owned(),
            text(&row.line),
            exact(row.quantity.round_dp(12)),
            row.unit,
            exact(row.unit_price.round_dp(12)),
            plain(row.amount, PLACES),
            scenario.currency.code.to_owned(),
        ]);
    }
    sheet.finish()
}

fn monthly(results: &Results<'_>) -> Document {
    let scenario = results.scenario;
    let names = scenario.options.iter().map(|plan| plan.name.as_str());
    let mut header = vec!["month".to_owned(), "date".to_owned()];
    header.extend(names.flat_map(|name| [text(&format!("{name}.cost")), text(&format!("{name}.cumulative"))]));
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut sheet = Sheet::new("monthly.csv", &header);
    for month in 0..=scenario.months {
        let mut row = vec![month.to_string(), crate::analysis::date(scenario, month).unwrap_or_default()];
        for option in &results.options {
            let place = month as usize;
            row.push(plain(option.cost[place], PLACES));
            row.push(plain(option.cumulative[place], PLACES));
        }
        sheet.row(&row);
    }
    sheet.finish()
}

fn break_even(results: &Results<'_>) -> Document {
    let header = ["basis", "option_a", "option_b", "requests_per_month", "kind", "cheaper_below", "cheaper_above"];
    let mut sheet = Sheet::new("break_even.csv", &header);
    for found in [&results.run_rate, &results.horizon].into_iter().flatten() {
        for pair in &found.pairs {
            let [a, b] = [pair.a, pair.b].map(|option| text(&results.scenario.options[option].name));
            let cheaper = |order: Ordering| match order {
                Ordering::Less => a.clone(),
                Ordering::Greater => b.clone(),
                Ordering::Equal => String::new(),
            };
            for event in &pair.events {
                let volume = event.x.saturating_mul(results.today.0);
                sheet.row(&[
                    found.basis.name().to_owned(),
                    a.clone(),
                    b.clone(),
                    exact(volume.round_dp(PLACES)),
                    event.kind.name().to_owned(),
                    cheaper(event.below),
                    cheaper(event.above),
                ]);
            }
        }
    }
    sheet.finish()
}

/// The cost of a month in steady state over the volume: both sides of every step.
fn cost_curve(results: &Results<'_>, to: Decimal) -> Document {
    let mut sheet = Sheet::new("cost_curve.csv", &["requests_per_month", "option", "monthly_cost"]);
    if let Ok(found) = &results.run_rate {
        for (index, name) in results.scenario.options.iter().map(|plan| text(&plan.name)).enumerate() {
            for (x, cost) in corners(found, index, to) {
                let volume = x.saturating_mul(results.today.0);
                sheet.row(&[exact(volume.round_dp(PLACES)), name.clone(), plain(cost, PLACES)]);
            }
        }
    }
    sheet.finish()
}

/// The corners of an option's curve up to a multiple of today's volume.
fn corners(found: &VolumeBreakEven, option: usize, to: Decimal) -> Vec<(Decimal, Decimal)> {
    let curve = &found.curves[option];
    curve.until(curve.end.min(to)).corners()
}
