//! Where winners change between two cuts that two neighbouring rows of a map have in common.

use std::collections::BTreeMap;
use std::ops::Range;

use super::winners::{Row, between};

/// What lies between two pairs of cuts that match, or between those and the sides of the plot.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gap {
    /// Cuts of the lower and of the upper row.
    pub(super) below: Range<usize>,
    pub(super) above: Range<usize>,
    /// The ends in the lower and in the upper row.
    pub(super) left: (i64, i64),
    pub(super) right: (i64, i64),
}

/// Indices of spans in the lower and in the upper row.
pub(super) type Pair = (usize, usize);

/// A change of winners in the lower row, in the upper, or in both at once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    /// How far along the gap it is, from 0 to 1.
    pub(super) share: f64,
    pub(super) below: Option<i64>,
    pub(super) above: Option<i64>,
    pub(super) before: Pair,
    pub(super) after: Pair,
}

impl Gap {
    /// Returns the gap with upright ends when all its cuts lie between those, so that what changes stays in its place;
    /// else as it is, leaning with the cuts that match.
    ///
    /// Next to a cut that matches both rows have the same winner, so a strip beside it can be left out.
    pub(super) fn upright(self, lower: &Row, upper: &Row) -> Self {
        let (left, right) = (self.left.0.max(self.left.1), self.right.0.min(self.right.1));
        let below = lower.cuts.get(self.below.clone()).unwrap_or_default();
        let above = upper.cuts.get(self.above.clone()).unwrap_or_default();
        if left <= right && below.iter().chain(above).all(|cut| (left..=right).contains(cut)) {
            return Self { left: (left, left), right: (right, right), ..self };
        }
        self
    }

    /// Returns the place a `share` of the way along at a level, which is 0 for the lower row and 1 for the upper.
    pub(super) fn x(&self, share: f64, level: f64) -> i64 {
        let (low, high) = (between(self.left.0, self.right.0, share), between(self.left.1, self.right.1, share));
        between(low, high, level)
    }
}

/// Returns the changes in a gap from left to right.
pub(super) fn changes(gap: &Gap, lower: &Row, upper: &Row) -> Vec<Change> {
    let width = |left: i64, right: i64| i128::from((right - left).max(1));
    let (below, above) = (width(gap.left.0, gap.right.0), width(gap.left.1, gap.right.1));
    // Shares in parts of the product of both widths are whole, so that equal ones are equal.
    let mut found: BTreeMap<i128, (Option<i64>, Option<i64>)> = BTreeMap::new();
    for cut in lower.cuts.get(gap.below.clone()).unwrap_or_default() {
        found.entry(i128::from(cut - gap.left.0) * above).or_default().0 = Some(*cut);
    }
    for cut in upper.cuts.get(gap.above.clone()).unwrap_or_default() {
        found.entry(i128::from(cut - gap.left.1) * below).or_default().1 = Some(*cut);
    }
    let mut spans = (gap.below.start, gap.above.start);
    let change = |(share, (low, high)): (i128, (Option<i64>, Option<i64>))| {
        let before = spans;
        spans = (before.0 + usize::from(low.is_some()), before.1 + usize::from(high.is_some()));
        Change { share: ratio(share, below * above), below: low, above: high, before, after: spans }
    };
    found.into_iter().map(change).collect()
}

#[expect(clippy::cast_precision_loss, reason = "places on the page and their products are far below 2^52")]
fn ratio(part: i128, whole: i128) -> f64 {
    part as f64 / whole as f64
}
