//! The difference between plan and actual, split into volume, mix, token shape and price.

use rust_decimal::Decimal;

use super::plan::{ActualsError, PlannedMonth, every_kind, priced};
use super::used::Used;
use super::used_month::UsedMonth;
use crate::analysis::Figures;
use crate::quantity::YearMonth;
use crate::usage::Partial;

/// One month, or all of them together, of all workloads or of one. Actual less plan is volume + mix + shape + price, and what
/// was not planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthVariance {
    /// The month of the horizon, from 1; 0 of all together.
    pub month: u32,
    /// Billed attempts planned, which exports count as requests.
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
    /// The same of each workload: by month in the order of `months`, then by workload. Parts of a month's
    /// workloads, with use of no workload, add up to those of the month.
    pub workloads: Vec<Vec<MonthVariance>>,
    /// The sum of the months by workload.
    pub totals: Vec<MonthVariance>,
    /// Months of workloads whose cost is told of some days only.
    pub paid_in_part: Vec<PaidInPart>,
}

/// A workload's month whose cost is told of some days only: what was paid on these, and what their tokens
/// cost at planned prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidInPart {
    /// The month of the horizon, from 1.
    pub month: u32,
    /// The workload.
    pub workload: usize,
    /// Days with tokens and their cost.
    pub days: usize,
    /// Days with tokens.
    pub of: usize,
    /// What was paid on the former.
    pub paid: Decimal,
    /// What the tokens of these days cost at planned prices.
    pub planned: Decimal,
}

impl Variances {
    /// The sum of the months whose cost is known; none when that of all is, or of none.
    #[must_use]
    pub fn paid(&self) -> Option<MonthVariance> {
        let paid: Vec<MonthVariance> = self.months.iter().filter(|month| month.actual.is_some()).copied().collect();
        (!paid.is_empty() && paid.len() < self.months.len()).then(|| sum((0, &paid)))
    }
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

/// Compares what was used with an option's plan, month by month and workload by workload. What a workload used
/// in a month in which it has no requests planned is not planned.
///
/// # Errors
/// When the option pays for no tokens in a month, or a figure exceeds 28 digits.
pub fn compare(figures: &Figures<'_>, option: usize, used: &Used) -> Result<Variances, ActualsError> {
    let count = figures.scenario.workloads.len();
    let every = every_kind(figures.scenario);
    let every = Figures::new(&every)
        .map_err(|error| ActualsError { cause: error.to_string(), help: "is the plan's volume right?".to_owned() })?;
    let (mut months, mut workloads, mut paid_in_part) = (Vec::new(), Vec::new(), Vec::new());
    for (month, actual) in &used.months {
        let plan = priced((figures, &every), option, *month)?;
        let pairs: Vec<_> = plan.iter().zip(actual).collect();
        let of_month = of_month((*month, used.scaling), &pairs);
        let listed = used.unplanned.get(month).into_iter().flat_map(|groups| groups.values().copied());
        let apart = used.apart.get(month).into_iter().flat_map(|costs| costs.values().copied().map(Some));
        let unplanned = listed.chain(apart).sum::<Option<Decimal>>();
        let mut variance = sum((*month, &of_month));
        variance.unplanned = variance.unplanned.zip(unplanned).map(|(a, b)| a.saturating_add(b));
        variance.actual = variance.actual.zip(unplanned).map(|(a, b)| a.saturating_add(b));
        paid_in_part.extend(pairs.iter().enumerate().filter_map(|(workload, pair)| in_part((*month, workload), *pair)));
        months.push(variance);
        workloads.push(of_month);
    }
    let totals = (0..count).map(|index| sum((0, &workloads.iter().map(|of| of[index]).collect::<Vec<_>>()))).collect();
    let total = sum((0, &months));
    Ok(Variances { option, months, total, workloads, totals, paid_in_part })
}

fn sum((month, parts): (u32, &[MonthVariance])) -> MonthVariance {
    let zero = Some(Decimal::ZERO);
    let mut sum = MonthVariance { month, actual: zero, price: zero, unplanned: zero, ..MonthVariance::default() };
    for part in parts {
        sum.add(part);
    }
    sum
}

/// With requests R, tokens T and prices p of workloads w and kinds of token k, planned (p) and actual
/// (a), and a planned request's cost `c_w` = sum over k of `T_wk` x `p_wk` / `R_w`, of each workload:
/// `volume = (Ra - Rp) / Rp x Rp_w x c_w`; `mix = (Ra_w - Ra x Rp_w / Rp) x c_w`;
/// `shape = sum of (Ta_wk - Tp_wk x Ra_w / Rp_w) x p_wk`; `price = actual - sum of Ta_wk x p_wk`. `Rp` and `Ra` are
/// those of all workloads that have requests planned.
fn of_month((month, scaling): (u32, Partial), pairs: &[(&PlannedMonth, &UsedMonth)]) -> Vec<MonthVariance> {
    let planned = || pairs.iter().filter(|(plan, _)| !plan.requests.is_zero());
    let requests = |of: fn(&(&PlannedMonth, &UsedMonth)) -> Decimal| {
        planned().map(of).fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let plan_requests = requests(|(plan, _)| plan.requests);
    let more = ratio(requests(|(_, used)| used.requests).saturating_sub(plan_requests), plan_requests);
    let one = |(plan, used): &(&PlannedMonth, &UsedMonth)| {
        let paid = paid((plan, used), scaling);
        if plan.requests.is_zero() {
            let zero = Some(Decimal::ZERO);
            return MonthVariance { month, actual: paid, price: zero, unplanned: paid, ..MonthVariance::default() };
        }
        // what the requests that were made cost as planned, and what their tokens cost at planned prices
        let requests_cost = ratio(plan.cost, plan.requests).saturating_mul(used.requests);
        let tokens_cost = at_prices(&used.tokens, plan);
        let volume = plan.cost.saturating_mul(more);
        MonthVariance {
            month,
            plan_requests: plan.requests,
            requests: used.requests,
            plan: plan.cost,
            actual: paid,
            volume,
            mix: requests_cost.saturating_sub(plan.cost).saturating_sub(volume),
            shape: tokens_cost.saturating_sub(requests_cost),
            price: paid.map(|paid| paid.saturating_sub(tokens_cost)),
            unplanned: Some(Decimal::ZERO),
        }
    };
    pairs.iter().map(one).collect()
}

/// What a month cost. Where costs are told of some days only, they are stretched when that is asked for: as the
/// tokens of all days cost at planned prices to those of these days.
fn paid((plan, used): (&PlannedMonth, &UsedMonth), scaling: Partial) -> Option<Decimal> {
    if used.cost.is_some() || !used.is_paid_in_part() || scaling == Partial::AsCounted {
        return used.cost;
    }
    let stretch = at_prices(&used.tokens, plan).checked_div(at_prices(&used.paid_tokens, plan))?;
    used.paid.checked_mul(stretch)
}

fn in_part((month, workload): (u32, usize), (plan, used): (&PlannedMonth, &UsedMonth)) -> Option<PaidInPart> {
    used.is_paid_in_part().then(|| PaidInPart {
        month,
        workload,
        days: used.paid_days().len(),
        of: used.days.len(),
        paid: used.paid,
        planned: at_prices(&used.paid_tokens, plan),
    })
}

fn at_prices(tokens: &[Decimal; 4], plan: &PlannedMonth) -> Decimal {
    let costs = tokens.iter().zip(plan.prices).map(|(tokens, price)| tokens.saturating_mul(price));
    costs.fold(Decimal::ZERO, Decimal::saturating_add)
}

fn ratio(part: Decimal, whole: Decimal) -> Decimal {
    part.checked_div(whole).unwrap_or_default()
}
