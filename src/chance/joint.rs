//! All uncertain inputs together: their marginals and how they are correlated.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use fearless_simd::{Level, dispatch};

use super::correlation::Correlation;
use super::marginal::Marginal;
use super::normal::normal_cdf_lanes;
use super::probit::inverse_normal_lanes;

/// The joint distribution of the inputs, input `i` drawn from dimension `i` of the points.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    marginals: Vec<Marginal>,
    correlation: Option<Correlation>,
    correlated: Vec<bool>,
}

impl Joint {
    /// Independent inputs.
    #[must_use]
    pub fn independent(marginals: Vec<Marginal>) -> Self {
        Self { correlated: vec![false; marginals.len()], marginals, correlation: None }
    }

    /// Inputs with a Gaussian copula over some of them.
    #[must_use]
    pub fn correlated(marginals: Vec<Marginal>, correlation: Correlation) -> Self {
        let mut correlated = vec![false; marginals.len()];
        for &variable in correlation.variables() {
            if let Some(mark) = correlated.get_mut(variable) {
                *mark = true;
            }
        }
        Self { marginals, correlation: Some(correlation), correlated }
    }

    /// The marginals, one an input.
    #[must_use]
    pub fn marginals(&self) -> &[Marginal] {
        &self.marginals
    }

    /// Turns points of the unit cube into values of the inputs, in place; the block holds a
    /// column of `lanes` lanes for each input, one behind the other.
    pub fn fill(&self, lanes: usize, block: &mut [f64]) {
        if lanes > 0 {
            dispatch!(Level::new(), _simd => self.fill_columns(lanes, block));
        }
    }

    #[inline(always)]
    fn fill_columns(&self, lanes: usize, block: &mut [f64]) {
        if let Some(correlation) = &self.correlation {
            self.fill_scores(correlation, lanes, block);
        }
        for ((column, marginal), &correlated) in
            block.chunks_exact_mut(lanes).zip(&self.marginals).zip(&self.correlated)
        {
            if correlated {
                marginal.fill_from_normal(column);
            } else {
                marginal.fill(column);
            }
        }
    }

    /// Turns points of the unit cube into the places of the inputs in their distributions, in place:
    /// the probability that each is less. Only those of correlated inputs differ from the points.
    pub fn positions(&self, lanes: usize, block: &mut [f64]) {
        if let (Some(correlation), true) = (&self.correlation, lanes > 0) {
            dispatch!(Level::new(), _simd => self.fill_positions(correlation, lanes, block));
        }
    }

    #[inline(always)]
    fn fill_positions(&self, correlation: &Correlation, lanes: usize, block: &mut [f64]) {
        self.fill_scores(correlation, lanes, block);
        for (column, _) in block.chunks_exact_mut(lanes).zip(&self.correlated).filter(|(_, correlated)| **correlated) {
            normal_cdf_lanes(column);
        }
    }

    /// Correlated standard normal scores in place of the points of correlated inputs.
    #[inline(always)]
    fn fill_scores(&self, correlation: &Correlation, lanes: usize, block: &mut [f64]) {
        for (column, _) in block.chunks_exact_mut(lanes).zip(&self.correlated).filter(|(_, correlated)| **correlated) {
            inverse_normal_lanes(column);
        }
        correlation.apply(lanes, block);
    }

    /// The inputs in groups that are independent of each other: one for each input by itself,
    /// and one for all that are correlated among themselves; by the first input of each.
    #[must_use]
    pub fn factors(&self) -> Vec<Vec<usize>> {
        let alone = self.correlated.iter().enumerate().filter(|&(_, &correlated)| !correlated);
        let mut factors: Vec<Vec<usize>> = alone.map(|(input, _)| vec![input]).collect();
        if let Some(correlation) = &self.correlation {
            factors.extend_from_slice(correlation.groups());
        }
        factors.sort_unstable();
        factors
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Design, LANES, Pair, Points, Sampling, Support};
    use super::*;
    use crate::quantity::Distribution;
    use rust_decimal::dec;

    /// The reference is what the compiler makes of the same source for every processor of the kind.
    #[test]
    fn draws_have_the_same_bits_with_every_instruction_set() {
        let distributions = [
            Distribution::Lognormal { low: dec!(300), high: dec!(500_000) },
            Distribution::Normal { mean: dec!(10), sd: dec!(2) },
            Distribution::Triangular { low: dec!(1), mode: dec!(2), high: dec!(5) },
            Distribution::Uniform { low: dec!(0), high: dec!(1) },
        ];
        let support = Support { whole: false, bounds: (Some(dec!(0)), None) };
        let marginals: Vec<Marginal> =
            distributions.iter().cycle().take(8).map(|d| Marginal::new(d, support)).collect();
        let pairs = [Pair { first: 0, second: 1, rho: 0.5 }, Pair { first: 0, second: 2, rho: -0.3 }];
        let correlation = Correlation::new(8, &pairs).unwrap();
        for joint in [Joint::independent(marginals.clone()), Joint::correlated(marginals, correlation)] {
            for sampling in [Sampling::Sobol, Sampling::Random, Sampling::LatinHypercube] {
                let points = Points::new(Design { sampling, ..Design::sobol(16_384, 8, 1) });
                for lanes in [LANES, 100] {
                    let (mut best, mut portable) = (vec![0.0; 8 * lanes], vec![0.0; 8 * lanes]);
                    points.fill(1000, 0..8, &mut best);
                    joint.fill(lanes, &mut best);
                    points.fill_columns(1000, &(0..8), &mut portable);
                    joint.fill_columns(lanes, &mut portable);
                    let bits = |lanes: &[f64]| lanes.iter().map(|lane| lane.to_bits()).collect::<Vec<u64>>();
                    assert_eq!(bits(&best), bits(&portable), "{sampling:?}");
                }
            }
        }
    }
}
