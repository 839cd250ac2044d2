//! What one request more costs where the volume is large.

use rust_decimal::Decimal;

use super::break_even::{Basis, Pair};
use super::results::Results;

impl Results<'_> {
    /// Requests that one unit of the volume's scale stands for: a month's, or the horizon's.
    #[must_use]
    pub fn requests_on(&self, basis: Basis) -> Decimal {
        match basis {
            Basis::RunRate => self.today.0,
            Basis::Horizon => {
                let every = self.model.requests.iter().flatten();
                every.fold(Decimal::ZERO, |sum, id| sum.saturating_add(self.exact.get(*id)))
            }
        }
    }

    /// What each further request costs the option on one side of a pair, and the other one, beyond the volumes
    /// that were looked at; none where a fleet is at its maximum there.
    #[must_use]
    pub fn cost_per_further_request(&self, pair: &Pair, (side, basis): (usize, Basis)) -> Option<[Decimal; 2]> {
        let requests = self.requests_on(basis);
        let [a, b] = pair.slopes?.map(|slope| slope.checked_div(requests).unwrap_or_default());
        Some(if side == 0 { [a, b] } else { [b, a] })
    }
}
