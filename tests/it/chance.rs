//! Draws, what they say and what they are sensitive to, through the public interface.

mod correlation;
mod decisions;
mod points;
mod sensitivity;
mod series;

use rust_decimal::{Decimal, dec};
use std::f64::consts::PI;
use tco::chance::{
    Correlation, CorrelationError, Design, Estimate, Indices, Joint, Marginal, Pair, Plan, Points, RegretCollector,
    Replicates, Sampling, SeriesCollector, Study, Support, Worth, evppi, quantiles,
};
use tco::quantity::Distribution;

fn marginal(distribution: Distribution) -> Marginal {
    Marginal::new(&distribution, Support::default())
}

fn uniform(low: Decimal, high: Decimal) -> Marginal {
    marginal(Distribution::Uniform { low, high })
}

/// All draws of a design through a joint distribution, a column for each input.
fn draw(joint: &Joint, draws: usize, sampling: Sampling) -> Vec<Vec<f64>> {
    let dimensions = joint.marginals().len();
    let points = Points::new(Design { draws, seed: 1, sampling, dimensions, scrambles: 16 });
    let mut block = vec![0.0; draws * dimensions];
    points.fill(0, 0..dimensions, &mut block);
    joint.fill(draws, &mut block);
    block.chunks(draws).map(<[f64]>::to_vec).collect()
}

const ALL: [Sampling; 3] = [Sampling::Sobol, Sampling::Random, Sampling::LatinHypercube];
