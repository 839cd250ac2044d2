//! The draws of the uncertain inputs, each at a volume of its own.

use std::num::NonZeroUsize;

use super::inputs::Inputs;
use super::settings::Draws;
use crate::analysis::figures::Figures;
use crate::sheet::Id;
use crate::sheet::draws::{InstructionSet, Outputs, Program, Run};

/// Draws of the inputs, at which costs are looked at with each draw at a volume of its own.
pub struct Scaled<'a> {
    /// The figures of the base case.
    pub figures: &'a Figures<'a>,
    /// The inputs that vary, the volume scale last.
    varied: Vec<u32>,
    /// Their values, a column of draws for each but the scale.
    columns: Vec<Vec<f64>>,
    /// How many draws.
    pub draws: usize,
    threads: NonZeroUsize,
}

impl<'a> Scaled<'a> {
    pub fn new(figures: &'a Figures<'a>, inputs: &Inputs, (draws, threads): (Draws, NonZeroUsize)) -> Self {
        let points = inputs.points(draws);
        let columns = inputs.columns(&points, 0..draws.count);
        let varied = inputs.places.iter().copied().chain([figures.model.scale]).collect();
        Self { figures, varied, columns, draws: draws.count, threads }
    }

    pub fn reading(&self, outputs: &[Id]) -> Program {
        Program::new(&self.figures.model.sheet, &self.figures.exact, &self.varied, outputs)
    }

    /// Requests of the month that volumes are given for, in every draw, at today's volume.
    pub fn requests(&self) -> Vec<f64> {
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

    /// Rows of what is made of a program's outputs in every draw, at its own volume.
    pub fn run(&self, program: &Program, scales: &[f64], (rows, take): (usize, &Take)) -> Vec<Vec<f64>> {
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
pub type Take<'a> = dyn Fn(Outputs<'_>, &mut [&mut [f64]]) + Sync + 'a;
