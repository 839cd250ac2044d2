//! Values that nobody wrote: defaults, measurements and what the catalog says.

use crate::analysis::Results;
use crate::catalog::Citation;
use crate::quantity::Currency;
use crate::scenario::{Assumption, Grounds, key_at};

/// Whether a default says something: it is neither zero, one, flat nor all of something, nor another
/// key's value.
#[must_use]
pub fn matters(assumption: &Assumption) -> bool {
    let neutral = [
        "0",
        "1",
        "0%",
        "100%",
        "",
        "flat",
        "\"linear\"",
        "\"triangular\"",
        "\"other\"",
        "\"USD\"",
        "\"monthly\"",
        "\"fixed\"",
    ];
    !neutral.contains(&assumption.value.as_str()) && !assumption.value.starts_with('`')
}

/// The unit of a value that nobody wrote, as in `USD/Mtok`: the catalog's prices are in US dollars in a
/// scenario of any currency. Empty where the value is a word, a share or a count.
#[must_use]
pub fn unit(results: &Results<'_>, assumption: &Assumption) -> String {
    let scenario = results.scenario;
    let is_number = assumption.value.starts_with(|c: char| c.is_ascii_digit()) && !assumption.value.ends_with('%');
    let input = results.model.sheet.inputs().iter().find(|input| input.path == assumption.path);
    let of_the_key = || {
        let unit = key_at(scenario, &assumption.path)?.unit;
        Some(if matches!(assumption.grounds, Grounds::Catalog(..)) { unit.in_dollars() } else { unit })
    };
    let unit = input.map(|input| input.unit).or_else(of_the_key).filter(|_| is_number);
    unit.map_or_else(String::new, |unit| unit.describe(scenario.currency.code))
}

/// Defaults that matter.
#[must_use]
pub fn assumptions(results: &Results<'_>) -> Vec<String> {
    let defaults = results.scenario.defaults.iter().filter(|a| a.grounds == Grounds::Default && matters(a));
    defaults.map(|a| format!("{} = {}", a.path, a.value)).collect()
}

/// What benchmark files say: a sentence for each file and table.
#[must_use]
pub fn measured(results: &Results<'_>) -> Vec<String> {
    let said = grouped(results, |grounds| match grounds {
        Grounds::Measured(file, how) => Some((file, how)),
        _ => None,
    });
    said.into_iter()
        .map(|(table, (file, how), values)| format!("{table} by {file}: {} ({how})", values.join(", ")))
        .collect()
}

/// What was taken from the catalog: a sentence for each table and entry, with its source and date.
#[must_use]
pub fn of_the_catalog(results: &Results<'_>) -> Vec<String> {
    let groups = grouped(results, |grounds| match grounds {
        Grounds::Catalog(entry, citation) => Some((entry, citation)),
        _ => None,
    });
    let is_other = results.scenario.currency != Currency::USD;
    let is_price =
        |value: &String| value.starts_with("price_") || value.contains("per_mtok") || value.starts_with("per_request");
    let sentence = |(table, (entry, citation), values): (&str, (&String, &Citation), Vec<String>)| {
        let dollars = if is_other && values.iter().any(is_price) { ", in US dollars" } else { "" };
        let Citation { source, as_of } = citation;
        format!("{table} of {entry}: {} ({as_of}, {source}{dollars})", values.join(", "))
    };
    groups.into_iter().map(sentence).collect()
}

/// Values that nobody wrote, with their keys, by the table that they stand in and what they come from.
fn grouped<'r, T: Copy + PartialEq>(
    results: &'r Results<'_>,
    from: impl Fn(&'r Grounds) -> Option<T>,
) -> Vec<(&'r str, T, Vec<String>)> {
    let mut groups: Vec<(&str, T, Vec<String>)> = Vec::new();
    for assumption in &results.scenario.defaults {
        let Some(source) = from(&assumption.grounds) else { continue };
        let (table, key) = assumption.path.rsplit_once('.').unwrap_or(("", &assumption.path));
        let value = format!("{key} = {}", assumption.value);
        match groups.iter_mut().find(|(known, by, _)| *known == table && *by == source) {
            Some((.., values)) => values.push(value),
            None => groups.push((table, source, vec![value])),
        }
    }
    groups
}
