//! The break-even volume as a distribution.

use std::num::NonZeroUsize;

use super::inputs::Inputs;
use super::settings::Draws;
use crate::analysis::figures::Figures;
use crate::analysis::workers::Workers;
use crate::chance::quantiles;
use crate::sheet::Id;
use crate::sheet::draws::{InstructionSet, Program, Run};

/// From which volume an option stays cheaper than the reference over the horizon, over the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct VolumeSpread {
    /// The option.
    pub option: usize,
    /// The option that it is compared with: one of the two is the reference.
    pub than: usize,
    /// P10, P50 and P90 of the volume in requests a month; infinite where it never stays cheaper.
    pub volumes: [f64; 3],
    /// The share of draws in which it stays cheaper from some volume on, within the search.
    pub share: f64,
}

/// The draws of a break-even distribution at most: each is looked at at some 130 volumes.
const MOST: usize = 2_048;
/// The volumes looked at first, by equal factors from a hundredth of today's to the end.
const STEPS: usize = 96;
/// How often the interval in which the order changes is halved.
const HALVINGS: usize = 30;

/// For every option but the reference, the volume from which it stays cheaper over the horizon, and
/// that from which the reference does, up to `up_to` times today's: the last change of order between
/// neighbours of 97 volumes, narrowed down. Two changes between neighbours may be missed; who cannot
/// serve loses to who can.
#[must_use]
pub fn break_even_spread(
    figures: &Figures<'_>,
    (draws, up_to): (Draws, f64),
    workers: &Workers<'_>,
) -> Vec<VolumeSpread> {
    let Some(inputs) = Inputs::of(figures.scenario, &figures.model) else { return Vec::new() };
    let search = Search::new(figures, &inputs, draws.at_most(MOST));
    let requests = search.requests(workers.threads);
    let reference = figures.scenario.reference;
    let others: Vec<usize> = (0..figures.options.len()).filter(|option| *option != reference).collect();
    let mut found = Vec::new();
    for (done, option) in others.iter().enumerate() {
        let program = search.program(*option, reference);
        for (cheaper, than, side) in [(*option, reference, 1.0), (reference, *option, -1.0)] {
            let scales = search.stays_from((&program, side), (up_to, workers.threads));
            found.push(spread((cheaper, than), &scales, &requests));
        }
        (workers.step)(done + 1, others.len());
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn spread((option, than): (usize, usize), scales: &[f64], requests: &[f64]) -> VolumeSpread {
    let mut volumes: Vec<f64> = scales.iter().zip(requests).map(|(scale, requests)| scale * requests).collect();
    let share = volumes.iter().filter(|volume| volume.is_finite()).count() as f64 / volumes.len().max(1) as f64;
    let found = quantiles(&mut volumes, &[0.1, 0.5, 0.9]);
    VolumeSpread { option, than, volumes: [found[0], found[1], found[2]], share }
}

/// What the reference and an option cost, and whether they can serve.
struct Rivals {
    program: Program,
    /// How many flags the reference has, and how many the option.
    flags: [usize; 2],
}

/// Looks at costs in every draw, at a volume of each draw's own.
struct Search<'a> {
    figures: &'a Figures<'a>,
    /// The inputs that vary, the volume scale last.
    varied: Vec<u32>,
    /// Their values, a column of draws for each but the scale.
    columns: Vec<Vec<f64>>,
    draws: usize,
}

impl<'a> Search<'a> {
    fn new(figures: &'a Figures<'a>, inputs: &Inputs, draws: Draws) -> Self {
        let points = inputs.points(draws);
        let columns = inputs.columns(&points, 0..draws.count);
        let varied = inputs.places.iter().copied().chain([figures.model.scale]).collect();
        Self { figures, varied, columns, draws: draws.count }
    }

    fn reading(&self, outputs: &[Id]) -> Program {
        Program::new(&self.figures.model.sheet, &self.figures.exact, &self.varied, outputs)
    }

    /// The present values of the reference and of an option, and the flags of both fleets.
    fn program(&self, option: usize, reference: usize) -> Rivals {
        let options = &self.figures.model.options;
        let cost = |option: usize| options[option].present_value;
        let flags = |option: usize| options[option].infeasible.iter().map(|(.., flag)| *flag).collect::<Vec<Id>>();
        let (its, own) = (flags(reference), flags(option));
        let outputs: Vec<Id> =
            [cost(reference), cost(option)].into_iter().chain(its.clone()).chain(own.clone()).collect();
        Rivals { program: self.reading(&outputs), flags: [its.len(), own.len()] }
    }

    /// Requests of the month that volumes are given for, in every draw, at today's volume.
    fn requests(&self, threads: NonZeroUsize) -> Vec<f64> {
        let month = self.figures.today.1 as usize - 1;
        let requests: Vec<Id> = self.figures.model.requests.iter().map(|months| months[month]).collect();
        let count = requests.len();
        let add = |output: &dyn Fn(usize) -> f64| (0..count).map(output).sum();
        self.run(&self.reading(&requests), &vec![1.0; self.draws], (threads, &add))
    }

    /// By how much an option costs less than the reference, in every draw at its own volume: without
    /// end where only the reference cannot serve, below zero without end where only the option cannot,
    /// and no number where neither can.
    fn leads(&self, rivals: &Rivals, scales: &[f64], threads: NonZeroUsize) -> Vec<f64> {
        let [its, own] = rivals.flags;
        let lead = |output: &dyn Fn(usize) -> f64| {
            let up = |flags: std::ops::Range<usize>| flags.into_iter().any(|flag| output(flag) != 0.0);
            match (up(2..2 + its), up(2 + its..2 + its + own)) {
                (false, false) => output(0) - output(1),
                (true, false) => f64::INFINITY,
                (false, true) => f64::NEG_INFINITY,
                (true, true) => f64::NAN,
            }
        };
        self.run(&rivals.program, scales, (threads, &lead))
    }

    /// From which multiple of today's volume the option (`side` 1) or the reference (-1) stays cheaper,
    /// in every draw.
    fn stays_from(&self, (rivals, side): (&Rivals, f64), (up_to, threads): (f64, NonZeroUsize)) -> Vec<f64> {
        let (mut low, mut high) = (vec![0.0; self.draws], vec![0.0; self.draws]);
        let mut before = 0.0;
        for step in 0..=STEPS {
            let scale = rung(step, up_to);
            let leads = self.leads(rivals, &vec![scale; self.draws], threads);
            for (draw, lead) in leads.into_iter().map(|lead| lead * side).enumerate() {
                if lead.is_nan() {
                    continue; // the comparison has ended: neither can serve
                }
                if lead <= 0.0 {
                    high[draw] = f64::INFINITY;
                } else if high[draw].is_infinite() {
                    (low[draw], high[draw]) = (before, scale);
                }
            }
            before = scale;
        }
        for _ in 0..HALVINGS {
            let ends = low.iter().zip(&high);
            let middles: Vec<f64> =
                ends.map(|(low, high)| if high.is_finite() { f64::midpoint(*low, *high) } else { 1.0 }).collect();
            let leads = self.leads(rivals, &middles, threads);
            for draw in 0..self.draws {
                if high[draw].is_finite() && high[draw] > 0.0 {
                    let end = if leads[draw] * side > 0.0 { &mut high[draw] } else { &mut low[draw] };
                    *end = middles[draw];
                }
            }
        }
        high
    }

    /// What is made of a program's outputs in every draw, at its own volume.
    fn run(&self, program: &Program, scales: &[f64], (threads, fold): (NonZeroUsize, &Fold)) -> Vec<f64> {
        let mut rows = [Vec::new()];
        let run = Run { draws: 0..self.draws, threads, set: InstructionSet::Best, results: &mut rows };
        program.run(
            run,
            |draws, blocks| {
                let columns = self.columns.iter().map(Vec::as_slice).chain([scales]);
                for (block, column) in blocks.iter_mut().zip(columns) {
                    block[..draws.len()].copy_from_slice(&column[draws.clone()]);
                }
            },
            |_, outputs, rows| {
                for (lane, place) in rows[0].iter_mut().enumerate() {
                    *place = fold(&|output| outputs.lanes(output)[lane]);
                }
            },
        );
        let [row] = rows;
        row
    }
}

/// What is made of a draw's outputs, which are asked for by place.
type Fold<'a> = dyn Fn(&dyn Fn(usize) -> f64) -> f64 + Sync + 'a;

/// The volumes looked at, as multiples of today's.
#[expect(clippy::cast_precision_loss, reason = "a hundred")]
fn rung(step: usize, up_to: f64) -> f64 {
    0.01 * libm::exp(step as f64 / STEPS as f64 * libm::log(up_to / 0.01))
}
