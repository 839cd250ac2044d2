//! Variance-based sensitivity: which inputs an output varies with, alone and together.
//!
//! Two independent samples A and B of the inputs are drawn, and for each factor `i` a third, A
//! with the columns of factor `i` from B. Source: Saltelli et al., "Variance based sensitivity
//! analysis of model output", Computer Physics Communications 181, 2010, with the estimators of
//! Jansen, "Analysis of variance designs for model output", Computer Physics Communications 117,
//! 1999, both of which are sums of squares and lose no digits where the mean is large.

use super::LANES;
use super::design::{Design, Points, Sampling};
use super::estimate::Estimate;
use super::joint::Joint;
use super::replicates::{REPLICATES, Replicates};
use super::sums::Sums;

/// What to study.
#[derive(Clone, Copy, Debug)]
pub struct Study<'a> {
    /// The inputs.
    pub joint: &'a Joint,
    /// How many outputs the model has.
    pub outputs: usize,
    /// Draws of A; the model is computed for as many draws times two more than factors.
    pub draws: usize,
    /// The seed of the points.
    pub seed: u64,
    /// How the draws are spread. A and B are two halves of the coordinates of one point, so Sobol
    /// points serve up to 128 inputs, and random numbers those beyond.
    pub sampling: Sampling,
}

/// The sensitivity of one output to each factor, in the order of [`Plan::factors`].
///
/// Standard errors are from the spread over independent scrambles of the points. A bootstrap over
/// draws would take the points for random ones and come out too wide. Estimates near 0 or 1 may lie
/// a little outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// First-order indices: the part of the output's variance that knowing this factor alone
    /// would take away, on average.
    pub first: Vec<Estimate>,
    /// Total indices: the part that would be left if all other factors were known.
    pub total: Vec<Estimate>,
}

/// A study made ready. Its replicates can be computed in any order and by any thread.
pub struct Plan<'a> {
    study: Study<'a>,
    points: Points,
    factors: Vec<Vec<usize>>,
}

impl<'a> Plan<'a> {
    /// Makes a study ready.
    #[must_use]
    pub fn new(study: Study<'a>) -> Self {
        let Study { draws, seed, sampling, joint, .. } = study;
        let dimensions = 2 * joint.marginals().len();
        let points = Points::new(Design { draws, seed, sampling, dimensions, scrambles: REPLICATES });
        Self { study, points, factors: joint.factors() }
    }

    /// The inputs of each factor: one, or several that are correlated and vary together, because
    /// parts of a variance can only be told apart between independent factors.
    #[must_use]
    pub fn factors(&self) -> &[Vec<usize>] {
        &self.factors
    }

    /// The replicates of the study.
    #[must_use]
    pub fn replicates(&self) -> Replicates {
        self.points.replicates()
    }

    /// Computes one replicate. The model gets a column of lanes for each input and fills one for
    /// each output, all of the same length, at most 256.
    pub fn replicate(&self, replicate: usize, mut model: impl FnMut(&[&[f64]], &mut [&mut [f64]])) -> ReplicateSums {
        let (inputs, outputs) = (self.study.joint.marginals().len(), self.study.outputs);
        let range = self.replicates().range(replicate);
        let mut sums = vec![Sums::new(self.factors.len()); outputs];
        let mut samples = [(); 2].map(|()| vec![0.0; inputs * LANES]);
        let mut results = [(); 3].map(|()| vec![0.0; outputs * LANES]);
        for first in range.clone().step_by(LANES) {
            let lanes = LANES.min(range.end - first);
            let samples = samples.each_mut().map(|sample| &mut sample[..inputs * lanes]);
            let [a, b] = self.draw(first, lanes, samples);
            let [at_a, at_b, mixed] = results.each_mut().map(|result| &mut result[..outputs * lanes]);
            model(&a, &mut columns_mut(at_a, lanes));
            model(&b, &mut columns_mut(at_b, lanes));
            for (sums, (at_a, at_b)) in sums.iter_mut().zip(columns(at_a, lanes).zip(columns(at_b, lanes))) {
                sums.add_sample(at_a);
                sums.add_sample(at_b);
            }
            for (factor, members) in self.factors.iter().enumerate() {
                let mut inputs = a.clone();
                for &member in members {
                    inputs[member] = b[member];
                }
                model(&inputs, &mut columns_mut(mixed, lanes));
                let columns = columns(at_a, lanes).zip(columns(at_b, lanes)).zip(columns(mixed, lanes));
                for (sums, ((at_a, at_b), mixed)) in sums.iter_mut().zip(columns) {
                    sums.add_factor(factor, [at_a, at_b, mixed]);
                }
            }
        }
        ReplicateSums(sums)
    }

    /// Draws the samples A and B from one half of the coordinates each, and gives their columns.
    fn draw<'s>(&self, first: usize, lanes: usize, samples: [&'s mut [f64]; 2]) -> [Vec<&'s [f64]>; 2] {
        let inputs = self.study.joint.marginals().len();
        let mut start = 0;
        samples.map(|sample| {
            self.points.fill(first, start..start + inputs, sample);
            self.study.joint.fill(lanes, sample);
            start += inputs;
            columns(sample, lanes).collect()
        })
    }

    /// The indices of each output, from all replicates in order; `None` for an output that does
    /// not vary, or that is infinite or NaN for some draw.
    #[must_use]
    pub fn indices(&self, replicates: &[ReplicateSums]) -> Vec<Option<Indices>> {
        (0..self.study.outputs).map(|output| self.indices_of(output, replicates)).collect()
    }

    /// Computes all replicates one after the other, and the indices of each output.
    pub fn run(&self, mut model: impl FnMut(&[&[f64]], &mut [&mut [f64]])) -> Vec<Option<Indices>> {
        let replicates = 0..self.replicates().count();
        self.indices(&replicates.map(|replicate| self.replicate(replicate, &mut model)).collect::<Vec<_>>())
    }

    fn indices_of(&self, output: usize, replicates: &[ReplicateSums]) -> Option<Indices> {
        let apart: Vec<&Sums> = replicates.iter().filter_map(|replicate| replicate.0.get(output)).collect();
        let mut all = Sums::new(self.factors.len());
        for sums in &apart {
            all.merge(sums);
        }
        if !all.varies() {
            return None;
        }
        let estimate = |index: &dyn Fn(&Sums) -> f64| {
            let apart: Vec<f64> = apart.iter().map(|sums| index(sums)).collect();
            Estimate::from_replicates(index(&all), &apart)
        };
        let factors = 0..self.factors.len();
        Some(Indices {
            first: factors.clone().map(|factor| estimate(&|sums| sums.first_order(factor))).collect(),
            total: factors.map(|factor| estimate(&|sums| sums.total(factor))).collect(),
        })
    }
}

/// What one replicate adds to the indices.
#[derive(Clone, Debug)]
pub struct ReplicateSums(Vec<Sums>);

fn columns(block: &[f64], lanes: usize) -> impl Iterator<Item = &[f64]> {
    block.chunks_exact(lanes)
}

fn columns_mut(block: &mut [f64], lanes: usize) -> Vec<&mut [f64]> {
    block.chunks_exact_mut(lanes).collect()
}
