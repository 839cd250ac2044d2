//! What one party of a ledger costs and serves, month by month.

use std::collections::BTreeMap;

use super::basis::{Basis, Context};
use super::charges::{Charges, Label, Limit};
use super::fleet::{self, FleetMonth};
use super::flow::Part;
use super::lines::{self, Served};
use super::owned::Owned;
use super::roles::{Cast, Party};
use super::seats::{self, SeatBook};
use super::{people, tokens, training};
use crate::quantity::{Dimension, Unit};
use crate::scenario::{FineTuned, Fleet, Kind, Serving, Supply};
use crate::sheet::Cell;

/// What a party did.
#[derive(Debug)]
pub struct Outcome<'s> {
    /// By period; `None` where it does not serve.
    pub months: Vec<Option<MonthOutcome<'s>>>,
    /// What was credited for hardware left in the last month of the horizon.
    pub book_value: Cell<'s>,
}

/// What a party did in one month.
#[derive(Debug)]
pub struct MonthOutcome<'s> {
    /// Requests served and seats billed.
    pub served: Served<'s>,
    /// Whether some requests could not be served.
    partial: bool,
    /// Mean replicas.
    replicas: Option<Cell<'s>>,
    /// Its fleet, if it has one.
    pub fleet: Option<FleetFigures<'s>>,
    /// Seats billed that nobody uses.
    pub idle_seats: Option<Cell<'s>>,
    /// Peaks held against account limits.
    pub limits: Vec<Limit>,
}

/// The figures of a fleet that reports show.
#[derive(Clone, Copy, Debug)]
pub struct FleetFigures<'s> {
    /// The most replicas of any hour.
    pub peak: Cell<'s>,
    /// 1 when the fleet cannot grow to the need.
    pub infeasible: Option<Cell<'s>>,
    /// Replica-seconds busy.
    pub busy: Cell<'s>,
    /// Replica-seconds paid for.
    pub paid: Cell<'s>,
}

/// What is carried from month to month.
struct Carried<'s> {
    launch: u32,
    seats: SeatBook<'s>,
    hardware: Owned<'s>,
}

/// Charges everything a party costs; a blend's members must have been charged before it.
pub fn charge<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (cast, party): (&Cast<'s>, &Party<'s>),
    others: &BTreeMap<usize, Outcome<'s>>,
) -> Outcome<'s> {
    let plan = &cx.scenario.options[party.option];
    cx.scope(party.option, "before launch");
    let launch = party.first_month(&cx.periods).unwrap_or(plan.launch_month);
    let last = party.last_month(&cx.periods).unwrap_or(launch);
    if cx.basis == Basis::Horizon {
        charges.paid_for((launch, last), |charges| charge_once(cx, charges, party));
    }
    let mut carried = Carried { launch, seats: SeatBook::new(), hardware: Owned::new(cx, (launch, last), party.once) };
    let mut months = Vec::with_capacity(cx.periods.len());
    for (index, part) in party.parts.iter().enumerate() {
        let month = part.as_ref().map(|part| {
            cx.scope(party.option, &format!("month {}", cx.periods[index].month));
            let mut month = serve(cx, charges, (party.option, index, part), &mut carried);
            if matches!(plan.kind, Kind::Blend(_)) {
                join_members(cx, &mut month, (cast, party.option, index), others);
            }
            charge_month(cx, charges, (party, index), (carried.launch, &month));
            month
        });
        months.push(month);
    }
    if let (Some(month), Some(cost)) = (party.migrates, &plan.migration_cost) {
        let label = Label { category: "migration", name: "migration" };
        let paid = (cx.number(1), cx.price(cost, None, month));
        charges.paid_for((month, cx.scenario.months), |charges| charges.add(party.option, label, month, paid));
    }
    let at_the_end = last == cx.scenario.months;
    let book_value = if at_the_end { carried.hardware.book_value } else { cx.nothing() };
    Outcome { months, book_value }
}

/// What is paid once: work, test set, training and lines.
fn charge_once<'s>(cx: &Context<'s>, charges: &mut Charges<'s>, party: &Party<'s>) {
    let (option, plan) = (party.option, &cx.scenario.options[party.option]);
    let when = (party.once, party.once.max(1));
    people::charge(cx, charges, (option, "build"), (&plan.build, cx.number(1)), when);
    if let Some(evaluation) = &plan.evaluation {
        lines::charge_test_set(cx, charges, (option, evaluation), when);
    }
    if let Kind::FineTuned(tuned) = &plan.kind
        && let Some(training) = &tuned.training
    {
        training::charge_initial(cx, charges, (option, training), when);
    }
    lines::charge_once(cx, charges, (option, plan), when);
}

/// Serves a month as the option's kind does.
fn serve<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, index, part): (usize, usize, &Part<'s>),
    carried: &mut Carried<'s>,
) -> MonthOutcome<'s> {
    let mut month = MonthOutcome::plain(cx, part);
    match &cx.scenario.options[option].kind {
        Kind::Seats(product) => {
            let billed = carried.seats.charge(cx, charges, (option, index), (product, part));
            month.served.seats = billed;
            month.idle_seats = Some(seats::idle(cx, product, billed));
        }
        Kind::Api(prices) => {
            tokens::charge(cx, charges, (option, index), (prices, part));
            month.limits = tokens::limits(cx, (option, index), (prices, part));
        }
        Kind::SelfHosted(fleet) => {
            serve_on_gpus(cx, charges, ((option, index), fleet, part), (carried, &mut month));
        }
        Kind::FineTuned(tuned) => {
            charge_tuned(cx, charges, (option, index, tuned), carried.launch);
            match &tuned.serving {
                Serving::Tokens(prices) => {
                    tokens::charge(cx, charges, (option, index), (prices, part));
                    month.limits = tokens::limits(cx, (option, index), (prices, part));
                }
                Serving::Gpus(fleet) => {
                    serve_on_gpus(cx, charges, ((option, index), fleet, part), (carried, &mut month));
                }
            }
        }
        Kind::Blend(_) | Kind::Custom => {}
    }
    month
}

impl<'s> MonthOutcome<'s> {
    /// All requests served, nothing billed.
    fn plain(cx: &Context<'s>, part: &Part<'s>) -> Self {
        let users = cx.book.sum(part.users.iter().copied(), Unit::of(Dimension::User));
        Self {
            served: Served {
                requests: part.flows.iter().map(|flow| flow.requests).collect(),
                seats: users.counted_as(Unit::of(Dimension::Seat)),
            },
            partial: false,
            replicas: None,
            fleet: None,
            idle_seats: None,
            limits: Vec::new(),
        }
    }
}

/// Retrains and the endpoint fee of a tuned model. The fee drifts with the provider's prices.
fn charge_tuned<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, index, tuned): (usize, usize, &FineTuned),
    launch: u32,
) {
    let period = cx.periods[index];
    let change = match &tuned.serving {
        Serving::Tokens(prices) => Some(&prices.price_change_per_year),
        Serving::Gpus(_) => None,
    };
    let fee = cx.price(&tuned.hosting_per_hour, change, period.price_month);
    let label = Label { category: "inference", name: "endpoint hours" };
    charges.add(option, label, period.month, (cx.hours_per_month(), fee));
    if let Some(training) = &tuned.training
        && let Some(every) = training.retrain_every_months
        && let Some(times) = cx.occurrences(period, launch + every, every)
    {
        let when = (times, period.month, period.price_month);
        training::charge_retrain(cx, charges, (option, training), when);
    }
}

fn serve_on_gpus<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    ((option, index), fleet, part): ((usize, usize), &Fleet, &Part<'s>),
    (carried, month): (&mut Carried<'s>, &mut MonthOutcome<'s>),
) {
    let need = FleetMonth::new(cx, (option, fleet, cx.periods[index].month), part);
    let (peak, replicas, paid) = match &fleet.supply {
        Supply::Rented(_) => {
            let paid = fleet::charge_rent(cx, charges, (option, fleet, index), &need);
            (need.peak, need.mean(cx), paid)
        }
        Supply::Owned(purchase) => {
            let owned = carried.hardware.charge(cx, charges, (option, fleet, index), (purchase, &need));
            let paid = fleet::as_seconds(cx, owned * fleet::billed_hours(cx, fleet));
            (owned, owned, paid)
        }
    };
    let busy = need.busy_seconds(cx, part);
    month.replicas = Some(replicas);
    month.fleet = Some(FleetFigures { peak, infeasible: need.infeasible, busy, paid });
    if let Some(served) = need.served {
        month.served.requests = served;
        month.partial = true;
    }
}

/// A blend serves what its members serve, on their fleets.
fn join_members<'s>(
    cx: &Context<'s>,
    month: &mut MonthOutcome<'s>,
    (cast, blend, index): (&Cast<'s>, usize, usize),
    others: &BTreeMap<usize, Outcome<'s>>,
) {
    let memberships = cast.memberships.iter().filter(|m| m.blend == blend && m.period == index);
    let members: Vec<_> =
        memberships.filter_map(|m| Some((m, others.get(&m.member)?.months[index].as_ref()?))).collect();
    month.partial = members.iter().any(|(_, member)| member.partial);
    if month.partial {
        let workloads = month.served.requests.len();
        let served = |workload: usize| {
            let parts = members.iter().map(|(membership, member)| {
                let given = membership.requests[workload];
                let whole = cast.parties[&membership.member].parts[index].as_ref();
                let whole = whole.map_or(given, |part| part.flows[workload].requests);
                given * member.served.requests[workload].share_of(whole)
            });
            cx.book.sum(parts, Unit::REQUEST)
        };
        month.served.requests = (0..workloads).map(served).collect();
    }
    let mut fleets: Vec<(usize, Cell<'s>)> =
        members.iter().filter_map(|(m, member)| Some((m.member, member.replicas?))).collect();
    fleets.sort_by_key(|(member, _)| *member);
    fleets.dedup_by_key(|(member, _)| *member);
    if !fleets.is_empty() {
        month.replicas = Some(cx.book.sum(fleets.into_iter().map(|(_, replicas)| replicas), Unit::REPLICA));
    }
}

/// What every kind pays in a month it serves: people, evaluation, reviews, lines of its own.
fn charge_month<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (party, index): (&Party<'s>, usize),
    (launch, month): (u32, &MonthOutcome<'s>),
) {
    let (option, plan) = (party.option, &cx.scenario.options[party.option]);
    let period = cx.periods[index];
    let when = (period.month, period.price_month);
    people::charge(cx, charges, (option, "run"), (&plan.run, cx.number(1)), when);
    if let Some(replicas) = month.replicas {
        people::charge(cx, charges, (option, "run, by replica"), (&plan.run_per_replica, replicas), when);
    }
    if let Some(evaluation) = &plan.evaluation {
        lines::charge_evaluation(cx, charges, (option, evaluation), period);
    }
    lines::charge_reviews(cx, charges, (option, plan), (period, &month.served));
    lines::charge_month(cx, charges, (option, plan, launch), (index, &month.served));
}
