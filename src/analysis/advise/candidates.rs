//! What sort of option each is, and which requirements it fails.

use rust_decimal::Decimal;

use super::grounds::Grounds;
use super::sentence::Sentence;
use crate::quantity::figures::unit_price;
use crate::scenario::{Blend, Input, Kind, Scenario, Serving};

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

/// A requirement that an option fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Whether better prompts or retrieval could mend it: the quality of answers.
    pub is_quality: bool,
    /// Which, in words.
    pub why: Sentence,
}

/// The requirements that an option fails.
#[must_use]
pub fn failures(grounds: &Grounds<'_>, option: usize) -> Vec<Failure> {
    let hard = hard(grounds, option).into_iter().map(|why| Failure { is_quality: false, why });
    let quality = quality(grounds, option).into_iter().map(|why| Failure { is_quality: true, why });
    hard.chain(quality).collect()
}

/// What no prompt can mend.
fn hard(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let (scenario, decision, name) = (grounds.figures.scenario, grounds.decision(), grounds.name(option));
    let mut found = Vec::new();
    let result = grounds.result(option);
    if !result.is_feasible() {
        let metric = format!("{name}.infeasible_months");
        found.push(Sentence::new("its fleet cannot serve every request", &[&metric]));
    }
    if decision.data_must_stay_inside == Some(true)
        && involves(scenario, option, &[Class::Product, Class::Api, Class::TunedPerToken])
    {
        found.push(Sentence::new("data must stay inside", &["decision.data_must_stay_inside"]));
    }
    if decision.product_fits_as_is == Some(false) && class(scenario, option) == Class::Product {
        found.push(Sentence::new("no product fits as it is", &["decision.product_fits_as_is"]));
    }
    let cost = result.cost_per_request;
    if let (Some(most), Some(cost)) = (&decision.requirements.cost_per_request, cost)
        && cost > most.base()
    {
        let currency = scenario.currency;
        let text = format!(
            "{} a request is above the {} allowed",
            unit_price(cost, currency),
            unit_price(most.base(), currency)
        );
        let metric = format!("{name}.cost_per_request");
        found.push(Sentence::new(text, &[&metric, "decision.requirements.cost_per_request"]));
    }
    found.extend(limits(grounds, option));
    found
}

/// The account limit that the peak of a month passes first.
fn limits(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let exact = &grounds.figures.exact;
    let limits = &grounds.figures.model.options[option].limits;
    let passed = limits.iter().find(|limit| limit.party == option && exact.get(limit.peak) > exact.get(limit.limit))?;
    let text = format!(
        "its peak of {} in month {} is above the account's `{}` of {}",
        exact.get(passed.peak).round_dp(0).normalize(),
        passed.month,
        passed.what,
        exact.get(passed.limit).normalize()
    );
    Some(Sentence::new(text, &[&format!("options.{}.{}", grounds.name(option), passed.what)]))
}

/// What a better answer would mend: accuracy, latency and failures.
fn quality(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let decision = grounds.decision();
    let (needed, name) = (&decision.requirements, grounds.name(option));
    let measured = decision.measured.iter().find(|(measured, _)| *measured == option).map(|(_, figures)| figures);
    let mut found = Vec::new();
    let pair = |needed: &Option<Input>, found: Option<&Option<Input>>| {
        Some((needed.as_ref()?.base(), found?.as_ref()?.base()))
    };
    let trial = |key: &str| format!("decision.measured.{name}.{key}");
    if let Some((least, reached)) = pair(&needed.accuracy, measured.map(|m| &m.accuracy))
        && reached < least
    {
        let text = format!("a trial measured {} % accuracy, below the {} % required", percent(reached), percent(least));
        found.push(Sentence::new(text, &[&trial("accuracy"), "decision.requirements.accuracy"]));
    } else {
        found.extend(modelled_accuracy(grounds, option));
    }
    let most = [
        ("p95_latency_ms", "p95 latency in ms", pair(&needed.p95_latency_ms, measured.map(|m| &m.p95_latency_ms))),
        ("failure_rate", "share of failures", pair(&needed.failure_rate, measured.map(|m| &m.failure_rate))),
        ("cost_per_request", "cost per request", pair(&needed.cost_per_request, measured.map(|m| &m.cost_per_request))),
    ];
    for (key, what, figures) in most {
        if let Some((most, reached)) = figures.filter(|(most, reached)| reached > most) {
            let text =
                format!("a trial measured a {what} of {}, above the {} allowed", reached.normalize(), most.normalize());
            found.push(Sentence::new(text, &[&trial(key), &format!("decision.requirements.{key}")]));
        }
    }
    found
}

/// The accuracy that the scenario reckons with, below what is required.
fn modelled_accuracy(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let needed = grounds.decision().requirements.accuracy.as_ref()?.base();
    let result = grounds.result(option);
    let reached = result.successes.checked_div(result.requests).filter(|reached| *reached < needed)?;
    let text = format!("{} % accuracy is below the {} % required", percent(reached), percent(needed));
    let key = format!("options.{}.accuracy", grounds.name(option));
    Some(Sentence::new(text, &[&key, "decision.requirements.accuracy"]))
}

/// A share in percent, with one place at most.
pub(super) fn percent(share: Decimal) -> Decimal {
    share.saturating_mul(Decimal::ONE_HUNDRED).round_dp(1).normalize()
}
