//! What the reader of the results should know.

use rust_decimal::Decimal;

use super::options::{Economics, OptionResult};
use crate::cost::{Limit, Model};
use crate::quantity::figures::{grouped, money, percent};
use crate::scenario::{Kind, Plan, Requirements, Scenario};
use crate::sheet::ExactReading;

/// What is out of the ordinary in the figures.
#[must_use]
pub fn warnings(
    scenario: &Scenario,
    model: &Model,
    exact: &ExactReading,
    options: &[OptionResult],
    versus: &[(usize, usize, Economics)],
) -> Vec<String> {
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
                    whole(exact.get(limit.limit)),
                    limit.month,
                    whole(exact.get(limit.peak).ceil()),
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
        if plan.launch_month > scenario.months {
            warnings.push(format!("`{name}` launches after the horizon and never serves in it"));
        }
    }
    warnings.extend(unstated_accuracy(scenario));
    warnings.extend(unlike_measured(scenario));
    warnings.extend(returns(scenario, versus));
    warnings
}

fn whole(count: Decimal) -> String {
    grouped(count.normalize(), count.normalize().scale())
}

/// Options whose accuracy nobody stated.
fn unstated_accuracy(scenario: &Scenario) -> Option<String> {
    let unstated =
        |plan: &&Plan| plan.accuracy.is_default() && !matches!(plan.kind, Kind::Blend(_)) && !all_overridden(plan);
    let names: Vec<String> = scenario.options.iter().filter(unstated).map(|plan| format!("`{}`", plan.name)).collect();
    let said = || format!("nobody stated the accuracy of {}: every answer counts as correct", names.join(", "));
    (!names.is_empty()).then(said)
}

/// Options whose accuracy in the money is not the one that was measured.
fn unlike_measured(scenario: &Scenario) -> Vec<String> {
    let measured = scenario.decision.measured.iter();
    let differs = |(option, figures): &(usize, Requirements)| {
        let (plan, measured) = (&scenario.options[*option], figures.accuracy.as_ref()?.base());
        let used = plan.accuracy.base();
        let said = || {
            format!(
                "`{0}` was measured at {1} accuracy, but its costs and value are worked out at {2}: write the same in \
                 `options.{0}.accuracy`",
                plan.name,
                percent(measured),
                percent(used)
            )
        };
        (used != measured && !matches!(plan.kind, Kind::Blend(_)) && !all_overridden(plan)).then(said)
    };
    measured.filter_map(differs).collect()
}

/// Options that return more than they cost and still lose money once time is counted, and those
/// whose rate of return is not one figure.
fn returns(scenario: &Scenario, versus: &[(usize, usize, Economics)]) -> Vec<String> {
    let reference = &scenario.options[scenario.reference].name;
    let mut warnings = Vec::new();
    for (option, _, economics) in versus.iter().filter(|(_, against, _)| *against == scenario.reference) {
        let name = &scenario.options[*option].name;
        if let (Some(roi), Some(npv)) = (economics.roi, economics.npv)
            && roi > Decimal::ZERO
            && npv < Decimal::ZERO
        {
            warnings.push(format!(
                "`{name}` returns {} on its investment over `{reference}`, but its NPV is {}: discounting eats the return",
                percent(roi),
                money(npv, scenario.currency)
            ));
        }
        if economics.irr.len() > 1 {
            let count = economics.irr.len();
            warnings
                .push(format!("`{name}` has {count} rates of return against `{reference}`: rank it by NPV or MIRR"));
        }
    }
    warnings
}

fn all_overridden(plan: &Plan) -> bool {
    plan.overrides.iter().all(|overrides| overrides.accuracy.is_some())
}

fn passes(exact: &ExactReading, limit: &Limit) -> bool {
    exact.get(limit.peak) > exact.get(limit.limit)
}
