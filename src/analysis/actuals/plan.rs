//! What an option was to use and cost, by workload and kind of token.

use std::fmt;

use rust_decimal::Decimal;

use crate::analysis::Figures;
use crate::quantity::Quantity;
use crate::scenario::{Input, Scenario, Workload};

/// Why a plan and what was used cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActualsError {
    /// What is wrong.
    pub cause: String,
    /// The way out.
    pub help: String,
}

impl fmt::Display for ActualsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

impl std::error::Error for ActualsError {}

/// The ends of the ledger's lines of tokens, in the order of a plan's kinds.
const KINDS: [&str; 4] = [": input tokens", ": cached input tokens", ": cache write tokens", ": output tokens"];

/// One workload's month as planned.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlannedMonth {
    /// Billed attempts, which exports count as requests: requests x (1 + retry rate).
    pub requests: Decimal,
    /// Tokens: fresh, cached, written, output.
    pub tokens: [Decimal; 4],
    /// The price of one token of each, with discounts and fees spread over all tokens; 0 of a kind that the plan has
    /// none of, but from [`priced`].
    pub prices: [Decimal; 4],
    /// The cost.
    pub cost: Decimal,
}

/// What the ledger of a month says of tokens, by workload and kind.
struct Charged {
    tokens: Vec<[Decimal; 4]>,
    amounts: Vec<[Decimal; 4]>,
    /// What the category `inference` has beside tokens.
    other: Decimal,
}

impl Charged {
    fn of(figures: &Figures<'_>, option: usize, month: u32) -> Self {
        let (scenario, exact) = (figures.scenario, &figures.exact);
        let none = || vec![[Decimal::ZERO; 4]; scenario.workloads.len()];
        let mut charged = Self { tokens: none(), amounts: none(), other: Decimal::ZERO };
        for line in figures.model.options[option].lines.iter().filter(|line| line.category == "inference") {
            let of_tokens = scenario.workloads.iter().enumerate().find_map(|(index, workload)| {
                let kind = line.name.strip_prefix(workload.name.as_str())?;
                Some((index, KINDS.iter().position(|known| *known == kind)?))
            });
            for entry in line.entries.iter().filter(|entry| entry.month == month) {
                let (quantity, amount) = (exact.get(entry.quantity), exact.get(entry.amount));
                let Some((workload, kind)) = of_tokens else {
                    charged.other = charged.other.saturating_add(amount);
                    continue;
                };
                let tokens = quantity.saturating_mul(Decimal::from(1_000_000));
                let (sum, cost) = (&mut charged.tokens[workload][kind], &mut charged.amounts[workload][kind]);
                (*sum, *cost) = (sum.saturating_add(tokens), cost.saturating_add(amount));
            }
        }
        charged
    }

    /// What a token of a kind costs, without what is spread over all; none where there are no such tokens.
    fn price(&self, workload: usize, kind: usize) -> Option<Decimal> {
        self.amounts[workload][kind].checked_div(self.tokens[workload][kind])
    }

    /// By what costs of tokens are multiplied, so that all others are in them; none without tokens.
    fn factor(&self) -> Option<Decimal> {
        let tokens = self.amounts.iter().flatten().fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount));
        tokens.saturating_add(self.other).checked_div(tokens)
    }
}

/// The plan of an option for a month, by workload: requests, tokens and prices by the ledger; no price of a kind
/// that the plan has none of. What the category `inference` has beside tokens (volume discounts, fees by request,
/// a minimum) is spread over the tokens in proportion to their cost.
///
/// # Errors
/// When the option pays for no tokens in that month.
pub fn planned(figures: &Figures<'_>, option: usize, month: u32) -> Result<Vec<PlannedMonth>, ActualsError> {
    Ok(with_factor(figures, option, month)?.0)
}

/// The same, with a price of every kind. One that the plan has none of costs what the option takes for it, by the
/// figures of [`every_kind`], with the same spread over it.
///
/// # Errors
/// When the option pays for no tokens in that month.
pub fn priced(
    (figures, every): (&Figures<'_>, &Figures<'_>),
    option: usize,
    month: u32,
) -> Result<Vec<PlannedMonth>, ActualsError> {
    let (mut months, factor) = with_factor(figures, option, month)?;
    let every = Charged::of(every, option, month);
    for (workload, planned) in months.iter_mut().enumerate() {
        for kind in 0..KINDS.len() {
            if planned.tokens[kind].is_zero() {
                let price = every.price(workload, kind).unwrap_or_default();
                planned.prices[kind] = price.saturating_mul(factor);
            }
        }
    }
    Ok(months)
}

/// The scenario with some tokens of every kind in each workload: what the option takes for those that the plan
/// has none of is told by no line of its ledger.
pub fn every_kind(scenario: &Scenario) -> Scenario {
    let mut every = scenario.clone();
    let set = |input: &mut Input, value: Decimal| input.quantity = Quantity::certain(value);
    let some = |input: &mut Option<Input>| {
        if let Some(input) = input.as_mut().filter(|input| input.base().is_zero()) {
            set(input, Decimal::ONE);
        }
    };
    let quarter = Decimal::new(25, 2);
    for workload in &mut every.workloads {
        some(&mut workload.input_tokens);
        some(&mut workload.output_tokens);
        set(&mut workload.cached_input_share, quarter);
        set(&mut workload.cache_write_share, quarter);
    }
    for own in every.options.iter_mut().flat_map(|option| &mut option.overrides) {
        some(&mut own.input_tokens);
        some(&mut own.output_tokens);
        own.cached_input_share.iter_mut().for_each(|share| set(share, quarter));
    }
    every
}

fn with_factor(figures: &Figures<'_>, option: usize, month: u32) -> Result<(Vec<PlannedMonth>, Decimal), ActualsError> {
    let charged = Charged::of(figures, option, month);
    let factor = charged.factor().ok_or_else(|| ActualsError {
        cause: format!("`{}` pays for no tokens in month {month}", figures.scenario.options[option].name),
        help: "name the option that was in use with `--option`; it must be paid by the token".to_owned(),
    })?;
    let of_workload = |(workload, tokens): (usize, &[Decimal; 4])| {
        let amounts = charged.amounts[workload].map(|amount| amount.saturating_mul(factor));
        let mut prices = [Decimal::ZERO; 4];
        for ((price, amount), tokens) in prices.iter_mut().zip(amounts).zip(tokens) {
            *price = amount.checked_div(*tokens).unwrap_or_default();
        }
        PlannedMonth {
            requests: attempts(figures, workload, month),
            tokens: *tokens,
            prices,
            cost: amounts.iter().fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount)),
        }
    };
    Ok((charged.tokens.iter().enumerate().map(of_workload).collect(), factor))
}

/// The billed attempts of a workload in a month, as exports count them: its requests x (1 + retry rate).
#[must_use]
pub fn attempts(figures: &Figures<'_>, workload: usize, month: u32) -> Decimal {
    let requests = figures.exact.get(figures.model.requests[workload][month as usize - 1]);
    requests.saturating_mul(attempts_of_one(&figures.scenario.workloads[workload]))
}

/// The billed attempts of one request: 1 + retry rate.
pub fn attempts_of_one(workload: &Workload) -> Decimal {
    workload.retry_rate.base().saturating_add(Decimal::ONE)
}

/// What an option's tokens cost in each month, from month 1; nothing where it pays for none.
#[must_use]
pub fn token_costs(figures: &Figures<'_>, option: usize) -> Vec<Decimal> {
    let cost = |month| {
        let months = planned(figures, option, month).unwrap_or_default();
        months.iter().fold(Decimal::ZERO, |sum, workload| sum.saturating_add(workload.cost))
    };
    (1..=figures.scenario.months).map(cost).collect()
}
