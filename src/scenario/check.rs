//! What only the whole scenario can tell: who stands in for whom, and which figures must be there.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::diagnostic::Diagnostic;
use super::read::Context;
use super::resolved::{Blend, Charge, Kind, Plan, Scenario, Serving};

/// Fills in the interim options that follow from the reference, and reports what contradicts.
pub fn check(scenario: &mut Scenario, context: &Context) {
    interims(scenario, context);
    for index in 0..scenario.options.len() {
        itself(scenario, context, index);
        successor(scenario, context, index);
        tokens(scenario, context, index);
        cached(scenario, context, index);
        seats(scenario, context, index);
    }
    if !cycle(scenario, context) {
        let mut known = Known::new();
        for index in 0..scenario.options.len() {
            one_fleet(scenario, context, index, &mut known);
        }
    }
}

/// An option that launches late and names no interim is stood in for by the reference.
fn interims(scenario: &mut Scenario, context: &Context) {
    let reference = scenario.reference;
    for (index, plan) in scenario.options.iter_mut().enumerate() {
        if plan.launch_month == 1 || plan.interim.is_some() {
            continue;
        }
        if index == reference {
            let title = format!("`{}` launches in month {} and nobody serves until then", plan.name, plan.launch_month);
            let wrong = Diagnostic::at(plan.span, title, "the reference cannot stand in for itself");
            context.error(wrong.help("name an `interim` option, or launch it in month 1"));
            continue;
        }
        plan.interim = Some(reference);
    }
}

fn itself(scenario: &Scenario, context: &Context, index: usize) {
    let plan = &scenario.options[index];
    for (role, other) in [("interim", plan.interim), ("successor", plan.successor)] {
        if other == Some(index) {
            let title = format!("`{}` is its own {role}", plan.name);
            context.error(Diagnostic::at(plan.span, title, "refers to itself").help("name another option"));
        }
    }
}

fn successor(scenario: &Scenario, context: &Context, index: usize) {
    let plan = &scenario.options[index];
    let inside = plan.retires.is_some_and(|month| month <= scenario.months);
    if inside && plan.successor.is_none() {
        let title = format!("`{}` retires inside the horizon and has no successor", plan.name);
        let wrong = Diagnostic::at(plan.span, title, "nobody serves from then on");
        context.error(wrong.help("add `successor = \"...\"`, the option that takes over"));
    }
    if plan.launch_month > scenario.months {
        let title = format!(
            "`{}` launches in month {}, after the horizon of {} months",
            plan.name, plan.launch_month, scenario.months
        );
        context.warn(Diagnostic::at(plan.span, title, "never serves"));
    }
}

/// Token prices, GPUs and per-token lines need the workloads' tokens.
fn tokens(scenario: &Scenario, context: &Context, index: usize) {
    let plan = &scenario.options[index];
    let by_kind = match &plan.kind {
        Kind::Api(_) | Kind::SelfHosted(_) | Kind::FineTuned(_) => true,
        Kind::Seats(_) | Kind::Blend(_) | Kind::Custom => false,
    };
    let by_line = plan.costs.iter().any(|line| line.charge == Charge::Mtok);
    if !by_kind && !by_line {
        return;
    }
    for (workload, overrides) in scenario.workloads.iter().zip(&plan.overrides) {
        let missing = [
            ("input_tokens", workload.input_tokens.is_none() && overrides.input_tokens.is_none()),
            ("output_tokens", workload.output_tokens.is_none() && overrides.output_tokens.is_none()),
        ];
        for (key, _) in missing.iter().filter(|(_, missing)| *missing) {
            let title = format!("workload `{}` has no `{key}`, and `{}` is priced by them", workload.name, plan.name);
            let wrong = Diagnostic::at(plan.span, title, "needs the tokens of every workload");
            context.error(wrong.help(format!("add `{key} = ...` under `[workloads.{}]`", workload.name)));
        }
    }
}

/// Cached and written input together are at most all of it, also where an option says otherwise.
fn cached(scenario: &Scenario, context: &Context, index: usize) {
    for (workload, overrides) in scenario.workloads.iter().zip(&scenario.options[index].overrides) {
        let Some(cached) = &overrides.cached_input_share else { continue };
        let written = workload.cache_write_share.base();
        if let (true, Some(span)) = (cached.base() + written > Decimal::ONE, cached.span()) {
            let title = "`cached_input_share` and the workload's `cache_write_share` together exceed 100 %";
            let wrong = Diagnostic::at(span, title, "more than all of the input");
            context.error(wrong.help("lower one of them"));
        }
    }
}

/// Seats without a number follow the users.
fn seats(scenario: &Scenario, context: &Context, index: usize) {
    let plan = &scenario.options[index];
    if scenario.workloads.iter().any(|workload| workload.users.is_some()) {
        return;
    }
    if matches!(&plan.kind, Kind::Seats(seats) if seats.seats.is_none()) {
        let title = format!("the seats of `{}` cannot be counted: no workload has `users`", plan.name);
        let wrong = Diagnostic::at(plan.span, title, "how many seats?");
        context.error(wrong.help("add `seats = ...` here, or `users = ...` to a workload"));
    }
    let by_seat = plan.costs.iter().any(|line| line.charge == Charge::Seat);
    if by_seat && !matches!(plan.kind, Kind::Seats(_)) {
        let title = format!("a `per_seat` line of `{}` costs nothing: no workload has `users`", plan.name);
        context.warn(Diagnostic::at(plan.span, title, "counts users").help("add `users = ...` to a workload"));
    }
}

/// Who an option may hand its requests to.
fn others(plan: &Plan) -> Vec<usize> {
    let mut others: Vec<usize> = plan.interim.into_iter().chain(plan.successor).collect();
    if let Kind::Blend(blend) = &plan.kind {
        others.extend(blend.members());
    }
    others
}

/// Reports one circle among interim, successor and member options; whether there was one.
fn cycle(scenario: &Scenario, context: &Context) -> bool {
    let mut done = BTreeSet::new();
    for start in 0..scenario.options.len() {
        let mut trail = Vec::new();
        if let Some(circle) = walk(scenario, start, &mut trail, &mut done) {
            let names: Vec<&str> = circle.iter().map(|i| scenario.options[*i].name.as_str()).collect();
            context.error(Diagnostic::cycle(scenario.options[circle[0]].span, &names));
            return true;
        }
    }
    false
}

fn walk(scenario: &Scenario, at: usize, trail: &mut Vec<usize>, done: &mut BTreeSet<usize>) -> Option<Vec<usize>> {
    if let Some(begin) = trail.iter().position(|i| *i == at) {
        let mut circle = trail[begin..].to_vec();
        circle.push(at);
        // an option that refers to itself is reported on its own
        return (circle.len() > 2 || matches!(scenario.options[at].kind, Kind::Blend(_))).then_some(circle);
    }
    if !done.insert(at) {
        return None;
    }
    trail.push(at);
    let found = others(&scenario.options[at]).into_iter().find_map(|next| walk(scenario, next, trail, done));
    trail.pop();
    found
}

/// The most parts that a blend may divide into, however deep it nests.
const MOST_PARTS: u32 = 64;

/// The base of an overflow has one fleet of a fixed size: it cannot also serve in another part of
/// the same blend.
fn one_fleet(scenario: &Scenario, context: &Context, index: usize, known: &mut Known) {
    let plan = &scenario.options[index];
    let parts = parts(scenario, index, known);
    if parts.values().map(|part| part.times).sum::<u32>() > MOST_PARTS {
        let title = format!("`{}` divides into more than {MOST_PARTS} parts", plan.name);
        let wrong = Diagnostic::at(plan.span, title, "blends within blends");
        context.error(wrong.help("name the options themselves instead of blends of them"));
        return;
    }
    if let Some((base, _)) = parts.iter().find(|(_, part)| part.fixed && part.times > 1) {
        let name = &scenario.options[*base].name;
        let title = format!("`{name}` is the fixed fleet of an overflow and serves elsewhere in `{}` too", plan.name);
        let wrong = Diagnostic::at(plan.span, title, "which fleet serves which part?");
        context.error(wrong.help("write a second option for the other part"));
    }
    if let Kind::Blend(Blend::Overflow { base, to, .. }) = &plan.kind
        && base != to
        && !on_gpus(&scenario.options[*base])
    {
        let title = format!("`{}` has no fleet that could overflow", scenario.options[*base].name);
        let wrong = Diagnostic::at(plan.span, title, "the base must run on GPUs");
        context.error(wrong.help("name a `self-hosted` option, or a `fine-tuned` one with `hosting`"));
    }
}

fn on_gpus(plan: &Plan) -> bool {
    match &plan.kind {
        Kind::SelfHosted(_) => true,
        Kind::FineTuned(tuned) => matches!(tuned.serving, Serving::Gpus(_)),
        _ => false,
    }
}

/// How an option takes part in a blend.
#[derive(Clone, Copy, Default)]
struct Part {
    /// In how many places, counted no further than needed.
    times: u32,
    /// Whether it is the fixed fleet of an overflow.
    fixed: bool,
}

/// The parts of options that were looked at before.
type Known = BTreeMap<usize, BTreeMap<usize, Part>>;

/// The options that serve in the end when `index` does, and in how many places each.
fn parts(scenario: &Scenario, index: usize, known: &mut Known) -> BTreeMap<usize, Part> {
    let Kind::Blend(blend) = &scenario.options[index].kind else {
        return BTreeMap::from([(index, Part { times: 1, fixed: false })]);
    };
    if let Some(parts) = known.get(&index) {
        return parts.clone();
    }
    let mut sum: BTreeMap<usize, Part> = BTreeMap::new();
    let mut add = |option: usize, part: Part| {
        let entry = sum.entry(option).or_default();
        entry.times = (entry.times + part.times).min(MOST_PARTS + 1);
        entry.fixed |= part.fixed;
    };
    let members = match blend {
        Blend::Overflow { base, to, .. } if base != to => {
            add(*base, Part { times: 1, fixed: true });
            vec![*to]
        }
        blend => blend.members(),
    };
    for member in members {
        for (option, part) in parts(scenario, member, known) {
            add(option, part);
        }
    }
    known.insert(index, sum.clone());
    sum
}
