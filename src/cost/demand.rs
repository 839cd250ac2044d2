//! How many requests and users a month has.

use super::basis::Context;
use super::volume::{held, path, season};
use crate::quantity::{Dimension, Unit};
use crate::scenario::Volume;
use crate::sheet::{Cell, Label};

/// Compound growth since month 1.
fn growth<'s>(cx: &Context<'s>, index: usize, month: u32) -> Cell<'s> {
    let workload = &cx.scenario.workloads[index];
    let since = i32::try_from(month.max(1) - 1).unwrap_or(i32::MAX);
    let monthly = (cx.number(1) + cx.input(&workload.growth_per_month)).power(since.saturating_mul(12));
    let yearly = cx.drift(&workload.growth_per_year, month);
    (monthly * yearly).named(Label::new("growth since month 1").of(index).in_month(month))
}

/// The users of a workload in a month: with growth, without seasons.
pub fn users<'s>(cx: &Context<'s>, index: usize, month: u32) -> Cell<'s> {
    match &cx.scenario.workloads[index].users {
        Some(users) => {
            let users = cx.input(users) * growth(cx, index, month);
            users.named(Label::new("users").of(index).in_month(month))
        }
        None => cx.book.constant(0, Unit::of(Dimension::User)),
    }
}

/// The requests of a workload in a month: volume x growth x season x scale.
pub fn requests<'s>(cx: &Context<'s>, index: usize, month: u32) -> Cell<'s> {
    let workload = &cx.scenario.workloads[index];
    let volume = match &workload.volume {
        Volume::Flat(requests) => cx.input(requests),
        Volume::Months(list) => cx.input(&list[held(list.len(), month)]),
        Volume::Ramp { from, to, over_months, s_curve } => {
            let (from, to) = (cx.input(from), cx.input(to));
            let (done, whole) = path(month, *over_months, *s_curve);
            if done == whole { to } else { from + (to - from) * cx.number(done) / cx.number(whole) }
        }
        Volume::Users { users, requests_per_user } => cx.input(users) * cx.input(requests_per_user),
    };
    let grown = volume * growth(cx, index, month);
    let seasonal = match season(cx.scenario, workload, month) {
        Some(factor) => grown * cx.input(factor),
        None => grown,
    };
    (seasonal * cx.scale).named(Label::new("requests").of(index).in_month(month))
}
