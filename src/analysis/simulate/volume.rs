//! The break-even volume as a distribution.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::inputs::Inputs;
use super::settings::Draws;
use crate::analysis::figures::Figures;
use crate::analysis::workers::Workers;
use crate::chance::quantiles;
use crate::sheet::Id;
use crate::sheet::draws::{InstructionSet, Outputs, Program, Run};

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

/// The draws of a break-even distribution at most: each is looked at at some 160 volumes.
pub const MOST: usize = 2_048;
/// The draws of one that must be quick, at least.
const LEAST: usize = 256;
/// The instructions of one that must be quick, over all lanes: some tenths of a second of one core.
const QUICK: usize = 2_000_000_000;
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
    let search = Search::new(figures, &inputs, (draws.at_most(MOST), workers.threads));
    let reference = figures.scenario.reference;
    let others: Vec<usize> = (0..figures.options.len()).filter(|option| *option != reference).collect();
    let (requests, mut changes) = (search.requests(), search.last_changes(&others, up_to));
    let mut found = Vec::new();
    for (done, (option, changes)) in others.iter().zip(&mut changes).enumerate() {
        search.narrow(*option, changes);
        for ((cheaper, than), ends) in [(*option, reference), (reference, *option)].into_iter().zip(changes) {
            found.push(spread((cheaper, than), (&ends.high, &requests)));
        }
        (workers.step)(done + 1, others.len());
    }
    found
}

/// The draws for which there is time in a part of a second, from 256 to 2,048.
pub fn affordable(figures: &Figures<'_>) -> usize {
    let Some(inputs) = Inputs::of(figures.scenario, &figures.model) else { return MOST };
    let costs: Vec<Id> = figures.model.options.iter().map(|option| option.present_value).collect();
    let program = Program::new(&figures.model.sheet, &figures.exact, &inputs.places, &costs);
    let volumes = STEPS + 2 * HALVINGS;
    (QUICK / (program.instructions().max(1) * volumes)).clamp(LEAST, MOST)
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn spread((option, than): (usize, usize), (scales, requests): (&[f64], &[f64])) -> VolumeSpread {
    let mut volumes: Vec<f64> = scales.iter().zip(requests).map(|(scale, requests)| scale * requests).collect();
    let share = volumes.iter().filter(|volume| volume.is_finite()).count() as f64 / volumes.len().max(1) as f64;
    let found = quantiles(&mut volumes, &[0.1, 0.5, 0.9]);
    VolumeSpread { option, than, volumes: [found[0], found[1], found[2]], share }
}

/// For every draw the multiples of today's volume between which an option becomes cheaper for good:
/// both 0 where it always is, the upper one infinite where it never is.
struct Ends {
    low: Vec<f64>,
    high: Vec<f64>,
}

/// Looks at costs in every draw, at a volume of each draw's own.
struct Search<'a> {
    figures: &'a Figures<'a>,
    /// The inputs that vary, the volume scale last.
    varied: Vec<u32>,
    /// Their values, a column of draws for each but the scale.
    columns: Vec<Vec<f64>>,
    draws: usize,
    threads: NonZeroUsize,
}

/// The sides of a comparison: an option against the reference, and the reference against it.
const SIDES: [f64; 2] = [1.0, -1.0];

impl<'a> Search<'a> {
    fn new(figures: &'a Figures<'a>, inputs: &Inputs, (draws, threads): (Draws, NonZeroUsize)) -> Self {
        let points = inputs.points(draws);
        let columns = inputs.columns(&points, 0..draws.count);
        let varied = inputs.places.iter().copied().chain([figures.model.scale]).collect();
        Self { figures, varied, columns, draws: draws.count, threads }
    }

    fn reading(&self, outputs: &[Id]) -> Program {
        Program::new(&self.figures.model.sheet, &self.figures.exact, &self.varied, outputs)
    }

    /// Requests of the month that volumes are given for, in every draw, at today's volume.
    fn requests(&self) -> Vec<f64> {
        let month = self.figures.today.1 as usize - 1;
        let requests: Vec<Id> = self.figures.model.requests.iter().map(|months| months[month]).collect();
        let add = |outputs: Outputs<'_>, rows: &mut [&mut [f64]]| {
            rows[0].fill(0.0);
            for output in 0..requests.len() {
                rows[0].iter_mut().zip(outputs.lanes(output).iter()).for_each(|(sum, requests)| *sum += requests);
            }
        };
        let mut rows = self.run(&self.reading(&requests), &vec![1.0; self.draws], (1, &add));
        rows.pop().unwrap_or_default()
    }

    /// For some options, both sides' last change of order on the steps of volume.
    fn last_changes(&self, options: &[usize], up_to: f64) -> Vec<[Ends; 2]> {
        let rivals = Rivals::new(self, options);
        let ends = || Ends { low: vec![0.0; self.draws], high: vec![0.0; self.draws] };
        let mut found: Vec<[Ends; 2]> = options.iter().map(|_| [ends(), ends()]).collect();
        let mut before = 0.0;
        for step in 0..=STEPS {
            let scale = rung(step, up_to);
            let leads = rivals.leads(self, &vec![scale; self.draws]);
            for (found, leads) in found.iter_mut().zip(&leads) {
                for (ends, side) in found.iter_mut().zip(SIDES) {
                    ends.look(leads, side, (before, scale));
                }
            }
            before = scale;
        }
        found
    }

    /// Narrows down where an option, and the reference against it, becomes cheaper for good.
    fn narrow(&self, option: usize, found: &mut [Ends; 2]) {
        let rivals = Rivals::new(self, &[option]);
        for (ends, side) in found.iter_mut().zip(SIDES) {
            // nothing to narrow where the order changes in no draw
            let is_open = ends.high.iter().any(|high| high.is_finite() && *high > 0.0);
            for _ in 0..if is_open { HALVINGS } else { 0 } {
                let middles = ends.middles();
                let leads = rivals.leads(self, &middles);
                ends.halve(&leads[0], side, &middles);
            }
        }
    }

    /// Rows of what is made of a program's outputs in every draw, at its own volume.
    fn run(&self, program: &Program, scales: &[f64], (rows, take): (usize, &Take)) -> Vec<Vec<f64>> {
        let mut results = vec![Vec::new(); rows];
        let run = Run { draws: 0..self.draws, threads: self.threads, set: InstructionSet::Best, results: &mut results };
        program.run(
            run,
            |draws, blocks| {
                let columns = self.columns.iter().map(Vec::as_slice).chain([scales]);
                for (block, column) in blocks.iter_mut().zip(columns) {
                    block[..draws.len()].copy_from_slice(&column[draws.clone()]);
                }
            },
            |_, outputs, rows| take(outputs, rows),
        );
        results
    }
}

/// What is made of the outputs of some draws.
type Take<'a> = dyn Fn(Outputs<'_>, &mut [&mut [f64]]) + Sync + 'a;

impl Ends {
    /// Takes note of who is cheaper at a volume, the last having been `before`.
    fn look(&mut self, leads: &[f64], side: f64, (before, scale): (f64, f64)) {
        for ((low, high), lead) in self.low.iter_mut().zip(&mut self.high).zip(leads.iter().map(|lead| lead * side)) {
            if lead.is_nan() {
                continue; // the comparison has ended: neither can serve
            }
            if lead <= 0.0 {
                *high = f64::INFINITY;
            } else if high.is_infinite() {
                (*low, *high) = (before, scale);
            }
        }
    }

    fn middles(&self) -> Vec<f64> {
        let ends = self.low.iter().zip(&self.high);
        ends.map(|(low, high)| if high.is_finite() { f64::midpoint(*low, *high) } else { 1.0 }).collect()
    }

    fn halve(&mut self, leads: &[f64], side: f64, middles: &[f64]) {
        for (draw, lead) in leads.iter().enumerate() {
            if self.high[draw].is_finite() && self.high[draw] > 0.0 {
                let end = if lead * side > 0.0 { &mut self.high[draw] } else { &mut self.low[draw] };
                *end = middles[draw];
            }
        }
    }
}

/// What the reference and some options cost, and whether they can serve.
struct Rivals {
    program: Program,
    /// The outputs of the reference, then those of each option.
    places: Vec<Place>,
}

/// Where a party's figures are among the outputs.
struct Place {
    cost: usize,
    /// 1 each where it cannot serve.
    flags: Range<usize>,
}

impl Rivals {
    fn new(search: &Search<'_>, options: &[usize]) -> Self {
        let (mut outputs, mut places) = (Vec::new(), Vec::new());
        for option in [search.figures.scenario.reference].iter().chain(options) {
            let model = &search.figures.model.options[*option];
            let cost = outputs.len();
            outputs.push(model.present_value);
            outputs.extend(model.infeasible.iter().map(|(.., flag)| *flag));
            places.push(Place { cost, flags: cost + 1..outputs.len() });
        }
        Self { program: search.reading(&outputs), places }
    }

    /// By how much each option costs less than the reference, in every draw at its own volume.
    fn leads(&self, search: &Search<'_>, scales: &[f64]) -> Vec<Vec<f64>> {
        let take = |outputs: Outputs<'_>, rows: &mut [&mut [f64]]| {
            let (reference, options) = (&self.places[0], &self.places[1..]);
            for (row, option) in rows.iter_mut().zip(options) {
                for (lane, lead) in row.iter_mut().enumerate() {
                    *lead = lead_of((outputs, lane), (reference, option));
                }
            }
        };
        search.run(&self.program, scales, (self.places.len() - 1, &take))
    }
}

/// By how much an option costs less than the reference: without end where only the reference cannot
/// serve, below zero without end where only the option cannot, and no number where neither can.
fn lead_of((outputs, lane): (Outputs<'_>, usize), (reference, option): (&Place, &Place)) -> f64 {
    let is_unable = |place: &Place| place.flags.clone().any(|flag| outputs.lanes(flag)[lane] != 0.0);
    match (is_unable(reference), is_unable(option)) {
        (false, false) => outputs.lanes(reference.cost)[lane] - outputs.lanes(option.cost)[lane],
        (true, false) => f64::INFINITY,
        (false, true) => f64::NEG_INFINITY,
        (true, true) => f64::NAN,
    }
}

/// The volumes looked at, as multiples of today's.
#[expect(clippy::cast_precision_loss, reason = "a hundred")]
fn rung(step: usize, up_to: f64) -> f64 {
    0.01 * libm::exp(step as f64 / STEPS as f64 * libm::log(up_to / 0.01))
}
