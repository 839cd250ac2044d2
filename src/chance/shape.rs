//! The shapes of distributions, in the numbers that drawing needs.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use super::elementary::{clamp, exp, ln};
use super::normal::normal_cdf;
use crate::quantity::figures::float;
use crate::quantity::{Distribution, Z95};

/// A distribution in the numbers that drawing needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    Lognormal { mu: f64, sigma: f64 },
    Normal { mean: f64, sd: f64 },
    Triangular { low: f64, mode: f64, high: f64 },
    Uniform { low: f64, high: f64 },
}

impl Shape {
    pub(super) fn new(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Lognormal { low, high } => {
                let (low, high) = (ln(float(low)), ln(float(high)));
                Self::Lognormal { mu: f64::midpoint(low, high), sigma: (high - low) / (2.0 * Z95) }
            }
            Distribution::NormalInterval { low, high } => {
                let (low, high) = (float(low), float(high));
                Self::Normal { mean: f64::midpoint(low, high), sd: (high - low) / (2.0 * Z95) }
            }
            Distribution::Normal { mean, sd } => Self::Normal { mean: float(mean), sd: float(sd) },
            Distribution::Triangular { low, mode, high } => {
                Self::Triangular { low: float(low), mode: float(mode), high: float(high) }
            }
            Distribution::Uniform { low, high } => Self::Uniform { low: float(low), high: float(high) },
        }
    }

    /// Whether values are a function of a normal score rather than of a probability.
    pub(super) fn is_normal(self) -> bool {
        matches!(self, Self::Lognormal { .. } | Self::Normal { .. })
    }

    /// Values from standard normal scores; of shapes that have none the lanes stay.
    #[inline(always)]
    pub(super) fn fill_from_scores(self, lanes: &mut [f64]) {
        match self {
            Self::Lognormal { mu, sigma } => lanes.iter_mut().for_each(|lane| *lane = exp(mu + sigma * *lane)),
            Self::Normal { mean, sd } => lanes.iter_mut().for_each(|lane| *lane = mean + sd * *lane),
            Self::Triangular { .. } | Self::Uniform { .. } => {}
        }
    }

    /// Values from probabilities; of the normal shapes the lanes stay.
    #[inline(always)]
    pub(super) fn fill_from_points(self, lanes: &mut [f64]) {
        match self {
            Self::Uniform { low, high } => lanes.iter_mut().for_each(|lane| *lane = low + (high - low) * *lane),
            Self::Triangular { low, mode, high } => {
                let (rise, fall) = ((high - low) * (mode - low), (high - low) * (high - mode));
                let peak = (mode - low) / (high - low);
                for lane in lanes {
                    let p = *lane;
                    let (before, after) = (low + (p * rise).sqrt(), high - ((1.0 - p) * fall).sqrt());
                    *lane = if p < peak { before } else { after };
                }
            }
            Self::Lognormal { .. } | Self::Normal { .. } => {}
        }
    }

    /// Probability that a value is at most `x`.
    pub(super) fn cdf(self, x: f64) -> f64 {
        match self {
            Self::Lognormal { .. } if x <= 0.0 => 0.0,
            Self::Lognormal { mu, sigma } => normal_cdf((ln(x) - mu) / sigma),
            Self::Normal { mean, sd } => normal_cdf((x - mean) / sd),
            Self::Uniform { low, high } => clamp((x - low) / (high - low), 0.0, 1.0),
            Self::Triangular { low, mode, high } => {
                let (below, above) = (clamp(x, low, high) - low, high - clamp(x, low, high));
                if x <= mode && mode > low {
                    below / (high - low) * (below / (mode - low))
                } else if above > 0.0 {
                    1.0 - above / (high - low) * (above / (high - mode))
                } else {
                    1.0
                }
            }
        }
    }
}
