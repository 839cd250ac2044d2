//! What a verdict rests on and nobody knows for sure: figures that are required and were not measured, two that
//! differ, and accuracy that nobody stated or put a price on.

use rust_decimal::Decimal;

use super::candidates::is_simple;
use super::contenders::Contenders;
use super::grounds::Grounds;
use super::known::{doers, is_accuracy_known, required};
use super::questions::{OpenQuestion, PRODUCT, RULES};
use super::requirements::{in_percent, measured};
use super::words::apart;
use crate::scenario::Plan;

/// What is not known of the option that a verdict rests on, and of those it was held against.
pub(super) fn doubtful(
    grounds: &Grounds<'_>,
    contenders: &Contenders,
    (option, others): (usize, &[usize]),
) -> Vec<OpenQuestion> {
    let mut found = unmeasured(grounds, option);
    found
        .extend(std::iter::once(option).chain(others.iter().copied()).filter_map(|who| unlike_the_trial(grounds, who)));
    found.extend(unstated(grounds, option));
    found.extend(unpriced(grounds, contenders, option));
    found
}

/// Two accuracies of one option: a trial's, and the one that the money is worked out with.
fn unlike_the_trial(grounds: &Grounds<'_>, option: usize) -> Option<OpenQuestion> {
    let (name, plan) = (grounds.name(option), grounds.plan(option));
    let trial = measured(grounds, option)?.accuracy.as_ref()?.base();
    let (low, high) = stated(plan)?;
    if (low..=high).contains(&trial) {
        return None;
    }
    let (trial, used) = apart(trial, if trial < low { low } else { high }, in_percent);
    Some(OpenQuestion {
        key: format!("options.{name}.accuracy"),
        asks: format!(
            "is it {used} for `{name}`, though a trial measured {trial} (`decision.measured.{name}.accuracy`)?"
        ),
        yes: "the verdict stands: correct what the trial says".to_owned(),
        no: "write what the trial measured: the money is worked out with this key".to_owned(),
    })
}

/// The lowest and the highest accuracy that an option states, for all workloads or for one.
fn stated(plan: &Plan) -> Option<(Decimal, Decimal)> {
    let general = Some(&plan.accuracy).filter(|accuracy| !accuracy.is_default());
    let all = general.into_iter().chain(plan.overrides.iter().filter_map(|other| other.accuracy.as_ref()));
    let ends = all.map(|accuracy| (accuracy.quantity.low(), accuracy.quantity.high()));
    ends.reduce(|(low, high), (l, h)| (low.min(l), high.max(h)))
}

/// An accuracy that nobody stated, where answers are ranked by what they are worth.
fn unstated(grounds: &Grounds<'_>, option: usize) -> Vec<OpenQuestion> {
    if !grounds.by_value() || grounds.decision().requirements.accuracy.is_some() {
        return Vec::new(); // where it is required, it is asked for already
    }
    let unknown = doers(grounds, option).into_iter().filter(|who| !is_accuracy_known(grounds, *who));
    let asked = unknown.map(|who| {
        let name = grounds.name(who);
        OpenQuestion {
            key: format!("options.{name}.accuracy"),
            asks: format!(
                "is every answer of `{name}` right? nobody stated its accuracy, and each counts as worth its value"
            ),
            yes: "the verdict stands".to_owned(),
            no: "state it: what its wrong answers cost is not in the figures".to_owned(),
        }
    });
    asked.collect()
}

/// Accuracy that is given up and that nobody put a price on: no value, no cost of a failure, no requirement.
fn unpriced(grounds: &Grounds<'_>, contenders: &Contenders, option: usize) -> Option<OpenQuestion> {
    // who says that rules would do, or that a product fits, says that it is accurate enough
    let is_said = [RULES, PRODUCT].iter().any(|question| question.answer(grounds.decision()) == Some(true));
    if is_said || grounds.by_value() || grounds.decision().requirements.accuracy.is_some() {
        return None;
    }
    let known = |option: usize| doers(grounds, option).into_iter().all(|who| is_accuracy_known(grounds, who));
    let own = grounds.accuracy(option).filter(|_| known(option))?;
    // what a dearer, more complex one gains over a simple one is looked at as a trap
    let is_simple = |option: usize| is_simple(grounds.figures.scenario, option);
    let others = grounds.all().filter(|other| !is_simple(option) || is_simple(*other));
    let others = others.filter(|other| contenders.qualifies(*other) && known(*other));
    let others = others.filter_map(|other| Some((grounds.accuracy(other)?, other)));
    let (most, better) = others.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    if most <= own {
        return None;
    }
    let (own, most) = apart(own, most, in_percent);
    let name = grounds.name(option);
    Some(OpenQuestion {
        key: "decision.requirements.accuracy".to_owned(),
        asks: format!(
            "are the {own} of `{name}` enough? `{}` reaches {most}, and nobody said what a right answer is worth",
            grounds.name(better)
        ),
        yes: format!("the verdict stands: write {own} as what is required"),
        no: format!("write what is required, or `value_per_success`: `{name}` may be the dearer one"),
    })
}

/// What is required of an option and nobody measured: of itself, or of each member where it blends.
pub(super) fn unmeasured(grounds: &Grounds<'_>, option: usize) -> Vec<OpenQuestion> {
    let mut found = Vec::new();
    for limit in required(grounds) {
        let is_known = |who: usize| measured(grounds, who).and_then(limit.found).is_some();
        if is_known(option) {
            continue;
        }
        for who in doers(grounds, option).into_iter().filter(|who| !is_known(*who)) {
            found.push(to_measure(grounds, (who, limit.key), &limit.words));
        }
    }
    if grounds.decision().requirements.accuracy.is_some() {
        for who in doers(grounds, option).into_iter().filter(|who| !is_accuracy_known(grounds, *who)) {
            found.push(to_measure(grounds, (who, "accuracy"), "accuracy, which nobody stated"));
        }
    }
    found
}

fn to_measure(grounds: &Grounds<'_>, (option, key): (usize, &str), words: &str) -> OpenQuestion {
    let name = grounds.name(option);
    OpenQuestion {
        key: format!("decision.measured.{name}.{key}"),
        asks: format!("does `{name}` meet what is required? nobody measured it: {words}"),
        yes: "the verdict stands".to_owned(),
        no: format!("`{name}` is out"),
    }
}
