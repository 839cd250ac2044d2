//! The cost of a month by volume.

use rust_decimal::{Decimal, dec};

use super::marks::{View, marks, shown_meetings};
use super::results::heading;
use super::title::curve_title;
use crate::analysis::Results;
use crate::analysis::break_even::VolumeBreakEven;
use crate::quantity::figures::float;
use crate::report::chart::{Band, CostCurve, Line};
use crate::report::drawing::{left_out_note, money_format, too_high};

/// How far the cost curve is drawn, as a multiple of today's volume: past today and past the
/// break-even points with the reference and the next change of the cheapest option, but not so far that today is lost.
#[must_use]
pub fn curve_end(results: &Results<'_>) -> Decimal {
    let Ok(found) = &results.run_rate else { return Decimal::TWO };
    let meetings = shown_meetings(results, found);
    let next = found.cheapest.iter().map(|range| range.from).find(|from| *from > Decimal::ONE);
    let places: Vec<Decimal> = meetings.iter().map(|(_, x)| *x).chain(next).collect();
    let near = places.iter().copied().filter(|x| *x <= dec!(20)).max();
    let furthest = near.or(places.iter().copied().min()).unwrap_or(Decimal::ONE);
    (furthest * dec!(1.3)).max(dec!(1.6)).min(found.up_to)
}

/// The cost curve, up to `to` times today's volume.
pub(super) fn curve_chart(results: &Results<'_>, found: &VolumeBreakEven, to: Decimal) -> CostCurve {
    let today = results.today.0;
    let at = |x: Decimal| float(x.saturating_mul(today));
    let points = |option: usize| -> Vec<(f64, f64)> {
        let curve = &found.curves[option];
        let corners = curve.until(curve.end.min(to)).corners();
        corners.into_iter().map(|(x, cost)| (at(x), float(cost))).collect()
    };
    let every: Vec<Vec<(f64, f64)>> = (0..found.curves.len()).map(points).collect();
    let ends: Vec<f64> = every.iter().map(|points| points.last().map_or(0.0, |(_, y)| *y)).collect();
    let out = too_high(results, &ends);
    let kept: Vec<usize> = (0..every.len()).filter(|index| !out.contains(index)).collect();
    let lines = kept.iter().map(|i| Line::new(&results.scenario.options[*i].label, every[*i].clone()).hued(*i));
    let bands = found.cheapest.iter().filter(|range| range.from < to).filter_map(|range| {
        let line = kept.iter().position(|index| Some(*index) == range.option)?;
        Some(Band { from: at(range.from), to: at(range.to.min(to)), line })
    });
    let note = format!(
        "{}A month in steady state at month 1's prices: build left out, hardware spread over its life.",
        left_out_note(results, &out, &ends)
    );
    CostCurve {
        heading: heading(results, curve_title(results, found, to), note),
        money: money_format(results),
        x_title: "Requests per month".to_owned(),
        y_title: "Cost per month".to_owned(),
        lines: lines.collect(),
        today: Some(float(today)),
        marks: marks(results, found, &View { to, kept: &kept }),
        cheapest: bands.collect(),
        x_max: at(to),
        ..CostCurve::default()
    }
}
