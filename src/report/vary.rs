//! Varied inputs in words: ties, who is cheapest where, flip values, and the list of inputs.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::analysis::Figures;
use crate::analysis::vary::{Flip, Lever, Outcomes, Tie};
use crate::quantity::figures::{exact, float, grouped, multiple};
use crate::report::drawing::{is_percentage, on_axis};
use crate::scenario::{Input, Origin};

/// A value of an input, to six significant places after the point.
pub(super) fn value(x: Decimal) -> String {
    if x.abs() >= Decimal::ONE_THOUSAND {
        return trimmed(&grouped(x, 2));
    }
    let places = if x.abs() >= Decimal::ONE_HUNDRED { 2 } else { 6 };
    exact(x.round_dp(places))
}

/// A value of an input: in percent where it is a share or a rate.
pub(super) fn value_of(input: &Input, x: Decimal) -> String {
    // a percentage has as many places as the share itself
    if is_percentage(input) { format!("{} %", value(on_axis(input, x.round_dp(6)))) } else { value(x) }
}

/// A grouped number without zeros behind the point.
fn trimmed(text: &str) -> String {
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Every input that can be varied, with its value and where it comes from.
#[must_use]
pub fn input_list(figures: &Figures<'_>, levers: &[Lever], place: impl Fn(&Lever) -> String) -> String {
    let width = levers.iter().map(|lever| lever.input.path.len()).max().unwrap_or(0);
    let mut text = String::new();
    for lever in levers {
        let unit = lever.input.unit.describe(figures.scenario.currency.code);
        let origin = match &lever.input.origin {
            Origin::Default => "default".to_owned(),
            Origin::Catalog(cited) => format!("catalog, {}, {}", cited.entry, cited.as_of),
            Origin::Written(_) => place(lever),
        };
        let _ = writeln!(text, "{:<width$}  {:>14} {unit:<24} {origin}", lever.input.path, value(lever.base()));
    }
    text
}

/// What varying an input does, as text.
#[must_use]
pub fn outcomes_text(
    figures: &Figures<'_>,
    lever: &Lever,
    outcomes: &Outcomes,
    pair: Option<(usize, usize)>,
) -> String {
    let names = |option: usize| figures.scenario.options[option].name.as_str();
    let mut text = format!(
        "{} = {} today, varied from {} to {} (present value over the horizon)\n\n",
        lever.input.path,
        value(lever.base()),
        value(outcomes.range.0),
        value(outcomes.range.1),
    );
    text.push_str("Cheapest\n");
    for range in &outcomes.cheapest {
        let option = range.option.map_or("none can serve every request", names);
        let _ = writeln!(text, "  from {} to {}: {option}", value(range.from), value(range.to));
    }
    text.push_str("\nTies\n");
    let chosen = |tie: &&Tie| pair.is_none_or(|(a, b)| (tie.a, tie.b) == (a, b) || (tie.a, tie.b) == (b, a));
    for tie in outcomes.ties.iter().filter(chosen) {
        let pair = format!("{} and {}", names(tie.a), names(tie.b));
        if tie.events.is_empty() {
            let _ = writeln!(text, "  {pair}: never in this range");
        }
        for event in &tie.events {
            let cheaper = |order: std::cmp::Ordering| match order {
                std::cmp::Ordering::Less => names(tie.a),
                std::cmp::Ordering::Greater => names(tie.b),
                std::cmp::Ordering::Equal => "neither",
            };
            let about = if tie.tolerance.is_zero() {
                String::new()
            } else {
                format!(" (approximate, +-{})", exact(tie.tolerance.round_sf(1).unwrap_or(tie.tolerance)))
            };
            let _ = writeln!(
                text,
                "  {pair}: {} at {}{about}; cheaper below: {}, above: {}",
                event.kind.name(),
                value(event.x),
                cheaper(event.below),
                cheaper(event.above)
            );
        }
    }
    text
}

/// What varying an input does, for programs.
#[must_use]
pub fn outcomes_json(figures: &Figures<'_>, lever: &Lever, outcomes: &Outcomes, pair: Option<(usize, usize)>) -> Value {
    let names = |option: usize| figures.scenario.options[option].name.as_str();
    let chosen = |tie: &&Tie| pair.is_none_or(|(a, b)| (tie.a, tie.b) == (a, b) || (tie.a, tie.b) == (b, a));
    let cheaper = |tie: &Tie, order: std::cmp::Ordering| match order {
        std::cmp::Ordering::Less => Some(names(tie.a)),
        std::cmp::Ordering::Greater => Some(names(tie.b)),
        std::cmp::Ordering::Equal => None,
    };
    let tie = |tie: &Tie| {
        let events: Vec<Value> = (tie.events.iter())
            .map(|event| {
                json!({
                    "value": float(event.x),
                    "kind": event.kind.name(),
                    "cheaper_below": cheaper(tie, event.below),
                    "cheaper_above": cheaper(tie, event.above),
                })
            })
            .collect();
        json!({
            "option_a": names(tie.a),
            "option_b": names(tie.b),
            "exact": tie.tolerance.is_zero(),
            "tolerance": float(tie.tolerance),
            "events": events,
        })
    };
    let cheapest: Vec<Value> = (outcomes.cheapest.iter())
        .map(|range| json!({ "from": float(range.from), "to": float(range.to), "option": range.option.map(names) }))
        .collect();
    json!({
        "schema": 1,
        "input": lever.input.path,
        "today": float(lever.base()),
        "from": float(outcomes.range.0),
        "to": float(outcomes.range.1),
        "cheapest": cheapest,
        "ties": outcomes.ties.iter().filter(chosen).map(tie).collect::<Vec<_>>(),
    })
}

/// A flip value in words: until where the cheapest option stays so.
#[must_use]
pub fn flip_line(figures: &Figures<'_>, flip: &Flip) -> String {
    let option =
        |index: Option<usize>| index.map_or("no option", |index| figures.scenario.options[index].name.as_str());
    let side = match (flip.value > flip.lever.base(), flip.lever.input.whole) {
        (true, false) => ">",
        (false, false) => "<",
        // a whole number flips the answer where it stands
        (true, true) => ">=",
        (false, true) => "<=",
    };
    format!(
        "{} until {} {side} {} ({}{}), then {}",
        option(figures.cheapest),
        flip.lever.input.path,
        value_of(&flip.lever.input, flip.value),
        if flip.tolerance.is_zero() { "" } else { "about " },
        multiple(flip.multiple),
        option(flip.winner),
    )
}

/// The same with how far off the value may be.
#[must_use]
pub fn flip_line_in_full(figures: &Figures<'_>, flip: &Flip) -> String {
    let line = flip_line(figures, flip);
    if flip.tolerance.is_zero() {
        return line;
    }
    let off = exact(on_axis(&flip.lever.input, flip.tolerance).round_sf(1).unwrap_or(flip.tolerance));
    let unit = if is_percentage(&flip.lever.input) { " %" } else { "" };
    format!("{line} (approximate, +-{off}{unit})")
}

/// Flip values for programs.
#[must_use]
pub fn flips_json(figures: &Figures<'_>, flips: &[Flip]) -> Value {
    let cheapest = figures.cheapest.map(|index| figures.scenario.options[index].name.as_str());
    json!({ "schema": 1, "cheapest": cheapest, "flips": flips_value(figures, flips) })
}

/// Flip values, the nearest first.
pub(super) fn flips_value(figures: &Figures<'_>, flips: &[Flip]) -> Value {
    let name = |index: Option<usize>| index.map(|index| figures.scenario.options[index].name.as_str());
    let flip = |flip: &Flip| {
        json!({
            "input": flip.lever.input.path,
            "today": float(flip.lever.base()),
            "value": float(flip.value),
            "multiple": float(flip.multiple),
            "tolerance": float(flip.tolerance),
            "winner": name(flip.winner),
        })
    };
    flips.iter().map(flip).collect()
}
