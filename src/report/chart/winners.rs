//! The rows of a frontier map as they reach the page: who wins where, in tenths of a pixel.

use super::model::{FrontierMap, FrontierRow};
use super::plane::Plane;

/// A corner on the page in tenths of a pixel, y downwards. Whole numbers, so that neighbours meet exactly.
pub(super) type Vertex = (i64, i64);

/// Tenths in a pixel.
pub(super) const FINE: f64 = 10.0;

/// Winners closer than this to the one below add nothing, in tenths.
const CLOSEST: i64 = 5;

/// Neighbours that are together narrower than this cannot be told apart, in tenths: 1.5 pixels each.
const NARROW: i64 = 30;

/// A run of narrow neighbours shorter than this is drawn as it is, in tenths.
const SHORTEST_MIX: i64 = 80;

/// What is true in a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Winner {
    /// This option is the cheapest.
    Option(usize),
    /// No option can serve.
    Nobody,
    /// These take turns faster than can be drawn. `None` stands for no option.
    InTurn(Vec<Option<usize>>),
}

/// Who wins along one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) y: i64,
    /// Indices into the winners, from left to right; neighbours differ. Never empty.
    pub(super) winners: Vec<usize>,
    /// Where one winner ends and the next begins: one fewer than the winners, ascending.
    pub(super) cuts: Vec<i64>,
}

/// All rows, from the bottom of the plot to its top.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Winners {
    /// What can be true, each once; rows and regions name it by its index.
    pub(super) kinds: Vec<Winner>,
    /// Width won by each option inside each mixture, by winner: `(option, tenths)`.
    pub(super) mixed: Vec<Vec<(Option<usize>, i64)>>,
    pub(super) rows: Vec<Row>,
    /// The left and right side of the plot.
    pub(super) sides: (i64, i64),
}

/// A range before options are named by their index.
#[derive(Clone, Debug)]
struct Stretch {
    right: i64,
    winner: Winner,
    widths: Vec<(Option<usize>, i64)>,
}

impl Winners {
    /// Projects the rows that can be drawn; the outermost are carried on to the edges of the plot.
    pub(super) fn new(chart: &FrontierMap, plane: &Plane<'_>) -> Self {
        let sides = (fine(plane.plot.left), fine(plane.plot.right));
        let mut all = Self { sides, ..Self::default() };
        let mut given: Vec<&FrontierRow> = chart.rows.iter().filter(|row| plane.side((0.0, row.y)).1 == 0).collect();
        given.sort_by(|a, b| a.y.total_cmp(&b.y));
        for row in given {
            let y = fine(plane.project((0.0, row.y)).1);
            let is_new = all.rows.last().is_none_or(|below: &Row| below.y - y >= CLOSEST);
            let stretches = if is_new { stretches(row, plane, sides) } else { Vec::new() };
            if !stretches.is_empty() {
                let row = all.named(y, mixed(stretches, sides.0));
                all.rows.push(row);
            }
        }
        all.carry_on(fine(plane.plot.top), fine(plane.plot.bottom));
        all
    }

    fn carry_on(&mut self, top: i64, bottom: i64) {
        if let (Some(first), Some(last)) = (self.rows.first().cloned(), self.rows.last().cloned()) {
            if first.y < bottom {
                self.rows.insert(0, Row { y: bottom, ..first });
            }
            if last.y > top {
                self.rows.push(Row { y: top, ..last });
            }
        }
    }

    /// Replaces winners by their indices.
    fn named(&mut self, y: i64, stretches: Vec<Stretch>) -> Row {
        let mut row = Row { y, winners: Vec::new(), cuts: Vec::new() };
        for stretch in stretches {
            let known = self.kinds.iter().position(|winner| *winner == stretch.winner);
            let index = known.unwrap_or(self.kinds.len());
            if known.is_none() {
                self.kinds.push(stretch.winner);
                self.mixed.push(Vec::new());
            }
            if let Some(sums) = self.mixed.get_mut(index) {
                stretch.widths.iter().for_each(|(option, width)| add(sums, *option, *width));
            }
            row.winners.push(index);
            row.cuts.push(stretch.right);
        }
        row.cuts.pop();
        row
    }
}

/// Rounds a place on the page to tenths of a pixel.
#[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates, and NaN becomes 0")]
pub(super) fn fine(at: f64) -> i64 {
    (at * FINE).round().clamp(-1e6, 1e6) as i64
}

/// Returns tenths in pixels.
#[expect(clippy::cast_precision_loss, reason = "places on the page are far below 2^52 tenths of a pixel")]
pub(super) fn coarse(tenths: i64) -> f64 {
    tenths as f64 / FINE
}

/// Returns the place a `share` of the way from one place to another.
pub(super) fn between(from: i64, to: i64, share: f64) -> i64 {
    let (from, to) = (coarse(from), coarse(to));
    fine(from + (to - from) * share)
}

impl Row {
    /// Returns the ends of the span at `index`.
    pub(super) fn span(&self, index: usize, sides: (i64, i64)) -> (i64, i64) {
        let left = index.checked_sub(1).and_then(|before| self.cuts.get(before)).copied().unwrap_or(sides.0);
        (left, self.cuts.get(index).copied().unwrap_or(sides.1))
    }

    /// Returns the width of the span at `index`, in tenths of a pixel.
    pub(super) fn width(&self, index: usize, sides: (i64, i64)) -> i64 {
        let (left, right) = self.span(index, sides);
        right - left
    }
}

/// Projects the spans of a row so that they cover it: in order, without overlap, and without holes.
fn stretches(row: &FrontierRow, plane: &Plane<'_>, sides: (i64, i64)) -> Vec<Stretch> {
    let projected = |x: f64| fine(plane.project((x, row.y)).0);
    let mut spans: Vec<_> = row.spans.iter().filter(|span| span.from < span.to).collect();
    spans.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut found: Vec<Stretch> = Vec::new();
    let mut left = sides.0;
    for span in spans {
        // A hole goes to the span before it, and a hole at the start to the first.
        if let Some(before) = found.last_mut() {
            before.right = before.right.max(projected(span.from));
            left = before.right;
        }
        let right = projected(span.to).min(sides.1);
        let winner = span.option.map_or(Winner::Nobody, Winner::Option);
        match found.last_mut() {
            _ if right <= left => {}
            Some(before) if before.winner == winner => before.right = right,
            _ => found.push(Stretch { right, winner, widths: Vec::new() }),
        }
    }
    if let Some(last) = found.last_mut() {
        last.right = sides.1;
    }
    found
}

/// Joins runs of neighbours that are too narrow to be told apart.
fn mixed(stretches: Vec<Stretch>, left: i64) -> Vec<Stretch> {
    let lefts = std::iter::once(left).chain(stretches.iter().map(|stretch| stretch.right));
    let widths: Vec<i64> = lefts.zip(&stretches).map(|(left, stretch)| stretch.right - left).collect();
    let pair = |a: usize| widths.get(a).zip(widths.get(a + 1)).map_or(i64::MAX, |(a, b)| a + b);
    let is_narrow = |n: usize| pair(n) < NARROW || n.checked_sub(1).is_some_and(|before| pair(before) < NARROW);
    let indexed: Vec<(usize, Stretch)> = stretches.into_iter().enumerate().collect();
    let mut joined: Vec<Stretch> = Vec::new();
    for run in indexed.chunk_by(|a, b| is_narrow(a.0) && is_narrow(b.0)) {
        let total: i64 = run.iter().filter_map(|(n, _)| widths.get(*n)).sum();
        match run.last() {
            Some((_, last)) if run.len() > 2 && total >= SHORTEST_MIX => {
                let mut sums = Vec::new();
                for (n, stretch) in run {
                    let option = if let Winner::Option(option) = stretch.winner { Some(option) } else { None };
                    add(&mut sums, option, widths.get(*n).copied().unwrap_or(0));
                }
                let options = sums.iter().map(|(option, _)| *option).collect();
                joined.push(Stretch { right: last.right, winner: Winner::InTurn(options), widths: sums });
            }
            _ => joined.extend(run.iter().map(|(_, stretch)| stretch.clone())),
        }
    }
    joined
}

/// Adds to the width of an option, keeping the options in order.
fn add(sums: &mut Vec<(Option<usize>, i64)>, option: Option<usize>, width: i64) {
    match sums.binary_search_by_key(&option, |(option, _)| *option) {
        Ok(at) => sums.iter_mut().skip(at).take(1).for_each(|(_, sum)| *sum = sum.saturating_add(width)),
        Err(at) => sums.insert(at, (option, width)),
    }
}
