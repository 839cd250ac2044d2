//! Figures that one table leaves out and another needs.

use rust_decimal::Decimal;

use crate::scenario::diagnostic::{Diagnostic, names};
use crate::scenario::read::Context;
use crate::scenario::resolved::{Charge, Kind, Plan, Scenario};
use crate::scenario::source::Span;

/// Token prices, GPUs and per-token lines need the workloads' tokens. Each workload is reported
/// once, for the first option that needs them.
pub fn tokens(scenario: &Scenario, context: &Context) {
    for (place, workload) in scenario.workloads.iter().enumerate() {
        let missing = |plan: &Plan| -> Vec<&str> {
            let overrides = &plan.overrides[place];
            let own = [
                ("input_tokens", workload.input_tokens.is_some() || overrides.input_tokens.is_some()),
                ("output_tokens", workload.output_tokens.is_some() || overrides.output_tokens.is_some()),
            ];
            let is_meant = |key: &str| {
                let own = format!("options.{}.workloads.{}.{key}", plan.name, workload.name);
                context.place(&format!("workloads.{}.{key}", workload.name)).or_else(|| context.place(&own)).is_some()
            };
            own.iter().filter(|(key, is_known)| !is_known && !is_meant(key)).map(|(key, _)| *key).collect()
        };
        let needy = scenario.options.iter().find_map(|plan| {
            let span = priced_by_tokens(context, plan)?;
            let missing = missing(plan);
            (!missing.is_empty()).then_some((plan, span, missing))
        });
        let Some((plan, span, missing)) = needy else { continue };
        let title =
            format!("`{}` is priced by tokens, and workload `{}` does not say how many", plan.name, workload.name);
        let wrong = Diagnostic::at(span, title, "needs the tokens of every workload");
        let keys: Vec<String> = missing.iter().map(|key| format!("{key} = ...")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let wrong = wrong.help(format!("add {} under `[workloads.{}]`", names(&keys, "and"), workload.name));
        let header = context.place(&format!("workloads.{}", workload.name));
        context.error(match header {
            Some(place) => wrong.related(place.key, "they are missing here"),
            None => wrong,
        });
    }
}

/// What makes an option need the tokens of its workloads: its kind, or a line per token.
fn priced_by_tokens(context: &Context, plan: &Plan) -> Option<Span> {
    let place = |key: &str| context.place(&format!("options.{}.{key}", plan.name));
    if matches!(&plan.kind, Kind::Api(_) | Kind::SelfHosted(_) | Kind::FineTuned(_)) {
        return Some(place("kind").map_or(plan.span, |place| place.value));
    }
    let line = plan.costs.iter().position(|line| line.charge == Charge::Mtok)?;
    Some(place(&format!("costs.{line}.per_mtok")).map_or(plan.span, |place| place.key))
}

/// Cached and written input together are at most all of it, also where an option says otherwise.
pub fn cached(scenario: &Scenario, context: &Context, plan: &Plan) {
    for (workload, overrides) in scenario.workloads.iter().zip(&plan.overrides) {
        let Some(cached) = &overrides.cached_input_share else { continue };
        let written = &workload.cache_write_share;
        if let (true, Some(span)) = (cached.base() + written.base() > Decimal::ONE, cached.span()) {
            let title = "`cached_input_share` and the workload's `cache_write_share` together exceed 100 %";
            let wrong = Diagnostic::at(span, title, "more than all of the input").help("lower one of the two");
            context.error(match written.span() {
                Some(at) => wrong.related(at, "with this"),
                None => wrong,
            });
        }
    }
}

/// Seats without a number follow the users.
pub fn seats(scenario: &Scenario, context: &Context, plan: &Plan) {
    let has_users = |name: &str| context.place(&format!("workloads.{name}.users")).is_some();
    if scenario.workloads.iter().any(|workload| workload.users.is_some() || has_users(&workload.name)) {
        return;
    }
    let is_meant = context.place(&format!("options.{}.seats", plan.name)).is_some();
    if matches!(&plan.kind, Kind::Seats(seats) if seats.seats.is_none()) && !is_meant {
        let title = format!("the seats of `{}` cannot be counted: no workload has `users`", plan.name);
        let wrong = Diagnostic::at(plan.span, title, "how many seats?");
        context.error(wrong.help("add `seats = ...` here, or `users = ...` to a workload"));
    }
    let line = plan.costs.iter().position(|line| line.charge == Charge::Seat);
    if let (Some(line), false) = (line, matches!(plan.kind, Kind::Seats(_))) {
        let title = format!("a `per_seat` line of `{}` costs nothing: no workload has `users`", plan.name);
        let at = context.place(&format!("options.{}.costs.{line}.per_seat", plan.name));
        let wrong = Diagnostic::at(at.map_or(plan.span, |place| place.key), title, "counts users");
        context.warn(wrong.help("add `users = ...` to a workload"));
    }
}
