//! All uncertain inputs together: their marginals and how they are correlated.

use super::correlation::Correlation;
use super::marginal::Marginal;
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
        if lanes == 0 {
            return;
        }
        if let Some(correlation) = &self.correlation {
            for (column, &correlated) in block.chunks_exact_mut(lanes).zip(&self.correlated) {
                if correlated {
                    inverse_normal_lanes(column);
                }
            }
            correlation.apply(lanes, block);
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
