//! The shape of a month: how requests spread over the hours of a day or week.

use std::rc::Rc;

use super::basis::Context;
use super::clock::Clock;
use super::demand;
use crate::scenario::{Input, Profile};
use crate::sheet::{Cell, Test};

/// For every slot of the clock, a workload's requests over their mean: 1 on average.
pub fn weights<'s>(cx: &Context<'s>, workload: usize, month: u32) -> Rc<[Cell<'s>]> {
    let slots = cx.clock.slots().len();
    match &cx.scenario.workloads[workload].profile {
        Profile::Flat => vec![cx.number(1); slots].into(),
        Profile::Peak(peak) => {
            let peak = cx.input(peak);
            let rest = (cx.number(24) - peak) / cx.number(23);
            match cx.clock {
                Clock::Flat | Clock::PeakAndRest => vec![peak, rest].into(),
                Clock::Day | Clock::Week => {
                    let hours = busiest_hour(cx, month);
                    (0..slots).map(|slot| rest + hours[slot % 24] * (peak - rest)).collect()
                }
            }
        }
        Profile::Hours { day, week } => {
            let day = normalised(cx, day);
            let week = week.as_ref().map(|week| normalised(cx, week));
            let day_of_week = |slot: usize| week.as_ref().map_or(cx.number(1), |week| week[slot / 24]);
            (0..slots).map(|slot| day[slot % 24] * day_of_week(slot)).collect()
        }
    }
}

/// Weights over their mean.
fn normalised<'s>(cx: &Context<'s>, weights: &[Input]) -> Vec<Cell<'s>> {
    let cells: Vec<Cell<'s>> = weights.iter().map(|weight| cx.input(weight)).collect();
    let total = cx.book.sum(cells.iter().copied(), cells[0].unit());
    let count = u32::try_from(cells.len()).unwrap_or(u32::MAX);
    cells.into_iter().map(|cell| cell * cx.number(count) / total).collect()
}

/// For every hour of the day 1 where the workloads that have a profile are busiest together, by
/// that month's requests, and 0 elsewhere; the first of equal hours.
fn busiest_hour<'s>(cx: &Context<'s>, month: u32) -> Vec<Cell<'s>> {
    let profiled: Vec<usize> = (cx.scenario.workloads.iter().enumerate())
        .filter(|(_, workload)| matches!(workload.profile, Profile::Hours { .. }))
        .map(|(index, _)| index)
        .collect();
    let parts: Vec<(Cell<'s>, Rc<[Cell<'s>]>)> =
        (profiled.iter()).map(|w| (demand::requests(cx, *w, month), weights(cx, *w, month))).collect();
    let slots = cx.clock.slots().len();
    let total = |slot: usize| {
        let terms = parts.iter().map(|(requests, weights)| *requests * weights[slot]);
        cx.book.sum(terms, parts[0].0.unit())
    };
    let totals: Vec<Cell<'s>> = (0..slots).map(total).collect();
    let highest = totals.iter().skip(1).fold(totals[0], |highest, total| highest.max(*total));
    let (zero, mut free) = (cx.number(0), cx.number(1));
    let mut hours = vec![Vec::new(); 24];
    for (slot, total) in totals.iter().enumerate() {
        let hit = total.select(Test::AtLeast, highest, (free, zero));
        free = free - hit;
        hours[slot % 24].push(hit);
    }
    hours.into_iter().map(|hits| cx.book.sum(hits, zero.unit())).collect()
}
