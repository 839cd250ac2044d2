//! Who serves in an option's place before its launch and after its retirement, and what they fall short of.

use super::candidates::serving;
use super::grounds::Grounds;
use super::requirements::{Cause, failures, passed_by};
use super::sentence::Sentence;

/// What those fall short of who stand in for an option: account limits and the accuracy that is required.
pub(super) fn stand_ins(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (who, role) in serving(grounds.figures.scenario, option) {
        let Some((whose, key @ ("launch_month" | "retires"))) = role else { continue };
        let (plan, name) = (grounds.plan(whose), grounds.name(who));
        let when = match key {
            "launch_month" => format!("until `{}` launches in month {}", plan.name, plan.launch_month),
            _ => format!("from month {} on", plan.retires.unwrap_or_default()),
        };
        let source = format!("options.{}.{key}", plan.name);
        for passed in passed_by(grounds, option, who) {
            let (peak, limit) = passed.shown();
            let what = passed.what;
            let text = format!(
                "{when} `{name}` serves, whose peak of {peak} in month {} is above the account's `{what}` of {limit}",
                passed.month
            );
            found.push(Sentence::new(text, &[&source, &format!("options.{name}.{what}")]));
        }
        for failure in failures(grounds, who).into_iter().filter(|failure| failure.cause == Cause::Quality) {
            let text = format!("{when} `{name}` serves, which falls short: {}", failure.why.text);
            found.push(Sentence::of(text, std::iter::once(source.clone()).chain(failure.why.sources).collect()));
        }
    }
    found
}

/// The account limits that have to be raised for those who stand in for an option.
pub(super) fn limits_to_raise(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let stand_ins = serving(grounds.figures.scenario, option).into_iter();
    let stand_ins = stand_ins.filter_map(|(who, role)| Some((who, role?)));
    let ask = |(who, (whose, key)): (usize, (usize, &'static str))| {
        let (name, whose) = (grounds.name(who), grounds.name(whose));
        let instead = match key {
            "launch_month" => format!(", or name another `interim` of `{whose}`"),
            "retires" => format!(", or name another `successor` of `{whose}`"),
            _ => String::new(),
        };
        passed_by(grounds, option, who).into_iter().map(move |passed| {
            let text = format!("{}{instead}", passed.ask(name));
            Sentence::new(text, &[&format!("options.{name}.{}", passed.what), &format!("options.{whose}.{key}")])
        })
    };
    stand_ins.flat_map(ask).collect()
}
