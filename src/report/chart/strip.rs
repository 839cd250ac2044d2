//! The frontiers between two neighbouring rows of a map.
//!
//! Cuts that are the same frontier in both rows are joined by straight lines. Between two of those, where one row has
//! other winners than the other, each lower winner gives way to the upper one on a line between the changes.

use super::changes::{Change, Gap, Pair, changes};
use super::curve::{Anchor, Curve, MIDDLE};
use super::fading::{self, End, Shape};
use super::matching::matched;
use super::winners::{Row, Vertex};

/// Around neighbours that are all narrower than this, lines would cover what they part. In tenths of a pixel.
const SPARED: i64 = 80;

/// Spans narrower than this have thin lines, and still narrower ones none. In tenths of a pixel.
const SLIM: i64 = 25;
const SLIMMEST: i64 = 14;

/// A directed piece of frontier: whose region lies left of it, and whose right. None is outside the plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Border {
    pub(super) from: Vertex,
    pub(super) to: Vertex,
    pub(super) left: Option<usize>,
    pub(super) right: Option<usize>,
    pub(super) looks: Looks,
}

/// How a border is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Looks {
    /// As a line.
    Lined,
    /// As a thin line, beside a span that is hardly wider.
    Thin,
    /// Not at all, in a crowd.
    Bare,
}

/// Two neighbouring rows, and those beyond them, which tell how regions go on between the two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbours<'a> {
    pub(super) below: Option<&'a Row>,
    pub(super) lower: &'a Row,
    pub(super) upper: &'a Row,
    pub(super) above: Option<&'a Row>,
    /// The left and right side of the plot.
    pub(super) sides: (i64, i64),
}

/// Returns the borders between two rows, those along the sides of the plot included.
pub(super) fn borders(rows: Neighbours<'_>) -> Vec<Border> {
    let Neighbours { lower, upper, sides, .. } = rows;
    let mut strip = Strip { rows, lower, upper, sides, found: Vec::new() };
    strip.side(Side::Left);
    strip.side(Side::Right);
    let (mut below, mut above) = (0, 0);
    let mut left = (sides.0, sides.0);
    for pair in matched(lower, upper, sides) {
        strip.join(pair);
        let right = lower.cuts.get(pair.0).copied().zip(upper.cuts.get(pair.1).copied()).unwrap_or_default();
        strip.change_over(Gap { below: below..pair.0, above: above..pair.1, left, right });
        (below, above, left) = (pair.0 + 1, pair.1 + 1, right);
    }
    let (last, ends) = ((lower.cuts.len(), upper.cuts.len()), (sides.1, sides.1));
    strip.change_over(Gap { below: below..last.0, above: above..last.1, left, right: ends });
    strip.found
}

struct Strip<'a> {
    rows: Neighbours<'a>,
    lower: &'a Row,
    upper: &'a Row,
    sides: (i64, i64),
    found: Vec<Border>,
}

/// A side of the plot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Strip<'_> {
    /// Adds a border that has a length and parts something.
    fn add(&mut self, border: Border) {
        if border.from != border.to && border.left != border.right {
            self.found.push(border);
        }
    }

    /// Adds a frontier upwards or to the right between winners of these spans, as `(row, index)`.
    fn part(&mut self, (from, to): (Vertex, Vertex), left: (&Row, usize), right: (&Row, usize)) {
        let winner = |(row, index): (&Row, usize)| row.winners.get(index).copied();
        let is_crowded = self.is_crowded(left) || self.is_crowded(right);
        let looks = match self.room(left).min(self.room(right)) {
            width if is_crowded || width < SLIMMEST => Looks::Bare,
            width if width < SLIM => Looks::Thin,
            _ => Looks::Lined,
        };
        self.add(Border { from, to, left: winner(left), right: winner(right), looks });
    }

    /// Returns the width of a span where it is widest in these rows and those beyond: a tip belongs to what is below.
    fn room(&self, (row, index): (&Row, usize)) -> i64 {
        let (left, right) = row.span(index, self.sides);
        let middle = i64::midpoint(left, right);
        let width = |other: &Row| {
            let at = other.cuts.partition_point(|cut| *cut <= middle);
            if other.winners.get(at) == row.winners.get(index) { other.width(at, self.sides) } else { 0 }
        };
        let rows = [self.rows.below, Some(self.lower), Some(self.upper), self.rows.above];
        rows.into_iter().flatten().map(width).fold(right - left, i64::max)
    }

    /// Says whether a span is narrow and so is one beside it.
    fn is_crowded(&self, (row, index): (&Row, usize)) -> bool {
        let is_narrow = |index: usize| index < row.winners.len() && row.width(index, self.sides) < SPARED;
        is_narrow(index) && (is_narrow(index + 1) || index.checked_sub(1).is_some_and(is_narrow))
    }

    /// Joins a cut of the lower row with one of the upper.
    fn join(&mut self, (below, above): (usize, usize)) {
        let (lower, upper) = (self.lower, self.upper);
        if let (Some(from), Some(to)) = (lower.cuts.get(below), upper.cuts.get(above)) {
            self.part(((*from, lower.y), (*to, upper.y)), (lower, below), (upper, above + 1));
        }
    }

    /// Draws a side of the plot.
    fn side(&mut self, side: Side) {
        let x = if side == Side::Left { self.sides.0 } else { self.sides.1 };
        let at = |row: &Row| if side == Side::Left { row.winners.first() } else { row.winners.last() }.copied();
        let (below, above) = (at(self.lower), at(self.upper));
        let (low, high) = ((x, self.lower.y), (x, self.upper.y));
        let middle = (x, self.level(self.side_level(side)));
        let pieces =
            if below == above { vec![(low, high, below)] } else { vec![(low, middle, below), (middle, high, above)] };
        for (from, to, winner) in pieces {
            let (left, right) = if side == Side::Left { (None, winner) } else { (winner, None) };
            self.add(Border { from, to, left, right, looks: Looks::Bare });
        }
    }

    /// Returns at which level a frontier meets a side of the plot, where the rows have different winners there.
    fn side_level(&self, side: Side) -> f64 {
        let last = |row: &Row| if side == Side::Left { 0 } else { row.winners.len() - 1 };
        let below = self.end_of_lower(last(self.lower));
        let above = self.end_of_upper(last(self.upper));
        match (below.shape, above.shape) {
            (Shape::Pointed(_), _) => below.reach,
            (_, Shape::Pointed(_)) => 1.0 - above.reach,
            _ => MIDDLE,
        }
    }

    fn end_of_lower(&self, index: usize) -> End {
        fading::end([self.rows.below, Some(self.lower), Some(self.upper)], index, self.sides)
    }

    fn end_of_upper(&self, index: usize) -> End {
        fading::end([self.rows.above, Some(self.upper), Some(self.lower)], index, self.sides)
    }

    /// Returns the height of a level: 0 for the lower row, 1 for the upper.
    fn level(&self, level: f64) -> i64 {
        super::winners::between(self.lower.y, self.upper.y, level)
    }

    /// Draws what lies in a gap between cuts that match.
    fn change_over(&mut self, gap: Gap) {
        let gap = &gap.upright(self.lower, self.upper);
        let mut start = (0.0, self.side_level(Side::Left));
        let mut waiting: Vec<Change> = Vec::new();
        let mut spans: Pair = (gap.below.start, gap.above.start);
        for change in changes(gap, self.lower, self.upper) {
            let after = change.after;
            match self.anchor(&change) {
                None => waiting.push(change),
                Some(level) => {
                    self.take_over(gap, (start, (change.share, level)), (spans, &waiting));
                    waiting.clear();
                    start = (change.share, level);
                    spans = after;
                    self.draw_ends(gap, &change, level);
                }
            }
        }
        self.take_over(gap, (start, (1.0, self.side_level(Side::Right))), (spans, &waiting));
    }

    /// Returns at which level the frontier between lower and upper winners passes a change, when that is certain:
    /// where both rows have the same winner on one side of it.
    fn anchor(&self, change: &Change) -> Option<f64> {
        let agrees = |(below, above): Pair| self.lower.winners.get(below) == self.upper.winners.get(above);
        let is_certain = agrees(change.before) || agrees(change.after);
        match (change.below, change.above) {
            (Some(_), None) => is_certain.then_some(0.0),
            (None, Some(_)) => is_certain.then_some(1.0),
            _ => is_certain.then_some(MIDDLE),
        }
    }

    /// Draws the frontiers between neighbours in each row up to the frontier between the rows.
    fn draw_ends(&mut self, gap: &Gap, change: &Change, level: f64) {
        let (lower, upper) = (self.lower, self.upper);
        let at = self.vertex(gap, (change.share, level));
        if let Some(x) = change.below {
            self.part(((x, lower.y), at), (lower, change.before.0), (lower, change.after.0));
        }
        if let Some(x) = change.above {
            self.part((at, (x, upper.y)), (upper, change.before.1), (upper, change.after.1));
        }
    }

    /// Draws the frontier between lower and upper winners from one anchor to the next, past the changes between them.
    fn take_over(&mut self, gap: &Gap, (start, end): (Anchor, Anchor), (mut spans, waiting): (Pair, &[Change])) {
        if waiting.is_empty() && self.lower.winners.get(spans.0) == self.upper.winners.get(spans.1) {
            return;
        }
        let turn = match (start.1 <= 0.0 && end.1 <= 0.0, start.1 >= 1.0 && end.1 >= 1.0) {
            (true, _) => Some(self.end_of_lower(spans.0)),
            (_, true) => Some(self.end_of_upper(spans.1)),
            _ => None,
        };
        // A frontier of the other row that meets this one makes a corner of it.
        let met = waiting.first().map(|change| (change.share - start.0) / (end.0 - start.0));
        let turn = turn.map(|turn| met.map_or(turn, |tip| turn.cornered(tip)));
        let curve = Curve { start, end, turn };
        let mut shares: Vec<(f64, Option<&Change>)> =
            waiting.iter().map(|change| (change.share, Some(change))).collect();
        shares.extend(curve.bends().into_iter().map(|share| (share, None)));
        shares.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut from = self.vertex(gap, start);
        for (share, change) in shares {
            let level = curve.level(share);
            let to = self.vertex(gap, (share, level));
            self.part((from, to), (self.upper, spans.1), (self.lower, spans.0));
            from = to;
            if let Some(change) = change {
                self.draw_ends(gap, change, level);
                spans = change.after;
            }
        }
        let to = self.vertex(gap, end);
        self.part((from, to), (self.upper, spans.1), (self.lower, spans.0));
    }

    fn vertex(&self, gap: &Gap, (share, level): Anchor) -> Vertex {
        (gap.x(share, level), self.level(level))
    }
}
