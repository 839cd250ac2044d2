//! A money axis along the page, from one amount to another.

use super::axis::Axis;
use super::canvas::{Canvas, centred};
use super::format::MoneyFormat;
use super::frame::{AXIS_TITLE, TICK};
use super::geometry::{Rect, crisp};
use super::palette::{FAINT, GRID, RULE, SOFT};

/// Height of the ticks, their labels and the title under a plot.
pub(super) const BELOW: f64 = 54.0;

/// Free pixels between two tick labels.
const BETWEEN: f64 = 26.0;

/// The most steps of an axis.
const MOST: u32 = 10;

/// An axis under a plot.
pub(super) struct MoneyAxis<'a> {
    money: &'a MoneyFormat,
    axis: Axis,
    left: f64,
    width: f64,
}

impl<'a> MoneyAxis<'a> {
    /// Makes an axis between two finite amounts, widened when they are hardly apart, as long as `plot` is wide.
    pub(super) fn fit((low, high): (f64, f64), plot: &Rect, money: &'a MoneyFormat) -> Self {
        let (low, high) = apart(low, high);
        let (left, width) = (plot.left, plot.width());
        let mut made = Self { money, axis: Axis::between(low, high, MOST), left, width };
        for most in (1..MOST).rev() {
            if made.has_room() {
                break;
            }
            made.axis = Axis::between(low, high, most);
        }
        made
    }

    /// Returns where an amount is on the page.
    pub(super) fn x(&self, amount: f64) -> f64 {
        self.left + self.axis.share(amount) * self.width
    }

    /// Says whether an amount is inside the axis.
    pub(super) fn holds(&self, amount: f64) -> bool {
        self.axis.low <= amount && amount <= self.axis.high
    }

    /// Draws grid, ticks and title of a plot.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, plot: &Rect, title: &str) {
        let Rect { left, top, right, bottom } = *plot;
        let (first, last) = (canvas.paper.margin(), canvas.paper.width() - canvas.paper.margin());
        for tick in &self.axis.ticks {
            let x = crisp(self.x(*tick));
            canvas.stroke(&[(x, top), (x, bottom)], GRID, 1.0);
            canvas.stroke(&[(x, bottom), (x, bottom + 5.0)], RULE, 1.0);
            let (label, half) = (self.label(*tick), self.half(*tick));
            // At the very end of an axis a tick does without its label.
            if x - half >= first && x + half <= last {
                canvas.write(&label, (x, bottom + 21.0), centred(TICK, FAINT));
            }
        }
        let title = AXIS_TITLE.elided(title.trim(), right - left);
        canvas.write(&title, (f64::midpoint(left, right), bottom + 46.0), centred(AXIS_TITLE, SOFT));
    }

    fn label(&self, tick: f64) -> String {
        self.money.tick(tick, self.axis.step)
    }

    /// Returns half the width of a tick's label.
    fn half(&self, tick: f64) -> f64 {
        TICK.width(&self.label(tick)) / 2.0
    }

    /// Says whether the labels are apart.
    fn has_room(&self) -> bool {
        let gap = |pair: &[f64]| match pair {
            [from, to] => self.x(*to) - self.x(*from) - self.half(*from) - self.half(*to),
            _ => f64::INFINITY,
        };
        self.axis.ticks.windows(2).all(|pair| gap(pair) >= BETWEEN)
    }
}

/// Returns two amounts that are far enough apart for an axis.
fn apart(low: f64, high: f64) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    match () {
        () if high - low > size * 1e-9 && high - low > 1e-300 => (low, high),
        () if size < 1e-290 => (-1.0, 1.0),
        () => (low - size / 10.0, high + size / 10.0),
    }
}
