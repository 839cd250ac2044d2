//! What is compared: a plan, what was used, and what is expected from there.

use rust_decimal::Decimal;

use crate::analysis::Results;
use crate::analysis::actuals::{Reforecast, Remaining, Used, Variances, token_costs};
use crate::usage::FileReport;

/// A plan, what was used, and the plan as it looks from there.
#[derive(Debug)]
pub struct Actuals<'a> {
    /// What was read of each file.
    pub files: &'a [FileReport],
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
                remaining: Remaining::after(self.last(), &results.figures, self.variances.option),
                recommended: self.name(results.advice.verdict.option).to_owned(),
            })
        };
        self.forecasts.iter().zip(self.results.iter().map(one))
    }

    /// The last month that was used, from 1.
    pub(super) fn last(&self) -> u32 {
        self.variances.months.last().map_or(0, |month| month.month)
    }

    pub(super) fn name(&self, option: Option<usize>) -> &str {
        option.map_or("none", |option| self.plan.scenario.options[option].name.as_str())
    }

    /// Whether a month's use or cost is told of in part.
    pub(super) fn is_partial(&self, month: u32) -> bool {
        self.used.stretched.contains(&month) || self.variances.paid_in_part.iter().any(|part| part.month == month)
    }

    /// The cheapest option of the months that are left, in words.
    pub(super) fn cheapest(&self, found: &Expected) -> Option<String> {
        Some(self.name(found.remaining.as_ref()?.cheapest).to_owned())
    }

    pub(super) fn date(&self, month: u32) -> String {
        self.plan.scenario.calendar(month).map_or_else(|| month.to_string(), |date| date.to_string())
    }
}

/// What a reforecast comes to.
pub(super) struct Expected {
    /// The tokens' cost by month from month 1.
    pub(super) costs: Vec<Decimal>,
    /// What each option costs in the months that are left; none where no month is.
    pub(super) remaining: Option<Remaining>,
    /// The option that is recommended.
    pub(super) recommended: String,
}
