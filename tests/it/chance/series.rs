//! Means and quantiles of draws.

use super::*;

fn collect(values: &[f64], probabilities: &[f64], block: usize) -> tco::chance::Summary {
    let mut collector = SeriesCollector::new(Replicates::new(values.len()), probabilities);
    values.chunks(block).for_each(|part| collector.push(part));
    collector.finish()
}

const PROBABILITIES: [f64; 6] = [0.05, 0.25, 0.5, 0.75, 0.95, 0.999];

/// Far more values than are kept: the quantiles are those of all values sorted.
#[test]
fn quantiles_of_a_long_stream_are_exact() {
    let draws = 400_000;
    let lognormal = marginal(Distribution::Lognormal { low: dec!(1), high: dec!(100) });
    for sampling in ALL {
        let continuous = draw(&Joint::independent(vec![lognormal]), draws, sampling).remove(0);
        // the same with many equal values, negative zeros and infinities, and some lost
        let mixed: Vec<f64> = continuous
            .iter()
            .enumerate()
            .map(|(i, &x)| match () {
                () if i % 10_000 == 7 => f64::NAN,
                () if x < 10.0 => -0.0,
                () if x > 60.0 => f64::INFINITY,
                () => x.floor(),
            })
            .collect();
        for values in [continuous, mixed] {
            let summary = collect(&values, &PROBABILITIES, 65_536);
            let mut all: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
            assert_eq!(summary.lost, values.len() - all.len());
            let expected = quantiles(&mut all, &PROBABILITIES);
            for (quantile, expected) in summary.quantiles.iter().zip(expected) {
                assert!(quantile.exact, "{sampling:?} {quantile:?}");
                assert!(quantile.estimate.value.total_cmp(&(expected + 0.0)).is_eq(), "{quantile:?}");
            }
        }
    }
}

/// A sorted stream is the one that brackets cannot foresee: it says so, and does not fail.
#[test]
fn a_sorted_stream_says_what_is_not_exact() {
    let values: Vec<f64> = (0..600_000).map(f64::from).collect();
    let summary = collect(&values, &[0.0, 0.05, 0.5, 1.0], 1000);
    let exact: Vec<bool> = summary.quantiles.iter().map(|quantile| quantile.exact).collect();
    assert_eq!(exact, [true, false, false, true]);
    assert!((summary.quantiles[3].estimate.value - 599_999.0).abs() < 0.5);
}

/// The standard errors hold what they promise: of 400 estimates of known quantiles some 95 %
/// have an interval that holds the truth, and surely more than 88 %.
#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    let normal = marginal(Distribution::Normal { mean: dec!(0), sd: dec!(1) });
    let (mut held, mut all) = (0, 0);
    for seed in 0..100 {
        let design = Design { draws: 4096, seed, sampling: Sampling::Random, dimensions: 1, scrambles: 16 };
        let points = Points::new(design);
        let mut lanes = vec![0.0; 4096];
        points.fill(0, 0..1, &mut lanes);
        normal.fill(&mut lanes);
        let mut collector = SeriesCollector::new(points.replicates(), &[0.25, 0.5, 0.9]);
        collector.push(&lanes);
        let summary = collector.finish();
        let mut check = |estimate: Estimate, truth: f64| {
            let (low, high) = estimate.interval().unwrap();
            held += u32::from(low <= truth && truth <= high);
            all += 1;
        };
        check(summary.mean, 0.0);
        for quantile in summary.quantiles {
            check(quantile.estimate, normal.percentile(quantile.probability));
        }
    }
    assert!(all == 400 && held >= 352, "{held} of {all}");
}

#[expect(clippy::float_cmp, reason = "an infinity is exact")]
#[test]
fn nothing_drawn_and_infinite_draws_are_no_failure() {
    let empty = SeriesCollector::new(Replicates::new(0), &[0.5]).finish();
    assert!(empty.mean.value.is_nan() && empty.quantiles[0].estimate.value.is_nan());
    let never = collect(&[f64::INFINITY; 32], &[0.5], 5);
    assert_eq!((never.mean.value, never.mean.standard_error), (f64::INFINITY, None));
    assert_eq!(never.quantiles[0].estimate.value, f64::INFINITY);
    let lost = collect(&[f64::NAN; 32], &[0.5], 5);
    assert!(lost.lost == 32 && lost.quantiles[0].estimate.value.is_nan());
}
