//! The path through the four kinds of option.

use super::candidates::{Class, TUNED, class};
use super::contenders::Contenders;
use super::grounds::Grounds;
use super::questions::{INSIDE, INTEGRATION, ML_TEAM, PRODUCT, PROMPTS};
use super::sentence::Sentence;
use super::step::{Answer, Step, Walk, asked};
use super::verdict::{Outcome, Verdict};

/// The path through the four kinds of option.
pub(super) fn four(grounds: &Grounds<'_>, contenders: &Contenders, verdict: &Verdict) -> Vec<Step> {
    let walk = Walk { grounds, contenders, verdict };
    let classes = |wanted: &[Class]| -> Vec<Sentence> {
        let scenario = grounds.figures.scenario;
        let of = grounds.all().filter(|option| wanted.contains(&class(scenario, *option)));
        of.map(|option| cost(grounds, option)).collect()
    };
    let mut product = asked("A product that works as it is?", PRODUCT, (grounds, classes(&[Class::Product])));
    if product.answer == Answer::Yes && verdict.outcome != Outcome::UseProduct {
        "no product can be used: see the reasons".clone_into(&mut product.next);
    }
    let mut integration = asked("Does it need integration?", INTEGRATION, (grounds, classes(&[Class::Api])));
    if walk.no_api_may_be_used() && integration.answer == Answer::Yes {
        "no API may be used, since data must stay inside".clone_into(&mut integration.next);
    }
    let mut ceiling = asked("Prompting meets a ceiling?", PROMPTS, (grounds, classes(&TUNED)));
    if walk.no_api_may_be_used() && ceiling.answer == Answer::No {
        "no API may be used: what runs inside is prompted better once it runs".clone_into(&mut ceiling.next);
    }
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

fn cost(grounds: &Grounds<'_>, option: usize) -> Sentence {
    let name = grounds.name(option);
    let text = format!("`{name}`: {} of present value", grounds.money(grounds.result(option).present_value));
    Sentence::new(text, &[&format!("{name}.present_value")])
}
