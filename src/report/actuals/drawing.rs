//! Plan against actuals as a chart.

use rust_decimal::Decimal;

use super::super::chart::{Cumulative, Fan, FanOf, Heading, Line, Spread, cumulative, fan};
use super::super::drawing::{Drawing, horizon, money_format};
use super::compared::Actuals;
use super::expectation::TOO_MUCH;
use super::notes::total;
use crate::analysis::actuals::Growing;
use crate::quantity::figures::float;

/// By how much the axis may exceed the plan and what the plan's growth expects, so that these can still be read.
const ABOVE: f64 = 4.0;

/// What the tokens cost so far, month by month: as planned, as it is expected now, with measured growth within its 90 %
/// interval, and what was paid. What measured growth expects is drawn up to four times the rest.
#[must_use]
pub fn actuals_drawing(actuals: &Actuals<'_>) -> Drawing {
    let figures = &actuals.plan.figures;
    let (fans, above) = spreads(actuals);
    let mut note = vec!["Undiscounted. Actual is what was paid, of the months whose cost is known.".to_owned()];
    note.extend(above);
    let heading = Heading {
        title: format!("Tokens of {}: plan and actuals", figures.scenario.options[actuals.variances.option].label),
        subtitle: figures.scenario.name.clone(),
        note: note.join(" "),
        ..Heading::default()
    };
    let (money, y_title, months) = (money_format(figures), "Cumulative cost of tokens".to_owned(), horizon(figures));
    let svg = if fans.iter().any(|one| !one.low.is_empty()) {
        fan(&Fan { heading, money, y_title, months, fans, of: FanOf::Growth })
    } else {
        let lines = fans.into_iter().map(|one| Line::new(one.label, one.middle)).collect();
        cumulative(&Cumulative { heading, money, y_title, months, lines, ..Cumulative::default() })
    };
    Drawing::wide("actuals", svg)
}

/// The plan, its reforecasts and what was paid; only measured growth has a band, of its low and its high end. And what is
/// to be said of what goes on above the axis, or is not drawn.
fn spreads(actuals: &Actuals<'_>) -> (Vec<Spread>, Vec<String>) {
    let forecasts: Vec<_> =
        actuals.expected().map(|(by, found)| (by.growing, found.map(|found| found.costs))).collect();
    let of = |growing: Growing| forecasts.iter().find(|(own, _)| *own == growing).and_then(|(_, costs)| costs.as_ref());
    let line = |label: &str, points: Points| Spread { label: label.to_owned(), middle: points, ..Spread::default() };
    let mut fans = vec![line("Plan", cumulated(&actuals.planned()))];
    let is_alone = forecasts.len() < 2;
    let words = if is_alone { "Reforecast" } else { "With the plan's growth" };
    fans.extend(of(Growing::Plan).map(|costs| line(words, cumulated(costs))));
    let paid = paid(actuals);
    let drawn = fans.iter().flat_map(|fan| &fan.middle).chain(&paid).filter(|point| point.1.is_finite());
    let limit = drawn.fold(0.0, |most: f64, point| most.max(point.1)) * ABOVE;
    let points = |growing: Growing| of(growing).map(|costs| cumulated(costs)).unwrap_or_default();
    if let Some(costs) = of(Growing::Measured) {
        let (low, high) = if of(Growing::High).is_some() {
            (points(Growing::Low), up_to(limit, points(Growing::High)))
        } else {
            Default::default()
        };
        let middle = up_to(limit, cumulated(costs));
        fans.push(Spread { low, high, ..line("With measured growth", middle) });
    }
    if !paid.is_empty() {
        fans.push(line("Actual", paid));
    }
    let goes_on = |(growing, costs): &(Growing, Option<Vec<Decimal>>)| match costs {
        None => Some(format!("With {}: {TOO_MUCH}, and not drawn.", growing.words())),
        Some(costs) if matches!(growing, Growing::Measured | Growing::High) => {
            let is_above = cumulated(costs).iter().any(|point| point.1 > limit);
            is_above.then(|| format!("With {} it goes on above, to {}.", growing.words(), total(actuals, costs.iter())))
        }
        Some(_) => None,
    };
    let above = forecasts.iter().filter_map(goes_on).collect();
    (fans, above)
}

/// Points of time and money.
type Points = Vec<(f64, f64)>;

/// The points up to where they exceed a limit, which the last then has.
fn up_to(limit: f64, points: Points) -> Points {
    let Some(first) = points.iter().position(|point| point.1 > limit) else { return points };
    let mut cut = points[..first].to_vec();
    if let Some(before) = cut.last().copied() {
        let share = (limit - before.1) / (points[first].1 - before.1);
        cut.push((before.0 + (points[first].0 - before.0) * share, limit));
    }
    cut
}

/// Points of the sums of what was paid, with a gap over months whose cost is not known; none where that of no month is.
fn paid(actuals: &Actuals<'_>) -> Points {
    let mut sum = Decimal::ZERO;
    let mut points: Points = Vec::new();
    for month in &actuals.variances.months {
        let Some(actual) = month.actual else { continue };
        let begin = f64::from(month.month - 1);
        if points.last().is_none_or(|last| last.0 < begin) {
            if !points.is_empty() {
                points.push((begin, f64::NAN));
            }
            points.push((begin, float(sum)));
        }
        sum = sum.saturating_add(actual);
        points.push((begin + 1.0, float(sum)));
    }
    points
}

/// Points of the sums from the first month on, with 0 at the start.
fn cumulated(costs: &[Decimal]) -> Points {
    let mut sum = Decimal::ZERO;
    let mut points = vec![(0.0, 0.0)];
    for (month, cost) in (1_u32..).zip(costs) {
        sum = sum.saturating_add(*cost);
        points.push((f64::from(month), float(sum)));
    }
    points
}
