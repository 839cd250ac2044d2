//! The page of break-even points, as they were found: these do not follow the inputs.

use rust_decimal::Decimal;

use super::page::{Content, Page, Style};
use crate::analysis::Results;
use crate::analysis::break_even::VolumeBreakEven;
use crate::scenario::printable;

/// Every volume at which two options meet, on both bases.
pub fn page(results: &Results<'_>, name: &str) -> Page {
    let mut page = Page::new(name, &[14, 26, 26, 22, 14, 14], (5, 0));
    page.text((0, 0), "Break-even points", Style::Title);
    let words = "Found by the program for the figures as they were written; these numbers do not follow the inputs";
    page.text((1, 0), words, Style::Note);
    let (requests, month) = results.today;
    page.text((2, 0), format!("Today: {} requests in month {month}", requests.round_dp(0).normalize()), Style::Note);
    let header = ["Basis", "Option A", "Option B", "Requests a month", "Times today", "Kind"];
    page.texts((4, 0), &header, Style::Header);
    let mut row = 5;
    for found in [&results.run_rate, &results.horizon].into_iter().flatten() {
        row = basis(&mut page, results, found, row);
    }
    if row == 5 {
        page.text((row, 0), "No two options meet at any volume searched", Style::Text);
    }
    page
}

fn basis(page: &mut Page, results: &Results<'_>, found: &VolumeBreakEven, first: u32) -> u32 {
    let mut row = first;
    for pair in &found.pairs {
        for event in &pair.events {
            let label = |option: usize| printable(&results.scenario.options[option].label);
            page.text((row, 0), found.basis.name().replace('_', " "), Style::Text);
            page.text((row, 1), label(pair.a), Style::Text);
            page.text((row, 2), label(pair.b), Style::Text);
            let volume: Decimal = event.x.saturating_mul(results.today.0);
            page.set((row, 3), Content::Number(volume), Style::Number);
            page.set((row, 4), Content::Number(event.x), Style::Number);
            page.text((row, 5), event.kind.name(), Style::Text);
            row += 1;
        }
    }
    row
}
