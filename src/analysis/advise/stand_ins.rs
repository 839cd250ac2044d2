//! Who serves in an option's place before its launch and after its retirement, and what they fall short of.

use super::candidates::serving;
use super::grounds::Grounds;
use super::requirements::{in_percent, measured, passed_by};
use super::sentence::Sentence;
use super::words::apart;

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
        found.extend(less_accurate(grounds, who, &when).map(|mut short| {
            short.sources.insert(0, source);
            short
        }));
    }
    found
}

/// That one who stands in answers less accurately than is required.
fn less_accurate(grounds: &Grounds<'_>, who: usize, when: &str) -> Option<Sentence> {
    let least = grounds.decision().requirements.accuracy.as_ref()?.base();
    let trial = measured(grounds, who).and_then(|measured| Some(measured.accuracy.as_ref()?.base()));
    let reached = trial.or_else(|| grounds.accuracy(who)).filter(|reached| *reached < least)?;
    let name = grounds.name(who);
    let (reached, least) = apart(reached, least, in_percent);
    let text = format!("{when} `{name}` serves, with {reached} accuracy instead of the {least} required");
    let mut sources = match trial {
        Some(_) => vec![format!("decision.measured.{name}.accuracy")],
        None => grounds.accuracy_sources(who),
    };
    sources.push("decision.requirements.accuracy".to_owned());
    Some(Sentence::of(text, sources))
}
