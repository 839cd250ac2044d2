//! Options' costs at many values of some inputs at once, as binary floats.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::question::Question;
use crate::sheet::Id;
use crate::sheet::draws::{InstructionSet, Lanes, Program, Run};

/// How near two costs must be, relatively, for binary floats to leave open which is lower.
const OPEN: f64 = 1e-9;

/// The draws reading of what decides, over some inputs.
#[derive(Debug)]
pub struct Sampler {
    program: Program,
    options: usize,
    /// The option of each flag.
    flags: Vec<usize>,
}

/// The options at one value of each input.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The present value of each; not finite where something is divided by zero.
    pub costs: Vec<f64>,
    /// Whether each can serve.
    pub able: Vec<bool>,
}

impl Sampler {
    /// A program of the question for the inputs at these places of the sheet.
    #[must_use]
    pub fn new(question: &Question<'_>, varied: &[u32]) -> Self {
        let flags = question.flags.iter();
        let outputs: Vec<Id> = question.costs.iter().copied().chain(flags.clone().map(|(_, flag)| *flag)).collect();
        Self {
            program: Program::new(&question.model.sheet, question.exact, varied, &outputs),
            options: question.costs.len(),
            flags: flags.map(|(option, _)| *option).collect(),
        }
    }

    /// The options at each of these values of the only input.
    #[must_use]
    pub fn at(&self, values: &[f64]) -> Vec<Sample> {
        let fill = |draws: Range<usize>, inputs: &mut [Lanes]| {
            inputs[0][..draws.len()].copy_from_slice(&values[draws]);
        };
        self.samples((values.len(), NonZeroUsize::MIN), fill)
    }

    /// The options in so many draws, for which `fill` gives the values of the inputs.
    pub fn samples(
        &self,
        (draws, threads): (usize, NonZeroUsize),
        fill: impl Fn(Range<usize>, &mut [Lanes]) + Sync,
    ) -> Vec<Sample> {
        let options = self.options;
        let mut rows: Vec<Vec<f64>> = vec![Vec::new(); 2 * options];
        let run = Run { draws: 0..draws, threads, set: InstructionSet::Best, results: &mut rows };
        self.program.run(run, fill, |draws, outputs, rows| {
            let (costs, unable) = rows.split_at_mut(options);
            for (option, row) in costs.iter_mut().enumerate() {
                row.copy_from_slice(&outputs.lanes(option)[..draws.len()]);
            }
            for row in unable.iter_mut() {
                row.fill(0.0);
            }
            for (flag, option) in self.flags.iter().enumerate() {
                for (unable, up) in unable[*option].iter_mut().zip(outputs.lanes(options + flag).iter()) {
                    *unable += up;
                }
            }
        });
        let sample = |place: usize| Sample {
            costs: rows[..options].iter().map(|row| row[place]).collect(),
            able: rows[options..].iter().map(|row| row[place] == 0.0).collect(),
        };
        (0..draws).map(sample).collect()
    }
}

impl Sample {
    /// The lowest cost among those that can serve, but for one option.
    #[must_use]
    pub fn best(&self, but: Option<usize>) -> Option<usize> {
        let able = (0..self.costs.len()).filter(|option| self.able[*option] && Some(*option) != but);
        able.min_by(|a, b| self.costs[*a].total_cmp(&self.costs[*b]))
    }

    /// By how much an option leads the best other one: below zero without end where only others can
    /// serve, above it where only it can, and no number where none can.
    #[must_use]
    pub fn lead(&self, option: usize) -> f64 {
        match (self.able[option], self.best(Some(option))) {
            (true, Some(next)) => self.costs[next] - self.costs[option],
            (true, None) => f64::INFINITY,
            (false, Some(_)) => f64::NEG_INFINITY,
            (false, None) => f64::NAN,
        }
    }

    /// The cheapest option that can serve.
    ///
    /// # Errors
    /// Where two are too near to tell.
    pub fn cheapest(&self) -> Result<Option<usize>, TooNear> {
        let mut able: Vec<usize> = (0..self.costs.len()).filter(|option| self.able[*option]).collect();
        able.sort_by(|a, b| self.costs[*a].total_cmp(&self.costs[*b]));
        match able.as_slice() {
            [first, second, ..] if !is_apart(self.costs[*first], self.costs[*second]) => Err(TooNear),
            [first, ..] if !self.costs[*first].is_finite() => Err(TooNear),
            all => Ok(all.first().copied()),
        }
    }

    /// Whether A costs less than B.
    ///
    /// # Errors
    /// Where they are too near to tell.
    pub fn is_cheaper(&self, a: usize, b: usize) -> Result<bool, TooNear> {
        let (a, b) = (self.costs[a], self.costs[b]);
        if is_apart(a, b) { Ok(a < b) } else { Err(TooNear) }
    }
}

/// Two costs are too near each other for binary floats to tell which is lower.
#[derive(Clone, Copy, Debug)]
pub struct TooNear;

fn is_apart(a: f64, b: f64) -> bool {
    (a - b).abs() > a.abs().max(b.abs()) * OPEN
}
