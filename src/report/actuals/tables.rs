//! Plan against actuals as tables.

use rust_decimal::Decimal;

use super::super::csv::{Sheet, text};
use super::super::files::Document;
use super::compared::{Actuals, Expected};
use super::rounded::rounded;
use crate::analysis::Results;
use crate::analysis::actuals::{Growing, MonthVariance, PaidInPart, Reforecast, attempts};
use crate::quantity::figures::{exact, plain};
use crate::scenario::Workload;

/// The columns of variances, after what they are of.
const PARTS: [&str; 12] = [
    "date",
    "plan_requests",
    "requests",
    "plan",
    "actual",
    "volume",
    "mix",
    "shape",
    "price",
    "unplanned",
    "partial",
    "currency",
];

/// The months as a table, each month's workloads as another, and the reforecasts as a third.
#[must_use]
pub fn actuals_tables(actuals: &Actuals<'_>) -> Vec<Document> {
    let mut months = Sheet::new("variances.csv", &[&["month"], &PARTS[..]].concat());
    let mut workloads = Sheet::new("variances_by_workload.csv", &[&["month", "workload"], &PARTS[..]].concat());
    for (month, parts) in actuals.variances.months.iter().zip(&actuals.variances.workloads) {
        let number = month.month.to_string();
        let is_partial = actuals.is_partial(month.month);
        months.row(&[vec![number.clone()], cells(actuals, month, is_partial)].concat());
        for (index, part) in parts.iter().enumerate() {
            let name = text(&actuals.plan.scenario.workloads[index].name);
            let is_partial = is_workload_partial(actuals, (month.month, index));
            workloads.row(&[vec![number.clone(), name], cells(actuals, part, is_partial)].concat());
        }
    }
    vec![months.finish(), workloads.finish(), reforecast_table(actuals)]
}

fn is_workload_partial(actuals: &Actuals<'_>, (month, workload): (u32, usize)) -> bool {
    let is_it = |part: &PaidInPart| (part.month, part.workload) == (month, workload);
    actuals.used.stretched.contains(&month) || actuals.variances.paid_in_part.iter().any(is_it)
}

fn cells(actuals: &Actuals<'_>, month: &MonthVariance, is_partial: bool) -> Vec<String> {
    let month = &rounded(month, 6);
    let amount = |value: Decimal| plain(value, 6);
    let maybe = |value: Option<Decimal>| value.map(amount).unwrap_or_default();
    vec![
        month.date(&actuals.plan.figures).map(|date| date.to_string()).unwrap_or_default(),
        exact(month.plan_requests.round_dp(6)),
        exact(month.requests.round_dp(6)),
        amount(month.plan),
        maybe(month.actual),
        amount(month.volume),
        amount(month.mix),
        amount(month.shape),
        maybe(month.price),
        maybe(month.unplanned),
        if is_partial { "yes" } else { "no" }.to_owned(),
        actuals.plan.scenario.currency.code.to_owned(),
    ]
}

/// The ends of the columns of a reforecast.
fn ending(growing: Growing) -> &'static str {
    match growing {
        Growing::Plan => "",
        Growing::Measured => "_measured_growth",
        Growing::Low => "_measured_growth_low",
        Growing::High => "_measured_growth_high",
    }
}

fn reforecast_table(actuals: &Actuals<'_>) -> Document {
    let scenario = actuals.plan.scenario;
    let mut header = vec!["month".to_owned(), "date".to_owned(), "planned_cost".to_owned()];
    let found: Vec<(&Reforecast, Option<(Expected, &Results<'_>)>)> = actuals
        .expected()
        .zip(actuals.results)
        .map(|((by, found), results)| (by, found.zip(results.as_ref())))
        .collect();
    header.extend(found.iter().map(|(by, ..)| format!("expected_cost{}", ending(by.growing))));
    for (by, ..) in &found {
        let name = |workload: &Workload| text(&format!("{}.requests{}", workload.name, ending(by.growing)));
        header.extend(scenario.workloads.iter().map(name));
    }
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut sheet = Sheet::new("reforecast.csv", &header);
    let planned = actuals.planned();
    for month in 1..=scenario.months {
        let place = month as usize - 1;
        let mut row = vec![
            month.to_string(),
            scenario.calendar(month).map(|date| date.to_string()).unwrap_or_default(),
            plain(planned[place], 6),
        ];
        // what is more than can be worked out is empty
        let cost =
            |found: &Option<(Expected, &Results<'_>)>| found.as_ref().map(|(found, _)| plain(found.costs[place], 6));
        row.extend(found.iter().map(|(_, found)| cost(found).unwrap_or_default()));
        for (_, found) in &found {
            row.extend((0..scenario.workloads.len()).map(|workload| {
                let requests = found.as_ref().map(|(_, results)| attempts(&results.figures, workload, month));
                requests.map(|requests| exact(requests.round_dp(6))).unwrap_or_default()
            }));
        }
        sheet.row(&row);
    }
    sheet.finish()
}
