//! What differs between two scenarios: their inputs, and other keys.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::analysis::figures::Figures;
use crate::scenario::{Input, Scenario};

/// An input that differs between two scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its path.
    pub path: String,
    /// Its place among the first scenario's inputs, when both use it in the same unit.
    pub place: Option<u32>,
    /// The base values; none where a scenario does not use it.
    pub values: (Option<Decimal>, Option<Decimal>),
    /// The units, where they are not the same.
    pub units: Option<(String, String)>,
    /// How the ranges were read, where they are given.
    pub ranges: (Option<String>, Option<String>),
    /// How it was worked out from other keys, of a value that nobody wrote.
    pub worked_out: Option<String>,
    /// Whether somebody wrote it, before or after.
    pub is_written: bool,
    /// Of a value that nobody wrote: the keys that were edited and that it follows.
    pub follows: Vec<String>,
}

/// A key that is no number of the formulas and differs: a horizon, a kind, a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedKey {
    /// Its path.
    pub path: String,
    /// What is written; none where it is not.
    pub values: (Option<String>, Option<String>),
}

/// The inputs that differ, in the order of the first scenario, then those that only the second has;
/// those that somebody wrote come first.
#[must_use]
pub fn changed(before: &Figures<'_>, after: &Figures<'_>) -> Vec<Changed> {
    let (old, new) = (inputs(before), inputs(after));
    let find = |all: &[(u32, Input)], path: &str| all.iter().find(|(_, input)| input.path == path).cloned();
    let codes = (before.scenario.currency.code, after.scenario.currency.code);
    let range = |input: &Input| input.quantity.describe();
    let mut found = Vec::new();
    for (place, input) in &old {
        let other = find(&new, &input.path).map(|(_, input)| input);
        let units = other.as_ref().filter(|other| other.unit != input.unit);
        let units = units.map(|other| (input.unit.describe(codes.0), other.unit.describe(codes.1)));
        if units.is_none() && other.as_ref().is_some_and(|other| other.quantity == input.quantity) {
            continue;
        }
        let worked_out = other.as_ref().map_or_else(
            || before.scenario.worked_out(input),
            |other| after.scenario.worked_out(other).or_else(|| before.scenario.worked_out(input)),
        );
        found.push(Changed {
            path: input.path.clone(),
            place: (other.is_some() && units.is_none()).then_some(*place),
            values: (Some(input.base()), other.as_ref().map(Input::base)),
            units,
            ranges: (range(input), other.as_ref().and_then(range)),
            worked_out,
            is_written: input.span().or(other.and_then(|other| other.span())).is_some(),
            follows: Vec::new(),
        });
    }
    for (_, input) in new.iter().filter(|(_, input)| find(&old, &input.path).is_none()) {
        found.push(Changed {
            path: input.path.clone(),
            place: None,
            values: (None, Some(input.base())),
            units: None,
            ranges: (None, range(input)),
            worked_out: after.scenario.worked_out(input),
            is_written: input.span().is_some(),
            follows: Vec::new(),
        });
    }
    found.sort_by_key(|changed| !changed.is_written);
    found
}

/// The other keys that differ, in the order of the first scenario, then those that only the second has.
#[must_use]
pub fn changed_keys(before: &Figures<'_>, after: &Figures<'_>) -> Vec<ChangedKey> {
    let inputs: Vec<Input> = [before, after].into_iter().flat_map(inputs).map(|(_, input)| input).collect();
    let is_input = |path: &str| {
        let below = |input: &Input| path.strip_prefix(&input.path).is_some_and(|rest| rest.starts_with('.'));
        inputs.iter().any(|input| input.path == path || below(input))
    };
    let all = edited(before.scenario, after.scenario);
    all.into_iter().filter(|key| !is_input(&key.path)).collect()
}

/// Every key that is written differently, in the order of the first scenario, then those that only
/// the second has.
#[must_use]
pub fn edited(before: &Scenario, after: &Scenario) -> Vec<ChangedKey> {
    let (old, new) = (before.written(), after.written());
    let by_path = |keys: &[(&str, &str)]| -> FxHashMap<String, String> {
        keys.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect()
    };
    let (was, is) = (by_path(&old), by_path(&new));
    let added = new.iter().filter(|(path, _)| !was.contains_key(*path));
    let paths = old.iter().chain(added).map(|(path, _)| *path);
    paths
        .map(|path| ChangedKey { path: path.to_owned(), values: (was.get(path).cloned(), is.get(path).cloned()) })
        .filter(|key| key.values.0 != key.values.1)
        .collect()
}

/// The scenario's numbers with their places: the multiple of today's volume is none of them.
pub(super) fn inputs(figures: &Figures<'_>) -> Vec<(u32, Input)> {
    let scale = figures.model.scale;
    let all = (0_u32..).zip(figures.model.sheet.inputs().iter().cloned());
    all.filter(|(place, _)| *place != scale).collect()
}
