//! One bar: its name, its parts and its total.

use super::bar_frame::{BarFrame, Needs, Row};
use super::canvas::{Canvas, centred, from_start, to_end};
use super::font::{Font, regular, semibold};
use super::format::MoneyFormat;
use super::geometry::Rect;
use super::palette::{INK, category_fill, ink_on};
use super::stack::{Stack, Stacked};

const NAME: Font = semibold(14.0);
const TOTAL: Font = semibold(14.0);
const PART_NAME: Font = semibold(12.5);
const PART_VALUE: Font = regular(12.5);

/// The widest name in pixels; longer ones take two lines and are then shortened.
const WIDEST_NAME: f64 = 190.0;
/// Between a bar and its total.
const BEFORE_TOTAL: f64 = 9.0;
/// Free pixels left and right of the words in a part.
const PADDING: f64 = 5.0;
/// Bars from this height on hold two lines of words.
const TWO_LINES: f64 = 36.0;

/// Measures bars and their words.
pub(super) fn needs(stacks: &[Stack<'_>], money: &MoneyFormat) -> Needs {
    let mut needs = Needs::default();
    for stack in stacks {
        let name = NAME.width(stack.bar.label.trim()).min(WIDEST_NAME);
        let total = BEFORE_TOTAL + TOTAL.width(&total(stack, money));
        let side = if stack.is_credit() { &mut needs.totals_left } else { &mut needs.totals_right };
        *side = side.max(total);
        needs.names = needs.names.max(name);
        needs.low = needs.low.min(stack.low);
        needs.high = needs.high.max(stack.high);
    }
    needs
}

/// Draws a bar.
pub(super) fn draw(canvas: &mut Canvas<'_>, frame: &BarFrame<'_>, stack: &Stack<'_>, row: Row) {
    let widest = canvas.paper.widest_name(WIDEST_NAME);
    let name = NAME.wrapped(&stack.bar.label, widest, if row.height() >= TWO_LINES { 2 } else { 1 });
    for (line, y) in name.iter().zip(middles(name.len(), row, 18.0)) {
        canvas.write(line, (frame.names_right, y + NAME.drop()), to_end(NAME, INK));
    }
    for part in &stack.parts {
        draw_part(canvas, frame, part, row);
    }
    draw_total(canvas, frame, stack, row);
}

/// Draws a part, a hairline away from the next, with its category and amount where they fit.
fn draw_part(canvas: &mut Canvas<'_>, frame: &BarFrame<'_>, part: &Stacked, row: Row) {
    let (from, to) = (frame.x(part.from), frame.x(part.to));
    let (left, right) = (from.min(to), from.max(to));
    let hairline = if right - left > 4.0 { 1.0 } else { 0.0 };
    let fill = category_fill(part.category);
    canvas.fill(Rect { left, top: row.top, right: right - hairline, bottom: row.bottom }, fill);

    let name = frame.chart.categories.get(part.category).map_or("", |name| name.trim());
    let value = frame.chart.money.figure(part.amount);
    let has_room = |font: Font, text: &str| !text.is_empty() && font.width(text) <= right - left - 2.0 * PADDING;
    let has_two = row.height() >= TWO_LINES;
    let mut lines = Vec::new();
    if has_room(PART_NAME, name) {
        lines.push((name, PART_NAME));
    }
    if has_two && has_room(PART_VALUE, &value) {
        lines.push((&value, PART_VALUE));
    }
    for ((line, font), y) in lines.iter().zip(middles(lines.len(), row, 16.0)) {
        canvas.write(line, (f64::midpoint(left, right), y + font.drop()), centred(*font, ink_on(fill)));
    }
}

/// Writes a bar's total, called net where credits were taken off.
fn total(stack: &Stack<'_>, money: &MoneyFormat) -> String {
    let figure = money.figure(stack.total());
    if stack.has_both() { format!("{figure} net") } else { figure }
}

/// Writes the total at the bar's end; with credits, two wedges above and below the bar point to it.
fn draw_total(canvas: &mut Canvas<'_>, frame: &BarFrame<'_>, stack: &Stack<'_>, row: Row) {
    let baseline = row.middle() + TOTAL.drop();
    let (x, style) = if stack.is_credit() {
        (frame.x(stack.low) - BEFORE_TOTAL, to_end(TOTAL, INK))
    } else {
        (frame.x(stack.high) + BEFORE_TOTAL, from_start(TOTAL, INK))
    };
    canvas.write(&total(stack, &frame.chart.money), (x, baseline), style);
    if stack.has_both() {
        let x = frame.x(stack.total());
        for (tip, base) in [(row.top - 1.0, row.top - 8.0), (row.bottom + 1.0, row.bottom + 8.0)] {
            canvas.polygon(&[(x, tip), (x - 5.0, base), (x + 5.0, base)], INK);
        }
    }
}

/// Returns the middles of the one or two lines of words in a bar.
fn middles(lines: usize, row: Row, apart: f64) -> [f64; 2] {
    let first = row.middle() - if lines > 1 { apart / 2.0 } else { 0.0 };
    [first, first + apart]
}
