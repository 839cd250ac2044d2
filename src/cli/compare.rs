//! `tco compare`.

use super::args::{CompareArgs, Format, ScenarioArgs};
use super::output::{print, say, wrong};
use super::progress::with_progress;
use super::{Status, input};
use crate::analysis::compare::{ChangedKey, Condition, ConditionError, compare as hold_against};
use crate::analysis::simulate::Draws;
use crate::analysis::{Results, Settings};
use crate::report::{Compared, comparison_json, comparison_markdown, comparison_text};
use crate::scenario::{load_in, printable};

/// Holds one scenario against another, and ends with status 1 when a condition is met.
pub fn compare(args: &CompareArgs) -> Result<Status, Status> {
    let refused = |error: ConditionError| wrong(&error.cause, &error.help);
    let conditions: Vec<Condition> =
        args.fail_if.iter().map(|text| Condition::parse(text)).collect::<Result<_, _>>().map_err(refused)?;
    let scenario = |file: &std::path::PathBuf| ScenarioArgs {
        file: file.clone(),
        sets: args.sets.clone(),
        catalog: args.catalog.clone(),
        today: args.today,
    };
    let (before, after) = (input::scenario(&scenario(&args.before))?, input::scenario(&scenario(&args.after))?);
    let settings = Settings { up_to: args.up_to };
    let (old, new) = (input::results(&before, settings)?, input::results(&after, settings)?);
    let drawn = conditions.iter().any(|condition| condition.is_unknown(&old.metrics, &new.metrics));
    let (old, new) = if drawn { (with_draws(old), with_draws(new)) } else { (old, new) };
    let pair = (&old, &new);
    if pair.0.scenario.currency.code != pair.1.scenario.currency.code {
        return Err(wrong("the scenarios are in different currencies", "write both in one currency"));
    }
    let around = input::around(&scenario(&args.before))?;
    let again = |key: &ChangedKey| {
        let file = before.sources.get(0)?;
        let set = format!("{}={}", key.path, key.values.1.as_ref()?);
        let sets: Vec<String> = args.sets.iter().cloned().chain([set]).collect();
        Some(load_in(&around, (&file.name, &file.text), &sets).ok()?.scenario)
    };
    let comparison = hold_against(pair.0, pair.1, &again);
    let names = [&args.before, &args.after].map(|file| printable(&file.display().to_string()));
    let compared = Compared { results: pair, names: (&names[0], &names[1]), comparison: &comparison };
    let printed = print(&match args.format {
        Format::Text => comparison_text(&compared),
        Format::Markdown => comparison_markdown(&compared),
        Format::Json => format!("{:#}\n", comparison_json(&compared)),
    });
    let mut status = printed;
    for condition in conditions {
        let met = condition.hold(&pair.0.metrics, &pair.1.metrics).map_err(refused)?;
        if met.is_met {
            say(&format!("failed: {condition}: {}", met.words));
            status = if status == Status::Done { Status::CheckFailed } else { status };
        }
    }
    Ok(status)
}

/// The results with the metrics of the draws, as `tco check` has them.
fn with_draws(results: Results<'_>) -> Results<'_> {
    with_progress("drawing", |workers| results.with_simulation(Draws::default(), workers))
}
