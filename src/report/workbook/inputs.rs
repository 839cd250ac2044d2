//! The page of inputs: every number of the scenario that formulas use, to be changed there.

use super::allowed::Allowed;
use super::layout::{INPUTS, Layout};
use super::page::{Content, Page, Style};
use crate::analysis::Results;
use crate::report::drawing::is_percentage;
use crate::scenario::{Input, Origin, Sources, printable};
use crate::sheet::workbook::Place;

/// The width of the column that says where a number comes from, in characters.
const ORIGIN: u32 = 34;
/// More decimal places than this are not read.
const PLACES: u32 = 8;

/// The inputs by the table of the scenario that they are written in.
pub fn page(results: &Results<'_>, layout: &Layout, sources: &Sources) -> Page {
    let mut page = Page::new(&layout.names[INPUTS], &[56, 18, 22, 34, 46, 50], (4, 2));
    page.text((0, 0), "Inputs", Style::Title);
    page.text((1, 0), "Change a blue number and every page follows; numbers that were worked out for the tokens of a request do not follow these.", Style::Note);
    page.texts(
        (3, 0),
        &["Key in the scenario", "Value", "Unit", "Written in", "Range", "Name in formulas"],
        Style::Header,
    );
    let mut groups: Vec<(String, Vec<(&Input, String)>)> = Vec::new();
    let rate = &results.scenario.discount_rate;
    let listed = results
        .model
        .sheet
        .inputs()
        .iter()
        .zip(0_u32..)
        .map(|(input, index)| (input, layout.inputs.get(&index).cloned().unwrap_or_default()));
    // a discount rate nobody wrote is no input of the model, but of the workbook
    let own_rate = results.model.sheet.input_index(&rate.path).is_none();
    for (input, name) in listed.chain(own_rate.then(|| (rate, layout.discount_rate.clone()))) {
        let table = table_of(&input.path);
        match groups.iter_mut().find(|(known, _)| *known == table) {
            Some((_, inputs)) => inputs.push((input, name)),
            None => groups.push((table, vec![(input, name)])),
        }
    }
    let mut row = 4;
    for (table, inputs) in groups {
        page.text((row, 0), heading(&table), Style::Section);
        row += 1;
        for (input, name) in inputs {
            let unit = input.unit.describe(results.scenario.currency.code);
            page.text((row, 0), printable(&input.path), Style::Text);
            page.set((row, 1), Content::Number(input.base()), input_style(input));
            page.text((row, 2), unit, Style::Beside);
            page.allowed.extend(Allowed::of(results.scenario, input, (row, 1)));
            match results.scenario.worked_out(input) {
                Some(how) => {
                    let words = format!("{how}; does not follow the token lengths: run tco again");
                    page.tall.push((row, u32::try_from(words.chars().count()).unwrap_or(0) / ORIGIN + 1));
                    page.text((row, 3), words, Style::Wrapped);
                }
                None => page.text((row, 3), origin(input, sources), Style::Text),
            }
            page.text((row, 4), input.quantity.describe().unwrap_or_default(), Style::Text);
            page.text((row, 5), name.as_str(), Style::Text);
            page.named.push((name, Place { table: INPUTS, row, column: 1 }));
            row += 1;
        }
        row += 1;
    }
    page
}

fn input_style(input: &Input) -> Style {
    match input.base().normalize() {
        _ if is_percentage(input) => Style::Share,
        // the middle of a range has as many digits as a division leaves
        value if value.scale() > PLACES => Style::Rounded,
        _ => Style::Input,
    }
}

/// The table of the scenario that a key stands in: two names deep for options and workloads.
fn table_of(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let depth = if ["options", "workloads"].contains(&parts[0]) { 2 } else { 1 };
    parts[..depth.min(parts.len())].join(".")
}

fn heading(table: &str) -> String {
    if table == "volume" { "Volume: a factor on every workload's requests".to_owned() } else { printable(table) }
}

fn origin(input: &Input, sources: &Sources) -> String {
    match &input.origin {
        Origin::Written(span) => sources.place(*span),
        Origin::Default => "default".to_owned(),
        Origin::Catalog(cited) => format!("catalog: {}, {}, {}", cited.entry, cited.source, cited.as_of),
    }
}
