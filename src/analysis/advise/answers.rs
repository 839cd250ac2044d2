//! Other answers, and other requirements, that would change the verdict.

use rust_decimal::Decimal;

use super::change::{Change, becomes};
use super::choice::{Choice, choice_at, is_another};
use super::contenders::Contenders;
use super::elsewhere::{Depth, Elsewhere};
use super::grounds::Grounds;
use super::questions::{ALL, INSIDE, PROMPTS, Question, RETRIEVAL};
use super::requirements::{Cause, in_percent, measured};
use super::sentence::Sentence;
use super::verdict::{Outcome, Verdict};
use super::words::{apart, number};
use crate::analysis::vary::distance;
use crate::quantity::Quantity;
use crate::quantity::figures::unit_price;
use crate::scenario::{Decision, Input, Requirements};

/// The answers that would change the verdict: those that stand in its way, and those nobody gave.
pub(super) fn answered(grounds: &Grounds<'_>, contenders: &Contenders, verdict: &Verdict) -> Vec<Change> {
    let home = (verdict.outcome, verdict.option);
    let blocking = blocking(grounds, contenders, verdict);
    let is_open = |question: &Question| verdict.open.iter().any(|open| open.key == question.path());
    let open =
        ALL.iter().filter(|question| is_open(question)).flat_map(|question| [(*question, true), (*question, false)]);
    let mut tried: Vec<(Question, bool)> = blocking.clone();
    for answer in open {
        if !tried.contains(&answer) {
            tried.push(answer);
        }
    }
    let mut found: Vec<Change> = tried.iter().filter_map(|answer| ask(grounds, home, &[*answer])).collect();
    if blocking.len() > 1
        && let Some(all) = ask(grounds, home, &blocking)
        && found.iter().all(|change| change.becomes != all.becomes)
    {
        found.insert(0, all);
    }
    found
}

/// The answers that stand in the way of another verdict, turned.
fn blocking(grounds: &Grounds<'_>, contenders: &Contenders, verdict: &Verdict) -> Vec<(Question, bool)> {
    let decision = grounds.decision();
    let checks = verdict.weighed.iter().flat_map(|weighed| &weighed.checks);
    let failing = checks.filter(|check| check.holds != Some(true)).filter_map(|check| check.question);
    let mut found: Vec<(Question, bool)> = failing.map(|question| (question, true)).collect();
    if verdict.outcome == Outcome::OptimiseFirst {
        let untried = [PROMPTS, RETRIEVAL].into_iter().filter(|question| question.answer(decision) != Some(true));
        found.extend(
            untried.map(|question| (question, true)).filter(|answer| !found.contains(answer)).collect::<Vec<_>>(),
        );
    }
    let keeps_out = |cause: Cause| contenders.failed.iter().flatten().any(|failure| failure.cause == cause);
    if keeps_out(Cause::Inside) {
        found.push((INSIDE, false));
    }
    found
}

fn ask(grounds: &Grounds<'_>, home: Choice, answers: &[(Question, bool)]) -> Option<Change> {
    let mut decision = grounds.decision().clone();
    for (question, answer) in answers {
        question.write(&mut decision, *answer);
    }
    let choice = other(grounds, home, &decision)?;
    // an answer may turn another one that contradicts it, which then has to be written too
    let asked = |question: &Question| answers.iter().any(|(asked, _)| asked == question);
    let turned = ALL.iter().filter(|question| !asked(question)).filter_map(|question| {
        let (before, after) = (question.answer(grounds.decision()), question.answer(&decision));
        Some((*question, after?)).filter(|_| before.is_some() && before != after)
    });
    let answers: Vec<(Question, bool)> = answers.iter().copied().chain(turned).collect();
    let keys: Vec<String> = answers.iter().map(|(question, _)| question.path()).collect();
    let words: Vec<String> =
        answers.iter().zip(&keys).map(|((_, answer), key)| format!("`{key} = {answer}`")).collect();
    let text = format!("answered {}: {}", words.join(" and "), becomes(grounds.figures, &decision, choice));
    Some(Change { what: Sentence::of(text, keys), distance: Decimal::ONE, becomes: choice })
}

/// The verdict under other answers, where it is another.
fn other(grounds: &Grounds<'_>, home: Choice, decision: &Decision) -> Option<Choice> {
    choice_at(grounds.figures, Elsewhere { decision, instead: &[], depth: Depth::Whole })
        .filter(|choice| is_another(*choice, home))
}

/// A requirement as it is read and written.
struct Demand {
    key: &'static str,
    what: &'static str,
    slot: fn(&mut Requirements) -> &mut Option<Input>,
    /// What an option reaches of it.
    reached: fn(&Grounds<'_>, usize) -> Option<Decimal>,
    /// Whether more is better.
    at_least: bool,
}

const DEMANDS: [Demand; 4] = [
    Demand { key: "accuracy", what: "accuracy", slot: |r| &mut r.accuracy, reached: accuracy, at_least: true },
    Demand {
        key: "p95_latency_ms",
        what: "p95 latency",
        slot: |r| &mut r.p95_latency_ms,
        reached: |grounds, option| Some(measured(grounds, option)?.p95_latency_ms.as_ref()?.base()),
        at_least: false,
    },
    Demand {
        key: "failure_rate",
        what: "failures",
        slot: |r| &mut r.failure_rate,
        reached: |grounds, option| Some(measured(grounds, option)?.failure_rate.as_ref()?.base()),
        at_least: false,
    },
    Demand {
        key: "cost_per_request",
        what: "a request",
        slot: |r| &mut r.cost_per_request,
        reached: cost,
        at_least: false,
    },
];

/// The lower of what the scenario reckons with and what a trial measured.
fn accuracy(grounds: &Grounds<'_>, option: usize) -> Option<Decimal> {
    let trial = measured(grounds, option).and_then(|found| Some(found.accuracy.as_ref()?.base()));
    [grounds.accuracy(option), trial].into_iter().flatten().min()
}

fn cost(grounds: &Grounds<'_>, option: usize) -> Option<Decimal> {
    let trial = measured(grounds, option).and_then(|found| Some(found.cost_per_request.as_ref()?.base()));
    [grounds.result(option).cost_per_request, trial].into_iter().flatten().max()
}

/// The requirements that, a little lower, would let another option win.
pub(super) fn required(grounds: &Grounds<'_>, contenders: &Contenders, verdict: &Verdict) -> Vec<Change> {
    let home = (verdict.outcome, verdict.option);
    let short = grounds.all().filter(|option| !contenders.qualifies(*option));
    let trials = short.flat_map(|option| DEMANDS.iter().map(move |demand| (option, demand)));
    trials.filter_map(|(option, demand)| demand.lowered(grounds, option, home)).collect()
}

impl Demand {
    /// The verdict if no more were asked than an option reaches.
    fn lowered(&self, grounds: &Grounds<'_>, option: usize, home: Choice) -> Option<Change> {
        let mut decision = grounds.decision().clone();
        let input = (self.slot)(&mut decision.requirements).as_mut()?;
        let (asked, reached) = (input.base(), (self.reached)(grounds, option)?);
        let fails = if self.at_least { reached < asked } else { reached > asked };
        if !fails {
            return None;
        }
        input.quantity = Quantity::certain(reached);
        let choice = other(grounds, home, &decision)?;
        let currency = grounds.figures.scenario.currency;
        let shown = |x: Decimal, places: u32| match self.key {
            "p95_latency_ms" => format!("{} ms", number(x, places)),
            "cost_per_request" => unit_price(x, currency),
            _ => in_percent(x, places),
        };
        let (to, from) = apart(reached, asked, shown);
        let key = format!("decision.requirements.{}", self.key);
        let text = format!(
            "were {to} {} enough instead of {from}: {}",
            self.what,
            becomes(grounds.figures, &decision, choice)
        );
        let distance = reached.checked_div(asked).map_or(Decimal::MAX, distance);
        Some(Change { what: Sentence::new(text, &[&key]), distance, becomes: choice })
    }
}
