//! The difference between plan and actual, split into volume, mix, token shape and price.

use rust_decimal::Decimal;

use super::plan::{ActualsError, PlannedMonth, planned};
use super::used::{Used, UsedMonth};
use crate::analysis::Figures;
use crate::quantity::YearMonth;

/// One month, or all of them together. Actual less plan is volume + mix + shape + price, and what
/// was not planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthVariance {
    /// The month of the horizon, from 1; 0 of all together.
    pub month: u32,
    /// Requests planned.
    pub plan_requests: Decimal,
    /// Requests that were made.
    pub requests: Decimal,
    /// What they were to cost.
    pub plan: Decimal,
    /// What they cost; none when the exports do not say.
    pub actual: Option<Decimal>,
    /// More or fewer requests, at the mean cost of a planned request.
    pub volume: Decimal,
    /// Other shares of the workloads, at each one's planned cost of a request.
    pub mix: Decimal,
    /// Longer or shorter requests, and other shares of caches, at planned prices.
    pub shape: Decimal,
    /// Other prices: what was paid less what the same tokens cost at planned prices.
    pub price: Option<Decimal>,
    /// The cost of use that belongs to no workload, or to one without requests planned in the month; none
    /// when it is not known.
    pub unplanned: Option<Decimal>,
}

/// Every month that was used and planned.
#[derive(Clone, Debug)]
pub struct Variances {
    /// The option whose plan it is.
    pub option: usize,
    /// The months, in order.
    pub months: Vec<MonthVariance>,
    /// Their sum.
    pub total: MonthVariance,
}

impl MonthVariance {
    /// The calendar month.
    #[must_use]
    pub fn date(&self, figures: &Figures<'_>) -> Option<YearMonth> {
        figures.scenario.calendar(self.month)
    }

    fn add(&mut self, other: &Self) {
        let sum = |a: &mut Decimal, b: Decimal| *a = a.saturating_add(b);
        sum(&mut self.plan_requests, other.plan_requests);
        sum(&mut self.requests, other.requests);
        sum(&mut self.plan, other.plan);
        sum(&mut self.volume, other.volume);
        sum(&mut self.mix, other.mix);
        sum(&mut self.shape, other.shape);
        let both = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).map(|(a, b)| a.saturating_add(b));
        self.actual = both(self.actual, other.actual);
        self.price = both(self.price, other.price);
        self.unplanned = both(self.unplanned, other.unplanned);
    }
}

/// Compares what was used with an option's plan, month by month. What a workload used in a month in
/// which it has no requests planned is not planned.
///
/// # Errors
/// When the option pays for no tokens in a month.
pub fn compare(figures: &Figures<'_>, option: usize, used: &Used) -> Result<Variances, ActualsError> {
    let zero = Some(Decimal::ZERO);
    let mut total = MonthVariance { actual: zero, price: zero, unplanned: zero, ..MonthVariance::default() };
    let mut months = Vec::new();
    for (month, actual) in &used.months {
        let plan = planned(figures, option, *month)?;
        let (known, unknown): (Vec<_>, Vec<_>) =
            plan.into_iter().zip(actual.iter().copied()).partition(|(plan, _)| !plan.requests.is_zero());
        let mut variance = one(&known);
        variance.month = *month;
        let groups = used.unplanned.get(month).into_iter().flat_map(|groups| groups.values().copied());
        let unplanned = groups.chain(unknown.iter().map(|(_, used)| used.cost)).sum::<Option<Decimal>>();
        variance.unplanned = unplanned;
        variance.actual = variance.actual.zip(unplanned).map(|(a, b)| a.saturating_add(b));
        total.add(&variance);
        months.push(variance);
    }
    Ok(Variances { option, months, total })
}

/// With requests R, tokens T and prices p of workloads w and kinds of token k, planned (p) and actual
/// (a), and a planned request's cost `c_w` = sum over k of `T_wk` x `p_wk` / `R_w`:
/// `volume = (Ra - Rp) x plan / Rp`; `mix = sum of (Ra_w - Ra x Rp_w / Rp) x c_w`;
/// `shape = sum of (Ta_wk - Tp_wk x Ra_w / Rp_w) x p_wk`; `price = actual - sum of Ta_wk x p_wk`.
fn one(workloads: &[(PlannedMonth, UsedMonth)]) -> MonthVariance {
    let sum = |values: &mut dyn Iterator<Item = Decimal>| values.fold(Decimal::ZERO, Decimal::saturating_add);
    let ratio = |a: Decimal, b: Decimal| a.checked_div(b).unwrap_or_default();
    let pairs = || workloads.iter().map(|(plan, used)| (plan, used));
    let plan_requests = sum(&mut pairs().map(|(plan, _)| plan.requests));
    let requests = sum(&mut pairs().map(|(_, used)| used.requests));
    let cost = sum(&mut pairs().map(|(plan, _)| plan.cost));
    // what the requests that were made cost as planned, and what their tokens cost at planned prices
    let as_planned =
        |plan: &PlannedMonth, used: &UsedMonth| ratio(plan.cost, plan.requests).saturating_mul(used.requests);
    let at_prices = |plan: &PlannedMonth, used: &UsedMonth| {
        sum(&mut used.tokens.iter().zip(plan.prices).map(|(tokens, price)| tokens.saturating_mul(price)))
    };
    let requests_cost = sum(&mut pairs().map(|(plan, used)| as_planned(plan, used)));
    let tokens_cost = sum(&mut pairs().map(|(plan, used)| at_prices(plan, used)));
    let volume = ratio(cost, plan_requests).saturating_mul(requests.saturating_sub(plan_requests));
    let paid = pairs().map(|(_, used)| used.cost).sum::<Option<Decimal>>();
    MonthVariance {
        month: 0,
        plan_requests,
        requests,
        plan: cost,
        actual: paid,
        volume,
        mix: requests_cost.saturating_sub(cost).saturating_sub(volume),
        shape: tokens_cost.saturating_sub(requests_cost),
        price: paid.map(|paid| paid.saturating_sub(tokens_cost)),
        unplanned: None,
    }
}
