//! Today's point on a plane.

use super::canvas::{Canvas, centred};
use super::dash::strokes;
use super::font::{Font, semibold};
use super::format::count;
use super::geometry::{Point, Rect};
use super::names::Obstacles;
use super::palette::{INK, RULE, WHITE};
use super::place::Placer;
use super::plane::Plane;

const WORDS: Font = semibold(13.0);
const HEIGHT: f64 = 24.0;
const DOT: f64 = 5.5;
/// Size of the arrow to a point outside.
const ARROW: f64 = 18.0;
/// From the edge of the plot to the words that announce a point outside.
const BEFORE_EDGE: f64 = 22.0;

/// A marked point with its words and the lines that lead to the axes.
pub(super) struct Today {
    words: String,
    /// On the page; at the edge of the plot when the point lies outside.
    at: Point,
    /// On which side of the plot the point lies, along x and up y.
    side: (i8, i8),
    tag: Rect,
    guides: Vec<Vec<Point>>,
}

impl Today {
    /// Finds the place of a point and its words; none when a value is not finite.
    pub(super) fn new(point: Point, plane: &Plane<'_>) -> Option<Self> {
        if !(point.0.is_finite() && point.1.is_finite()) {
            return None;
        }
        let (at, side) = (plane.project(point), plane.side(point));
        let words = format!("today ({}, {})", count(point.0), count(point.1));
        let needed = (WORDS.width(&words) + 16.0, HEIGHT);
        let guides = guides(at, side, plane.plot);
        let inner = plane.plot.grown(-8.0);
        let beside = if side == (0, 0) { Placer::new(inner, &guides).place(at, needed) } else { None };
        let tag = beside.map_or_else(|| at_edge((at, side), needed, plane.plot), |spot| spot.area);
        Some(Self { words, at, side, tag, guides })
    }

    /// Returns what names must keep clear of.
    pub(super) fn obstacles(&self) -> Obstacles {
        let solid = vec![self.tag.grown(6.0), Rect::at(self.at).grown(DOT + 8.0)];
        let around = |guide: &Vec<Point>| match guide.as_slice() {
            [from, to] => {
                let (left, right) = (from.0.min(to.0), from.0.max(to.0));
                Rect { left, right, top: from.1.min(to.1), bottom: from.1.max(to.1) }.grown(2.0)
            }
            _ => Rect::at(self.at),
        };
        Obstacles { solid, thin: self.guides.iter().map(around).collect() }
    }

    /// Draws the lines to the axes, the point and its words.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let arrow = Rect::at(self.at).grown(ARROW);
        for stroke in self.guides.iter().flat_map(|guide| strokes(guide, &[4.0, 4.0])) {
            let is_clear = stroke.windows(2).all(|ends| !matches!(ends, [from, to] if arrow.is_crossed(*from, *to)));
            if is_clear || self.side == (0, 0) {
                canvas.stroke(&stroke, INK, 1.2);
            }
        }
        if self.side == (0, 0) {
            canvas.dot(self.at, DOT + 2.5, WHITE);
            canvas.dot(self.at, DOT, INK);
        } else {
            self.draw_arrow(canvas);
        }
        let Rect { left, top, right, bottom } = self.tag;
        canvas.fill(self.tag, WHITE);
        let outline = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        canvas.stroke(&outline, RULE, 1.0);
        let at = (f64::midpoint(left, right), f64::midpoint(top, bottom) + WORDS.drop());
        canvas.write(&self.words, at, centred(WORDS, INK));
    }

    /// Draws an arrow head that points out of the plot.
    fn draw_arrow(&self, canvas: &mut Canvas<'_>) {
        let (x, y) = (f64::from(self.side.0), -f64::from(self.side.1));
        let length = (x * x + y * y).sqrt();
        let (x, y) = (x / length, y / length);
        let back = |along: f64, across: f64| (self.at.0 - x * along - y * across, self.at.1 - y * along + x * across);
        canvas.polygon(&[back(1.5, 0.0), back(16.0, 8.5), back(16.0, -8.5)], WHITE);
        canvas.polygon(&[back(4.0, 0.0), back(14.5, 6.0), back(14.5, -6.0)], INK);
    }
}

/// Returns lines from the point to the axes; of a point outside, only across the plot where one value is inside.
fn guides(at: Point, side: (i8, i8), plot: Rect) -> Vec<Vec<Point>> {
    let end = |side: i8, inside: f64, outside: f64| if side == 0 { inside } else { outside };
    let across = vec![(plot.left, at.1), (end(side.0, at.0, plot.right), at.1)];
    let down = vec![(at.0, end(side.1, at.1, plot.top)), (at.0, plot.bottom)];
    match side {
        (0, 0) => vec![across, down],
        (_, 0) => vec![across],
        (0, _) => vec![down],
        _ => Vec::new(),
    }
}

/// Returns the box of words of a point outside, kept inside the plot.
fn at_edge((at, side): (Point, (i8, i8)), (width, height): (f64, f64), plot: Rect) -> Rect {
    let inset = |side: i8, half: f64| f64::from(side) * (BEFORE_EDGE + half);
    let middle = (at.0 - inset(side.0, width / 2.0), at.1 + inset(side.1, height / 2.0));
    let inner = plot.grown_by(-8.0 - width / 2.0, -8.0 - height / 2.0);
    Rect::at(inner.nearest(middle)).grown_by(width / 2.0, height / 2.0)
}
