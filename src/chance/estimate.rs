//! An estimate and how sure it is.

/// A figure estimated from draws, with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate from all draws.
    pub value: f64,
    /// The standard deviation of the estimate, from the spread over independent replicates;
    /// `None` where there are fewer than two replicates or one of them has no finite estimate.
    pub standard_error: Option<f64>,
    /// The replicates that the standard error rests on.
    pub replicates: usize,
}

impl Estimate {
    /// The estimate `value` from all draws, of which each replicate by itself gives `apart`.
    ///
    /// The standard error is the standard deviation over the replicates by the square root of
    /// their number. That is honest for any way of drawing, as long as the replicates are
    /// independent: points of one Sobol sequence or Latin hypercube are not, and a standard error
    /// from single draws would be far too large for them. Source: Owen, "Practical Quasi-Monte
    /// Carlo Integration", 2023, chapter 17 (randomized quasi-Monte Carlo).
    #[must_use]
    pub fn from_replicates(value: f64, apart: &[f64]) -> Self {
        let variance = variance_of_mean(apart).filter(|variance| variance.is_finite());
        Self { value, standard_error: variance.map(f64::sqrt), replicates: apart.len() }
    }

    /// The 95 % confidence interval, by Student's t with one degree of freedom less than there
    /// are replicates; `None` without a standard error.
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        let half = self.standard_error? * student_975(self.replicates.saturating_sub(1));
        Some((self.value - half, self.value + half))
    }
}

#[expect(clippy::cast_precision_loss, reason = "replicates are few")]
fn variance_of_mean(values: &[f64]) -> Option<f64> {
    let count = values.len() as f64;
    if values.len() < 2 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    Some(squares / (count - 1.0) / count)
}

/// The 97.5th percentile of Student's t.
///
/// Expansion by the degrees of freedom (Abramowitz and Stegun, 26.7.5), 1 % low at 3 degrees and
/// better above; tabulated below.
#[expect(clippy::cast_precision_loss, reason = "replicates are few")]
fn student_975(freedom: usize) -> f64 {
    let z = 1.959_963_984_540_054_2_f64;
    let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z);
    let v = freedom as f64;
    match freedom {
        0 => f64::INFINITY,
        1 => 12.706,
        2 => 4.303,
        _ => {
            z + (z3 + z) / (4.0 * v)
                + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * v * v)
                + (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * v * v * v)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Any table of Student's t.
    #[test]
    fn student_follows_the_tables() {
        for (freedom, expected) in [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (15, 2.131), (30, 2.042)] {
            assert!((student_975(freedom) / expected - 1.0).abs() < 0.01, "{freedom}");
        }
        assert!((student_975(15) - 2.131).abs() < 5e-4);
    }

    /// By hand: 1, 2, 3 and 4 have the variance 5/3, and their mean the standard error sqrt(5/12).
    #[test]
    fn the_standard_error_is_that_of_the_mean_of_replicates() {
        let estimate = Estimate::from_replicates(2.5, &[1.0, 2.0, 3.0, 4.0]);
        assert!((estimate.standard_error.unwrap() - (5.0_f64 / 12.0).sqrt()).abs() < 1e-15);
        let (low, high) = estimate.interval().unwrap();
        assert!((high - low - 2.0 * 3.182 * (5.0_f64 / 12.0).sqrt()).abs() < 0.05);
    }

    #[test]
    fn without_a_spread_there_is_none() {
        assert_eq!(Estimate::from_replicates(1.0, &[1.0]).standard_error, None);
        assert_eq!(Estimate::from_replicates(f64::INFINITY, &[1.0, f64::INFINITY]).interval(), None);
    }
}
