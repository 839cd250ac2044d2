//! Points in the unit cube.

use super::*;

fn design(sampling: Sampling, draws: usize) -> Design {
    Design { draws, seed: 42, sampling, dimensions: 300, scrambles: 16 }
}

/// Blocks of any size, of any dimensions, from any draw on give the same points.
#[test]
fn any_order_gives_the_same_bytes() {
    for sampling in ALL {
        let (draws, points) = (1000, Points::new(design(sampling, 1000)));
        let mut whole = vec![0.0; draws * 300];
        points.fill(0, 0..300, &mut whole);
        assert!(whole.iter().all(|&x| x > 0.0 && x < 1.0));
        for (first, lanes, dimensions) in
            [(0, 1, 0..1), (17, 300, 3..9), (999, 1, 255..257), (61, 2, 254..300), (500, 256, 20..21)]
        {
            let mut block = vec![0.0; lanes * dimensions.len()];
            points.fill(first, dimensions.clone(), &mut block);
            for (column, dimension) in block.chunks(lanes).zip(dimensions) {
                assert_eq!(column, &whole[dimension * draws + first..][..lanes], "{sampling:?}");
            }
        }
    }
}

#[test]
fn lanes_past_the_last_draw_hold_the_median() {
    for sampling in ALL {
        let mut block = [0.0; 8];
        Points::new(design(sampling, 10)).fill(8, 0..2, &mut block);
        assert_eq!((&block[2..4], &block[6..]), (&[0.5; 2][..], &[0.5; 2][..]));
        assert!((block[0] - 0.5).abs() > 0.0);
    }
}

/// A Latin hypercube meets each of as many strata as draws once, in every dimension and
/// replicate; 16 x 625 draws are no power of two.
#[test]
fn latin_hypercubes_meet_every_stratum_once() {
    let points = Points::new(design(Sampling::LatinHypercube, 10_000));
    for dimension in [0, 1, 299] {
        let mut column = vec![0.0; 625];
        points.fill(3 * 625, dimension..dimension + 1, &mut column);
        column.sort_unstable_by(f64::total_cmp);
        for (stratum, x) in (0_u32..).zip(column) {
            assert!((x * 625.0 - f64::from(stratum) - 0.5).abs() <= 0.5);
        }
    }
}

/// Seeds, replicates and dimensions differ, and are not correlated: of 4,096 pairs the
/// correlation has the standard error 1/64, and five of them are allowed.
#[test]
fn streams_are_independent() {
    let column = |sampling, seed, dimension: usize| {
        let points = Points::new(Design { draws: 4096, seed, sampling, dimensions: 300, scrambles: 1 });
        let mut column = vec![0.0; 4096];
        points.fill(0, dimension..dimension + 1, &mut column);
        column
    };
    for sampling in ALL {
        for (other_seed, other) in [(1, 1), (1, 2), (1, 4), (1, 255), (1, 256), (1, 299), (2, 0), (3, 0), (u64::MAX, 0)]
        {
            let (a, b) = (column(sampling, 1, 0), column(sampling, other_seed, other));
            let product: f64 = a.iter().zip(&b).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum();
            assert!((12.0 * product / 4096.0).abs() < 5.0 / 64.0, "{sampling:?} {other_seed} {other}");
        }
    }
}

/// The mean of a sum of squares: the replicates of Sobol points and Latin hypercubes are far
/// nearer to it, and to each other, than those of random points. The integral is 20/3.
#[test]
fn spread_points_are_surer_than_random_ones() {
    let joint = Joint::independent(vec![uniform(dec!(0), dec!(1)); 20]);
    let errors = ALL.map(|sampling| {
        let columns = draw(&joint, 16_384, sampling);
        let sum: Vec<f64> = (0..16_384).map(|draw| columns.iter().map(|x| x[draw] * x[draw]).sum()).collect();
        let mut collector = SeriesCollector::new(Replicates::new(16_384), &[]);
        collector.push(&sum);
        let mean = collector.finish().mean;
        let error = mean.standard_error.unwrap();
        assert!((mean.value - 20.0 / 3.0).abs() < 4.0 * error, "{sampling:?}: {mean:?}");
        error
    });
    // the standard deviation of a square is sqrt(4/45), so that of the mean is sqrt(20 * 4/45 / 16384)
    assert!((errors[1] / 0.010_42 - 1.0).abs() < 0.5);
    assert!(errors[0] < errors[1] / 50.0 && errors[2] < errors[1] / 50.0, "{errors:?}");
}
