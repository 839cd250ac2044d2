//! What an option was to use and cost, by workload and kind of token.

use std::fmt;

use rust_decimal::Decimal;

use crate::analysis::Figures;

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
    /// Requests.
    pub requests: Decimal,
    /// Tokens: fresh, cached, written, output.
    pub tokens: [Decimal; 4],
    /// The price of one token of each, with discounts and fees spread over all tokens.
    pub prices: [Decimal; 4],
    /// The cost.
    pub cost: Decimal,
}

/// The plan of an option for a month, by workload: requests, tokens and prices by the ledger. What
/// the category `inference` has beside tokens (volume discounts, fees by request, a minimum) is
/// spread over the tokens in proportion to their cost.
///
/// # Errors
/// When the option pays for no tokens in that month.
pub fn planned(figures: &Figures<'_>, option: usize, month: u32) -> Result<Vec<PlannedMonth>, ActualsError> {
    let (scenario, exact) = (figures.scenario, &figures.exact);
    let mut months = vec![PlannedMonth::default(); scenario.workloads.len()];
    let mut amounts = vec![[Decimal::ZERO; 4]; scenario.workloads.len()];
    let mut other = Decimal::ZERO;
    for line in figures.model.options[option].lines.iter().filter(|line| line.category == "inference") {
        let of_tokens = scenario.workloads.iter().enumerate().find_map(|(index, workload)| {
            let kind = line.name.strip_prefix(workload.name.as_str())?;
            Some((index, KINDS.iter().position(|known| *known == kind)?))
        });
        for entry in line.entries.iter().filter(|entry| entry.month == month) {
            let (quantity, amount) = (exact.get(entry.quantity), exact.get(entry.amount));
            match of_tokens {
                Some((workload, kind)) => {
                    let tokens = quantity.saturating_mul(Decimal::from(1_000_000));
                    let planned = &mut months[workload];
                    planned.tokens[kind] = planned.tokens[kind].saturating_add(tokens);
                    amounts[workload][kind] = amounts[workload][kind].saturating_add(amount);
                }
                None => other = other.saturating_add(amount),
            }
        }
    }
    let tokens_cost = amounts.iter().flatten().fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount));
    let factor = tokens_cost.saturating_add(other).checked_div(tokens_cost).ok_or_else(|| ActualsError {
        cause: format!("`{}` pays for no tokens in month {month}", scenario.options[option].name),
        help: "name the option that was in use with `--option`; it must be paid by the token".to_owned(),
    })?;
    for ((index, planned), amounts) in months.iter_mut().enumerate().zip(&amounts) {
        let place = month as usize - 1;
        planned.requests = exact.get(figures.model.requests[index][place]);
        for (kind, amount) in amounts.iter().enumerate() {
            let amount = amount.saturating_mul(factor);
            planned.cost = planned.cost.saturating_add(amount);
            planned.prices[kind] = amount.checked_div(planned.tokens[kind]).unwrap_or_default();
        }
        // kinds that the plan has none of cost what fresh input costs
        for kind in 1..3 {
            if planned.tokens[kind].is_zero() {
                planned.prices[kind] = planned.prices[0];
            }
        }
    }
    Ok(months)
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
