//! The frame of a tornado: where its bars are, and an axis that leaves room for the words at their ends.

use plotters::style::RGBColor;

use super::canvas::Canvas;
use super::geometry::{Rect, crisp};
use super::money_axis::{BELOW, MoneyAxis};
use super::outcomes::Tornado;
use super::palette::WHITE;
use super::tornado_row::{Ends, NAME};

/// Beyond zero, where another option wins.
const BEYOND: RGBColor = RGBColor(247, 244, 238);

/// The widest name in pixels.
pub(super) const WIDEST_NAME: f64 = 330.0;
/// Between the names and the plot.
const AFTER_NAME: f64 = 14.0;
/// Height of the words over zero, and of the words over the base value.
const SIDES: f64 = 20.0;
const BASE: f64 = 26.0;
/// From the plot up to the baseline of the words over the base value.
pub(super) const ABOVE_BASE: f64 = 11.0;
/// The tallest bar, so that few bars do not become blocks.
const TALLEST_BAR: f64 = 44.0;

/// Half the width of what the line at zero covers.
const ZERO: f64 = 1.5;

/// A plot of bars with its axis.
pub(super) struct TornadoFrame<'a> {
    pub(super) chart: &'a Tornado,
    pub(super) plot: Rect,
    pub(super) axis: MoneyAxis<'a>,
    /// Where the base value is.
    pub(super) base: f64,
    /// Where zero is, when it is inside the axis.
    pub(super) zero: Option<f64>,
    /// Right end of the names.
    pub(super) names_right: f64,
    row: f64,
}

impl<'a> TornadoFrame<'a> {
    /// Lays out the bars in `body`.
    pub(super) fn fit(body: Rect, chart: &'a Tornado, ends: &[Ends<'_>]) -> Self {
        let names = ends.iter().map(|ends| NAME.width(&ends.name)).fold(0.0, f64::max);
        let names_right = body.left + names;
        let left = crisp(names_right + AFTER_NAME);
        let rows = f64::from(u32::try_from(ends.len().max(1)).unwrap_or(u32::MAX));
        let top = crisp(body.top + BASE + if chart.sides.is_some() { SIDES } else { 0.0 });
        let room = (body.bottom - BELOW - top).max(40.0);
        let row = room / rows;
        // Words of absurd length leave no room; the plot then keeps a sliver and runs off the page.
        let plot = Rect { left, top, right: crisp(body.right).max(left + 1.0), bottom: crisp(top + row * rows) };
        let axis = MoneyAxis::fit(span(chart.base, ends, plot.width()), &plot, &chart.money);
        let zero = axis.holds(0.0).then(|| axis.x(0.0));
        Self { chart, plot, base: axis.x(chart.base), zero, axis, names_right, row }
    }

    /// Returns the box of a row over the width of the plot, as high as its bar.
    pub(super) fn row(&self, index: usize) -> Rect {
        let index = f64::from(u32::try_from(index).unwrap_or(u32::MAX));
        let middle = self.plot.top + self.row * (index + 0.5);
        let half = (self.row * 0.66).min(TALLEST_BAR) / 2.0;
        Rect { top: middle - half, bottom: middle + half, ..self.plot }
    }

    /// Takes away the line at zero in the row around `middle` when it would run through words from `left` to `right`.
    pub(super) fn clear_zero(&self, canvas: &mut Canvas<'_>, (left, right): (f64, f64), middle: f64) {
        let is_near = |zero: &f64| left - ZERO <= *zero && *zero <= right + ZERO;
        let Some(zero) = self.zero.filter(is_near) else {
            return;
        };
        // The whole width of the line goes, also at the edge of the words, and the whole row, so that no specks stay.
        let area = Rect { left: left.min(zero - ZERO), right: right.max(zero + ZERO), top: middle, bottom: middle };
        let area = area.grown_by(0.0, self.row / 2.0);
        let beyond = if self.chart.sides.is_some() { BEYOND } else { WHITE };
        let (left, right) = if self.chart.base >= 0.0 { (beyond, WHITE) } else { (WHITE, beyond) };
        canvas.fill(Rect { right: zero, ..area }, left);
        canvas.fill(Rect { left: zero, ..area }, right);
    }

    /// Draws what lies behind the bars.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        if let Some(zero) = self.zero.filter(|_| self.chart.sides.is_some()) {
            let (left, right) = (Rect { right: zero, ..self.plot }, Rect { left: zero, ..self.plot });
            canvas.fill(if self.chart.base >= 0.0 { left } else { right }, BEYOND);
        }
        self.axis.draw(canvas, &self.plot, &self.chart.x_title);
    }
}

/// Returns the amounts at the ends of a plot of `width` pixels: as large a scale as leaves room for all words.
///
/// With `t` from 0 for the least amount to 1 for the greatest, an amount is at `start + scale * t`. Words of `l` pixels
/// left of it need `start >= l - scale * t`, words of `r` pixels right of it `start <= width - r - scale * t`.
fn span(base: f64, ends: &[Ends<'_>], width: f64) -> (f64, f64) {
    let mut claims = vec![(base, 4.0, 4.0)];
    claims.extend(ends.iter().flat_map(Ends::claims));
    let low = claims.iter().map(|claim| claim.0).fold(base, f64::min);
    let high = claims.iter().map(|claim| claim.0).fold(base, f64::max);
    let (low, range) = if high - low > high.abs().max(low.abs()) * 1e-9 && high - low > 1e-300 {
        (low, high - low)
    } else {
        let half = if base.abs() > 1e-290 { base.abs() / 10.0 } else { 1.0 };
        (base - half, 2.0 * half)
    };
    let starts = |scale: f64| {
        claims.iter().fold((f64::NEG_INFINITY, f64::INFINITY), |(least, most), (value, left, right)| {
            let along = scale * ((value - low) / range);
            (least.max(left - along), most.min(width - right - along))
        })
    };
    // Words too long for any scale run over the side; a fifth of the width is the least for the bars.
    let (mut fits, mut too_large) = (width / 5.0, width);
    for _ in 0..50 {
        let scale = f64::midpoint(fits, too_large);
        let (least, most) = starts(scale);
        if least <= most { fits = scale } else { too_large = scale }
    }
    let (least, most) = starts(fits);
    let start = f64::midpoint(least, most);
    (low - start / fits * range, low + (width - start) / fits * range)
}
