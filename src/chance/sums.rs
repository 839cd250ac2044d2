//! The sums that Sobol indices are made of.

/// Sums over the draws of one output: its mean and variance over the samples A and B, and for
/// each factor the squares of what exchanging it changes.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    count: f64,
    mean: f64,
    /// Sum of squares about the mean.
    squares: f64,
    factors: Vec<Changes>,
}

/// Sums of squared changes of the output.
#[derive(Clone, Copy, Debug, Default)]
struct Changes {
    /// From B to A with this factor of B: all but this factor has changed.
    others: f64,
    /// From A to A with this factor of B: only this factor has changed.
    alone: f64,
}

impl Sums {
    pub(super) fn new(factors: usize) -> Self {
        Self { count: 0.0, mean: 0.0, squares: 0.0, factors: vec![Changes::default(); factors] }
    }

    /// Adds a block of outputs at A or B.
    #[expect(clippy::cast_precision_loss, reason = "a block has at most 256 lanes")]
    pub(super) fn add_sample(&mut self, outputs: &[f64]) {
        let count = outputs.len() as f64;
        // about the first value, so that a large mean costs no digits
        let start = outputs.first().copied().unwrap_or(0.0);
        let mean = start + outputs.iter().map(|y| y - start).sum::<f64>() / count.max(1.0);
        let squares = outputs.iter().map(|y| (y - mean) * (y - mean)).sum();
        self.merge_moments(count, mean, squares);
    }

    /// Adds a block of outputs at A, at B, and at A with the factor of B.
    pub(super) fn add_factor(&mut self, factor: usize, [a, b, mixed]: [&[f64]; 3]) {
        let changes = &mut self.factors[factor];
        for ((a, b), mixed) in a.iter().zip(b).zip(mixed) {
            changes.others += (b - mixed) * (b - mixed);
            changes.alone += (a - mixed) * (a - mixed);
        }
    }

    /// Adds the sums of other draws.
    pub(super) fn merge(&mut self, other: &Self) {
        self.merge_moments(other.count, other.mean, other.squares);
        for (own, other) in self.factors.iter_mut().zip(&other.factors) {
            own.others += other.others;
            own.alone += other.alone;
        }
    }

    /// Whether the output varies by more than rounding, and always has a finite value.
    pub(super) fn varies(&self) -> bool {
        let noise = 1e-12 * self.mean;
        self.squares.is_finite() && self.squares > 0.0 && self.squares > self.count * noise * noise
    }

    /// `1 - sum (f(B) - f(A_B))^2 / (2 N V)`.
    pub(super) fn first_order(&self, factor: usize) -> f64 {
        1.0 - self.factors[factor].others / self.squares
    }

    /// `sum (f(A) - f(A_B))^2 / (2 N V)`; the sum of squares is over 2 N draws.
    pub(super) fn total(&self, factor: usize) -> f64 {
        self.factors[factor].alone / self.squares
    }

    /// Source: Chan et al., "Algorithms for computing the sample variance", The
    /// American Statistician 37(3), 1983.
    fn merge_moments(&mut self, count: f64, mean: f64, squares: f64) {
        let all = self.count + count;
        if count > 0.0 {
            let apart = mean - self.mean;
            self.squares += squares + apart * apart * (self.count * count / all);
            self.mean += apart * (count / all);
            self.count = all;
        }
    }
}
