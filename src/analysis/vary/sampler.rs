//! Options' costs at many values of one input at once, as binary floats.

use std::num::NonZeroUsize;

use super::lever::Lever;
use super::question::Question;
use crate::sheet::Id;
use crate::sheet::draws::{InstructionSet, Program, Run};

/// How near two costs must be, relatively, for binary floats to leave open which is lower.
const OPEN: f64 = 1e-9;

/// The draws reading of what decides, over one input.
#[derive(Debug)]
pub struct Sampler {
    program: Program,
    options: usize,
    /// The option of each flag.
    flags: Vec<usize>,
}

/// The options at one value of the input.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The present value of each; not finite where something is divided by zero.
    pub costs: Vec<f64>,
    /// Whether each can serve.
    pub able: Vec<bool>,
}

impl Sampler {
    /// A program of the question for one input.
    #[must_use]
    pub fn new(question: &Question<'_>, lever: &Lever) -> Self {
        let flags = question.flags.iter();
        let outputs: Vec<Id> = question.costs.iter().copied().chain(flags.clone().map(|(_, flag)| *flag)).collect();
        Self {
            program: Program::new(&question.model.sheet, question.exact, &[lever.index], &outputs),
            options: question.costs.len(),
            flags: flags.map(|(option, _)| *option).collect(),
        }
    }

    /// The options at each of these values.
    #[must_use]
    pub fn at(&self, values: &[f64]) -> Vec<Sample> {
        let options = self.options;
        let mut rows: Vec<Vec<f64>> = vec![Vec::new(); 2 * options];
        let run =
            Run { draws: 0..values.len(), threads: NonZeroUsize::MIN, set: InstructionSet::Best, results: &mut rows };
        self.program.run(
            run,
            |draws, inputs| {
                for (lane, draw) in draws.enumerate() {
                    inputs[0][lane] = values[draw];
                }
            },
            |draws, outputs, rows| {
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
            },
        );
        let sample = |place: usize| Sample {
            costs: rows[..options].iter().map(|row| row[place]).collect(),
            able: rows[options..].iter().map(|row| row[place] == 0.0).collect(),
        };
        (0..values.len()).map(sample).collect()
    }
}

impl Sample {
    /// The cheapest option that can serve; `Err` where two are too near to tell.
    pub fn cheapest(&self) -> Result<Option<usize>, TooNear> {
        let mut able: Vec<usize> = (0..self.costs.len()).filter(|option| self.able[*option]).collect();
        able.sort_by(|a, b| self.costs[*a].total_cmp(&self.costs[*b]));
        match able.as_slice() {
            [first, second, ..] if !is_apart(self.costs[*first], self.costs[*second]) => Err(TooNear),
            [first, ..] if !self.costs[*first].is_finite() => Err(TooNear),
            all => Ok(all.first().copied()),
        }
    }

    /// Whether A costs less than B; `Err` where they are too near to tell.
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
