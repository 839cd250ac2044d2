//! Collectors that take the draws of an output as they come and sum them up at the end.

use fearless_simd::{Level, dispatch};

use super::brackets::Brackets;
use super::estimate::Estimate;
use super::replicates::Replicates;
use super::sum::Sum;

/// What the draws of one output say.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The mean; infinite when a draw is, NaN without draws.
    pub mean: Estimate,
    /// The quantiles, in the order in which they were asked for.
    pub quantiles: Vec<Quantile>,
    /// Draws that were NaN and are left out of everything else.
    pub lost: usize,
}

/// A quantile of all draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantile {
    /// The probability that a draw is below, as in 0.05.
    pub probability: f64,
    /// The quantile as spreadsheets give it (`PERCENTILE.INC`), its standard error from the
    /// quantiles of the replicates.
    pub estimate: Estimate,
    /// Whether the value is exactly that of all draws. It is, unless 131,072 draws or more came in
    /// an order that the first of them said nothing about, such as a sorted one; then it is the
    /// nearest value that was kept.
    pub exact: bool,
}

/// Mean and quantiles of a stream of draws, in at most some 5 MB whatever its length.
#[derive(Clone, Debug)]
pub struct SeriesCollector {
    means: MeanCollector,
    probabilities: Vec<f64>,
    brackets: Brackets,
    /// The draws of the replicate that is being filled.
    current: Vec<f64>,
    /// The quantiles of each replicate that is full.
    apart: Vec<Vec<f64>>,
}

impl SeriesCollector {
    /// A collector of these quantiles, for draws divided into these replicates.
    #[must_use]
    pub fn new(replicates: Replicates, probabilities: &[f64]) -> Self {
        Self {
            means: MeanCollector::new(replicates),
            probabilities: probabilities.to_vec(),
            brackets: Brackets::new(probabilities.to_vec()),
            current: Vec::new(),
            apart: Vec::new(),
        }
    }

    /// Takes the next draws, in order; what comes after the last draw of the design is left out.
    pub fn push(&mut self, mut values: &[f64]) {
        while let Some((replicate, part)) = self.means.next_part(&mut values) {
            self.means.add(replicate, part);
            let is_full = self.means.is_full(replicate);
            if is_full && self.current.is_empty() {
                self.apart.extend(self.brackets.push_sample(part));
                continue;
            }
            self.current.extend_from_slice(part);
            if is_full {
                self.apart.extend(self.brackets.push_sample(&self.current));
                self.current.clear();
            }
        }
    }

    /// The mean and the quantiles of all draws taken.
    #[must_use]
    pub fn finish(mut self) -> Summary {
        self.brackets.push(&self.current);
        let quantiles = self.brackets.finish().into_iter().zip(&self.probabilities).enumerate();
        let quantile = |(place, ((value, exact), &probability)): (usize, ((f64, bool), &f64))| {
            let apart: Vec<f64> = self.apart.iter().map(|replicate| replicate[place]).collect();
            Quantile { probability, estimate: Estimate::from_replicates(value, &apart), exact }
        };
        let quantiles = quantiles.map(quantile).collect();
        Summary { quantiles, mean: self.means.mean(), lost: self.means.lost() }
    }
}

/// The mean of a stream of draws; of lanes that are 1 where something holds and 0 elsewhere, its
/// probability. Where no draw or every draw met, the standard error is 0 and says nothing.
#[derive(Clone, Debug)]
pub struct MeanCollector {
    replicates: Replicates,
    taken: usize,
    /// Sum and number of the draws of each replicate that is full.
    full: Vec<(f64, usize)>,
    /// Those of the replicate that is being filled.
    current: Sum,
}

impl MeanCollector {
    /// A collector for draws divided into these replicates.
    #[must_use]
    pub fn new(replicates: Replicates) -> Self {
        Self { replicates, taken: 0, full: Vec::new(), current: Sum::default() }
    }

    /// Takes the next draws, in order; what comes after the last draw of the design is left out.
    pub fn push(&mut self, mut values: &[f64]) {
        while let Some((replicate, part)) = self.next_part(&mut values) {
            self.add(replicate, part);
        }
    }

    /// The mean of all draws taken that are not NaN.
    #[must_use]
    pub fn mean(&self) -> Estimate {
        let sums = || self.full.iter().copied().chain([self.current.total()]);
        let all = sums().fold((0.0, 0), |(sum, count), part| (sum + part.0, count + part.1));
        let apart: Vec<f64> = sums().filter(|part| part.1 > 0).map(mean).collect();
        Estimate::from_replicates(mean(all), &apart)
    }

    /// Draws that were NaN.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.taken - self.full.iter().map(|part| part.1).sum::<usize>() - self.current.total().1
    }

    /// Splits off the values that belong to one replicate.
    fn next_part<'a>(&mut self, values: &mut &'a [f64]) -> Option<(usize, &'a [f64])> {
        let (replicate, _) = self.replicates.locate(self.taken)?;
        let room = self.replicates.range(replicate).end - self.taken;
        let (part, rest) = values.split_at(room.min(values.len()));
        *values = rest;
        self.taken += part.len();
        (!part.is_empty()).then_some((replicate, part))
    }

    fn add(&mut self, replicate: usize, part: &[f64]) {
        dispatch!(Level::new(), _simd => self.current.add(part));
        if self.is_full(replicate) {
            self.full.push(std::mem::take(&mut self.current).total());
        }
    }

    /// Whether all draws of a replicate have been taken.
    fn is_full(&self, replicate: usize) -> bool {
        self.taken >= self.replicates.range(replicate).end
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
fn mean((sum, count): (f64, usize)) -> f64 {
    sum / count as f64
}
