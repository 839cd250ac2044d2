//! What a study prints and writes.

use std::path::PathBuf;

use super::Status;
use super::args::{FileArgs, ScenarioArgs};
use super::interrupt::store;
use super::output::{print, unwritten, wrong};
use super::progress::with_progress;
use super::run::{default_directory, files_line};
use crate::report::{ChartError, Document, Drawing};

/// A study's words, tables and charts.
pub struct Study {
    /// For the terminal.
    pub text: String,
    /// Whether the words end with the files that were written.
    pub names_files: bool,
    /// The tables.
    pub tables: Vec<Document>,
    /// The charts.
    pub drawings: Vec<Drawing>,
}

/// Writes a study's files and prints its words.
pub fn print_study(study: Study, (scenario, files): (&ScenarioArgs, &FileArgs)) -> Result<Status, Status> {
    let mut documents = study.tables;
    let pictures = pictures(&study.drawings);
    for (drawing, picture) in study.drawings.into_iter().zip(pictures) {
        documents.extend(drawn((drawing, picture), files.svg)?);
    }
    let directory: PathBuf = files.out.clone().unwrap_or_else(|| default_directory(&scenario.file));
    let written = store(&directory, &documents);
    let mut text = study.text;
    if study.names_files {
        for line in files_line(&directory, &written) {
            text.extend(["\nWritten ", &line, "\n"]);
        }
    }
    let printed = print(&text);
    written.map_err(|errors| unwritten(&errors)).map(|_| printed)
}

/// The charts as PNGs, drawn on every core.
pub fn pictures(charts: &[Drawing]) -> Vec<Result<Vec<u8>, ChartError>> {
    with_progress("charts", |workers| workers.each(charts, Drawing::png))
}

/// A chart as PNG, and as SVG where that was asked for.
fn drawn((drawing, picture): (Drawing, Result<Vec<u8>, ChartError>), svg: bool) -> Result<Vec<Document>, Status> {
    let name = drawing.name;
    let png =
        picture.map_err(|error| wrong(&format!("cannot draw `{name}`: {error}"), "report this with the scenario"))?;
    let mut documents = vec![Document { name: format!("{name}.png"), bytes: png }];
    if svg {
        documents.push(Document::text(&format!("{name}.svg"), drawing.svg));
    }
    Ok(documents)
}
