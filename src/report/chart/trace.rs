//! Lines as they reach the page: cut to the axis, projected, and thinned where they are denser than the pixels.

use super::axis::is_drawable;
use super::geometry::{Point, between};

/// Width of a column in which points are thinned: a pixel at twice screen resolution.
pub(super) const COLUMN: f64 = 0.5;

/// Points that a column may hold before it is drawn as an envelope: three risers.
const MOST_POINTS: usize = 6;

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Points to be joined.
    Path(Vec<Point>),
    /// Between two edges, the least and the greatest value of every column.
    Band { upper: Vec<Point>, lower: Vec<Point> },
}

/// Splits a series at its gaps and cuts each run to the ends of the x axis, with new points where a segment leaves.
pub(super) fn runs(points: &[Point], ends: (f64, f64)) -> Vec<Vec<Point>> {
    points
        .split(|point| !(is_drawable(point.0) && is_drawable(point.1)))
        .map(|run| cut(&in_order(run), ends))
        .filter(|run| !run.is_empty())
        .collect()
}

/// Sorts by x, keeping the order of points that share it.
fn in_order(run: &[Point]) -> Vec<Point> {
    let mut run = run.to_vec();
    if !run.is_sorted_by(|a, b| a.0 <= b.0) {
        run.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    run
}

/// Cuts points in the order of their x to `low..=high`, with new points where a segment enters or leaves.
pub(super) fn cut(run: &[Point], (low, high): (f64, f64)) -> Vec<Point> {
    let is_inside = |point: &Point| (low..=high).contains(&point.0);
    let mut kept = Vec::with_capacity(run.len());
    for (index, point) in run.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| run.get(index));
        if let Some(before) = before {
            for edge in [low, high] {
                if before.0 < edge && edge < point.0 {
                    kept.push(between(*before, *point, (edge - before.0) / (point.0 - before.0)));
                }
            }
        }
        if is_inside(point) {
            kept.push(*point);
        }
    }
    kept
}

/// Thins a projected run: a column with more points than it can show becomes the envelope of exactly those points.
///
/// The result has at most six points a column, however many steps the run has.
pub(super) fn thinned(run: &[Point], column: f64) -> Vec<Piece> {
    let in_column = |a: &Point, b: &Point| (a.0 / column).floor().total_cmp(&(b.0 / column).floor()).is_eq();
    let mut thinner = Thinner::default();
    for group in run.chunk_by(in_column) {
        if group.len() <= MOST_POINTS {
            thinner.keep(group);
        } else {
            thinner.envelop(group);
        }
    }
    thinner.finish()
}

/// The pieces so far and the one that is open: a path or a band.
#[derive(Default)]
struct Thinner {
    pieces: Vec<Piece>,
    path: Vec<Point>,
    upper: Vec<Point>,
    lower: Vec<Point>,
}

impl Thinner {
    fn keep(&mut self, group: &[Point]) {
        self.close_band();
        self.path.extend_from_slice(group);
    }

    fn envelop(&mut self, group: &[Point]) {
        let (Some(enter), Some(leave)) = (group.first(), group.last()) else {
            return;
        };
        if !self.path.is_empty() {
            // The path runs up to the band, so the way between them is drawn.
            self.path.push(*enter);
            self.close_path();
        }
        let top = group.iter().fold(enter.1, |top, point| top.min(point.1));
        let bottom = group.iter().fold(enter.1, |bottom, point| bottom.max(point.1));
        self.upper.extend([(enter.0, top), (leave.0, top)]);
        self.lower.extend([(enter.0, bottom), (leave.0, bottom)]);
    }

    fn close_path(&mut self) {
        if !self.path.is_empty() {
            self.pieces.push(Piece::Path(std::mem::take(&mut self.path)));
        }
    }

    /// Ends the band; the path that follows starts inside its last column.
    fn close_band(&mut self) {
        let (Some(upper), Some(lower)) = (self.upper.last(), self.lower.last()) else {
            return;
        };
        self.path.push(between(*upper, *lower, 0.5));
        let (upper, lower) = (std::mem::take(&mut self.upper), std::mem::take(&mut self.lower));
        self.pieces.push(Piece::Band { upper, lower });
    }

    fn finish(mut self) -> Vec<Piece> {
        self.close_path();
        if !self.upper.is_empty() {
            self.close_band();
        }
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_at_the_axis_and_at_gaps() {
        let line = [(-1.0, -1.0), (1.0, 1.0), (f64::NAN, 0.0), (2.0, 5.0), (2.0, 7.0), (4.0, 9.0)];
        let want = vec![vec![(0.0, 0.0), (1.0, 1.0)], vec![(2.0, 5.0), (2.0, 7.0), (3.0, 8.0)]];
        assert_eq!(runs(&line, (0.0, 3.0)), want);
        assert_eq!(runs(&[(0.0, f64::INFINITY)], (0.0, 3.0)), Vec::<Vec<Point>>::new());
    }

    #[test]
    fn a_segment_across_the_whole_axis_is_kept() {
        assert_eq!(runs(&[(-2.0, 0.0), (8.0, 10.0)], (0.0, 4.0)), vec![vec![(0.0, 2.0), (4.0, 6.0)]]);
    }

    #[test]
    fn points_out_of_order_are_sorted_and_risers_stay_upright() {
        assert_eq!(
            runs(&[(2.0, 1.0), (1.0, 5.0), (1.0, 3.0)], (0.0, 9.0)),
            vec![vec![(1.0, 5.0), (1.0, 3.0), (2.0, 1.0)]]
        );
    }

    #[test]
    fn a_line_that_fits_is_left_as_it_is() {
        let stairs = vec![(0.0, 0.0), (5.0, 0.0), (5.0, 3.0), (9.0, 3.0)];
        assert_eq!(thinned(&stairs, 1.0), vec![Piece::Path(stairs)]);
    }

    #[test]
    fn a_crowded_column_becomes_its_exact_envelope() {
        let crowd = [(1.1, 4.0), (1.2, 9.0), (1.3, 2.0), (1.4, 8.0), (1.5, 3.0), (1.6, 7.0), (1.7, 6.0)];
        let line: Vec<Point> = [(0.5, 5.0)].into_iter().chain(crowd).chain([(2.5, 1.0)]).collect();
        let want = vec![
            Piece::Path(vec![(0.5, 5.0), (1.1, 4.0)]),
            Piece::Band { upper: vec![(1.1, 2.0), (1.7, 2.0)], lower: vec![(1.1, 9.0), (1.7, 9.0)] },
            Piece::Path(vec![(1.7, 5.5), (2.5, 1.0)]),
        ];
        assert_eq!(thinned(&line, 1.0), want);
    }

    #[test]
    fn a_million_steps_take_no_more_than_the_columns_can_show() {
        let line: Vec<Point> = (0..1_000_000).map(|n| (f64::from(n) / 1000.0, f64::from(n % 2))).collect();
        let points = |piece: &Piece| match piece {
            Piece::Path(path) => path.len(),
            Piece::Band { upper, lower } => upper.len() + lower.len(),
        };
        assert!(thinned(&line, 1.0).iter().map(points).sum::<usize>() <= 4 * 1001);
    }
}
