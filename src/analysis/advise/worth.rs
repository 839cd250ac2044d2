//! Whether anything is worth its cost, where somebody said what an answer is worth.

use rust_decimal::{Decimal, RoundingStrategy};

use super::contenders::Contenders;
use super::grounds::Grounds;
use super::questions::{PRODUCT, RULES};
use super::sentence::Sentence;
use super::settle::settled;
use super::verdict::{Outcome, Verdict};
use crate::quantity::figures::{multiple, unit_price};

/// Don't, when everything in the running costs more than it is worth.
pub(super) fn not_worth_it(grounds: &Grounds<'_>, contenders: &Contenders) -> Option<Verdict> {
    if !grounds.values_everything() {
        return None;
    }
    let running = || grounds.all().filter(|option| contenders.qualifies(*option)).chain(contenders.reserve);
    let best = grounds.best(running()).filter(|best| grounds.score(*best) < Decimal::ZERO)?;
    let name = grounds.name(best);
    let loss = grounds.money(-grounds.score(best));
    let text = format!("`{name}` comes nearest, and costs {loss} more in present value than its answers are worth");
    let nearest = Sentence::new(text, &[&grounds.score_metric(best)]);
    let mut reasons = vec![nearest];
    reasons.extend(break_even_value(grounds, running()));
    reasons.extend(worth_it_but_out(grounds, contenders));
    Some(settled(grounds, (Outcome::NotWorthIt, None), (reasons, &[RULES, PRODUCT])))
}

/// The best of what is out, where it would be worth its cost.
fn worth_it_but_out(grounds: &Grounds<'_>, contenders: &Contenders) -> Option<Sentence> {
    let out = grounds.all().filter(|option| !contenders.qualifies(*option));
    let best = grounds.best(out).filter(|best| grounds.score(*best) > Decimal::ZERO)?;
    let (name, gain) = (grounds.name(best), grounds.money(grounds.score(best)));
    let fails = &contenders.failed[best];
    let why: Vec<&str> = fails.iter().map(|failure| failure.why.text.as_str()).collect();
    let text = format!("`{name}` would be worth {gain} more than it costs, but is out: {}", why.join(" and "));
    let sources = std::iter::once(grounds.score_metric(best));
    Some(Sentence::of(text, sources.chain(fails.iter().flat_map(|f| f.why.sources.clone())).collect()))
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
            let needed = input.base().checked_mul(factor)?;
            // rounded up, so that what is read is enough
            let needed = needed.round_sf_with_strategy(3, RoundingStrategy::AwayFromZero).unwrap_or(needed);
            let (needed, base) = (price(needed), price(input.base()));
            format!("`{name}` would be worth its cost from {needed} a correct answer on, not {base}")
        }
        _ => format!("`{name}` would be worth its cost if a correct answer were worth {}", multiple(factor)),
    };
    Some(Sentence::new(text, &paths))
}
