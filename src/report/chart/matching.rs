//! Which cuts of two neighbouring rows of a map are the same frontier.

use super::winners::Row;

/// Above this many pairs of cuts nothing is matched: such rows are too crowded for it to be seen.
const MOST_PAIRS: usize = 400_000;

/// Cuts between the same winners that are no farther apart are a pair, whatever the others do. In tenths of a pixel.
const UPRIGHT: i64 = 1;

/// Returns pairs of cuts, one of the lower row and one of the upper, in order, both between the same winners.
///
/// Rows with the same winners in the same order match throughout. In others the pairs are those of the least total
/// cost, where a pair costs the way between its cuts, and a cut without partner twice the width of the narrower span
/// beside it: narrow spans end easily, wide ones move.
pub(super) fn matched(lower: &Row, upper: &Row, sides: (i64, i64)) -> Vec<(usize, usize)> {
    if lower.winners == upper.winners {
        return (0..lower.cuts.len()).map(|n| (n, n)).collect();
    }
    let losses = [losses(lower, sides), losses(upper, sides)];
    let mut pairs = Vec::new();
    let mut start = (0, 0);
    // Between upright frontiers there are few cuts, so that even thousands in a row are matched quickly.
    for end in upright(lower, upper).into_iter().chain([(lower.cuts.len(), upper.cuts.len())]) {
        let part = Part { lower, upper, losses: &losses, start, end };
        pairs.extend(part.pairs());
        pairs.push(end);
        start = (end.0 + 1, end.1 + 1);
    }
    pairs.pop();
    pairs
}

/// Returns the pairs of cuts that do not move.
fn upright(lower: &Row, upper: &Row) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut below, mut above) = (0, 0);
    while let (Some(low), Some(high)) = (lower.cuts.get(below), upper.cuts.get(above)) {
        if way(lower, upper, (below, above)).is_some_and(|way| way <= UPRIGHT) {
            pairs.push((below, above));
            (below, above) = (below + 1, above + 1);
        } else if low <= high {
            below += 1;
        } else {
            above += 1;
        }
    }
    pairs
}

/// The cuts of two rows from `start` up to `end`, as `(lower, upper)`.
struct Part<'a> {
    lower: &'a Row,
    upper: &'a Row,
    /// What it costs to leave each cut of a row without partner.
    losses: &'a [Vec<i64>; 2],
    start: (usize, usize),
    end: (usize, usize),
}

impl Part<'_> {
    fn pairs(&self) -> Vec<(usize, usize)> {
        let columns = self.end.1 - self.start.1 + 1;
        let rows = self.end.0 - self.start.0 + 1;
        if rows == 1 || columns == 1 || rows.saturating_mul(columns) > MOST_PAIRS {
            return Vec::new();
        }
        let pairs = traced_back(&self.steps(), columns);
        pairs.into_iter().map(|(below, above)| (below + self.start.0, above + self.start.1)).collect()
    }

    /// Finds the last step of the best way to every pair of counts, row after row.
    fn steps(&self) -> Vec<Step> {
        let loss_below = self.losses[0].get(self.start.0..self.end.0).unwrap_or_default();
        let loss_above = self.losses[1].get(self.start.1..self.end.1).unwrap_or_default();
        let mut before: Vec<i64> = running(loss_above);
        let mut steps = vec![Step::Above; before.len()];
        for (below, loss) in (self.start.0..).zip(loss_below) {
            let mut costs = vec![before.first().copied().unwrap_or(0) + loss];
            steps.push(Step::Below);
            let ends = before.iter().zip(before.iter().skip(1)).zip(loss_above);
            for (above, ((diagonal, over), other)) in (self.start.1..).zip(ends) {
                let mut best = (over + loss, Step::Below);
                let left = costs.last().copied().unwrap_or(0) + other;
                if left < best.0 {
                    best = (left, Step::Above);
                }
                if let Some(way) = way(self.lower, self.upper, (below, above))
                    && diagonal + way <= best.0
                {
                    best = (diagonal + way, Step::Both);
                }
                costs.push(best.0);
                steps.push(best.1);
            }
            before = costs;
        }
        steps
    }
}

/// How the best way reaches a pair of counts: of cuts done in the lower row, and in the upper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Below,
    Above,
    Both,
}

/// Returns the sums of the first 0, 1, 2 and so on.
fn running(losses: &[i64]) -> Vec<i64> {
    let sums = losses.iter().scan(0, |sum, loss| {
        *sum += loss;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// Returns how far apart two cuts are; none when they part different winners.
fn way(lower: &Row, upper: &Row, (below, above): (usize, usize)) -> Option<i64> {
    let is_same = lower.winners.get(below..below + 2)? == upper.winners.get(above..above + 2)?;
    is_same.then_some((lower.cuts.get(below)? - upper.cuts.get(above)?).abs())
}

/// Returns what it costs to leave each cut of a row without partner.
fn losses(row: &Row, sides: (i64, i64)) -> Vec<i64> {
    (0..row.cuts.len()).map(|n| 2 * row.width(n, sides).min(row.width(n + 1, sides)) + 10).collect()
}

fn traced_back(steps: &[Step], columns: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut at = steps.len() - 1;
    while at > 0 {
        let (below, above) = (at / columns, at % columns);
        at = match steps.get(at) {
            Some(Step::Both) if below > 0 && above > 0 => {
                pairs.push((below - 1, above - 1));
                at - columns - 1
            }
            Some(Step::Below) if below > 0 => at - columns,
            _ => at - 1,
        };
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(winners: &[usize], cuts: &[i64]) -> Row {
        Row { y: 0, winners: winners.to_vec(), cuts: cuts.to_vec() }
    }

    fn check(lower: &Row, upper: &Row, want: &[(usize, usize)]) {
        assert_eq!(matched(lower, upper, (0, 1000)), want, "{lower:?} {upper:?}");
    }

    #[test]
    fn cuts_match_where_they_move_least() {
        check(&row(&[0, 1], &[100]), &row(&[0, 1], &[900]), &[(0, 0)]);
        // The narrow span in the middle ends.
        let teeth = row(&[0, 1, 0, 1, 0], &[200, 300, 500, 510, 800]);
        let fewer = row(&[0, 1, 0], &[205, 305]);
        check(&row(&[0, 1, 0, 1, 0], &[200, 300, 500, 510]), &fewer, &[(0, 0), (1, 1)]);
        check(&teeth, &row(&[1, 0], &[505]), &[(3, 0)]);
        check(&row(&[0, 1], &[100]), &row(&[2, 3], &[100]), &[]);
        check(&row(&[0], &[]), &row(&[1], &[]), &[]);
    }
}
