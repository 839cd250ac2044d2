//! `tco explain`.

use super::args::{ExplainArgs, Format};
use super::output::{print, wrong};
use super::progress::with_progress;
use super::{Status, input};
use crate::analysis::Settings;
use crate::analysis::explain::{Unknown, explain as derive};
use crate::analysis::simulate::Draws;
use crate::report::{derivation_json, derivation_text};

/// Says how a figure arises, down to the lines of the scenario.
pub fn explain(args: &ExplainArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let mut results = input::results(&loaded, Settings::default())?;
    let mut derivation = derive(&results, &args.metric, args.depth);
    if derivation.is_err() {
        // it may be a figure that only draws give
        results = with_progress("drawing", |workers| results.with_simulation(Draws::default(), workers));
        derivation = derive(&results, &args.metric, args.depth);
    }
    let derivation = derivation.map_err(|unknown| refused(&unknown))?;
    Ok(print(&match args.format {
        Format::Json => derivation_json(&derivation, &loaded.sources),
        Format::Text => derivation_text(&derivation, &loaded.sources),
        Format::Markdown => format!("```text\n{}```\n", derivation_text(&derivation, &loaded.sources)),
    }))
}

fn refused(unknown: &Unknown) -> Status {
    let near: Vec<String> = unknown.near.iter().map(|near| format!("`{near}`")).collect();
    let help = match near.as_slice() {
        [] => "`tco run FILE --format json` lists every metric".to_owned(),
        near => format!("did you mean {}?", near.join(", ")),
    };
    wrong(&format!("no figure is called `{}`", crate::scenario::printable(&unknown.name)), &help)
}
