//! Plan against actuals as a chart.

use rust_decimal::Decimal;

use super::super::chart::{Cumulative, Fan, FanOf, Heading, Line, Spread, cumulative, fan};
use super::super::drawing::{Drawing, horizon, money_format};
use super::compared::Actuals;
use crate::analysis::actuals::Growing;
use crate::quantity::figures::float;

/// What the tokens cost so far, month by month: as planned, and as it is expected now; with measured growth within
/// its 90 % interval.
#[must_use]
pub fn actuals_drawing(actuals: &Actuals<'_>) -> Drawing {
    let figures = &actuals.plan.figures;
    let fans = spreads(actuals);
    let heading = Heading {
        title: format!("Tokens of {}: plan and actuals", figures.scenario.options[actuals.variances.option].label),
        subtitle: figures.scenario.name.clone(),
        note: "Undiscounted. Months without an export are as the reforecast has them.".to_owned(),
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

/// The plan, its reforecasts and what was paid; only measured growth has a band, of its low and its high end.
fn spreads(actuals: &Actuals<'_>) -> Vec<Spread> {
    let forecasts: Vec<_> = actuals.expected().filter_map(|(by, found)| Some((by.growing, found?.costs))).collect();
    let end = |growing: Growing| {
        let costs = forecasts.iter().find(|(own, _)| *own == growing);
        costs.map(|(_, costs)| cumulated(costs)).unwrap_or_default()
    };
    let line = |label: &str, costs: &[Decimal]| Spread {
        label: label.to_owned(),
        middle: cumulated(costs),
        ..Spread::default()
    };
    let mut fans = vec![line("Plan", &actuals.planned())];
    for (growing, costs) in &forecasts {
        match growing {
            Growing::Plan if forecasts.len() > 1 => fans.push(line("With the plan's growth", costs)),
            Growing::Plan => fans.push(line("Reforecast", costs)),
            Growing::Measured => fans.push(Spread {
                low: end(Growing::Low),
                high: end(Growing::High),
                ..line("With measured growth", costs)
            }),
            Growing::Low | Growing::High => {}
        }
    }
    let until = actuals.variances.months.last().map_or(0, |month| month.month) as usize;
    if let (true, Some((_, costs))) = (actuals.variances.total.actual.is_some(), forecasts.first()) {
        fans.push(line("Actual", &costs[..until.min(costs.len())]));
    }
    fans
}

/// Points of the sums from the first month on, with 0 at the start.
fn cumulated(costs: &[Decimal]) -> Vec<(f64, f64)> {
    let mut sum = Decimal::ZERO;
    let mut points = vec![(0.0, 0.0)];
    for (month, cost) in (1_u32..).zip(costs) {
        sum = sum.saturating_add(*cost);
        points.push((f64::from(month), float(sum)));
    }
    points
}
