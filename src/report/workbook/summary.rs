//! The page that says it all: the options side by side.

use rust_decimal::Decimal;

use super::layout::{BEFORE, Layout, OPTIONS, SUMMARY, TOTAL, column};
use super::option::{Row, categories, category_row, result_row};
use super::page::{Content, Page, Style};
use crate::analysis::{OptionResult, Results};
use crate::report::words::setting;
use crate::scenario::printable;
use crate::sheet::workbook::{Place, column_name};

/// The row of the options' names.
pub const NAMES: u32 = 4;
/// The row of the first category.
pub const CATEGORIES: u32 = 26;
const FIRST: u32 = 5;

/// A row: what it is called, its formula from an option's page, its number, and how it looks.
type Measure<'a> =
    (&'static str, Box<dyn Fn(&str) -> String + 'a>, Box<dyn Fn(&OptionResult) -> Option<Decimal> + 'a>, Style);

/// The summary.
pub fn page(results: &Results<'_>, layout: &Layout) -> Page {
    let scenario = results.scenario;
    let mut page = Page::new(&layout.names[SUMMARY], &[44, 20], (5, 1));
    page.text((0, 0), printable(&scenario.name), Style::Title);
    page.text((1, 0), setting(results), Style::Note);
    page.text((2, 0), "Live: every figure follows the page of inputs", Style::Note);
    page.text((NAMES, 0), format!("In {}", scenario.currency.code), Style::Header);
    let rows = measures(results);
    for (option, at) in (0..results.options.len()).zip(1_u16..) {
        page.text((NAMES, at), printable(&scenario.options[option].label), Style::Header);
        let table = &layout.quoted[OPTIONS + option];
        for ((_, formula, value, style), row) in rows.iter().zip(FIRST..) {
            let text = formula(table).replace('@', &column_name(at));
            let content = match value(&results.options[option]) {
                Some(value) => Content::Formula(text, value),
                None => Content::Words(text, "none".to_owned()),
            };
            page.set((row, at), content, *style);
        }
    }
    for ((name, ..), row) in rows.iter().zip(FIRST..) {
        page.text((row, 0), *name, if *name == "Total cost of ownership" { Style::Bold } else { Style::Text });
    }
    cheapest(&mut page, results, FIRST + u32::try_from(rows.len()).unwrap_or(u32::MAX));
    by_category(&mut page, results, layout);
    page
}

/// A cell of the result on an option's page.
fn at(row: Row, column: u16) -> String {
    Place { table: 0, row: result_row(row), column }.local()
}

/// The place of a measure on the summary, in whichever column its formula stands.
fn own(place: u32) -> String {
    format!("@{}", FIRST + place + 1)
}

fn measures<'a>(results: &'a Results<'a>) -> Vec<Measure<'a>> {
    let last = column(results.scenario.months);
    let reference = results.scenario.reference;
    let rate = results.scenario.discount_rate.base();
    let of = |cell: String| move |table: &str| format!("{table}!{cell}");
    let total = |row: Row| of(at(row, TOTAL));
    let ratio = |over: u32, under: u32| move |_: &str| format!("IF({u}=0,\"none\",{}/{u})", own(over), u = own(under));
    let reference_cost = format!("${}{}", column_name(1 + u16::try_from(reference).unwrap_or(0)), FIRST + 4);
    let last_cost = move |table: &str| format!("{table}!{}-{table}!{}", at(Row::Cost, last), at(Row::BookValue, last));
    let feasible = move |_: &str| format!("IF({}=0,{},\"none\")", own(14), own(4));
    let flows = move |option: &OptionResult| option.flows_against(&results.options[reference]);
    let npv = move |option: &OptionResult| crate::finance::npv(rate, &flows(option));
    let invested = at(Row::Flow, BEFORE);
    let gained = at(Row::Flow, TOTAL);
    let roi = move |table: &str| format!("IF({table}!{invested}<0,-{table}!{gained}/{table}!{invested},\"none\")");
    vec![
        ("Build, before launch", Box::new(of(at(Row::Cost, BEFORE))), Box::new(|o| Some(o.cost[0])), Style::Currency),
        ("Month 1", Box::new(of(at(Row::Cost, column(1)))), Box::new(|o| Some(o.cost[1])), Style::Currency),
        (
            "Last month, without book value credited",
            Box::new(last_cost),
            Box::new(|o| Some(o.last_month_cost)),
            Style::Currency,
        ),
        ("Total cost of ownership", Box::new(total(Row::Cost)), Box::new(|o| Some(o.tco)), Style::Total),
        ("Present value of cost", Box::new(total(Row::Present)), Box::new(|o| Some(o.present_value)), Style::Currency),
        (
            "Savings against the reference",
            Box::new(move |_| format!("{reference_cost}-{}", own(3))),
            Box::new(move |o| Some(results.options[reference].tco.saturating_sub(o.tco))),
            Style::Currency,
        ),
        ("Value less failures", Box::new(total(Row::Value)), Box::new(|o| Some(o.total_value)), Style::Currency),
        ("Net present value against the reference", Box::new(total(Row::PresentFlow)), Box::new(npv), Style::Currency),
        (
            "Return on investment against the reference",
            Box::new(roi),
            Box::new(move |o| crate::finance::roi(&flows(o))),
            Style::Percent,
        ),
        ("Requests served", Box::new(total(Row::Requests)), Box::new(|o| Some(o.requests)), Style::Number),
        ("Cost per request", Box::new(ratio(3, 9)), Box::new(|o| o.cost_per_request), Style::Price),
        (
            "Requests answered correctly",
            Box::new(total(Row::Successes)),
            Box::new(|o| Some(o.successes)),
            Style::Number,
        ),
        ("Cost per correct answer", Box::new(ratio(3, 11)), Box::new(|o| o.cost_per_success), Style::Price),
        (
            "Value less cost",
            Box::new(|_| format!("{}-{}", own(6), own(3))),
            Box::new(|o| Some(o.total_value.saturating_sub(o.tco))),
            Style::Currency,
        ),
        (
            "Months that it cannot serve every request",
            Box::new(total(Row::Infeasible)),
            Box::new(|o| Some(Decimal::from(o.infeasible.len()))),
            Style::Number,
        ),
        (
            "Present value where it serves every request",
            Box::new(feasible),
            Box::new(|o| o.is_feasible().then_some(o.present_value)),
            Style::Currency,
        ),
    ]
}

/// The feasible option with the lowest present value.
fn cheapest(page: &mut Page, results: &Results<'_>, row: u32) {
    let last = column_name(u16::try_from(results.options.len()).unwrap_or(1));
    let values = format!("$B${row}:${last}${row}");
    let names = format!("$B${n}:${last}${n}", n = NAMES + 1);
    let formula = format!("IF(COUNT({values})=0,\"none\",INDEX({names},1,MATCH(MIN({values}),{values},0)))");
    let cheapest = results.cheapest.map_or("none", |option| results.scenario.options[option].label.as_str());
    page.text((row + 1, 0), "Cheapest", Style::Bold);
    page.set((row + 1, 1), Content::Words(formula, printable(cheapest)), Style::Bold);
}

fn by_category(page: &mut Page, results: &Results<'_>, layout: &Layout) {
    page.text((CATEGORIES - 1, 0), "Cost by category", Style::Section);
    for (place, category) in categories(results).into_iter().enumerate() {
        let row = CATEGORIES + u32::try_from(place).unwrap_or(0);
        page.text((row, 0), category, Style::Text);
        let cell = Place { table: 0, row: category_row(place), column: TOTAL }.local();
        for (option, at) in (0..results.options.len()).zip(1_u16..) {
            let formula = format!("{}!{cell}", layout.quoted[OPTIONS + option]);
            let value = results.options[option].category(category);
            page.set((row, at), Content::Formula(formula, value), Style::Currency);
        }
    }
}
