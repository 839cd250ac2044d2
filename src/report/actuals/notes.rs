//! What the table of plan and actuals does not say: the reforecasts, the choice, what was left out or taken.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::compared::{Actuals, Expected};
use crate::analysis::actuals::{AtZero, Measured, MonthVariance};
use crate::quantity::YearMonth;
use crate::quantity::figures::{grouped, money, multiple, percent};
use crate::scenario::printable;
use crate::usage::{Partial, decimal};

/// The notes, a line each; the first words say what they are about.
pub(super) fn notes(actuals: &Actuals<'_>) -> Vec<String> {
    let mut notes = reforecasts(actuals);
    notes.extend(paid_prices(actuals));
    notes.extend(growth(actuals));
    let plan = [actuals.name(actuals.plan.cheapest), actuals.name(actuals.plan.advice.verdict.option)];
    notes.push(format!("Cheapest     {}", verdict(actuals, plan[0], |found| found.cheapest.clone())));
    notes.push(format!("Recommended  {}", verdict(actuals, plan[1], |found| found.recommended.clone())));
    notes.extend(in_part(actuals));
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
    notes.extend(unplanned.into_iter().map(|name| format!("Unplanned    {name} belongs to no workload")));
    let apart: BTreeSet<&String> = actuals.used.apart.values().flat_map(|costs| costs.keys()).collect();
    notes.extend(apart.into_iter().map(|name| {
        let costs = actuals.used.apart.values().filter_map(|costs| costs.get(name));
        format!("Unplanned    {}: costs without tokens, {}", printable(name), total(actuals, costs))
    }));
    notes
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

fn total<'d>(actuals: &Actuals<'_>, costs: impl Iterator<Item = &'d Decimal>) -> String {
    let sum = costs.fold(Decimal::ZERO, |sum, cost| sum.saturating_add(*cost));
    money(sum, actuals.plan.scenario.currency)
}

fn reforecasts(actuals: &Actuals<'_>) -> Vec<String> {
    let scenario = actuals.plan.scenario;
    let mut notes = vec![format!(
        "Reforecast   tokens of `{}` over {} months: {} planned",
        actuals.name(Some(actuals.variances.option)),
        scenario.months,
        total(actuals, actuals.planned().iter())
    )];
    for (by, found) in actuals.expected() {
        let costs = found.map(|found| total(actuals, found.costs.iter()));
        let costs = costs.unwrap_or_else(|| "more than can be worked out".to_owned());
        notes.push(format!("             with {}: {costs} expected", by.growing.words()));
    }
    if let Some(by) = actuals.forecasts.first() {
        let ratios = scenario.workloads.iter().zip(&by.ratios);
        let ratios = ratios.map(|(workload, ratio)| format!("{} {}", workload.name, multiple(*ratio)));
        notes.push(format!(
            "             requests against the plan in the last {} months: {}",
            by.months,
            ratios.collect::<Vec<_>>().join(", ")
        ));
    }
    notes
}

/// That later months have the plan's prices, where the last months were paid at others.
fn paid_prices(actuals: &Actuals<'_>) -> Option<String> {
    let months = actuals.forecasts.first()?.months;
    let latest = || actuals.variances.months.iter().rev().take(months);
    let add = |sum: Decimal, more: Option<Decimal>| Some(sum.saturating_add(more?));
    let price = latest().try_fold(Decimal::ZERO, |sum, month| add(sum, month.price))?;
    let paid = |month: &MonthVariance| Some(month.actual?.saturating_sub(month.unplanned?));
    let paid = latest().try_fold(Decimal::ZERO, |sum, month| add(sum, paid(month)))?;
    let share = price.checked_div(paid.saturating_sub(price))?;
    let side = if share.is_sign_negative() { "below" } else { "above" };
    (share.abs() >= Decimal::new(1, 2)).then(|| {
        format!(
            "             at the plan's prices; what was paid in these months is {} {side} them",
            percent(share.abs())
        )
    })
}

/// The growth that was measured, by workload, with its doubt.
fn growth(actuals: &Actuals<'_>) -> Vec<String> {
    let Some(by) = actuals.forecasts.first() else { return Vec::new() };
    let rate = |rate: f64| Decimal::try_from(rate).map_or_else(|_| "?".to_owned(), |rate| percent(rate.round_dp(6)));
    let one = |(name, measured): (&str, &Option<Measured>)| match measured {
        Some(Measured { rate: mean, interval: (low, high), months, .. }) => format!(
            "Growth       {name}: {} a month, measured in {months} months (90 %: {} to {})",
            rate(*mean),
            rate(*low),
            rate(*high)
        ),
        None => format!("Growth       {name}: the plan's; three compared months with requests would measure it"),
    };
    let names = actuals.plan.scenario.workloads.iter().map(|workload| workload.name.as_str());
    names.zip(&by.measured).map(one).collect()
}

/// Whether an answer of the plan still holds with each reforecast.
fn verdict(actuals: &Actuals<'_>, plan: &str, of: impl Fn(&Expected) -> String) -> String {
    let answers: Vec<(&str, String)> =
        actuals.expected().filter_map(|(by, found)| Some((by.growing.words(), of(&found?)))).collect();
    let words = |answer: &str| {
        if answer == plan { format!("still {plan}") } else { format!("no longer {plan}: now {answer}") }
    };
    let Some((_, first)) = answers.first() else { return format!("was {plan}") };
    if answers.iter().all(|(_, answer)| answer == first) {
        let each = if answers.len() > 1 { " with each growth" } else { "" };
        return words(first) + each;
    }
    let each = answers.iter().map(|(growing, answer)| format!("with {growing} {}", words(answer)));
    each.collect::<Vec<_>>().join("; ")
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
