//! The modified internal rate of return, which is always a single figure.

use rust_decimal::Decimal;

use super::discount::growth;
use super::irr::{irr, periodic_irr};

/// Returns the modified internal rate of return of monthly flows, as an effective rate per year.
///
/// Money put in is borrowed and money taken out is lent on, both at `rate_per_year`:
/// `(FV of what comes in / -PV of what goes out)^(12 / n) - 1` over the n months of the flows,
/// trailing zeros included. Source: Lin, "The Modified Internal Rate of Return and Investment
/// Criterion", The Engineering Economist 21(4), 1976.
///
/// Returns `None` when no flow is positive or none is negative, when the rate is -100 % or below,
/// and on overflow.
#[must_use]
pub fn mirr(rate_per_year: Decimal, flows: &[Decimal]) -> Option<Decimal> {
    let ends = two_flows(rate_per_year, rate_per_year, flows, 1)?;
    irr(&ends).first().copied()
}

/// Returns the modified internal rate of return per period, of flows one period apart.
///
/// As [`mirr`], with a rate per period for what goes out (`finance_rate`) and another for what
/// comes in (`reinvest_rate`).
#[must_use]
pub fn periodic_mirr(finance_rate: Decimal, reinvest_rate: Decimal, flows: &[Decimal]) -> Option<Decimal> {
    let ends = two_flows(finance_rate, reinvest_rate, flows, 12)?;
    periodic_irr(&ends).first().copied()
}

/// Moves everything that goes out to the first flow and everything that comes in to the last.
///
/// What is left has one internal rate of return, the modified one of all the flows. Rates are per
/// 12 `twelfths`, and the flows that many twelfths apart.
fn two_flows(finance_rate: Decimal, reinvest_rate: Decimal, flows: &[Decimal], twelfths: i32) -> Option<Vec<Decimal>> {
    let borrowed = growth(finance_rate)?;
    let lent = growth(reinvest_rate)?;
    let last = i32::try_from(flows.len()).ok()? - 1;
    let mut out = Decimal::ZERO;
    let mut back = Decimal::ZERO;
    for (flow, period) in flows.iter().zip(0..) {
        if *flow < Decimal::ZERO {
            let factor = borrowed.at(-twelfths.checked_mul(period)?)?;
            out = out.checked_add(flow.checked_mul(factor)?)?;
        } else {
            let factor = lent.at(twelfths.checked_mul(last - period)?)?;
            back = back.checked_add(flow.checked_mul(factor)?)?;
        }
    }
    if out.is_zero() || back.is_zero() {
        return None;
    }
    let mut ends = vec![Decimal::ZERO; flows.len()];
    *ends.first_mut()? = out;
    *ends.last_mut()? = back;
    Some(ends)
}
