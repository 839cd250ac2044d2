//! `results.json`: everything, by the metric names. Money is a decimal string, so no reader loses
//! digits; other numbers are numbers.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

use super::advice::advice_value;
use super::spread::simulation_value;
use super::vary::flips_value;
use crate::analysis::break_even::{Pair, Stays, VolumeBreakEven};
use crate::analysis::{Figure, Outcome, Results};
use crate::quantity::figures::{exact, float};
use crate::scenario::{Decision, Grounds, RankCorrelation, Requirements};
use crate::sheet::ReadError;

/// The version of the file's shape.
const SCHEMA: u32 = 1;

/// The results as JSON text.
#[must_use]
pub fn results_json(results: &Results<'_>) -> String {
    let scenario = results.scenario;
    let options: Vec<Value> = (scenario.options.iter())
        .map(|plan| json!({ "name": plan.name, "label": plan.label, "kind": plan.kind.name() }))
        .collect();
    let value = json!({
        "schema": SCHEMA,
        "version": env!("CARGO_PKG_VERSION"),
        "scenario": {
            "name": scenario.name,
            "description": scenario.description,
            "currency": scenario.currency.code,
            "start": scenario.start.map(|start| start.to_string()),
            "months": scenario.months,
            "discount_rate": number(scenario.discount_rate.base()),
            "reference": scenario.options[scenario.reference].name,
            "requests_per_month_today": number(results.today.0),
            "today_is_month": results.today.1,
        },
        "options": options,
        "metrics": metrics(results),
        "months": months(results),
        "break_even": {
            "run_rate": volumes(results, &results.run_rate),
            "horizon": volumes(results, &results.horizon),
        },
        "flips": results.flips.as_deref().map(|flips| flips_value(results, flips)),
        "simulation": results.simulation.as_ref().map(|simulation| simulation_value(results, simulation, results.spreads.as_ref())),
        "recommendation": {
            "option": results.advice.verdict.option.map(|o| scenario.options[o].name.as_str()),
            "reasons": results.advice.verdict.reasons.iter().map(|reason| reason.text.as_str()).collect::<Vec<_>>(),
        },
        "advice": advice_value(results, &results.advice),
        "decision": decision(results, &scenario.decision),
        "warnings": results.warnings,
        "assumptions": assumptions(results),
        "ranges": ranges(results),
        "correlations": correlations(results),
        "expect": expects(results),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn number(value: Decimal) -> Value {
    if value.fract().is_zero()
        && let Ok(whole) = i64::try_from(value)
    {
        return json!(whole);
    }
    json!(float(value))
}

fn metrics(results: &Results<'_>) -> Value {
    let entries = results.metrics.list().iter().map(|metric| {
        let value = match &metric.figure {
            Figure::Money(value) => json!(exact(*value)),
            Figure::Number(value) => number(*value),
            Figure::List(values) => values.iter().map(|value| number(*value)).collect(),
            Figure::Name(name) => json!(name),
            Figure::Never => json!("never"),
            Figure::None => Value::Null,
        };
        (metric.name.clone(), value)
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

fn months(results: &Results<'_>) -> Value {
    let texts = |amounts: &[Decimal]| -> Value { amounts.iter().map(|amount| json!(exact(*amount))).collect() };
    let entries = results.scenario.options.iter().zip(&results.options).map(|(plan, option)| {
        let value = json!({
            "cost": texts(&option.cost),
            "cumulative": texts(&option.cumulative),
            "value": texts(&option.value),
        });
        (plan.name.clone(), value)
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

fn volumes(results: &Results<'_>, found: &Result<VolumeBreakEven, ReadError>) -> Value {
    let found = match found {
        Ok(found) => found,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let options = &results.scenario.options;
    let volume = |x: Decimal| number(x.saturating_mul(results.today.0));
    let pairs: Vec<Value> = found.pairs.iter().map(|pair| self::pair(results, pair)).collect();
    let ranges: Vec<Value> = (found.cheapest.iter())
        .map(|range| {
            let option = range.option.map(|option| options[option].name.as_str());
            json!({ "from": volume(range.from), "to": volume(range.to), "option": option })
        })
        .collect();
    json!({ "searched_to": volume(found.up_to), "pairs": pairs, "cheapest": ranges })
}

fn pair(results: &Results<'_>, pair: &Pair) -> Value {
    let [a, b] = [pair.a, pair.b].map(|option| results.scenario.options[option].name.as_str());
    let volume = |x: Decimal| number(x.saturating_mul(results.today.0));
    let cheaper = |order: Ordering| match order {
        Ordering::Less => Some(a),
        Ordering::Greater => Some(b),
        Ordering::Equal => None,
    };
    let events: Vec<Value> = (pair.events.iter())
        .map(|event| {
            json!({
                "requests_per_month": volume(event.x),
                "kind": event.kind.name(),
                "cheaper_below": cheaper(event.below),
                "cheaper_above": cheaper(event.above),
            })
        })
        .collect();
    let stays = |stays: Stays| match stays {
        Stays::From(x) => json!({ "from": volume(x) }),
        Stays::NotAtTheEnd => {
            json!({ "from": null, "reason": "the other is cheaper, or as cheap, at the end of the range" })
        }
        Stays::LosesBeyond => json!({ "from": null, "reason": "beyond the range the other's cost rises more slowly" }),
        Stays::StepsBeyond => {
            json!({ "from": null, "reason": "beyond the range both rise alike, in steps that may pass each other" })
        }
        Stays::CannotServe(_) => json!({ "from": null, "reason": "it cannot serve at larger volumes" }),
    };
    let marginal = pair.slopes.map(|slopes| {
        let per_request = slopes.map(|slope| slope.checked_div(results.today.0).map(exact));
        json!({ a: per_request[0], b: per_request[1] })
    });
    json!({
        "option_a": a,
        "option_b": b,
        "compared_to": volume(pair.end),
        "events": events,
        "stays_cheaper": { a: stays(pair.stays[0]), b: stays(pair.stays[1]) },
        "marginal_cost_per_request": marginal,
    })
}

fn decision(results: &Results<'_>, decision: &Decision) -> Value {
    let requirements = |r: &Requirements| {
        let figure = |input: &Option<crate::scenario::Input>| input.as_ref().map(|input| number(input.base()));
        json!({
            "accuracy": figure(&r.accuracy),
            "p95_latency_ms": figure(&r.p95_latency_ms),
            "failure_rate": figure(&r.failure_rate),
            "cost_per_request": figure(&r.cost_per_request),
        })
    };
    let measured = decision
        .measured
        .iter()
        .map(|(option, figures)| (results.scenario.options[*option].name.clone(), requirements(figures)));
    json!({
        "outcome": decision.outcome,
        "success_metric": decision.success_metric,
        "rules_would_do": decision.rules_would_do,
        "core_differentiator": decision.core_differentiator,
        "product_fits_as_is": decision.product_fits_as_is,
        "needs_integration": decision.needs_integration,
        "data_must_stay_inside": decision.data_must_stay_inside,
        "prompting_exhausted": decision.prompting_exhausted,
        "retrieval_tried": decision.retrieval_tried,
        "gaps": decision.gaps,
        "ml_team": decision.ml_team,
        "infrastructure_team": decision.infrastructure_team,
        "measured_on_real_data": decision.measured_on_real_data,
        "requirements": requirements(&decision.requirements),
        "measured": Value::Object(measured.collect::<Map<_, _>>()),
    })
}

fn assumptions(results: &Results<'_>) -> Value {
    let one = |a: &crate::scenario::Assumption| {
        let mut one = json!({ "key": a.path, "value": a.value, "about": a.about });
        match &a.grounds {
            Grounds::Default => {}
            Grounds::Catalog(entry, citation) => {
                one["catalog"] = json!({ "entry": entry, "source": citation.source, "as_of": citation.as_of });
            }
            Grounds::Measured(file, how) => one["measured"] = json!({ "file": file, "how": how }),
        }
        one
    };
    results.scenario.defaults.iter().map(one).collect()
}

fn ranges(results: &Results<'_>) -> Value {
    let inputs = results.model.sheet.inputs().iter();
    let read = inputs.filter_map(|input| Some(json!({ "key": input.path, "read_as": input.quantity.describe()? })));
    read.collect()
}

fn correlations(results: &Results<'_>) -> Value {
    let one = |c: &RankCorrelation| json!({ "between": c.between, "rank": number(c.rank) });
    results.scenario.correlations.iter().map(one).collect()
}

fn expects(results: &Results<'_>) -> Value {
    let one = |verdict: &crate::analysis::Verdict| {
        let (holds, why) = match &verdict.outcome {
            Outcome::Holds => (true, None),
            Outcome::Fails(why) | Outcome::Unknown(why) => (false, Some(why)),
        };
        json!({
            "metric": verdict.expect.metric,
            "holds": holds,
            "why": why,
            "source": verdict.expect.source,
            "note": verdict.expect.note,
        })
    };
    results.verdicts.iter().map(one).collect()
}
