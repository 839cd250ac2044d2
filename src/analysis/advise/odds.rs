//! How sure a lead is: in how many draws it holds, and how near the value is that ends it.

use rust_decimal::Decimal;

use super::candidates::is_simple;
use super::contenders::Contenders;
use super::distance::{counts_errors, factor, is_convention};
use super::grounds::Grounds;
use super::knobs::{Knob, in_step, moves};
use crate::analysis::simulate::{Draws, Inputs};
use crate::analysis::vary::{Lever, Prospect, Sample};
use crate::chance::LANES;
use crate::quantity::figures::float;

/// Draws for the odds.
const DRAWS: usize = 4_096;

/// The share of draws in which one option scores above another; none when nothing is uncertain.
pub(super) fn share_of_draws(grounds: &Grounds<'_>, (option, other): (usize, usize)) -> Option<f64> {
    let inputs = Inputs::of(grounds.figures.scenario, &grounds.figures.model)?;
    let prospect = grounds.figures.prospect();
    let instead = grounds.elsewhere.map_or(&[][..], |elsewhere| elsewhere.instead);
    let lever = |place: &u32| prospect.levers.iter().position(|lever| lever.index == *place);
    let levers: Vec<Option<(usize, Shift)>> = (inputs.places.iter())
        .map(|place| {
            let lever = lever(place)?;
            Some((lever, Shift::of(&prospect.levers[lever], instead)))
        })
        .collect();
    let points = inputs.points(Draws { count: DRAWS, ..Draws::default() });
    let samples = prospect.samples(DRAWS, &prospect.bases(instead), |draws, blocks| {
        let mut drawn = vec![[0.0; LANES]; levers.len()];
        inputs.draw_blocks(&points, &draws, &mut drawn);
        for (lever, values) in levers.iter().zip(&drawn) {
            if let Some((lever, shift)) = lever {
                blocks[*lever] = values.map(|value| shift.of_draw(value));
            }
        }
    });
    let ahead = samples.iter().filter(|sample| sample.costs[option] < sample.costs[other]).count();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let share = ahead as f64 / DRAWS as f64;
    Some(share)
}

/// How far the draws of a range move with it, where its input is asked about at another value: each by the same
/// factor, of an accuracy each by the same factor of its errors.
#[derive(Clone, Copy, Debug)]
struct Shift {
    factor: f64,
    of_errors: bool,
    bounds: (f64, f64),
}

impl Shift {
    fn of(lever: &Lever, instead: &[(u32, Decimal)]) -> Self {
        let (input, base) = (&lever.input, lever.base());
        let there = instead.iter().find(|(place, _)| *place == lever.index).map(|(_, value)| *value);
        let moved = there.and_then(|value| factor(input, base, value));
        let bound = |bound: Option<Decimal>, none: f64| bound.map_or(none, float);
        Self {
            factor: moved.map_or(1.0, float),
            of_errors: counts_errors(input, base),
            bounds: (bound(input.bounds.0, f64::NEG_INFINITY), bound(input.bounds.1, f64::INFINITY)),
        }
    }

    #[expect(clippy::float_cmp, reason = "a range that is not asked about moves by exactly 1")]
    fn of_draw(&self, value: f64) -> f64 {
        let moved = match () {
            () if self.factor == 1.0 => return value,
            () if self.of_errors => 1.0 - (1.0 - value) * self.factor,
            () => value * self.factor,
        };
        moved.clamp(self.bounds.0, self.bounds.1)
    }
}

/// The nearest move of inputs at which a simple option that qualifies is the best again.
#[derive(Clone, Debug)]
pub(super) struct Nearest {
    /// What moves.
    pub knob: Knob,
    /// How far it moves, as a factor of today's.
    pub multiple: Decimal,
    /// The simple option.
    pub winner: usize,
}

/// The nearest move of inputs, one by one and in step, at which a simple option that qualifies is better than
/// `complex`; another complex option that is better is no reason to stay with the simple one.
pub(super) fn nearest_flip(grounds: &Grounds<'_>, contenders: &Contenders, complex: usize) -> Option<Nearest> {
    let scenario = grounds.figures.scenario;
    let simple = |option: &usize| is_simple(scenario, *option) && contenders.qualifies(*option);
    let running = |option: &usize| simple(option) || *option == complex || Some(*option) == contenders.reserve;
    let prospect = grounds.figures.prospect();
    let bases = prospect.bases(grounds.elsewhere.map_or(&[][..], |elsewhere| elsewhere.instead));
    let mut knobs = in_step(grounds);
    let movable = |lever: &&Lever| !lever.base().is_zero() && !is_convention(&lever.input) && !moves(&knobs, lever);
    let single: Vec<Knob> = levers(grounds).filter(movable).map(|lever| Knob::single(grounds, lever)).collect();
    knobs.extend(single);
    let knobs = knobs.into_iter().map(|knob| Turned::new(prospect, knob)).collect();
    let trial = Trial { prospect, bases, knobs, running: grounds.all().filter(running).collect(), complex };
    let looked_at = if grounds.elsewhere.is_some() { &LOOKED_AT[..TOO_NEAR] } else { &LOOKED_AT[..] };
    nearest(trial, looked_at)
}

/// The inputs one by one: the volume as a whole is none of them.
fn levers<'a>(grounds: &'a Grounds<'_>) -> impl Iterator<Item = &'a Lever> {
    let scale = grounds.figures.model.scale;
    grounds.figures.prospect().levers.iter().filter(move |lever| lever.index != scale)
}

/// Multiples of an input at which the choice is looked at, outward; and their inverses.
const LOOKED_AT: [f64; 10] = [1.025, 1.05, 1.075, 1.1, 1.3, 1.7, 2.5, 4.0, 6.5, 10.0];
/// Of these, those that are too near: all that is asked elsewhere.
const TOO_NEAR: usize = 4;
/// Into how many parts the step that the choice changes in is divided, how often, and for how many levers:
/// as many draws as one block has.
const PARTS: i32 = 32;
const DIVISIONS: usize = 4;
const NARROWED: usize = 8;

/// A multiple of one knob, and the one nearer to today's at which nothing changes.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// The knob's place.
    knob: usize,
    same: f64,
    other: f64,
}

/// The nearest of some levers.
fn nearest(trial: Trial<'_>, looked_at: &[f64]) -> Option<Nearest> {
    let sides = |knob: usize| {
        let above = std::iter::once(1.0).chain(looked_at.iter().copied()).zip(looked_at.iter().copied());
        let both = above.flat_map(|(same, other)| [(same, other), (1.0 / same, 1.0 / other)]);
        both.map(move |(same, other)| Step { knob, same, other })
    };
    let steps: Vec<Step> = (0..trial.knobs.len()).flat_map(sides).collect();
    let winners = trial.winners(&steps.iter().map(|step| (step.knob, step.other)).collect::<Vec<_>>());
    let far = |multiple: f64| multiple.max(1.0 / multiple);
    let changed = steps.iter().zip(&winners).filter(|(_, winner)| winner.is_some()).map(|(step, _)| *step);
    let changed: Vec<Step> = changed.collect();
    // the same step outward is as far for every lever: those that change in the first one are narrowed down
    let first = changed.iter().map(|step| far(step.other)).min_by(f64::total_cmp)?;
    let mut near: Vec<Step> = changed.into_iter().filter(|step| far(step.other) <= first).collect();
    near.truncate(NARROWED);
    let divisions = if looked_at.len() > TOO_NEAR { DIVISIONS } else { 0 };
    for _ in 0..divisions {
        let parts = |step: &Step| {
            let (step, ratio) = (*step, libm::log(step.other / step.same) / f64::from(PARTS));
            (1..PARTS).map(move |part| (step.knob, step.same * libm::exp(ratio * f64::from(part))))
        };
        let inner: Vec<(usize, f64)> = near.iter().flat_map(parts).collect();
        let winners = trial.winners(&inner);
        let of_a_step = usize::try_from(PARTS - 1).unwrap_or(1);
        for ((step, inner), winners) in near.iter_mut().zip(inner.chunks(of_a_step)).zip(winners.chunks(of_a_step)) {
            let first = winners.iter().position(Option::is_some).unwrap_or(inner.len());
            if let Some((_, other)) = inner.get(first) {
                step.other = *other;
            }
            if let Some((_, same)) = first.checked_sub(1).and_then(|last| inner.get(last)) {
                step.same = *same;
            }
        }
    }
    let found = near.into_iter().min_by(|a, b| far(a.other).total_cmp(&far(b.other)))?;
    let winner = trial.winners(&[(found.knob, found.other)]).first().copied().flatten()?;
    // where it was not narrowed down, the change is somewhere on the way
    let found = if divisions > 0 { found } else { Step { other: libm::sqrt(found.same * found.other), ..found } };
    let multiple = Decimal::from_f64_retain(found.other)?.round_dp(9);
    let knob = trial.knobs.into_iter().nth(found.knob)?.knob;
    let multiple = knob.reached(multiple).unwrap_or(multiple).round_dp(9);
    Some(Nearest { knob, multiple, winner })
}

/// A knob, with its inputs' places among the levers.
struct Turned {
    knob: Knob,
    places: Vec<usize>,
}

impl Turned {
    fn new(prospect: &Prospect, knob: Knob) -> Self {
        let place = |index: u32| prospect.levers.iter().position(|lever| lever.index == index);
        let places = knob.inputs.iter().filter_map(|(index, _)| place(*index)).collect();
        Self { knob, places }
    }
}

/// The choice at multiples of knobs.
struct Trial<'a> {
    prospect: &'a Prospect,
    bases: Vec<f64>,
    knobs: Vec<Turned>,
    /// The options that may be chosen.
    running: Vec<usize>,
    complex: usize,
}

impl Trial<'_> {
    /// The value of a lever at a multiple, within what its key allows.
    fn value(&self, place: usize, multiple: f64) -> f64 {
        let input = &self.prospect.levers[place].input;
        let base = self.bases[place];
        let errors = input.path.ends_with(".accuracy") && base < 1.0;
        let value = if errors { 1.0 - (1.0 - base) * multiple } else { base * multiple };
        let value = input.bounds.0.map_or(value, |least| value.max(float(least)));
        let value = input.bounds.1.map_or(value, |most| value.min(float(most)));
        if input.whole { libm::round(value) } else { value }
    }

    /// Who is best with one knob at a multiple, where it is not the complex option.
    fn winners(&self, trials: &[(usize, f64)]) -> Vec<Option<usize>> {
        let samples = self.prospect.samples(trials.len(), &self.bases, |draws, blocks| {
            for (lane, (knob, multiple)) in trials[draws].iter().enumerate() {
                for place in &self.knobs[*knob].places {
                    blocks[*place][lane] = self.value(*place, *multiple);
                }
            }
        });
        let best = |sample: &Sample| {
            // a fleet that is full is no question of money
            let able = self.running.iter().copied().filter(|option| sample.able[*option]);
            let able = able.filter(|_| sample.able[self.complex]);
            able.min_by(|a, b| sample.costs[*a].total_cmp(&sample.costs[*b])).filter(|best| *best != self.complex)
        };
        samples.iter().map(best).collect()
    }
}
