//! Whether anything is worth its cost, where somebody said what an answer is worth.

use rust_decimal::Decimal;

use super::contenders::Contenders;
use super::grounds::Grounds;
use super::questions::{PRODUCT, RULES};
use super::rule::settled;
use super::sentence::Sentence;
use super::verdict::{Outcome, Verdict};
use crate::quantity::figures::{multiple, unit_price};

/// Don't, when everything in the running costs more than it is worth.
pub(super) fn not_worth_it(grounds: &Grounds<'_>, contenders: &Contenders) -> Option<Verdict> {
    let scenario = grounds.figures.scenario;
    if !scenario.workloads.iter().all(|workload| workload.value_per_success.is_positive()) {
        return None; // what nobody put a value on may be worth anything
    }
    let running = || grounds.all().filter(|option| contenders.qualifies(*option)).chain(contenders.reserve);
    let best = grounds.best(running()).filter(|best| grounds.score(*best) < Decimal::ZERO)?;
    let name = grounds.name(best);
    let result = grounds.result(best);
    let loss = result.tco.saturating_sub(result.total_value);
    let nearest = if loss > Decimal::ZERO {
        let text = format!("`{name}` comes nearest, and costs {} more than its answers are worth", grounds.money(loss));
        Sentence::new(text, &[&format!("{name}.net_value")])
    } else {
        let loss = grounds.money(-grounds.score(best));
        let text = format!("`{name}` comes nearest, and costs {loss} more in present value than its answers are worth");
        Sentence::new(text, &[&format!("{name}.value"), &format!("{name}.present_value")])
    };
    let mut reasons = vec![nearest];
    reasons.extend(break_even_value(grounds, running()));
    Some(settled(grounds, (Outcome::NotWorthIt, None), (reasons, &[RULES, PRODUCT])))
}

/// The value of a correct answer from which some option is worth its cost: worth is a line in it.
fn break_even_value(grounds: &Grounds<'_>, running: impl Iterator<Item = usize>) -> Option<Sentence> {
    let model = &grounds.figures.model;
    let inputs = model.sheet.inputs().iter().zip(0_u32..);
    let values: Vec<_> = inputs.filter(|(input, _)| input.path.contains(".value_per_success")).collect();
    let none: Vec<(u32, Decimal)> = values.iter().map(|(_, place)| (*place, Decimal::ZERO)).collect();
    let reading = grounds.figures.exact.with(&model.sheet, &none).ok()?;
    let factor = |option: usize| {
        let without = reading.get(model.options[option].present_worth);
        let slope = grounds.result(option).present_worth.checked_sub(without)?;
        let factor = Decimal::ZERO.checked_sub(without)?.checked_div(slope)?;
        Some((factor, option)).filter(|(factor, _)| *factor > Decimal::ONE)
    };
    let (factor, option) = running.filter_map(factor).min()?;
    let name = grounds.name(option);
    let paths: Vec<&str> = values.iter().map(|(input, _)| input.path.as_str()).collect();
    let text = match values.as_slice() {
        [(input, _)] => {
            let price = |value: Decimal| unit_price(value, grounds.figures.scenario.currency);
            let needed = price(input.base().checked_mul(factor)?);
            format!("`{name}` would be worth its cost from {needed} a correct answer on, not {}", price(input.base()))
        }
        _ => format!("`{name}` would be worth its cost if a correct answer were worth {}", multiple(factor)),
    };
    Some(Sentence::new(text, &paths))
}
