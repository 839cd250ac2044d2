//! What the answer hangs on, in words.

use std::fmt::Write as _;

use super::names::{path, paths};
use crate::analysis::Figures;
use crate::analysis::sensitivity::{Assumed, Factor, IndexOf, Sensitivity, Tornado};
use crate::analysis::simulate::{Simulation, decimal};
use crate::chance::Estimate;
use crate::quantity::figures::{grouped, money};
use crate::report::vary::value;

/// Inputs that a terminal or a chart has room for.
pub const SHOWN: usize = 15;

/// The sensitivity as text for a terminal: the tornado, then the indices side by side.
#[must_use]
pub fn sensitivity_text(
    figures: &Figures<'_>,
    tornado: &Tornado,
    (sensitivity, simulation): (Option<&Sensitivity>, Option<&Simulation>),
) -> String {
    let name = |option: usize| figures.scenario.options[option].name.as_str();
    let amount = |x: f64| decimal(x).map_or_else(|| "-".to_owned(), |x| money(x, figures.scenario.currency));
    let mut words = format!(
        "{} leads {} by {} of present value. Each input at its ends, all others as they are:\n\n",
        name(tornado.cheapest),
        name(tornado.next),
        amount(tornado.lead),
    );
    let shown = &tornado.swings[..tornado.swings.len().min(SHOWN)];
    let width = shown.iter().map(|swing| path(swing).len()).max().unwrap_or(0);
    let _ =
        writeln!(words, "{:<width$} {:>24} {:>24}  cheapest", "input", "lead at its low end", "lead at its high end");
    for swing in shown {
        let lead = |lead: f64| match lead {
            f64::NEG_INFINITY => "cannot serve".to_owned(),
            f64::INFINITY => "serves alone".to_owned(),
            lead => amount(lead),
        };
        let end = |end: usize| format!("{} at {}", lead(swing.leads[end]), value(swing.ends[end]));
        let flips = if swing.flips(tornado.cheapest) {
            let winners = swing.cheapest.map(|option| option.map_or("none", name));
            format!("{} / {}", winners[0], winners[1])
        } else {
            "stays".to_owned()
        };
        let mark = match swing.assumed {
            Assumed::Range => " ",
            Assumed::Fifth => "*",
            Assumed::One => "1",
        };
        let _ = writeln!(words, "{:<width$}{mark}{:>24} {:>24}  {flips}", path(swing), end(0), end(1));
    }
    if tornado.swings.len() > SHOWN {
        let _ = writeln!(words, "and {} more, all in tornado.csv", tornado.swings.len() - SHOWN);
    }
    words.push_str(
        "\nThe ends are the 5th and 95th percentile of a range; * one number was written: a fifth less and\nmore; 1 a small whole number: one less and one more.\n",
    );
    match sensitivity {
        Some(sensitivity) => indices_text(&mut words, figures, (sensitivity, simulation), tornado.cheapest),
        None => words.push_str("\nNothing is given as a range, so there are no indices to work out.\n"),
    }
    words
}

/// The indices, the factor that decides the choice most first.
fn indices_text(
    words: &mut String,
    figures: &Figures<'_>,
    (sensitivity, simulation): (&Sensitivity, Option<&Simulation>),
    cheapest: usize,
) {
    let _ = writeln!(
        words,
        "\nSobol indices, first-order and total (+- 95 %), from {} readings; the range that decides most first\n",
        grouped(sensitivity.evaluations.into(), 0)
    );
    let order = ranked(sensitivity, simulation);
    let paths: Vec<String> = order.iter().map(|factor| paths(figures, &sensitivity.factors[*factor])).collect();
    let width = paths.iter().map(String::len).max().unwrap_or(0);
    let cost = format!("cost of {}", figures.scenario.options[cheapest].name);
    let _ = writeln!(words, "{:<width$}  {:^27}  {:^27}  {:^27}", "range", "the choice", "the lead", cost);
    for (factor, path) in order.iter().zip(&paths) {
        let cell = |output: IndexOf| {
            let found = sensitivity.of(output, *factor);
            found.map_or_else(|| "-".to_owned(), |(first, total)| format!("{}  {}", index(&first), index(&total)))
        };
        let cells = [IndexOf::Choice, IndexOf::Lead, IndexOf::Cost(cheapest)].map(cell);
        let _ = writeln!(words, "{path:<width$}  {:^27}  {:^27}  {:^27}", cells[0], cells[1], cells[2]);
    }
    words
        .push_str("\nFirst-order is what the range explains by itself, total what it explains together with others.\n");
}

/// Factors in the order of what decides the choice: by what knowing them is worth, then by the total
/// index of the choice, then by that of the lead.
fn ranked(sensitivity: &Sensitivity, simulation: Option<&Simulation>) -> Vec<usize> {
    let worth = |factor: &Factor| -> f64 {
        let information = simulation.iter().flat_map(|simulation| &simulation.information);
        information.filter(|i| factor.inputs.contains(&i.input)).filter_map(|i| i.evppi).fold(0.0, f64::max)
    };
    let total = |output: IndexOf, factor: usize| sensitivity.of(output, factor).map_or(0.0, |(_, total)| total.value);
    let key = |factor: usize| {
        [worth(&sensitivity.factors[factor]), total(IndexOf::Choice, factor), total(IndexOf::Lead, factor)]
    };
    let mut order: Vec<usize> = (0..sensitivity.factors.len()).collect();
    order.sort_by(|a, b| {
        let pairs = key(*b).into_iter().zip(key(*a));
        pairs.fold(std::cmp::Ordering::Equal, |order, (b, a)| order.then(b.total_cmp(&a)))
    });
    order
}

/// An index with half the width of its 95 % interval.
fn index(estimate: &Estimate) -> String {
    let half = estimate.interval().map_or_else(String::new, |(low, high)| format!("+-{:.2}", (high - low) / 2.0));
    // a hair below zero is shown as zero
    let value = if estimate.value.abs() < 0.005 { 0.0 } else { estimate.value };
    format!("{value:.2}{half}")
}
