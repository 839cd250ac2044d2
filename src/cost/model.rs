//! The whole model: for every option its ledger, what it serves, and its cost on both bases.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::basis::{Basis, Context};
use super::charges::{Charges, Limit, Line};
use super::demand;
use super::party::{self, MonthOutcome, Outcome};
use super::roles::{Cast, cast};
use crate::quantity::{Dimension, Quantity, Unit};
use crate::scenario::{Input, Kind, Origin, Scenario};
use crate::sheet::{Book, Cell, Id, Label, Sheet};

/// The cost model of a scenario, recorded in a sheet.
#[derive(Debug)]
pub struct Model {
    /// The formulas.
    pub sheet: Sheet,
    /// Place of the volume scale among [`Sheet::inputs`]: a factor on every workload's requests.
    pub scale: u32,
    /// Requests by workload, by month from 1.
    pub requests: Vec<Vec<Id>>,
    /// The options, in the order of the scenario.
    pub options: Vec<OptionModel>,
}

/// One option.
#[derive(Debug)]
pub struct OptionModel {
    /// The ledger's lines.
    pub lines: Vec<Line>,
    /// Cost by month; the first is before launch.
    pub cost: Vec<Id>,
    /// The sum of all costs.
    pub tco: Id,
    /// Present value of all costs.
    pub present_value: Id,
    /// Present value of value less cost.
    pub present_worth: Id,
    /// The same the other way round, cost less value: the lower the better, as costs are.
    pub present_burden: Id,
    /// Requests served, by month from 1.
    pub requests: Vec<Id>,
    /// Of these, answered correctly.
    pub successes: Vec<Id>,
    /// Value less failures, by month from 1.
    pub value: Vec<Id>,
    /// Millions of tokens served by the workloads' own counts; none when they are not stated.
    pub mtok: Option<Id>,
    /// Part of the last month's cost that is the book value credited for hardware left.
    pub book_value: Id,
    /// Every fleet that serves for it, by option and month.
    pub fleets: Vec<FleetUse>,
    /// Replica-seconds busy, and paid for.
    pub busy_and_paid: Option<(Id, Id)>,
    /// Months that may be infeasible: the month, the option with the fleet, 1 when it is.
    pub infeasible: Vec<(u32, usize, Id)>,
    /// Seats nobody uses: the month, the option, how many.
    pub idle_seats: Vec<(u32, usize, Id)>,
    /// Peaks held against account limits.
    pub limits: Vec<Limit>,
    /// The run rate.
    pub run_rate: RunRate,
}

/// A fleet in one month.
#[derive(Clone, Copy, Debug)]
pub struct FleetUse {
    /// The month of the plan, from 1.
    pub month: u32,
    /// The option whose fleet it is.
    pub option: usize,
    /// Replicas at the busiest hour.
    pub peak: Id,
    /// Replica-seconds busy.
    pub busy: Id,
    /// Replica-seconds paid for.
    pub paid: Id,
}

/// One month in steady state.
#[derive(Debug)]
pub struct RunRate {
    /// The lines that it is made of.
    pub lines: Vec<Line>,
    /// Its cost.
    pub cost: Id,
    /// 1 when a fleet cannot grow to the need, for each that has a maximum.
    pub infeasible: Vec<Id>,
}

/// Builds the model of a scenario.
#[must_use]
pub fn build(scenario: &Scenario) -> Model {
    let book = Book::new();
    book.scope("the demand".to_owned());
    let scale = Input {
        path: "volume".to_owned(),
        quantity: Quantity::certain(Decimal::ONE),
        unit: Unit::ONE,
        whole: false,
        bounds: (None, None),
        origin: Origin::Default,
    };
    let scale = book.parameter(&scale);
    let (requests, options) = {
        let cx = Context::new(&book, scenario, scale, Basis::Horizon);
        let run_rate = Context::new(&book, scenario, scale, Basis::RunRate);
        let requests = (0..scenario.workloads.len())
            .map(|w| cx.periods.iter().map(|p| demand::requests(&cx, w, p.month).id()).collect())
            .collect();
        let options = (0..scenario.options.len()).map(|option| one(&cx, &run_rate, option)).collect();
        (requests, options)
    };
    let sheet = book.finish();
    let scale = sheet.input_index("volume").unwrap_or(0);
    Model { sheet, scale, requests, options }
}

/// Works out everyone who takes part in an option's ledger, members before their blends.
fn work_out<'s>(cx: &Context<'s>, option: usize) -> (Cast<'s>, Charges<'s>, BTreeMap<usize, Outcome<'s>>) {
    let cast = cast(cx, option);
    let mut charges = Charges::default();
    let mut outcomes = BTreeMap::new();
    let mut waiting: Vec<usize> = cast.parties.keys().copied().collect();
    while !waiting.is_empty() {
        let ready = |option: &usize| {
            let members = cast.memberships.iter().filter(|m| m.blend == *option);
            members.map(|m| m.member).all(|member| outcomes.contains_key(&member))
        };
        // Blends form no circle, so some party is always ready.
        let next = waiting.iter().position(ready).unwrap_or(0);
        let option = waiting.remove(next);
        let outcome = party::charge(cx, &mut charges, (&cast, &cast.parties[&option]), &outcomes);
        outcomes.insert(option, outcome);
    }
    (cast, charges, outcomes)
}

fn one<'s>(cx: &Context<'s>, run_rate: &Context<'s>, option: usize) -> OptionModel {
    let (_, charges, outcomes) = work_out(cx, option);
    cx.scope(option, "the totals");
    let mut by_month = vec![Vec::new(); cx.periods.len() + 1];
    for (month, amount) in charges.amounts() {
        if let Some(amounts) = by_month.get_mut(month as usize) {
            amounts.push(amount);
        }
    }
    let cost: Vec<Cell<'s>> = (by_month.into_iter().zip(0_u32..))
        .map(|(amounts, month)| cx.book.sum(amounts, Unit::MONEY).named(Label::new("cost").in_month(month)))
        .collect();
    let discount = cx.number(1) + cx.input(&cx.scenario.discount_rate);
    let present = |amounts: &[Cell<'s>], first: i32| {
        let discounted = amounts.iter().zip(first..).map(|(amount, month)| {
            let label = Label::new("discount factor").in_month(month.unsigned_abs());
            *amount * discount.power(-month).named(label)
        });
        cx.book.sum(discounted, Unit::MONEY)
    };
    let present_value = present(&cost, 0);
    let serving = Serving::new(cx, &outcomes);
    let value = serving.values();
    let value_today = present(&value, 1);
    let fleets = serving.fleets();
    let book_value = outcomes.values().map(|outcome| outcome.book_value);
    OptionModel {
        cost: cost.iter().map(|cell| cell.id()).collect(),
        tco: cx.book.sum(cost.iter().copied(), Unit::MONEY).id(),
        present_value: present_value.id(),
        present_worth: (value_today - present_value).id(),
        present_burden: (present_value - value_today).id(),
        requests: serving
            .by_month(|month, _| cx.book.sum(month.served.requests.iter().copied(), Unit::REQUEST), Unit::REQUEST),
        successes: serving.by_month(|month, option| successes(cx, option, month), Unit::REQUEST),
        value: value.iter().map(|cell| cell.id()).collect(),
        mtok: serving.mtok(),
        book_value: cx.book.sum(book_value, Unit::MONEY).id(),
        fleets: (fleets.iter())
            .map(|(month, option, fleet)| FleetUse {
                month: *month,
                option: *option,
                peak: fleet.peak.id(),
                busy: fleet.busy.id(),
                paid: fleet.paid.id(),
            })
            .collect(),
        busy_and_paid: (!fleets.is_empty()).then(|| {
            let total = |figure: &dyn Fn(&party::FleetFigures<'s>) -> Cell<'s>| {
                let cells = fleets.iter().map(|(_, _, fleet)| figure(fleet));
                cx.book.sum(cells, super::fleet::replica_seconds()).id()
            };
            (total(&|fleet| fleet.busy), total(&|fleet| fleet.paid))
        }),
        infeasible: (fleets.iter())
            .filter_map(|(month, option, fleet)| Some((*month, *option, fleet.infeasible?.id())))
            .collect(),
        idle_seats: serving.idle_seats(),
        limits: serving.limits(),
        lines: charges.into_lines(),
        run_rate: steady(run_rate, option),
    }
}

/// The run rate of an option.
fn steady(cx: &Context<'_>, option: usize) -> RunRate {
    let (_, charges, outcomes) = work_out(cx, option);
    cx.scope(option, "the run rate");
    let amounts = charges.amounts().map(|(_, amount)| amount);
    let cost = cx.book.sum(amounts, Unit::MONEY).id();
    let fleets = Serving::new(cx, &outcomes).fleets();
    RunRate {
        lines: charges.into_lines(),
        cost,
        infeasible: fleets.iter().filter_map(|(.., fleet)| Some(fleet.infeasible?.id())).collect(),
    }
}

/// Requests answered correctly by a party in a month.
fn successes<'s>(cx: &Context<'s>, option: usize, month: &MonthOutcome<'s>) -> Cell<'s> {
    let correct = month.served.requests.iter().enumerate().map(|(w, requests)| *requests * accuracy(cx, option, w));
    let correct = cx.book.sum(correct, Unit::REQUEST);
    let all = cx.book.sum(month.served.requests.iter().copied(), Unit::REQUEST);
    // where every answer is correct they are the requests, and whatever counts those has this cell too
    if correct.id() == all.id() { all } else { correct.named(Label::new("requests answered correctly")) }
}

fn accuracy<'s>(cx: &Context<'s>, option: usize, workload: usize) -> Cell<'s> {
    let plan = &cx.scenario.options[option];
    cx.input(plan.overrides[workload].accuracy.as_ref().unwrap_or(&plan.accuracy))
}

/// Those of a ledger's parties that serve requests themselves, which blends do not.
struct Serving<'a, 's> {
    cx: &'a Context<'s>,
    parties: Vec<(usize, &'a Outcome<'s>)>,
}

impl<'a, 's> Serving<'a, 's> {
    fn new(cx: &'a Context<'s>, outcomes: &'a BTreeMap<usize, Outcome<'s>>) -> Self {
        let serves = |option: usize| !matches!(cx.scenario.options[option].kind, Kind::Blend(_));
        let parties = outcomes.iter().filter(|(option, _)| serves(**option));
        Self { cx, parties: parties.map(|(option, outcome)| (*option, outcome)).collect() }
    }

    /// Every month that somebody serves: its number, the party and what it did.
    fn months(&self) -> impl Iterator<Item = (usize, usize, &'a MonthOutcome<'s>)> + '_ {
        let months = |(option, outcome): &(usize, &'a Outcome<'s>)| {
            let option = *option;
            let served = outcome.months.iter().enumerate();
            served.filter_map(move |(index, month)| Some((index, option, month.as_ref()?)))
        };
        self.parties.iter().flat_map(months)
    }

    /// A figure summed over the parties, by month.
    fn by_month(&self, figure: impl Fn(&MonthOutcome<'s>, usize) -> Cell<'s>, unit: Unit) -> Vec<Id> {
        let mut months = vec![Vec::new(); self.cx.periods.len()];
        for (index, option, month) in self.months() {
            months[index].push(figure(month, option));
        }
        months.into_iter().map(|cells| self.cx.book.sum(cells, unit).id()).collect()
    }

    /// Successes x `value_per_success` - failures x `cost_per_failure`, by month.
    fn values(&self) -> Vec<Cell<'s>> {
        let cx = self.cx;
        let mut months = vec![Vec::new(); cx.periods.len()];
        for (index, option, month) in self.months() {
            for (w, requests) in month.served.requests.iter().enumerate() {
                let workload = &cx.scenario.workloads[w];
                let price_month = cx.periods[index].price_month;
                let correct = *requests * accuracy(cx, option, w);
                let gained = correct * cx.price(&workload.value_per_success, None, price_month);
                let lost = (*requests - correct) * cx.price(&workload.cost_per_failure, None, price_month);
                months[index].push(gained - lost);
            }
        }
        months.into_iter().map(|cells| cx.book.sum(cells, Unit::MONEY)).collect()
    }

    /// Millions of tokens by the workloads' own counts: no factor, retry or override.
    fn mtok(&self) -> Option<Id> {
        let cx = self.cx;
        let tokens: Option<Vec<Cell<'s>>> = (cx.scenario.workloads.iter())
            .map(|w| Some(cx.input(w.input_tokens.as_ref()?) + cx.input(w.output_tokens.as_ref()?)))
            .collect();
        let tokens = tokens?;
        let served = self.months().map(|(index, option, month)| {
            let terms = month.served.requests.iter().zip(&tokens).map(|(r, tokens)| *r * *tokens);
            let label = Label::new("millions of tokens").of(option).in_month(cx.periods[index].month);
            cx.mtok(cx.book.sum(terms, Unit::of(Dimension::Token))).named(label)
        });
        Some(cx.book.sum(served, Unit::of(Dimension::Mtok)).id())
    }

    fn fleets(&self) -> Vec<(u32, usize, party::FleetFigures<'s>)> {
        let fleet = |(index, option, month): (usize, usize, &MonthOutcome<'s>)| {
            Some((self.cx.periods[index].month, option, month.fleet?))
        };
        self.months().filter_map(fleet).collect()
    }

    fn idle_seats(&self) -> Vec<(u32, usize, Id)> {
        let idle = |(index, option, month): (usize, usize, &MonthOutcome<'s>)| {
            Some((self.cx.periods[index].month, option, month.idle_seats?.id()))
        };
        self.months().filter_map(idle).collect()
    }

    fn limits(&self) -> Vec<Limit> {
        self.months().flat_map(|(_, _, month)| month.limits.clone()).collect()
    }
}
