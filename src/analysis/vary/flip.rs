//! Flip values: for every input, the nearest value at which the cheapest option changes.

use rust_decimal::Decimal;

use super::lever::{Lever, levers};
use super::outcome::{Samples, vary};
use crate::analysis::break_even::Range;
use crate::cost::Model;
use crate::sheet::{Dependents, ExactReading};

/// The value of one input at which the cheapest option changes.
#[derive(Clone, Debug)]
pub struct Flip {
    /// The input.
    pub lever: Lever,
    /// The value.
    pub value: Decimal,
    /// The value over today's.
    pub multiple: Decimal,
    /// The cheapest option beyond it.
    pub winner: Option<usize>,
}

/// The flip value of every input that has one between a tenth and ten times its base, the nearest
/// first. `step` is called after each input.
#[must_use]
pub fn flips(model: &Model, exact: &ExactReading, mut step: impl FnMut(usize, usize)) -> Vec<Flip> {
    let levers = levers(model);
    let count = levers.len();
    let mut flips = Vec::new();
    for (index, lever) in levers.into_iter().enumerate() {
        flips.extend(flip(model, exact, lever));
        step(index + 1, count);
    }
    flips.sort_by_key(|flip| distance(flip.multiple));
    flips
}

/// How far a multiple is from 1, as a factor: half and double are equally far.
fn distance(multiple: Decimal) -> Decimal {
    if multiple >= Decimal::ONE { multiple } else { Decimal::ONE.checked_div(multiple).unwrap_or(Decimal::MAX) }
}

fn flip(model: &Model, exact: &ExactReading, lever: Lever) -> Option<Flip> {
    let dependents = Dependents::of(&model.sheet, lever.index);
    if !model.options.iter().any(|option| dependents.contains(option.present_value)) {
        return None;
    }
    let (low, high) = lever.reach()?;
    let outcomes = vary(model, exact, &lever, ((low, high), Samples::COARSE)).ok()?;
    let base = lever.base();
    let home = outcomes.cheapest.iter().position(|range| range.from <= base && base <= range.to)?;
    let ranges = &outcomes.cheapest;
    let above = ranges.get(home + 1).map(|next: &Range| (next.from, next.option));
    let below = home.checked_sub(1).map(|before| (ranges[before].to, ranges[before].option));
    let multiple = |value: Decimal| value.checked_div(base);
    let nearest = above.into_iter().chain(below).filter_map(|(value, winner)| Some((multiple(value)?, value, winner)));
    let (multiple, value, winner) = nearest.min_by_key(|(multiple, ..)| distance(*multiple))?;
    Some(Flip { lever, value, multiple, winner })
}
