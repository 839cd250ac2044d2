//! Advice for programs.

use serde_json::{Value, json};

use super::words::headline;
use crate::analysis::advise::{Advice, Answer, Change, Check, Judgement, OpenQuestion, Sentence, Step, Trap};
use crate::analysis::{Figures, Results};
use crate::quantity::figures::float;

/// The advice as JSON.
#[must_use]
pub fn advice_json(results: &Results<'_>, advice: &Advice) -> Value {
    let mut value = advice_value(results, advice);
    value["warnings"] = json!(results.warnings);
    value["schema"] = json!(1);
    value
}

/// What `results.json` holds of the advice.
#[must_use]
pub fn advice_value(figures: &Figures<'_>, advice: &Advice) -> Value {
    let name = |option: usize| figures.scenario.options[option].name.as_str();
    let verdict = &advice.verdict;
    let weighed = verdict.weighed.as_ref().map(|weighed| {
        let checks: Vec<Value> = weighed.checks.iter().map(check).collect();
        json!({ "option": name(weighed.option), "instead_of": weighed.against.map(name), "checks": checks })
    });
    let change = |change: &Change| {
        let (outcome, option) = change.becomes;
        json!({
            "text": change.what.text,
            "sources": change.what.sources,
            "distance": float(change.distance),
            "outcome": outcome.name(),
            "option": option.map(name),
        })
    };
    json!({
        "headline": headline(figures, advice),
        "outcome": verdict.outcome.name(),
        "option": verdict.option.map(name),
        "provisional": verdict.is_provisional(),
        "first": sentences(&verdict.first),
        "reasons": sentences(&verdict.reasons),
        "weighed": weighed,
        "open_questions": verdict.open.iter().map(question).collect::<Vec<_>>(),
        "changes": advice.changes.as_ref().map(|changes| changes.iter().map(change).collect::<Vec<_>>()),
        "unmoved": advice.unmoved.as_ref().map(sentence),
        "measure_next": advice.measure_next.as_ref().map(sentence),
        "steps": advice.steps.iter().map(step).collect::<Vec<_>>(),
        "path": advice.path.iter().map(step).collect::<Vec<_>>(),
        "options": advice.options.iter().map(|judgement| judged(name(judgement.option), judgement)).collect::<Vec<_>>(),
        "traps": advice.traps.iter().map(trap).collect::<Vec<_>>(),
        "unanswered": advice.unanswered.iter().map(|question| question.key).collect::<Vec<_>>(),
    })
}

fn check(check: &Check) -> Value {
    json!({
        "name": check.name,
        "holds": check.holds,
        "why": check.why.text,
        "found": check.found.map(float),
        "needed": check.needed.map(float),
        "sources": check.why.sources,
    })
}

fn sentence(sentence: &Sentence) -> Value {
    json!({ "text": sentence.text, "sources": sentence.sources })
}

fn sentences(all: &[Sentence]) -> Vec<Value> {
    all.iter().map(sentence).collect()
}

fn question(question: &OpenQuestion) -> Value {
    json!({ "key": question.key, "question": question.asks, "yes": question.yes, "no": question.no })
}

fn step(step: &Step) -> Value {
    let (answer, key) = match step.answer {
        Answer::Yes => (json!(true), None),
        Answer::No => (json!(false), None),
        Answer::Open(key) => (Value::Null, Some(format!("decision.{key}"))),
    };
    json!({
        "title": step.title,
        "question": step.question,
        "answer": answer,
        "answered_by": key,
        "evidence": sentences(&step.evidence),
        "next": step.next,
    })
}

fn judged(name: &str, judgement: &Judgement) -> Value {
    json!({
        "option": name,
        "strengths": sentences(&judgement.strengths),
        "limits": sentences(&judgement.limits),
        "fails": sentences(&judgement.fails),
        "needs": sentences(&judgement.needs),
    })
}

fn trap(trap: &Trap) -> Value {
    json!({ "name": trap.name, "sprung": sentences(&trap.sprung), "way_out": trap.way_out })
}
