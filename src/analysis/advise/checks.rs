//! The golden rule: what must hold before something more complex than the simplest option is recommended.
//! Here are the answers and what is gained; the money is in [`super::money`].

use rust_decimal::Decimal;

use super::candidates::{ON_GPUS, TUNED, involves, percent};
use super::check::Check;
use super::contenders::Contenders;
use super::elsewhere::Depth;
use super::grounds::Grounds;
use super::money::{flip, half_volume, lead, odds, payback};
use super::questions::{CORE, INFRASTRUCTURE, MEASURED, ML_TEAM, PROMPTS, Question, RETRIEVAL};
use super::requirements::{Failure, measured};
use super::sentence::Sentence;

/// Everything that must hold before `complex` is recommended instead of `simple`: the answers first,
/// then the money.
pub(super) fn checks(grounds: &Grounds<'_>, contenders: &Contenders, pair: (usize, usize)) -> Vec<Check> {
    let mut checks = answers(grounds, pair.0);
    checks.push(gain(grounds, pair));
    checks.extend(lead(grounds, pair));
    checks.extend(half_volume(grounds, pair));
    checks.extend(payback(grounds, contenders, pair));
    // draws and flip values are looked at last, and only where the rest holds: they cost most
    let is_sketch = grounds.elsewhere.is_some_and(|elsewhere| elsewhere.depth == Depth::Sketch);
    if !is_sketch && checks.iter().all(|check| check.holds == Some(true)) {
        checks.extend(odds(grounds, pair));
        checks.extend(flip(grounds, contenders, pair));
    }
    checks
}

/// What the answers must support.
pub(super) fn answers(grounds: &Grounds<'_>, option: usize) -> Vec<Check> {
    let (scenario, decision) = (grounds.figures.scenario, grounds.decision());
    let tuned = involves(scenario, option, &TUNED);
    let on_gpus = involves(scenario, option, &ON_GPUS);
    let asked: [(bool, Question, &str, &str); 5] = [
        (tuned, PROMPTS, "better prompts have been exhausted", "better prompts have not been exhausted"),
        (tuned, RETRIEVAL, "retrieval has been tried", "retrieval has not been tried"),
        (tuned, ML_TEAM, "there is a team to fine-tune", "there is no team to fine-tune"),
        (on_gpus, INFRASTRUCTURE, "there is a team to run GPUs", "there is no team to run GPUs"),
        (true, MEASURED, "it was measured on real data", "nothing was measured on real data"),
    ];
    let check = |(_, question, holds, fails): &(bool, Question, &str, &str)| {
        let key = question.path();
        let answer = question.answer(decision);
        let why = match answer {
            None => Sentence::new(format!("nobody answered `{key}`"), &[&key]),
            Some(true) => Sentence::new(*holds, &[&key]),
            Some(false) => Sentence::new(*fails, &[&key]),
        };
        Check { name: question.key, question: Some(*question), holds: answer, why, found: None, needed: None }
    };
    asked.iter().filter(|(applies, ..)| *applies).map(check).collect()
}

/// That an option meets what keeps the simpler one out.
pub(super) fn meets_what_others_miss(
    grounds: &Grounds<'_>,
    contenders: &Contenders,
    (option, short): (usize, usize),
) -> Check {
    let missed: Vec<&Failure> = contenders.failed[short].iter().collect();
    let words: Vec<&str> = missed.iter().map(|failure| failure.why.text.as_str()).collect();
    let text = format!("`{}` meets what `{}` misses: {}", grounds.name(option), grounds.name(short), words.join(", "));
    let sources = missed.iter().flat_map(|failure| failure.why.sources.clone()).collect();
    let why = Sentence::of(text, sources);
    Check { name: "gain", question: None, holds: Some(true), why, found: None, needed: None }
}

/// Whether something is gained: accuracy, cost, reliability or defensibility.
fn gain(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Check {
    let (own, other) = (grounds.result(complex), grounds.result(simple));
    let names = (grounds.name(complex), grounds.name(simple));
    let failure = |option: usize| Some(measured(grounds, option)?.failure_rate.as_ref()?.base());
    let mut gains = Vec::new();
    let mut sources = Vec::new();
    if let (Some(own), Some(other)) = (grounds.accuracy(complex), grounds.accuracy(simple))
        && own > other
    {
        let throughout = [complex, simple].iter().all(|option| grounds.serves_throughout(*option));
        gains.push(points(own - other, if throughout { "of accuracy" } else { "of accuracy once it serves" }));
        sources.extend([complex, simple].iter().flat_map(|option| grounds.accuracy_sources(*option)));
    }
    if own.present_value < other.present_value {
        let less = other.present_value.saturating_sub(own.present_value);
        gains.push(format!("{} of present value in cost", grounds.money(less)));
        sources.extend([format!("{}.present_value", names.0), format!("{}.present_value", names.1)]);
    }
    if let (Some(own), Some(other)) = (failure(complex), failure(simple))
        && own < other
    {
        gains.push(points(other - own, "fewer failures"));
        sources.extend([names.0, names.1].map(|name| format!("decision.measured.{name}.failure_rate")));
    }
    if CORE.answer(grounds.decision()) == Some(true) {
        gains.push("something of one's own".to_owned());
        sources.push("decision.core_differentiator".to_owned());
    }
    let text = if gains.is_empty() {
        "it gains nothing: no accuracy, cost, reliability or defensibility".to_owned()
    } else {
        format!("it gains {}", gains.join(", "))
    };
    let why = Sentence::of(text, sources);
    Check { name: "gain", question: None, holds: Some(!gains.is_empty()), why, found: None, needed: None }
}

fn points(share: Decimal, of: &str) -> String {
    let points = percent(share);
    if points == Decimal::ONE { format!("1 point {of}") } else { format!("{points} points {of}") }
}
