//! Which requirements an option fails, and by how much.

use rust_decimal::Decimal;

use super::candidates::{Class, class, serving};
use super::grounds::Grounds;
use super::sentence::Sentence;
use super::words::{apart, number};
use crate::quantity::figures::{exact, unit_price};
use crate::scenario::{Input, Requirements};

/// Why an option fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Its fleet cannot serve every request.
    Capacity,
    /// Data must stay inside, and somebody outside sees it.
    Inside,
    /// No product fits.
    Product,
    /// A request costs too much.
    Cost,
    /// An account limit, which the provider may raise.
    Quota,
    /// Accuracy, latency or failures, which better prompts may mend.
    Quality,
}

/// A requirement that an option fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub cause: Cause,
    /// Which, in words.
    pub why: Sentence,
}

impl Failure {
    /// Whether it may be mended without another option.
    #[must_use]
    pub fn is_mendable(&self) -> bool {
        matches!(self.cause, Cause::Quota | Cause::Quality)
    }
}

/// The requirements that an option fails.
#[must_use]
pub fn failures(grounds: &Grounds<'_>, option: usize) -> Vec<Failure> {
    let of = |cause: Cause| move |why: Sentence| Failure { cause, why };
    let mut found: Vec<Failure> = capacity(grounds, option).map(of(Cause::Capacity)).into_iter().collect();
    found.extend(outside(grounds, option).map(of(Cause::Inside)));
    found.extend(no_product(grounds, option).map(of(Cause::Product)));
    found.extend(cost(grounds, option).map(of(Cause::Cost)));
    found.extend(limits(grounds, option).into_iter().map(of(Cause::Quota)));
    found.extend(quality(grounds, option).into_iter().map(of(Cause::Quality)));
    found
}

fn capacity(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let metric = format!("{}.infeasible_months", grounds.name(option));
    let fails = !grounds.result(option).is_feasible();
    fails.then(|| Sentence::new("its fleet cannot serve every request", &[&metric]))
}

/// The first of those who serve for it that sees data from outside.
fn outside(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    const KEY: &str = "decision.data_must_stay_inside";
    let scenario = grounds.figures.scenario;
    if grounds.decision().data_must_stay_inside != Some(true) {
        return None;
    }
    let is_outside = |who: usize| matches!(class(scenario, who), Class::Product | Class::Api | Class::TunedPerToken);
    let (who, role) = serving(scenario, option).into_iter().find(|(who, _)| is_outside(*who))?;
    let Some((whose, key)) = role else { return Some(Sentence::new("data must stay inside", &[KEY])) };
    let (name, whose_name) = (grounds.name(who), grounds.name(whose));
    let plan = grounds.plan(whose);
    let source = format!("options.{whose_name}.{key}");
    let text = match key {
        "launch_month" => format!(
            "data must stay inside, and `{name}` serves until `{whose_name}` launches in month {}: name another `interim`, or launch it in month 1",
            plan.launch_month
        ),
        "retires" => format!(
            "data must stay inside, and `{name}` serves from month {} on: name another `successor`",
            plan.retires.unwrap_or_default()
        ),
        _ => format!("data must stay inside, and `{name}` serves a part"),
    };
    Some(Sentence::new(text, &[&source, KEY]))
}

fn no_product(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let fails = grounds.decision().product_fits_as_is == Some(false)
        && class(grounds.figures.scenario, option) == Class::Product;
    fails.then(|| Sentence::new("no product fits as it is", &["decision.product_fits_as_is"]))
}

fn cost(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let most = grounds.decision().requirements.cost_per_request.as_ref()?.base();
    let cost = grounds.result(option).cost_per_request.filter(|cost| *cost > most)?;
    let currency = grounds.figures.scenario.currency;
    let (mut shown, mut allowed) = (unit_price(cost, currency), unit_price(most, currency));
    if shown == allowed {
        (shown, allowed) = (exact(cost), exact(most));
    }
    let text = format!("{shown} a request is above the {allowed} allowed");
    let metric = format!("{}.cost_per_request", grounds.name(option));
    Some(Sentence::new(text, &[&metric, "decision.requirements.cost_per_request"]))
}

/// The account limits that the busiest minute passes, each at its highest peak.
fn limits(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    passed(grounds, option)
        .into_iter()
        .map(|passed| {
            let (peak, limit) = passed.shown();
            let text = format!(
                "its peak of {peak} in month {} is above the account's `{}` of {limit}",
                passed.month, passed.what
            );
            let metric = format!("{}.peak_{}.{}", grounds.name(option), passed.what, passed.month);
            Sentence::new(text, &[&format!("options.{}.{}", grounds.name(option), passed.what), &metric])
        })
        .collect()
}

/// An account limit that is passed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passed {
    /// The limit's key.
    pub what: &'static str,
    /// The month of the highest peak.
    pub month: u32,
    /// The highest peak.
    pub peak: Decimal,
    /// The limit.
    pub limit: Decimal,
}

impl Passed {
    /// The peak and the limit in words: whole where the limit is.
    pub fn shown(&self) -> (String, String) {
        let peak = if self.limit.fract().is_zero() { self.peak.ceil() } else { self.peak };
        apart(peak, self.limit, number)
    }

    /// To ask an option's provider for a higher limit, in words.
    pub fn ask(&self, name: &str) -> String {
        let (peak, limit) = self.shown();
        format!(
            "ask the provider of `{name}` for a higher `{}`: {peak} are needed in month {}, {limit} are allowed",
            self.what, self.month
        )
    }
}

/// The account limits of an option that some month passes, each at its highest peak.
pub(super) fn passed(grounds: &Grounds<'_>, option: usize) -> Vec<Passed> {
    passed_by(grounds, option, option)
}

/// The account limits that one who serves in an option's ledger passes.
pub(super) fn passed_by(grounds: &Grounds<'_>, option: usize, party: usize) -> Vec<Passed> {
    let exact = &grounds.figures.exact;
    let own = grounds.figures.model.options[option].limits.iter().filter(|limit| limit.party == party);
    let mut found: Vec<Passed> = Vec::new();
    for limit in own {
        let (peak, most) = (exact.get(limit.peak), exact.get(limit.limit));
        if peak <= most {
            continue;
        }
        let here = Passed { what: limit.what, month: limit.month, peak, limit: most };
        match found.iter_mut().find(|known| known.what == limit.what) {
            Some(known) if known.peak < peak => *known = here,
            Some(_) => {}
            None => found.push(here),
        }
    }
    found
}

/// A key, what it is, the most allowed and what was reached, and how both are shown.
type AtMost<'a> = (&'a str, &'a str, Option<(Decimal, Decimal)>, &'a dyn Fn(Decimal, u32) -> String);

/// What a better answer would mend: accuracy, latency and failures.
fn quality(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let decision = grounds.decision();
    let (needed, name) = (&decision.requirements, grounds.name(option));
    let measured = measured(grounds, option);
    let mut found = Vec::new();
    let pair = |needed: &Option<Input>, found: Option<&Option<Input>>| {
        Some((needed.as_ref()?.base(), found?.as_ref()?.base()))
    };
    let trial = |key: &str| format!("decision.measured.{name}.{key}");
    let accuracy = pair(&needed.accuracy, measured.map(|m| &m.accuracy));
    if let Some((least, reached)) = accuracy.filter(|(least, reached)| reached < least) {
        let (reached, least) = apart(reached, least, in_percent);
        let text = format!("a trial measured {reached} accuracy, below the {least} required");
        found.push(Sentence::new(text, &[&trial("accuracy"), "decision.requirements.accuracy"]));
    } else {
        found.extend(modelled_accuracy(grounds, option));
    }
    let currency = grounds.figures.scenario.currency;
    let price = |x: Decimal, _: u32| unit_price(x, currency);
    let most: [AtMost<'_>; 3] = [
        (
            "p95_latency_ms",
            "a p95 latency of",
            pair(&needed.p95_latency_ms, measured.map(|m| &m.p95_latency_ms)),
            &|x, places| format!("{} ms", number(x, places)),
        ),
        ("failure_rate", "failures in", pair(&needed.failure_rate, measured.map(|m| &m.failure_rate)), &|x, places| {
            format!("{} of requests", in_percent(x, places))
        }),
        (
            "cost_per_request",
            "a request at",
            pair(&needed.cost_per_request, measured.map(|m| &m.cost_per_request)),
            &price,
        ),
    ];
    for (key, what, figures, shown) in most {
        if let Some((most, reached)) = figures.filter(|(most, reached)| reached > most) {
            let (reached, most) = apart(reached, most, shown);
            let text = format!("a trial measured {what} {reached}, above the {most} allowed");
            found.push(Sentence::new(text, &[&trial(key), &format!("decision.requirements.{key}")]));
        }
    }
    found
}

/// What a trial of an option measured.
pub(super) fn measured<'a>(grounds: &Grounds<'a>, option: usize) -> Option<&'a Requirements> {
    let measured = &grounds.decision().measured;
    measured.iter().find(|(measured, _)| *measured == option).map(|(_, figures)| figures)
}

/// The accuracy that the scenario reckons with, below what is required.
fn modelled_accuracy(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let needed = grounds.decision().requirements.accuracy.as_ref()?.base();
    let reached = grounds.accuracy(option).filter(|reached| *reached < needed)?;
    let (reached, needed) = apart(reached, needed, in_percent);
    let text = format!("{reached} accuracy is below the {needed} required");
    let mut sources = grounds.accuracy_sources(option);
    sources.push("decision.requirements.accuracy".to_owned());
    Some(Sentence::of(text, sources))
}

/// A share in percent, without zeros behind the point.
pub(super) fn in_percent(share: Decimal, places: u32) -> String {
    format!("{} %", number(share.saturating_mul(Decimal::ONE_HUNDRED), places))
}
