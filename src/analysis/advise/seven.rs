//! The seven steps from the problem to cost and benefit.

use super::candidates::percent;
use super::check::Check;
use super::contenders::Contenders;
use super::gaps::{gaps, tuning};
use super::grounds::Grounds;
use super::questions::{CORE, MEASURED, RULES};
use super::rule::beside;
use super::sentence::Sentence;
use super::step::{Answer, Step, Walk, asked};
use super::verdict::{Outcome, Verdict};
use super::words::number;
use crate::scenario::Input;

/// The seven steps from problem to cost-benefit.
pub(super) fn seven(grounds: &Grounds<'_>, contenders: &Contenders, verdict: &Verdict) -> Vec<Step> {
    let walk = Walk { grounds, contenders, verdict };
    let mut measured = asked("4 Start with a third-party API", MEASURED, (grounds, trials(grounds)));
    if walk.no_api_may_be_used() {
        "no API may be used, since data must stay inside: measure what runs inside".clone_into(&mut measured.next);
    }
    vec![
        problem(grounds),
        asked("2 Is a language model needed?", RULES, (grounds, Vec::new())),
        asked("3 A core differentiator?", CORE, (grounds, Vec::new())),
        measured,
        gaps(walk),
        tuning(walk),
        cost_benefit(walk),
    ]
}

fn problem(grounds: &Grounds<'_>) -> Step {
    let decision = grounds.decision();
    let mut evidence = Vec::new();
    if let Some(outcome) = &decision.outcome {
        evidence.push(Sentence::new(format!("outcome: {outcome}"), &["decision.outcome"]));
    }
    if let Some(metric) = &decision.success_metric {
        evidence.push(Sentence::new(format!("measured by: {metric}"), &["decision.success_metric"]));
    }
    let (answer, next) = match (&decision.outcome, &decision.success_metric) {
        (Some(_), Some(_)) => (Answer::Yes, "go on: there is something to hold the options against"),
        (None, _) => (Answer::Open("outcome"), "write down what is to become better before choosing how"),
        (_, None) => (Answer::Open("success_metric"), "write down how it will be measured"),
    };
    Step {
        title: "1 Define the problem",
        question: "is it said what is to become better, and how that is measured?",
        answer,
        evidence,
        next: next.to_owned(),
    }
}

/// What was measured in trials.
fn trials(grounds: &Grounds<'_>) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (option, measured) in &grounds.decision().measured {
        let name = grounds.name(*option);
        let share = |input: &Input, what: &str| format!("{} % {what}", percent(input.base()));
        let figures = [
            ("accuracy", measured.accuracy.as_ref().map(|input| share(input, "accurate"))),
            (
                "p95_latency_ms",
                measured.p95_latency_ms.as_ref().map(|ms| format!("{} ms at p95", number(ms.base(), 3))),
            ),
            ("failure_rate", measured.failure_rate.as_ref().map(|input| share(input, "fail"))),
        ];
        let told =
            figures.into_iter().filter_map(|(key, words)| Some((format!("decision.measured.{name}.{key}"), words?)));
        let (keys, words): (Vec<String>, Vec<String>) = told.unzip();
        if !words.is_empty() {
            found.push(Sentence::of(format!("`{name}` in a trial: {}", words.join(", ")), keys));
        }
    }
    found
}

fn cost_benefit(walk: Walk<'_>) -> Step {
    let Walk { grounds, contenders, verdict } = walk;
    let title = "7 Cost and benefit";
    let question = "does something more complex pay for itself, beyond doubt?";
    let taken = verdict.option.map(|option| grounds.name(option));
    let Some(weighed) = &verdict.weighed else {
        let evidence = match (contenders.simple, verdict.outcome) {
            (_, Outcome::NotWorthIt) => Sentence::plain("nothing is worth its cost"),
            (_, Outcome::NothingQualifies) => Sentence::plain("nothing meets the requirements"),
            (Some(simple), _) if verdict.option == Some(simple) => beside(grounds, contenders, simple),
            _ => Sentence::plain("not weighed: the answers decide before the money does"),
        };
        let next = taken.map_or_else(|| "see the verdict".to_owned(), |name| format!("take `{name}`"));
        return Step { title, question, answer: Answer::No, evidence: vec![evidence], next };
    };
    let name = grounds.name(weighed.option);
    let said = |check: &Check| {
        let mark = if check.holds == Some(true) { "holds" } else { "does not hold" };
        Sentence { text: format!("{mark}: {}", check.why.text), sources: check.why.sources.clone() }
    };
    let next = match (verdict.option == Some(weighed.option), weighed.holds()) {
        (true, true) => format!("take `{name}`"),
        (true, false) => format!("`{name}` is the one way left: see to what does not hold first"),
        (false, _) => format!("don't take `{name}` yet"),
    };
    Step {
        title,
        question,
        answer: if weighed.holds() { Answer::Yes } else { Answer::No },
        evidence: weighed.checks.iter().map(said).collect(),
        next,
    }
}
