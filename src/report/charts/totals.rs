//! Total costs: over time, and by category.

use rust_decimal::Decimal;

use super::results::heading;
use crate::analysis::Results;
use crate::quantity::figures::{float, volume};
use crate::report::chart::{Bar, Breakdown, Cumulative, Line, Mark, Part};
use crate::report::drawing::{horizon, left_out_note, money_format, too_high};

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

/// The cumulative cost of each option, month by month.
pub(super) fn cumulative_chart(results: &Results<'_>) -> Cumulative {
    let scenario = results.scenario;
    let ends: Vec<f64> = results.options.iter().map(|option| float(option.tco)).collect();
    let out = too_high(results, &ends);
    let kept: Vec<usize> = (0..ends.len()).filter(|index| !out.contains(index)).collect();
    let line = |index: &usize| {
        let costs = (0_u32..).zip(&results.options[*index].cumulative);
        let points = costs.map(|(month, cost)| (f64::from(month), float(*cost))).collect();
        Line::new(&scenario.options[*index].label, points).hued(*index)
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

/// The cost of each option by category.
pub(super) fn breakdown_chart(results: &Results<'_>) -> Breakdown {
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
