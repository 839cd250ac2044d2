//! The frame of a bar chart: where the bars are, and the money axis under them.

use super::axis::Axis;
use super::canvas::{Canvas, centred};
use super::frame::{AXIS_TITLE, TICK};
use super::geometry::{Rect, crisp};
use super::model::Breakdown;
use super::palette::{FAINT, GRID, RULE, SOFT};

const TALLEST_BAR: f64 = 104.0;

/// Between the labels of two ticks, at least.
const LEAST_GAP: f64 = 6.0;
/// Between a name and the left end of the axis.
const AFTER_NAME: f64 = 14.0;

/// What a frame has to make room for: widths in pixels, and the span of the amounts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Needs {
    pub(super) names: f64,
    /// Of totals left of the plot.
    pub(super) totals_left: f64,
    /// Of totals right of the plot.
    pub(super) totals_right: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// A plot of bars with its axis.
pub(super) struct BarFrame<'a> {
    pub(super) chart: &'a Breakdown,
    plot: Rect,
    axis: Axis,
    rows: f64,
    /// Right end of the names.
    pub(super) names_right: f64,
}

/// The vertical extent of one bar.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Row {
    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

impl<'a> BarFrame<'a> {
    /// Lays out the bars in `body`.
    pub(super) fn fit(body: Rect, chart: &'a Breakdown, needs: &Needs) -> Self {
        let axis = Axis::closely_around([needs.low, needs.high].into_iter(), 8);
        let names_right = body.left + needs.names;
        let below = if chart.x_title.is_empty() { 26.0 } else { 54.0 };
        let (left, top) = (crisp(names_right + AFTER_NAME + needs.totals_left), crisp(body.top));
        // Words of absurd length leave no room; the plot then keeps a sliver and runs off the page.
        let right = crisp(body.right - needs.totals_right).max(left + 1.0);
        let bottom = crisp(body.bottom - below).max(top + 40.0);
        let rows = f64::from(u32::try_from(chart.bars.len().max(1)).unwrap_or(u32::MAX));
        Self { chart, plot: Rect { left, top, right, bottom }, axis, rows, names_right }
    }

    /// Returns where an amount is on the page.
    pub(super) fn x(&self, amount: f64) -> f64 {
        self.plot.left + self.axis.share(amount) * self.plot.width()
    }

    /// Returns the place of a bar, counted from the top.
    pub(super) fn row(&self, index: usize) -> Row {
        let height = self.plot.height() / self.rows;
        let middle = self.plot.top + height * (f64::from(u32::try_from(index).unwrap_or(u32::MAX)) + 0.5);
        let half = (height * 0.68).min(TALLEST_BAR) / 2.0;
        Row { top: middle - half, bottom: middle + half }
    }

    /// Draws what lies behind the bars; a tick whose label would run into the last one's has none.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let Rect { left, top, right, bottom } = self.plot;
        let mut free = f64::NEG_INFINITY;
        for tick in &self.axis.ticks {
            let x = crisp(self.x(*tick));
            canvas.stroke(&[(x, top), (x, bottom + 5.0)], GRID, 1.0);
            let label = self.chart.money.tick(*tick, self.axis.step);
            let half = TICK.width(&label) / 2.0;
            if x - half >= free {
                canvas.write(&label, (x, bottom + 21.0), centred(TICK, FAINT));
                free = x + half + LEAST_GAP;
            }
        }
        let at = (f64::midpoint(left, right), bottom + 46.0);
        let title = AXIS_TITLE.elided(&self.chart.x_title, right - left);
        canvas.write(&title, at, centred(AXIS_TITLE, SOFT));
    }

    /// Draws the line that bars start from.
    pub(super) fn draw_zero(&self, canvas: &mut Canvas<'_>) {
        let x = crisp(self.x(0.0));
        canvas.stroke(&[(x, self.plot.top), (x, self.plot.bottom + 5.0)], RULE, 1.0);
    }
}
