//! The verdict on some grounds, with who is out and who stands in.

use super::contenders::Contenders;
use super::grounds::Grounds;
use super::requirements::{Cause, Failure};
use super::rule::{raise_limits, reach};
use super::sentence::Sentence;
use super::stand_ins::{limits_to_raise, stand_ins};
use super::verdict::{Outcome, Verdict};

/// Reaches the verdict.
pub(super) fn verdict(grounds: &Grounds<'_>) -> Verdict {
    verdict_among(grounds, &Contenders::of(grounds))
}

/// The same where it is known who is in the running.
pub(super) fn verdict_among(grounds: &Grounds<'_>, contenders: &Contenders) -> Verdict {
    let mut found = reach(grounds, contenders);
    if let Some(option) = found.option {
        found.reasons.extend(stand_ins(grounds, option));
        let asks = limits_to_raise(grounds, option).into_iter();
        for ask in asks.chain(better_with_a_higher_limit(grounds, contenders, option)) {
            // one limit is asked for once
            if found.first.iter().all(|known| known.sources.first() != ask.sources.first()) {
                found.first.push(ask);
            }
        }
    }
    if found.outcome == Outcome::NothingQualifies {
        found.first.extend(but_for_stand_ins(grounds, contenders));
    }
    for option in grounds.all().filter(|option| Some(*option) != found.option) {
        for failure in &contenders.failed[option] {
            let text = format!("`{}` is out: {}", grounds.name(option), failure.why.text);
            if found.reasons.iter().all(|reason| reason.text != text) {
                found.reasons.push(Sentence::of(text, failure.why.sources.clone()));
            }
        }
    }
    found
}

/// What only an account limit keeps out and the figures put before what is taken: the limit may be raised.
fn better_with_a_higher_limit(grounds: &Grounds<'_>, contenders: &Contenders, taken: usize) -> Vec<Sentence> {
    let better = |option: &usize| {
        contenders.needs_only_a_quota(*option) && *option != taken && grounds.score(*option) > grounds.score(taken)
    };
    let Some(best) = grounds.best(grounds.all().filter(better)) else { return Vec::new() };
    let lead = grounds.money(grounds.lead(best, taken));
    let asked = raise_limits(grounds, best).into_iter().map(|ask| {
        let text = format!("{}; by the figures it is then {lead} better than `{}`", ask.text, grounds.name(taken));
        Sentence::of(text, ask.sources.into_iter().chain([grounds.lead_metric(best, taken)]).collect())
    });
    asked.collect()
}

/// Options that are out only because of who stands in for them before their launch or after their retirement.
fn but_for_stand_ins(grounds: &Grounds<'_>, contenders: &Contenders) -> Vec<Sentence> {
    let by_stand_in = |failure: &Failure| {
        let role = |source: &String| source.ends_with(".launch_month") || source.ends_with(".retires");
        failure.cause == Cause::Inside && failure.why.sources.iter().any(role)
    };
    let own = |option: &usize| !contenders.qualifies(*option) && contenders.failed[*option].iter().all(by_stand_in);
    let said = grounds.all().filter(own).flat_map(|option| {
        contenders.failed[option].iter().map(move |failure| {
            let text = format!("`{}` itself would do: {}", grounds.name(option), failure.why.text);
            Sentence::of(text, failure.why.sources.clone())
        })
    });
    said.collect()
}
