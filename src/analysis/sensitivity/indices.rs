//! Variance-based sensitivity of the options' costs and of the choice between them.

use std::num::NonZeroUsize;

use crate::analysis::OptionResult;
use crate::analysis::figures::Figures;
use crate::analysis::simulate::{Draws, Inputs};
use crate::analysis::workers::Workers;
use crate::chance::{Estimate, Indices, Plan, Study};
use crate::sheet::Id;
use crate::sheet::draws::{InstructionSet, Program, Run};

/// What an index is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexOf {
    /// The present value of an option's cost.
    Cost(usize),
    /// By how much the option that is cheapest in the base case leads the best other one.
    Lead,
    /// Whether it is the cheapest.
    Choice,
}

/// One input, or several that are correlated and vary together.
#[derive(Clone, Debug)]
pub struct Factor {
    /// The inputs, by place among the sheet's inputs.
    pub inputs: Vec<u32>,
}

/// The indices of every output over all factors.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// The draws of each of the two samples that are mixed.
    pub draws: Draws,
    /// How often the model was read.
    pub evaluations: usize,
    /// The factors.
    pub factors: Vec<Factor>,
    /// The indices, factor by factor; none for an output that does not vary.
    pub indices: Vec<(IndexOf, Option<Indices>)>,
}

impl Sensitivity {
    /// First-order and total index of a factor for an output.
    #[must_use]
    pub fn of(&self, output: IndexOf, factor: usize) -> Option<(Estimate, Estimate)> {
        let (_, indices) = self.indices.iter().find(|(of, _)| *of == output)?;
        indices.as_ref().map(|indices| (indices.first[factor], indices.total[factor]))
    }
}

/// Works out first-order and total Sobol indices; `None` when nothing is uncertain or no option can
/// serve.
#[must_use]
pub fn sensitivity(figures: &Figures<'_>, draws: Draws, workers: &Workers<'_>) -> Option<Sensitivity> {
    let inputs = Inputs::of(figures.scenario, &figures.model)?;
    let cheapest = figures.cheapest?;
    let model = &figures.model;
    let costs: Vec<Id> = model.options.iter().map(|option| option.present_value).collect();
    let count = costs.len();
    let program = Program::new(&model.sheet, &figures.exact, &inputs.places, &costs);
    let study = Study {
        joint: &inputs.joint,
        outputs: count + 2,
        draws: draws.count,
        seed: draws.seed,
        sampling: draws.sampling,
    };
    let plan = Plan::new(study);
    let replicates: Vec<usize> = (0..plan.replicates().count()).collect();
    let able: Vec<bool> = figures.options.iter().map(OptionResult::is_feasible).collect();
    let sums = workers.each(&replicates, |replicate| {
        plan.replicate(*replicate, |columns, outputs| {
            read(&program, columns, outputs);
            let (costs, rest) = outputs.split_at_mut(count);
            let lanes = costs.first().map_or(0, |cost| cost.len());
            for lane in 0..lanes {
                let others = (0..count).filter(|option| *option != cheapest && able[*option]);
                let next = others.map(|option| costs[option][lane]).fold(f64::INFINITY, f64::min);
                // with one option alone there is no choice, and nothing to lead
                let lead = if next.is_finite() { next - costs[cheapest][lane] } else { 0.0 };
                rest[0][lane] = lead;
                rest[1][lane] = if lead >= 0.0 { 1.0 } else { 0.0 };
            }
        })
    });
    let mut indices = plan.indices(&sums).into_iter();
    let outputs = (0..count).map(IndexOf::Cost).chain([IndexOf::Lead, IndexOf::Choice]);
    let factors: Vec<Factor> = (plan.factors().iter())
        .map(|members| Factor { inputs: members.iter().map(|member| inputs.places[*member]).collect() })
        .collect();
    Some(Sensitivity {
        draws,
        evaluations: draws.count * (factors.len() + 2),
        indices: outputs.map(|output| (output, indices.next().flatten())).collect(),
        factors,
    })
}

/// Reads a program for columns of inputs into columns of its outputs.
fn read(program: &Program, columns: &[&[f64]], outputs: &mut [&mut [f64]]) {
    let lanes = columns.first().map_or(0, |column| column.len());
    let mut rows = vec![Vec::new(); outputs.len().saturating_sub(2)];
    let run = Run { draws: 0..lanes, threads: NonZeroUsize::MIN, set: InstructionSet::Best, results: &mut rows };
    program.run(
        run,
        |draws, blocks| {
            for (block, column) in blocks.iter_mut().zip(columns) {
                block[..draws.len()].copy_from_slice(&column[draws.clone()]);
            }
        },
        |draws, found, rows| {
            for (output, row) in rows.iter_mut().enumerate() {
                row.copy_from_slice(&found.lanes(output)[..draws.len()]);
            }
        },
    );
    for (output, row) in outputs.iter_mut().zip(rows) {
        output.copy_from_slice(&row);
    }
}
