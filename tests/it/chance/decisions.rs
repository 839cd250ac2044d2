//! Regrets and the value of information, in cases worked out by hand.

use super::*;

/// Two options, one of which costs x and the other 1/2, with x uniform on 0 to 1. Both cost
/// 1/2 on average. Knowing x, one pays min(x, 1/2), on average
/// the integral of x from 0 to 1/2 plus 1/2 * 1/2 = 1/8 + 1/4 = 3/8: knowing x is worth 1/8.
#[test]
fn knowing_a_cost_is_worth_an_eighth() {
    let joint = Joint::independent(vec![uniform(dec!(0), dec!(1)); 2]);
    let columns = draw(&joint, 16_384, Sampling::Sobol);
    let half = vec![0.5; 16_384];
    let costs: [&[f64]; 2] = [&columns[0], &half];
    let value = evppi(&costs, &columns[0]).unwrap();
    assert!((value.told() - 0.125).abs() < 1e-3, "{value:?}");
    // the gain is 0 in half of the draws and 1/2 - x in the others: E g^2 = 1/24, variance 5/192
    assert!((value.standard_error - (5.0 / 192.0 / 16_384.0_f64).sqrt()).abs() < 1e-5, "{value:?}");
    // the other input says nothing, and what chance makes of it is not told
    let nothing = evppi(&costs, &columns[1]).unwrap();
    assert!(nothing.gain < 3.0 * nothing.standard_error && nothing.told() == 0.0, "{nothing:?}");

    let mut collector = RegretCollector::new(Replicates::new(16_384), 2);
    for (x, half) in columns[0].chunks(256).zip(half.chunks(256)) {
        collector.push(&[x, half]);
    }
    let regrets = collector.finish();
    for estimate in &regrets.regrets {
        assert!((estimate.value - 0.125).abs() < 1e-4);
    }
    assert!((regrets.evpi.unwrap().value - 0.125).abs() < 1e-4);
    assert!(regrets.evpi.unwrap().standard_error.unwrap() < 1e-4);
}

/// With a doubt of its own besides, y uniform on -1/2 to 1/2, the cost x + y is worth less to
/// half-know: E min(E(x + y | x), 1/2) is 3/8 as before, though E min(x + y, 1/2) is lower:
/// x + y - 1/2 is triangular on -1 to 1, and the mean of its negative part is 1/6.
#[test]
fn knowing_one_of_two_inputs() {
    let joint = Joint::independent(vec![uniform(dec!(0), dec!(1)), uniform(dec!(-0.5), dec!(0.5))]);
    let columns = draw(&joint, 65_536, Sampling::Sobol);
    let sum: Vec<f64> = columns[0].iter().zip(&columns[1]).map(|(x, y)| x + y).collect();
    let half = vec![0.5; sum.len()];
    let value = evppi(&[&sum, &half], &columns[0]).unwrap().told();
    assert!((value - 0.125).abs() < 3e-3, "{value}");
    let mut collector = RegretCollector::new(Replicates::new(sum.len()), 2);
    collector.push(&[&sum, &half]);
    assert!((collector.finish().evpi.unwrap().value - 1.0 / 6.0).abs() < 1e-4);
}

/// One of 20 inputs that say nothing may seem to be worth something by chance, at twice its error.
#[test]
fn inputs_that_say_nothing_are_worth_nothing() {
    let joint = Joint::independent(vec![uniform(dec!(0), dec!(1)); 22]);
    let columns = draw(&joint, 16_384, Sampling::Random);
    let told = columns[2..].iter().filter(|column| evppi(&[&columns[0], &columns[1]], column).unwrap().told() > 0.0);
    assert!(told.count() <= 2);
}

/// By hand: costs 1, 5 and 3, 2 have the least costs 1 and 2, so the regrets are 0 + 3 and
/// 2 + 0 over two draws; a draw without a cost, or with infinite ones only, is left out.
#[expect(clippy::float_cmp, reason = "small numbers are exact")]
#[test]
fn regrets_by_hand() {
    let mut collector = RegretCollector::new(Replicates::new(4), 2);
    collector.push(&[&[1.0, 5.0, f64::NAN, f64::INFINITY], &[3.0, 2.0, 1.0, f64::INFINITY]]);
    let regrets = collector.finish();
    let values: Vec<f64> = regrets.regrets.iter().map(|estimate| estimate.value).collect();
    assert_eq!((values, regrets.best, regrets.lost), (vec![1.5, 1.0], Some(1), 2));
    assert_eq!(regrets.evpi.unwrap().value, 1.0);
    assert_eq!(RegretCollector::new(Replicates::new(4), 0).finish().evpi, None);
}

#[test]
fn without_draws_nothing_has_a_value() {
    assert_eq!(evppi(&[], &[1.0, 2.0]), None);
    assert_eq!(evppi(&[&[1.0, f64::NAN]], &[1.0, 2.0]), None);
    assert_eq!(evppi(&[&[1.0, 2.0]], &[1.0, 2.0]), Some(Worth { gain: 0.0, standard_error: 0.0 }));
}
