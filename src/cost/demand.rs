//! How many requests and users a month has.

use super::basis::Context;
use super::volume::{held, path, season};
use crate::quantity::{Dimension, Unit};
use crate::scenario::{Volume, Workload};
use crate::sheet::Cell;

/// Compound growth since month 1.
fn growth<'s>(cx: &Context<'s>, workload: &Workload, month: u32) -> Cell<'s> {
    let since = i32::try_from(month.max(1) - 1).unwrap_or(i32::MAX);
    let monthly = (cx.number(1) + cx.input(&workload.growth_per_month)).power(since.saturating_mul(12));
    monthly * cx.drift(&workload.growth_per_year, month)
}

/// The users of a workload in a month: with growth, without seasons.
pub fn users<'s>(cx: &Context<'s>, workload: &Workload, month: u32) -> Cell<'s> {
    match &workload.users {
        Some(users) => cx.input(users) * growth(cx, workload, month),
        None => cx.book.constant(0, Unit::of(Dimension::User)),
    }
}

/// The requests of a workload in a month: volume x growth x season x scale.
pub fn requests<'s>(cx: &Context<'s>, workload: &Workload, month: u32) -> Cell<'s> {
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
    let grown = volume * growth(cx, workload, month);
    let seasonal = match season(cx.scenario, workload, month) {
        Some(factor) => grown * cx.input(factor),
        None => grown,
    };
    seasonal * cx.scale
}
