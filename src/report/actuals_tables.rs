//! Plan against actuals as tables and as JSON.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::actuals::{Actuals, Expected};
use super::actuals_rounded::rounded;
use super::csv::{Sheet, text};
use super::files::Document;
use crate::analysis::Results;
use crate::analysis::actuals::{Growing, Measured, MonthVariance, PaidInPart, Reforecast};
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
    let found: Vec<(&Reforecast, Expected, &Results<'_>)> = actuals
        .expected()
        .zip(actuals.results)
        .filter_map(|((by, found), results)| Some((by, found?, results.as_ref()?)))
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
        row.extend(found.iter().map(|(_, found, _)| plain(found.costs[place], 6)));
        for (_, _, results) in &found {
            let requests = results.model.requests.iter().map(|months| results.exact.get(months[place]));
            row.extend(requests.map(|requests| exact(requests.round_dp(6))));
        }
        sheet.row(&row);
    }
    sheet.finish()
}

/// Everything for programs. Money is text.
#[must_use]
pub fn actuals_json(actuals: &Actuals<'_>) -> Value {
    let list = |costs: &[Decimal]| costs.iter().map(|cost| plain(*cost, 6)).collect::<Vec<_>>();
    let (scenario, variances) = (actuals.plan.scenario, actuals.variances);
    let forecasts: Vec<Value> = actuals.expected().map(|(by, found)| forecast_json(actuals, (by, found))).collect();
    let first = actuals.expected().next().and_then(|(_, found)| found);
    let months = variances.months.iter().zip(&variances.workloads).map(|(month, parts)| {
        let mut json = variance_json(actuals, month);
        json["partial"] = json!(actuals.is_partial(month.month));
        json["workloads"] = workloads_json(actuals, parts);
        json
    });
    let mut total = variance_json(actuals, &variances.total);
    total["workloads"] = workloads_json(actuals, &variances.totals);
    json!({
        "scenario": scenario.name,
        "option": actuals.name(Some(variances.option)),
        "currency": scenario.currency.code,
        "months": months.collect::<Vec<_>>(),
        "total": total,
        "total_of_months_with_costs": variances.paid().map(|paid| variance_json(actuals, &paid)),
        "paid_in_part": variances.paid_in_part.iter().map(|part| part_json(actuals, part)).collect::<Vec<_>>(),
        "planned_token_costs": list(&actuals.planned()),
        "expected_token_costs": first.as_ref().map(|found| list(&found.costs)),
        "reforecasts": forecasts,
        "cheapest": {
            "plan": actuals.name(actuals.plan.cheapest),
            "reforecast": first.as_ref().map(|found| found.cheapest.clone()),
        },
        "recommended": {
            "plan": actuals.name(actuals.plan.advice.verdict.option),
            "reforecast": first.as_ref().map(|found| found.recommended.clone()),
        },
        "requests_by_tokens": actuals.used.by_tokens.iter().map(|own| &scenario.workloads[*own].name).collect::<Vec<_>>(),
        "left_out": {
            "partial": actuals.used.partial.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "outside": actuals.used.outside.iter().map(ToString::to_string).collect::<Vec<_>>(),
        },
    })
}

fn workloads_json(actuals: &Actuals<'_>, parts: &[MonthVariance]) -> Value {
    let one = |(workload, part): (&Workload, &MonthVariance)| {
        let mut json = variance_json(actuals, part);
        json["workload"] = json!(workload.name);
        json
    };
    actuals.plan.scenario.workloads.iter().zip(parts).map(one).collect()
}

fn part_json(actuals: &Actuals<'_>, part: &PaidInPart) -> Value {
    json!({
        "month": part.month,
        "workload": actuals.plan.scenario.workloads[part.workload].name,
        "days_with_costs": part.days,
        "days_with_use": part.of,
        "paid": plain(part.paid, 6),
        "at_planned_prices": plain(part.planned, 6),
    })
}

/// A reforecast; its figures are null where they exceed 28 digits.
fn forecast_json(actuals: &Actuals<'_>, (by, found): (&Reforecast, Option<Expected>)) -> Value {
    let growth = |(workload, measured): (&Workload, &Option<Measured>)| {
        let measured = measured.filter(|_| by.growing != Growing::Plan);
        json!({
            "workload": workload.name,
            "measured_growth_per_month": measured.map(|measured| measured.rate),
            "low": measured.map(|measured| measured.interval.0),
            "high": measured.map(|measured| measured.interval.1),
            "months": measured.map(|measured| measured.months),
        })
    };
    let costs = found.as_ref().map(|found| found.costs.iter().map(|cost| plain(*cost, 6)).collect::<Vec<_>>());
    json!({
        "growth": by.growing.words(),
        "workloads": actuals.plan.scenario.workloads.iter().zip(&by.measured).map(growth).collect::<Vec<_>>(),
        "expected_token_costs": costs,
        "cheapest": found.as_ref().map(|found| found.cheapest.clone()),
        "recommended": found.map(|found| found.recommended),
    })
}

fn variance_json(actuals: &Actuals<'_>, month: &MonthVariance) -> Value {
    let month = &rounded(month, 6);
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
