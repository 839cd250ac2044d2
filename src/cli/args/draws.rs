//! How uncertain inputs are drawn.

use clap::{Args as ClapArgs, ValueEnum};

use crate::analysis::simulate::{Draws, MOST_DRAWS};
use crate::chance::{REPLICATES, Sampling};
use crate::quantity::Literal;

/// How uncertain inputs are drawn.
#[derive(Debug, ClapArgs)]
pub struct DrawArgs {
    /// How many draws of the uncertain inputs
    #[arg(long = "draws", value_name = "N", default_value = "16384", value_parser = count, allow_negative_numbers = true)]
    pub count: usize,
    /// The seed of the draws: the same one gives the same figures
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true)]
    pub seed: u64,
    /// How draws are spread
    #[arg(long, value_enum, default_value_t = Spread::Sobol)]
    pub sampling: Spread,
}

impl DrawArgs {
    /// The draws asked for.
    #[must_use]
    pub fn draws(&self) -> Draws {
        let sampling = match self.sampling {
            Spread::Sobol => Sampling::Sobol,
            Spread::Random => Sampling::Random,
            Spread::LatinHypercube => Sampling::LatinHypercube,
        };
        Draws { count: self.count, seed: self.seed, sampling }
    }
}

/// How draws are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Spread {
    /// Scrambled Sobol points: the most accurate for the same number
    Sobol,
    /// Plain random numbers
    Random,
    /// Latin hypercubes
    LatinHypercube,
}

fn count(text: &str) -> Result<usize, String> {
    let value = Literal::parse(text).map_err(|error| error.explain().0.to_owned())?.value;
    let count = usize::try_from(value).ok().filter(|_| value.fract().is_zero());
    let allowed = |count: &usize| (LEAST_DRAWS..=MOST_DRAWS).contains(count);
    count.filter(allowed).ok_or_else(|| "must be a whole number from 16 to 100,000,000".to_owned())
}

/// One draw for each replicate.
const LEAST_DRAWS: usize = REPLICATES;
