//! Columns with room for larger figures than those of the run, because inputs are changed in the workbook.

use rust_decimal::{Decimal, dec};

use super::page::{At, Content, Page, Style};
use crate::quantity::Currency;
use crate::quantity::figures::grouped;

/// How many times larger a figure may become before a spreadsheet shows `###` for it.
const TIMES: Decimal = dec!(1000);
/// The widest that a column gets, in characters.
const WIDEST: u16 = 24;
/// Room for a minus sign and for the margins of a cell.
const BESIDE: usize = 2;

/// Widens the columns of a page whose figures would not fit when they are a thousand times larger.
pub fn widen(page: &mut Page, currency: Currency) {
    let Some(shared) = page.widths.len().checked_sub(1) else { return };
    for cell in &page.cells {
        // all columns from the last width on are alike
        let width = &mut page.widths[usize::from(cell.column).min(shared)];
        *width = (*width).max(needed(cell, currency).min(WIDEST));
    }
}

/// The characters that a cell takes; 0 of one that does not grow with the inputs.
fn needed(cell: &At, currency: Currency) -> u16 {
    let (Content::Formula(_, value) | Content::Number(value)) = &cell.content else { return 0 };
    let (places, sign) = match cell.style {
        Style::Money => (currency.minor_digits, 0),
        Style::Total | Style::Currency => (currency.minor_digits, currency.symbol.chars().count()),
        Style::Number | Style::Whole | Style::Count => (0, 0),
        _ => return 0,
    };
    let most = value.abs().saturating_mul(TIMES);
    u16::try_from(grouped(most.round(), places).chars().count() + sign + BESIDE).unwrap_or(WIDEST)
}
