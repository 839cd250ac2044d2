//! What blends come down to: the options that serve in the end, and the fixed fleets among them.

use std::collections::BTreeMap;

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::read::Context;
use crate::scenario::resolved::{Blend, Kind, Plan, Scenario, Serving};
use crate::scenario::source::Span;

use super::roles::has_kind;

/// The most parts that a blend may divide into, however deep it nests.
const MOST_PARTS: u32 = 64;

/// Holds every blend against what can be worked out. No blend may hold itself.
pub fn check(scenario: &Scenario, context: &Context) {
    let mut known = Known::new();
    for (index, plan) in scenario.options.iter().enumerate() {
        base_has_fleet(scenario, context, plan);
        let parts = parts(scenario, index, &mut known);
        if parts.values().map(|part| part.times).sum::<u32>() > MOST_PARTS {
            let title = format!("`{}` divides into more than {MOST_PARTS} parts", plan.name);
            let wrong = Diagnostic::at(place(context, plan), title, "blends within blends");
            context.error(wrong.help("name the options themselves instead of blends of them"));
            return;
        }
        if let Some((base, _)) = parts.iter().find(|(_, part)| part.fixed && part.times > 1) {
            let name = &scenario.options[*base].name;
            let title =
                format!("`{name}` is the fixed fleet of an overflow and serves elsewhere in `{}` too", plan.name);
            let wrong = Diagnostic::at(place(context, plan), title, "which fleet serves which part?");
            context.error(wrong.help(format!("write a second option like `{name}` for the other part")));
        }
    }
}

/// Where a blend says what it is made of.
fn place(context: &Context, plan: &Plan) -> Span {
    let keys = ["shares", "route", "overflow"];
    let place = keys.iter().find_map(|key| context.place(&format!("options.{}.{key}", plan.name)));
    place.map_or(plan.span, |place| place.key)
}

/// What overflows is a fleet of GPUs.
fn base_has_fleet(scenario: &Scenario, context: &Context, plan: &Plan) {
    let Kind::Blend(Blend::Overflow { base, .. }) = &plan.kind else { return };
    let base = &scenario.options[*base];
    if !on_gpus(base) && has_kind(context, base) {
        let at = context.place(&format!("options.{}.overflow.base", plan.name));
        let span = at.map_or(plan.span, |place| place.value);
        let title = format!("`{}` has no fleet that could overflow", base.name);
        let wrong = Diagnostic::at(span, title, "the base must run on GPUs");
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
        Blend::Overflow { base, to, .. } => {
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
