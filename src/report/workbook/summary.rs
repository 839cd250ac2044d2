//! The page that says it all: the options side by side.

use rust_decimal::Decimal;

use super::demand::FIRST as FIRST_WORKLOAD;
use super::drawn;
use super::layout::{BEFORE, DEMAND, Layout, OPTIONS, SUMMARY, TOTAL, column};
use super::option::{Row, categories, category_row, result_row};
use super::page::{Content, Page, Style};
use super::returns::{self, Figure};
use crate::analysis::{OptionResult, Results};
use crate::scenario::printable;
use crate::sheet::workbook::{Place, column_name};

/// The row of the options' names.
pub const NAMES: u32 = 4;
/// The row of the first category.
pub const CATEGORIES: u32 = FIRST + MEASURES + 4;
const FIRST: u32 = 5;
/// How many rows of measures there are.
const MEASURES: u32 = 19;

/// The place among the measures before which those of the page of returns stand, and these.
const RETURNS: u32 = 9;
const RETURN_ROWS: [(&str, Figure, Style); 3] = [
    ("Internal rate of return a year, against the reference", Figure::Irr, Style::Percent),
    ("Payback against the reference, months", Figure::Payback, Style::Months),
    ("Discounted payback against the reference, months", Figure::DiscountedPayback, Style::Months),
];

/// A row: what it is called, its formula from an option's page, its number, and how it looks.
type Measure<'a> =
    (&'static str, Box<dyn Fn(&str) -> String + 'a>, Box<dyn Fn(&OptionResult) -> Option<Decimal> + 'a>, Style);

/// The summary.
pub fn page(results: &Results<'_>, layout: &Layout) -> Page {
    let scenario = results.scenario;
    let mut page = Page::new(&layout.names[SUMMARY], &[50, 19], (5, 1));
    page.text((0, 0), printable(&scenario.name), Style::Title);
    page.text((1, 0), horizon(results), Style::Note);
    live(&mut page, results, layout);
    page.text((2, 0), "Live: every figure follows the page of inputs", Style::Note);
    page.text((NAMES, 0), format!("In {}", scenario.currency.code), Style::Header);
    page.one_sheet = true;
    page.tall.push((NAMES, 2));
    let rows = measures(results);
    for (option, at) in (0..results.options.len()).zip(1_u16..) {
        page.text((NAMES, at), printable(&scenario.options[option].label), Style::Header);
        let table = &layout.quoted[OPTIONS + option];
        for ((_, formula, value, style), place) in rows.iter().zip(0_u32..) {
            let text = formula(table).replace('@', &column_name(at));
            let content = Content::number_or(text, value(&results.options[option]), "none");
            page.set((measure_row(place), at), content, *style);
        }
    }
    for ((name, ..), place) in rows.iter().zip(0_u32..) {
        let style = if *name == "Total cost of ownership" { Style::Bold } else { Style::Text };
        page.text((measure_row(place), 0), *name, style);
    }
    of_returns(&mut page, results, layout);
    cheapest(&mut page, results, FIRST + MEASURES);
    by_category(&mut page, results, layout);
    by_year(&mut page, results, layout);
    drawn::table(&mut page, results);
    page
}

/// What no input of the workbook changes: the months, and the currency.
fn horizon(results: &Results<'_>) -> String {
    let scenario = results.scenario;
    let from = scenario.start.map_or_else(String::new, |start| format!(" from {start}"));
    let months = if scenario.months == 1 { "1 month".to_owned() } else { format!("{} months", scenario.months) };
    format!("{months}{from}, in {}", scenario.currency.code)
}

/// The discount rate and the demand that the figures hold for.
fn live(page: &mut Page, results: &Results<'_>, layout: &Layout) {
    let (requests, month) = results.today;
    page.text((3, 0), format!("Discount rate a year; requests in month {month}"), Style::Note);
    let rate = results.scenario.discount_rate.base();
    page.set((3, 1), Content::Formula(layout.discount_rate.clone(), rate), Style::Percent);
    let last = FIRST_WORKLOAD + u32::try_from(results.model.requests.len()).unwrap_or(1);
    let (demand, at) = (&layout.quoted[DEMAND], column_name(column(month)));
    let formula = format!("SUM({demand}!{at}{}:{at}{last})", FIRST_WORKLOAD + 1);
    page.set((3, 2), Content::Formula(formula, requests), Style::Count);
}

/// The row of a measure: those of the returns stand among the others.
fn measure_row(place: u32) -> u32 {
    FIRST + if place < RETURNS { place } else { place + 3 }
}

/// Rates of return and payback, as the page of returns has them.
fn of_returns(page: &mut Page, results: &Results<'_>, layout: &Layout) {
    let table = &layout.quoted[layout.returns()];
    for ((name, measure, style), row) in RETURN_ROWS.into_iter().zip(FIRST + RETURNS..) {
        page.text((row, 0), name, Style::Text);
        for (a, b, economics) in &results.versus {
            if *b != results.scenario.reference {
                continue;
            }
            let at = 1 + u16::try_from(*a).unwrap_or(0);
            let cell = Place { table: 0, row: returns::measure_row(measure), column: at }.local();
            let (value, words) = match measure {
                Figure::Irr => returns::irr_shown(economics),
                Figure::Payback => (returns::months(economics.payback), "never"),
                _ => (returns::months(economics.discounted_payback), "never"),
            };
            page.set((row, at), Content::number_or(format!("{table}!{cell}"), value, words), style);
        }
    }
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
    let feasible = move |_: &str| format!("IF({}=0,{},\"none\")", own(17), own(4));
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
        ("Requests served", Box::new(total(Row::Requests)), Box::new(|o| Some(o.requests)), Style::Count),
        ("Cost per request", Box::new(ratio(3, 12)), Box::new(|o| o.cost_per_request), Style::Price),
        ("Requests answered correctly", Box::new(total(Row::Successes)), Box::new(|o| Some(o.successes)), Style::Count),
        ("Cost per correct answer", Box::new(ratio(3, 14)), Box::new(|o| o.cost_per_success), Style::Price),
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
            Style::Count,
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

/// What every year of twelve months costs; the last may be shorter.
fn by_year(page: &mut Page, results: &Results<'_>, layout: &Layout) {
    let first = CATEGORIES + u32::try_from(categories(results).len()).unwrap_or(0) + 2;
    page.text((first - 1, 0), "Cost by year", Style::Section);
    page.text((first, 0), "before launch", Style::Text);
    let months = results.scenario.months;
    let cost = result_row(Row::Cost) + 1;
    let years = (1..=months).step_by(12).map(|from| (from, months.min(from + 11)));
    let spans: Vec<(u32, u32)> = [(0, 0)].into_iter().chain(years).collect();
    for ((from, to), row) in spans.into_iter().zip(first..) {
        if from > 0 {
            page.text((row, 0), format!("months {from} to {to}"), Style::Text);
        }
        let (left, right) = (column_name(column(from)), column_name(column(to)));
        for (option, at) in (0..results.options.len()).zip(1_u16..) {
            let formula = format!("SUM({}!{left}{cost}:{right}{cost})", layout.quoted[OPTIONS + option]);
            let value = super::writer::sum(&results.options[option].cost[from as usize..=to as usize]);
            page.set((row, at), Content::Formula(formula, value), Style::Currency);
        }
    }
}
