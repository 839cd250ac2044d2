//! The frame of a line chart: where the plot is, its axes, grid and ticks.

use super::axis::Axis;
use super::canvas::{Canvas, centred, from_start, to_end};
use super::domain::Domain;
use super::font::{Font, regular};
use super::format::MoneyFormat;
use super::geometry::{Point, Rect, crisp};
use super::palette::{FAINT, GRID, RULE, SOFT};

pub(super) const TICK: Font = regular(13.0);
pub(super) const AXIS_TITLE: Font = regular(13.5);

/// Height of the band of cheapest options, and its distance from the axis.
pub(super) const BAND_HEIGHT: f64 = 20.0;
pub(super) const BAND_GAP: f64 = 10.0;
/// What stands left of the band.
pub(super) const BAND_TITLE: &str = "cheapest";

/// Rows above the plot: from the plot to the lower baseline, and from there to the next.
pub(super) const ROW_ABOVE: f64 = 17.0;
const NEXT_ROW: f64 = 21.0;

/// The widest title of the y axis in pixels.
const WIDEST_TITLE: f64 = 600.0;

/// What a frame has to make room for.
pub(super) struct Needs<'a> {
    pub(super) money: &'a MoneyFormat,
    pub(super) domain: Domain,
    pub(super) x_title: &'a str,
    pub(super) y_title: &'a str,
    /// Width of the labels at the line ends, in pixels.
    pub(super) labels: f64,
    /// The words over today's line and its place on the x axis.
    pub(super) today: Option<(&'a str, f64)>,
    pub(super) has_band: HasBand,
}

/// Whether a band lies under the x axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HasBand {
    Yes,
    No,
}

/// A plot with its axes.
pub(super) struct Frame {
    pub(super) plot: Rect,
    domain: Domain,
    y: Axis,
    has_band: HasBand,
    y_title_at: Point,
}

impl Frame {
    /// Lays out a plot in `body` whose y axis holds `values`.
    pub(super) fn fit(body: Rect, needs: &Needs<'_>, values: impl Iterator<Item = f64>) -> Self {
        let y = Axis::around(values, 7);
        let labels = y.ticks.iter().map(|tick| TICK.width(&needs.money.tick(*tick, y.step)));
        let band_title = if needs.has_band == HasBand::Yes { TICK.width(BAND_TITLE) } else { 0.0 };
        let gutter = labels.fold(band_title, f64::max) + 12.0;
        let below = match needs.has_band {
            HasBand::Yes => BAND_GAP + BAND_HEIGHT,
            HasBand::No => 0.0,
        } + if needs.x_title.is_empty() { 26.0 } else { 54.0 };
        let mut plot = Rect {
            left: crisp(body.left + gutter),
            top: crisp(body.top + ROW_ABOVE + 14.0),
            right: crisp(body.right - needs.labels),
            bottom: crisp(body.bottom - below),
        };
        // Words of absurd length leave no room; the plot then keeps a sliver and runs off the page.
        (plot.right, plot.bottom) = (plot.right.max(plot.left + 1.0), plot.bottom.max(plot.top + 40.0));
        let mut frame = Self { plot, domain: needs.domain, y, has_band: needs.has_band, y_title_at: (body.left, 0.0) };
        let title_right = body.left + AXIS_TITLE.width(needs.y_title).min(WIDEST_TITLE) + 16.0;
        let is_crowded = needs.today.is_some_and(|(words, x)| frame.today_label(words, x).0 < title_right);
        if is_crowded && !needs.y_title.is_empty() {
            plot.top += NEXT_ROW;
            frame.y_title_at.1 -= NEXT_ROW;
        }
        frame.plot = plot;
        frame.y_title_at.1 += plot.top - ROW_ABOVE;
        frame
    }

    /// Returns where a point of a series is on the page.
    pub(super) fn project(&self, point: Point) -> Point {
        (self.plot.left + self.domain.share(point.0) * self.plot.width(), self.y_of(point.1))
    }

    /// Returns the height of an amount on the page.
    pub(super) fn y_of(&self, amount: f64) -> f64 {
        self.plot.bottom - self.y.share(amount) * self.plot.height()
    }

    /// Returns a frame of the same heights whose right side is further right.
    pub(super) fn widened(&self, by: f64) -> Self {
        let plot = Rect { right: self.plot.right + by, ..self.plot };
        Self { plot, y: self.y.clone(), ..*self }
    }

    /// Says whether a point of a series is inside the plot.
    pub(super) fn shows(&self, point: Point) -> bool {
        let (left, right) = self.domain.ends();
        (left..=right).contains(&point.0) && (self.y.low..=self.y.high).contains(&point.1)
    }

    /// Returns the left end and baseline of the words over today's line, kept between the plot's sides.
    pub(super) fn today_label(&self, words: &str, x: f64) -> Point {
        let width = TICK.width(words);
        let (first, last) = self.domain.ends();
        let centred = self.project((x.min(last).max(first), 0.0)).0 - width / 2.0;
        let left = centred.min(self.plot.right - width).max(self.plot.left);
        (left, self.plot.top - ROW_ABOVE)
    }

    /// Draws what lies behind the lines.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, needs: &Needs<'_>) {
        self.draw_y(canvas, needs);
        self.draw_x(canvas, needs);
    }

    fn draw_y(&self, canvas: &mut Canvas<'_>, needs: &Needs<'_>) {
        let Rect { left, right, .. } = self.plot;
        for tick in &self.y.ticks {
            let y = crisp(self.y_of(*tick));
            let is_zero = tick.abs() < self.y.step / 2.0;
            canvas.stroke(&[(left, y), (right, y)], if is_zero { RULE } else { GRID }, 1.0);
            let label = needs.money.tick(*tick, self.y.step);
            canvas.write(&label, (left - 10.0, y + TICK.drop()), to_end(TICK, FAINT));
        }
        let title = AXIS_TITLE.elided(needs.y_title, WIDEST_TITLE);
        canvas.write(&title, self.y_title_at, from_start(AXIS_TITLE, SOFT));
    }

    fn draw_x(&self, canvas: &mut Canvas<'_>, needs: &Needs<'_>) {
        let Rect { left, right, bottom, .. } = self.plot;
        let top = match self.has_band {
            HasBand::Yes => bottom + BAND_GAP + BAND_HEIGHT,
            HasBand::No => bottom,
        };
        for tick in &needs.domain.ticks(self.plot.width(), TICK) {
            let x = crisp(left + tick.share * self.plot.width());
            canvas.stroke(&[(x, top), (x, top + 5.0)], RULE, 1.0);
            canvas.write(&tick.label, (x, top + 21.0), centred(TICK, FAINT));
        }
        let at = (f64::midpoint(left, right), top + 46.0);
        let title = AXIS_TITLE.elided(needs.x_title, right - left);
        canvas.write(&title, at, centred(AXIS_TITLE, SOFT));
    }
}
