//! The inputs that are searched for a change of the verdict: those that move the options most against
//! each other.

use rust_decimal::{Decimal, dec};

use super::candidates::{TUNED, involves};
use super::distance;
use super::grounds::Grounds;
use super::knobs::{Knob, accuracy_of, in_step, moves};
use crate::analysis::vary::Lever;
use crate::quantity::figures::float;
use crate::scenario::Input;

/// Inputs that are searched one by one.
const SEARCHED: usize = 8;
/// How far they are moved to find them.
const MOVED: Decimal = dec!(1.5);

/// What is searched.
pub(super) struct Searched {
    /// What everybody asks about: the volume, every API's token prices, what an answer is worth, how accurate each
    /// tuned option is where that counts, and each that falls short of what is required.
    pub asked: Vec<Knob>,
    /// Beside these, the inputs that move the figures most.
    pub others: Vec<Knob>,
}

/// What is searched.
pub(super) fn searched(grounds: &Grounds<'_>) -> Searched {
    let scenario = grounds.figures.scenario;
    let mut asked = in_step(grounds);
    let is_tuned = |lever: &&Lever| {
        accuracy_of(scenario, &lever.input.path).is_some_and(|option| involves(scenario, option, &TUNED))
    };
    let is_value = |lever: &&Lever| lever.input.path.ends_with(".value_per_success");
    // an accuracy that is required decides even where it moves no money
    let least = scenario.decision.requirements.accuracy.as_ref().map(Input::base);
    let is_short = |lever: &&Lever| {
        accuracy_of(scenario, &lever.input.path).is_some() && least.is_some_and(|least| lever.base() < least)
    };
    let by_value = grounds.by_value();
    let levers = grounds.figures.prospect().levers.iter();
    let levers = levers.filter(|lever| (by_value && is_tuned(lever)) || is_value(lever) || is_short(lever));
    let single: Vec<Knob> = levers.map(|lever| Knob::single(grounds, lever)).collect();
    asked.extend(single);
    let others = moving(grounds).into_iter().filter(|lever| !moves(&asked, lever)).take(SEARCHED);
    let others = others.map(|lever| Knob::single(grounds, &lever)).collect();
    Searched { asked, others }
}

/// The inputs, those first that move one option against another by the most.
fn moving(grounds: &Grounds<'_>) -> Vec<Lever> {
    let prospect = grounds.figures.prospect();
    let scale = grounds.figures.model.scale;
    let levers = prospect.levers.iter().enumerate();
    let is_varied =
        |lever: &Lever| lever.index != scale && lever.reach().is_some() && !distance::is_convention(&lever.input);
    let levers: Vec<(usize, &Lever)> = levers.filter(|(_, lever)| is_varied(lever)).collect();
    let bases = prospect.bases(&[]);
    let moved = |lever: &Lever, by: fn(Decimal, Decimal) -> Option<Decimal>| {
        float(by(lever.base(), MOVED).map_or(lever.base(), |value| lever.allowed(value)))
    };
    let sides: [fn(Decimal, Decimal) -> Option<Decimal>; 2] = [Decimal::checked_mul, Decimal::checked_div];
    let both_ways = levers.iter().flat_map(|(place, lever)| sides.map(|side| (*place, moved(lever, side))));
    let trials: Vec<(usize, f64)> = both_ways.chain([(0, bases.first().copied().unwrap_or_default())]).collect();
    let samples = prospect.samples(trials.len(), &bases, |draws, blocks| {
        for (lane, (place, value)) in trials[draws].iter().enumerate() {
            blocks[*place][lane] = *value;
        }
    });
    let Some((today, moved)) = samples.split_last() else { return Vec::new() };
    // what moves all options alike changes nothing between them
    let spread = |costs: &[f64]| {
        let change = costs.iter().zip(&today.costs).map(|(there, here)| there - here).filter(|c| c.is_finite());
        let (low, high) = change.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), c| (l.min(c), h.max(c)));
        (high - low).max(0.0)
    };
    let effects = moved.chunks(2).map(|pair| pair.iter().map(|sample| spread(&sample.costs)).fold(0.0, f64::max));
    let mut ranked: Vec<(f64, &Lever)> =
        effects.zip(levers.into_iter().map(|(_, lever)| lever)).filter(|(effect, _)| *effect > 0.0).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, lever)| lever.clone()).collect()
}
