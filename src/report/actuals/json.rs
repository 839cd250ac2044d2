//! Plan against actuals as JSON.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::super::usage_data::file_json;
use super::compared::{Actuals, Expected};
use super::notes::untold_workloads;
use super::rounded::rounded;
use crate::analysis::actuals::{AtZero, Growing, Measured, MonthVariance, PaidInPart, Reforecast, Remaining};
use crate::quantity::figures::{exact, plain};
use crate::scenario::Workload;

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
        "files": actuals.files.iter().map(file_json).collect::<Vec<_>>(),
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
            "reforecast": first.as_ref().and_then(|found| actuals.cheapest(found)),
        },
        "recommended": {
            "plan": actuals.name(actuals.plan.advice.verdict.option),
            "reforecast": first.as_ref().map(|found| found.recommended.clone()),
        },
        "requests_by_tokens": actuals.used.by_tokens.iter().map(|own| &scenario.workloads[*own].name).collect::<Vec<_>>(),
        "requests_stated": actuals.used.stated.iter().map(|own| &scenario.workloads[*own].name).collect::<Vec<_>>(),
        "workloads_not_used": untold_workloads(actuals).collect::<Vec<_>>(),
        "costs_of_0": actuals.used.at_zero.iter().map(at_zero_json).collect::<Vec<_>>(),
        "taken_in": actuals.used.taken_in,
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

fn at_zero_json((name, found): (&String, &AtZero)) -> Value {
    json!({ "name": name, "rows_at_0": found.rows, "rows_with_costs": found.of })
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

/// A reforecast; its figures are null where they are more than can be worked out.
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
        "remaining": found.as_ref().and_then(|found| Some(remaining_json(actuals, found.remaining.as_ref()?))),
        "cheapest": found.as_ref().and_then(|found| actuals.cheapest(found)),
        "recommended": found.map(|found| found.recommended),
    })
}

/// What each option costs in the months that are left, by its name.
fn remaining_json(actuals: &Actuals<'_>, remaining: &Remaining) -> Value {
    let options = actuals.plan.scenario.options.iter().zip(&remaining.costs);
    let costs: Map<String, Value> =
        options.map(|(option, cost)| (option.name.clone(), json!(cost.map(|cost| plain(cost, 6))))).collect();
    json!({ "first_month": remaining.first, "present_values": costs })
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
