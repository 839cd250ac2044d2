//! The page of the demand: requests of every workload, and what they come from.

use super::layout::{BEFORE, DEMAND, Layout, TOTAL, column};
use super::option::months;
use super::page::{Content, Page, Style};
use super::workings;
use crate::analysis::Results;
use crate::sheet::Id;
use crate::sheet::workbook::{Place, column_name};

/// The row of the first workload.
pub const FIRST: u32 = 6;

/// The demand, month by month.
pub fn page(results: &Results<'_>, layout: &Layout) -> Page {
    let mut page = Page::new(&layout.names[DEMAND], &[46, 14, 18, 16, 14], (5, BEFORE));
    // a few rows are no reason for as many sheets of paper as the ledger's, which has the requests of every month
    page.pages_across = Some(1);
    page.printed_across = Some(column(results.scenario.months.min(12)) + 1);
    page.text((0, 0), "Demand", Style::Title);
    page.text(
        (1, 0),
        "Requests a month that every option serves: the workloads' keys on the page of inputs",
        Style::Note,
    );
    months(&mut page, results);
    page.text((FIRST - 1, 0), "Requests", Style::Section);
    let last = column(results.scenario.months);
    layout.formulas(results, |formulas| {
        for (place, row) in (0..results.model.requests.len()).zip(FIRST..) {
            page.text((row, 0), results.scenario.workloads[place].name.as_str(), Style::Text);
            page.text((row, 2), "request", Style::Text);
            let months = &results.model.requests[place];
            let total = format!("SUM({}{r}:{}{r})", column_name(column(1)), column_name(last), r = row + 1);
            page.set((row, TOTAL), Content::Formula(total, results.exact.sum(months)), Style::Number);
            for (id, month) in months.iter().zip(1..) {
                let at = Place { table: DEMAND, row, column: column(month) };
                let formula = if layout.places.get(id) == Some(&at) {
                    formulas.of(*id, DEMAND)
                } else {
                    formulas.named(*id, DEMAND)
                };
                page.set((row, at.column), Content::Formula(formula, results.exact.get(*id)), Style::Number);
            }
        }
        if let Some(first) = layout.demand.first() {
            page.text((first.row - 1, 0), "What they come from", Style::Section);
        }
        let fixed = |id: Id| layout.values.contains(&id);
        for working in &layout.demand {
            workings::write(&mut page, results, formulas, working, (DEMAND, &fixed));
        }
    });
    page
}
