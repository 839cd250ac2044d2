//! `tco check`.

use std::fmt::Write as _;

use super::args::{CheckArgs, Format};
use super::output::print;
use super::progress::with_progress;
use super::{Status, input, verdicts};
use crate::analysis::simulate::Draws;
use crate::analysis::{Results, Settings};
use crate::report::{check_line, results_json};
use crate::scenario::printable;

/// Reads a scenario, works it out and reports its checks; writes no files.
pub fn check(args: &CheckArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let results = input::results(&loaded, Settings::default())?;
    let results = with_progress("drawing", |workers| results.with_simulation(Draws::default(), workers));
    let text = match args.format {
        Format::Text => report(&results, ""),
        Format::Markdown => report(&results, "- "),
        Format::Json => results_json(&results),
    };
    let printed = print(&text);
    if printed != Status::Done {
        return Ok(printed);
    }
    Ok(verdicts::status(&results, &loaded.sources))
}

fn report(results: &Results<'_>, bullet: &str) -> String {
    let scenario = results.scenario;
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut text = format!(
        "{bullet}{}: {}, {}, {}\n",
        printable(&scenario.name),
        count(scenario.options.len(), "option"),
        count(scenario.workloads.len(), "workload"),
        count(scenario.months as usize, "month"),
    );
    for verdict in &results.verdicts {
        let _ = writeln!(text, "{bullet}{}", check_line(verdict));
    }
    let failed = results.verdicts.iter().filter(|verdict| !verdict.holds()).count();
    let outcome = match (results.verdicts.len(), failed) {
        (0, _) => "the scenario is sound; it carries no checks".to_owned(),
        (all, 0) => format!("all {} hold", count(all, "check")),
        (all, failed) => format!("{failed} of {} failed", count(all, "check")),
    };
    let _ = writeln!(text, "{bullet}{outcome}");
    text
}
