//! Break-even volumes that follow the inputs: of options that cost so much a month and so much a request.

use rust_decimal::Decimal;

use super::layout::Layout;
use super::linear::Linear;
use super::page::{Content, Page, Style};
use crate::analysis::Results;
use crate::cost::Entry;
use crate::scenario::printable;
use crate::sheet::workbook::Formulas;

/// Where the live volume of a pair of options stands: the two, and the row.
pub type LivePair = ((usize, usize), u32);

/// The block of live volumes; returns the row after it, and where each pair's volume stands.
pub fn block(page: &mut Page, results: &Results<'_>, (layout, first): (&Layout, u32)) -> (u32, Vec<LivePair>) {
    let month = results.today.1;
    page.text((first, 0), "By volume, at the run rate: live, follows the inputs", Style::Section);
    let words = format!(
        "Difference of what is fixed over difference of what a request costs, in month {month} at month 1's prices, where every charge is one or the other"
    );
    page.text((first + 1, 0), words, Style::Note);
    page.texts((first + 2, 0), &["Option", "Cost at the run rate", "Fixed a month", "Each request"], Style::Header);
    let table = layout.names.len() - 2;
    layout.formulas(results, |formulas| {
        let sum = Sum { results, formulas, table };
        let demand: Vec<_> = results.model.requests.iter().map(|months| months[month as usize - 1]).collect();
        let asked = first + 3;
        let requests = demand.iter().map(|id| formulas.named(*id, table)).collect::<Vec<_>>().join("+");
        page.text((asked, 0), format!("Requests in month {month}, all workloads"), Style::Text);
        page.set((asked, 2), Content::Formula(requests, results.exact.sum(&demand)), Style::Number);
        let row_of = |option: usize| asked + 1 + u32::try_from(option).unwrap_or(0);
        for (option, linear) in layout.linear.iter().enumerate() {
            let row = row_of(option);
            page.text((row, 0), printable(&results.scenario.options[option].label), Style::Text);
            let Some(linear) = linear else {
                page.text((row, 1), "has steps or tiers: see the list below", Style::Beside);
                continue;
            };
            page.text((row, 1), "fixed, and so much a request", Style::Beside);
            sum.write(page, linear, (row, asked));
        }
        let next = row_of(layout.linear.len()) + 1;
        pairs(page, results, (&layout.linear, next, &row_of))
    })
}

/// Sums of charges as formulas.
struct Sum<'a> {
    results: &'a Results<'a>,
    formulas: &'a Formulas<'a>,
    table: usize,
}

impl Sum<'_> {
    /// What an option costs, fixed and by the request.
    fn write(&self, page: &mut Page, linear: &Linear, (row, asked): (u32, u32)) {
        page.set((row, 2), Content::Formula(self.formula(&linear.fixed), self.value(&linear.fixed)), Style::Currency);
        let each = format!("IF(C{r}=0,0,({})/C{r})", self.formula(&linear.proportional), r = asked + 1);
        let value = self.value(&linear.proportional).checked_div(self.results.today.0).unwrap_or_default();
        page.set((row, 3), Content::Formula(each, value), Style::Price);
    }

    fn formula(&self, entries: &[Entry]) -> String {
        let factor = |id| self.formulas.named(id, self.table);
        let terms = entries.iter().map(|entry| format!("{}*{}", factor(entry.quantity), factor(entry.unit_price)));
        let terms: Vec<String> = terms.collect();
        if terms.is_empty() { "0".to_owned() } else { terms.join("+") }
    }

    fn value(&self, entries: &[Entry]) -> Decimal {
        self.results.exact.sum(&entries.iter().map(|entry| entry.amount).collect::<Vec<_>>())
    }
}

/// The volumes at which two such options cost the same.
fn pairs(
    page: &mut Page,
    results: &Results<'_>,
    (linear, first, row_of): (&[Option<Linear>], u32, &dyn Fn(usize) -> u32),
) -> (u32, Vec<LivePair>) {
    let known: Vec<usize> = (0..linear.len()).filter(|option| linear[*option].is_some()).collect();
    let all = known.iter().flat_map(|a| known.iter().filter(move |b| *b > a).map(move |b| (*a, *b)));
    let all: Vec<(usize, usize)> = all.collect();
    if all.is_empty() {
        return (first, Vec::new());
    }
    let header = ["Option A", "Option B", "Requests a month", "Times today", "Lower above it"];
    page.texts((first, 0), &header, Style::Header);
    let label = |option: usize| printable(&results.scenario.options[option].label);
    let mut places = Vec::new();
    for ((a, b), row) in all.into_iter().zip(first + 1..) {
        let (fixed, each) = (
            format!("(C{a}-C{b})", a = row_of(a) + 1, b = row_of(b) + 1),
            format!("(D{b}-D{a})", a = row_of(a) + 1, b = row_of(b) + 1),
        );
        let found = crossing(results, linear, (a, b));
        let meets = |meeting: &str| format!("IF({each}=0,\"never\",IF({fixed}/{each}>0,{meeting},\"never\"))");
        page.text((row, 0), label(a), Style::Text);
        page.text((row, 1), label(b), Style::Text);
        let here = Content::number_or(meets(&format!("{fixed}/{each}")), found, "never");
        page.set((row, 2), here, Style::Number);
        let times = format!("IF(COUNT(C{r})=0,\"\",C{r}/C{asked})", r = row + 1, asked = row_of(0));
        let multiple = found.and_then(|found| found.checked_div(results.today.0));
        page.set((row, 3), Content::maybe(times, multiple), Style::Factor);
        let slopes = [a, b].map(|option| each_request(results, linear[option].as_ref()));
        let lower = if slopes[0] < slopes[1] { label(a) } else { label(b) };
        let lower = if found.is_some() { lower } else { String::new() };
        let words = format!("IF(COUNT(C{r})=0,\"\",IF({each}>0,A{r},B{r}))", r = row + 1);
        page.set((row, 4), Content::Words(words, lower), Style::Beside);
        places.push(((a, b), row));
    }
    (first + 1 + u32::try_from(places.len()).unwrap_or(0), places)
}

/// What all requests of the month cost an option.
fn each_request(results: &Results<'_>, linear: Option<&Linear>) -> Decimal {
    let entries = linear.map(|linear| linear.proportional.as_slice()).unwrap_or_default();
    results.exact.sum(&entries.iter().map(|entry| entry.amount).collect::<Vec<_>>())
}

/// The volume at which two options cost the same; none where they do not.
fn crossing(results: &Results<'_>, linear: &[Option<Linear>], (a, b): (usize, usize)) -> Option<Decimal> {
    let fixed = |option: usize| {
        let entries = linear[option].as_ref().map(|linear| linear.fixed.as_slice()).unwrap_or_default();
        results.exact.sum(&entries.iter().map(|entry| entry.amount).collect::<Vec<_>>())
    };
    let each = |option: usize| each_request(results, linear[option].as_ref());
    let multiple = fixed(a).checked_sub(fixed(b))?.checked_div(each(b).checked_sub(each(a))?)?;
    multiple.checked_mul(results.today.0).filter(|requests| *requests > Decimal::ZERO)
}
