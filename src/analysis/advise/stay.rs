//! A simple option stays, though something more complex looks better: what for, and what comes first.

use rust_decimal::Decimal;

use super::candidates::{Class, class, involves};
use super::doubts::{asked, doubts, is_lacking, teams_first};
use super::grounds::Grounds;
use super::measure::how_to_measure;
use super::questions::{INFRASTRUCTURE, MEASURED, ML_TEAM, PROMPTS, Question, RETRIEVAL};
use super::sentence::Sentence;
use super::settle::{outcome_of, settled};
use super::verdict::{Outcome, Verdict, Weighed};

/// Stays with the simple option, or with nothing where that is not worth its cost.
pub(super) fn stay(grounds: &Grounds<'_>, (weighed, simple): (Weighed, usize)) -> Verdict {
    let (name, simple_name) = (grounds.name(weighed.option), grounds.name(simple));
    let doubts = doubts(&weighed);
    let shortfall = -grounds.score(simple);
    let loses = shortfall > Decimal::ZERO && grounds.values_everything();
    let start = match class(grounds.figures.scenario, simple) {
        _ if loses => format!("`{simple_name}` costs {} more than it is worth", grounds.money(shortfall)),
        Class::Custom => format!("keep `{simple_name}`"),
        _ => format!("start with `{simple_name}`"),
    };
    let lead = grounds.money(grounds.lead(weighed.option, simple));
    let text = format!("{start}: `{name}` looks {lead} better in present value, but {}", doubts.text);
    let metric = grounds.lead_metric(weighed.option, simple);
    let score = loses.then(|| grounds.score_metric(simple));
    let sources = std::iter::once(metric).chain(score).chain(doubts.sources).collect();
    let outcome = outcome(grounds, (&weighed, simple), loses);
    let gaps = has_gaps(grounds);
    let mut asked = asked([&weighed]);
    for question in [PROMPTS, RETRIEVAL] {
        if outcome == Outcome::OptimiseFirst && gaps && !asked.contains(&question) {
            asked.push(question);
        }
    }
    let taken = Some(simple).filter(|_| !loses);
    let mut found = settled(grounds, (outcome, taken), (vec![Sentence::of(text, sources)], &asked));
    if outcome == Outcome::MeasureFirst {
        found.first = how_to_measure(grounds, &[simple, weighed.option]);
    }
    if figures_hold(&weighed) {
        found.first.extend(teams_first(grounds, &weighed));
    }
    found.weighed = Some(weighed);
    found
}

/// What comes first: what answers keep out is worth measuring or staffing only where the figures are for it.
fn outcome(grounds: &Grounds<'_>, (weighed, simple): (&Weighed, usize), loses: bool) -> Outcome {
    let lacks = |question: &Question| figures_hold(weighed) && is_lacking(grounds, weighed, *question);
    let untried = [PROMPTS, RETRIEVAL].into_iter().any(|question| question.answer(grounds.decision()) != Some(true));
    match () {
        () if lacks(&MEASURED) => Outcome::MeasureFirst,
        () if loses && [ML_TEAM, INFRASTRUCTURE].iter().any(lacks) => Outcome::StaffFirst,
        () if loses => Outcome::NotWorthIt,
        // people and products have no prompts that could be better
        () if !involves(grounds.figures.scenario, simple, &[Class::Api]) => outcome_of(grounds, simple),
        () if [PROMPTS, RETRIEVAL].iter().any(lacks) || (has_gaps(grounds) && untried) => Outcome::OptimiseFirst,
        () => outcome_of(grounds, simple),
    }
}

fn has_gaps(grounds: &Grounds<'_>) -> bool {
    grounds.decision().gaps.as_ref().is_some_and(|gaps| !gaps.is_empty())
}

/// Whether every check of a figure holds.
fn figures_hold(weighed: &Weighed) -> bool {
    weighed.checks.iter().filter(|check| check.question.is_none()).all(|check| check.holds == Some(true))
}
