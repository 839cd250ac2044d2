//! Quantiles of values at hand, as spreadsheets give them.

/// The quantiles of `values`, which are reordered: linear interpolation between neighbours, type 7
/// of Hyndman and Fan ("Sample quantiles in statistical packages", The American Statistician
/// 50(4), 1996), as `PERCENTILE.INC` does. The probabilities are in any order.
///
/// Infinities are values like others: between two equal ones lies the same infinity, and between
/// a finite value and an infinity that infinity. Without values every quantile is NaN; NaN has no
/// place among values and has to be sorted out before.
#[must_use]
pub fn quantiles(values: &mut [f64], probabilities: &[f64]) -> Vec<f64> {
    if values.is_empty() {
        return vec![f64::NAN; probabilities.len()];
    }
    let places: Vec<Place> = probabilities.iter().map(|&p| Place::new(p, values.len())).collect();
    let ranks = ranks(&places);
    let found = order_statistics(values, &ranks);
    let at = |rank: usize| found[ranks.partition_point(|&r| r < rank)];
    places.iter().map(|place| place.between(at(place.rank), at(place.next))).collect()
}

/// Where a quantile lies among sorted values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The value below, counted from 0.
    pub(super) rank: usize,
    /// The value above.
    pub(super) next: usize,
    /// How far from the one to the other, from 0 to 1.
    part: f64,
}

impl Place {
    /// The place of the quantile among `count` values, at least one.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts are below 2^52, and the cast of a number in their range cuts off its fraction"
    )]
    pub(super) fn new(probability: f64, count: usize) -> Self {
        let last = count.saturating_sub(1);
        let height = probability.clamp(0.0, 1.0) * last as f64;
        let rank = (height as usize).min(last);
        Self { rank, next: (rank + 1).min(last), part: height - rank as f64 }
    }

    /// The quantile between the values at the two ranks.
    pub(super) fn between(&self, low: f64, high: f64) -> f64 {
        if self.part <= 0.0 || low >= high {
            return low;
        }
        if low == f64::NEG_INFINITY {
            return if high < f64::INFINITY { low } else { high };
        }
        low + (high - low) * self.part
    }
}

/// All ranks that quantiles need, ascending, each once.
pub(super) fn ranks(places: &[Place]) -> Vec<usize> {
    let mut ranks: Vec<usize> = places.iter().flat_map(|place| [place.rank, place.next]).collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks
}

/// The values at these ranks (ascending, each once, below the number of values), which are
/// brought to their places; the others end up on the right side of them.
pub(super) fn order_statistics(values: &mut [f64], ranks: &[usize]) -> Vec<f64> {
    select(values, 0, ranks);
    ranks.iter().map(|&rank| values[rank]).collect()
}

/// Brings the value at the middle rank to its place, then those below and above it; `offset` is
/// the rank of the first value.
fn select(values: &mut [f64], offset: usize, ranks: &[usize]) {
    let Some(&rank) = ranks.get(ranks.len() / 2) else { return };
    let (below, _, above) = values.select_nth_unstable_by(rank - offset, f64::total_cmp);
    let (lower, upper) = ranks.split_at(ranks.len() / 2);
    select(below, offset, lower);
    select(above, rank + 1, &upper[1..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    const INFINITY: f64 = f64::INFINITY;

    fn check(values: &[f64], p: f64, expected: f64) {
        let found = quantiles(&mut values.to_vec(), &[p]);
        assert_eq!(found, [expected], "{p} of {values:?}");
    }

    /// The examples of Microsoft's documentation of PERCENTILE.INC and QUARTILE.INC.
    #[test]
    fn quantiles_are_those_of_spreadsheets() {
        assert!((quantiles(&mut [1.0, 3.0, 2.0, 4.0], &[0.3])[0] - 1.9).abs() < 1e-15);
        check(&[1.0, 2.0, 4.0, 7.0, 8.0, 9.0, 10.0, 12.0], 0.25, 3.5);
        check(&[5.0], 0.3, 5.0);
        check(&[2.0, 1.0], 0.0, 1.0);
        check(&[2.0, 1.0], 1.0, 2.0);
    }

    #[test]
    fn infinities_are_values() {
        check(&[1.0, INFINITY, INFINITY], 0.75, INFINITY);
        check(&[1.0, INFINITY, INFINITY], 0.25, INFINITY);
        check(&[1.0, INFINITY, INFINITY], 0.0, 1.0);
        check(&[1.0, 2.0, INFINITY], 0.5, 2.0);
        check(&[-INFINITY, 2.0], 0.5, -INFINITY);
        check(&[-INFINITY, -INFINITY, 1.0], 0.25, -INFINITY);
        assert!(quantiles(&mut [], &[0.5])[0].is_nan());
    }

    #[test]
    fn many_at_once_are_those_of_the_sorted_values() {
        // the multiples of 7919 modulo 10007, both prime: the numbers 0 to 10006 in another order
        let mut values: Vec<f64> = (0..10_007).map(|i| f64::from(i * 7919 % 10_007)).collect();
        let probabilities = [0.95, 0.05, 0.5, 0.25, 1.0, 0.0, 0.123];
        let found = quantiles(&mut values, &probabilities);
        for (quantile, p) in found.iter().zip(probabilities) {
            assert!((quantile - 10_006.0 * p).abs() < 1e-9);
        }
    }
}
