//! The workbook: its formulas, recalculated, are the exact reading to the cent, before and after
//! inputs are changed in it.

mod evaluate;
mod look;
mod office;

use std::path::Path;

use evaluate::{Spreadsheet, Value};
use rust_decimal::{Decimal, dec};
use tco::analysis::{Results, Settings, analyse};
use tco::quantity::figures::float;
use tco::report::workbook::{Content, Page, pages};
use tco::scenario::{Loaded, Severity, load};

use crate::scenarios::{read, shipped};

/// Where an amount of the summary stands, by what its row is called.
fn summary_row(pages: &[Page], name: &str) -> u32 {
    let named = |content: &Content| matches!(content, Content::Text(text) if text == name);
    pages[0].cells.iter().find(|cell| cell.column == 0 && named(&cell.content)).unwrap().row
}

/// The pages with every kept number of a formula struck out, and other values of some inputs.
fn changed(mut pages: Vec<Page>, inputs: &[(String, Decimal)]) -> Vec<Page> {
    for page in &mut pages {
        for cell in &mut page.cells {
            if let Content::Formula(_, value) = &mut cell.content {
                *value = Decimal::ZERO;
            }
        }
    }
    for (path, value) in inputs {
        let key = |content: &Content| matches!(content, Content::Text(text) if text == path);
        let row = pages[1].cells.iter().find(|cell| cell.column == 0 && key(&cell.content)).unwrap().row;
        let cell = pages[1].cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, 1)).unwrap();
        cell.content = Content::Number(*value);
    }
    pages
}

/// What the summary must say of each option: amounts to the cent.
fn expected(results: &Results<'_>) -> Vec<(&'static str, Vec<Decimal>)> {
    let of = |figure: fn(&tco::analysis::OptionResult) -> Decimal| results.options.iter().map(figure).collect();
    let reference = &results.options[results.scenario.reference];
    let rate = results.scenario.discount_rate.base();
    let npv = |option: &tco::analysis::OptionResult| tco::finance::npv(rate, &option.flows_against(reference)).unwrap();
    vec![
        ("Build, before launch", of(|option| option.cost[0])),
        ("Month 1", of(|option| option.cost[1])),
        ("Last month, without book value credited", of(|option| option.last_month_cost)),
        ("Total cost of ownership", of(|option| option.tco)),
        ("Present value of cost", of(|option| option.present_value)),
        ("Value less failures", of(|option| option.total_value)),
        ("Net present value against the reference", results.options.iter().map(npv).collect()),
        ("Requests served", of(|option| option.requests)),
        ("Requests answered correctly", of(|option| option.successes)),
    ]
}

/// To the cent; a float has 15 digits, which is less for the largest amounts.
fn near(found: f64, expected: Decimal) -> bool {
    let expected = float(expected);
    (found - expected).abs() <= 0.005 + expected.abs() * 1e-11
}

/// Holds every cell of recalculated pages that was a formula against what it was written with.
fn check_cells(name: &str, written: &[Page], value: impl Fn((usize, u32, u16)) -> Value) {
    for (place, page) in written.iter().enumerate() {
        for cell in &page.cells {
            let Content::Formula(formula, expected) = &cell.content else { continue };
            let found = value((place, cell.row, cell.column));
            let ok = matches!(found, Value::Number(found) if near(found, *expected));
            assert!(ok, "{name}: {} {:?}: {found:?}, not {expected}: {formula}", page.name, (cell.row, cell.column));
        }
    }
}

/// Three inputs of a scenario with other values, as a person would change them in the sheet.
fn three_changes(results: &Results<'_>) -> Vec<(String, Decimal)> {
    let inputs = results.model.sheet.inputs().iter();
    let plain = |ending: &str| {
        let found = inputs.clone().find(|input| {
            input.path.ends_with(ending) && input.quantity.spread.is_none() && input.base() > Decimal::ZERO
        });
        found.map(|input| (input.path.clone(), (input.base() * dec!(1.25)).normalize()))
    };
    [
        "requests_per_month",
        "output_per_mtok",
        "input_tokens",
        "price_per_gpu_hour",
        "price_per_seat",
        "tokens_per_second",
    ]
    .into_iter()
    .filter_map(plain)
    .take(3)
    .collect()
}

/// The scenario with those values written in it.
fn with(path: &Path, changes: &[(String, Decimal)]) -> Loaded {
    let text = std::fs::read_to_string(path).unwrap();
    let sets: Vec<String> = changes.iter().map(|(key, value)| format!("{key}={value}")).collect();
    load("changed.toml", &text, &sets)
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)))
}

#[test]
fn every_formula_comes_to_the_exact_reading() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let written = pages(&results, &loaded.sources);
        let struck = changed(written.clone(), &[]);
        let sheet = Spreadsheet::new(&struck);
        check_cells(&path.display().to_string(), &written, |at| sheet.value(at));
    }
}

#[test]
fn a_changed_input_changes_what_the_scenario_with_it_changes() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let changes = three_changes(&results);
        let live = pages(&results, &loaded.sources);
        if live.iter().flat_map(|page| &page.named).count() == 0 {
            continue;
        }
        let live = changed(live, &changes);
        let other = with(&path, &changes);
        let other = analyse(&other.scenario, Settings::default()).unwrap();
        let sheet = Spreadsheet::new(&live);
        for (name, amounts) in expected(&other) {
            let row = summary_row(&live, name);
            for (amount, column) in amounts.into_iter().zip(1..) {
                let found = sheet.value((0, row, column));
                let ok = matches!(found, Value::Number(found) if near(found, amount));
                assert!(ok, "{}: {changes:?}: {name}, option {column}: {found:?}, not {amount}", path.display());
            }
        }
    }
}
