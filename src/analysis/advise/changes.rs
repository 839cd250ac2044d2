//! What would change the verdict, the nearest first.

use rust_decimal::{Decimal, dec};

use super::candidates::{Class, class, is_simple, percent};
use super::contest::out;
use super::grounds::Grounds;
use super::sentence::Sentence;
use super::traps::on_gpus;
use crate::analysis::vary::distance;
use crate::quantity::figures::{multiple, volume};

/// Something that would change the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What, in words.
    pub what: Sentence,
    /// How far away it is, as a factor of today's value.
    pub distance: Decimal,
}

/// The changes that are shown.
const MOST: usize = 6;

/// What would change the choice of `option`, the nearest first.
pub(super) fn changes(grounds: &Grounds<'_>, option: usize) -> Vec<Change> {
    let mut found: Vec<Change> = flips(grounds, option);
    for other in grounds.all().filter(|other| *other != option) {
        found.extend(volume_change(grounds, (other, option)));
        found.extend(accuracy_change(grounds, (other, option)));
        found.extend(price_change(grounds, (other, option)));
    }
    found.sort_by_key(|change| change.distance);
    found.truncate(MOST);
    found
}

/// The values of inputs at which another option is the best; none where another one is already.
fn flips(grounds: &Grounds<'_>, option: usize) -> Vec<Change> {
    let out = out(grounds);
    if grounds.best(grounds.all().filter(|option| !out.contains(option))) != Some(option) {
        return Vec::new();
    }
    let best = if grounds.by_value() { "worth the most" } else { "the cheapest that qualifies" };
    let best = if out.is_empty() && !grounds.by_value() { "the cheapest" } else { best };
    let flips = grounds.contest.or(grounds.flips).unwrap_or_default().iter().take(3);
    let change = |flip: &crate::analysis::vary::Flip| {
        let path = &flip.lever.input.path;
        let winner = flip.winner.map_or("no option", |winner| grounds.name(winner));
        let text = format!("`{winner}` becomes {best} when {path} is {} of what it is", multiple(flip.multiple));
        Change { what: Sentence::new(text, &[path]), distance: distance(flip.multiple) }
    };
    flips.map(change).collect()
}

fn volume_change(grounds: &Grounds<'_>, (other, option): (usize, usize)) -> Option<Change> {
    let from = grounds.stays_cheaper_from(other, option).filter(|from| *from > Decimal::ONE)?;
    let (name, chosen) = (grounds.name(other), grounds.name(option));
    let requests = volume(from.checked_mul(grounds.figures.today.0)?);
    let text =
        format!("`{name}` stays cheaper than `{chosen}` from {requests} requests a month ({} today)", multiple(from));
    let metric = format!("break_even.horizon.{name}.{chosen}.stays_cheaper_from");
    Some(Change { what: Sentence::new(text, &[&metric]), distance: from })
}

/// The accuracy at which a tuned model would be worth as much: worth is a line in accuracy.
fn accuracy_change(grounds: &Grounds<'_>, (other, option): (usize, usize)) -> Option<Change> {
    let scenario = grounds.figures.scenario;
    if !grounds.by_value() || is_simple(scenario, other) || class(scenario, other) == Class::Blend {
        return None;
    }
    let path = format!("options.{}.accuracy", grounds.name(other));
    let model = &grounds.figures.model;
    let place = model.sheet.input_index(&path)?;
    let own = model.sheet.inputs()[place as usize].base();
    let lead = grounds.score(other).checked_sub(grounds.score(option))?;
    let step = dec!(-0.01);
    let there = grounds.lead_with((other, option), &[(place, own + step)])?;
    let slope = there.checked_sub(lead)?.checked_div(step)?;
    let needed = own.checked_sub(lead.checked_div(slope)?)?;
    if lead >= Decimal::ZERO || needed > Decimal::ONE || needed <= own {
        return None;
    }
    let (name, chosen) = (grounds.name(other), grounds.name(option));
    let text =
        format!("`{name}` is worth as much as `{chosen}` at {} % accuracy, {} today", percent(needed), percent(own));
    Some(Change { what: Sentence::new(text, &[&path]), distance: needed.checked_div(own)? })
}

/// The inputs that are an option's token prices, each times a factor.
pub(super) fn token_prices(grounds: &Grounds<'_>, option: usize, factor: Decimal) -> Vec<(u32, Decimal)> {
    let prefix = format!("options.{}.", grounds.name(option));
    let inputs = grounds.figures.model.sheet.inputs().iter().zip(0_u32..);
    let is_price = |path: &str| path.strip_prefix(&prefix).is_some_and(|key| key.contains("_per_mtok"));
    let prices = inputs.filter(|(input, _)| is_price(&input.path));
    prices.filter_map(|(input, place)| Some((place, input.base().checked_mul(factor)?))).collect()
}

/// The API price at which GPUs of one's own would win.
fn price_change(grounds: &Grounds<'_>, (other, option): (usize, usize)) -> Option<Change> {
    let scenario = grounds.figures.scenario;
    if class(scenario, option) != Class::Api || !on_gpus(grounds, other) {
        return None;
    }
    let lead = |factor: Decimal| grounds.lead_with((other, option), &token_prices(grounds, option, factor));
    let (mut low, mut high) = (Decimal::ONE, dec!(64));
    if token_prices(grounds, option, low).is_empty() || lead(low)? >= Decimal::ZERO || lead(high)? < Decimal::ZERO {
        return None;
    }
    // costs rise with prices, so the order changes once; volume discounts may bend the line
    while high - low > dec!(0.005) {
        let middle = (low + high) / Decimal::TWO;
        *(if lead(middle)? < Decimal::ZERO { &mut low } else { &mut high }) = middle;
    }
    let (name, chosen) = (grounds.name(other), grounds.name(option));
    let text =
        format!("`{name}` wins when the token prices of `{chosen}` are {} of today's", multiple(high.round_dp(2)));
    let key = format!("options.{chosen}.output_per_mtok");
    Some(Change { what: Sentence::new(text, &[&key]), distance: high })
}
