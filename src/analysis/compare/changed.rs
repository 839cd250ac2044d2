//! The inputs that differ.

use rust_decimal::Decimal;

use crate::analysis::figures::Figures;
use crate::scenario::Input;

/// An input that differs between two scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its path.
    pub path: String,
    /// Its place among the first scenario's inputs, when both use it.
    pub place: Option<u32>,
    /// The base values; none where a scenario does not use it.
    pub values: (Option<Decimal>, Option<Decimal>),
    /// How the ranges were read, where they are given.
    pub ranges: (Option<String>, Option<String>),
}

/// The inputs that differ, in the order of the first scenario, then those that only the second has.
#[must_use]
pub fn changed(before: &Figures<'_>, after: &Figures<'_>) -> Vec<Changed> {
    let inputs = |figures: &Figures<'_>| -> Vec<(u32, Input)> {
        let scale = figures.model.scale;
        let all = (0_u32..).zip(figures.model.sheet.inputs().iter().cloned());
        all.filter(|(place, _)| *place != scale).collect()
    };
    let (old, new) = (inputs(before), inputs(after));
    let find = |all: &[(u32, Input)], path: &str| all.iter().find(|(_, input)| input.path == path).cloned();
    let range = |input: &Input| input.quantity.describe();
    let mut found = Vec::new();
    for (place, input) in &old {
        let other = find(&new, &input.path).map(|(_, input)| input);
        if other.as_ref().is_some_and(|other| other.quantity == input.quantity) {
            continue;
        }
        found.push(Changed {
            path: input.path.clone(),
            place: other.is_some().then_some(*place),
            values: (Some(input.base()), other.as_ref().map(Input::base)),
            ranges: (range(input), other.as_ref().and_then(range)),
        });
    }
    for (_, input) in new.iter().filter(|(_, input)| find(&old, &input.path).is_none()) {
        found.push(Changed {
            path: input.path.clone(),
            place: None,
            values: (None, Some(input.base())),
            ranges: (None, range(input)),
        });
    }
    found
}
