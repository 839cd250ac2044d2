//! Both frameworks walked: every step as question, answer, evidence and what follows.

use super::candidates::{Class, Failure, class, failures, percent};
use super::grounds::Grounds;
use super::money::{Check, TUNABLE, is_tuned};
use super::questions::{CORE, INSIDE, INTEGRATION, MEASURED, ML_TEAM, PRODUCT, PROMPTS, Question, RETRIEVAL, RULES};
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

/// The seven steps from problem to cost-benefit.
pub(super) fn seven(grounds: &Grounds<'_>, verdict: &Verdict) -> Vec<Step> {
    vec![
        problem(grounds),
        asked("2 Is a language model needed?", RULES, (grounds, Vec::new())),
        asked("3 A core differentiator?", CORE, (grounds, Vec::new())),
        asked("4 Start with a third-party API", MEASURED, (grounds, trials(grounds))),
        gaps(grounds),
        tuning(grounds),
        cost_benefit(grounds, verdict),
    ]
}

/// The path through the four kinds of option.
pub(super) fn four(grounds: &Grounds<'_>, verdict: &Verdict) -> Vec<Step> {
    let classes = |wanted: &[Class]| -> Vec<Sentence> {
        let scenario = grounds.figures.scenario;
        let of = grounds.all().filter(|option| wanted.contains(&class(scenario, *option)));
        of.map(|option| cost(grounds, option)).collect()
    };
    let fine_tune = [Class::TunedPerToken, Class::TunedOnGpus];
    let mut ceiling = asked("Prompting meets a ceiling?", PROMPTS, (grounds, classes(&fine_tune)));
    if ceiling.answer == Answer::Yes {
        let team = match ML_TEAM.answer(grounds.decision()) {
            Some(true) => "with the team that is there",
            Some(false) => "which takes a team that is not there",
            None => "which takes labeled data and a team (`decision.ml_team`)",
        };
        ceiling.next = format!("consider fine-tuning, {team}");
    }
    let mut inside = asked("Hard privacy or cost requirements?", INSIDE, (grounds, classes(&[Class::SelfHosted])));
    if verdict.outcome == Outcome::SelfHost {
        "evaluate self-hosting".clone_into(&mut inside.next);
    }
    vec![
        asked("A product that works as it is?", PRODUCT, (grounds, classes(&[Class::Product]))),
        asked("Does it need integration?", INTEGRATION, (grounds, classes(&[Class::Api]))),
        ceiling,
        inside,
    ]
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

fn gaps(grounds: &Grounds<'_>) -> Step {
    let scenario = grounds.figures.scenario;
    let stated = grounds.decision().gaps.clone();
    let apis = grounds.all().filter(|option| class(scenario, *option) == Class::Api);
    let missed: Vec<Failure> = apis.flat_map(|option| failures(grounds, option)).filter(|f| f.is_quality).collect();
    let mut evidence: Vec<Sentence> = missed.into_iter().map(|failure| failure.why).collect();
    if let Some(gaps) = stated.as_ref().filter(|gaps| !gaps.is_empty()) {
        evidence.push(Sentence::new(format!("gaps: {}", gaps.join(", ")), &["decision.gaps"]));
    }
    let (answer, next) = match &stated {
        _ if !evidence.is_empty() => (Answer::Yes, "better prompts, retrieval and workflows first"),
        Some(_) => (Answer::No, "stay with the API"),
        None => (Answer::Open("gaps"), "say what the API does not do well enough, or `gaps = []`"),
    };
    Step {
        title: "5 Where are the gaps?",
        question: "does the API fall short of what is needed?",
        answer,
        evidence,
        next: next.to_owned(),
    }
}

fn tuning(grounds: &Grounds<'_>) -> Step {
    let decision = grounds.decision();
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
    let (answer, next) = match (tried, &decision.gaps) {
        ([Some(false), _] | [_, Some(false)], _) => (Answer::No, "prompts and retrieval come first"),
        ([None, _], _) => (Answer::Open("prompting_exhausted"), "exhaust prompts and retrieval first"),
        ([_, None], _) => (Answer::Open("retrieval_tried"), "try retrieval first"),
        (_, None) => (Answer::Open("gaps"), "say which gaps are left"),
        (_, Some(_)) if closable.is_empty() => (Answer::No, "stay with the API"),
        _ => (Answer::Yes, "consider fine-tuning, if the money supports it"),
    };
    Step {
        title: "6 Consider fine-tuning",
        question: "is a gap in format, jargon, tone, extraction or consistency left that prompts cannot close?",
        answer,
        evidence,
        next: next.to_owned(),
    }
}

fn cost_benefit(grounds: &Grounds<'_>, verdict: &Verdict) -> Step {
    let title = "7 Cost and benefit";
    let question = "does something more complex pay for itself, beyond doubt?";
    let Some((option, checks)) = &verdict.instead else {
        let tuned = grounds.all().any(|option| is_tuned(class(grounds.figures.scenario, option)));
        let text = if tuned { "nothing more complex scores better" } else { "nothing more complex is compared" };
        let next = "stay with the simplest that qualifies".to_owned();
        return Step { title, question, answer: Answer::No, evidence: vec![Sentence::plain(text)], next };
    };
    let name = grounds.name(*option);
    let said = |check: &Check| {
        let mark = if check.holds == Some(true) { "holds" } else { "does not hold" };
        Sentence { text: format!("{mark}: {}", said_whole(check)), sources: check.why.sources.clone() }
    };
    let holds = checks.iter().all(|check| check.holds == Some(true));
    Step {
        title,
        question,
        answer: if holds { Answer::Yes } else { Answer::No },
        evidence: checks.iter().map(said).collect(),
        next: if holds { format!("take `{name}`") } else { format!("don't take `{name}` yet") },
    }
}

/// A check in words that hold by themselves; answers say their key.
fn said_whole(check: &Check) -> String {
    match check.why.sources.first().filter(|source| source.starts_with("decision.") && check.holds == Some(true)) {
        Some(key) => format!("`{key}`"),
        None => check.why.text.clone(),
    }
}
