//! The page of returns: what every option earns against the reference, worked out by the
//! spreadsheet from the flows on the options' pages.

use rust_decimal::Decimal;

use super::layout::{BEFORE, Layout, OPTIONS, column};
use super::option::{Row, result_row};
use super::page::{Content, Page, Style};
use super::rates::{GRID, monthly_rate};
use super::steps::Step;
use crate::analysis::simulate::decimal;
use crate::analysis::{Economics, Results};
use crate::finance::Payback;
use crate::scenario::printable;
use crate::sheet::workbook::{Place, column_name};

/// The row of the options' names.
pub const NAMES: u32 = 4;
/// The row of the first rate.
pub const RATES: u32 = 17;

/// Rows of the measures, from the one below the names on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Irr,
    #[expect(dead_code, reason = "the row is written by its place among the measures")]
    Rates,
    #[expect(dead_code, reason = "the row is written by its place among the measures")]
    Mirr,
    Payback,
    DiscountedPayback,
}

const MEASURES: [(&str, Style); 5] = [
    ("Internal rate of return, a year", Style::Percent),
    ("Rates of return found (listed below)", Style::Count),
    ("Modified internal rate of return, a year", Style::Percent),
    ("Payback, months", Style::Months),
    ("Discounted payback, months", Style::Months),
];

/// The row of a measure.
pub fn measure_row(measure: Figure) -> u32 {
    NAMES + 1 + measure as u32
}

/// The first row of the rates of return that lie between two rates of the grid.
pub(super) fn found_row() -> u32 {
    RATES + u32::try_from(GRID.len()).unwrap_or(0) + 3
}

/// Writes the page.
pub(super) struct Writer<'a> {
    pub(super) results: &'a Results<'a>,
    pub(super) layout: &'a Layout,
    pub(super) page: Page,
}

/// The returns.
pub fn page(results: &Results<'_>, layout: &Layout, name: &str) -> Page {
    let mut writer = Writer { results, layout, page: Page::new(name, &[44, 26], (5, 1)) };
    // rates and what they are worth are workings, with figures as wide as a page
    writer.page.printed_to = Some(RATES - 2);
    writer.page.printed_across = Some(writer.monthly());
    writer.head();
    for option in 0..results.options.len() {
        let at = 1 + u16::try_from(option).unwrap_or(0);
        writer.page.text((NAMES, at), printable(&results.scenario.options[option].label), Style::Header);
        if option == results.scenario.reference {
            writer.page.text((NAMES + 1, at), "reference", Style::Beside);
            continue;
        }
        let found = writer.grid(option, at);
        writer.measures(option, at, found);
    }
    writer.page
}

impl Writer<'_> {
    fn head(&mut self) {
        let scenario = self.results.scenario;
        let reference = printable(&scenario.options[scenario.reference].label);
        self.page.text((0, 0), format!("Returns against {reference}"), Style::Title);
        let words = "Live: worked out from the row `Flow against the reference` on the options' pages";
        self.page.text((1, 0), words, Style::Note);
        let words = "loan: the money comes first and the cost later, so that a rate is what the money costs; rank by net present value";
        self.page.text((2, 0), words, Style::Note);
        self.page.text((NAMES, 0), "", Style::Header);
        self.page.tall.push((NAMES, 2));
        for ((name, _), row) in MEASURES.into_iter().zip(NAMES + 1..) {
            self.page.text((row, 0), name, Style::Text);
        }
        let words = "Net present value at other yearly rates";
        self.page.text((RATES - 2, 0), words, Style::Section);
        let words = "Rates of return between that rate and the next";
        self.page.text((found_row() - 1, 0), words, Style::Section);
        let monthly = self.monthly();
        self.page.text((RATES - 1, 0), "Rate a year", Style::Header);
        self.page.text((RATES - 1, monthly), "The rate a month", Style::Header);
        for (rate, row) in GRID.into_iter().zip(RATES..) {
            self.page.set((row, 0), Content::Number(Decimal::new(rate, 6)), Style::Rate);
            let formula = format!("(1+$A{})^(1/12)-1", row + 1);
            let value = decimal(monthly_rate(rate)).unwrap_or_default();
            self.page.set((row, monthly), Content::Formula(formula, value), Style::Factor);
        }
        for (rate, row) in GRID.into_iter().zip(found_row()..).take(GRID.len() - 1) {
            let formula = format!("A{}", row - found_row() + RATES + 1);
            self.page.set((row, 0), Content::Formula(formula, Decimal::new(rate, 6)), Style::Rate);
        }
    }

    /// The column of the monthly rates, after the options.
    pub(super) fn monthly(&self) -> u16 {
        1 + u16::try_from(self.results.options.len()).unwrap_or(0)
    }

    /// Cells of an option's page, from a month to the last.
    pub(super) fn across(&self, option: usize, row: u32, first: u16) -> String {
        let last = column_name(column(self.results.scenario.months));
        format!("{}!${}${r}:${last}${r}", self.layout.quoted[OPTIONS + option], column_name(first), r = row + 1)
    }

    pub(super) fn flows(&self, option: usize) -> Vec<Decimal> {
        self.results.options[option].flows_against(&self.results.options[self.results.scenario.reference])
    }

    fn measures(&mut self, option: usize, at: u16, count: usize) {
        let economics =
            self.results.versus.iter().find(|(a, b, _)| (*a, *b) == (option, self.results.scenario.reference));
        let Some((.., economics)) = economics else { return };
        let here = column_name(at);
        let (first, last) = (found_row() + 1, found_row() + u32::try_from(GRID.len() - 1).unwrap_or(0));
        let rates = format!("{here}{first}:{here}{last}");
        let table = &self.layout.quoted[OPTIONS + option];
        let rows = &self.layout.options[option];
        let end = column(self.results.scenario.months);
        let place =
            |step: Step| format!("{table}!{}", Place { table: 0, row: rows.step_row(step), column: end }.local());
        // towards -100 % a year the flows are worth what the last one is, and at a rate without end what the
        // first one is: where the list's ends are on the other side of 0, a rate lies beyond them
        let (first_flow, last_flow) = (place(Step::First), place(Step::Last));
        let (lowest, highest) = (RATES + 1, RATES + u32::try_from(GRID.len()).unwrap_or(0));
        let in_all =
            format!("(COUNT({rates})+IF({last_flow}*{here}{lowest}<0,1,0)+IF({first_flow}*{here}{highest}<0,1,0))");
        let only = format!("IF(COUNT({rates})=1,MIN({rates}),\"beyond the list\")");
        let irr = format!("IF({in_all}=0,\"none\",IF({first_flow}>0,\"loan\",IF({in_all}>1,\"several\",{only})))");
        let flow = self.across(option, result_row(Row::Flow), BEFORE);
        let rate = format!("(1+{})^(1/12)-1", self.layout.discount_rate);
        let mirr =
            format!("IF(MIN({flow})>=0,\"none\",IF(MAX({flow})<=0,\"none\",(1+MIRR({flow},{rate},{rate}))^12-1))");
        let payback = |sum: u32, back: Step| {
            let (sum, back) = (self.across(option, sum, BEFORE), self.across(option, rows.step_row(back), BEFORE));
            format!("IF(MIN({sum})>=-0.0000005,0,IF(COUNT({back})=0,\"never\",MIN({back})))")
        };
        let (irr_value, irr_words) = irr_shown(economics);
        let cells = [
            Content::number_or(irr, irr_value, irr_words),
            Content::Formula(format!("COUNT({rates})"), Decimal::from(count)),
            Content::number_or(mirr, economics.mirr, "none"),
            Content::number_or(
                payback(result_row(Row::CumulativeFlow), Step::Back),
                months(economics.payback),
                "never",
            ),
            Content::number_or(
                payback(rows.step_row(Step::Discounted), Step::BackDiscounted),
                months(economics.discounted_payback),
                "never",
            ),
        ];
        for ((content, (_, style)), row) in cells.into_iter().zip(MEASURES).zip(NAMES + 1..) {
            self.page.set((row, at), content, style);
        }
    }
}

/// What an internal rate of return shows: a rate, or a word.
pub fn irr_shown(economics: &Economics) -> (Option<Decimal>, &'static str) {
    match economics.irr.as_slice() {
        [] => (None, "none"),
        _ if economics.is_loan => (None, "loan"),
        [only] => (Some(*only), ""),
        _ => (None, "several"),
    }
}

/// A payback in months, 0 where nothing was ever owed.
pub fn months(payback: Option<Payback>) -> Option<Decimal> {
    match payback? {
        Payback::Immediate => Some(Decimal::ZERO),
        Payback::Months(months) => Some(months),
        Payback::Never => None,
    }
}
