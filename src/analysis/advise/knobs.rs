//! The inputs that are searched for a change of the verdict.

use rust_decimal::{Decimal, dec};

use super::candidates::{Class, class};
use super::changes::token_prices;
use super::distance;
use super::grounds::Grounds;
use crate::analysis::vary::Lever;
use crate::quantity::figures::float;
use crate::scenario::Input;

/// Inputs that are searched: those that move the figures most.
const SEARCHED: usize = 8;
/// How far those are moved to find them.
const MOVED: Decimal = dec!(1.5);

/// Inputs that are varied together, each by the same factor.
#[derive(Clone, Debug)]
pub(super) struct Knob {
    /// The inputs, with their places in the sheet.
    pub inputs: Vec<(u32, Input)>,
    /// What it is.
    pub what: What,
}

/// What a knob is to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// One input.
    Input,
    /// All volumes: today's requests, and the keys.
    Volume(Decimal, Vec<String>),
    /// An option's token prices.
    Prices(String),
}

/// The volume, every API's token prices, and the inputs that move the figures most.
pub(super) fn knobs(grounds: &Grounds<'_>) -> Vec<Knob> {
    let scenario = grounds.figures.scenario;
    let sheet = &grounds.figures.model.sheet;
    let inputs = sheet.inputs();
    let scale = grounds.figures.model.scale;
    let volumes = |input: &&Input| {
        let key = input.path.strip_prefix("workloads.").and_then(|rest| rest.rsplit('.').next());
        key.is_some_and(|key| key.starts_with("requests_per_"))
    };
    let keys: Vec<String> = inputs.iter().filter(volumes).map(|input| input.path.clone()).take(3).collect();
    let only_volume = if keys.len() == 1 { keys.first().cloned() } else { None };
    let volume = inputs
        .get(scale as usize)
        .map(|input| Knob { inputs: vec![(scale, input.clone())], what: What::Volume(grounds.figures.today.0, keys) });
    let apis = grounds.all().filter(|option| class(scenario, *option) == Class::Api);
    let knobs = apis.map(|option| {
        let own = token_prices(grounds, option, Decimal::ONE);
        let own = own.iter().map(|(place, _)| (*place, inputs[*place as usize].clone())).collect();
        Knob { inputs: own, what: What::Prices(grounds.name(option).to_owned()) }
    });
    let prices: Vec<Knob> = knobs.filter(|knob| !knob.inputs.is_empty()).collect();
    let is_in_step =
        |lever: &Lever| prices.iter().any(|knob| knob.inputs.iter().any(|(place, _)| *place == lever.index));
    let levers = moving(grounds).into_iter().filter(|lever| Some(&lever.input.path) != only_volume.as_ref());
    let levers: Vec<Lever> = levers.filter(|lever| !is_in_step(lever)).take(SEARCHED).collect();
    let single = levers.into_iter().map(|lever| Knob { inputs: vec![(lever.index, lever.input)], what: What::Input });
    volume.into_iter().chain(prices).chain(single).collect()
}

/// The inputs, those first that move one option against another by the most.
fn moving(grounds: &Grounds<'_>) -> Vec<Lever> {
    let prospect = grounds.figures.prospect();
    let scale = grounds.figures.model.scale;
    let levers = prospect.levers.iter().enumerate();
    let levers: Vec<(usize, &Lever)> =
        levers.filter(|(_, lever)| lever.index != scale && lever.reach().is_some()).collect();
    let levers: Vec<(usize, &Lever)> =
        levers.into_iter().filter(|(_, lever)| !distance::is_convention(&lever.input)).collect();
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
