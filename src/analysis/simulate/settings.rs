//! How many draws, and how they are spread.

use crate::chance::{Design, REPLICATES, Sampling};

/// The most draws of a simulation.
pub const MOST_DRAWS: usize = 100_000_000;

/// How many draws, from which seed, and how they are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    /// The draws.
    pub count: usize,
    /// The seed: the same one gives the same draws.
    pub seed: u64,
    /// How they are spread.
    pub sampling: Sampling,
}

impl Default for Draws {
    fn default() -> Self {
        Self { count: 16_384, seed: 1, sampling: Sampling::Sobol }
    }
}

impl Draws {
    /// The design of these draws in so many dimensions.
    #[must_use]
    pub fn design(self, dimensions: usize) -> Design {
        Design { draws: self.count, seed: self.seed, sampling: self.sampling, dimensions, scrambles: REPLICATES }
    }

    /// The same with at most so many draws.
    #[must_use]
    pub fn at_most(self, count: usize) -> Self {
        Self { count: self.count.min(count), ..self }
    }
}
