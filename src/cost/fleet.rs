//! Fleets: how many replicas a month needs, what they serve and what rented ones cost.

use std::rc::Rc;

use super::basis::Context;
use super::charges::{Charges, Label};
use super::flow::{Flow, Part};
use super::token_use::TokenUse;
use crate::quantity::{Dimension, Unit};
use crate::scenario::{Fleet, Kind, Plan, Reserved, Serving, Supply, Throughput};
use crate::sheet::{Cell, Label as Name, Test};

/// A fleet in one month.
#[derive(Debug)]
pub struct FleetMonth<'s> {
    /// Replicas by slot of the clock, spares included; one entry for a fleet that is the same in
    /// every hour.
    pub replicas: Vec<Cell<'s>>,
    /// The most replicas of any hour.
    pub peak: Cell<'s>,
    /// 1 when the fleet cannot grow to the need, when it has a maximum.
    pub infeasible: Option<Cell<'s>>,
    /// Requests served by workload, when not all of them can be.
    pub served: Option<Vec<Cell<'s>>>,
    /// Replica-seconds of one request, by workload.
    seconds: Vec<Cell<'s>>,
}

/// The fleet of an option that runs on GPUs.
pub fn of(plan: &Plan) -> Option<&Fleet> {
    match &plan.kind {
        Kind::SelfHosted(fleet) => Some(fleet),
        Kind::FineTuned(tuned) => match &tuned.serving {
            Serving::Gpus(fleet) => Some(fleet),
            Serving::Tokens(_) => None,
        },
        _ => None,
    }
}

/// Hours a replica is paid for in a month.
pub fn billed_hours<'s>(cx: &Context<'s>, fleet: &Fleet) -> Cell<'s> {
    fleet.billed_hours.as_ref().map_or_else(|| cx.hours_per_month(), |hours| cx.input(hours))
}

/// Hours in which a month's requests arrive.
pub fn service_hours<'s>(cx: &Context<'s>, fleet: &Fleet) -> Cell<'s> {
    fleet.service_hours.as_ref().map_or_else(|| billed_hours(cx, fleet), |hours| cx.input(hours))
}

/// Replica-seconds of one request of a workload, with its retries: input / prefill + output /
/// decode tokens per second, or both over one rate; cached input costs no prefill.
fn seconds<'s>(cx: &Context<'s>, (option, workload): (usize, usize), throughput: &Throughput) -> Cell<'s> {
    let tokens = TokenUse::of(cx, option, workload);
    let prefilled = tokens.input * cx.rest(tokens.cached_share);
    let seconds = match throughput {
        Throughput::Phases { prefill, decode } => prefilled / cx.input(prefill) + tokens.output / cx.input(decode),
        Throughput::Total(rate) => (prefilled + tokens.output) / cx.input(rate),
    };
    (seconds * tokens.factor * cx.attempts(workload)).named(Name::new("replica-seconds of a request").of(workload))
}

/// Replica-seconds an hour that one replica may be busy at the busiest hour.
fn capacity<'s>(cx: &Context<'s>, fleet: &Fleet) -> Cell<'s> {
    let seconds = cx.book.constant(3600, Unit::of(Dimension::Second).per(Dimension::Hour));
    (seconds * cx.input(&fleet.target_utilization)).named(Name::new("what one replica may do in an hour"))
}

/// What flows ask of a fleet: by workload and slot, and in all.
struct Load<'s> {
    /// Requests by workload and slot.
    requests: Vec<Rc<[Cell<'s>]>>,
    /// Replica-seconds an hour, by slot.
    slots: Vec<Cell<'s>>,
    /// Replica-seconds an hour in the busiest slot.
    highest: Cell<'s>,
    /// Replica-seconds of one request, by workload.
    seconds: Vec<Cell<'s>>,
}

impl<'s> Load<'s> {
    fn new(cx: &Context<'s>, (option, fleet, month): (usize, &Fleet, u32), flows: &[Flow<'s>]) -> Self {
        let hours = service_hours(cx, fleet);
        let seconds: Vec<Cell<'s>> =
            (0..flows.len()).map(|workload| seconds(cx, (option, workload), &fleet.throughput)).collect();
        let requests: Vec<Rc<[Cell<'s>]>> =
            (flows.iter().enumerate()).map(|(workload, flow)| flow.slots(cx, workload, month)).collect();
        let unit = Unit::REPLICA.times(Dimension::Second).per(Dimension::Hour);
        let count = cx.clock.slots().len();
        let slot = |slot: usize| {
            let terms = requests.iter().zip(&seconds).map(|(slots, seconds)| slots[slot] * *seconds / hours);
            let name =
                if count == 1 { Name::new("load of every hour") } else { Name::new("load of the hour").of(slot) };
            cx.book.sum(terms, unit).named(name.in_month(month))
        };
        let slots: Vec<Cell<'s>> = (0..count).map(slot).collect();
        let highest = slots.iter().skip(1).fold(slots[0], |highest, slot| highest.max(*slot));
        let highest = highest.named(Name::new("load of the busiest hour").in_month(month));
        Self { requests, slots, highest, seconds }
    }

    /// By workload and slot, the requests beyond a limit of replica-seconds an hour, in proportion
    /// from every workload.
    fn beyond(&self, limit: Cell<'s>) -> Vec<Rc<[Cell<'s>]>> {
        let excess: Vec<Cell<'s>> = self.slots.iter().map(|load| load.above(limit)).collect();
        let beyond = |slots: &Rc<[Cell<'s>]>| {
            let by_slot = slots.iter().zip(&self.slots).zip(&excess);
            by_slot.map(|((requests, load), excess)| requests.share_of(*load) * *excess).collect()
        };
        self.requests.iter().map(beyond).collect()
    }
}

/// Splits flows between a fixed fleet and what exceeds it, hour by hour.
pub fn overflow<'s>(
    cx: &Context<'s>,
    (base, replicas, month): (usize, Cell<'s>, u32),
    flows: &[Flow<'s>],
) -> (Vec<Flow<'s>>, Vec<Flow<'s>>) {
    let Some(fleet) = of(&cx.scenario.options[base]) else {
        return (flows.to_vec(), flows.to_vec()); // refused when the scenario is read
    };
    let load = Load::new(cx, (base, fleet, month), flows);
    let beyond = load.beyond(replicas * capacity(cx, fleet));
    let kept = |(all, beyond): (&Rc<[Cell<'s>]>, &Rc<[Cell<'s>]>)| -> Rc<[Cell<'s>]> {
        all.iter().zip(beyond.iter()).map(|(all, beyond)| *all - *beyond).collect()
    };
    let kept: Vec<Flow<'s>> = (load.requests.iter().zip(&beyond).enumerate())
        .map(|(w, slots)| Flow::of_slots(cx, (w, month), kept(slots)))
        .collect();
    let beyond = beyond.into_iter().enumerate().map(|(w, slots)| Flow::of_slots(cx, (w, month), slots)).collect();
    (kept, beyond)
}

impl<'s> FleetMonth<'s> {
    /// The fleet that a part needs in a month.
    pub fn new(cx: &Context<'s>, (option, fleet, month): (usize, &Fleet, u32), part: &Part<'s>) -> Self {
        let load = Load::new(cx, (option, fleet, month), &part.flows);
        if let Some(replicas) = part.fixed_fleet {
            return Self::fixed(cx, fleet, (load, replicas), part);
        }
        let spare = cx.input(&fleet.spare_replicas);
        let minimum = cx.input(&fleet.minimum_replicas);
        let capacity = capacity(cx, fleet);
        let need = |load: Cell<'s>| load.units(capacity).max(minimum) + spare;
        let maximum = fleet.maximum_replicas.as_ref().map(|maximum| cx.input(maximum));
        let capped = |replicas: Cell<'s>| maximum.map_or(replicas, |maximum| replicas.min(maximum));
        let peak = need(load.highest).named(Name::new("replicas for the busiest hour").in_month(month));
        let follows = fleet.hourly_scaling && matches!(fleet.supply, Supply::Rented(_));
        let replicas =
            if follows { load.slots.iter().map(|slot| capped(need(*slot))).collect() } else { vec![capped(peak)] };
        let served = maximum.map(|maximum| served_within(cx, &load, (maximum - spare) * capacity, part));
        Self {
            replicas,
            peak: capped(peak),
            infeasible: maximum.map(|maximum| exceeds(cx, peak, maximum)),
            served,
            seconds: load.seconds,
        }
    }

    /// A fleet of fixed size. What an overflow leaves it fits; what another role brings may not.
    fn fixed(cx: &Context<'s>, fleet: &Fleet, (load, replicas): (Load<'s>, Cell<'s>), part: &Part<'s>) -> Self {
        let capacity = capacity(cx, fleet);
        let over = part.overloaded;
        Self {
            replicas: vec![replicas],
            peak: replicas,
            infeasible: over.then(|| exceeds(cx, load.highest.units(capacity), replicas)),
            served: over.then(|| served_within(cx, &load, replicas * capacity, part)),
            seconds: load.seconds,
        }
    }

    /// Mean replicas over the hours of the month.
    pub fn mean(&self, cx: &Context<'s>) -> Cell<'s> {
        self.over_hours(cx, "replicas, mean", |replicas| replicas)
    }

    /// Mean over the hours of a figure of the fleet.
    fn over_hours(&self, cx: &Context<'s>, what: &'static str, figure: impl Fn(Cell<'s>) -> Cell<'s>) -> Cell<'s> {
        match self.replicas.as_slice() {
            [same] => figure(*same),
            slots => {
                let figures: Vec<Cell<'s>> = slots.iter().map(|replicas| figure(*replicas)).collect();
                cx.clock.mean(&figures, Name::new(what))
            }
        }
    }

    /// Replica-seconds that serving takes in the month.
    pub fn busy_seconds(&self, cx: &Context<'s>, part: &Part<'s>) -> Cell<'s> {
        let requests = |workload: usize| match &self.served {
            Some(served) => served[workload],
            None => part.flows[workload].requests,
        };
        let terms = self.seconds.iter().enumerate().map(|(w, seconds)| requests(w) * *seconds);
        cx.book.sum(terms, replica_seconds())
    }
}

/// 1 where a fleet would need more than `most` replicas.
fn exceeds<'s>(cx: &Context<'s>, need: Cell<'s>, most: Cell<'s>) -> Cell<'s> {
    need.select(Test::Above, most, (cx.number(1), cx.number(0)))
}

/// Requests by workload that fit a limit of replica-seconds an hour.
fn served_within<'s>(cx: &Context<'s>, load: &Load<'s>, limit: Cell<'s>, part: &Part<'s>) -> Vec<Cell<'s>> {
    let lost = load.beyond(limit);
    let served = |(workload, (flow, lost)): (usize, (&Flow<'s>, &Rc<[Cell<'s>]>))| {
        flow.requests - cx.clock.mean(lost, Name::new("requests beyond the fleet").of(workload))
    };
    part.flows.iter().zip(&lost).enumerate().map(served).collect()
}

/// The unit of busy and paid time.
pub fn replica_seconds() -> Unit {
    Unit::REPLICA.times(Dimension::Second)
}

/// Replica-hours as replica-seconds.
pub fn as_seconds<'s>(cx: &Context<'s>, replica_hours: Cell<'s>) -> Cell<'s> {
    replica_hours * cx.book.constant(3600, Unit::of(Dimension::Second).per(Dimension::Hour))
}

/// Charges a month of rented GPUs and returns the replica-seconds paid for.
pub fn charge_rent<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, fleet, index): (usize, &Fleet, usize),
    month: &FleetMonth<'s>,
) -> Cell<'s> {
    let Supply::Rented(rent) = &fleet.supply else {
        return cx.book.constant(0, replica_seconds());
    };
    let period = cx.periods[index];
    let per_replica = cx.input(&fleet.gpus_per_replica);
    let price = cx.price(&rent.price_per_gpu_hour, Some(&rent.price_change_per_year), period.price_month);
    let kept = rent.reserved.as_ref().map(|reserved| charge_reserved(cx, charges, (option, index), reserved));
    let on_demand = month.over_hours(cx, "GPUs on demand, mean", |replicas| match kept {
        Some(kept) => (replicas * per_replica).above(kept),
        None => replicas * per_replica,
    });
    let gpu_hours = on_demand * billed_hours(cx, fleet);
    let label = Label { category: "gpu", name: "GPU hours" };
    charges.add(option, label, period.month, (gpu_hours, price));
    let paid = match kept {
        Some(kept) => gpu_hours + kept * cx.hours_per_month(),
        None => gpu_hours,
    };
    as_seconds(cx, paid / per_replica)
}

/// The line of hours that are paid for whether used or not.
pub const RESERVED: &str = "reserved GPU hours";

/// Charges a month of reserved GPUs, used or not, at their unchanged price, and returns how many.
fn charge_reserved<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, index): (usize, usize),
    reserved: &Reserved,
) -> Cell<'s> {
    let gpus = cx.input(&reserved.gpus);
    let period = cx.periods[index];
    let price = cx.price(&reserved.price_per_gpu_hour, None, period.price_month);
    let label = Label { category: "gpu", name: RESERVED };
    let hours = gpus * cx.hours_per_month();
    charges.paid_for((period.month, period.month), |charges| charges.add(option, label, period.month, (hours, price)));
    gpus
}
