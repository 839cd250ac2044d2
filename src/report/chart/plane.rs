//! A plot over two free axes: where it is, its grid, ticks and titles.

use plotters::style::RGBAColor;

use super::canvas::{Canvas, centred, from_start, to_end};
use super::frame::{AXIS_TITLE, ROW_ABOVE, TICK};
use super::geometry::{Point, Rect, crisp};
use super::model::Scale;
use super::palette::{FAINT, RULE, SOFT};
use super::ruler::{Ruler, Tick};

/// Free pixels between two labels along x, and between two baselines along y.
const BETWEEN_X: f64 = 26.0;
const BETWEEN_Y: f64 = 30.0;

/// The most steps along x and y.
const MOST_X: u32 = 10;
const MOST_Y: u32 = 9;

/// The least mean distance of short ticks, in pixels.
const SPARSE: f64 = 8.0;

/// From the plot to the labels of the y axis.
const GUTTER: f64 = 12.0;

/// A plot with two axes.
pub(super) struct Plane<'a> {
    pub(super) plot: Rect,
    x: Ruler,
    y: Ruler,
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
    titles: [&'a str; 2],
    y_title_at: Point,
}

impl<'a> Plane<'a> {
    /// Lays out a plot and its axes in `body`.
    pub(super) fn fit(body: Rect, x: &'a Scale, y: &'a Scale) -> Self {
        let titles = [x.title.trim(), y.title.trim()];
        let (x, y) = (Ruler::new(x), Ruler::new(y));
        let below = if titles[0].is_empty() { 26.0 } else { 54.0 };
        let above = if titles[1].is_empty() { 8.0 } else { ROW_ABOVE + 14.0 };
        let (top, bottom) = (crisp(body.top + above), crisp(body.bottom - below));
        // Words of absurd length leave no room; the plot then keeps a sliver and runs off the page.
        let bottom = bottom.max(top + 40.0);
        let y_ticks = y.ticks(MOST_Y, |ticks| distances(ticks, bottom - top).all(|gap| gap >= BETWEEN_Y));

        let widest = y_ticks.iter().map(|tick| TICK.width(&tick.label)).fold(0.0, f64::max);
        let left = crisp(body.left + widest + GUTTER);
        let widths = |pair: &[Tick]| pair.iter().map(|tick| TICK.width(&tick.label) / 2.0).sum::<f64>();
        let fits = |ticks: &[Tick]| {
            let gaps = distances(ticks, body.right - left);
            gaps.zip(ticks.windows(2)).all(|(gap, pair)| gap >= widths(pair) + BETWEEN_X)
        };
        let x_ticks = x.ticks(MOST_X, fits);
        // The last label is centred under its tick and must not leave the page.
        let overhang = |tick: &Tick| TICK.width(&tick.label) / 2.0 - (1.0 - tick.share) * (body.right - left);
        let right = crisp(body.right - x_ticks.iter().map(overhang).fold(2.0, f64::max)).max(left + 1.0);
        let plot = Rect { left, top, right, bottom };
        Self { plot, x, y, x_ticks, y_ticks, titles, y_title_at: (body.left, top - ROW_ABOVE) }
    }

    /// Returns where a pair of values is on the page; what lies outside the axes is put on the edge.
    pub(super) fn project(&self, point: Point) -> Point {
        let (x, y) = (clamped(self.x.share(point.0)), clamped(self.y.share(point.1)));
        (self.plot.left + x * self.plot.width(), self.plot.bottom - y * self.plot.height())
    }

    /// Returns on which side of the plot a pair of values lies, along x and up y: -1, 0 for inside, or 1.
    pub(super) fn side(&self, point: Point) -> (i8, i8) {
        let side = |ruler: &Ruler, value: f64| match ruler.share(value) {
            _ if ruler.holds(value) => 0,
            share if share < 0.0 => -1,
            _ => 1,
        };
        (side(&self.x, point.0), side(&self.y, point.1))
    }

    /// Draws the grid as a veil over whatever fills the plot.
    pub(super) fn draw_grid(&self, canvas: &mut Canvas<'_>, colour: RGBAColor) {
        let Rect { left, top, right, bottom } = self.plot;
        for x in self.x_ticks.iter().map(|tick| self.x_of(tick)).filter(|x| *x > left + 1.0 && *x < right - 1.0) {
            canvas.stroke(&[(x, top), (x, bottom)], colour, 1.0);
        }
        for y in self.y_ticks.iter().map(|tick| self.y_of(tick)).filter(|y| *y > top + 1.0 && *y < bottom - 1.0) {
            canvas.stroke(&[(left, y), (right, y)], colour, 1.0);
        }
    }

    /// Draws the outline of the plot, ticks with their labels, and titles.
    pub(super) fn draw_axes(&self, canvas: &mut Canvas<'_>) {
        let Rect { left, top, right, bottom } = self.plot;
        let outline = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        canvas.stroke(&outline, RULE, 1.0);
        self.draw_minor(canvas);
        for tick in &self.x_ticks {
            let x = self.x_of(tick);
            canvas.stroke(&[(x, bottom), (x, bottom + 5.0)], RULE, 1.0);
            canvas.write(&tick.label, (x, bottom + 21.0), centred(TICK, FAINT));
        }
        for tick in &self.y_ticks {
            let y = self.y_of(tick);
            canvas.stroke(&[(left - 5.0, y), (left, y)], RULE, 1.0);
            canvas.write(&tick.label, (left - GUTTER + 2.0, y + TICK.drop()), to_end(TICK, FAINT));
        }
        let title = AXIS_TITLE.elided(self.titles[0], right - left);
        let at = (f64::midpoint(left, right), bottom + 46.0);
        canvas.write(&title, at, centred(AXIS_TITLE, SOFT));
        let title = AXIS_TITLE.elided(self.titles[1], right - self.y_title_at.0);
        canvas.write(&title, self.y_title_at, from_start(AXIS_TITLE, SOFT));
    }

    /// Draws short ticks between the decades of a logarithmic axis where they are not too dense.
    fn draw_minor(&self, canvas: &mut Canvas<'_>) {
        let Rect { left, bottom, .. } = self.plot;
        let (along, up) = (self.x.minor(), self.y.minor());
        let is_sparse = |shares: &[f64], length: f64| shares.len() < 80 && length / count(shares) >= SPARSE;
        for share in along.iter().filter(|_| is_sparse(&along, self.plot.width())) {
            let x = crisp(left + clamped(*share) * self.plot.width());
            canvas.stroke(&[(x, bottom), (x, bottom + 3.0)], RULE, 1.0);
        }
        for share in up.iter().filter(|_| is_sparse(&up, self.plot.height())) {
            let y = crisp(bottom - clamped(*share) * self.plot.height());
            canvas.stroke(&[(left - 3.0, y), (left, y)], RULE, 1.0);
        }
    }

    fn x_of(&self, tick: &Tick) -> f64 {
        crisp(self.plot.left + clamped(tick.share) * self.plot.width())
    }

    fn y_of(&self, tick: &Tick) -> f64 {
        crisp(self.plot.bottom - clamped(tick.share) * self.plot.height())
    }
}

/// Returns the pixels between neighbouring ticks of an axis of some length.
fn distances(ticks: &[Tick], length: f64) -> impl Iterator<Item = f64> {
    ticks.iter().zip(ticks.iter().skip(1)).map(move |(before, after)| (after.share - before.share) * length)
}

/// Keeps a share between the ends; what is not a number is at the low one.
fn clamped(share: f64) -> f64 {
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}

fn count(shares: &[f64]) -> f64 {
    f64::from(u32::try_from(shares.len().max(1)).unwrap_or(u32::MAX))
}
