//! What the reader of the results should know.

use rust_decimal::Decimal;

use super::options::OptionResult;
use crate::cost::{Limit, Model};
use crate::scenario::{Kind, Scenario};
use crate::sheet::ExactReading;

/// What is out of the ordinary in the figures.
#[must_use]
pub fn warnings(scenario: &Scenario, model: &Model, exact: &ExactReading, options: &[OptionResult]) -> Vec<String> {
    let mut warnings = Vec::new();
    for (index, plan) in scenario.options.iter().enumerate() {
        let name = &plan.name;
        if let [(month, fleet), ..] = options[index].infeasible.as_slice() {
            let whose =
                if *fleet == index { String::new() } else { format!(" of `{}`", scenario.options[*fleet].name) };
            let count = options[index].infeasible.len();
            let months = if count == 1 { "1 month".to_owned() } else { format!("{count} months") };
            warnings.push(format!(
                "`{name}` cannot serve all requests in {months}, first in month {month}: the fleet{whose} is at its maximum"
            ));
        }
        let own_limits = model.options[index].limits.iter().filter(|limit| limit.party == index);
        for what in ["requests_per_minute", "tokens_per_minute"] {
            let passed = own_limits.clone().find(|limit| limit.what == what && passes(exact, limit));
            if let Some(limit) = passed {
                warnings.push(format!(
                    "the peak of `{name}` passes its `{what}` of {} in month {}: {} in the busiest minute",
                    exact.get(limit.limit).normalize(),
                    limit.month,
                    exact.get(limit.peak).round_dp(0),
                ));
            }
        }
        let idle = model.options[index].idle_seats.iter().find(|(_, option, _)| *option == index);
        if let Some((month, _, idle)) = idle
            && exact.get(*idle) > Decimal::ZERO
        {
            let seats = exact.get(*idle).round_dp(1).normalize();
            warnings.push(format!("{seats} seats of `{name}` are idle in month {month}"));
        }
        if plan.accuracy.is_default() && !matches!(plan.kind, Kind::Blend(_)) && !all_overridden(plan) {
            warnings.push(format!("nobody stated the accuracy of `{name}`: every answer counts as correct"));
        }
        if plan.launch_month > scenario.months {
            warnings.push(format!("`{name}` launches after the horizon and never serves in it"));
        }
    }
    warnings
}

fn all_overridden(plan: &crate::scenario::Plan) -> bool {
    plan.overrides.iter().all(|overrides| overrides.accuracy.is_some())
}

fn passes(exact: &ExactReading, limit: &Limit) -> bool {
    exact.get(limit.peak) > exact.get(limit.limit)
}
