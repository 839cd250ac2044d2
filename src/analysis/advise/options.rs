//! Each option judged: what speaks for it, what against, and what it needs.

use rust_decimal::Decimal;

use super::candidates::{Class, ON_GPUS, TUNED, class, involves, percent, serving};
use super::contenders::Contenders;
use super::grounds::Grounds;
use super::known::{doers, is_accuracy_known};
use super::questions::{INFRASTRUCTURE, INSIDE, ML_TEAM, Question};
use super::sentence::Sentence;
use super::stand_ins::stand_ins;
use crate::scenario::{Fleet, Kind, Serving, Supply};

/// An option judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The option.
    pub option: usize,
    /// What it is good for here.
    pub strengths: Vec<Sentence>,
    /// What limits it here.
    pub limits: Vec<Sentence>,
    /// The requirements it fails.
    pub fails: Vec<Sentence>,
    /// The expertise it needs, and whether it is there.
    pub needs: Vec<Sentence>,
}

/// Judges every option.
pub(super) fn judge(grounds: &Grounds<'_>, contenders: &Contenders) -> Vec<Judgement> {
    let judged = |option: usize| Judgement {
        option,
        strengths: strengths(grounds, option),
        limits: limits(grounds, option),
        fails: contenders.failed[option].iter().map(|failure| failure.why.clone()).collect(),
        needs: needs(grounds, option),
    };
    grounds.all().map(judged).collect()
}

fn strengths(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let (result, name) = (grounds.result(option), grounds.name(option));
    let mut found = Vec::new();
    if grounds.figures.cheapest == Some(option) {
        let text = format!("the cheapest: {} of present value", grounds.money(result.present_value));
        found.push(Sentence::new(text, &[&format!("{name}.present_value")]));
    }
    if grounds.figures.best_value == Some(option) {
        let text = format!("worth {} more than it costs, the most of all", grounds.money(result.present_worth));
        found.push(Sentence::new(text, &["best_value", &format!("{name}.present_net_value")]));
    }
    let accuracy = |option: usize| grounds.accuracy(option);
    let most = grounds.all().filter_map(accuracy).max();
    let least = grounds.all().filter_map(accuracy).min();
    let is_known = doers(grounds, option).into_iter().all(|who| is_accuracy_known(grounds, who));
    if let Some(own) = accuracy(option).filter(|own| is_known && Some(*own) == most && most != least) {
        let text = format!("the most accurate: {} %", percent(own));
        found.push(Sentence::of(text, grounds.accuracy_sources(option)));
    }
    if result.cost[0].is_zero() {
        found.push(Sentence::new("nothing to build", &[&format!("{name}.build_cost")]));
    }
    found.extend(stays_inside(grounds, option));
    found
}

/// That data stays inside: said only of one's own hardware, on which nobody else serves for the option.
fn stays_inside(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let everyone = serving(grounds.figures.scenario, option);
    let own = everyone.iter().map(|(who, _)| own_hardware(grounds, *who)).collect::<Option<Vec<_>>>()?;
    let keys: Vec<&str> = own.iter().map(String::as_str).collect();
    Some(Sentence::new("data stays inside: it runs on hardware of one's own", &keys))
}

/// The key that says an option runs on bought hardware.
fn own_hardware(grounds: &Grounds<'_>, option: usize) -> Option<String> {
    match &fleet(grounds, option)?.supply {
        Supply::Owned(purchase) => purchase.price_per_gpu.inputs().next().map(|input| input.path.clone()),
        Supply::Rented(_) => None,
    }
}

fn fleet<'a>(grounds: &Grounds<'a>, option: usize) -> Option<&'a Fleet> {
    match &grounds.plan(option).kind {
        Kind::SelfHosted(fleet) => Some(fleet),
        Kind::FineTuned(tuned) => match &tuned.serving {
            Serving::Gpus(fleet) => Some(fleet),
            Serving::Tokens(_) => None,
        },
        _ => None,
    }
}

/// What to make sure of where data must stay inside: who owns rented GPUs, and who does the work by hand.
fn see_that_it_stays(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    if INSIDE.answer(grounds.decision()) != Some(true) {
        return None;
    }
    let name = grounds.name(option);
    let text = match class(grounds.figures.scenario, option) {
        Class::Custom => "see to it that whoever does the work keeps the data inside",
        _ if fleet(grounds, option).is_some() && own_hardware(grounds, option).is_none() => {
            "the GPUs are rented: see to it that their owner cannot read the data"
        }
        _ => return None,
    };
    Some(Sentence::new(text, &["decision.data_must_stay_inside", &format!("options.{name}.kind")]))
}

fn limits(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let (result, name, plan) = (grounds.result(option), grounds.name(option), grounds.plan(option));
    let mut found = Vec::new();
    if let Some(cheapest) = grounds.figures.cheapest.filter(|cheapest| *cheapest != option) {
        let dearer = result.present_value.saturating_sub(grounds.result(cheapest).present_value);
        let text = format!("{} dearer than `{}` in present value", grounds.money(dearer), grounds.name(cheapest));
        found.push(Sentence::new(
            text,
            &[&format!("{name}.present_value"), &format!("{}.present_value", grounds.name(cheapest))],
        ));
    }
    if result.cost[0] > Decimal::ZERO {
        let text = format!("{} before the first answer", grounds.money(result.cost[0]));
        found.push(Sentence::new(text, &[&format!("{name}.build_cost")]));
    }
    if plan.launch_month > 1 {
        let text = format!("serves from month {} on", plan.launch_month);
        found.push(Sentence::new(text, &[&format!("options.{name}.launch_month")]));
    }
    if let Some(retires) = plan.retires.filter(|month| *month <= grounds.figures.scenario.months) {
        let text = format!("retires in month {retires}");
        found.push(Sentence::new(text, &[&format!("options.{name}.retires")]));
    }
    // what serves per token may be stood in for by a fleet, which is not its own
    let own_gpus = involves(grounds.figures.scenario, option, &ON_GPUS);
    if let Some(utilization) = result.utilization.filter(|share| own_gpus && *share < Decimal::new(3, 1)) {
        let text = format!("its GPUs are idle {} % of the time paid for", percent(Decimal::ONE - utilization));
        found.push(Sentence::new(text, &[&format!("{name}.utilization")]));
    }
    found.extend(stand_ins(grounds, option));
    found.extend(see_that_it_stays(grounds, option));
    if class(grounds.figures.scenario, option) == Class::Api {
        found.push(Sentence::plain("the provider sets prices, limits and the model's end of life"));
    }
    found
}

fn needs(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let scenario = grounds.figures.scenario;
    let mut found = Vec::new();
    let mut need = |question: Question, what: &str| {
        let there = match question.answer(grounds.decision()) {
            Some(true) => "there is one",
            Some(false) => "there is none",
            None => "nobody said whether there is one",
        };
        found.push(Sentence::new(format!("{what}: {there}"), &[&question.path()]));
    };
    if involves(scenario, option, &TUNED) {
        need(ML_TEAM, "a team to label, tune and retrain");
    }
    if involves(scenario, option, &ON_GPUS) {
        need(INFRASTRUCTURE, "a team to run GPUs");
    }
    found
}
