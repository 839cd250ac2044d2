//! How far the axis of a distribution reaches.

use super::distribution::Curve;

/// A lowest amount below this share of the highest is so near zero that the axis starts there.
const NEAR_ZERO: f64 = 0.12;

/// How many times as far as the others a curve must reach for the axis to be cut where the others end.
const DWARFS: f64 = 3.0;

/// The probability up to which a curve is always worth its room.
const TOP: f64 = 0.95;

/// Room right of the highest median, as a factor, so that the middle of every curve is seen.
const ROOM: f64 = 1.15;

/// The amounts at the ends of the axis: where the curves are, and a little more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reach {
    pub(super) low: f64,
    /// Below what the widest curve needs when a few curves would crush all others.
    pub(super) high: f64,
}

impl Reach {
    /// Finds the ends for some curves.
    pub(super) fn of(curves: &[Curve<'_>]) -> Self {
        let low = curves.iter().map(|curve| curve.rise.ends().0).fold(f64::INFINITY, f64::min);
        let high = highest(curves);
        let margin = (high - low) * 0.025;
        let is_near_zero = low >= 0.0 && low - margin < high * NEAR_ZERO;
        Self { low: if is_near_zero { 0.0 } else { low - margin }, high: high + margin }
    }
}

/// Returns where the curves end, or an earlier end where their tails would crush them: at the greatest 95th percentile
/// without those of up to half of the curves that dwarf the rest, and no further in than any median.
fn highest(curves: &[Curve<'_>]) -> f64 {
    let greatest = |probability: f64| curves.iter().map(move |curve| curve.rise.quantile(probability));
    let mut tops: Vec<f64> = greatest(TOP).collect();
    tops.sort_by(|a, b| b.total_cmp(a));
    let medians = greatest(0.5).fold(f64::NEG_INFINITY, f64::max) * ROOM;
    let dwarfs = |high: f64, low: f64| low > 0.0 && high > low * DWARFS;
    let mut pairs = tops.windows(2).take(curves.len() / 2).rev();
    let rest = pairs.find_map(|pair| match pair {
        [high, low] if dwarfs(*high, low.max(medians)) => Some(*low),
        _ => None,
    });
    let cut = rest.or(tops.first().copied()).unwrap_or_default().max(medians);
    let widest = curves.iter().map(|curve| curve.rise.ends().1).fold(f64::NEG_INFINITY, f64::max);
    if dwarfs(widest, cut) { cut } else { widest }
}
