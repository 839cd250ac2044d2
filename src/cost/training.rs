//! Fine-tuning as a project: labels, training runs and retrains.

use super::basis::Context;
use super::charges::{Charges, Label};
use super::people;
use crate::quantity::{Dimension, Unit};
use crate::scenario::{Compute, Training};
use crate::sheet::{Cell, Label as Name};

/// Charges the first training: all labels, and every experiment.
pub fn charge_initial<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, training): (usize, &Training),
    (month, price_month): (u32, u32),
) {
    charge_labels(cx, charges, (option, training), (labels(cx, training), month, price_month));
    let runs = cx.input(&training.experiments);
    charge_runs(cx, charges, (option, training), (runs, month, price_month));
}

/// Charges a retrain, or the share of one that falls on a month of the run rate: fresh labels, one
/// run on all examples, and people.
pub fn charge_retrain<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, training): (usize, &Training),
    (times, month, price_month): (Cell<'s>, u32, u32),
) {
    let fresh = labels(cx, training) * cx.input(&training.relabel_share) * times;
    charge_labels(cx, charges, (option, training), (fresh, month, price_month));
    charge_runs(cx, charges, (option, training), (times, month, price_month));
    let team = (training.retrain_hours.as_slice(), times);
    people::charge(cx, charges, (option, "retraining"), team, (month, price_month));
}

/// Labels bought for all examples: examples x `labels_per_example` / (1 - `rejection_rate`).
fn labels<'s>(cx: &Context<'s>, training: &Training) -> Cell<'s> {
    let accepted = cx.rest(cx.input(&training.rejection_rate));
    let labels = cx.input(&training.examples) * cx.input(&training.labels_per_example) / accepted;
    labels.named(Name::new("labels bought for all examples"))
}

fn charge_labels<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, training): (usize, &Training),
    (labels, month, price_month): (Cell<'s>, u32, u32),
) {
    let lines = [("labels", &training.label_cost), ("label reviews", &training.cost_per_label_review)];
    for (name, price) in lines {
        let price = cx.price(price, None, price_month);
        charges.add(option, Label { category: "labeling", name }, month, (labels, price));
    }
}

fn charge_runs<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, training): (usize, &Training),
    (runs, month, price_month): (Cell<'s>, u32, u32),
) {
    let (quantity, price) = match &training.compute {
        Compute::Free => return,
        Compute::Tokens(price) => {
            let tokens = cx.input(&training.examples) * cx.input(&training.tokens_per_example);
            let tokens = tokens * cx.input(&training.epochs) * runs;
            (tokens / cx.book.constant(1_000_000, Unit::of(Dimension::Token).per(Dimension::Mtok)), price)
        }
        Compute::GpuHours { hours, price } => (cx.input(hours) * runs, price),
    };
    let label = Label { category: "training", name: "training runs" };
    charges.add(option, label, month, (quantity, cx.price(price, None, price_month)));
}
