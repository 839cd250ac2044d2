//! The page of notes: what this is, how to read it, and what was assumed.

use super::layout::Layout;
use super::page::{Page, Style};
use crate::analysis::Results;
use crate::report::assumed::{assumptions, measured};
use crate::report::words::setting;
use crate::scenario::{Sources, printable};

/// The width of the page, in digits, by which a column's width is told.
const WIDE: u16 = 110;

/// The notes.
pub fn page(results: &Results<'_>, layout: &Layout, sources: &Sources, name: &str) -> Page {
    let scenario = results.scenario;
    let mut page = Page::new(name, &[WIDE], (0, 0));
    page.text((0, 0), "Notes", Style::Title);
    let mut row = 2;
    let mut section = |title: &str, lines: Vec<String>| {
        page.text((row, 0), title, Style::Section);
        if lines.is_empty() {
            page.text((row + 1, 0), "none", Style::Wrapped);
        }
        for (line, at) in lines.iter().zip(row + 1..) {
            page.text((at, 0), printable(line), Style::Wrapped);
            page.tall.push((at, lines_of(line)));
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

/// How many lines a text takes: a spreadsheet program keeps the height that a row is written with.
fn lines_of(text: &str) -> u32 {
    // in twentieths of a digit, by the advance widths of Calibri and Carlito, which are the same
    let width = |letter: char| match letter {
        ' ' | 'i' | 'j' | 'l' | 'I' | '\'' | '`' | '|' | '!' => 9,
        '.' | ',' | ';' | ':' => 10,
        '-' | '(' | ')' | '/' | 'f' | 't' => 13,
        'r' | 's' | 'z' => 15,
        'a' | 'c' | 'e' | 'g' | 'k' | 'v' | 'x' | 'y' => 18,
        '0'..='9' | 'b' | 'd' | 'h' | 'n'..='q' | 'u' => 21,
        'm' | 'w' | 'M' | 'W' | '%' => 32,
        'A'..='Z' => 23,
        _ => 36,
    };
    // a line ends before the word that does not fit
    let (room, mut lines, mut used) = (20 * u32::from(WIDE), 1, 0);
    for word in text.split_inclusive(' ') {
        let needed: u32 = word.trim_end().chars().map(width).sum();
        if used > 0 && used + needed > room {
            (lines, used) = (lines + 1, 0);
        }
        used += needed + width(' ');
    }
    lines
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
        "Returns: rates of return and payback, worked out from the flows; rates below -99.99 % or above 100,000,000 % a year are counted and not listed, and two between neighbouring rates of that page are not found.",
        "Break-even: months are live; volumes, the recommendation and this page are as of the run and do not follow changes.",
        "Printing: the options' pages print result, categories and ledger, Demand its first year, and Returns its measures; later months, quantities, steps, workings and lists of rates are for the screen.",
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as `LibreOffice` breaks them in Carlito at this width.
    #[test]
    fn a_row_is_as_high_as_its_lines() {
        let one = "Returns: rates of return and payback, worked out from the flows; rates below -99.99 % or above 100,000,000 % a year are counted and";
        assert_eq!(lines_of(one), 1);
        assert_eq!(lines_of(&format!("{one} not listed, and two between neighbours are not found.")), 2);
        assert_eq!(lines_of(""), 1);
    }
}
