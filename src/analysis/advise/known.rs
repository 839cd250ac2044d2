//! What is known of an option: what was stated or measured, and what a trial has to find out.

use super::candidates::serving;
use super::grounds::Grounds;
use super::requirements::{in_percent, measured};
use super::words::number;
use crate::scenario::{Input, Kind, Requirements};

/// Whether somebody stated or measured how accurate an option is; else the model takes every answer for right.
pub(super) fn is_accuracy_known(grounds: &Grounds<'_>, option: usize) -> bool {
    let plan = grounds.plan(option);
    let written = !plan.accuracy.is_default() || plan.overrides.iter().any(|other| other.accuracy.is_some());
    written || measured(grounds, option).is_some_and(|measured| measured.accuracy.is_some())
}

/// Those who serve as members of an option, or itself.
pub(super) fn doers(grounds: &Grounds<'_>, option: usize) -> Vec<usize> {
    let scenario = grounds.figures.scenario;
    if !matches!(scenario.options[option].kind, Kind::Blend(_)) {
        return vec![option];
    }
    let members = serving(scenario, option).into_iter().filter(|(_, role)| role.is_none_or(|(_, key)| key == "kind"));
    let members = members.map(|(who, _)| who);
    members.filter(|who| !matches!(scenario.options[*who].kind, Kind::Blend(_))).collect()
}

/// Something that is required at most.
pub(super) struct Limit {
    /// Its key.
    pub key: &'static str,
    /// It in words.
    pub words: String,
    /// What a trial found of it.
    pub found: fn(&Requirements) -> Option<&Input>,
}

/// Latency and failures, where they are required.
pub(super) fn required(grounds: &Grounds<'_>) -> Vec<Limit> {
    let required = &grounds.decision().requirements;
    let latency = required.p95_latency_ms.as_ref().map(|most| Limit {
        key: "p95_latency_ms",
        words: format!("p95 latency, at most {} ms", number(most.base(), 0)),
        found: |measured| measured.p95_latency_ms.as_ref(),
    });
    let failures = required.failure_rate.as_ref().map(|most| Limit {
        key: "failure_rate",
        words: format!("share of failures, at most {}", in_percent(most.base(), 3)),
        found: |measured| measured.failure_rate.as_ref(),
    });
    latency.into_iter().chain(failures).collect()
}
