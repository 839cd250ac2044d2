//! The cheapest option at every volume.

use rust_decimal::Decimal;

use crate::sheet::curve::Curve;

/// A stretch of volumes over which one option is cheapest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// From this multiple of today's volume.
    pub from: Decimal,
    /// To this one.
    pub to: Decimal,
    /// The cheapest option; none where no option can serve.
    pub option: Option<usize>,
}

/// The lower envelope of the options' curves, each over the range it can serve. `meetings` are the
/// places where any two of them meet; between two of those the order cannot change. The first of
/// equals counts as cheapest.
#[must_use]
pub fn cheapest_ranges(curves: &[Option<&Curve>], meetings: &[Decimal], end: Decimal) -> Vec<Range> {
    let served = curves.iter().flatten().map(|curve| curve.end);
    let mut places: Vec<Decimal> = meetings.iter().copied().chain(served).chain([Decimal::ZERO, end]).collect();
    places.retain(|x| *x >= Decimal::ZERO && *x <= end);
    places.sort_unstable();
    places.dedup();
    let mut ranges: Vec<Range> = Vec::new();
    for pair in places.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let middle = from + (to - from) / Decimal::TWO;
        let option = cheapest_at(curves, middle);
        match ranges.last_mut() {
            Some(last) if last.option == option => last.to = to,
            _ => ranges.push(Range { from, to, option }),
        }
    }
    ranges
}

fn cheapest_at(curves: &[Option<&Curve>], x: Decimal) -> Option<usize> {
    let costs = curves.iter().enumerate().filter_map(|(index, curve)| Some((curve.as_ref()?.value(x)?, index)));
    costs.min().map(|(_, index)| index)
}
