//! Cost lines of the user's own, evaluation and reviews.

use super::basis::{Basis, Context, Period};
use super::charges::{Charges, Label};
use super::token_use::TokenUse;
use crate::quantity::{Dimension, Unit};
use crate::scenario::{Charge, CostLine, Evaluation, Plan};
use crate::sheet::Cell;

/// What an option serves in a month, as cost lines count it.
#[derive(Debug)]
pub struct Served<'s> {
    /// Requests by workload.
    pub requests: Vec<Cell<'s>>,
    /// Seats billed, or users.
    pub seats: Cell<'s>,
}

/// Charges the lines that are paid once before launch (or when a successor takes over).
pub fn charge_once<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, plan): (usize, &Plan),
    (month, price_month): (u32, u32),
) {
    for line in &plan.costs {
        if line.charge == Charge::Once && line.from.is_none() {
            let price = cx.price(&line.price, Some(&line.change_per_year), price_month);
            charges.add(option, label(line), month, (cx.number(1), price));
        }
    }
}

/// Charges a month of an option's own cost lines; `launch` is the first month it serves.
pub fn charge_month<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, plan, launch): (usize, &Plan, u32),
    (index, served): (usize, &Served<'s>),
) {
    let period = cx.periods[index];
    for line in &plan.costs {
        if let Some(quantity) = quantity(cx, (option, line, launch), period, served) {
            let price = cx.price(&line.price, Some(&line.change_per_year), period.price_month);
            if line.charge == Charge::Once {
                let last = plan.retires.map_or(cx.scenario.months, |retires| retires.saturating_sub(1));
                let paid = (quantity, price);
                charges.paid_for((period.month, last), |charges| charges.add(option, label(line), period.month, paid));
            } else {
                charges.add(option, label(line), period.month, (quantity, price));
            }
        }
    }
}

fn label(line: &CostLine) -> Label<'_> {
    Label { category: line.category, name: &line.name }
}

/// How many units of a line a month is charged for; `None` when it is not running.
fn quantity<'s>(
    cx: &Context<'s>,
    (option, line, launch): (usize, &CostLine, u32),
    period: Period,
    served: &Served<'s>,
) -> Option<Cell<'s>> {
    if !running(cx, line, period.month) {
        return None;
    }
    let attempts = |workload: usize| cx.attempts_for((workload, period.month), served.requests[workload]);
    let workloads = 0..served.requests.len();
    match line.charge {
        Charge::Once => {
            let first = line.from?.max(launch);
            (cx.basis == Basis::Horizon && period.month == first).then(|| cx.number(1))
        }
        Charge::Every(1) => Some(cx.number(1)),
        Charge::Every(every) => cx.occurrences(period, line.from.unwrap_or(1).max(launch), every),
        Charge::Request => Some(cx.book.sum(workloads.map(attempts), Unit::REQUEST)),
        Charge::Mtok => {
            let tokens = |workload: usize| {
                let tokens = TokenUse::of(cx, option, workload);
                cx.mtok(attempts(workload) * (tokens.input + tokens.output) * tokens.factor)
            };
            Some(cx.book.sum(workloads.map(tokens), Unit::of(Dimension::Mtok)))
        }
        Charge::Seat => Some(served.seats),
    }
}

/// Whether a month lies between a line's `from` and `until`. At the run rate every recurring line
/// counts, whenever it begins or ends: only what is paid once is left out.
fn running(cx: &Context<'_>, line: &CostLine, month: u32) -> bool {
    let inside = line.from.is_none_or(|from| month >= from) && line.until.is_none_or(|until| month <= until);
    inside || cx.basis == Basis::RunRate
}

/// Charges the test set.
pub fn charge_test_set<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, evaluation): (usize, &Evaluation),
    (month, price_month): (u32, u32),
) {
    let label = Label { category: "evaluation", name: "test set" };
    let price = cx.price(&evaluation.build_cost, None, price_month);
    charges.add(option, label, month, (cx.number(1), price));
}

/// Charges a month of evaluation runs: cases and human reviews are per run.
pub fn charge_evaluation<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, evaluation): (usize, &Evaluation),
    period: Period,
) {
    let runs = cx.input(&evaluation.runs_per_month);
    let lines = [
        ("evaluation cases", &evaluation.cases, &evaluation.cost_per_case),
        ("human reviews of cases", &evaluation.human_reviewed_cases, &evaluation.cost_per_human_review),
    ];
    for (name, cases, price) in lines {
        let price = cx.price(price, None, period.price_month);
        let label = Label { category: "evaluation", name };
        charges.add(option, label, period.month, (cx.input(cases) * runs, price));
    }
}

/// Charges a month of reviews: the share of requests that a person checks.
pub fn charge_reviews<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, plan): (usize, &Plan),
    (period, served): (Period, &Served<'s>),
) {
    let requests = cx.book.sum(served.requests.iter().copied(), Unit::REQUEST);
    let reviewed = requests * cx.input(&plan.review_share);
    let price = cx.price(&plan.cost_per_review, None, period.price_month);
    charges.add(option, Label { category: "review", name: "reviews" }, period.month, (reviewed, price));
}
