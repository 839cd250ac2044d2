//! The mean of a marginal, in closed form.

use super::elementary::{clamp, exp, ln};
use super::marginal::Marginal;
use super::normal::{normal_cdf, normal_density};
use super::shape::Shape;

/// Whole numbers that are summed one by one; a wider spread is treated as continuous.
const MOST_STEPS: f64 = 65_536.0;
/// Probability in either tail that a sum over whole numbers leaves out.
const NEGLECTED: f64 = 1e-13;

impl Marginal {
    /// The mean of the draws.
    ///
    /// Exact for distributions with bounds: what lies beyond a bound counts at the bound. For
    /// whole numbers it is the sum over their probabilities; where they span more than 65,536, the
    /// mean before rounding, which rounding moves by a small part of 1.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.whole {
            let (first, last) = (self.percentile(NEGLECTED), self.percentile(1.0 - NEGLECTED));
            if last - first <= MOST_STEPS {
                return self.mean_of_whole(first, last);
            }
        }
        let Self { shape, low, high, .. } = *self;
        let mut mean = shape.partial_mean(low, high);
        if low > f64::NEG_INFINITY {
            mean += low * shape.cdf(low);
        }
        if high < f64::INFINITY {
            mean += high * (1.0 - shape.cdf(high));
        }
        clamp(mean, low, high)
    }

    /// `first` plus the probability of every whole number above it that a draw reaches it.
    fn mean_of_whole(&self, first: f64, last: f64) -> f64 {
        let mut mean = first;
        let mut value = first;
        while value < last {
            // the steps go from one value to the next that a draw can have: a bound may lie between
            let next = clamp((value + 1.0).floor(), value, last);
            let threshold = next.ceil() - 0.5;
            mean += (next - value) * (1.0 - self.shape.cdf(threshold));
            value = next;
        }
        mean
    }
}

impl Shape {
    /// The integral of `x` times the density from `a` to `b`, either of which may be infinite.
    fn partial_mean(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Normal { mean, sd } => {
                let (a, b) = ((a - mean) / sd, (b - mean) / sd);
                mean * (normal_cdf(b) - normal_cdf(a)) - sd * (normal_density(b) - normal_density(a))
            }
            Self::Lognormal { mu, sigma } => {
                let score = |x: f64| if x <= 0.0 { f64::NEG_INFINITY } else { (ln(x) - mu) / sigma - sigma };
                exp(mu + sigma * sigma / 2.0) * (normal_cdf(score(b)) - normal_cdf(score(a)))
            }
            Self::Uniform { low, high } => {
                let (a, b) = (clamp(a, low, high), clamp(b, low, high));
                (b - a) / (high - low) * f64::midpoint(a, b)
            }
            Self::Triangular { low, mode, high } => {
                let rising = part(low, (clamp(a, low, mode), clamp(b, low, mode)), mode - low);
                let falling = part(high, (clamp(a, mode, high), clamp(b, mode, high)), high - mode);
                2.0 / (high - low) * (rising + falling)
            }
        }
    }
}

/// The integral of `x |x - foot| / leg` over one side of a triangle; 0 for a side of no width.
fn part(foot: f64, (a, b): (f64, f64), leg: f64) -> f64 {
    if b <= a || leg <= 0.0 {
        return 0.0;
    }
    // with t = x - foot, the integral of (t^2 + foot t) / leg, turned round where t is below 0
    let (s, t) = (a - foot, b - foot);
    let square = (t * t - s * s) / 2.0;
    let cube = (t * t * t - s * s * s) / 3.0;
    let value = (cube + foot * square) / leg;
    if t > 0.0 { value } else { -value }
}

#[cfg(test)]
mod tests {
    use super::super::Support;
    use super::*;
    use crate::quantity::Distribution;
    use rust_decimal::{Decimal, dec};

    const FREE: (Option<Decimal>, Option<Decimal>) = (None, None);

    fn check(distribution: Distribution, support: Support, expected: f64) {
        let mean = Marginal::new(&distribution, support).mean();
        assert!((mean - expected).abs() < 1e-9 * expected.abs().max(1.0), "{distribution:?}: {mean} is not {expected}");
    }

    fn between(low: Option<Decimal>, high: Option<Decimal>) -> Support {
        Support { whole: false, bounds: (low, high) }
    }

    #[test]
    fn means_without_bounds_are_the_textbook_ones() {
        let free = between(None, None);
        check(Distribution::Uniform { low: dec!(1), high: dec!(4) }, free, 2.5);
        check(Distribution::Triangular { low: dec!(1), mode: dec!(2), high: dec!(6) }, free, 3.0);
        check(Distribution::Triangular { low: dec!(1), mode: dec!(1), high: dec!(7) }, free, 3.0);
        check(Distribution::Triangular { low: dec!(1), mode: dec!(7), high: dec!(7) }, free, 5.0);
        check(Distribution::Normal { mean: dec!(-3), sd: dec!(2) }, free, -3.0);
        // sqrt(50) exp((ln 2 / (2 * 1.6448536269514722))^2 / 2), by mpmath with 40 digits
        check(Distribution::Lognormal { low: dec!(5), high: dec!(10) }, free, 7.229_783_732_289_854);
    }

    #[test]
    fn what_lies_beyond_a_bound_counts_at_the_bound() {
        // half of a standard normal is moved to 0: the mean is the density at 0, 1 / sqrt(2 pi)
        check(
            Distribution::Normal { mean: dec!(0), sd: dec!(1) },
            between(Some(dec!(0)), None),
            0.398_942_280_401_432_7,
        );
        // uniform on 0..4, moved to 1..2: 1/4 * 1 + 1/4 * 1.5 + 1/2 * 2
        check(Distribution::Uniform { low: dec!(0), high: dec!(4) }, between(Some(dec!(1)), Some(dec!(2))), 1.625);
        // the triangle 0, 1, 2 moved to at least 1: 1/2 + the integral of x (2 - x) from 1 to 2
        let triangle = Distribution::Triangular { low: dec!(0), mode: dec!(1), high: dec!(2) };
        check(triangle, between(Some(dec!(1)), None), 0.5 + 2.0 / 3.0);
        check(Distribution::Uniform { low: dec!(0), high: dec!(1) }, between(Some(dec!(3)), None), 3.0);
    }

    #[test]
    fn whole_numbers_are_summed() {
        let whole = |bounds| Support { whole: true, bounds };
        // 0..3 rounds to 0, 1, 2, 3 with probabilities 1/6, 1/3, 1/3, 1/6
        check(Distribution::Uniform { low: dec!(0), high: dec!(3) }, whole(FREE), 1.5);
        // at least 1: half of the draws at 1, a third at 2, a sixth at 3
        check(Distribution::Uniform { low: dec!(0), high: dec!(3) }, whole((Some(dec!(1)), None)), 10.0 / 6.0);
        check(Distribution::Uniform { low: dec!(0), high: dec!(1_000_000) }, whole(FREE), 500_000.0);
    }
}
