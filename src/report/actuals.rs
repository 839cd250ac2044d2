//! Plan against actuals, in words.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::actuals_notes::notes;
use super::actuals_rounded::rounded;
use super::usage::aligned;
use crate::analysis::Results;
use crate::analysis::actuals::{MonthVariance, Reforecast, Used, Variances, token_costs};
use crate::quantity::figures::{money, volume};

/// A plan, what was used, and the plan as it looks from there.
#[derive(Debug)]
pub struct Actuals<'a> {
    /// The plan.
    pub plan: &'a Results<'a>,
    /// What was used.
    pub used: &'a Used,
    /// Why they differ.
    pub variances: &'a Variances,
    /// The rest of the horizon, with the plan's growth first.
    pub forecasts: &'a [Reforecast],
    /// The plan with each of them; none of one whose figures exceed 28 digits.
    pub results: &'a [Option<Results<'a>>],
}

impl Actuals<'_> {
    /// What the tokens cost by month from month 1, as planned.
    pub(super) fn planned(&self) -> Vec<Decimal> {
        token_costs(&self.plan.figures, self.variances.option)
    }

    /// What they cost with what was paid and is expected by each reforecast.
    pub(super) fn expected(&self) -> impl Iterator<Item = (&Reforecast, Option<Expected>)> {
        let costs = |results: &Results<'_>| {
            let mut costs = token_costs(&results.figures, self.variances.option);
            for month in &self.variances.months {
                if let (Some(actual), Some(cost)) = (month.actual, costs.get_mut(month.month as usize - 1)) {
                    *cost = actual;
                }
            }
            costs
        };
        let one = move |results: &'_ Option<Results<'_>>| {
            results.as_ref().map(|results| Expected {
                costs: costs(results),
                cheapest: self.name(results.cheapest).to_owned(),
                recommended: self.name(results.advice.verdict.option).to_owned(),
            })
        };
        self.forecasts.iter().zip(self.results.iter().map(one))
    }

    pub(super) fn name(&self, option: Option<usize>) -> &str {
        option.map_or("none", |option| self.plan.scenario.options[option].name.as_str())
    }

    /// Whether a month's use or cost is told of in part.
    pub(super) fn is_partial(&self, month: u32) -> bool {
        self.used.stretched.contains(&month) || self.variances.paid_in_part.iter().any(|part| part.month == month)
    }

    pub(super) fn date(&self, month: u32) -> String {
        self.plan.scenario.calendar(month).map_or_else(|| month.to_string(), |date| date.to_string())
    }
}

/// What a reforecast comes to.
pub(super) struct Expected {
    /// The tokens' cost by month from month 1.
    pub(super) costs: Vec<Decimal>,
    /// The cheapest option.
    pub(super) cheapest: String,
    /// The option that is recommended.
    pub(super) recommended: String,
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
    let mut rows = vec![HEADS.map(str::to_owned).to_vec()];
    rows.extend(variances.months.iter().map(|month| {
        let mark = if actuals.is_partial(month.month) { "*" } else { "" };
        cells(actuals, format!("{}{mark}", actuals.date(month.month)), month)
    }));
    rows.extend(variances.paid().map(|paid| cells(actuals, "with costs".to_owned(), &paid)));
    rows.push(cells(actuals, "total".to_owned(), &variances.total));
    out.push_str(&aligned(&rows, &[0]));
    if scenario.workloads.len() > 1 {
        let mut rows = vec![HEADS.map(str::to_owned).to_vec()];
        "workload".clone_into(&mut rows[0][0]);
        let workloads = scenario.workloads.iter().zip(&variances.totals);
        rows.extend(workloads.map(|(workload, total)| cells(actuals, workload.name.clone(), total)));
        out.push('\n');
        out.push_str(&aligned(&rows, &[0]));
    }
    out.push('\n');
    for line in notes(actuals) {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn cells(actuals: &Actuals<'_>, name: String, month: &MonthVariance) -> Vec<String> {
    let currency = actuals.plan.scenario.currency;
    let month = &rounded(month, currency.minor_digits);
    let amount = |value: Decimal| money(value, currency);
    let maybe = |value: Option<Decimal>| value.map_or_else(|| "?".to_owned(), amount);
    vec![
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
