//! When the money is back: simple and discounted payback.

use rust_decimal::Decimal;

use super::discount::discounted;

/// When the running sum of a cash flow is no longer negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payback {
    /// The running sum is never negative: nothing was ever owed. Reported as 0 months.
    Immediate,
    /// The running sum comes back to 0 this many months after t = 0; a fraction when it does so
    /// inside a month, whose flow is spread evenly over it.
    Months(Decimal),
    /// The running sum does not come back to 0 within the flows.
    Never,
}

/// Returns when the running sum of the flows first comes back to 0 after being negative.
///
/// A later flow may take it below 0 again: [`payback_last`] is the return that lasts.
/// Returns `None` when a sum is too large for a `Decimal`.
#[must_use]
pub fn payback(flows: &[Decimal]) -> Option<Payback> {
    let balance = Balance::of(flows, Decimal::ZERO)?;
    Some(balance.payback(balance.first_return))
}

/// Returns when the running sum of the flows comes back to 0 for the last time.
///
/// `Never` when it ends below 0, even if it was back before. Returns `None` when a sum is too large
/// for a `Decimal`.
#[must_use]
pub fn payback_last(flows: &[Decimal]) -> Option<Payback> {
    let balance = Balance::of(flows, Decimal::ZERO)?;
    let lasting = if balance.end < Decimal::ZERO { None } else { balance.last_return };
    Some(balance.payback(lasting))
}

/// Returns when the running sum of the discounted flows first comes back to 0.
///
/// As [`payback`], on `flows[m] / (1 + rate_per_year)^(m / 12)`; inside a month it is the
/// discounted flow that is spread evenly. Discounting rounds, so a sum that lacks less than 1e-24
/// of the money moved is back at 0. Returns `None` when the rate is -100 % or below, and on
/// overflow.
#[must_use]
pub fn discounted_payback(rate_per_year: Decimal, flows: &[Decimal]) -> Option<Payback> {
    let flows = discounted(rate_per_year, flows)?;
    let moved = flows.iter().try_fold(Decimal::ZERO, |sum, flow| sum.checked_add(flow.abs()))?;
    let balance = Balance::of(&flows, moved.checked_mul(Decimal::new(1, 24))?)?;
    Some(balance.payback(balance.first_return))
}

/// The running sum of a cash flow, as far as payback asks.
struct Balance {
    was_negative: bool,
    first_return: Option<Decimal>,
    last_return: Option<Decimal>,
    end: Decimal,
}

impl Balance {
    /// A sum is negative when it is below 0 by more than `slack`.
    fn of(flows: &[Decimal], slack: Decimal) -> Option<Self> {
        let mut balance = Self { was_negative: false, first_return: None, last_return: None, end: Decimal::ZERO };
        for (month, flow) in flows.iter().enumerate() {
            let before = balance.end;
            let after = before.checked_add(*flow)?;
            if before < -slack && after >= -slack {
                // The month began at month - 1 and needed this share of its flow.
                let share = if after <= slack { Decimal::ONE } else { (-before).checked_div(*flow)? };
                let time = (Decimal::from(month) - Decimal::ONE).checked_add(share)?;
                balance.first_return = balance.first_return.or(Some(time));
                balance.last_return = Some(time);
            }
            balance.was_negative |= after < -slack;
            balance.end = after;
        }
        Some(balance)
    }

    fn payback(&self, time: Option<Decimal>) -> Payback {
        match time {
            _ if !self.was_negative => Payback::Immediate,
            Some(months) => Payback::Months(months),
            None => Payback::Never,
        }
    }
}
