//! Correlated inputs.

use super::*;

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, place) in (0_u32..).zip(order) {
        ranks[place] = f64::from(rank);
    }
    ranks
}

/// Spearman's rho by the textbook: the Pearson correlation of the ranks 0 to n - 1.
fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let n = f64::from(u32::try_from(a.len()).unwrap());
    let (middle, variance) = ((n - 1.0) / 2.0, (n * n - 1.0) / 12.0);
    let product: f64 = ranks(a).iter().zip(ranks(b)).map(|(a, b)| (a - middle) * (b - middle)).sum();
    product / n / variance
}

fn pair(first: usize, second: usize, rho: f64) -> Pair {
    Pair { first, second, rho }
}

#[test]
fn rank_correlations_are_as_asked_and_marginals_stay() {
    let marginals = vec![
        marginal(Distribution::Lognormal { low: dec!(1), high: dec!(100) }),
        uniform(dec!(0), dec!(1)),
        marginal(Distribution::Triangular { low: dec!(0), mode: dec!(1), high: dec!(9) }),
        marginal(Distribution::Normal { mean: dec!(5), sd: dec!(2) }),
        marginal(Distribution::NormalInterval { low: dec!(-1), high: dec!(2) }),
    ];
    let pairs = [pair(0, 3, 0.8), pair(2, 0, -0.5), pair(4, 2, 0.3)];
    let joint = Joint::correlated(marginals.clone(), Correlation::new(5, &pairs).unwrap());
    for sampling in ALL {
        let columns = draw(&joint, 16_384, sampling);
        let independent = draw(&Joint::independent(marginals.clone()), 16_384, sampling);
        assert_eq!(columns[1], independent[1], "the column that is not correlated");
        for a in 0..5 {
            for b in 0..a {
                let named = |p: &&Pair| (p.first.max(p.second), p.first.min(p.second)) == (a, b);
                let asked = pairs.iter().find(named).map_or(0.0, |pair| pair.rho);
                let found = spearman(&columns[a], &columns[b]);
                // the standard error of random draws is at most 1/128, and there are 30 pairs
                let tolerance = if sampling == Sampling::Sobol { 0.01 } else { 0.03 };
                assert!((found - asked).abs() < tolerance, "{sampling:?} {a} {b}: {found} is not {asked}");
            }
            for p in [0.05, 0.5, 0.95] {
                let below = columns[a].iter().filter(|&&x| x <= marginals[a].percentile(p)).count();
                let part = f64::from(u32::try_from(below).unwrap()) / 16_384.0;
                assert!((part - p).abs() < 0.012, "{sampling:?} {a}: {part} is not {p}");
            }
        }
    }
    assert_eq!(joint.factors(), [vec![0, 2, 3, 4], vec![1]]);
}

#[test]
fn perfect_correlation_is_possible() {
    let correlation = Correlation::new(3, &[pair(0, 2, -1.0), pair(0, 1, 1.0), pair(1, 2, -1.0)]).unwrap();
    let columns = draw(&Joint::correlated(vec![uniform(dec!(0), dec!(1)); 3], correlation), 64, Sampling::Sobol);
    for ((first, second), third) in columns[0].iter().zip(&columns[1]).zip(&columns[2]) {
        assert!((first - second).abs() < 1e-12);
        assert!((first + third - 1.0).abs() < 1e-12);
    }
}

#[test]
fn what_cannot_be_says_why() {
    let refuse = |pairs: &[Pair], error| assert_eq!(Correlation::new(9, pairs), Err(error));
    refuse(&[pair(1, 9, 0.1)], CorrelationError::NoSuchVariable(9));
    refuse(&[pair(4, 4, 0.1)], CorrelationError::WithItself(4));
    refuse(&[pair(1, 2, 0.1), pair(2, 1, 0.1)], CorrelationError::Twice(2, 1));
    refuse(&[pair(1, 2, 1.1)], CorrelationError::OutOfRange(1, 2));
    refuse(&[pair(1, 2, f64::NAN)], CorrelationError::OutOfRange(1, 2));
    // 3 and 8 are alike and 5 is like the one and unlike the other; 1 and 7 have no part in it
    let pairs = [pair(1, 3, 0.1), pair(3, 8, 0.9), pair(3, 5, 0.9), pair(8, 5, -0.9), pair(7, 8, 0.1)];
    refuse(&pairs, CorrelationError::CannotExist(vec![3, 5, 8]));
    assert_eq!(
        CorrelationError::CannotExist(vec![3, 5, 8]).to_string(),
        "the correlations of variables [3, 5, 8] cannot exist together"
    );
}
