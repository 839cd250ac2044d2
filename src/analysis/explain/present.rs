//! Amounts of months in present value.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::{Derivation, Rest, Source, YEARLY, telling};
use super::ledger::when;
use crate::analysis::Figure;
use crate::sheet::Id;

/// The most months of a sum that are shown, or of a year.
const MONTHS: usize = 3;
/// Months up to which a sum is not told by the year.
const YEAR: usize = 12;

/// How the months of a sum are explained.
pub struct Months<'a, E> {
    /// A month, with what it comes from on so many levels.
    pub each: &'a dyn Fn(&mut E, u32, usize) -> Derivation,
    /// The name that explains a month by itself, where it has one.
    pub name: &'a dyn Fn(u32) -> Option<String>,
}

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
        let exact = &self.results.exact;
        let flows: Vec<Decimal> = amounts.iter().map(|id| exact.get(*id)).collect();
        let rate = self.results.scenario.discount_rate.base();
        let before = (0..first).map(|_| Decimal::ZERO);
        let flows: Vec<Decimal> = before.chain(flows).collect();
        let present = crate::finance::discounted(rate, &flows).unwrap_or_default();
        let owner = self.owner(amounts);
        let name_of = |month: u32| owner.as_ref().map(|owner| format!("{owner}.{what}.{month}"));
        let month = |explainer: &mut Self, month: u32, left: usize| {
            let place = month as usize;
            let part = explainer.money(format!("present value of the {what} {}", when(month)), present[place]);
            let part = part.by(format!("{what} / (1 + discount rate) ^ ({month}/12)"));
            let amount = explainer.money(format!("{what}, {}", when(month)), flows[place]);
            let id = amounts[place - first as usize];
            let inner = |explainer: &mut Self| {
                if left == 0 {
                    return explainer.cut(part);
                }
                let amount = explainer.amount_of(amount, id, month, left - 1);
                part.from(vec![amount])
            };
            match name_of(month) {
                Some(name) => explainer.within(name, inner),
                None => inner(explainer),
            }
        };
        let summed = self.by_year(whole, &present, left, &Months { each: &month, name: &name_of });
        if left == 0 { summed } else { self.at_rate(summed) }
    }

    /// A sum of months, from t = 0 on: by year where they are many.
    pub fn by_year(
        &mut self,
        whole: Derivation,
        sizes: &[Decimal],
        left: usize,
        months: &Months<'_, Self>,
    ) -> Derivation {
        if left == 0 {
            return self.cut(whole);
        }
        if sizes.len() <= YEAR + 1 {
            return self.of_months(whole, (sizes, 0), left, months);
        }
        let mut parts = Vec::new();
        if !sizes[0].is_zero() {
            parts.push((months.each)(self, 0, left - 1));
        }
        for (year, sizes) in sizes[1..].chunks(YEAR).enumerate() {
            let first = 1 + year * YEAR;
            let sum = sizes.iter().fold(Decimal::ZERO, |sum, size| sum.saturating_add(*size));
            let name = format!("year {}, months {first} to {}", year + 1, first + sizes.len() - 1);
            let part = self.money(name, sum);
            if sum.is_zero() && sizes.iter().all(Decimal::is_zero) {
                continue;
            }
            let part = if left == 1 { self.cut(part) } else { self.of_months(part, (sizes, first), left - 1, months) };
            parts.push(part);
        }
        whole.from(parts)
    }

    /// The months of a sum that tell most; the first of them is month `first`.
    fn of_months(
        &mut self,
        whole: Derivation,
        (sizes, first): (&[Decimal], usize),
        left: usize,
        months: &Months<'_, Self>,
    ) -> Derivation {
        let number = |place: usize| u32::try_from(first + place).unwrap_or(u32::MAX);
        let (kept, rest) = telling(sizes, MONTHS);
        let rest = rest.map(|rest| {
            let next = (0..sizes.len()).find(|place| !kept.contains(place) && !sizes[*place].is_zero());
            Rest { see: next.and_then(|place| (months.name)(number(place))), ..rest }
        });
        let kept = kept.into_iter().filter(|place| !sizes[*place].is_zero());
        let parts = kept.map(|place| (months.each)(self, number(place), left - 1)).collect();
        Derivation { parts, rest, ..whole }
    }

    /// The option whose cost or value by month these are.
    fn owner(&self, amounts: &[Id]) -> Option<String> {
        let options = self.results.model.options.iter().zip(&self.results.scenario.options);
        let found = options.into_iter().find(|(option, _)| option.cost == amounts || option.value == amounts);
        found.map(|(_, plan)| plan.name.clone())
    }

    /// A month's cost as a part, by its charges, or its value by what that comes from.
    fn amount_of(&mut self, amount: Derivation, id: Id, month: u32, left: usize) -> Derivation {
        let option = self.results.model.options.iter().position(|o| o.cost.get(month as usize) == Some(&id));
        match option {
            Some(option) => self.month(amount, option, month, left),
            None => Derivation { name: amount.name, ..self.cell(id, left) },
        }
    }

    /// A sum with the discount rate before its parts.
    pub fn at_rate(&self, summed: Derivation) -> Derivation {
        let parts = std::iter::once(self.discount_rate()).chain(summed.parts).collect();
        Derivation { parts, ..summed }
    }

    /// The discount rate, from where it was written.
    pub fn discount_rate(&self) -> Derivation {
        let input = &self.results.scenario.discount_rate;
        let rate = Derivation::new(input.path.clone(), Figure::Number(input.base()), YEARLY);
        Derivation { source: Some(Source::of(input)), ..rate }
    }
}
