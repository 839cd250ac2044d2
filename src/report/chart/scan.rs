//! Where an area with holes lies along evenly spaced lines through it.

use super::geometry::{Point, Rect};

/// The inside of an area along lines of constant y, `step` apart from `first` on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scan {
    pub(super) first: f64,
    pub(super) step: f64,
    /// On each line the ranges of x that are inside, in ascending order.
    pub(super) lines: Vec<Vec<(f64, f64)>>,
}

impl Scan {
    /// Scans the inside of an outline, less its holes, between `low` and `high`.
    ///
    /// Outlines have what they enclose on their left, with y downwards; those of holes have it on their right.
    pub(super) fn new(outlines: &[Vec<Point>], (low, high): (f64, f64), step: f64) -> Self {
        let first = low + step / 2.0;
        let number = whole(((high - low) / step).min(5_000.0));
        let mut crossings: Vec<Vec<(f64, i32)>> = vec![Vec::new(); number];
        for outline in outlines {
            for (from, to) in outline.iter().zip(outline.iter().cycle().skip(1)) {
                let (top, bottom, turn) = if from.1 < to.1 { (from, to, 1) } else { (to, from, -1) };
                let start = whole((top.1 - first) / step);
                for (n, line) in crossings.iter_mut().enumerate().skip(start) {
                    let y = first + step * number_of(n);
                    if y >= bottom.1 {
                        break;
                    }
                    if y >= top.1 {
                        line.push((top.0 + (bottom.0 - top.0) * (y - top.1) / (bottom.1 - top.1), turn));
                    }
                }
            }
        }
        Self { first, step, lines: crossings.into_iter().map(inside).collect() }
    }

    /// Returns the place of a line.
    pub(super) fn y(&self, line: usize) -> f64 {
        self.first + self.step * number_of(line)
    }

    /// Takes a box out of the area.
    pub(super) fn remove(&mut self, area: &Rect) {
        let (first, step) = (self.first, self.step);
        for (n, line) in self.lines.iter_mut().enumerate() {
            let y = first + step * number_of(n);
            if y >= area.top - step / 2.0 && y <= area.bottom + step / 2.0 {
                let pieces =
                    |range: &(f64, f64)| [(range.0, range.1.min(area.left)), (range.0.max(area.right), range.1)];
                *line = line.iter().flat_map(pieces).filter(|range| range.0 < range.1).collect();
            }
        }
    }
}

/// Returns the ranges that lie inside the outline and in no hole: where the crossings so far add up to one.
fn inside(mut crossings: Vec<(f64, i32)>) -> Vec<(f64, f64)> {
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranges: Vec<(f64, f64)> = Vec::new();
    let mut depth = 0;
    for pair in crossings.windows(2) {
        if let [(from, turn), (to, _)] = pair {
            depth += turn;
            match ranges.last_mut() {
                _ if depth != 1 || from >= to => {}
                Some(last) if last.1 >= *from => last.1 = *to,
                _ => ranges.push((*from, *to)),
            }
        }
    }
    ranges
}

/// Returns the ranges that two lines have in common, as far as they are at least `width` wide.
pub(super) fn common(a: &[(f64, f64)], b: &[(f64, f64)], width: f64) -> Vec<(f64, f64)> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut found = Vec::new();
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        let both = (x.0.max(y.0), x.1.min(y.1));
        if both.1 - both.0 >= width {
            found.push(both);
        }
        if x.1 <= y.1 {
            a.next()
        } else {
            b.next()
        };
    }
    found
}

fn number_of(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from f64 saturates, and NaN becomes 0"
)]
fn whole(number: f64) -> usize {
    number as usize
}
