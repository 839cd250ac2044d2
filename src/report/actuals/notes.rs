//! What the table of plan and actuals does not say: the reforecasts, the choice, what was left out or taken.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::choice::choice;
use super::compared::Actuals;
use super::expectation::{cautions, growth, paid_prices, reforecasts};
use crate::analysis::actuals::AtZero;
use crate::quantity::YearMonth;
use crate::quantity::figures::{grouped, money};
use crate::scenario::printable;
use crate::usage::{Partial, decimal};

/// The notes, a line each; the first words say what they are about.
pub(super) fn notes(actuals: &Actuals<'_>) -> Vec<String> {
    let mut notes = reforecasts(actuals);
    notes.extend(paid_prices(actuals));
    notes.extend(at_plan_prices(actuals));
    notes.extend(growth(actuals));
    notes.extend(cautions(actuals));
    notes.extend(choice(actuals));
    notes.extend(in_part(actuals));
    notes.extend(untold_workloads(actuals).map(|name| {
        format!("Not used     {name}: no export tells of it, and it counts as 0 requests; has it ended, or is a file missing?")
    }));
    let list = |months: &[YearMonth]| months.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if !actuals.used.partial.is_empty() {
        notes.push(format!("Left out     told of in part: {}", list(&actuals.used.partial)));
    }
    if !actuals.used.outside.is_empty() {
        notes.push(format!("Left out     outside of the horizon: {}", list(&actuals.used.outside)));
    }
    for workload in &actuals.used.by_tokens {
        notes.push(format!(
            "Requests     of {} are not counted: its input tokens over the planned length of a request stand for them; \
             `--requests-per-month` or `--avg-input-tokens` says how many there were",
            actuals.plan.scenario.workloads[*workload].name
        ));
    }
    notes.extend(actuals.used.untold.iter().map(|(name, requests)| {
        format!(
            "Left out     {} requests of {} without counts of tokens",
            grouped(decimal(*requests), 0),
            printable(name)
        )
    }));
    notes.extend(actuals.used.at_zero.iter().map(|(name, found)| at_zero(name, *found)));
    let unplanned: BTreeSet<&String> = actuals.used.unplanned.values().flat_map(|groups| groups.keys()).collect();
    notes.extend(unplanned.into_iter().map(|name| unplanned_use(actuals, name)));
    if !actuals.used.taken_in.is_empty() {
        let names = actuals.used.taken_in.iter().map(|name| called(actuals, name)).collect::<Vec<_>>().join(", ");
        let workload = &actuals.plan.scenario.workloads[0].name;
        notes.push(format!("Taken in     as {workload}, the only workload: {names}"));
    }
    let apart: BTreeSet<&String> = actuals.used.apart.values().flat_map(|costs| costs.keys()).collect();
    notes.extend(apart.into_iter().map(|name| {
        let costs = actuals.used.apart.values().filter_map(|costs| costs.get(name));
        format!("Unplanned    {}: costs without tokens, {}", printable(name), total(actuals, costs))
    }));
    notes
}

/// The workloads of which nothing was used in any compared month.
pub(super) fn untold_workloads<'a>(actuals: &'a Actuals<'_>) -> impl Iterator<Item = &'a str> {
    let is_used = |workload: usize| actuals.used.months.values().any(|made| made[workload].is_used());
    let workloads = actuals.plan.scenario.workloads.iter().enumerate();
    workloads.filter(move |(workload, _)| !is_used(*workload)).map(|(_, workload)| workload.name.as_str())
}

/// That months whose cost is not known are in the reforecasts at the plan's prices.
fn at_plan_prices(actuals: &Actuals<'_>) -> Option<String> {
    let months = actuals.variances.months.iter().filter(|month| month.actual.is_none());
    let dates = months.filter_map(|month| month.date(&actuals.plan.figures));
    let months: Vec<String> = dates.map(|date| date.to_string()).collect();
    (!months.is_empty()).then(|| {
        format!("             with {} at the plan's prices, since what was paid is not known", months.join(", "))
    })
}

/// A group of use as it is called: by its name, or as what has none.
fn called(actuals: &Actuals<'_>, name: &str) -> String {
    if actuals.used.nameless.as_deref() == Some(name) {
        return "use whose model or project is not told".to_owned();
    }
    printable(name)
}

fn unplanned_use(actuals: &Actuals<'_>, name: &str) -> String {
    format!(
        "Unplanned    {} belongs to no workload; `--map {}=WORKLOAD` counts it as one's",
        called(actuals, name),
        printable(name)
    )
}

/// That exports tell a cost of 0 for tokens, and what is made of it.
fn at_zero(name: &str, found: AtZero) -> String {
    let rows = |rows: u64| grouped(Decimal::from(rows), 0);
    let name = printable(name);
    if found.is_all {
        return format!(
            "Costs of 0   {name}: the exports say 0 for its tokens: does the gateway know its price? What they cost is taken as not known"
        );
    }
    format!(
        "Costs of 0   {name}: {} of its {} rows with a cost say 0 for tokens: does the gateway know its price? A day of which \
         all say so is taken as one without costs; what is missing on others is in `price`",
        rows(found.rows),
        rows(found.of)
    )
}

/// The sum of amounts, as money.
pub(super) fn total<'d>(actuals: &Actuals<'_>, costs: impl Iterator<Item = &'d Decimal>) -> String {
    let sum = costs.fold(Decimal::ZERO, |sum, cost| sum.saturating_add(*cost));
    money(sum, actuals.plan.scenario.currency)
}

/// Months whose use or costs are told of in part.
fn in_part(actuals: &Actuals<'_>) -> Vec<String> {
    let currency = actuals.plan.scenario.currency;
    let mut notes: Vec<String> = Vec::new();
    for month in &actuals.used.stretched {
        notes.push(format!("*            {}: told of in part, stretched to the whole month", actuals.date(*month)));
    }
    for part in &actuals.variances.paid_in_part {
        let what = match actuals.used.scaling {
            Partial::Scaled => "stretched to the month",
            Partial::AsCounted => "so the month's cost is not known; `--scale-partial` stretches it",
        };
        if part.days == 0 {
            notes.push(format!(
                "*            {}, {}: every day has tokens without a cost, so the month's cost is not known",
                actuals.date(part.month),
                actuals.plan.scenario.workloads[part.workload].name,
            ));
            continue;
        }
        notes.push(format!(
            "*            {}, {}: costs of {} of {} days with use, {what}. On these {} was paid for tokens that cost {} at planned prices",
            actuals.date(part.month),
            actuals.plan.scenario.workloads[part.workload].name,
            part.days,
            part.of,
            money(part.paid, currency),
            money(part.planned, currency)
        ));
    }
    notes
}
