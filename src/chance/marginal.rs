//! The distribution of one input: from a point of the unit interval to a value.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use rust_decimal::Decimal;

use super::elementary::{clamp, round_half_up};
use super::normal::normal_cdf_lanes;
use super::probit::{inverse_normal, inverse_normal_lanes};
use super::shape::Shape;
use crate::quantity::Distribution;
use crate::quantity::figures::float;

/// Which values an input may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Whether it counts whole things, so that a draw is rounded half up.
    pub whole: bool,
    /// The least and the most it may be; draws beyond are moved to the bound.
    pub bounds: (Option<Decimal>, Option<Decimal>),
}

/// A distribution with its rounding and bounds, ready to draw from.
///
/// A draw is rounded first and then moved within the bounds, both of which keep order: the
/// marginal's quantiles are its distribution's, rounded and bounded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marginal {
    pub(super) shape: Shape,
    pub(super) whole: bool,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Marginal {
    /// The marginal of a distribution whose values have this support.
    ///
    /// The distribution is one that [`Quantity::spread`](crate::quantity::Quantity::spread)
    /// accepts; of others the values are NaN or out of order, and nothing panics.
    #[must_use]
    pub fn new(distribution: &Distribution, support: Support) -> Self {
        let shape = Shape::new(distribution);
        let (low, high) = support.bounds;
        Self {
            shape,
            whole: support.whole,
            low: low.map_or(f64::NEG_INFINITY, float),
            high: high.map_or(f64::INFINITY, float),
        }
    }

    /// Turns points of the unit interval, ends not included, into values, in place.
    #[inline(always)]
    pub fn fill(&self, lanes: &mut [f64]) {
        if self.shape.is_normal() {
            inverse_normal_lanes(lanes);
            self.shape.fill_from_scores(lanes);
        } else {
            self.shape.fill_from_points(lanes);
        }
        self.hold(lanes);
    }

    /// Turns standard normal scores into values, in place: the same values that
    /// [`Marginal::fill`] gives at the points that have these scores as their quantiles.
    #[inline(always)]
    pub fn fill_from_normal(&self, lanes: &mut [f64]) {
        if self.shape.is_normal() {
            self.shape.fill_from_scores(lanes);
        } else {
            normal_cdf_lanes(lanes);
            self.shape.fill_from_points(lanes);
        }
        self.hold(lanes);
    }

    /// The value that a draw is at most with probability `p`, as in 0.05 for the 5th percentile.
    ///
    /// At 0 and 1 it is the end of the support, which may be infinite.
    #[must_use]
    pub fn percentile(&self, p: f64) -> f64 {
        let mut value = [if self.shape.is_normal() { inverse_normal(p) } else { p }];
        if self.shape.is_normal() {
            self.shape.fill_from_scores(&mut value);
        } else {
            self.shape.fill_from_points(&mut value);
        }
        self.hold(&mut value);
        value[0]
    }

    /// Rounds and bounds.
    #[inline(always)]
    fn hold(&self, lanes: &mut [f64]) {
        if self.whole {
            for lane in lanes.iter_mut() {
                *lane = round_half_up(*lane);
            }
        }
        if self.low > f64::NEG_INFINITY || self.high < f64::INFINITY {
            for lane in lanes {
                *lane = clamp(*lane, self.low, self.high);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn free(distribution: Distribution) -> Marginal {
        Marginal::new(&distribution, Support::default())
    }

    fn close(value: f64, expected: f64) {
        assert!((value - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{value} is not {expected}");
    }

    /// By definition the ends of a range are its 5th and 95th percentile.
    #[test]
    fn a_range_has_its_ends_as_percentiles() {
        for distribution in [
            Distribution::Lognormal { low: dec!(300), high: dec!(500_000) },
            Distribution::NormalInterval { low: dec!(300), high: dec!(500_000) },
        ] {
            close(free(distribution).percentile(0.05), 300.0);
            close(free(distribution).percentile(0.95), 500_000.0);
        }
    }

    /// Quantile functions by hand: the triangle 0, 1, 4 has F(1) = 1/4 and F(x) = 1 - (4-x)^2/12.
    #[test]
    fn quantiles_follow_the_formulas() {
        let triangle = free(Distribution::Triangular { low: dec!(0), mode: dec!(1), high: dec!(4) });
        close(triangle.percentile(0.0625), 0.5);
        close(triangle.percentile(0.25), 1.0);
        close(triangle.percentile(2.0 / 3.0), 2.0);
        close(triangle.percentile(1.0), 4.0);
        close(free(Distribution::Uniform { low: dec!(-2), high: dec!(6) }).percentile(0.75), 4.0);
        // the standard normal quantile of 0.975 is 1.959963984540054 (tables)
        close(free(Distribution::Normal { mean: dec!(10), sd: dec!(2) }).percentile(0.975), 13.919_927_969_080_108);
    }

    #[expect(clippy::float_cmp, reason = "whole numbers are exact")]
    #[test]
    fn draws_are_rounded_half_up_and_bounded() {
        let support = Support { whole: true, bounds: (Some(dec!(1)), Some(dec!(5))) };
        let whole = Marginal::new(&Distribution::Uniform { low: dec!(0), high: dec!(8) }, support);
        let mut lanes = [0.01, 0.25, 0.3125, 0.374, 0.99];
        whole.fill(&mut lanes);
        assert_eq!(lanes, [1.0, 2.0, 3.0, 3.0, 5.0]);
    }

    #[test]
    fn points_and_their_scores_give_the_same_values() {
        for distribution in [
            Distribution::Lognormal { low: dec!(1), high: dec!(9) },
            Distribution::Normal { mean: dec!(1), sd: dec!(9) },
            Distribution::Triangular { low: dec!(1), mode: dec!(1), high: dec!(9) },
            Distribution::Triangular { low: dec!(1), mode: dec!(9), high: dec!(9) },
            Distribution::Uniform { low: dec!(1), high: dec!(9) },
        ] {
            let marginal = free(distribution);
            for step in 1..1000 {
                let p = f64::from(step) / 1000.0;
                let (mut point, mut score) = ([p], [inverse_normal(p)]);
                marginal.fill(&mut point);
                marginal.fill_from_normal(&mut score);
                close(score[0], point[0]);
                close(marginal.percentile(p), point[0]);
                close(marginal.shape.cdf(point[0]), p);
            }
        }
    }
}
