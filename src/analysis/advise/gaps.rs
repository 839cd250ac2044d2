//! The steps about gaps: where the API falls short, and whether tuning closes that.

use super::candidates::{Class, TUNED, class};
use super::questions::{PROMPTS, RETRIEVAL};
use super::requirements::{Cause, Failure};
use super::sentence::Sentence;
use super::step::{Answer, Step, Walk};
use super::verdict::Outcome;

/// Gaps that tuning can close.
const TUNABLE: [&str; 5] = ["format", "jargon", "tone", "extraction", "consistency"];

/// Step 5: where the API falls short.
pub(super) fn gaps(walk: Walk<'_>) -> Step {
    let Walk { grounds, contenders, verdict } = walk;
    let scenario = grounds.figures.scenario;
    let stated = grounds.decision().gaps.clone();
    let apis = grounds.all().filter(|option| class(scenario, *option) == Class::Api);
    let missed = apis.flat_map(|option| &contenders.failed[option]).filter(|failure| failure.cause == Cause::Quality);
    let mut evidence: Vec<Sentence> = missed.map(|failure: &Failure| failure.why.clone()).collect();
    if let Some(gaps) = stated.as_ref().filter(|gaps| !gaps.is_empty()) {
        evidence.push(Sentence::new(format!("gaps: {}", gaps.join(", ")), &["decision.gaps"]));
    }
    let tried = [PROMPTS, RETRIEVAL].iter().all(|question| question.answer(grounds.decision()) == Some(true));
    let (answer, next) = match &stated {
        _ if !evidence.is_empty() && tried => (Answer::Yes, "prompts and retrieval were tried: go on to step 6"),
        _ if !evidence.is_empty() => (Answer::Yes, "better prompts, retrieval and workflows first"),
        Some(_) if walk.takes(&[Class::Api]) => (Answer::No, "stay with the API"),
        Some(_) => (Answer::No, "no gap speaks for more: what does is in step 7"),
        None => (Answer::Open("gaps"), "say what the API does not do well enough, or `gaps = []`"),
    };
    let next = match answer {
        _ if walk.no_api_may_be_used() => "no API may be used, since data must stay inside: go on to step 7",
        Answer::Yes if !tried && verdict.outcome == Outcome::NoModel => "nothing to close where no model is used",
        _ => next,
    };
    Step {
        title: "5 Where are the gaps?",
        question: "does the API fall short of what is needed?",
        answer,
        evidence,
        next: next.to_owned(),
    }
}

/// Step 6: whether tuning is to be considered.
pub(super) fn tuning(walk: Walk<'_>) -> Step {
    let decision = walk.grounds.decision();
    let closable: Vec<&str> = (decision.gaps.iter().flatten())
        .map(String::as_str)
        .filter(|gap| TUNABLE.contains(&gap.to_lowercase().as_str()))
        .collect();
    let tried = [PROMPTS, RETRIEVAL].map(|question| question.answer(decision));
    let mut evidence = Vec::new();
    if !closable.is_empty() {
        evidence.push(Sentence::new(format!("tuning can close: {}", closable.join(", ")), &["decision.gaps"]));
    } else if decision.gaps.as_ref().is_some_and(|gaps| !gaps.is_empty()) {
        evidence.push(Sentence::new("tuning closes none of the gaps: it teaches form, not facts", &["decision.gaps"]));
    }
    let is_tuned = |option: usize| TUNED.contains(&class(walk.grounds.figures.scenario, option));
    let is_compared = walk.grounds.all().any(is_tuned);
    let (answer, next) = match (tried, &decision.gaps) {
        ([Some(false), _] | [_, Some(false)], _) => (Answer::No, "prompts and retrieval come first"),
        ([None, _], _) => (Answer::Open("prompting_exhausted"), "exhaust prompts and retrieval first"),
        ([_, None], _) => (Answer::Open("retrieval_tried"), "try retrieval first"),
        (_, None) => (Answer::Open("gaps"), "say which gaps are left"),
        (_, Some(_)) if closable.is_empty() => (Answer::No, "no gap speaks for tuning: only cost or accuracy can"),
        _ => (Answer::Yes, "consider fine-tuning, if the money supports it"),
    };
    let next = match (is_compared, walk.takes(&TUNED)) {
        (false, _) => "no tuned option is compared",
        (true, true) if answer == Answer::Yes => "tune: step 7 says what it gains",
        (true, true) => "tune all the same: step 7 says what it gains",
        (true, false) => next,
    };
    Step {
        title: "6 Consider fine-tuning",
        question: "is a gap in format, jargon, tone, extraction or consistency left that prompts cannot close?",
        answer,
        evidence,
        next: next.to_owned(),
    }
}
