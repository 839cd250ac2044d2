//! The page of break-even points: months, which follow the inputs, and volumes, which do not.

use rust_decimal::Decimal;

use super::layout::{BEFORE, Layout, OPTIONS, column};
use super::live_volume::{self, LivePair};
use super::page::{Content, Page, Style};
use super::steps::Step;
use crate::analysis::Results;
use crate::analysis::break_even::{Basis, EventKind, VolumeBreakEven, months};
use crate::quantity::figures::volume;
use crate::scenario::printable;
use crate::sheet::workbook::{Place, column_name};

/// Break-even months with the reference, and every volume at which two options meet.
pub fn page(results: &Results<'_>, layout: &Layout, name: &str) -> Page {
    let mut page = Page::new(name, &[36, 36, 18, 18, 18, 36, 18], (0, 0));
    page.text((0, 0), "Break-even", Style::Title);
    let row = by_month(&mut page, results, layout);
    let (row, live) = live_volume::block(&mut page, results, (layout, row + 1));
    by_volume(&mut page, results, (row + 1, &live));
    page
}

/// When the cumulative cost of each option passes the reference's; returns the row after it.
fn by_month(page: &mut Page, results: &Results<'_>, layout: &Layout) -> u32 {
    let reference = results.scenario.reference;
    page.text((2, 0), "By month: live, follows the inputs", Style::Section);
    let words = "When cumulative costs cross, in months from the start and linear inside a month";
    page.text((3, 0), words, Style::Note);
    let header = ["Option", "Against", "First at month", "Last at month", "How often", "Lower at the end"];
    page.texts((4, 0), &header, Style::Header);
    let label = |option: usize| printable(&results.scenario.options[option].label);
    let last = column_name(column(results.scenario.months));
    let mut row = 5;
    for option in (0..results.options.len()).filter(|option| *option != reference) {
        let (table, rows) = (&layout.quoted[OPTIONS + option], &layout.options[option]);
        let all = format!("{table}!${}${r}:${last}${r}", column_name(BEFORE), r = rows.step_row(Step::Crossing) + 1);
        let end = Place { table: 0, row: rows.step_row(Step::Lead), column: column(results.scenario.months) }.local();
        let [own, other] = [option, reference].map(|option| &results.options[option].cumulative);
        let found = months(own, other);
        let gaps = own.iter().zip(other).map(|(own, other)| own.saturating_sub(*other));
        let gap = gaps.rev().find(|gap| !gap.is_zero()).unwrap_or_default();
        let lower = match gap {
            gap if gap.is_zero() => "neither".to_owned(),
            gap if gap.is_sign_negative() => label(option),
            _ => label(reference),
        };
        let either = |function: &str| format!("IF(COUNT({all})=0,\"never\",{function}({all}))");
        page.text((row, 0), label(option), Style::Text);
        page.text((row, 1), label(reference), Style::Text);
        page.set((row, 2), Content::number_or(either("MIN"), found.first().copied(), "never"), Style::Months);
        page.set((row, 3), Content::number_or(either("MAX"), found.last().copied(), "never"), Style::Months);
        page.set((row, 4), Content::Formula(format!("COUNT({all})"), Decimal::from(found.len())), Style::Count);
        let r = row + 1;
        let winner = format!("IF({table}!{end}<0,A{r},IF({table}!{end}>0,B{r},\"neither\"))");
        page.set((row, 5), Content::Words(winner, lower), Style::Beside);
        row += 1;
    }
    if row == 5 {
        page.text((row, 0), "There is one option only", Style::Text);
        row += 1;
    }
    row
}

/// Every volume at which two options meet, on both bases.
fn by_volume(page: &mut Page, results: &Results<'_>, (first, live): (u32, &[LivePair])) {
    page.text((first, 0), "By volume, every meeting: as of the run, does not follow changes", Style::Section);
    let (requests, month) = results.today;
    let words = format!(
        "Found by tco for the figures as they were written; today: {} requests in month {month}. Run it again after a change.",
        volume(requests)
    );
    page.text((first + 1, 0), words, Style::Note);
    let header = ["Option A", "Option B", "Requests a month", "Times today", "Basis", "Kind", "Live, as above"];
    page.texts((first + 2, 0), &header, Style::Header);
    let mut row = first + 3;
    for found in [&results.run_rate, &results.horizon].into_iter().flatten() {
        row = basis(page, results, (found, live, row));
    }
    if row == first + 3 {
        page.text((row, 0), "No two options meet at any volume searched", Style::Text);
    }
}

fn basis(page: &mut Page, results: &Results<'_>, (found, live, first): (&VolumeBreakEven, &[LivePair], u32)) -> u32 {
    let mut row = first;
    for pair in &found.pairs {
        for event in &pair.events {
            let label = |option: usize| printable(&results.scenario.options[option].label);
            page.text((row, 0), label(pair.a), Style::Text);
            page.text((row, 1), label(pair.b), Style::Text);
            let volume: Decimal = event.x.saturating_mul(results.today.0);
            page.set((row, 2), Content::Number(volume), Style::Fixed);
            page.set((row, 3), Content::Number(event.x), Style::Times);
            page.text((row, 4), found.basis.name().replace('_', " "), Style::Beside);
            page.text((row, 5), event.kind.name(), Style::Beside);
            let is_live = found.basis == Basis::RunRate && event.kind == EventKind::Crossing;
            match live.iter().find(|(both, _)| is_live && *both == (pair.a, pair.b)) {
                Some((_, above)) => {
                    page.set((row, 6), Content::Formula(format!("C{}", above + 1), volume), Style::Number);
                }
                None => page.text((row, 6), "-", Style::Beside),
            }
            row += 1;
        }
    }
    row
}
