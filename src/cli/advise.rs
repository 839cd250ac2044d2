//! `tco advise`.

use super::args::{AdviseArgs, Format};
use super::output::{out_width, print};
use super::progress::with_progress;
use super::{Status, input};
use crate::analysis::Settings;
use crate::report::{Style, advice_json, advice_text};

/// Walks both frameworks and prints the verdict with its grounds.
pub fn advise(args: &AdviseArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let results = input::results(&loaded, Settings { up_to: args.up_to })?;
    let results = with_progress("what would change it", |workers| results.with_changes(workers));
    let results = with_progress("drawing", |workers| results.with_simulation(args.draws.draws(), workers));
    Ok(print(&match args.format {
        Format::Json => format!("{:#}\n", advice_json(&results, &results.advice)),
        Format::Text => advice_text(&results, &results.advice, Style::Terminal(out_width())),
        Format::Markdown => advice_text(&results, &results.advice, Style::Markdown),
    }))
}
