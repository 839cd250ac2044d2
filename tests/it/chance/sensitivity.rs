//! Sobol indices of functions with known ones.

use super::*;

/// An index is near the truth, and its standard error says how near.
fn check(estimates: &[Estimate], truth: &[f64], tolerance: f64) {
    assert_eq!(estimates.len(), truth.len());
    for (factor, (estimate, truth)) in estimates.iter().zip(truth).enumerate() {
        let error = (estimate.value - truth).abs();
        assert!(error < tolerance, "{factor}: {estimate:?} is not {truth}");
        // 4.07 standard errors with 15 degrees of freedom are exceeded once in 1,000
        assert!(error <= 4.07 * estimate.standard_error.unwrap() + 1e-12, "{factor}: {estimate:?} is not {truth}");
    }
}

fn study(joint: &Joint, outputs: usize, sampling: Sampling) -> Study<'_> {
    Study { joint, outputs, draws: 16_384, seed: 3, sampling }
}

fn each(inputs: &[&[f64]], output: &mut [f64], f: impl Fn(&[f64]) -> f64) {
    for (draw, y) in output.iter_mut().enumerate() {
        *y = f(&inputs.iter().map(|column| column[draw]).collect::<Vec<f64>>());
    }
}

/// Ishigami's function with a = 7 and b = 0.1, beside one that adds up, one that is constant
/// and one that is now and then infinite. The indices are those of the literature (Ishigami
/// and Homma, 1990; Saltelli et al., "Global Sensitivity Analysis", 2008).
#[test]
fn ishigami_and_a_sum() {
    let pi = dec!(3.141592653589793);
    let joint = Joint::independent(vec![uniform(-pi, pi); 3]);
    for sampling in ALL {
        let indices = Plan::new(study(&joint, 4, sampling)).run(|x, y| {
            each(x, y[0], |x| x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin());
            each(x, y[1], |x| 1e9 + x[0] + 2.0 * x[1] + 3.0 * x[2]);
            each(x, y[2], |x| 0.1 + x[0] * 0.0);
            each(x, y[3], |x| if x[0] > 3.0 { f64::INFINITY } else { x[1] });
        });
        let tolerance = if sampling == Sampling::Sobol { 0.01 } else { 0.05 };
        let Indices { first, total } = indices[0].as_ref().unwrap();
        check(first, &[0.3139, 0.4424, 0.0], tolerance);
        check(total, &[0.5576, 0.4424, 0.2437], tolerance);
        // variances in the proportion 1 : 4 : 9, alone and in total
        let Indices { first, total } = indices[1].as_ref().unwrap();
        check(first, &[1.0 / 14.0, 4.0 / 14.0, 9.0 / 14.0], tolerance);
        check(total, &[1.0 / 14.0, 4.0 / 14.0, 9.0 / 14.0], tolerance);
        assert_eq!((&indices[2], &indices[3]), (&None, &None));
    }
}

/// Sobol's G function: the product of (|4x - 2| + a) / (1 + a), of which each factor has the
/// variance 1 / (3 (1 + a)^2) (Saltelli and Sobol, 1995).
#[test]
fn sobols_g_function() {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
    let joint = Joint::independent(vec![uniform(dec!(0), dec!(1)); 8]);
    let indices = Plan::new(study(&joint, 1, Sampling::Sobol)).run(|x, y| {
        each(x, y[0], |x| x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product());
    });
    let variances = a.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let product: f64 = variances.iter().map(|v| 1.0 + v).product();
    let first = variances.map(|v| v / (product - 1.0));
    let total = variances.map(|v| v * product / (1.0 + v) / (product - 1.0));
    let found = indices[0].as_ref().unwrap();
    check(&found.first, &first, 0.01);
    check(&found.total, &total, 0.01);
}

/// Two correlated inputs are one factor: x + y with rank correlation 0.9 has all of the
/// variance that z does not.
#[test]
fn correlated_inputs_are_one_factor() {
    let normal = marginal(Distribution::Normal { mean: dec!(0), sd: dec!(1) });
    let correlation = Correlation::new(3, &[Pair { first: 0, second: 2, rho: 0.9 }]).unwrap();
    let joint = Joint::correlated(vec![normal; 3], correlation);
    let plan = Plan::new(study(&joint, 1, Sampling::Sobol));
    assert_eq!(plan.factors(), [vec![0, 2], vec![1]]);
    let indices = plan.run(|x, y| each(x, y[0], |x| x[0] + x[1] + x[2]));
    // Pearson's r is 2 sin(0.15 pi), and Var(x + y) = 2 + 2 r
    let together = 2.0 + 4.0 * (0.15 * PI).sin();
    let truth = [together / (together + 1.0), 1.0 / (together + 1.0)];
    let found = indices[0].as_ref().unwrap();
    check(&found.first, &truth, 0.01);
    check(&found.total, &truth, 0.01);
}

#[test]
fn replicates_in_any_order_give_the_same_bits() {
    let joint = Joint::independent(vec![uniform(dec!(0), dec!(1)); 2]);
    let plan = Plan::new(Study { draws: 1000, ..study(&joint, 1, Sampling::Sobol) });
    let model = |x: &[&[f64]], y: &mut [&mut [f64]]| each(x, y[0], |x| x[0] * x[1]);
    let mut backwards: Vec<_> = (0..16).rev().map(|replicate| plan.replicate(replicate, model)).collect();
    backwards.reverse();
    assert_eq!(plan.indices(&backwards), plan.run(model));
}
