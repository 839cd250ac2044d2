//! Hours of people.

use super::basis::Context;
use super::charges::{Charges, Label};
use crate::scenario::Effort;
use crate::sheet::{Cell, Label as Name};

/// The hours of an effort.
fn hours<'s>(cx: &Context<'s>, effort: &Effort) -> Cell<'s> {
    let amount = cx.input(&effort.amount);
    if effort.fte { amount * cx.input(&cx.scenario.people.hours_per_fte_month) } else { amount }
}

/// The rate of a role in a month: raised in months 13, 25, ..., unless it is written by month.
fn rate<'s>(cx: &Context<'s>, role: usize, month: u32) -> Cell<'s> {
    let rate = &cx.scenario.people.rates[role].1;
    let written = cx.input(rate.in_month(month));
    if rate.steps() {
        return written;
    }
    let years = i32::try_from((month.max(1) - 1) / 12).unwrap_or(i32::MAX);
    let raised = (cx.number(1) + cx.input(&cx.scenario.people.annual_raise)).power(years.saturating_mul(12));
    (written * raised).named(Name::new("rate of an hour").of(role).in_month(month))
}

/// Charges the efforts of a team, `times` over (a plain number, or replicas), as `what`.
pub fn charge<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, what): (usize, &str),
    (team, times): (&[Effort], Cell<'s>),
    (month, price_month): (u32, u32),
) {
    for effort in team {
        let role = &cx.scenario.people.rates[effort.role].0;
        let name = format!("{what}: {role}");
        let label = Label { category: "people", name: &name };
        let quantity = hours(cx, effort) * times;
        charges.add(option, label, month, (quantity, rate(cx, effort.role, price_month)));
    }
}
