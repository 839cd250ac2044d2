//! The golden rule: something more complex is taken only when the answers and the money support it.

use super::candidates::{Class, class, involves, is_simple};
use super::check::Check;
use super::checks::{answers, checks, meets_what_others_miss};
use super::contenders::Contenders;
use super::grounds::Grounds;
use super::measure::how_to_measure;
use super::questions::{INFRASTRUCTURE, INSIDE, MEASURED, ML_TEAM, PRODUCT, PROMPTS, Question, RETRIEVAL, RULES};
use super::sentence::Sentence;
use super::settle::{outcome_of, settled};
use super::verdict::{Outcome, Verdict, Weighed};
use super::words::listed;

/// Something more complex scores best: the best one whose every check holds is taken, else `simple` stays
/// and the best one's doubts are said.
pub(super) fn weigh(grounds: &Grounds<'_>, contenders: &Contenders, simple: usize) -> Verdict {
    let better = contenders.complex.iter().copied().take_while(|option| grounds.score(*option) > grounds.score(simple));
    let mut passed_over: Vec<Weighed> = Vec::new();
    for option in better {
        let checks = checks(grounds, contenders, (option, simple));
        let weighed = Weighed { option, against: Some(simple), checks };
        if weighed.holds() {
            return take(grounds, (weighed, simple), &passed_over);
        }
        passed_over.push(weighed);
    }
    passed_over.truncate(1);
    match passed_over.pop() {
        Some(weighed) => stay(grounds, (weighed, simple)),
        None => settled(grounds, (outcome_of(grounds, simple), Some(simple)), (Vec::new(), &[RULES, PRODUCT])),
    }
}

/// Takes what is weighed; better ones that were passed over are named.
fn take(grounds: &Grounds<'_>, (weighed, simple): (Weighed, usize), passed_over: &[Weighed]) -> Verdict {
    let complex = weighed.option;
    let text = format!("{} than `{}`, with a margin", ahead(grounds, complex, simple), grounds.name(simple));
    let mut reasons = vec![Sentence::new(text, &[&grounds.lead_metric(complex, simple)])];
    for better in passed_over {
        let doubts = doubts(better);
        let text = format!("`{}` looks better still, but {}", grounds.name(better.option), doubts.text);
        reasons.push(Sentence::of(text, doubts.sources));
    }
    let asked = asked(passed_over.iter().chain([&weighed]));
    let taken = (outcome_of(grounds, complex), Some(complex));
    Verdict { weighed: Some(weighed), ..settled(grounds, taken, (reasons, &asked)) }
}

/// Stays with the simple option.
fn stay(grounds: &Grounds<'_>, (weighed, simple): (Weighed, usize)) -> Verdict {
    let (name, simple_name) = (grounds.name(weighed.option), grounds.name(simple));
    let doubts = doubts(&weighed);
    let is_present = class(grounds.figures.scenario, simple) == Class::Custom;
    let start = if is_present { "keep" } else { "start with" };
    let start = format!("{start} `{simple_name}`: `{name}` looks better, but {}", doubts.text);
    let lacks = |question: &Question| is_lacking(grounds, &weighed, *question);
    let untried = [PROMPTS, RETRIEVAL].into_iter().any(|question| question.answer(grounds.decision()) != Some(true));
    let gaps = grounds.decision().gaps.as_ref().is_some_and(|gaps| !gaps.is_empty());
    let outcome = match () {
        () if lacks(&MEASURED) => Outcome::MeasureFirst,
        // people and products have no prompts that could be better
        () if !prompted(grounds, simple) => outcome_of(grounds, simple),
        () if [PROMPTS, RETRIEVAL].iter().any(lacks) || (gaps && untried) => Outcome::OptimiseFirst,
        () => outcome_of(grounds, simple),
    };
    let reasons = vec![Sentence::of(start, doubts.sources)];
    let mut asked = asked([&weighed]);
    asked.extend([PROMPTS, RETRIEVAL].into_iter().filter(|_| outcome == Outcome::OptimiseFirst && gaps));
    asked.dedup();
    let mut found = settled(grounds, (outcome, Some(simple)), (reasons, &asked));
    if outcome == Outcome::MeasureFirst {
        found.first = how_to_measure(grounds, &[simple, weighed.option]);
    }
    found.weighed = Some(weighed);
    found
}

/// No simple option qualifies. Where only the quality of answers keeps `reserve` out, the answers must
/// support more all the same; else there is no other way, and what is missing comes first.
pub(super) fn must(grounds: &Grounds<'_>, contenders: &Contenders, reserve: Option<usize>) -> Verdict {
    let weighed = |option: usize| {
        let mut checks = answers(grounds, option);
        match reserve {
            Some(reserve) => checks.push(meets_what_others_miss(grounds, contenders, (option, reserve))),
            None => checks.retain(|check| !check.question.is_some_and(|asked| [PROMPTS, RETRIEVAL].contains(&asked))),
        }
        Weighed { option, against: reserve, checks }
    };
    // what is not tuned comes before what is, until prompts and retrieval were tried
    let all: Vec<Weighed> = contenders.complex.iter().map(|option| weighed(*option)).collect();
    let ready = |weighed: &&Weighed| {
        let checks = answers(grounds, weighed.option);
        checks.iter().all(|check| check.holds == Some(true))
    };
    let Some(weighed) = all.iter().find(ready).or(all.first()).cloned() else {
        return settled(grounds, (Outcome::NothingQualifies, None), (Vec::new(), &[RULES, PRODUCT]));
    };
    let name = grounds.name(weighed.option);
    let lacks = |question: &Question| is_lacking(grounds, &weighed, *question);
    let (outcome, option) = match reserve {
        Some(_) if lacks(&MEASURED) => (Outcome::MeasureFirst, None),
        Some(_) if [ML_TEAM, INFRASTRUCTURE].iter().any(lacks) => (Outcome::StaffFirst, None),
        Some(_) if !weighed.holds() => (Outcome::OptimiseFirst, None),
        _ => (outcome_of(grounds, weighed.option), Some(weighed.option)),
    };
    let mut reasons = vec![no_other_way(grounds, weighed.option)];
    if option.is_none() {
        let doubts = doubts(&weighed);
        let text = format!("don't take `{name}` yet: {}", doubts.text);
        reasons.insert(0, Sentence::of(text, doubts.sources));
    }
    let mut found = settled(grounds, (outcome, option), (reasons, &asked([&weighed])));
    if lacks(&MEASURED) {
        found.first.extend(how_to_measure(grounds, &[reserve.as_slice(), &[weighed.option]].concat()));
    }
    for (question, who) in [(ML_TEAM, "a team to label, tune and retrain"), (INFRASTRUCTURE, "a team to run GPUs")] {
        if lacks(&question) {
            let key = question.path();
            let text = match question.answer(grounds.decision()) {
                None => {
                    format!("say whether there is {who}: without one, hire or contract it before `{name}` is built")
                }
                Some(_) => format!("hire or contract {who} before `{name}` is built"),
            };
            found.first.push(Sentence::new(text, &[&key]));
        }
    }
    found.weighed = Some(weighed);
    found
}

/// Whether a model is prompted in a simple option.
fn prompted(grounds: &Grounds<'_>, simple: usize) -> bool {
    involves(grounds.figures.scenario, simple, &[Class::Api])
}

fn no_other_way(grounds: &Grounds<'_>, complex: usize) -> Sentence {
    let name = grounds.name(complex);
    let is_complex = |option: &usize| !is_simple(grounds.figures.scenario, *option);
    let several = grounds.all().filter(is_complex).count() > 1;
    let best = if several { "the best of the others" } else { "what is left" };
    if INSIDE.answer(grounds.decision()) == Some(true) {
        let text = format!("data must stay inside, which no simpler option that qualifies does: `{name}` is {best}");
        return Sentence::new(text, &["decision.data_must_stay_inside"]);
    }
    Sentence::plain(format!("no API, product or present way qualifies: `{name}` is {best}"))
}

/// Whether a check asks a question that was not answered with yes.
fn is_lacking(grounds: &Grounds<'_>, weighed: &Weighed, question: Question) -> bool {
    let is_asked = weighed.checks.iter().any(|check| check.question == Some(question));
    is_asked && question.answer(grounds.decision()) != Some(true)
}

/// The questions on the way.
fn asked<'w>(weighed: impl IntoIterator<Item = &'w Weighed>) -> Vec<Question> {
    let mut asked = vec![RULES, PRODUCT];
    for question in weighed.into_iter().flat_map(|weighed| &weighed.checks).filter_map(|check| check.question) {
        if !asked.contains(&question) {
            asked.push(question);
        }
    }
    asked
}

/// What does not hold, in one sentence.
fn doubts(weighed: &Weighed) -> Sentence {
    let doubts = weighed.checks.iter().filter(|check| check.holds != Some(true));
    let (unanswered, found): (Vec<&Check>, Vec<&Check>) = doubts.partition(|check| check.holds.is_none());
    let keys: Vec<String> = unanswered.iter().flat_map(|check| check.why.sources.clone()).collect();
    let mut words: Vec<String> = found.iter().map(|check| check.why.text.clone()).collect();
    if !keys.is_empty() {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        words.push(format!("nobody answered {}", listed(&keys)));
    }
    let sources = keys.into_iter().chain(found.iter().flat_map(|check| check.why.sources.clone())).collect();
    Sentence::of(words.join(", and "), sources)
}

fn ahead(grounds: &Grounds<'_>, option: usize, other: usize) -> String {
    let lead = grounds.money(grounds.lead(option, other));
    let what = if grounds.by_value() { format!("worth {lead} more") } else { format!("{lead} cheaper") };
    format!("`{}` is {what} in present value", grounds.name(option))
}
