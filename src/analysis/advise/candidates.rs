//! What sort of option each is, and who serves for it.

use rust_decimal::Decimal;

use crate::scenario::{Blend, Kind, Scenario, Serving};

/// What sort of choice an option is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// What is done today, or anything else without a model.
    Custom,
    /// A product bought by the seat.
    Product,
    /// A third-party model.
    Api,
    /// A tuned model served per token.
    TunedPerToken,
    /// A tuned model on GPUs.
    TunedOnGpus,
    /// An open model on GPUs.
    SelfHosted,
    /// Several of these.
    Blend,
}

/// What sort of choice an option is.
#[must_use]
pub fn class(scenario: &Scenario, option: usize) -> Class {
    match &scenario.options[option].kind {
        Kind::Custom => Class::Custom,
        Kind::Seats(_) => Class::Product,
        Kind::Api(_) => Class::Api,
        Kind::SelfHosted(_) => Class::SelfHosted,
        Kind::Blend(_) => Class::Blend,
        Kind::FineTuned(tuned) => match tuned.serving {
            Serving::Tokens(_) => Class::TunedPerToken,
            Serving::Gpus(_) => Class::TunedOnGpus,
        },
    }
}

/// Whether some option that takes part in this one, itself included, is of one of these sorts.
pub(super) fn involves(scenario: &Scenario, option: usize, classes: &[Class]) -> bool {
    match &scenario.options[option].kind {
        Kind::Blend(blend) => Blend::members(blend).into_iter().any(|member| involves(scenario, member, classes)),
        _ => classes.contains(&class(scenario, option)),
    }
}

/// Models that somebody has to tune.
pub(super) const TUNED: [Class; 2] = [Class::TunedPerToken, Class::TunedOnGpus];
/// Models that run on GPUs of one's own or rented.
pub(super) const ON_GPUS: [Class; 2] = [Class::TunedOnGpus, Class::SelfHosted];

/// Whether an option is simple: an API, a product or what is done today, or a blend of these.
pub(super) fn is_simple(scenario: &Scenario, option: usize) -> bool {
    !involves(scenario, option, &TUNED) && !involves(scenario, option, &ON_GPUS)
}

/// The options that serve requests in some month of an option's ledger, itself included: members of a
/// blend, who serves until launch, and who takes over; with the option whose key says so, and the key.
pub(super) fn serving(scenario: &Scenario, option: usize) -> Vec<(usize, Option<(usize, &'static str)>)> {
    let mut found = vec![(option, None)];
    let mut next = 0;
    while let Some((who, _)) = found.get(next).copied() {
        let plan = &scenario.options[who];
        let interim = plan.interim.filter(|_| plan.launch_month > 1).map(|interim| (interim, "launch_month"));
        let retires = plan.retires.is_some_and(|month| month <= scenario.months);
        let successor = plan.successor.filter(|_| retires).map(|successor| (successor, "retires"));
        let members: Vec<usize> = match &plan.kind {
            Kind::Blend(blend) => Blend::members(blend).into_iter().collect(),
            _ => Vec::new(),
        };
        let named = members.into_iter().map(|member| (member, "kind"));
        for (other, key) in named.chain(interim).chain(successor) {
            if found.iter().all(|(known, _)| *known != other) {
                found.push((other, Some((who, key))));
            }
        }
        next += 1;
    }
    found
}

/// A share in percent, with one place at most.
pub(super) fn percent(share: Decimal) -> Decimal {
    share.saturating_mul(Decimal::ONE_HUNDRED).round_dp(1).normalize()
}
