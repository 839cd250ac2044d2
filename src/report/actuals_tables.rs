//! Plan against actuals as tables and as JSON.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::actuals::Actuals;
use super::csv::{Sheet, text};
use super::files::Document;
use crate::analysis::actuals::MonthVariance;
use crate::quantity::figures::{exact, plain};

/// The months as a table, and the reforecast as another.
#[must_use]
pub fn actuals_tables(actuals: &Actuals<'_>) -> Vec<Document> {
    let header = [
        "month",
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
        "currency",
    ];
    let mut sheet = Sheet::new("variances.csv", &header);
    let amount = |value: Decimal| plain(value, 6);
    let maybe = |value: Option<Decimal>| value.map(amount).unwrap_or_default();
    for month in &actuals.variances.months {
        sheet.row(&[
            month.month.to_string(),
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
            actuals.plan.scenario.currency.code.to_owned(),
        ]);
    }
    vec![sheet.finish(), reforecast_table(actuals)]
}

fn reforecast_table(actuals: &Actuals<'_>) -> Document {
    let scenario = actuals.plan.scenario;
    let names = scenario.workloads.iter().map(|workload| text(&format!("{}.requests", workload.name)));
    let mut header = vec!["month".to_owned(), "date".to_owned(), "planned_cost".to_owned(), "expected_cost".to_owned()];
    header.extend(names);
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut sheet = Sheet::new("reforecast.csv", &header);
    let (planned, expected) = actuals.costs();
    for month in 1..=scenario.months {
        let place = month as usize - 1;
        let mut row = vec![
            month.to_string(),
            scenario.calendar(month).map(|date| date.to_string()).unwrap_or_default(),
            plain(planned[place], 6),
            plain(expected[place], 6),
        ];
        let requests = actuals.results.model.requests.iter().map(|months| actuals.results.exact.get(months[place]));
        row.extend(requests.map(|requests| exact(requests.round_dp(6))));
        sheet.row(&row);
    }
    sheet.finish()
}

/// Everything for programs. Money is text.
#[must_use]
pub fn actuals_json(actuals: &Actuals<'_>) -> Value {
    let (planned, expected) = actuals.costs();
    let list = |costs: &[Decimal]| costs.iter().map(|cost| plain(*cost, 6)).collect::<Vec<_>>();
    let scenario = actuals.plan.scenario;
    json!({
        "scenario": scenario.name,
        "option": actuals.name(Some(actuals.variances.option)),
        "currency": scenario.currency.code,
        "months": actuals.variances.months.iter().map(|month| variance_json(actuals, month)).collect::<Vec<_>>(),
        "total": variance_json(actuals, &actuals.variances.total),
        "planned_token_costs": list(&planned),
        "expected_token_costs": list(&expected),
        "cheapest": { "plan": actuals.name(actuals.plan.cheapest), "reforecast": actuals.name(actuals.results.cheapest) },
        "recommended": {
            "plan": actuals.name(actuals.plan.advice.verdict.option),
            "reforecast": actuals.name(actuals.results.advice.verdict.option),
        },
        "left_out": {
            "partial": actuals.used.partial.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "outside": actuals.used.outside.iter().map(ToString::to_string).collect::<Vec<_>>(),
        },
    })
}

fn variance_json(actuals: &Actuals<'_>, month: &MonthVariance) -> Value {
    let amount = |value: Decimal| plain(value, 6);
    json!({
        "month": month.month,
        "date": (month.month > 0).then(|| month.date(&actuals.plan.figures).map(|date| date.to_string())).flatten(),
        "plan_requests": exact(month.plan_requests.round_dp(6)),
        "requests": exact(month.requests.round_dp(6)),
        "plan": amount(month.plan),
        "actual": month.actual.map(amount),
        "volume": amount(month.volume),
        "mix": amount(month.mix),
        "shape": amount(month.shape),
        "price": month.price.map(amount),
        "unplanned": month.unplanned.map(amount),
    })
}
