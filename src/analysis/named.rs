//! The names of all figures, as docs/results.md lists them and the scenario's checks spell them.

use rust_decimal::Decimal;

use super::break_even::{Pair, Stays, VolumeBreakEven};
use super::metrics::{Figure, Metrics};
use super::options::{Economics, OptionResult};
use super::results::Results;
use crate::finance::Payback;

const MONTHS: &str = "months";
const PER_MONTH: &str = "requests/month";
const REQUESTS: &str = "requests";

/// Every figure of the results by its name.
pub fn metrics(results: &Results<'_>) -> Metrics {
    let mut metrics = Metrics::default();
    let scenario = results.scenario;
    let name = |option: Option<usize>| {
        option.map_or(Figure::None, |option| Figure::Name(scenario.options[option].name.clone()))
    };
    metrics.add("cheapest".to_owned(), name(results.cheapest), "");
    if scenario.has_values() {
        metrics.add("best_value".to_owned(), name(results.best_value), "");
    }
    let lead = results.lead();
    metrics.add("lead".to_owned(), Figure::optional_money(lead.map(|lead| lead.amount)), scenario.currency.code);
    metrics.add("lead_share".to_owned(), Figure::optional(lead.and_then(|lead| lead.share)), "");
    metrics.add("recommended".to_owned(), name(results.advice.verdict.option), "");
    for index in 0..scenario.options.len() {
        add_option(&mut metrics, results, index);
    }
    for (a, b, economics) in &results.versus {
        let pair = format!("versus.{}.{}", scenario.options[*a].name, scenario.options[*b].name);
        add_economics(&mut metrics, &pair, economics, scenario.currency.code);
    }
    for break_even in [&results.run_rate, &results.horizon].into_iter().flatten() {
        for pair in &break_even.pairs {
            add_pair(&mut metrics, results, break_even, pair);
        }
    }
    for time in &results.time {
        for (a, b) in [(time.a, time.b), (time.b, time.a)] {
            let pair = format!("{}.{}", scenario.options[a].name, scenario.options[b].name);
            metrics.add(format!("break_even.time.{pair}"), Figure::List(time.months.clone()), MONTHS);
            let discounted = Figure::List(time.discounted.clone());
            metrics.add(format!("break_even.time_discounted.{pair}"), discounted, MONTHS);
        }
    }
    metrics
}

fn add_option(metrics: &mut Metrics, results: &Results<'_>, index: usize) {
    let scenario = results.scenario;
    let (option, code) = (&results.options[index], scenario.currency.code);
    let name = scenario.options[index].name.as_str();
    let mut add = |metric: &str, figure: Figure, unit| metrics.add(format!("{name}.{metric}"), figure, unit);
    add("tco", Figure::Money(option.tco), code);
    add("present_value", Figure::Money(option.present_value), code);
    add("build_cost", Figure::Money(option.cost[0]), code);
    add("month_1_cost", Figure::Money(option.cost[1]), code);
    add("last_month_cost", Figure::Money(option.last_month_cost), code);
    add("run_rate_cost", Figure::Money(option.run_rate_cost), code);
    add("equivalent_monthly_cost", Figure::optional_money(option.equivalent_monthly_cost), code);
    add("cost_per_request", Figure::optional_money(option.cost_per_request), code);
    add("cost_per_success", Figure::optional_money(option.cost_per_success), code);
    add("cost_per_mtok", Figure::optional_money(option.cost_per_mtok), code);
    add("requests", Figure::Number(option.requests), REQUESTS);
    add("successes", Figure::Number(option.successes), REQUESTS);
    add("accuracy", Figure::optional(option.accuracy()), "");
    add("value", Figure::Money(option.total_value), code);
    let net = option.total_value.saturating_sub(option.tco);
    add("net_value", Figure::Money(net), code);
    add("present_net_value", Figure::Money(option.present_worth), code);
    let on_cost = scenario.has_values().then(|| net.checked_div(option.tco)).flatten();
    add("return_on_cost", Figure::optional(on_cost), "");
    add("peak_replicas", Figure::optional(option.peak_replicas), "replicas");
    add("utilization", Figure::optional(option.utilization), "");
    if let Some(idle) = idle_seats(results, index) {
        add("idle_seats", Figure::Number(idle), "seats");
    }
    let months = option.infeasible.iter().map(|(month, _)| Decimal::from(*month)).collect();
    add("infeasible_months", Figure::List(months), MONTHS);
    for (category, amount) in &option.categories {
        add(&format!("category.{category}"), Figure::Money(*amount), code);
    }
    let reference = &results.options[scenario.reference];
    add("savings", Figure::Money(reference.tco.saturating_sub(option.tco)), code);
    if index == scenario.reference {
        add("npv", Figure::Money(Decimal::ZERO), code);
        for metric in ["irr", "mirr", "roi", "payback_months", "payback_last_months", "discounted_payback_months"] {
            add(metric, Figure::None, "");
        }
        return;
    }
    let against = results.versus.iter().find(|(a, b, _)| *a == index && *b == scenario.reference);
    if let Some((.., economics)) = against {
        add_economics(metrics, name, economics, code);
    }
}

/// Mean idle seats over the months that seats are billed in.
fn idle_seats(results: &Results<'_>, index: usize) -> Option<Decimal> {
    let months = &results.model.options[index].idle_seats;
    let total = months.iter().fold(Decimal::ZERO, |sum, (.., id)| sum + results.exact.get(*id));
    total.checked_div(Decimal::from(months.len()))
}

fn add_economics(metrics: &mut Metrics, prefix: &str, economics: &Economics, code: &'static str) {
    let mut add = |metric: &str, figure: Figure, unit| metrics.add(format!("{prefix}.{metric}"), figure, unit);
    add("npv", Figure::optional_money(economics.npv), code);
    let irr = match economics.irr.as_slice() {
        [] => Figure::None,
        [only] => Figure::Number(*only),
        several => Figure::List(several.to_vec()),
    };
    add("irr", irr, "");
    add("mirr", Figure::optional(economics.mirr), "");
    add("roi", Figure::optional(economics.roi), "");
    add("payback_months", payback(economics.payback.as_ref()), MONTHS);
    add("payback_last_months", payback(economics.payback_last.as_ref()), MONTHS);
    add("discounted_payback_months", payback(economics.discounted_payback.as_ref()), MONTHS);
}

fn payback(payback: Option<&Payback>) -> Figure {
    match payback {
        Some(Payback::Immediate) => Figure::Number(Decimal::ZERO),
        Some(Payback::Months(months)) => Figure::Number(*months),
        Some(Payback::Never) => Figure::Never,
        None => Figure::None,
    }
}

fn add_pair(metrics: &mut Metrics, results: &Results<'_>, break_even: &VolumeBreakEven, pair: &Pair) {
    let names = [pair.a, pair.b].map(|option| results.scenario.options[option].name.as_str());
    let volume = |x: Decimal| x.saturating_mul(results.today.0);
    for (side, (own, other)) in [(0, (names[0], names[1])), (1, (names[1], names[0]))] {
        let prefix = format!("break_even.{}.{own}.{other}", break_even.basis.name());
        let crossings = pair.events.iter().map(|event| volume(event.x)).collect();
        metrics.add(format!("{prefix}.crossings"), Figure::List(crossings), PER_MONTH);
        let first = match pair.first(side) {
            Some(x) => Figure::Number(volume(x)),
            None if pair.starts_cheaper(side) => Figure::None,
            None => Figure::Never,
        };
        metrics.add(format!("{prefix}.first"), first, PER_MONTH);
        let stays = match pair.stays[side] {
            Stays::From(x) => Figure::Number(volume(x)),
            _ => Figure::None,
        };
        metrics.add(format!("{prefix}.stays_cheaper_from"), stays, PER_MONTH);
        let slope = results.cost_per_further_request(pair, (side, break_even.basis)).map(|[own, _]| own);
        metrics.add(
            format!("{prefix}.cost_per_further_request"),
            Figure::optional_money(slope),
            results.scenario.currency.code,
        );
    }
}

impl OptionResult {
    /// The share of requests answered correctly over the horizon; none where there are no requests.
    #[must_use]
    pub fn accuracy(&self) -> Option<Decimal> {
        self.successes.checked_div(self.requests)
    }

    /// The total of a category.
    #[must_use]
    pub fn category(&self, category: &str) -> Decimal {
        let found = self.categories.iter().find(|(name, _)| *name == category);
        found.map_or(Decimal::ZERO, |(_, amount)| *amount)
    }
}
