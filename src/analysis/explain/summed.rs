//! Sums and means over months, and the largest of them.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::{Derivation, Rest, telling};
use crate::sheet::Id;

/// The most months of a sum that are shown.
const MONTHS: usize = 3;

impl Explainer<'_> {
    /// The sum of a cell of each month, from month 1 on.
    pub fn over_months(
        &mut self,
        whole: Derivation,
        (option, what, ids): (usize, &str, &[Id]),
        left: usize,
    ) -> Derivation {
        let whole = whole.by(format!("the sum of {} months", ids.len()));
        if left == 0 {
            return self.cut(whole);
        }
        let plan = self.results.scenario.options[option].name.clone();
        let sizes: Vec<Decimal> = ids.iter().map(|id| self.results.exact.get(*id)).collect();
        let (kept, rest) = telling(&sizes, MONTHS);
        let next = (0..sizes.len()).find(|place| !kept.contains(place) && !sizes[*place].is_zero());
        let rest = rest.map(|rest| Rest { see: next.map(|place| format!("{plan}.{what}.{}", place + 1)), ..rest });
        let parts = kept.into_iter().map(|place| {
            let part =
                self.within(format!("{plan}.{what}.{}", place + 1), |explainer| explainer.cell(ids[place], left - 1));
            let name = format!("month {}", place + 1);
            let name = if part.name.is_empty() { name } else { format!("{name}: {}", part.name) };
            Derivation { name, ..part }
        });
        let parts = parts.collect();
        Derivation { parts, rest, ..whole }
    }

    /// Mean idle seats over the months that seats are billed in.
    pub fn idle_seats(&mut self, whole: Derivation, option: usize, left: usize) -> Derivation {
        let idle = &self.results.model.options[option].idle_seats;
        let whole = whole.by(format!("the mean of {} months that seats are billed in", idle.len()));
        if left == 0 {
            return self.cut(whole);
        }
        let plan = self.results.scenario.options[option].name.clone();
        let sizes: Vec<Decimal> = idle.iter().map(|(.., id)| self.results.exact.get(*id)).collect();
        let (kept, rest) = telling(&sizes, MONTHS);
        let next = (0..sizes.len()).find(|place| !kept.contains(place) && !sizes[*place].is_zero());
        let rest =
            rest.map(|rest| Rest { see: next.map(|place| format!("{plan}.idle_seats.{}", idle[place].0)), ..rest });
        let parts = kept.into_iter().map(|place| {
            let (month, owner, id) = idle[place];
            let part = self.within(format!("{plan}.idle_seats.{month}"), |explainer| explainer.cell(id, left - 1));
            let who = if owner == option {
                String::new()
            } else {
                format!("{}, ", self.results.scenario.options[owner].name)
            };
            Derivation { name: format!("{who}month {month}"), ..part }
        });
        let parts = parts.collect();
        Derivation { parts, rest, ..whole }
    }

    /// The largest fleet.
    pub fn peak(&mut self, whole: Derivation, option: usize, left: usize) -> Derivation {
        let exact = &self.results.exact;
        let fleets = self.results.model.options[option].fleets.iter();
        let highest = fleets.max_by_key(|fleet| (exact.get(fleet.peak), std::cmp::Reverse(fleet.month)));
        let Some(fleet) = highest else { return whole.by("the option has no fleet") };
        let name = format!("{}.replicas.{}", self.results.scenario.options[option].name, fleet.month);
        let (peak, month) = (fleet.peak, fleet.month);
        let part = self.within(name, |explainer| explainer.cell(peak, left.saturating_sub(1)));
        whole.by(format!("the largest fleet of any month, first in month {month}")).from(vec![part])
    }
}
