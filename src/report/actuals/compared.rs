//! What is compared: a plan, what was used, and what is expected from there.

use rust_decimal::Decimal;

use crate::analysis::Results;
use crate::analysis::actuals::{Reforecast, Used, Variances, token_costs};

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
