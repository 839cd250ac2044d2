//! The golden rule: something more complex is taken only when the answers and the money support it.

use super::candidates::is_simple;
use super::checks::{answers, checks, meets_what_others_miss};
use super::contenders::Contenders;
use super::doubts::{asked, doubts, is_lacking, teams_first};
use super::grounds::Grounds;
use super::measure::how_to_measure;
use super::questions::{INFRASTRUCTURE, INSIDE, MEASURED, ML_TEAM, PRODUCT, PROMPTS, Question, RETRIEVAL, RULES};
use super::sentence::Sentence;
use super::settle::{outcome_of, settled};
use super::stay::stay;
use super::verdict::{Outcome, Verdict, Weighed};

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
    found.first.extend(teams_first(grounds, &weighed));
    found.weighed = Some(weighed);
    found
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

fn ahead(grounds: &Grounds<'_>, option: usize, other: usize) -> String {
    let lead = grounds.money(grounds.lead(option, other));
    let what = if grounds.by_value() { format!("worth {lead} more") } else { format!("{lead} cheaper") };
    format!("`{}` is {what} in present value", grounds.name(option))
}
