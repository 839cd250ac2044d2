//! The value of knowing one input before choosing.

use super::quantile::order_statistics;

/// The most bins, and with them the finest view of an input.
const MOST_BINS: usize = 64;

/// The expected value of perfect partial information: what it is worth, at most, to know one input
/// before choosing the option of the least expected cost. In the unit of the costs.
///
/// `costs` has a column for each option, with the same draws as `input`. Draws are sorted by the
/// input and put into bins of equal size; in each bin the option of the least mean cost is taken.
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
pub fn evppi(costs: &[&[f64]], input: &[f64]) -> Option<f64> {
    let known = |draw: usize| costs.iter().all(|column| column.get(draw).is_some_and(|cost| !cost.is_nan()));
    let draws: Vec<usize> = (0..input.len()).filter(|&draw| !input[draw].is_nan() && known(draw)).collect();
    if costs.is_empty() || draws.len() < 2 {
        return None;
    }
    let values: Vec<f64> = draws.iter().map(|&draw| input[draw]).collect();
    let bins = (draws.len().isqrt() / 2).clamp(1, MOST_BINS);
    // by column, the sum of every bin; in a bin the draws are in the order in which they came
    let mut sums = vec![vec![0.0; bins]; costs.len()];
    let members = bins_of(&values, bins);
    for (column, sums) in costs.iter().zip(&mut sums) {
        for (&bin, &draw) in members.iter().zip(&draws) {
            sums[bin] += column[draw];
        }
    }
    let least = |figures: &mut dyn Iterator<Item = f64>| figures.fold(f64::INFINITY, |a, b| if b < a { b } else { a });
    let informed: f64 = (0..bins).map(|bin| least(&mut sums.iter().map(|sums| sums[bin]))).sum();
    let uninformed = least(&mut sums.iter().map(|sums| sums.iter().sum()));
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
    let value = (uninformed - informed) / draws.len() as f64;
    value.is_finite().then_some(if value > 0.0 { value } else { 0.0 })
}

/// The bin of each value when the sorted values are cut into bins of equal size, equal values in
/// the order in which they come. Only the values at which the bins start are put in their places.
fn bins_of(values: &[f64], bins: usize) -> Vec<usize> {
    let starts: Vec<usize> = (1..bins).map(|bin| bin * values.len() / bins).collect();
    let limits = order_statistics(&mut values.to_vec(), &starts);
    let mut places: Vec<usize> = values.iter().map(|value| limits.partition_point(|limit| limit < value)).collect();
    // how many values come before each limit: those below it, and those equal to it so far
    let is_limit = |place: usize, value: f64| limits.get(place).is_some_and(|limit| *limit <= value);
    let mut before = vec![0; bins];
    for (&place, &value) in places.iter().zip(values) {
        before[(place + usize::from(is_limit(place, value))).min(bins - 1)] += 1;
    }
    for place in 1..bins {
        before[place] += before[place - 1];
    }
    for (place, &value) in places.iter_mut().zip(values) {
        if is_limit(*place, value) {
            let rank = before[*place];
            before[*place] += 1;
            *place = starts.partition_point(|&start| start <= rank);
        }
    }
    places
}
