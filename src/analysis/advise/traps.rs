//! The five traps, each found from the scenario's own figures.

use rust_decimal::{Decimal, dec};

use super::candidates::{Class, ON_GPUS, TUNED, class, involves, is_simple, percent};
use super::grounds::Grounds;
use super::questions::{MEASURED, PROMPTS, RETRIEVAL};
use super::sentence::Sentence;
use crate::finance::Payback;
use crate::scenario::Kind;

/// A trap, and what sprang it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trap {
    /// What it is called.
    pub name: &'static str,
    /// What sprang it; none when nothing did.
    pub sprung: Vec<Sentence>,
    /// The way out.
    pub way_out: &'static str,
}

/// Looks for a trap in an option that is more complex than another.
type Find = fn(&Grounds<'_>, (usize, usize)) -> Vec<Sentence>;

/// Looks for all five, for the options that are more complex than an API or a product.
pub(super) fn traps(grounds: &Grounds<'_>) -> Vec<Trap> {
    let scenario = grounds.figures.scenario;
    let complex: Vec<usize> = grounds.all().filter(|option| !is_simple(scenario, *option)).collect();
    let simple = grounds.best(grounds.all().filter(|option| is_simple(scenario, *option)));
    let pairs: Vec<(usize, usize)> = complex.iter().filter_map(|option| Some((*option, simple?))).collect();
    let sprung = |find: Find| pairs.iter().flat_map(|pair| find(grounds, *pair)).collect::<Vec<_>>();
    vec![
        Trap {
            name: "fine-tuning too early",
            sprung: sprung(too_early),
            way_out: "measure the API on real data, exhaust prompts and retrieval, and wait for the volume",
        },
        Trap {
            name: "chasing small gains",
            sprung: sprung(small_gains),
            way_out: "put the gain in money (`value_per_success`, `cost_per_failure`) and hold it against the upkeep",
        },
        Trap {
            name: "ignoring the whole cost",
            sprung: grounds.all().filter_map(|option| ignored_costs(grounds, option)).collect(),
            way_out: "add the lines, or write them as 0 to say that they are meant to be",
        },
        Trap {
            name: "owning the maintenance",
            sprung: complex.iter().flat_map(|option| maintenance(grounds, *option)).collect(),
            way_out: "plan hours for incidents, retraining and evaluation, or let a provider do it",
        },
        Trap {
            name: "overfitting to today",
            sprung: sprung(overfitting),
            way_out: "choose what can be left again: short terms, little built, a way back to the API",
        },
    ]
}

fn too_early(grounds: &Grounds<'_>, (option, simple): (usize, usize)) -> Vec<Sentence> {
    if !involves(grounds.figures.scenario, option, &TUNED) {
        return Vec::new();
    }
    let (name, simple_name) = (grounds.name(option), grounds.name(simple));
    let mut found = Vec::new();
    if let Some(from) = grounds.stays_cheaper_from(option, simple).filter(|from| *from > Decimal::ONE) {
        let text = format!("`{name}` is cheaper than `{simple_name}` only from {}x today's volume", from.round_dp(1));
        let metric = format!("break_even.horizon.{name}.{simple_name}.stays_cheaper_from");
        found.push(Sentence::new(text, &[&metric]));
    }
    let undone = [
        (MEASURED, "nothing was measured on real data"),
        (PROMPTS, "better prompts have not been exhausted"),
        (RETRIEVAL, "retrieval has not been tried"),
    ];
    for (question, why) in undone {
        if question.answer(grounds.decision()) != Some(true) {
            found.push(Sentence::new(format!("`{name}`: {why}"), &[&format!("decision.{}", question.key)]));
        }
    }
    found
}

fn small_gains(grounds: &Grounds<'_>, (option, simple): (usize, usize)) -> Vec<Sentence> {
    let (own, other) = (grounds.result(option), grounds.result(simple));
    let accuracy = |o: usize| grounds.result(o).successes.checked_div(grounds.result(o).requests).unwrap_or_default();
    let points = accuracy(option) - accuracy(simple);
    let months = Decimal::from(grounds.figures.scenario.months);
    let running = |o: &crate::analysis::OptionResult| o.tco.saturating_sub(o.cost[0]) / months;
    let dearer = running(own).saturating_sub(running(other));
    if points <= Decimal::ZERO || dearer <= Decimal::ZERO {
        return Vec::new();
    }
    let (name, simple_name) = (grounds.name(option), grounds.name(simple));
    let worth = own.total_value.saturating_sub(other.total_value) / months;
    if grounds.by_value() && worth >= dearer {
        return Vec::new();
    }
    let gain = format!("{} points of accuracy over `{simple_name}`", percent(points));
    let text = if grounds.by_value() {
        format!(
            "`{name}`: {gain} are worth {} a month and cost {} more to run",
            grounds.money(worth),
            grounds.money(dearer)
        )
    } else {
        format!("`{name}`: nobody said what {gain} are worth; they cost {} more a month to run", grounds.money(dearer))
    };
    let sources = [format!("{name}.value"), format!("{name}.tco"), format!("options.{name}.accuracy")];
    vec![Sentence { text, sources: sources.into() }]
}

/// Categories that an option's kind needs and has no cost in.
fn ignored_costs(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let scenario = grounds.figures.scenario;
    let needed: &[(&str, &str)] = match class(scenario, option) {
        Class::Custom | Class::Product | Class::Blend => &[],
        Class::Api => &[("people", "run"), ("evaluation", "evaluation")],
        Class::SelfHosted => &[("people", "run"), ("evaluation", "evaluation"), ("monitoring", "costs")],
        Class::TunedPerToken | Class::TunedOnGpus => {
            &[("people", "run"), ("evaluation", "evaluation"), ("labeling", "training"), ("monitoring", "costs")]
        }
    };
    let result = grounds.result(option);
    let missing: Vec<&(&str, &str)> =
        needed.iter().filter(|(category, _)| result.category(category).is_zero()).collect();
    if missing.is_empty() {
        return None;
    }
    let name = grounds.name(option);
    let words: Vec<&str> = missing.iter().map(|(category, _)| *category).collect();
    let sources = missing.iter().map(|(_, key)| format!("options.{name}.{key}")).collect();
    Some(Sentence { text: format!("`{name}` has no cost for {}", words.join(", ")), sources })
}

fn maintenance(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let (scenario, plan, name) = (grounds.figures.scenario, grounds.plan(option), grounds.name(option));
    let mut found = Vec::new();
    let mut say = |text: String, key: &str| found.push(Sentence::new(text, &[&format!("options.{name}.{key}")]));
    if matches!(plan.kind, Kind::Blend(_)) {
        return found;
    }
    if plan.run.is_empty() && plan.run_per_replica.is_empty() {
        say(format!("`{name}` plans no hours to run it: who answers at night?"), "run");
    }
    if plan.evaluation.is_none() && grounds.result(option).category("evaluation").is_zero() {
        say(format!("`{name}` is never evaluated again after launch"), "evaluation");
    }
    if let Kind::FineTuned(tuned) = &plan.kind
        && tuned.training.as_ref().is_none_or(|training| training.retrain_every_months.is_none())
    {
        say(format!("`{name}` is never retrained, while base models improve"), "training.retrain_every_months");
    }
    if let Some(month) = plan.retires.filter(|month| *month <= scenario.months) {
        say(format!("`{name}` rests on a model that retires in month {month}"), "retires");
    }
    found
}

/// How much API prices may fall in a year: what a choice against the API must withstand.
const FALL: Decimal = dec!(0.30);

fn overfitting(grounds: &Grounds<'_>, (option, simple): (usize, usize)) -> Vec<Sentence> {
    let lead = grounds.score(option).saturating_sub(grounds.score(simple));
    if lead <= Decimal::ZERO {
        return Vec::new(); // it is not better today either
    }
    let (name, simple_name) = (grounds.name(option), grounds.name(simple));
    let metric = grounds.score_metric(option);
    let mut found = Vec::new();
    if grounds.lead_at_half_volume((option, simple)).is_some_and(|lead| lead <= Decimal::ZERO) {
        let text = format!("`{name}` is no longer better than `{simple_name}` at half the volume");
        found.push(Sentence::new(text, &[&metric]));
    }
    if let Some((lead, share)) = lead_when_prices_fall(grounds, (option, simple))
        && lead <= Decimal::ZERO
    {
        let text = format!(
            "`{name}` is no longer better than `{simple_name}` when token prices fall {} % a year, {} % on average over the horizon",
            percent(FALL),
            percent(share)
        );
        found.push(Sentence::new(text, &[&metric]));
    }
    let half = Decimal::from(grounds.figures.scenario.months) / Decimal::TWO;
    if let Some(Payback::Months(months)) = grounds.economics(option, simple).and_then(|e| e.payback)
        && months > half
    {
        let text = format!(
            "`{name}` pays back only after {} months, more than half the horizon",
            months.round_dp(1).normalize()
        );
        found.push(Sentence::new(text, &[&format!("versus.{name}.{simple_name}.payback_months")]));
    }
    found
}

/// The lead when the simple option's token prices are what they are on average if they fall, and by
/// which share that is; none when it has no such prices.
fn lead_when_prices_fall(grounds: &Grounds<'_>, pair: (usize, usize)) -> Option<(Decimal, Decimal)> {
    let years = Decimal::from(grounds.figures.scenario.months) / dec!(12);
    // the mean of (1 - fall)^t over the horizon, by Simpson's rule
    let at = |share: Decimal| {
        let twelfths = i32::try_from((years * share * dec!(12)).round()).ok()?;
        crate::quantity::power(Decimal::ONE - FALL, twelfths)
    };
    let mean = (at(Decimal::ZERO)? + dec!(4) * at(dec!(0.5))? + at(Decimal::ONE)?) / dec!(6);
    let instead = super::changes::token_prices(grounds, pair.1, mean);
    if instead.is_empty() {
        return None;
    }
    Some((grounds.lead_with(pair, &instead)?, Decimal::ONE - mean))
}

/// Whether GPUs take part in an option.
#[must_use]
pub(super) fn on_gpus(grounds: &Grounds<'_>, option: usize) -> bool {
    involves(grounds.figures.scenario, option, &ON_GPUS)
}
