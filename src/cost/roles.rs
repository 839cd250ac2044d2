//! Who serves what, when: launches with an interim, retirements with a successor, blends.

use std::collections::BTreeMap;

use super::basis::{Basis, Context, Period};
use super::flow::{Flow, Part};
use super::{demand, fleet};
use crate::quantity::Unit;
use crate::scenario::{Blend, Kind};
use crate::sheet::Cell;

/// One option's part in an option's ledger.
#[derive(Clone, Debug)]
pub struct Party<'s> {
    /// The option.
    pub option: usize,
    /// The month in which what it pays once falls; 0 is before launch.
    pub once: u32,
    /// What it serves, by period.
    pub parts: Vec<Option<Part<'s>>>,
    /// The month its successor takes over, when one does.
    pub migrates: Option<u32>,
}

impl Party<'_> {
    /// The first month it serves.
    pub fn first_month(&self, periods: &[Period]) -> Option<u32> {
        let first = self.parts.iter().position(Option::is_some)?;
        Some(periods[first].month)
    }

    /// The last month it serves.
    pub fn last_month(&self, periods: &[Period]) -> Option<u32> {
        let last = self.parts.iter().rposition(Option::is_some)?;
        Some(periods[last].month)
    }
}

/// A member's share of a blend in one period.
#[derive(Clone, Debug)]
pub struct Membership<'s> {
    /// The blend.
    pub blend: usize,
    /// The member.
    pub member: usize,
    /// The period.
    pub period: usize,
    /// Requests by workload.
    pub requests: Vec<Cell<'s>>,
}

/// Everyone who takes part in one option's ledger.
#[derive(Clone, Debug, Default)]
pub struct Cast<'s> {
    /// By option.
    pub parties: BTreeMap<usize, Party<'s>>,
    /// Who serves for which blend.
    pub memberships: Vec<Membership<'s>>,
}

/// Casts the ledger of `option`.
pub fn cast<'s>(cx: &Context<'s>, option: usize) -> Cast<'s> {
    let mut cast = Cast::default();
    join(cx, &mut cast, (option, 0));
    for (index, period) in cx.periods.iter().enumerate() {
        let workloads = 0..cx.scenario.workloads.len();
        let flow = |workload| Flow::of_profile(demand::requests(cx, workload, period.month));
        let part = Part {
            flows: workloads.clone().map(flow).collect(),
            users: workloads.map(|workload| demand::users(cx, workload, period.month)).collect(),
            fixed_fleet: None,
            overloaded: false,
        };
        assign(cx, &mut cast, (option, index, 0), part);
    }
    cast
}

/// Enters an option into the cast; what it pays once falls in the earliest month it has a role.
fn join<'a, 's>(cx: &Context<'s>, cast: &'a mut Cast<'s>, (option, once): (usize, u32)) -> &'a mut Party<'s> {
    let absent = || Party { option, once, parts: vec![None; cx.periods.len()], migrates: None };
    let party = cast.parties.entry(option).or_insert_with(absent);
    party.once = party.once.min(once);
    party
}

/// Gives a part in one period to an option, or to who stands in for it, and returns who that is.
/// `once` is the month in which an option that enters by this role pays what it pays once; it
/// is paid in full even where somebody stands in for it.
fn assign<'s>(
    cx: &Context<'s>,
    cast: &mut Cast<'s>,
    (option, index, once): (usize, usize, u32),
    part: Part<'s>,
) -> usize {
    let plan = &cx.scenario.options[option];
    let month = cx.periods[index].month;
    join(cx, cast, (option, once));
    if cx.basis == Basis::Horizon {
        if let (Some(retires), Some(successor)) = (plan.retires, plan.successor)
            && month >= retires
        {
            if let Some(party) = cast.parties.get_mut(&option)
                && party.parts.iter().any(Option::is_some)
            {
                party.migrates.get_or_insert(month);
            }
            return assign(cx, cast, (successor, index, once.max(retires)), part.on_own_fleet());
        }
        if let (Some(interim), true) = (plan.interim, month < plan.launch_month) {
            return assign(cx, cast, (interim, index, once), part.on_own_fleet());
        }
    }
    let held = join(cx, cast, (option, once)).parts[index].take();
    let whole = match held {
        Some(held) => together(cx, month, &held, &part),
        None => part.clone(),
    };
    join(cx, cast, (option, once)).parts[index] = Some(whole);
    if let Kind::Blend(blend) = &plan.kind {
        divide(cx, cast, (blend, option, index, once), &part);
    }
    option
}

fn together<'s>(cx: &Context<'s>, month: u32, a: &Part<'s>, b: &Part<'s>) -> Part<'s> {
    let flows = a.flows.iter().zip(&b.flows).enumerate();
    Part {
        flows: flows.map(|(w, (a, b))| a.plus(b, (cx, w, month))).collect(),
        users: a.users.iter().zip(&b.users).map(|(a, b)| *a + *b).collect(),
        fixed_fleet: a.fixed_fleet.or(b.fixed_fleet),
        overloaded: a.fixed_fleet.is_some() || b.fixed_fleet.is_some(),
    }
}

/// Divides a blend's part among its members.
fn divide<'s>(
    cx: &Context<'s>,
    cast: &mut Cast<'s>,
    (blend, option, index, once): (&Blend, usize, usize, u32),
    part: &Part<'s>,
) {
    let mut give = |member: usize, part: Part<'s>| {
        let requests = part.flows.iter().map(|flow| flow.requests).collect();
        let member = assign(cx, cast, (member, index, once), part);
        cast.memberships.push(Membership { blend: option, member, period: index, requests });
    };
    match blend {
        Blend::Shares(shares) => {
            for (member, share) in shares {
                let share = cx.input(share);
                give(
                    *member,
                    Part {
                        flows: part.flows.iter().map(|flow| flow.scaled(share)).collect(),
                        users: part.users.iter().map(|users| *users * share).collect(),
                        fixed_fleet: None,
                        overloaded: false,
                    },
                );
            }
        }
        Blend::Route(route) => {
            for member in blend.members() {
                let routed = |workload: usize| route[workload] == member;
                give(member, only(cx, part, routed));
            }
        }
        Blend::Overflow { base, replicas, to } => {
            let replicas = cx.input(replicas);
            let month = cx.periods[index].month;
            let (kept, excess) = fleet::overflow(cx, (*base, replicas, month), &part.flows);
            let users = part.users.clone();
            give(*base, Part { flows: kept, users: users.clone(), fixed_fleet: Some(replicas), overloaded: false });
            give(*to, Part { flows: excess, users, fixed_fleet: None, overloaded: false });
        }
    }
}

/// The part without the workloads that are routed elsewhere.
fn only<'s>(cx: &Context<'s>, part: &Part<'s>, routed: impl Fn(usize) -> bool) -> Part<'s> {
    let no_requests = Flow::of_profile(cx.book.constant(0, Unit::REQUEST));
    let flows = part.flows.iter().enumerate();
    let users = part.users.iter().enumerate();
    Part {
        flows: flows.map(|(w, flow)| if routed(w) { flow.clone() } else { no_requests.clone() }).collect(),
        users: users.map(|(w, users)| if routed(w) { *users } else { cx.book.constant(0, users.unit()) }).collect(),
        fixed_fleet: None,
        overloaded: false,
    }
}
