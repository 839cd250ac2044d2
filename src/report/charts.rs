//! From results to charts: which lines, marks and bands each one shows.

use rust_decimal::{Decimal, dec};

use super::chart::{
    Band, Bar, Breakdown, CostCurve, Cumulative, Heading, Line, Mark, Part, breakdown, cost_curve, cumulative,
};
use super::drawing::{Drawing, horizon, left_out_note, money_format, too_high};
use crate::analysis::Results;
use crate::analysis::break_even::{Range, Stays, VolumeBreakEven};
use crate::quantity::figures::{float, volume};

/// The charts of the results. The cost curve ends at `curve_to` times today's volume.
#[must_use]
pub fn drawings(results: &Results<'_>, curve_to: Decimal) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    if let Ok(found) = &results.run_rate {
        let svg = cost_curve(&curve_chart(results, found, curve_to));
        drawings.push(Drawing { name: "cost-curve", svg });
    }
    drawings.push(Drawing { name: "cumulative-cost", svg: cumulative(&cumulative_chart(results)) });
    drawings.push(Drawing { name: "cost-breakdown", svg: breakdown(&breakdown_chart(results)) });
    drawings
}

/// How far the cost curve is drawn, as a multiple of today's volume: past today and past the
/// break-even points with the reference, but not so far that today is lost.
#[must_use]
pub fn curve_end(results: &Results<'_>) -> Decimal {
    let Ok(found) = &results.run_rate else { return Decimal::TWO };
    let meetings = shown_meetings(results, found);
    let near = meetings.iter().map(|(_, x)| *x).filter(|x| *x <= dec!(20)).max();
    let furthest = near.or(meetings.iter().map(|(_, x)| *x).min()).unwrap_or(Decimal::ONE);
    (furthest * dec!(1.3)).max(dec!(1.6)).min(found.up_to)
}

/// The meetings worth a mark: where each option first becomes cheaper than the reference (or
/// dearer), and from where it stays so.
fn shown_meetings(results: &Results<'_>, found: &VolumeBreakEven) -> Vec<(usize, Decimal)> {
    let reference = results.scenario.reference;
    let mut shown = Vec::new();
    for pair in found.pairs.iter().filter(|pair| pair.a == reference || pair.b == reference) {
        let option = if pair.a == reference { pair.b } else { pair.a };
        for side in 0..2 {
            shown.extend(pair.first(side).map(|x| (option, x)));
            if let Stays::From(x) = pair.stays[side] {
                shown.push((option, x));
            }
        }
    }
    shown.retain(|(_, x)| *x > Decimal::ZERO);
    shown.sort_by_key(|(option, x)| (*x, *option));
    shown.dedup();
    shown
}

fn heading(results: &Results<'_>, title: String, note: String) -> Heading {
    let scenario = results.scenario;
    let start = scenario.start.map_or_else(String::new, |start| format!(" from {start}"));
    let months = if scenario.months == 1 { "1 month".to_owned() } else { format!("{} months", scenario.months) };
    Heading { title, subtitle: format!("{}, {months}{start}", scenario.name), note }
}

/// How the charts write money.
fn curve_chart(results: &Results<'_>, found: &VolumeBreakEven, to: Decimal) -> CostCurve {
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
    let place = |option: usize| kept.iter().position(|index| *index == option);
    let lines = kept.iter().map(|i| Line::new(&results.scenario.options[*i].label, every[*i].clone()));
    let marks = shown_meetings(results, found).into_iter().filter(|(option, x)| *x <= to && place(*option).is_some());
    let marks = marks.filter_map(|(option, x)| {
        let cost = found.curves[option].value(x)?;
        Some(Mark { x: at(x), y: float(cost), label: format!("{} requests", volume(x.saturating_mul(today))) })
    });
    let bands = found.cheapest.iter().filter(|range| range.from < to).filter_map(|range| {
        let line = place(range.option?)?;
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
        marks: marks.collect(),
        cheapest: bands.collect(),
        x_max: at(to),
    }
}

/// What the cost curve says: who takes turns, or where the cheapest of today's volume is cheapest.
fn curve_title(results: &Results<'_>, found: &VolumeBreakEven, to: Decimal) -> String {
    let at = |x: Decimal| volume(x.saturating_mul(results.today.0));
    let label = |option: usize| results.scenario.options[option].label.as_str();
    let shown: Vec<&Range> = found.cheapest.iter().filter(|range| range.from < to).collect();
    if let [first, .., last] = shown.as_slice()
        && shown.len() > TURNS
    {
        let mut names: Vec<&str> = shown.iter().filter_map(|range| range.option.map(label)).collect();
        names.sort_unstable();
        names.dedup();
        return format!(
            "{}: taking turns from {} to {} requests a month",
            names.join(" and "),
            at(first.to),
            at(last.from)
        );
    }
    let today = shown.iter().find(|range| range.from <= Decimal::ONE && range.to > Decimal::ONE);
    let Some((range, option)) = today.and_then(|range| Some((range, range.option?))) else {
        return "Cost of a month by volume".to_owned();
    };
    let label = label(option);
    match (range.from.is_zero(), range.to <= to) {
        (true, true) => format!("{label}: cheapest up to {} requests a month", at(range.to)),
        (true, false) => format!("{label}: cheapest at every volume shown"),
        (false, true) => format!("{label}: cheapest from {} to {} requests a month", at(range.from), at(range.to)),
        (false, false) => format!("{label}: cheapest from {} requests a month", at(range.from)),
    }
}

/// Ranges beyond which the cheapest options are said to take turns.
const TURNS: usize = 6;

/// Who costs least over the horizon.
fn cumulative_title(results: &Results<'_>) -> String {
    let feasible = (0..results.options.len()).filter(|index| results.options[*index].is_feasible());
    match feasible.min_by_key(|index| results.options[*index].tco) {
        Some(least) => {
            let months = results.scenario.months;
            let months = if months == 1 { "one month".to_owned() } else { format!("{months} months") };
            format!("{}: lowest cost over {months}", results.scenario.options[least].label)
        }
        None => "Cumulative cost".to_owned(),
    }
}

fn cumulative_chart(results: &Results<'_>) -> Cumulative {
    let scenario = results.scenario;
    let ends: Vec<f64> = results.options.iter().map(|option| float(option.tco)).collect();
    let out = too_high(results, &ends);
    let kept: Vec<usize> = (0..ends.len()).filter(|index| !out.contains(index)).collect();
    let line = |index: &usize| {
        let costs = (0_u32..).zip(&results.options[*index].cumulative);
        let points = costs.map(|(month, cost)| (f64::from(month), float(*cost))).collect();
        Line::new(&scenario.options[*index].label, points)
    };
    let with_reference = results.time.iter().filter(|time| {
        (time.a == scenario.reference || time.b == scenario.reference)
            && kept.contains(&time.a)
            && kept.contains(&time.b)
    });
    let name = |option: usize| scenario.options[option].name.as_str();
    let marks = with_reference.flat_map(|time| {
        time.months.iter().filter_map(move |month| {
            let y = height(&results.options[time.a].cumulative, *month)?;
            Some(Mark {
                x: float(*month),
                y: float(y),
                label: format!("{} and {}, month {}", name(time.a), name(time.b), volume(month.round_dp(1))),
            })
        })
    });
    Cumulative {
        heading: heading(
            results,
            cumulative_title(results),
            format!("{}Undiscounted, build included.", left_out_note(results, &out, &ends)),
        ),
        money: money_format(results),
        y_title: "Cumulative cost".to_owned(),
        months: horizon(results),
        lines: kept.iter().map(line).collect(),
        marks: marks.collect(),
    }
}

/// A cumulative cost between two months.
fn height(cumulative: &[Decimal], month: Decimal) -> Option<Decimal> {
    let whole = usize::try_from(month.floor()).ok()?;
    let (before, after) = (cumulative.get(whole)?, cumulative.get(whole + 1).or(cumulative.get(whole))?);
    before.checked_add(after.checked_sub(*before)?.checked_mul(month.fract())?)
}

fn breakdown_chart(results: &Results<'_>) -> Breakdown {
    let used: Vec<&str> = crate::scenario::language::CATEGORIES
        .iter()
        .copied()
        .filter(|category| results.options.iter().any(|option| !option.category(category).is_zero()))
        .collect();
    let bar = |(plan, option): (&crate::scenario::Plan, &crate::analysis::OptionResult)| Bar {
        label: plan.label.clone(),
        parts: (used.iter().enumerate())
            .map(|(category, name)| Part { category, amount: float(option.category(name)) })
            .filter(|part| part.amount != 0.0)
            .collect(),
    };
    let ends: Vec<f64> = results.options.iter().map(|option| float(option.tco)).collect();
    let out = too_high(results, &ends);
    let note = format!("{}Undiscounted, build included.", left_out_note(results, &out, &ends));
    let drawn = results.scenario.options.iter().zip(&results.options).enumerate();
    let drawn = drawn.filter(|(index, _)| !out.contains(index)).map(|(_, option)| option);
    Breakdown {
        heading: heading(results, "Where the money goes".to_owned(), note),
        money: money_format(results),
        x_title: "Total cost".to_owned(),
        bars: drawn.map(bar).collect(),
        categories: used.iter().map(|name| (*name).to_owned()).collect(),
    }
}
