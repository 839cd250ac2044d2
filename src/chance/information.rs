//! The value of knowing one input before choosing.

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
    let mut draws: Vec<(f64, usize)> = input.iter().copied().zip(0..).collect();
    draws.retain(|&(value, draw)| !value.is_nan() && known(draw));
    if costs.is_empty() || draws.len() < 2 {
        return None;
    }
    draws.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let bins = (draws.len().isqrt() / 2).clamp(1, MOST_BINS);
    let mut totals = vec![0.0; costs.len()];
    let mut informed = 0.0;
    for bin in 0..bins {
        let members = &draws[bin * draws.len() / bins..(bin + 1) * draws.len() / bins];
        let mut least = f64::INFINITY;
        for (column, total) in costs.iter().zip(&mut totals) {
            let sum: f64 = members.iter().map(|&(_, draw)| column[draw]).sum();
            *total += sum;
            least = if sum < least { sum } else { least };
        }
        informed += least;
    }
    let uninformed = totals.into_iter().fold(f64::INFINITY, |least, total| if total < least { total } else { least });
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
    let value = (uninformed - informed) / draws.len() as f64;
    value.is_finite().then_some(if value > 0.0 { value } else { 0.0 })
}
