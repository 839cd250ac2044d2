//! `tco explain`.

use super::args::{ExplainArgs, Format};
use super::output::{print, wrong};
use super::progress::with_progress;
use super::{Status, input};
use crate::analysis::explain::{Derivation, EVERYTHING, Unknown, explain as derive, explain_within};
use crate::analysis::simulate::Draws;
use crate::analysis::{Results, Settings};
use crate::report::{derivation_json, derivation_text};

/// The lines of a derivation that are read at one go.
const PAGE: usize = 80;

/// Says how a figure arises, down to the lines of the scenario.
pub fn explain(args: &ExplainArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let mut results = input::results(&loaded, Settings::default())?;
    let mut derivation = derived(&results, args);
    if derivation.is_err() {
        // it may be a figure that only draws give
        results = with_progress("drawing", |workers| results.with_simulation(Draws::default(), workers));
        derivation = derived(&results, args);
    }
    let derivation = derivation.map_err(|unknown| refused(&unknown))?;
    Ok(print(&match args.format {
        Format::Json => derivation_json(&derivation, &loaded.sources),
        Format::Text => derivation_text(&derivation, &loaded.sources),
        Format::Markdown => format!("```text\n{}```\n", derivation_text(&derivation, &loaded.sources)),
    }))
}

/// The derivation with the levels that were asked for: by itself a page for readers, and everything for
/// programs.
fn derived(results: &Results<'_>, args: &ExplainArgs) -> Result<Derivation, Unknown> {
    match args.depth {
        Some(depth) => derive(results, &args.metric, depth),
        None if args.all || args.format == Format::Json => derive(results, &args.metric, EVERYTHING),
        None => explain_within(results, &args.metric, PAGE),
    }
}

fn refused(unknown: &Unknown) -> Status {
    let near: Vec<String> = unknown.near.iter().map(|near| format!("`{near}`")).collect();
    let help = match near.as_slice() {
        [] => "`tco run FILE --format json` lists every metric".to_owned(),
        near => format!("did you mean {}?", near.join(", ")),
    };
    let why = unknown.why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
    wrong(&format!("no figure is called `{}`{why}", crate::scenario::printable(&unknown.name)), &help)
}
