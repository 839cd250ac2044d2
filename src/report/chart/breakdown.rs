//! Cost by category: one stacked bar an option.

use super::bar_frame::BarFrame;
use super::bars;
use super::canvas::document;
use super::legend::{self, Entry};
use super::model::Breakdown;
use super::page;
use super::palette::category_fill;
use super::stack::Stack;

/// Draws cost by category as SVG: a stacked bar an option with its total, credits left of zero.
#[must_use]
pub fn breakdown(chart: &Breakdown) -> String {
    document(&chart.heading, |canvas| {
        let body = page::draw(canvas, &chart.heading);
        if chart.bars.is_empty() {
            return page::draw_nothing(canvas, body);
        }
        let stacks: Vec<Stack<'_>> = chart.bars.iter().map(Stack::of).collect();
        let body = legend::draw(canvas, body, &entries(&stacks, &chart.categories));
        let mut needs = bars::needs(&stacks, &chart.money);
        needs.names = needs.names.min(canvas.paper.widest_name(f64::INFINITY));
        let frame = BarFrame::fit(body, chart, &needs);
        frame.draw(canvas);
        for (index, stack) in stacks.iter().enumerate() {
            bars::draw(canvas, &frame, stack, frame.row(index));
        }
        frame.draw_zero(canvas);
    })
}

/// Names the categories with an amount.
fn entries(stacks: &[Stack<'_>], names: &[String]) -> Vec<Entry> {
    let entry = |category: usize| {
        let name = names.get(category).cloned().unwrap_or_default();
        Entry { fills: vec![category_fill(category)], name }
    };
    used_categories(stacks).into_iter().map(entry).collect()
}

/// Returns the categories with an amount, in their own order.
fn used_categories(stacks: &[Stack<'_>]) -> Vec<usize> {
    let parts = stacks.iter().flat_map(|stack| &stack.parts);
    let mut used: Vec<usize> = parts.map(|part| part.category).collect();
    used.sort_unstable();
    used.dedup();
    used
}
