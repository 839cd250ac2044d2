//! The page of notes: what this is, how to read it, and what was assumed.

use super::layout::Layout;
use super::page::{Page, Style};
use crate::analysis::Results;
use crate::report::assumed::{assumptions, measured};
use crate::report::words::setting;
use crate::scenario::{Sources, printable};

/// Letters on a line: most are narrower than the digits by which a column's width is told.
const WIDE: u32 = 120;

/// The notes.
pub fn page(results: &Results<'_>, layout: &Layout, sources: &Sources, name: &str) -> Page {
    let scenario = results.scenario;
    let mut page = Page::new(name, &[110], (0, 0));
    page.text((0, 0), "Notes", Style::Title);
    let mut row = 2;
    let mut section = |title: &str, lines: Vec<String>| {
        page.text((row, 0), title, Style::Section);
        if lines.is_empty() {
            page.text((row + 1, 0), "none", Style::Wrapped);
        }
        for (line, at) in lines.iter().zip(row + 1..) {
            page.text((at, 0), printable(line), Style::Wrapped);
            page.tall.push((at, u32::try_from(line.chars().count()).unwrap_or(0) / WIDE + 1));
        }
        row += u32::try_from(lines.len().max(1)).unwrap_or(0) + 2;
    };
    let file = sources.get(0).map_or_else(String::new, |source| format!("Read from {}", source.name));
    let written = concat!("Written by tco ", env!("CARGO_PKG_VERSION")).to_owned();
    let mut about = vec![scenario.name.clone()];
    about.extend(scenario.description.clone());
    about.extend([format!("As of the run: {}", setting(results)), file, written]);
    section("Scenario", about);
    section("How to read it", reading(results, layout));
    section(
        "Found with the figures as they were written",
        results.advice.verdict.reasons.iter().map(|reason| reason.text.clone()).collect(),
    );
    section("Warnings", results.warnings.clone());
    section("Not stated, so assumed", assumptions(results));
    section("Measured", measured(results));
    page
}

fn reading(results: &Results<'_>, layout: &Layout) -> Vec<String> {
    let mut lines: Vec<String> = [
        "Inputs: every number of the scenario that a formula uses. Blue numbers are meant to be changed; Summary, options and charts follow.",
        "Summary: the options side by side over the whole horizon, and the cheapest by present value.",
        "A page for each option: result, cost by category, the ledger (quantity x unit price), quantities and unit prices, and what these stand on.",
        "Month 0 is what is paid before launch. Amounts are not rounded; they are shown with cents.",
        "The figure of column D is the total of the months, or a figure that is the same in every month.",
        "Replicas are whole: the fewest that hold the load, where a load within a millionth of a millionth of full is full.",
        "Defaults of 0 and 1 that nobody wrote are part of the formulas. Write the key in the scenario to have it among the inputs.",
        "What a change of an input does to months of launch, retirement or hardware's life is not followed: those are the scenario's structure.",
        "Returns: rates of return and payback, worked out from the flows; rates below -99.9 % or above 100,000,000 % a year, and two between neighbouring rates of that page, are not found.",
        "Break-even: months are live; volumes, the recommendation and this page are as of the run and do not follow changes.",
        "Printing: the options' pages print result, categories and ledger, and Returns its measures; quantities, steps, workings and lists of rates are for the screen.",
    ]
    .map(str::to_owned)
    .into();
    let inputs = results.model.sheet.inputs().iter();
    let fixed: Vec<&str> =
        inputs.filter(|input| results.scenario.worked_out(input).is_some()).map(|input| input.path.as_str()).collect();
    if !fixed.is_empty() {
        lines.push(format!(
            "Speeds that tco worked out for the workloads' mean request ({}) are numbers here: they do not follow a change of the tokens of a request. Run tco again for that.",
            fixed.join(", ")
        ));
    }
    if !layout.values.is_empty() {
        lines.push(format!(
            "Figures worked out hour by hour ({} cells in grey italics: busiest hour, mean replicas, overflow) are written as values: as formulas they would be too many to open. They do not follow the inputs.",
            layout.values.len()
        ));
    }
    lines
}
