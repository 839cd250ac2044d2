//! Plan against actuals, in words, as tables, as JSON and as a chart.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::chart::{Cumulative, Heading, Line, cumulative};
use super::drawing::{Drawing, horizon, money_format};
use crate::analysis::Results;
use crate::analysis::actuals::{MonthVariance, Reforecast, Used, Variances, token_costs};
use crate::quantity::figures::{float, money, multiple, volume};

/// A plan, what was used, and the plan as it looks from there.
#[derive(Debug)]
pub struct Actuals<'a> {
    /// The plan.
    pub plan: &'a Results<'a>,
    /// What was used.
    pub used: &'a Used,
    /// Why they differ.
    pub variances: &'a Variances,
    /// The rest of the horizon.
    pub reforecast: &'a Reforecast,
    /// The plan with it.
    pub results: &'a Results<'a>,
}

impl Actuals<'_> {
    /// The tokens' cost by month from month 1: planned, and with what was paid and is now expected.
    pub(super) fn costs(&self) -> (Vec<Decimal>, Vec<Decimal>) {
        let option = self.variances.option;
        let planned = token_costs(&self.plan.figures, option);
        let mut expected = token_costs(&self.results.figures, option);
        for month in &self.variances.months {
            if let (Some(actual), Some(cost)) = (month.actual, expected.get_mut(month.month as usize - 1)) {
                *cost = actual;
            }
        }
        (planned, expected)
    }

    pub(super) fn name(&self, option: Option<usize>) -> &str {
        option.map_or("none", |option| self.plan.scenario.options[option].name.as_str())
    }
}

const HEADS: [&str; 11] = [
    "month",
    "plan requests",
    "requests",
    "plan",
    "actual",
    "difference",
    "volume",
    "mix",
    "shape",
    "price",
    "unplanned",
];

/// The comparison for a terminal.
#[must_use]
pub fn actuals_text(actuals: &Actuals<'_>) -> String {
    let (scenario, variances) = (actuals.plan.scenario, actuals.variances);
    let mut out = format!(
        "{}: plan of `{}` and what was used, in {}\n\n",
        scenario.name,
        actuals.name(Some(variances.option)),
        scenario.currency.code
    );
    let mut rows = vec![HEADS.map(str::to_owned)];
    rows.extend(variances.months.iter().map(|month| {
        let date = month.date(&actuals.plan.figures).map_or_else(|| month.month.to_string(), |date| date.to_string());
        cells(actuals, date, month)
    }));
    rows.push(cells(actuals, "total".to_owned(), &variances.total));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    for row in &rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = width(column);
            let _ = if column == 0 { write!(line, "{cell:<width$}") } else { write!(line, "  {cell:>width$}") };
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out.push('\n');
    for line in notes(actuals) {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn cells(actuals: &Actuals<'_>, name: String, month: &MonthVariance) -> [String; 11] {
    let currency = actuals.plan.scenario.currency;
    let amount = |value: Decimal| money(value, currency);
    let maybe = |value: Option<Decimal>| value.map_or_else(|| "?".to_owned(), amount);
    [
        name,
        volume(month.plan_requests),
        volume(month.requests),
        amount(month.plan),
        maybe(month.actual),
        maybe(month.actual.map(|actual| actual.saturating_sub(month.plan))),
        amount(month.volume),
        amount(month.mix),
        amount(month.shape),
        maybe(month.price),
        maybe(month.unplanned),
    ]
}

/// What the table does not say: the reforecast, the choice, what was left out.
fn notes(actuals: &Actuals<'_>) -> Vec<String> {
    let scenario = actuals.plan.scenario;
    let (planned, expected) = actuals.costs();
    let sum = |costs: &[Decimal]| {
        money(costs.iter().fold(Decimal::ZERO, |sum, cost| sum.saturating_add(*cost)), scenario.currency)
    };
    let ratios = scenario
        .workloads
        .iter()
        .zip(&actuals.reforecast.ratios)
        .map(|(workload, ratio)| format!("{} {}", workload.name, multiple(*ratio)));
    let mut notes = vec![
        format!(
            "Reforecast   tokens of `{}` over {} months: {} planned, {} expected",
            actuals.name(Some(actuals.variances.option)),
            scenario.months,
            sum(&planned),
            sum(&expected)
        ),
        format!(
            "             requests against the plan in the last {} months: {}",
            actuals.reforecast.months,
            ratios.collect::<Vec<_>>().join(", ")
        ),
    ];
    let (before, after) = (actuals.plan.cheapest, actuals.results.cheapest);
    notes.push(if before == after {
        format!("Cheapest     still {}", actuals.name(before))
    } else {
        format!("Cheapest     no longer {}: now {}", actuals.name(before), actuals.name(after))
    });
    let (before, after) = (actuals.plan.advice.verdict.option, actuals.results.advice.verdict.option);
    notes.push(if before == after {
        format!("Recommended  still {}", actuals.name(before))
    } else {
        format!("Recommended  no longer {}: now {}", actuals.name(before), actuals.name(after))
    });
    let list =
        |months: &[crate::quantity::YearMonth]| months.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if !actuals.used.partial.is_empty() {
        notes.push(format!("Left out     told of in part: {}", list(&actuals.used.partial)));
    }
    if !actuals.used.outside.is_empty() {
        notes.push(format!("Left out     outside of the horizon: {}", list(&actuals.used.outside)));
    }
    let mut unplanned: Vec<&String> = actuals.used.unplanned.values().flat_map(|groups| groups.keys()).collect();
    unplanned.sort();
    unplanned.dedup();
    notes.extend(unplanned.into_iter().map(|name| format!("Unplanned    {name} belongs to no workload")));
    notes
}

/// What the tokens cost so far, month by month: as planned, and as it is expected now.
#[must_use]
pub fn actuals_drawing(actuals: &Actuals<'_>) -> Drawing {
    let figures = &actuals.plan.figures;
    let (planned, expected) = actuals.costs();
    let line = |label: &str, costs: &[Decimal]| {
        let mut sum = Decimal::ZERO;
        let mut points = vec![(0.0, 0.0)];
        for (month, cost) in (1_u32..).zip(costs) {
            sum = sum.saturating_add(*cost);
            points.push((f64::from(month), float(sum)));
        }
        Line::new(label, points)
    };
    let until = actuals.variances.months.last().map_or(0, |month| month.month) as usize;
    let mut lines = vec![line("Plan", &planned), line("Reforecast", &expected)];
    if actuals.variances.total.actual.is_some() {
        lines.push(line("Actual", &expected[..until.min(expected.len())]));
    }
    let chart = Cumulative {
        heading: Heading {
            title: format!("Tokens of {}: plan and actuals", figures.scenario.options[actuals.variances.option].label),
            subtitle: figures.scenario.name.clone(),
            note: "Undiscounted. Months without an export are as the reforecast has them.".to_owned(),
        },
        money: money_format(figures),
        y_title: "Cumulative cost of tokens".to_owned(),
        months: horizon(figures),
        lines,
        ..Cumulative::default()
    };
    Drawing { name: "actuals", svg: cumulative(&chart) }
}
