//! The workbook: its formulas, recalculated, are the exact reading to the cent, before and after
//! inputs are changed in it.

mod evaluate;
mod inputs;
mod look;
mod office;

use std::path::Path;

use evaluate::{Spreadsheet, Value};
use rust_decimal::{Decimal, dec};
use tco::analysis::{OptionResult, Results, Settings, analyse};
use tco::finance::{self, Payback};
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
    for cell in pages.iter_mut().flat_map(|page| &mut page.cells) {
        match &mut cell.content {
            Content::Formula(_, value) => *value = Decimal::ZERO,
            Content::Words(_, words) => "not worked out".clone_into(words),
            Content::Text(_) | Content::Number(_) | Content::Date(_) => {}
        }
    }
    let inputs_page = pages.iter().position(|page| page.name == "Inputs").unwrap();
    for (path, value) in inputs {
        let key = |content: &Content| matches!(content, Content::Text(text) if text == path);
        let row = pages[inputs_page].cells.iter().find(|cell| cell.column == 0 && key(&cell.content)).unwrap().row;
        let cell = pages[inputs_page].cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, 1)).unwrap();
        cell.content = Content::Number(*value);
    }
    pages
}

/// What a cell must come to.
#[derive(Clone, Debug, PartialEq)]
enum Expected {
    Number(Decimal),
    Words(String),
}

impl Expected {
    /// The figure, or else the words that stand for there being none.
    fn of(figure: Option<Decimal>, otherwise: &str) -> Self {
        figure.map_or_else(|| Self::Words(otherwise.to_owned()), Self::Number)
    }

    fn of_payback(payback: Option<Payback>) -> Self {
        match payback.unwrap() {
            Payback::Immediate => Self::Number(Decimal::ZERO),
            Payback::Months(months) => Self::Number(months),
            Payback::Never => Self::Words("never".to_owned()),
        }
    }

    fn is(&self, found: &Value, digits: f64) -> bool {
        match (self, found) {
            (Self::Number(expected), Value::Number(found)) => near(*found, *expected, digits),
            (Self::Words(expected), Value::Text(found)) => expected == found,
            _ => false,
        }
    }
}

/// What the summary must say of each option: amounts to the cent.
fn expected(results: &Results<'_>) -> Vec<(&'static str, Vec<Expected>)> {
    let of = |figure: fn(&OptionResult) -> Decimal| {
        results.options.iter().map(|option| Expected::Number(figure(option))).collect()
    };
    let reference = &results.options[results.scenario.reference];
    let rate = results.scenario.discount_rate.base();
    let flows = |option: &OptionResult| option.flows_against(reference);
    let each = |figure: &dyn Fn(&[Decimal]) -> Expected| {
        let others = results.options.iter().filter(|option| !std::ptr::eq(*option, reference));
        others.map(|option| figure(&flows(option))).collect()
    };
    let npv = |option: &OptionResult| Expected::of(finance::npv(rate, &flows(option)), "");
    vec![
        ("Build, before launch", of(|option| option.cost[0])),
        ("Month 1", of(|option| option.cost[1])),
        ("Last month, without book value credited", of(|option| option.last_month_cost)),
        ("Total cost of ownership", of(|option| option.tco)),
        ("Present value of cost", of(|option| option.present_value)),
        ("Value less failures", of(|option| option.total_value)),
        ("Net present value against the reference", results.options.iter().map(npv).collect()),
        ("Internal rate of return a year, against the reference", each(&irr)),
        ("Payback against the reference, months", each(&|flows| Expected::of_payback(finance::payback(flows)))),
        (
            "Discounted payback against the reference, months",
            each(&|flows| Expected::of_payback(finance::discounted_payback(rate, flows))),
        ),
        ("Requests served", of(|option| option.requests)),
        ("Requests answered correctly", of(|option| option.successes)),
    ]
}

/// The rule of docs/results.md: what is paid for money that comes first is no return, and one of
/// several is not the return.
fn irr(flows: &[Decimal]) -> Expected {
    let first = flows.iter().find(|flow| !flow.is_zero());
    let words = |words: &str| Expected::Words(words.to_owned());
    match finance::irr(flows).as_slice() {
        [] => words("none"),
        _ if first.is_some_and(|flow| *flow > Decimal::ZERO) => words("loan"),
        [only] => Expected::Number(*only),
        _ => words("several"),
    }
}

/// Holds the summary of recalculated pages against what another run says.
fn check_summary(name: &str, results: &Results<'_>, live: &[Page], value: impl Fn((u32, u16)) -> Value) {
    for (figure, amounts) in expected(results) {
        let row = summary_row(live, figure);
        let reference = u16::try_from(results.scenario.reference).unwrap() + 1;
        let all = amounts.len() == results.options.len();
        // the reference has no return against itself
        let columns = (1..).filter(|column| all || *column != reference);
        for (amount, column) in amounts.into_iter().zip(columns) {
            let found = value((row, column));
            assert!(amount.is(&found, FIGURES), "{name}: {figure}, option {column}: {found:?}, not {amount:?}");
        }
    }
}

/// The relative error of sums of floats of 15 digits.
const FIGURES: f64 = 1e-11;

/// To the cent, except for amounts so large that a float's digits end before it.
fn near(found: f64, expected: Decimal, digits: f64) -> bool {
    let expected = float(expected);
    (found - expected).abs() <= 0.005 + expected.abs() * digits
}

/// Holds every cell of recalculated pages that was a formula against what it was written with.
fn check_cells(name: &str, written: &[Page], value: impl Fn((usize, u32, u16)) -> Value) {
    for (place, page) in written.iter().enumerate() {
        for cell in &page.cells {
            let (formula, expected) = match &cell.content {
                Content::Formula(formula, value) => (formula, Expected::Number(*value)),
                Content::Words(formula, words) => (formula, Expected::Words(words.clone())),
                Content::Text(_) | Content::Number(_) | Content::Date(_) => continue,
            };
            let found = value((place, cell.row, cell.column));
            let at = (cell.row, cell.column);
            // values at a rate near -100 % are sums of large amounts of either sign
            let digits = if page.name == "Returns" { FIGURES * 1e3 } else { FIGURES };
            assert!(
                expected.is(&found, digits),
                "{name}: {} {at:?}: {found:?}, not {expected:?}: {formula}",
                page.name
            );
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
        check_summary(&format!("{}: {changes:?}", path.display()), &other, &live, |(row, column)| {
            sheet.value((0, row, column))
        });
    }
}
