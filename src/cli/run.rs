//! `tco run`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::args::{Format, RunArgs};
use super::interrupt::store;
use super::output::{out_color, print, say, unwritten, wrong};
use super::progress::with_progress;
use super::written::pictures;
use super::{Status, input, verdicts};
use crate::analysis::sensitivity::tornado;
use crate::analysis::{Results, Settings};
use crate::quantity::figures::float;
use crate::report::{
    Document, Drawing, FileError, Look, curve_end, distribution_drawing, distribution_table, drawings, fan_drawing,
    fan_table, focus, html, markdown, results_json, summary, tables, tornado_drawing, tornado_table, workbook,
};
use crate::scenario::{Loaded, Sources, printable};

/// The line that a scenario without dates needs, and where.
fn start_missing(loaded: &Loaded) -> String {
    let line = "add the line `start = \"2027-01\"`, the month that month 1 is,";
    let table = loaded.scenario.stated.iter().find(|stated| stated.path == "scenario");
    match table.and_then(|table| table.parts.first()) {
        Some(first) => format!("{line} below `[scenario]`, as beside {}", loaded.sources.place(first.span)),
        None => format!("{line} below `[scenario]`"),
    }
}

/// Works a scenario out, writes its files and prints its summary.
pub fn run(args: &RunArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    if args.focus && loaded.scenario.start.is_none() {
        let cause = "`--focus` needs the periods of charges, and the scenario's months have no dates";
        return Err(wrong(cause, &start_missing(&loaded)));
    }
    let results = input::results(&loaded, Settings { up_to: args.up_to })?;
    let results = with_progress("flip values", |workers| results.with_flips(workers));
    let results = with_progress("drawing", |workers| results.with_simulation(args.draws.draws(), workers));
    let results = with_progress("break-even volumes", |workers| results.with_spreads(float(args.up_to), workers));
    let directory = args.out.clone().unwrap_or_else(|| default_directory(&args.scenario.file));
    let (mut documents, mut drawn) = documents(&results, args, &loaded.sources);
    if args.xlsx {
        match workbook(&results, &loaded.sources) {
            Ok(model) => documents.push(model),
            Err(error) => {
                say(&format!("error: cannot write `model.xlsx`: {error}"));
                drawn = false;
            }
        }
    }
    let written = store(&directory, &documents);
    let text = match args.format {
        Format::Text => summary(&results, Look { color: out_color() }, &files_line(&directory, &written)),
        Format::Json => results_json(&results),
        Format::Markdown => markdown(&results),
    };
    let printed = print(&text);
    if let Err(errors) = written {
        return Err(unwritten(&errors));
    }
    if printed != Status::Done || !drawn {
        return Ok(Status::File);
    }
    Ok(verdicts::status(&results, &loaded.sources))
}

/// Everything to write, and whether every chart could be drawn.
fn documents(results: &Results<'_>, args: &RunArgs, sources: &Sources) -> (Vec<Document>, bool) {
    let curve_to = curve_end(results);
    let mut documents = vec![Document::text("results.json", results_json(results))];
    documents.extend(tables(results, curve_to));
    if args.focus {
        documents.extend(focus(results));
    }
    let mut charts = drawings(results, curve_to);
    if let Some(simulation) = &results.simulation {
        documents.push(distribution_table(results, simulation));
        charts.push(distribution_drawing(results, simulation));
        let tornado = tornado(&results.figures, NonZeroUsize::MIN);
        documents.extend(tornado.as_ref().map(|tornado| tornado_table(results, tornado)));
        charts.extend(tornado.as_ref().map(|tornado| tornado_drawing(results, tornado)));
        documents.extend(results.spreads.as_ref().map(|spreads| fan_table(results, &spreads.fans)));
        charts.extend(results.spreads.as_ref().map(|spreads| fan_drawing(results, &spreads.fans)));
    }
    if args.html {
        documents.push(Document::text("report.html", html(results, &charts, sources)));
    }
    if args.md {
        documents.push(Document::text("report.md", report(results, &charts, args.no_charts)));
    }
    let mut drawn = true;
    if args.no_charts {
        return (documents, drawn);
    }
    let pictures = pictures(&charts);
    for (drawing, picture) in charts.into_iter().zip(pictures) {
        match picture {
            Ok(bytes) => documents.push(Document { name: format!("{}.png", drawing.name), bytes }),
            Err(error) => {
                say(&format!("error: cannot draw `{}`: {error}", drawing.name));
                drawn = false;
            }
        }
        if args.svg {
            documents.push(Document::text(&format!("{}.svg", drawing.name), drawing.svg));
        }
    }
    (documents, drawn)
}

/// The summary as Markdown with the charts beside it.
fn report(results: &Results<'_>, charts: &[Drawing], no_charts: bool) -> String {
    let mut text = markdown(results);
    for chart in charts.iter().filter(|_| !no_charts) {
        // a bracket would end the words that stand for the picture
        let title = chart.title().replace(['[', ']'], "");
        text.extend(["![", &title, "](", chart.name, ".png)\n\n"]);
    }
    text
}

/// The scenario's name with `-results`, in the current directory.
pub(super) fn default_directory(file: &Path) -> PathBuf {
    let stem = file.file_stem().filter(|_| file.as_os_str() != "-");
    let mut name = stem.unwrap_or("scenario".as_ref()).to_owned();
    name.push("-results");
    PathBuf::from(name)
}

/// Where the files went; nothing when some could not be written.
pub(super) fn files_line(directory: &Path, written: &Result<Vec<PathBuf>, Vec<FileError>>) -> Vec<String> {
    let Ok(paths) = written else { return Vec::new() };
    let names: Vec<&str> = paths.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    vec![format!(
        "to {}{}: {}",
        printable(&directory.display().to_string()),
        std::path::MAIN_SEPARATOR,
        names.join(", ")
    )]
}
