//! The span of an axis, its ticks, and where a value falls.

use super::format::{exponent, power_of_ten};

/// Values beyond this are as good as infinite: a difference of two of them must not overflow.
const LARGEST: f64 = 1e300;

/// Says whether a value can be drawn.
pub(super) fn is_drawable(value: f64) -> bool {
    value.abs() <= LARGEST
}

/// A span of values with evenly spaced ticks; `low < high` and both are finite.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) step: f64,
    pub(super) ticks: Vec<f64>,
}

impl Axis {
    /// Makes an axis that holds zero and all `values` and ends on a tick, with some four to `most` steps.
    ///
    /// Of the 1-2-5 steps that give enough ticks, the one that leaves the least empty space is taken.
    pub(super) fn around(values: impl Iterator<Item = f64>, most: u32) -> Self {
        let (low, high) = span(values);
        let densest = nice_step((high - low) / f64::from(most));
        let mut best = Self::rounded_out(low, high, densest);
        let mut step = densest;
        for _ in 0..2 {
            step = nice_step(step * 1.5);
            let wider = Self::rounded_out(low, high, step);
            let has_few = wider.steps() < 3.5;
            let is_tighter = wider.high - wider.low <= (best.high - best.low) * (1.0 + 1e-9);
            if !has_few && (is_tighter || best.steps() > f64::from(most) + 0.5) {
                best = wider;
            }
        }
        best
    }

    fn rounded_out(low: f64, high: f64, step: f64) -> Self {
        let (low, high) = ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step);
        Self { low, high, step, ticks: ticks(low, high, step) }
    }

    fn steps(&self) -> f64 {
        (self.high - self.low) / self.step
    }

    /// Makes an axis that holds zero and all `values` and ends where they end, with at most `most` steps.
    pub(super) fn closely_around(values: impl Iterator<Item = f64>, most: u32) -> Self {
        let (low, high) = span(values);
        Self::between(low, high, most)
    }

    /// Makes an axis between two ends exactly, `low < high`, with at most `most` steps.
    pub(super) fn between(low: f64, high: f64, most: u32) -> Self {
        let step = nice_step((high - low) / f64::from(most.max(1)));
        Self { low, high, step, ticks: ticks(low, high, step) }
    }

    /// Returns where `value` falls: 0 at the low end, 1 at the high end.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// Returns the smallest of 1, 2, 5 times a power of ten that is not below `least`.
pub(super) fn nice_step(least: f64) -> f64 {
    let power = power_of_ten(exponent(least));
    // A hair of tolerance, so that 0.2 asked for as 1 / 5 stays 0.2.
    let reaches = |factor: f64| power * factor >= least * (1.0 - 1e-9);
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| reaches(*factor)).unwrap_or(10.0);
    let step = power * factor;
    if step > 0.0 { step } else { f64::MIN_POSITIVE }
}

/// Returns the least and greatest of zero and the values; 0 and 1 when all are zero.
fn span(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .filter(|value| is_drawable(*value))
        .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    if high - low < 1e-300 { (0.0, 1.0) } else { (low, high) }
}

fn ticks(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    // The number of steps is small by construction; the bound only keeps a rounding accident from running away.
    (0..100).map(|n| first + f64::from(n)).take_while(|n| *n <= last).map(|n| n * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], low: f64, high: f64, step: f64) {
        let axis = Axis::around(values.iter().copied(), 7);
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (high - low);
        assert!(near(axis.low, low) && near(axis.high, high) && near(axis.step, step), "{values:?} gave {axis:?}");
    }

    #[test]
    fn steps_are_one_two_or_five() {
        for (least, want) in [(1.0, 1.0), (1.1, 2.0), (2.1, 5.0), (5.1, 10.0), (0.03, 0.05), (200.0, 200.0)] {
            assert!((nice_step(least) / want - 1.0).abs() < 1e-12, "{least}");
        }
    }

    #[test]
    fn an_axis_holds_zero_and_its_values_without_much_empty_space() {
        check(&[1_050_000.0], 0.0, 1_200_000.0, 200_000.0); // 500k would leave a third empty
        check(&[-5_000.0, 6_000.0], -6_000.0, 6_000.0, 2_000.0);
        check(&[-3.0], -3.0, 0.0, 0.5);
        check(&[0.0016], 0.0, 0.002, 0.0005);
        check(&[9e11], 0.0, 1e12, 2e11);
    }

    #[test]
    fn an_axis_survives_what_cannot_be_drawn() {
        check(&[], 0.0, 1.0, 0.2);
        check(&[0.0], 0.0, 1.0, 0.2);
        check(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX], 0.0, 1.0, 0.2);
        for value in [1e300, -1e300, 1e-299, f64::MIN_POSITIVE] {
            let axis = Axis::around([value].into_iter(), 7);
            assert!(axis.high > axis.low && axis.ticks.len() < 20, "{axis:?}");
        }
    }
}
