//! Each option judged: what speaks for it, what against, and what it needs.

use rust_decimal::Decimal;

use super::candidates::{Class, ON_GPUS, TUNED, class, failures, involves, percent};
use super::grounds::Grounds;
use super::questions::{INFRASTRUCTURE, ML_TEAM, Question};
use super::sentence::Sentence;

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
pub(super) fn judge(grounds: &Grounds<'_>) -> Vec<Judgement> {
    let judged = |option: usize| Judgement {
        option,
        strengths: strengths(grounds, option),
        limits: limits(grounds, option),
        fails: failures(grounds, option).into_iter().map(|failure| failure.why).collect(),
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
    let accuracy = |option: usize| grounds.result(option).successes.checked_div(grounds.result(option).requests);
    let most = grounds.all().filter_map(accuracy).max();
    let least = grounds.all().filter_map(accuracy).min();
    if let Some(own) = accuracy(option).filter(|own| Some(*own) == most && most != least) {
        let text = format!("the most accurate: {} %", percent(own));
        found.push(Sentence::new(text, &[&format!("{name}.accuracy")]));
    }
    if result.cost[0].is_zero() {
        found.push(Sentence::new("nothing to build", &[&format!("{name}.build_cost")]));
    }
    if !involves(grounds.figures.scenario, option, &[Class::Api, Class::Product, Class::TunedPerToken]) {
        found.push(Sentence::plain("data stays inside"));
    }
    found
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
    if let Some(utilization) = result.utilization.filter(|share| *share < Decimal::new(3, 1)) {
        let text = format!("its GPUs are idle {} % of the time paid for", percent(Decimal::ONE - utilization));
        found.push(Sentence::new(text, &[&format!("{name}.utilization")]));
    }
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
        found.push(Sentence::new(format!("{what}: {there}"), &[&format!("decision.{}", question.key)]));
    };
    if involves(scenario, option, &TUNED) {
        need(ML_TEAM, "a team to label, tune and retrain");
    }
    if involves(scenario, option, &ON_GPUS) {
        need(INFRASTRUCTURE, "a team to run GPUs");
    }
    found
}
