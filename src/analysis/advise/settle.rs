//! A verdict put together from its outcome, reasons and questions.

use super::candidates::{Class, class, serving};
use super::grounds::Grounds;
use super::questions::{INSIDE, Question, open};
use super::sentence::Sentence;
use super::verdict::{Outcome, Verdict};

/// A verdict with one reason, on these questions.
pub(super) fn settled(
    grounds: &Grounds<'_>,
    (outcome, option): (Outcome, Option<usize>),
    (reasons, asked): (Vec<Sentence>, &[Question]),
) -> Verdict {
    let mut asked = asked.to_vec();
    let stays_inside = option.is_some_and(|option| keeps_data(grounds, option));
    if !stays_inside && outcome != Outcome::NoModel {
        asked.push(INSIDE);
    }
    let open = open(&asked, grounds.decision()).into_iter().map(Into::into).collect();
    Verdict { outcome, option, weighed: None, first: Vec::new(), reasons, open }
}

/// Whether nobody outside serves for an option.
fn keeps_data(grounds: &Grounds<'_>, option: usize) -> bool {
    let scenario = grounds.figures.scenario;
    let outside = [Class::Product, Class::Api, Class::TunedPerToken];
    serving(scenario, option).into_iter().all(|(who, _)| !outside.contains(&class(scenario, who)))
}

/// The outcome that an option stands for.
pub(super) fn outcome_of(grounds: &Grounds<'_>, option: usize) -> Outcome {
    match class(grounds.figures.scenario, option) {
        Class::Custom => Outcome::NoModel,
        Class::Product => Outcome::UseProduct,
        Class::Api => Outcome::OrchestrateApi,
        Class::TunedPerToken => Outcome::FineTunePerToken,
        Class::TunedOnGpus => Outcome::FineTuneOnGpus,
        Class::SelfHosted => Outcome::SelfHost,
        Class::Blend => Outcome::Blend,
    }
}
