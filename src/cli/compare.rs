//! `tco compare`.

use super::args::{CompareArgs, Format, ScenarioArgs};
use super::output::{print, say, wrong};
use super::{Status, input};
use crate::analysis::Settings;
use crate::analysis::compare::{Condition, ConditionError, compare as hold_against};
use crate::report::{comparison_json, comparison_markdown, comparison_text};

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
    let pair = (&input::results(&before, settings)?, &input::results(&after, settings)?);
    if pair.0.scenario.currency.code != pair.1.scenario.currency.code {
        return Err(wrong("the scenarios are in different currencies", "write both in one currency"));
    }
    let comparison = hold_against(pair.0, pair.1);
    let printed = print(&match args.format {
        Format::Text => comparison_text(pair, &comparison),
        Format::Markdown => comparison_markdown(pair, &comparison),
        Format::Json => format!("{:#}\n", comparison_json(pair, &comparison)),
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
