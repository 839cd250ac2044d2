//! The table that the chart of categories is drawn from where it leaves out options.

use super::charts::shown;
use super::option::categories;
use super::page::{Content, Page, Style};
use super::summary::{CATEGORIES, NAMES};
use crate::analysis::Results;
use crate::scenario::printable;
use crate::sheet::workbook::column_name;

/// The row of the options' names above the categories that are drawn, where not every option is.
pub fn drawn_row(results: &Results<'_>) -> u32 {
    let years = results.scenario.months.div_ceil(12);
    CATEGORIES + u32::try_from(categories(results).len()).unwrap_or(0) + years + 6
}

/// The categories of the options that the chart has, where it leaves out some: a chart is drawn from columns side by side.
pub fn table(page: &mut Page, results: &Results<'_>) {
    let shown = shown(results);
    if shown.len() == results.options.len() || categories(results).is_empty() {
        return;
    }
    let first = drawn_row(results);
    page.text((first - 1, 0), "Cost by category, as drawn", Style::Section);
    page.text((first, 0), "", Style::Header);
    page.tall.push((first, 2));
    for (option, at) in shown.into_iter().zip(1_u16..) {
        let from = column_name(1 + u16::try_from(option).unwrap_or(0));
        let label = printable(&results.scenario.options[option].label);
        page.set((first, at), Content::Words(format!("{from}{}", NAMES + 1), label), Style::Header);
        for (category, place) in categories(results).into_iter().zip(1..) {
            let formula = format!("{from}{}", CATEGORIES + place);
            let value = results.options[option].category(category);
            page.set((first + place, at), Content::Formula(formula, value), Style::Currency);
            page.text((first + place, 0), category, Style::Text);
        }
    }
}
