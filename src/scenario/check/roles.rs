//! Who stands in for whom: interim, successor and member options, and the circles among them.

use std::collections::BTreeSet;

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::read::Context;
use crate::scenario::resolved::{Kind, Plan, Scenario};
use crate::scenario::source::Span;

/// An option that launches late and names no interim is stood in for by the reference.
pub fn fill_interims(scenario: &mut Scenario, context: &Context) {
    let reference = scenario.reference;
    let is_known = !context.spoilt("scenario.reference") && scenario.options.iter().all(|plan| has_kind(context, plan));
    for (index, plan) in scenario.options.iter_mut().enumerate() {
        let is_written = context.place(&format!("options.{}.interim", plan.name)).is_some();
        if plan.launch_month == 1 || plan.interim.is_some() || is_written || !is_known {
            continue;
        }
        if index == reference {
            let title = format!("`{}` launches in month {} and nobody serves until then", plan.name, plan.launch_month);
            let at = context.place(&format!("options.{}.launch_month", plan.name));
            let span = at.map_or(plan.span, |place| place.key);
            let wrong = Diagnostic::at(span, title, "the reference cannot stand in for itself");
            context.error(wrong.help("name an `interim` option, or launch it in month 1"));
            continue;
        }
        plan.interim = Some(reference);
    }
}

/// Whether an option's kind could be read.
pub fn has_kind(context: &Context, plan: &Plan) -> bool {
    let path = format!("options.{}.kind", plan.name);
    context.place(&path).is_some() && !context.spoilt(&path)
}

/// An option that retires inside the horizon needs a successor.
pub fn successor(scenario: &Scenario, context: &Context, plan: &Plan) {
    let inside = plan.retires.is_some_and(|month| month <= scenario.months);
    if inside && plan.successor.is_none() && context.place(&format!("options.{}.successor", plan.name)).is_none() {
        let help = "add `successor = \"...\"`, the option that takes over";
        if let Some(shutdown) = context.shelf.retirement(&format!("options.{}", plan.name)) {
            let (name, date) = (&plan.name, shutdown.date);
            let title = format!(
                "`{}` is shut down on {date}, inside the horizon, and `{name}` has no successor",
                shutdown.model
            );
            let wrong = Diagnostic::at(shutdown.span, title, "nobody serves from then on");
            context.error(wrong.help(format!("{help}; or write `retires` if yours runs longer")));
            return;
        }
        let title = format!("`{}` retires inside the horizon and has no successor", plan.name);
        let at = context.place(&format!("options.{}.retires", plan.name));
        let span = at.map_or(plan.span, |place| place.key);
        let wrong = Diagnostic::at(span, title, "nobody serves from then on");
        context.error(wrong.help(help));
    }
}

/// An option that launches after the horizon never serves.
pub fn launch(scenario: &Scenario, context: &Context, plan: &Plan) {
    let months = scenario.months;
    if plan.launch_month > months {
        let title =
            format!("`{}` launches in month {}, after the horizon of {months} months", plan.name, plan.launch_month);
        let at = context.place(&format!("options.{}.launch_month", plan.name));
        let wrong = Diagnostic::at(at.map_or(plan.span, |place| place.key), title, "never serves");
        context.warn(wrong.help(format!("launch it by month {months}, or raise `months` under `[scenario]`")));
    }
}

/// Reports options that refer to themselves and one circle among the others; whether whoever
/// follows the members of blends comes to an end.
pub fn lead_on(scenario: &Scenario, context: &Context) -> bool {
    let mut holds = false;
    for (index, plan) in scenario.options.iter().enumerate() {
        for role in roles(plan).into_iter().filter(|role| role.other == index) {
            holds |= role.word == MEMBER;
            let (title, way_out) = match role.word {
                MEMBER => {
                    (format!("the blend `{}` holds itself", plan.name), "name only other options in a blend".to_owned())
                }
                word => (format!("`{}` is its own {word}", plan.name), format!("name another option as `{word}`")),
            };
            let wrong = Diagnostic::at(place(context, plan, &role), title, "the option itself");
            context.error(wrong.help(way_out));
        }
    }
    !circle(scenario, context) && !holds
}

/// A part that another option plays for one.
struct Role {
    other: usize,
    word: &'static str,
}

const MEMBER: &str = "member";

fn roles(plan: &Plan) -> Vec<Role> {
    let named = [("interim", plan.interim), ("successor", plan.successor)];
    let mut roles: Vec<Role> =
        named.into_iter().filter_map(|(word, other)| Some(Role { other: other?, word })).collect();
    if let Kind::Blend(blend) = &plan.kind {
        roles.extend(blend.members().into_iter().map(|other| Role { other, word: MEMBER }));
    }
    roles
}

/// Where an option gives another one its role.
fn place(context: &Context, plan: &Plan, role: &Role) -> Span {
    let keys: &[&str] = if role.word == MEMBER {
        &["overflow.base", "overflow.to", "overflow", "route", "shares"]
    } else {
        &[role.word]
    };
    let name = context.options.get(role.other).map_or("", String::as_str);
    let share = context.place(&format!("options.{}.shares.{name}", plan.name)).map(|place| place.key);
    let value = |key: &&str| context.place(&format!("options.{}.{key}", plan.name)).map(|place| place.value);
    share.filter(|_| role.word == MEMBER).or_else(|| keys.iter().find_map(value)).unwrap_or(plan.span)
}

/// Reports one circle among interim, successor and member options; whether there was one.
fn circle(scenario: &Scenario, context: &Context) -> bool {
    let mut done = BTreeSet::new();
    for start in 0..scenario.options.len() {
        if let Some(circle) = walk(scenario, start, &mut Vec::new(), &mut done) {
            report(scenario, context, &circle);
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
        return (circle.len() > 2).then_some(circle);
    }
    if !done.insert(at) {
        return None;
    }
    trail.push(at);
    let found = roles(&scenario.options[at]).iter().find_map(|role| walk(scenario, role.other, trail, done));
    trail.pop();
    found
}

fn report(scenario: &Scenario, context: &Context, circle: &[usize]) {
    let names: Vec<&str> = circle.iter().map(|i| scenario.options[*i].name.as_str()).collect();
    let steps = || circle.iter().zip(&circle[1..]).map(|(from, to)| (&scenario.options[*from], *to));
    let role = |(plan, to): (&Plan, usize)| roles(plan).into_iter().find(|role| role.other == to);
    let first = steps().next().and_then(|(plan, to)| Some(place(context, plan, &role((plan, to))?)));
    // an interim that nobody wrote is the reference, which its author may not expect
    let stood_in = steps().find(|(plan, to)| {
        plan.interim == Some(*to) && context.place(&format!("options.{}.interim", plan.name)).is_none()
    });
    let help = match stood_in {
        Some((plan, to)) => {
            let (name, reference) = (&plan.name, &scenario.options[to].name);
            format!("add an `interim` to `{name}`: without one the reference `{reference}` stands in for it")
        }
        None => "let one of them name an option outside the circle".to_owned(),
    };
    let span = first.unwrap_or(scenario.options[circle[0]].span);
    context.error(Diagnostic::cycle(span, &names, &help));
}
