//! The value of knowing one input before choosing.

/// The most bins, and with them the finest view of an input.
const MOST_BINS: usize = 64;

/// The expected value of perfect partial information: what it is worth, at most, to know one input
/// before choosing the option of the least expected cost. In the unit of the costs.
///
/// `costs` has a column for each option; `positions` says for each of the same draws where it lies in
/// the input's distribution, from 0 to 1: the probability that the input is less. Draws are put into
/// bins of equal probability; in each bin the option of the least mean cost is taken.
/// The value is the cost of the best single option less the mean over the bins, not less than 0.
/// Source: Strong and Oakley, "An efficient method for computing single-parameter partial expected
/// value of perfect information", Medical Decision Making 33(6), 2013.
///
/// There are `sqrt(n) / 2` bins, from 1 to 64. Two errors work against each other: an input that
/// says nothing still seems worth something, of the order of the costs' standard deviation over
/// the square root of the draws in a bin, because the least of several means is too low by
/// chance; and within a bin the input is taken as unknown, which loses of the order of one part in
/// the square of the number of bins.
///
/// An infinite cost is that of an option that cannot be chosen in that draw, and in no bin that holds
/// it. `None` without options, when fewer than two draws are numbers, or when no option can be chosen
/// in every draw of some bin.
#[must_use]
pub fn evppi(costs: &[&[f64]], positions: &[f64]) -> Option<f64> {
    let is_known = |draw: usize| costs.iter().all(|column| column.get(draw).is_some_and(|cost| !cost.is_nan()));
    let draws: Vec<usize> = (0..positions.len()).filter(|&draw| !positions[draw].is_nan() && is_known(draw)).collect();
    if costs.is_empty() || draws.len() < 2 {
        return None;
    }
    let bins = (draws.len().isqrt() / 2).clamp(1, MOST_BINS);
    let members: Vec<usize> = draws.iter().map(|&draw| bin(positions[draw], bins)).collect();
    // by column, the sum of every bin; in a bin the draws are in the order in which they came
    let sums = |column: &&[f64]| {
        let mut sums = vec![0.0; bins];
        for (&bin, &draw) in members.iter().zip(&draws) {
            sums[bin] += column[draw];
        }
        sums
    };
    let sums: Vec<Vec<f64>> = costs.iter().map(sums).collect();
    let least = |figures: &mut dyn Iterator<Item = f64>| figures.fold(f64::INFINITY, |a, b| if b < a { b } else { a });
    let informed: f64 = (0..bins).map(|bin| least(&mut sums.iter().map(|sums| sums[bin]))).sum();
    let uninformed = least(&mut sums.iter().map(|sums| sums.iter().sum()));
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
    let value = (uninformed - informed) / draws.len() as f64;
    value.is_finite().then_some(if value > 0.0 { value } else { 0.0 })
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
