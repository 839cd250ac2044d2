//! The workbook as a whole.

use super::layout::Layout;
use super::page::Page;
use super::{break_even, charts, demand, inputs, notes, returns, room, summary, writer, xlsx};
use crate::analysis::Results;
use crate::report::Document;
use crate::scenario::{Scenario, Sources};

/// The pages of the workbook: summary, charts, inputs, demand, options, returns, break-even, notes.
#[must_use]
pub fn pages(results: &Results<'_>, sources: &Sources) -> Vec<Page> {
    laid_out(results, &Layout::new(results), sources)
}

/// The workbook as a file, `model.xlsx`.
///
/// # Errors
/// When the file format cannot hold it, with the reason in words.
pub fn workbook(results: &Results<'_>, sources: &Sources) -> Result<Document, String> {
    let layout = Layout::new(results);
    let pages = laid_out(results, &layout, sources);
    let drawn = |place: usize, sheet: &mut rust_xlsxwriter::Worksheet| {
        if pages[place].name == charts::NAME { charts::insert(sheet, results, &layout) } else { Ok(()) }
    };
    let bytes = xlsx::bytes(&pages, results.scenario, &drawn).map_err(|error| error.to_string())?;
    Ok(Document { name: "model.xlsx".to_owned(), bytes })
}

/// Pages as a file without charts.
///
/// # Errors
/// When the file format cannot hold them, with the reason in words.
pub fn file(pages: &[Page], scenario: &Scenario) -> Result<Vec<u8>, String> {
    xlsx::bytes(pages, scenario, &|_, _| Ok(())).map_err(|error| error.to_string())
}

fn laid_out(results: &Results<'_>, layout: &Layout, sources: &Sources) -> Vec<Page> {
    let mut pages =
        vec![summary::page(results, layout), inputs::page(results, layout, sources), demand::page(results, layout)];
    pages.extend((0..results.options.len()).map(|option| writer::page(results, layout, option)));
    let after = layout.returns();
    pages.push(returns::page(results, layout, &layout.names[after]));
    pages.push(break_even::page(results, layout, &layout.names[after + 1]));
    pages.push(notes::page(results, layout, sources, &layout.names[after + 2]));
    for page in &mut pages {
        room::widen(page, results.scenario.currency);
    }
    // the charts come second, where a reader looks for them; formulas name no page by its place
    pages.insert(1, charts::page());
    pages
}
