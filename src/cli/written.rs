//! What a study of inputs prints and writes.

use std::path::PathBuf;

use super::Status;
use super::args::{FileArgs, ScenarioArgs};
use super::output::{print, unwritten, wrong};
use super::run::{default_directory, files_line};
use crate::report::{Document, Drawing, write_all};

/// A study's words, table and chart.
pub struct Study {
    /// For the terminal.
    pub text: String,
    /// The table.
    pub table: Document,
    /// The chart.
    pub drawing: Drawing,
}

/// Writes a study's files and prints its words.
pub fn print_study(study: Study, (scenario, files): (&ScenarioArgs, &FileArgs)) -> Result<Status, Status> {
    let name = study.drawing.name;
    let png = study
        .drawing
        .png()
        .map_err(|error| wrong(&format!("cannot draw the {name}: {error}"), "report this with the scenario"))?;
    let mut documents = vec![study.table, Document { name: format!("{name}.png"), bytes: png }];
    if files.svg {
        documents.push(Document::text(&format!("{name}.svg"), study.drawing.svg));
    }
    let directory: PathBuf = files.out.clone().unwrap_or_else(|| default_directory(&scenario.file));
    let written = write_all(&directory, &documents);
    let mut text = study.text;
    for line in files_line(&directory, &written) {
        text.extend(["\nWritten ", &line, "\n"]);
    }
    let printed = print(&text);
    written.map_err(|errors| unwritten(&errors)).map(|_| printed)
}
