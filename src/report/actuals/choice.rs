//! Whether the plan's choice still holds, in words.

use super::compared::{Actuals, Expected};
use super::expectation::TOO_MUCH;
use crate::quantity::figures::money;

/// What each option costs in the months that are left with each reading, which is the cheapest, and which is
/// recommended.
pub(super) fn choice(actuals: &Actuals<'_>) -> Vec<String> {
    let plan = [actuals.name(actuals.plan.cheapest), actuals.name(actuals.plan.advice.verdict.option)];
    let mut notes = remaining(actuals);
    let is_left = actuals.last() < actuals.plan.scenario.months;
    let cheapest = if is_left {
        verdict(actuals, plan[0], |found| actuals.cheapest(found).unwrap_or_default())
    } else {
        format!("was {}; no months are left", plan[0])
    };
    notes.push(format!("Cheapest     {cheapest}"));
    notes.push(format!("Recommended  {}", verdict(actuals, plan[1], |found| found.recommended.clone())));
    notes.push("             over all months, those that are past with their use at the plan's prices".to_owned());
    notes
}

/// What each option costs in the months that are left, a line for each reading.
fn remaining(actuals: &Actuals<'_>) -> Vec<String> {
    let scenario = actuals.plan.scenario;
    let found = || actuals.expected().filter_map(|(by, found)| Some((by.growing, found?.remaining?)));
    let Some((_, first)) = found().next() else { return Vec::new() };
    let discounted = if scenario.discount_rate.base().is_zero() { "" } else { ", present value then" };
    let mut notes = vec![format!(
        "Remaining    {} to {}, what each option costs from there{discounted}:",
        actuals.date(first.first),
        actuals.date(scenario.months)
    )];
    notes.extend(found().map(|(growing, remaining)| {
        let cost = |(option, cost): (usize, &Option<_>)| {
            let cost = cost.map_or_else(|| TOO_MUCH.to_owned(), |cost| money(cost, scenario.currency));
            format!("{} {cost}", actuals.name(Some(option)))
        };
        let costs: Vec<String> = remaining.costs.iter().enumerate().map(cost).collect();
        format!("             with {}: {}", growing.words(), costs.join(", "))
    }));
    notes
}

/// Whether an answer of the plan still holds with each reforecast; of one that is not worked out it says only that.
fn verdict(actuals: &Actuals<'_>, plan: &str, of: impl Fn(&Expected) -> String) -> String {
    let mut open = Vec::new();
    let mut answers: Vec<(&str, String)> = Vec::new();
    for (by, found) in actuals.expected() {
        match found {
            Some(found) => answers.push((by.growing.words(), of(&found))),
            None => open.push(by.growing.words()),
        }
    }
    let words = |answer: &str| {
        if answer == plan { format!("still {plan}") } else { format!("no longer {plan}: now {answer}") }
    };
    let Some((_, first)) = answers.first() else { return format!("was {plan}") };
    let said = if answers.iter().all(|(_, answer)| answer == first) {
        let each = match (answers.len(), open.len()) {
            (1, 0) => "",
            (_, 0) => " with each growth",
            _ => " with each growth that is worked out",
        };
        words(first) + each
    } else {
        let each = answers.iter().map(|(growing, answer)| format!("with {growing} {}", words(answer)));
        each.collect::<Vec<_>>().join("; ")
    };
    match open.as_slice() {
        [] => said,
        [one] => format!("{said}; not known with {one}"),
        [others @ .., last] => format!("{said}; not known with {} and {last}", others.join(", ")),
    }
}
