//! An axis between two given values, linear or logarithmic, with its ticks.

use super::axis::{Axis, is_drawable};
use super::format::{count, count_tick, exponent, power_of_ten};
use super::geometry::Point;
use super::model::{Scale, Spacing};

/// Distances of labelled decades to try, from dense to sparse; the last is enough for every `f64`.
const DECADES: [i32; 8] = [1, 2, 3, 5, 10, 20, 50, 200];

/// A ratio of the ends below which 1, 2 and 5 of every decade are too few ticks.
const SHORT: f64 = 20.0;

/// The points of a bent line, over the whole of a logarithmic axis.
const BENDS: u32 = 240;

/// Where values fall on an axis; `low < high`, and `low > 0` when it is logarithmic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ruler {
    low: f64,
    high: f64,
    spacing: Spacing,
}

/// A labelled place on an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// 0 at the low end, 1 at the high end.
    pub(super) share: f64,
    pub(super) label: String,
}

impl Ruler {
    /// Makes the axis of a scale; ends that no axis can have are replaced by the nearest sensible ones.
    pub(super) fn new(scale: &Scale) -> Self {
        let (from, to) = match (is_drawable(scale.from), is_drawable(scale.to)) {
            (true, true) => (scale.from.min(scale.to), scale.from.max(scale.to)),
            (true, false) => (scale.from, scale.from),
            (false, true) => (scale.to, scale.to),
            (false, false) => (0.0, 1.0),
        };
        let is_wide = to - from > from.abs().max(to.abs()) * 1e-9 && to - from > 1e-300;
        let (low, high) = if is_wide { (from, to) } else { around(from) };
        // Below the smallest normal number the ticks would have no digits left.
        let spacing = if low < 1e-300 { Spacing::Linear } else { scale.spacing };
        Self { low, high, spacing }
    }

    /// Returns the ends.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// Says whether equal ratios are equally long.
    pub(super) fn is_logarithmic(&self) -> bool {
        self.spacing == Spacing::Logarithmic
    }

    /// Adds points to the straight lines between values inside a logarithmic axis, which bends them.
    pub(super) fn bent(&self, path: &[Point]) -> Vec<Point> {
        let mut found: Vec<Point> = Vec::with_capacity(path.len());
        for point in path {
            if let Some(before) = found.last().copied() {
                let (from, to) = (self.share(before.0), self.share(point.0));
                let inner =
                    (1..BENDS).map(|n| f64::from(n) / f64::from(BENDS)).filter(|share| from < *share && *share < to);
                found.extend(inner.map(|share| {
                    let (low, high) = (libm::log10(self.low), libm::log10(self.high));
                    let x = libm::pow(10.0, low + (high - low) * share);
                    (x, before.1 + (point.1 - before.1) * ((x - before.0) / (point.0 - before.0)))
                }));
            }
            found.push(*point);
        }
        found
    }

    /// Returns where `value` falls: 0 at the low end, 1 at the high end, beyond them outside.
    pub(super) fn share(&self, value: f64) -> f64 {
        match self.spacing {
            Spacing::Linear => (value - self.low) / (self.high - self.low),
            Spacing::Logarithmic if value <= 0.0 => f64::NEG_INFINITY,
            Spacing::Logarithmic => {
                (libm::log10(value) - libm::log10(self.low)) / (libm::log10(self.high) - libm::log10(self.low))
            }
        }
    }

    /// Returns the densest ticks of at most `most` that fit; the sparsest when none do.
    pub(super) fn ticks(&self, most: u32, fits: impl Fn(&[Tick]) -> bool) -> Vec<Tick> {
        let mut ticks = Vec::new();
        for values in self.choices(most) {
            let is_few = u32::try_from(values.len()).is_ok_and(|len| len <= most + 1);
            ticks = values.into_iter().map(|(value, label)| Tick { share: self.share(value), label }).collect();
            if is_few && fits(&ticks) {
                break;
            }
        }
        ticks
    }

    /// Returns the shares of 2 to 9 times every power of ten; none on a linear axis.
    pub(super) fn minor(&self) -> Vec<f64> {
        if self.spacing == Spacing::Linear {
            return Vec::new();
        }
        let inner = self.decades(1).into_iter().flat_map(|decade| (2..10).map(move |n| f64::from(n) * decade));
        inner.filter(|value| self.holds(*value)).map(|value| self.share(value)).collect()
    }

    /// Returns sets of values with their labels, from dense to sparse.
    fn choices(&self, most: u32) -> Vec<Vec<(f64, String)>> {
        let is_long = self.spacing == Spacing::Logarithmic && self.high / self.low >= SHORT;
        if !is_long {
            return (1..=most.max(1)).rev().map(|most| self.even_values(most)).collect();
        }
        let dense = self.decades(1).into_iter().flat_map(|decade| [1.0, 2.0, 5.0].map(|factor| factor * decade));
        let dense: Vec<f64> = dense.collect();
        let sparse = DECADES.into_iter().map(|every| self.decades(every));
        let labelled = |values: Vec<f64>| {
            let values = values.into_iter().filter(|value| self.holds(*value));
            values.map(|value| (value, count(value))).collect()
        };
        std::iter::once(dense).chain(sparse).map(labelled).collect()
    }

    fn even_values(&self, most: u32) -> Vec<(f64, String)> {
        let axis = Axis::between(self.low, self.high, most);
        axis.ticks.iter().map(|tick| (*tick, count_tick(*tick, axis.step))).collect()
    }

    /// Returns powers of ten whose exponents are multiples of `every`, from below the low end on.
    fn decades(&self, every: i32) -> Vec<f64> {
        let first = exponent(self.low).div_euclid(every);
        let last = exponent(self.high).div_euclid(every);
        (first..=last).map(|n| power_of_ten(n * every)).collect()
    }

    /// Says whether a value lies between the ends, give or take a rounding error.
    pub(super) fn holds(&self, value: f64) -> bool {
        (-1e-9..=1.0 + 1e-9).contains(&self.share(value))
    }
}

/// Returns ends around a single value.
fn around(value: f64) -> (f64, f64) {
    let half = value.abs() / 2.0;
    if half < 1e-290 { (0.0, 1.0) } else { (value - half, value + half) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: f64, to: f64, spacing: Spacing) -> Vec<String> {
        let ruler = Ruler::new(&Scale { title: String::new(), from, to, spacing });
        ruler.ticks(10, |_| true).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn logarithmic_ticks_are_one_two_five_or_decades() {
        let log = |from, to| labels(from, to, Spacing::Logarithmic);
        assert_eq!(log(0.05, 5.0), ["0.05", "0.1", "0.2", "0.5", "1", "2", "5"]);
        assert_eq!(log(1e3, 1e7), ["1k", "10k", "100k", "1M", "10M"]);
        assert_eq!(log(2.0, 8.0), ["2", "3", "4", "5", "6", "7", "8"]); // too short for 1, 2 and 5
        assert!((3..=11).contains(&log(1e-290, 1e290).len()));
    }

    #[test]
    fn linear_ticks_are_those_of_other_charts() {
        assert_eq!(labels(0.0, 1e6, Spacing::Linear), labels(0.0, 1e6, Spacing::default()));
        assert_eq!(labels(2.5, 5.0, Spacing::Linear), ["2.5", "3", "3.5", "4", "4.5", "5"]);
        assert_eq!(labels(0.0, 5.0, Spacing::Logarithmic), labels(0.0, 5.0, Spacing::Linear)); // zero has no logarithm
    }

    #[test]
    fn a_ruler_puts_its_ends_at_its_ends() {
        let log = Ruler::new(&Scale { from: 10.0, to: 1e5, spacing: Spacing::Logarithmic, ..Scale::default() });
        let near = |value: f64, share: f64| assert!((log.share(value) - share).abs() < 1e-12, "{value}");
        near(10.0, 0.0);
        near(100.0, 0.25);
        near(1e5, 1.0);
        assert!(!log.holds(0.0) && !log.holds(-5.0) && !log.holds(f64::NAN) && !log.holds(2e5));
    }

    #[test]
    fn any_ends_make_an_axis() {
        let special = [0.0, -0.0, 1.0, -3.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324, 1e300];
        for from in special {
            for to in special {
                for spacing in [Spacing::Linear, Spacing::Logarithmic] {
                    let ruler = Ruler::new(&Scale { title: String::new(), from, to, spacing });
                    assert!(ruler.low < ruler.high, "{ruler:?}");
                    assert!(ruler.ticks(10, |_| true).iter().all(|tick| tick.share.is_finite()), "{ruler:?}");
                }
            }
        }
    }
}
