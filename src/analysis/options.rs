//! One option's figures: costs, value, and what it earns against another.

use rust_decimal::Decimal;

use crate::cost::{Model, OptionModel};
use crate::finance::{self, Payback};
use crate::scenario::Scenario;
use crate::scenario::language::CATEGORIES;
use crate::sheet::ExactReading;

/// The rounding of a few thousand operations on 28 digits, relatively.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 20);

/// One option's figures.
#[derive(Clone, Debug)]
pub struct OptionResult {
    /// Cost by month; the first is before launch.
    pub cost: Vec<Decimal>,
    /// Cost so far, by month.
    pub cumulative: Vec<Decimal>,
    /// Value less failures by month; the first is zero.
    pub value: Vec<Decimal>,
    /// The sum of all costs.
    pub tco: Decimal,
    /// Their present value.
    pub present_value: Decimal,
    /// The value over the horizon.
    pub total_value: Decimal,
    /// The present value of value less cost.
    pub present_worth: Decimal,
    /// Cost of the last month, without the book value credited in it.
    pub last_month_cost: Decimal,
    /// Cost by category, in the order of reports; categories without cost are left out.
    pub categories: Vec<(&'static str, Decimal)>,
    /// Requests served.
    pub requests: Decimal,
    /// Requests answered correctly.
    pub successes: Decimal,
    /// Cost over requests.
    pub cost_per_request: Option<Decimal>,
    /// Cost over successes.
    pub cost_per_success: Option<Decimal>,
    /// Cost over millions of stated tokens.
    pub cost_per_mtok: Option<Decimal>,
    /// The annuity with the present value of the cost.
    pub equivalent_monthly_cost: Option<Decimal>,
    /// One month in steady state.
    pub run_rate_cost: Decimal,
    /// The largest fleet.
    pub peak_replicas: Option<Decimal>,
    /// Replica-seconds busy over paid.
    pub utilization: Option<Decimal>,
    /// Months in which a fleet cannot grow to the need, and the option with the fleet.
    pub infeasible: Vec<(u32, usize)>,
}

/// What choosing an option instead of another earns.
#[derive(Clone, Debug)]
pub struct Economics {
    /// Net present value.
    pub npv: Option<Decimal>,
    /// Every annual internal rate of return.
    pub irr: Vec<Decimal>,
    /// Whether the money comes first, as in a loan: then a rate of return is what it costs.
    pub is_loan: bool,
    /// Modified internal rate of return, at the discount rate.
    pub mirr: Option<Decimal>,
    /// Sum of flows over the investment.
    pub roi: Option<Decimal>,
    /// First return to zero.
    pub payback: Option<Payback>,
    /// Last return to zero.
    pub payback_last: Option<Payback>,
    /// First return to zero of the discounted flows.
    pub discounted_payback: Option<Payback>,
}

impl OptionResult {
    /// The figures of the option at `index`.
    #[must_use]
    pub fn new(scenario: &Scenario, model: &Model, exact: &ExactReading, index: usize) -> Self {
        let option = &model.options[index];
        let cost: Vec<Decimal> = option.cost.iter().map(|id| exact.get(*id)).collect();
        let mut value = vec![Decimal::ZERO];
        value.extend(option.value.iter().map(|id| exact.get(*id)));
        let tco = exact.get(option.tco);
        let total_value = total(&value);
        let requests = exact.sum(&option.requests);
        let successes = exact.sum(&option.successes);
        let present_value = exact.get(option.present_value);
        let rate = scenario.discount_rate.base();
        let over = |amount: Decimal, count: Decimal| amount.checked_div(count);
        Self {
            cumulative: cumulative(&cost),
            last_month_cost: cost.last().copied().unwrap_or_default() - exact.get(option.book_value),
            categories: categories(option, exact, scenario.months),
            cost_per_request: over(tco, requests),
            cost_per_success: over(tco, successes),
            cost_per_mtok: option.mtok.and_then(|mtok| over(tco, exact.get(mtok))),
            equivalent_monthly_cost: finance::equivalent_monthly_cost(rate, scenario.months, present_value),
            run_rate_cost: exact.get(option.run_rate.cost),
            peak_replicas: option.fleets.iter().map(|fleet| exact.get(fleet.peak)).max(),
            utilization: option.busy_and_paid.and_then(|(busy, paid)| over(exact.get(busy), exact.get(paid))),
            infeasible: infeasible(option, exact),
            present_worth: exact.get(option.present_worth),
            cost,
            value,
            tco,
            present_value,
            total_value,
            requests,
            successes,
        }
    }

    /// Whether the option serves every request.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.infeasible.is_empty()
    }

    /// The flows of choosing this option and leaving `other`: (value - cost) of one less the other.
    /// Where the two differ by no more than the rounding of the 28th digit they do not differ:
    /// otherwise a month in which one stands in for the other could look like an investment.
    #[must_use]
    pub fn flows_against(&self, other: &Self) -> Vec<Decimal> {
        let flow = |month: usize| {
            let net = |option: &Self| option.value[month].saturating_sub(option.cost[month]);
            let size = self.cost[month].abs().saturating_add(self.value[month].abs());
            let flow = net(self).saturating_sub(net(other));
            if flow.abs() <= size.saturating_mul(ROUNDING) { Decimal::ZERO } else { flow }
        };
        (0..self.cost.len()).map(flow).collect()
    }
}

impl Economics {
    /// The economics of these monthly flows, the first at t = 0.
    #[must_use]
    pub fn new(rate: Decimal, flows: &[Decimal]) -> Self {
        Self {
            npv: finance::npv(rate, flows),
            irr: finance::irr(flows),
            is_loan: flows.iter().find(|flow| !flow.is_zero()).is_some_and(Decimal::is_sign_positive),
            mirr: finance::mirr(rate, flows),
            roi: finance::roi(flows),
            payback: finance::payback(flows),
            payback_last: finance::payback_last(flows),
            discounted_payback: finance::discounted_payback(rate, flows),
        }
    }
}

fn total(amounts: &[Decimal]) -> Decimal {
    amounts.iter().fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount))
}

/// The running sum.
pub(super) fn cumulative(amounts: &[Decimal]) -> Vec<Decimal> {
    let mut sum = Decimal::ZERO;
    let add = |amount: &Decimal| {
        sum = sum.saturating_add(*amount);
        sum
    };
    amounts.iter().map(add).collect()
}

/// What a reading has for each category, but for those without cost.
pub(super) fn categories(option: &OptionModel, exact: &ExactReading, months: u32) -> Vec<(&'static str, Decimal)> {
    let sum = |category: &str| {
        let lines = option.lines.iter().filter(|line| line.category == category);
        let entries = lines.flat_map(|line| &line.entries).filter(|entry| entry.month <= months);
        entries.fold(Decimal::ZERO, |sum, entry| sum.saturating_add(exact.get(entry.amount)))
    };
    let all = CATEGORIES.iter().map(|category| (*category, sum(category)));
    all.filter(|(_, amount)| !amount.is_zero()).collect()
}

fn infeasible(option: &OptionModel, exact: &ExactReading) -> Vec<(u32, usize)> {
    let months = option.infeasible.iter().filter(|(.., flag)| !exact.get(*flag).is_zero());
    let mut months: Vec<(u32, usize)> = months.map(|(month, fleet, _)| (*month, *fleet)).collect();
    months.sort_unstable();
    months
}
