//! The comparison of the options as rows of cells, whatever it is printed in.

use rust_decimal::Decimal;

use crate::analysis::simulate::decimal;
use crate::analysis::{Economics, Figures, OptionResult, Results};
use crate::finance::Payback;
use crate::quantity::figures::{money, percent, unit_price, volume};

/// A row: what it says, and a cell for each option.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// What the row says; empty to set rows apart.
    pub label: String,
    /// A cell for each option.
    pub cells: Vec<String>,
}

/// The rows of the comparison.
#[must_use]
pub fn comparison(results: &Results<'_>) -> Vec<TableRow> {
    let mut rows = Vec::new();
    if results.scenario.options.iter().any(|plan| plan.label != plan.name) {
        let names = results.scenario.options.iter().map(|plan| plan.name.clone());
        rows.push(TableRow { label: "name in this report".to_owned(), cells: names.collect() });
    }
    rows.extend(costs(results));
    rows.extend(per_unit(results));
    if results.options.iter().any(|option| option.peak_replicas.is_some()) {
        rows.extend(fleets(results));
    }
    if results.options.len() > 1 {
        rows.extend(against_reference(results));
    }
    rows
}

const NONE: &str = "-";

fn row(results: &Results<'_>, label: &str, cell: impl Fn(&OptionResult) -> Option<String>) -> TableRow {
    let cell = |option| cell(option).unwrap_or_else(|| NONE.to_owned());
    TableRow { label: label.to_owned(), cells: results.options.iter().map(cell).collect() }
}

fn costs(results: &Results<'_>) -> Vec<TableRow> {
    let currency = results.scenario.currency;
    let money = |label: &str, figure: &dyn Fn(&OptionResult) -> Decimal| {
        row(results, label, |option| Some(money(figure(option), currency)))
    };
    let months = results.scenario.months;
    let mut rows = vec![money("build, before launch", &|o| o.cost[0]), money("month 1", &|o| o.cost[1])];
    if months > 1 {
        rows.push(money(&format!("month {months}"), &|o| o.last_month_cost));
    }
    let whole = if months == 1 { "total".to_owned() } else { format!("total over {months} months") };
    rows.extend([
        money(&whole, &|o| o.tco),
        money("present value", &|o| o.present_value),
        money("run rate a month, today", &|o| o.run_rate_cost),
    ]);
    if let Some(simulation) = &results.simulation {
        let quantile = |place: usize| TableRow {
            label: if place == 1 { "  P10 of the total" } else { "  P90 (9 in 10 cheaper)" }.to_owned(),
            cells: (simulation.options.iter())
                .map(|option| {
                    let value = option.tco.quantiles.get(place).and_then(|found| decimal(found.estimate.value));
                    value.map_or_else(|| NONE.to_owned(), |value| crate::quantity::figures::money(value, currency))
                })
                .collect(),
        };
        let place = rows.iter().position(|row| row.label == whole).map_or(rows.len(), |place| place + 1);
        rows.splice(place..place, [quantile(1), quantile(3)]);
    }
    if results.scenario.has_values() {
        rows.push(money("value less failures", &|o| o.total_value));
    }
    rows
}

fn per_unit(results: &Results<'_>) -> Vec<TableRow> {
    let currency = results.scenario.currency;
    let price = |value: Option<Decimal>| value.map(|value| unit_price(value, currency));
    vec![
        row(results, "cost per request", |o| price(o.cost_per_request)),
        row(results, "cost per correct answer", |o| price(o.cost_per_success)),
        row(results, "cost per million tokens", |o| price(o.cost_per_mtok)),
    ]
}

fn fleets(results: &Results<'_>) -> Vec<TableRow> {
    vec![
        row(results, "replicas at the peak", |o| o.peak_replicas.map(volume)),
        row(results, "utilization", |o| o.utilization.map(percent)),
    ]
}

fn against_reference(results: &Results<'_>) -> Vec<TableRow> {
    let scenario = results.scenario;
    let reference = &scenario.options[scenario.reference].name;
    let economics = |index: usize| {
        let found = results.versus.iter().find(|(a, b, _)| *a == index && *b == scenario.reference);
        found.map(|(.., economics)| economics)
    };
    let line = |label: &str, cell: &dyn Fn(&Economics) -> String| TableRow {
        label: label.to_owned(),
        cells: (0..results.options.len()).map(|index| economics(index).map_or_else(|| NONE.to_owned(), cell)).collect(),
    };
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
    vec![
        TableRow { label: format!("against {reference}:"), cells: vec![String::new(); results.options.len()] },
        line("  NPV", &|e| or_none(e.npv.map(|npv| money(npv, scenario.currency)))),
        line("  IRR a year", &|e| match e.irr.as_slice() {
            [] => "none".to_owned(),
            _ if e.is_loan => "loan".to_owned(),
            [only] => rate(*only),
            [first, rest @ ..] => format!("{} (+{})", rate(*first), rest.len()),
        }),
        line("  ROI", &|e| or_none(e.roi.map(percent))),
        line("  payback, months", &|e| payback(e.payback.as_ref())),
    ]
}

/// A yearly rate in a table cell; beyond a hundredfold its digits say nothing.
fn rate(rate: Decimal) -> String {
    if rate > Decimal::ONE_HUNDRED { "> 10,000 %".to_owned() } else { percent(rate) }
}

/// A payback in a table cell.
#[must_use]
pub fn payback(payback: Option<&Payback>) -> String {
    match payback {
        Some(Payback::Immediate) => "at once".to_owned(),
        Some(Payback::Months(months)) => crate::quantity::figures::grouped(*months, 1),
        Some(Payback::Never) => "never".to_owned(),
        None => NONE.to_owned(),
    }
}

/// What stands above the columns: the options' labels.
#[must_use]
pub fn heads(figures: &Figures<'_>) -> Vec<String> {
    figures.scenario.options.iter().map(|plan| plan.label.clone()).collect()
}
