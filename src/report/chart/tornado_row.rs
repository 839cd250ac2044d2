//! One bar of a tornado: its name, its two ends, and the words beside them.

use super::axis::is_drawable;
use super::canvas::{Canvas, from_start, to_end};
use super::font::{Font, regular};
use super::geometry::{Rect, crisp};
use super::money_axis::MoneyAxis;
use super::outcomes::{Assumed, Swing, TornadoRow};
use super::palette::{FAINT, Hue, INK, WHITE, hue, mixed};
use super::tornado_frame::{Claim, TornadoFrame, WIDEST_NAME};

/// Purple and orange of `ColorBrewer`'s `PuOr` (Cynthia Brewer, 2002), which every colour vision tells apart; no
/// option has either.
pub(super) const LOW: Hue = hue((118, 98, 176), (92, 72, 150));
pub(super) const HIGH: Hue = hue((232, 137, 36), (158, 84, 0));

pub(super) const NAME: Font = regular(13.0);
const TEXT: Font = regular(12.5);
/// The widest words at an end of a bar, in pixels.
const WIDEST_TEXT: f64 = 150.0;
/// Between a bar and its words, and between the words of two ends on the same side.
const BESIDE: f64 = 7.0;
const BETWEEN: f64 = 12.0;
/// The least distance of words from the line at zero.
const CLEAR: f64 = 3.0;
/// Between the words and the side of the plot.
const MARGIN: f64 = 2.0;

/// Which way from the base value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Side {
    /// Returns what finds the outer one of two values.
    fn outer(self) -> fn(f64, f64) -> f64 {
        match self {
            Self::Left => f64::min,
            Self::Right => f64::max,
        }
    }
}

/// The words at an end of a bar and where they are.
pub(super) struct Words<'a> {
    end: &'a End,
    pub(super) left: f64,
    width: f64,
    /// Whether they stand beyond the line at zero, which would run through them beside the bar.
    pub(super) makes_way: bool,
}

impl Words<'_> {
    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }
}

/// One end of a bar, ready to be drawn.
pub(super) struct End {
    value: f64,
    text: String,
    side: Side,
    hue: Hue,
}

/// A row, ready to be drawn.
pub(super) struct Ends<'a> {
    row: &'a TornadoRow,
    /// The input's name as it is shown.
    pub(super) name: String,
    base: f64,
    /// The low and the high end, as far as they can be drawn.
    both: Vec<End>,
}

impl<'a> Ends<'a> {
    /// Prepares a row.
    pub(super) fn new(row: &'a TornadoRow, base: f64) -> Self {
        let is_shown = |swing: &Swing| is_drawable(base) && is_drawable(swing.value);
        let way = |swing: &Swing| if is_shown(swing) { swing.value - base } else { 0.0 };
        let (low, high) = (way(&row.low), way(&row.high));
        // An end at the base value takes the side that the other leaves free.
        let side = |own: f64, other: f64, free: Side| match () {
            () if own != 0.0 => {
                if own < 0.0 {
                    Side::Left
                } else {
                    Side::Right
                }
            }
            () if other != 0.0 => {
                if other > 0.0 {
                    Side::Left
                } else {
                    Side::Right
                }
            }
            () => free,
        };
        let ends = [(&row.low, side(low, high, Side::Left), LOW), (&row.high, side(high, low, Side::Right), HIGH)];
        let end = |(swing, side, hue): (&Swing, Side, Hue)| End {
            value: swing.value,
            text: TEXT.elided(swing.text.trim(), WIDEST_TEXT),
            side,
            hue,
        };
        let both = ends.into_iter().filter(|end| is_shown(end.0)).map(end).collect();
        Self { row, name: name(row), base, both }
    }

    /// Says whether nothing of the row can be drawn.
    pub(super) fn is_empty(&self) -> bool {
        self.both.is_empty()
    }

    /// Returns amounts with the pixels that words need left and right of them.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let claim = |side: Side| {
            let words = MARGIN + self.on(side).map(|end| BETWEEN + TEXT.width(&end.text)).sum::<f64>();
            match side {
                Side::Left => (self.reach(side), words, 0.0),
                Side::Right => (self.reach(side), 0.0, words),
            }
        };
        [Side::Left, Side::Right].map(claim).to_vec()
    }

    /// Returns the words outwards from the ends of the bar; those on the line at zero make way for it, further outwards.
    pub(super) fn words(&self, axis: &MoneyAxis<'_>, (base, zero): (f64, Option<f64>)) -> Vec<Words<'_>> {
        let mut found = Vec::new();
        for side in [Side::Left, Side::Right] {
            let (mut x, mut gap) = (self.on(side).map(|end| axis.x(end.value)).fold(base, side.outer()), BESIDE);
            for end in self.on(side) {
                let width = TEXT.width(&end.text);
                let start = |x: f64, gap: f64| if side == Side::Left { x - gap - width } else { x + gap };
                let mut left = start(x, gap);
                let covered = zero.filter(|zero| left - CLEAR < *zero && *zero < left + width + CLEAR);
                if let Some(zero) = covered {
                    left = start(zero, BESIDE);
                }
                (x, gap) = (if side == Side::Left { left } else { left + width }, BETWEEN);
                found.push(Words { end, left, width, makes_way: covered.is_some() });
            }
        }
        found
    }

    fn on(&self, side: Side) -> impl Iterator<Item = &End> {
        self.both.iter().filter(move |end| end.side == side)
    }

    /// Returns the amount at which the bar ends on one side.
    fn reach(&self, side: Side) -> f64 {
        self.on(side).map(|end| end.value).fold(self.base, side.outer())
    }

    fn has_both_on(&self, side: Side) -> bool {
        self.on(side).count() > 1
    }
}

fn name(row: &TornadoRow) -> String {
    match row.assumed {
        Assumed::No => NAME.elided_inside(row.label.trim(), WIDEST_NAME),
        Assumed::PlusMinus20Percent => {
            let room = WIDEST_NAME - NAME.width(" †");
            format!("{} †", NAME.elided_inside(row.label.trim(), room))
        }
    }
}

/// Draws the bar of a row.
pub(super) fn draw_bars(canvas: &mut Canvas<'_>, frame: &TornadoFrame<'_>, ends: &Ends<'_>, index: usize) {
    let row = frame.row(index);
    let middle = f64::midpoint(row.top, row.bottom);
    for (place, end) in ends.both.iter().enumerate() {
        let x = frame.axis.x(end.value);
        let mut area = Rect { left: x.min(frame.base), right: x.max(frame.base), ..row };
        // Two ends on the same side share the height of the bar.
        if ends.has_both_on(end.side) {
            if place == 0 { area.bottom = middle } else { area.top = middle }
        }
        draw_bar(canvas, area, end.hue, ends.row.assumed);
    }
}

/// Writes the words of a row: the input's name, and its values outwards from the ends of the bar.
pub(super) fn draw_words(canvas: &mut Canvas<'_>, frame: &TornadoFrame<'_>, ends: &Ends<'_>, index: usize) {
    let row = frame.row(index);
    let middle = f64::midpoint(row.top, row.bottom);
    if frame.above > 0.0 {
        canvas.write(&ends.name, (frame.plot.left, row.top - 3.0), from_start(NAME, INK));
    } else {
        canvas.write(&ends.name, (frame.names_right, middle + NAME.drop()), to_end(NAME, INK));
    }
    if ends.is_empty() {
        let at = (frame.base + BESIDE, middle + TEXT.drop());
        canvas.write("no value", at, from_start(TEXT, FAINT));
    }
    for words in ends.words(&frame.axis, (frame.base, frame.zero)) {
        canvas.write(&words.end.text, (words.left, middle + TEXT.drop()), from_start(TEXT, words.end.hue.text));
    }
}

/// Fills a bar, or outlines it when its range is assumed.
fn draw_bar(canvas: &mut Canvas<'_>, area: Rect, hue: Hue, assumed: Assumed) {
    if area.width() < 0.05 {
        return;
    }
    if assumed == Assumed::No {
        return canvas.fill(area, hue.stroke);
    }
    canvas.fill(area, mixed(hue.stroke, WHITE, 82));
    let (left, top) = (crisp(area.left), crisp(area.top));
    let (right, bottom) = (crisp(area.right - 1.0).max(left), crisp(area.bottom - 1.0).max(top));
    canvas.stroke(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], hue.stroke, 1.5);
}
