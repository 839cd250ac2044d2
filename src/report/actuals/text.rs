//! Plan against actuals, in words.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::super::usage::{aligned, rows_line};
use super::compared::Actuals;
use super::notes::notes;
use super::rounded::{difference, places, rounded};
use crate::analysis::actuals::MonthVariance;
use crate::quantity::figures::{money_to, volume};

const HEADS: [&str; 11] = [
    "month",
    "plan requests",
    "requests",
    "plan",
    "actual",
    "difference",
    "volume",
    "mix",
    "shape",
    "price",
    "unplanned",
];

/// The comparison for a terminal.
#[must_use]
pub fn actuals_text(actuals: &Actuals<'_>) -> String {
    let (scenario, variances) = (actuals.plan.scenario, actuals.variances);
    let mut out = format!(
        "{}: plan of `{}` and what was used, in {}\n\n",
        scenario.name,
        actuals.name(Some(variances.option)),
        scenario.currency.code
    );
    for file in actuals.files {
        let _ = writeln!(out, "{}", rows_line(file));
    }
    out.push_str(if actuals.files.is_empty() { "" } else { "\n" });
    let mut rows = vec![HEADS.map(str::to_owned).to_vec()];
    rows.extend(variances.months.iter().map(|month| {
        let mark = if actuals.is_partial(month.month) { "*" } else { "" };
        cells(actuals, format!("{}{mark}", actuals.date(month.month)), month)
    }));
    rows.extend(variances.paid().map(|paid| cells(actuals, "with costs".to_owned(), &paid)));
    rows.push(cells(actuals, "total".to_owned(), &variances.total));
    out.push_str(&aligned(&rows, &[0]));
    if scenario.workloads.len() > 1 {
        let mut rows = vec![HEADS.map(str::to_owned).to_vec()];
        "workload".clone_into(&mut rows[0][0]);
        let workloads = scenario.workloads.iter().zip(&variances.totals);
        rows.extend(workloads.map(|(workload, total)| cells(actuals, workload.name.clone(), total)));
        out.push('\n');
        out.push_str(&aligned(&rows, &[0]));
    }
    out.push('\n');
    for line in notes(actuals) {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn cells(actuals: &Actuals<'_>, name: String, month: &MonthVariance) -> Vec<String> {
    let currency = actuals.plan.scenario.currency;
    let places = places(month, currency);
    let month = &rounded(month, places);
    let amount = |value: Decimal| money_to(value, currency, places);
    let maybe = |value: Option<Decimal>| value.map_or_else(|| "?".to_owned(), amount);
    vec![
        name,
        volume(month.plan_requests),
        volume(month.requests),
        amount(month.plan),
        maybe(month.actual),
        maybe(difference(month)),
        amount(month.volume),
        amount(month.mix),
        amount(month.shape),
        maybe(month.price),
        maybe(month.unplanned),
    ]
}
