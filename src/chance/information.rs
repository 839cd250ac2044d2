//! The value of knowing one input before choosing.

/// The most bins, and with them the finest view of an input.
const MOST_BINS: usize = 64;

/// What it is worth to know one input before choosing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// The gain, in the unit of the costs; below 0 by chance only.
    pub gain: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl Worth {
    /// The gain where chance cannot be all of it: 0 unless it is above twice its standard error.
    #[must_use]
    pub fn told(self) -> f64 {
        if self.gain > 2.0 * self.standard_error { self.gain } else { 0.0 }
    }
}

/// The expected value of perfect partial information: what it is worth, at most, to know one input
/// before choosing the option of the least expected cost. In the unit of the costs.
///
/// `costs` has a column for each option; `positions` says for each of the same draws where it lies in
/// the input's distribution, from 0 to 1: the probability that the input is less. Draws are put into
/// bins of equal probability; in each bin the option of the least mean cost is taken.
/// Source: Strong and Oakley, "An efficient method for computing single-parameter partial expected
/// value of perfect information", Medical Decision Making 33(6), 2013.
///
/// The least of several means is too low by chance, so an input that says nothing would seem worth
/// something. Therefore every second draw says which option a bin takes, and the others what that
/// costs, and the other way round: an input that says nothing is then worth nothing but for chance,
/// and one that says something a little too little. There are `sqrt(n) / 2` bins, from 1 to 64; within
/// a bin the input is taken as unknown, which loses of the order of one part in the square of their number.
///
/// An infinite cost is that of an option that cannot be chosen in that draw, and in no bin that holds
/// it. `None` without options, when fewer than two draws are numbers, or when no option can be chosen
/// in every draw of some bin.
#[must_use]
pub fn evppi(costs: &[&[f64]], positions: &[f64]) -> Option<Worth> {
    let is_known = |draw: usize| costs.iter().all(|column| column.get(draw).is_some_and(|cost| !cost.is_nan()));
    let draws: Vec<usize> = (0..positions.len()).filter(|&draw| !positions[draw].is_nan() && is_known(draw)).collect();
    if costs.is_empty() || draws.len() < 2 {
        return None;
    }
    let bins = (draws.len().isqrt() / 2).clamp(1, MOST_BINS);
    // a bin of each half of the draws
    let members: Vec<usize> =
        draws.iter().enumerate().map(|(n, &draw)| 2 * bin(positions[draw], bins) + n % 2).collect();
    let sums = |column: &&[f64]| {
        let mut sums = vec![0.0; 2 * bins];
        for (&member, &draw) in members.iter().zip(&draws) {
            sums[member] += column[draw];
        }
        sums
    };
    let sums: Vec<Vec<f64>> = costs.iter().map(sums).collect();
    let best = least(sums.iter().map(|sums| sums.iter().sum()))?;
    let takes: Option<Vec<usize>> = (0..2 * bins)
        .map(|member| {
            // who cannot serve in a draw of either half is not taken
            let able = |sums: &Vec<f64>| if sums[member ^ 1].is_finite() { sums[member] } else { f64::INFINITY };
            least(sums.iter().map(able))
        })
        .collect();
    let takes = takes?;
    let gains = members.iter().zip(&draws).map(|(member, &draw)| costs[best][draw] - costs[takes[member ^ 1]][draw]);
    Some(worth(gains))
}

/// The mean of gains and its standard error.
fn worth(gains: impl Iterator<Item = f64>) -> Worth {
    let (mut count, mut mean, mut squares) = (0_u32, 0.0, 0.0);
    for gain in gains {
        count += 1;
        let off = gain - mean;
        mean += off / f64::from(count);
        squares += off * (gain - mean);
    }
    let count = f64::from(count);
    Worth { gain: mean, standard_error: (squares / (count - 1.0) / count).sqrt() }
}

/// Which is the least, the first of equals; none when none is finite.
fn least(figures: impl Iterator<Item = f64>) -> Option<usize> {
    let finite = figures.enumerate().filter(|(_, figure)| figure.is_finite());
    finite.reduce(|best, next| if next.1 < best.1 { next } else { best }).map(|(place, _)| place)
}

/// The bin of a position.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few bins; a number beyond them is the nearest, as `as` has it"
)]
fn bin(position: f64, bins: usize) -> usize {
    ((position * bins as f64) as usize).min(bins - 1)
}
