//! Both frameworks walked: every step as question, answer, evidence and what follows.

use super::candidates::{Class, TUNED, class, involves, percent};
use super::contenders::Contenders;
use super::grounds::Grounds;
use super::money::{Check, TUNABLE, is_tuned};
use super::questions::{CORE, INSIDE, INTEGRATION, MEASURED, ML_TEAM, PRODUCT, PROMPTS, Question, RETRIEVAL, RULES};
use super::requirements::{Cause, Failure};
use super::rule::beside;
use super::sentence::Sentence;
use super::verdict::{Outcome, Verdict};

/// How a step's question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Nobody answered; the key that does.
    Open(&'static str),
}

/// One step of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the step is called.
    pub title: &'static str,
    /// The question.
    pub question: &'static str,
    /// The answer.
    pub answer: Answer,
    /// What the scenario says to it.
    pub evidence: Vec<Sentence>,
    /// What follows.
    pub next: String,
}

fn asked(title: &'static str, question: Question, (grounds, evidence): (&Grounds<'_>, Vec<Sentence>)) -> Step {
    let (answer, next) = match question.answer(grounds.decision()) {
        Some(true) => (Answer::Yes, question.yes.to_owned()),
        Some(false) => (Answer::No, question.no.to_owned()),
        None => (Answer::Open(question.key), format!("yes: {}; no: {}", question.yes, question.no)),
    };
    Step { title, question: question.asks, answer, evidence, next }
}

/// What the steps say what follows from.
#[derive(Clone, Copy)]
struct Walk<'a> {
    grounds: &'a Grounds<'a>,
    contenders: &'a Contenders,
    verdict: &'a Verdict,
}

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

/// The path through the four kinds of option.
pub(super) fn four(grounds: &Grounds<'_>, contenders: &Contenders, verdict: &Verdict) -> Vec<Step> {
    let walk = Walk { grounds, contenders, verdict };
    let classes = |wanted: &[Class]| -> Vec<Sentence> {
        let scenario = grounds.figures.scenario;
        let of = grounds.all().filter(|option| wanted.contains(&class(scenario, *option)));
        of.map(|option| cost(grounds, option)).collect()
    };
    let fine_tune = [Class::TunedPerToken, Class::TunedOnGpus];
    let mut product = asked("A product that works as it is?", PRODUCT, (grounds, classes(&[Class::Product])));
    if product.answer == Answer::Yes && verdict.outcome != Outcome::UseProduct {
        "no product can be used: see the reasons".clone_into(&mut product.next);
    }
    let mut integration = asked("Does it need integration?", INTEGRATION, (grounds, classes(&[Class::Api])));
    if walk.no_api_may_be_used() && integration.answer == Answer::Yes {
        "no API may be used, since data must stay inside".clone_into(&mut integration.next);
    }
    let mut ceiling = asked("Prompting meets a ceiling?", PROMPTS, (grounds, classes(&fine_tune)));
    if ceiling.answer == Answer::Yes {
        let team = match ML_TEAM.answer(grounds.decision()) {
            Some(true) => "with the team that is there",
            Some(false) => "which takes a team that is not there",
            None => "which takes labeled data and a team (`decision.ml_team`)",
        };
        ceiling.next = format!("consider fine-tuning, {team}");
    }
    let inside = asked("Hard privacy or cost requirements?", INSIDE, (grounds, classes(&[Class::SelfHosted])));
    vec![product, integration, ceiling, inside]
}

impl Walk<'_> {
    fn no_api_may_be_used(&self) -> bool {
        INSIDE.answer(self.grounds.decision()) == Some(true)
    }

    /// Whether the option to take now is of one of these sorts.
    fn takes(&self, classes: &[Class]) -> bool {
        let scenario = self.grounds.figures.scenario;
        let taken = self.verdict.option.filter(|_| self.verdict.outcome != Outcome::MeasureFirst);
        taken.is_some_and(|option| involves(scenario, option, classes))
    }
}

fn cost(grounds: &Grounds<'_>, option: usize) -> Sentence {
    let name = grounds.name(option);
    let text = format!("`{name}`: {} of present value", grounds.money(grounds.result(option).present_value));
    Sentence::new(text, &[&format!("{name}.present_value")])
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

/// What was measured in trials, against what is required.
fn trials(grounds: &Grounds<'_>) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (option, measured) in &grounds.decision().measured {
        let name = grounds.name(*option);
        let mut parts = Vec::new();
        if let Some(accuracy) = &measured.accuracy {
            parts.push(format!("{} % accurate", percent(accuracy.base())));
        }
        if let Some(latency) = &measured.p95_latency_ms {
            parts.push(format!("{} ms at p95", latency.base().normalize()));
        }
        if let Some(failures) = &measured.failure_rate {
            parts.push(format!("{} % fail", percent(failures.base())));
        }
        if !parts.is_empty() {
            let key = format!("decision.measured.{name}");
            found.push(Sentence::new(format!("`{name}` in a trial: {}", parts.join(", ")), &[&key]));
        }
    }
    found
}

fn gaps(walk: Walk<'_>) -> Step {
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

fn tuning(walk: Walk<'_>) -> Step {
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
    let is_tuned = |option: usize| is_tuned(class(walk.grounds.figures.scenario, option));
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
        (true, true) => "tune: step 7 says what it gains",
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
