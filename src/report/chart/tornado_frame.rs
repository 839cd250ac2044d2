//! The frame of a tornado: where its bars are, and an axis that leaves room for the words at their ends.

use plotters::style::RGBColor;

use super::canvas::Canvas;
use super::geometry::{Rect, crisp};
use super::model::Paper;
use super::money_axis::{BELOW, MoneyAxis};
use super::outcomes::Tornado;
use super::tornado_row::{Ends, NAME};
use super::tornado_sides::Sides;

/// Beyond zero, where another option wins.
const BEYOND: RGBColor = RGBColor(247, 244, 238);

/// The widest name in pixels.
pub(super) const WIDEST_NAME: f64 = 330.0;
/// Between the names and the plot.
const AFTER_NAME: f64 = 14.0;
/// The height of a name above its bar.
const NAME_ABOVE: f64 = 15.0;
/// The least room right of zero for the words above it, in pixels.
const LEAST_SIDE: f64 = 110.0;
/// Height of the words over the base value.
const BASE: f64 = 26.0;
/// From the plot up to the baseline of the words over the base value.
pub(super) const ABOVE_BASE: f64 = 11.0;
/// The tallest bar, so that few bars do not become blocks.
const TALLEST_BAR: f64 = 44.0;

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
    /// What lies on either side of zero.
    pub(super) sides: Sides,
    row: f64,
    /// Of each row, what its name takes above the bar.
    pub(super) above: f64,
}

impl<'a> TornadoFrame<'a> {
    /// Lays out the bars in `body`.
    pub(super) fn fit(body: Rect, chart: &'a Tornado, ends: &[Ends<'_>]) -> Self {
        let above = if chart.heading.paper == Paper::Wide { 0.0 } else { NAME_ABOVE };
        let names = ends.iter().map(|ends| NAME.width(&ends.name)).fold(0.0, f64::max);
        let names_right = body.left + names;
        let left = crisp(if above > 0.0 { body.left } else { names_right + AFTER_NAME });
        // Words of absurd length leave no room; the plot then keeps a sliver and runs off the page.
        let right = crisp(body.right).max(left + 1.0);
        let mut plot = Rect { left, right, ..body };
        let axis = fitted(chart, ends, &plot);
        let zero = axis.holds(0.0).then(|| axis.x(0.0));
        let area = Rect { left: if zero.is_some() { body.left } else { left }, ..body };
        let sides = Sides::fit(chart, &area, zero);

        let rows = f64::from(u32::try_from(ends.len().max(1)).unwrap_or(u32::MAX));
        plot.top = crisp(body.top + BASE + sides.height());
        let row = (body.bottom - BELOW - plot.top).max(40.0) / rows;
        plot.bottom = crisp(plot.top + row * rows);
        Self { chart, plot, base: axis.x(chart.base), zero, axis, names_right, sides, row, above }
    }

    /// Returns the box of a row over the width of the plot, as high as its bar.
    pub(super) fn row(&self, index: usize) -> Rect {
        let index = f64::from(u32::try_from(index).unwrap_or(u32::MAX));
        let middle = self.plot.top + self.row * (index + 0.5) + self.above / 2.0;
        let half = ((self.row - self.above) * 0.66).clamp(1.0, TALLEST_BAR) / 2.0;
        Rect { top: middle - half, bottom: middle + half, ..self.plot }
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

/// How often the axis is fitted again because words had to make way for the line at zero.
const MOST_FITS: usize = 6;

/// Makes the axis so that all words have room, also those that make way for the line at zero.
fn fitted<'a>(chart: &'a Tornado, ends: &[Ends<'_>], plot: &Rect) -> MoneyAxis<'a> {
    let mut claims = vec![(chart.base, 4.0, 4.0)];
    claims.extend(ends.iter().flat_map(Ends::claims));
    let fit = |claims: &[Claim]| MoneyAxis::fit(span(chart.base, claims, plot.width()), plot, &chart.money);
    let mut axis = fit(&claims);
    for _ in 0..MOST_FITS {
        if !axis.holds(0.0) {
            break;
        }
        let zero = axis.x(0.0);
        let base = axis.x(chart.base);
        let mut more = vec![(0.0, 0.0, if chart.sides.is_some() { LEAST_SIDE } else { 0.0 })];
        for words in ends.iter().flat_map(|ends| ends.words(&axis, (base, Some(zero)))) {
            if words.left < zero && words.makes_way {
                more.push((0.0, zero - words.left + 2.0, 0.0));
            } else if words.makes_way {
                more.push((0.0, 0.0, words.right() - zero + 2.0));
            }
        }
        let known = claims.len();
        let is_met = |claim: &Claim| zero - claim.1 >= plot.left - 0.5 && zero + claim.2 <= plot.right + 0.5;
        claims.extend(more.into_iter().filter(|claim| !is_met(claim)));
        if claims.len() == known {
            break;
        }
        axis = fit(&claims);
    }
    axis
}

/// An amount with the pixels that words need left and right of it.
pub(super) type Claim = (f64, f64, f64);

/// Returns the amounts at the ends of a plot of `width` pixels: as large a scale as leaves room for all words.
///
/// With `t` from 0 for the least amount to 1 for the greatest, an amount is at `start + scale * t`. Words of `l` pixels
/// left of it need `start >= l - scale * t`, words of `r` pixels right of it `start <= width - r - scale * t`.
fn span(base: f64, claims: &[Claim], width: f64) -> (f64, f64) {
    let low = claims.iter().map(|claim| claim.0).fold(base, f64::min);
    let high = claims.iter().map(|claim| claim.0).fold(base, f64::max);
    let (low, range) = if high - low > high.abs().max(low.abs()) * 1e-9 && high - low > 1e-300 {
        (low, high - low)
    } else {
        let half = if base.abs() > 1e-290 { base.abs() / 10.0 } else { 1.0 };
        (base - half, 2.0 * half)
    };
    let starts = |scale: f64| {
        claims.iter().fold((f64::NEG_INFINITY, f64::INFINITY), |(least, most), (value, left, right): &Claim| {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::{Assumed, MoneyFormat, Swing, TornadoRow};

    #[test]
    fn no_words_stand_on_the_line_at_zero_or_outside_the_plot() {
        let swing = |value: f64| Swing { value, text: "1,400,000,000".to_owned() };
        for lead in [-90.0, -20.0, -3.0, 5.0, 30.0, 80.0] {
            let row = |n: i32| TornadoRow {
                label: "input".to_owned(),
                low: swing(lead + 9.0 * f64::from(n)),
                high: swing(lead - 7.0 * f64::from(n)),
                assumed: Assumed::No,
            };
            let chart = Tornado {
                money: MoneyFormat::for_currency("USD"),
                base: lead,
                sides: Some(("another one is cheaper".to_owned(), "Open model is cheapest".to_owned())),
                rows: (1..16).map(row).collect(),
                ..Tornado::default()
            };
            let ends: Vec<Ends<'_>> = chart.rows.iter().map(|row| Ends::new(row, chart.base)).collect();
            let body = Rect { left: 40.0, top: 100.0, right: 1160.0, bottom: 650.0 };
            let frame = TornadoFrame::fit(body, &chart, &ends);
            let zero = frame.zero.expect("some row crosses zero");
            for words in ends.iter().flat_map(|ends| ends.words(&frame.axis, (frame.base, frame.zero))) {
                let is_inside = words.left >= frame.plot.left && words.right() <= frame.plot.right;
                assert!(is_inside && !(words.left..words.right()).contains(&zero), "{lead}: {}", words.left);
            }
        }
    }
}
