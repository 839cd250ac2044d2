//! Chance: points to draw at, distributions to draw from, and what the draws say.
//!
//! A [`Design`] spreads draws over the unit cube in independent [`Replicates`], [`Points`] gives
//! their coordinates, and a [`Joint`] of [`Marginal`]s and a [`Correlation`] turns these into
//! inputs. [`SeriesCollector`], [`MeanCollector`] and [`RegretCollector`] take the outputs as they
//! come and give means, probabilities, exact quantiles and regrets with their standard errors. A
//! [`Plan`] says which input an output varies with, and [`evppi`] what knowing it would be worth.
//!
//! A block is a slice of columns one behind the other, each with one lane a draw. Everything is
//! computed from the draw's number and the seed by IEEE basic operations, so that blocks may be
//! computed in any order, by any number of threads, on any processor, to the same bits.

mod brackets;
mod cholesky;
mod correlation;
mod design;
mod elementary;
mod estimate;
mod expectation;
mod hash;
mod information;
mod joint;
mod line;
mod marginal;
mod normal;
mod probit;
mod quantile;
mod regret;
mod replicates;
mod sensitivity;
mod series;
mod shape;
mod sobol;
mod sum;
mod sums;

pub use correlation::{Correlation, CorrelationError, Pair};
pub use design::{Design, Points, Sampling};
pub use elementary::{exp, exp_lanes, ln, ln_lanes, round_half_up};
pub use estimate::Estimate;
pub use information::{Worth, evppi};
pub use joint::Joint;
pub use marginal::{Marginal, Support};
pub use normal::{normal_cdf, normal_cdf_lanes};
pub use probit::{inverse_normal, inverse_normal_lanes};
pub use quantile::quantiles;
pub use regret::{RegretCollector, Regrets};
pub use replicates::{LONGEST, REPLICATES, Replicates};
pub use sensitivity::{Indices, Plan, ReplicateSums, Study};
pub use series::{MeanCollector, Quantile, SeriesCollector, Summary};
pub use sobol::SOBOL_DIMENSIONS;

/// Lanes of a block that are handled at once.
pub const LANES: usize = 256;
