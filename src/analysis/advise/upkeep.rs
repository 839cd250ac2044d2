//! The traps of costs that were left out: what nobody planned for, and what nobody will keep up.

use rust_decimal::Decimal;

use super::candidates::{Class, class, percent};
use super::grounds::Grounds;
use super::sentence::Sentence;
use crate::scenario::{Effort, FineTuned, Kind, Origin, Plan, Price};

/// A category of cost, and the key under the option that gives it.
type Needed = (&'static str, &'static str);

const PEOPLE: Needed = ("people", "run");
const EVALUATION: Needed = ("evaluation", "evaluation");
const MONITORING: Needed = ("monitoring", "costs");
const LABELING: Needed = ("labeling", "training");

/// Categories that an option's kind needs and nobody said anything of: a cost written as 0 is said.
pub(super) fn ignored_costs(grounds: &Grounds<'_>, option: usize) -> Option<Sentence> {
    let needed: &[Needed] = match class(grounds.figures.scenario, option) {
        Class::Custom | Class::Product | Class::Blend => &[],
        Class::Api => &[PEOPLE, EVALUATION],
        Class::SelfHosted => &[PEOPLE, EVALUATION, MONITORING],
        Class::TunedPerToken | Class::TunedOnGpus => &[PEOPLE, EVALUATION, LABELING, MONITORING],
    };
    let (name, plan) = (grounds.name(option), grounds.plan(option));
    let is_said = |category: &str| !grounds.result(option).category(category).is_zero() || is_written(plan, category);
    let missing: Vec<&Needed> = needed.iter().filter(|(category, _)| !is_said(category)).collect();
    if missing.is_empty() {
        return None;
    }
    let words: Vec<&str> = missing.iter().map(|(category, _)| *category).collect();
    let total = grounds.money(grounds.result(option).tco);
    let text = format!("`{name}` has no cost for {}: nothing of its {total}", words.join(", "));
    let keys = missing.iter().map(|(_, key)| format!("options.{name}.{key}"));
    Some(Sentence::of(text, std::iter::once(format!("{name}.tco")).chain(keys).collect()))
}

/// Whether the scenario states a category's cost, even as 0.
fn is_written(plan: &Plan, category: &str) -> bool {
    let price = |price: &Price| price.inputs().any(|input| matches!(input.origin, Origin::Written(_)));
    let stated = match (category, &plan.kind) {
        ("people", _) => [&plan.build, &plan.run, &plan.run_per_replica].into_iter().any(|team| !team.is_empty()),
        ("evaluation", _) => plan.evaluation.is_some(),
        ("labeling", Kind::FineTuned(tuned)) => {
            tuned.training.as_ref().is_some_and(|training| price(&training.label_cost))
        }
        _ => false,
    };
    stated || plan.costs.iter().any(|line| line.category == category)
}

/// What nobody planned to keep up of an option that runs or tunes a model of its own.
pub(super) fn maintenance(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let (scenario, plan, name) = (grounds.figures.scenario, grounds.plan(option), grounds.name(option));
    if matches!(plan.kind, Kind::Blend(_)) {
        return Vec::new(); // its members are judged
    }
    let mut found = Vec::new();
    if !has_hours(&plan.run) && !has_hours(&plan.run_per_replica) {
        let total = grounds.money(grounds.result(option).tco);
        let text = format!("`{name}` plans no hours to run it, nothing of its {total}: who answers at night?");
        found.push(Sentence::new(text, &[&format!("{name}.tco"), &format!("options.{name}.run")]));
    }
    if !is_evaluated(grounds, option) {
        let text = format!("`{name}` is never evaluated again after launch: {}", share(grounds, option, "evaluation"));
        found.push(sourced(text, grounds, (option, "evaluation", "evaluation")));
    }
    if let Kind::FineTuned(tuned) = &plan.kind {
        found.extend(never_retrained(grounds, option, tuned));
    }
    if let Some(month) = plan.retires.filter(|month| *month <= scenario.months) {
        let text =
            format!("`{name}` rests on a model that retires in month {month}: {}", share(grounds, option, "migration"));
        found.push(sourced(text, grounds, (option, "migration", "retires")));
    }
    found
}

/// A tuned model that is not tuned again before it ends: nobody planned it, or for later than that.
fn never_retrained(grounds: &Grounds<'_>, option: usize, tuned: &FineTuned) -> Option<Sentence> {
    let (plan, name) = (grounds.plan(option), grounds.name(option));
    let last = plan.retires.map_or(grounds.figures.scenario.months, |retires| retires - 1);
    let every = tuned.training.as_ref().and_then(|training| training.retrain_every_months);
    let why = match every {
        None => format!("`{name}` is never retrained"),
        Some(every) if plan.launch_month.saturating_add(every) > last => {
            format!("`{name}` is not retrained before it ends in month {last}")
        }
        Some(_) => return None,
    };
    let text = format!("{why}, while base models improve: {}", share(grounds, option, "training"));
    Some(sourced(text, grounds, (option, "training", "training.retrain_every_months")))
}

/// What an option spends on a category, in words.
fn share(grounds: &Grounds<'_>, option: usize, category: &str) -> String {
    let result = grounds.result(option);
    let (spent, total) = (result.category(category), grounds.money(result.tco));
    match spent.checked_div(result.tco) {
        Some(share) if !spent.is_zero() => {
            format!("{} of its {total} ({} %) is for {category}", grounds.money(spent), percent(share))
        }
        _ => format!("nothing of its {total} is for {category}"),
    }
}

/// A sentence on what an option spends on a category, which a key changes.
fn sourced(text: String, grounds: &Grounds<'_>, (option, category, key): (usize, &str, &str)) -> Sentence {
    let name = grounds.name(option);
    let spent = !grounds.result(option).category(category).is_zero();
    let spent = spent.then(|| format!("{name}.category.{category}"));
    let sources = [format!("{name}.tco"), format!("options.{name}.{key}")].into_iter().chain(spent);
    Sentence::of(text, sources.collect())
}

fn has_hours(team: &[Effort]) -> bool {
    team.iter().any(|effort| effort.amount.base() > Decimal::ZERO)
}

/// Whether tests are run after launch, or paid for; no cases, or no runs, are no evaluation.
fn is_evaluated(grounds: &Grounds<'_>, option: usize) -> bool {
    let runs = grounds.plan(option).evaluation.as_ref().is_some_and(|evaluation| {
        let cases = [&evaluation.cases, &evaluation.human_reviewed_cases];
        evaluation.runs_per_month.base() > Decimal::ZERO && cases.iter().any(|cases| cases.base() > Decimal::ZERO)
    });
    let lines = grounds.plan(option).costs.iter().any(|line| line.category == "evaluation" && line.price.is_positive());
    runs || lines
}
