//! What is expected of the rest of the horizon, in words, and how far that carries.

use rust_decimal::Decimal;

use super::compared::Actuals;
use super::notes::total;
use crate::analysis::actuals::{Growing, Measured, MonthVariance, Reach};
use crate::quantity::figures::{multiple, percent};

/// What stands for the cost of a reading that multiplies volumes beyond any use.
pub(super) const TOO_MUCH: &str = "more than can be worked out";

/// Multiples from which on only their size is said.
const LARGE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What the tokens are planned and expected to cost, and what that stands on.
pub(super) fn reforecasts(actuals: &Actuals<'_>) -> Vec<String> {
    let scenario = actuals.plan.scenario;
    let mut notes = vec![format!(
        "Reforecast   tokens of `{}` over {} months: {} planned",
        actuals.name(Some(actuals.variances.option)),
        scenario.months,
        total(actuals, actuals.planned().iter())
    )];
    for (by, found) in actuals.expected() {
        let costs = found.map(|found| total(actuals, found.costs.iter()));
        let costs = costs.map_or_else(|| TOO_MUCH.to_owned(), |costs| format!("{costs} expected"));
        notes.push(format!("             with {}: {costs}", by.growing.words()));
    }
    if let Some(by) = actuals.forecasts.first() {
        let ratios = scenario.workloads.iter().zip(&by.ratios);
        let ratios = ratios.map(|(workload, ratio)| format!("{} {}", workload.name, multiple(*ratio)));
        let last = if by.months == 1 { "month".to_owned() } else { format!("{} months", by.months) };
        let ratios = ratios.collect::<Vec<_>>().join(", ");
        notes.push(format!("             requests a day against the plan in the last {last}: {ratios}"));
    }
    notes
}

/// That later months have the plan's prices, where the last months were paid at others.
pub(super) fn paid_prices(actuals: &Actuals<'_>) -> Option<String> {
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
pub(super) fn growth(actuals: &Actuals<'_>) -> Vec<String> {
    let Some(by) = actuals.forecasts.first() else { return Vec::new() };
    let rate = |rate: f64| Decimal::try_from(rate).map_or_else(|_| "?".to_owned(), |rate| percent(rate.round_dp(6)));
    let one = |(workload, (name, measured)): (usize, (&str, &Option<Measured>))| match measured {
        Some(Measured { rate: mean, interval: (low, high), months, .. }) => format!(
            "Growth       {name}: {} a month, measured in {months} months (90 %: {} to {})",
            rate(*mean),
            rate(*low),
            rate(*high)
        ),
        None if actuals.used.stated.contains(&workload) => {
            format!("Growth       {name}: the plan's; requests that are stated, not counted, do not tell it")
        }
        None => format!("Growth       {name}: the plan's; three compared months with requests would measure it"),
    };
    let names = actuals.plan.scenario.workloads.iter().map(|workload| workload.name.as_str());
    names.zip(&by.measured).enumerate().map(one).collect()
}

/// Where measured growth is carried too far for its figures to be a forecast, by workload.
pub(super) fn cautions(actuals: &Actuals<'_>) -> Vec<String> {
    let reach = |growing: Growing| {
        let by = actuals.forecasts.iter().find(|by| by.growing == growing);
        by.map(|by| by.reach(actuals.used)).unwrap_or_default()
    };
    let highs = reach(Growing::High);
    let one = |mean: Reach| {
        let mut words = Vec::new();
        if mean.is_long() {
            words.push(format!("{} months of growth do not carry {}", mean.months, mean.over));
        }
        let high = highs.iter().find(|high| high.workload == mean.workload).filter(|high| high.is_high());
        if let Some(high) = high {
            words.push(format!(
                "measured growth comes to {} the most requests of a month seen, its high end to {}",
                times(mean.times),
                times(high.times)
            ));
        }
        let name = &actuals.plan.scenario.workloads[mean.workload].name;
        (!words.is_empty()).then(|| format!("Caution      {name}: {}", words.join("; ")))
    };
    reach(Growing::Measured).into_iter().filter_map(one).collect()
}

fn times(times: Decimal) -> String {
    if times > LARGE { "more than a million times".to_owned() } else { multiple(times) }
}
