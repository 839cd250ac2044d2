//! `tco sweep`.

use std::path::PathBuf;

use rust_decimal::Decimal;

use super::args::SweepArgs;
use super::break_even::{find_lever, outcomes};
use super::output::{print, unwritten, wrong};
use super::run::{default_directory, files_line};
use super::{Status, input};
use crate::analysis::Settings;
use crate::analysis::vary::levers;
use crate::quantity::Literal;
use crate::report::{Document, outcomes_text, sweep_drawing, sweep_table, write_all};

/// Varies one input over a range and writes the present values as a table and a chart.
pub fn sweep(args: &SweepArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let results = input::results(&loaded, Settings::default())?;
    let (key, ends) = parts(&args.vary)?;
    let levers = levers(&results.model);
    let lever = find_lever(&levers, key)?;
    let outcomes = outcomes(&results, lever, (&ends, "narrow the range"))?;
    let drawing = sweep_drawing(&results, lever, &outcomes);
    let mut documents = vec![sweep_table(&results, lever, &outcomes)];
    match drawing.png() {
        Ok(bytes) => documents.push(Document { name: "sweep.png".to_owned(), bytes }),
        Err(error) => return Err(wrong(&format!("cannot draw the sweep: {error}"), "report this with the scenario")),
    }
    if args.svg {
        documents.push(Document::text("sweep.svg", drawing.svg));
    }
    let directory: PathBuf = args.out.clone().unwrap_or_else(|| default_directory(&args.scenario.file));
    let written = write_all(&directory, &documents);
    let mut text = outcomes_text(&results, lever, &outcomes, None);
    for line in files_line(&directory, &written) {
        text.extend(["\nWritten ", &line, "\n"]);
    }
    let printed = print(&text);
    written.map_err(|errors| unwritten(&errors)).map(|_| printed)
}

/// The key of `KEY=FROM..TO` and its ends; no ends when only a key is given.
fn parts(text: &str) -> Result<(&str, Vec<Decimal>), Status> {
    let Some((key, range)) = text.split_once('=') else { return Ok((text, Vec::new())) };
    let help = "write `--vary KEY=FROM..TO`, for example `--vary options.api.output_per_mtok=1..20`";
    let (from, to) = range.split_once("..").ok_or_else(|| wrong(&format!("`{range}` is no range"), help))?;
    let number = |text: &str| {
        let literal = Literal::parse(text).map_err(|error| wrong(&format!("`{text}`: {}", error.explain().0), help))?;
        Ok(literal.value)
    };
    Ok((key, vec![number(from)?, number(to)?]))
}
