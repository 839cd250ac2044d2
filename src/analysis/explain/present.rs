//! Amounts of months in present value.

use rust_decimal::Decimal;

use super::cells::{DEEPER, Explainer};
use super::derivation::{Derivation, Source, telling};
use super::ledger::when;
use crate::analysis::Figure;
use crate::sheet::Id;

/// The most months of a sum that are shown.
const MONTHS: usize = 3;

impl Explainer<'_> {
    /// Value less cost, both discounted.
    pub fn present_net_value(&mut self, whole: Derivation, option: usize, left: usize) -> Derivation {
        let found = &self.results.options[option];
        let value = found.present_worth.saturating_add(found.present_value);
        let value = self.money("present value of value less failures", value);
        let months = &self.results.model.options[option].value;
        let value = self.discounted(value, ("value", months), 1, left.saturating_sub(1));
        let cost = self.named(option, "present_value", left);
        whole.by("value less failures - cost, both in present value").from(vec![value, cost])
    }

    /// The sum of each month's amount times its discount factor; the amounts begin in month `first`.
    pub fn discounted(
        &mut self,
        whole: Derivation,
        (what, amounts): (&str, &[Id]),
        first: u32,
        left: usize,
    ) -> Derivation {
        let whole = whole.by(format!("the sum of each month's {what} / (1 + discount rate) ^ (month / 12)"));
        if left == 0 {
            return Derivation { cut: Some(DEEPER), ..whole };
        }
        let exact = &self.results.exact;
        let flows: Vec<Decimal> = amounts.iter().map(|id| exact.get(*id)).collect();
        let rate = self.results.scenario.discount_rate.base();
        let from_the_start: Vec<Decimal> = (0..first).map(|_| Decimal::ZERO).chain(flows.iter().copied()).collect();
        let mut present = crate::finance::discounted(rate, &from_the_start).unwrap_or_default();
        present.drain(..(first as usize).min(present.len()));
        let (kept, rest) = telling(&present, MONTHS);
        let parts = kept.into_iter().filter(|place| !present[*place].is_zero()).map(|place| {
            let month = first + u32::try_from(place).unwrap_or(u32::MAX);
            let part = self.money(format!("present value of the {what} {}", when(month)), present[place]);
            let amount = self.money(format!("{what}, {}", when(month)), flows[place]);
            let amount = if left > 1 { self.amount_of(amount, amounts[place], month, left - 2) } else { amount };
            part.by(format!("{what} / (1 + discount rate) ^ ({month}/12)")).from(vec![amount])
        });
        let mut parts: Vec<Derivation> = parts.collect();
        parts.push(self.discount_rate());
        Derivation { parts, rest, ..whole }
    }

    /// A month's cost as a part, by its charges, or its value by what that comes from.
    fn amount_of(&mut self, amount: Derivation, id: Id, month: u32, left: usize) -> Derivation {
        let option = self.results.model.options.iter().position(|o| o.cost.get(month as usize) == Some(&id));
        match option {
            Some(option) => self.month(amount, option, month, left),
            None => Derivation { name: amount.name, ..self.cell(id, left) },
        }
    }

    /// The discount rate, from where it was written.
    pub fn discount_rate(&self) -> Derivation {
        let input = &self.results.scenario.discount_rate;
        let rate = Derivation::new(input.path.clone(), Figure::Number(input.base()), "");
        Derivation { source: Some(Source::of(input)), ..rate }
    }
}
