//! Broken lines: a path cut into strokes and gaps along its length.

use super::geometry::{Point, between, distance};

/// A line longer than this is drawn whole: it fills its surroundings, and its strokes would be without number.
const LONGEST: f64 = 12_000.0;

/// Cuts `path` into the strokes of `pattern`, lengths of stroke and gap in turn.
///
/// A pattern that is empty or has a part below half a pixel leaves the path whole.
pub(super) fn strokes(path: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    let is_broken = !pattern.is_empty() && pattern.iter().all(|part| *part >= 0.5);
    let (Some(first), true) = (path.first(), is_broken && length(path) <= LONGEST) else {
        return vec![path.to_vec()];
    };
    let mut cutter =
        Cutter { pattern, part: 0, left: pattern.first().copied().unwrap_or(1.0), cut: vec![vec![*first]] };
    for ends in path.windows(2) {
        if let [from, to] = ends {
            cutter.follow(*from, *to);
        }
    }
    cutter.cut.retain(|stroke| stroke.len() > 1);
    cutter.cut
}

fn length(path: &[Point]) -> f64 {
    path.windows(2).map(|ends| if let [from, to] = ends { distance(*from, *to) } else { 0.0 }).sum()
}

/// Walks a path; even parts of the pattern are strokes, odd ones gaps.
struct Cutter<'a> {
    pattern: &'a [f64],
    part: usize,
    /// What is left of the part.
    left: f64,
    cut: Vec<Vec<Point>>,
}

impl Cutter<'_> {
    fn follow(&mut self, from: Point, to: Point) {
        let length = distance(from, to);
        let mut done = 0.0;
        while length - done > self.left {
            done += self.left;
            let at = between(from, to, done / length);
            self.reach(at);
            self.part = (self.part + 1) % self.pattern.len();
            self.left = self.pattern.get(self.part).copied().unwrap_or(1.0);
            if self.is_stroke() {
                self.cut.push(vec![at]);
            }
        }
        self.left -= length - done;
        self.reach(to);
    }

    fn reach(&mut self, at: Point) {
        if self.is_stroke()
            && let Some(stroke) = self.cut.last_mut()
        {
            stroke.push(at);
        }
    }

    fn is_stroke(&self) -> bool {
        self.part.is_multiple_of(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_and_gaps_follow_the_path_round_its_corners() {
        let corner = [(0.0, 0.0), (4.0, 0.0), (4.0, 6.0)];
        let want = [vec![(0.0, 0.0), (3.0, 0.0)], vec![(4.0, 1.0), (4.0, 4.0)], vec![(4.0, 6.0), (4.0, 6.0)]];
        assert_eq!(strokes(&corner, &[3.0, 2.0])[..2], want[..2]);
        let total: f64 = strokes(&corner, &[3.0, 2.0]).iter().map(|stroke| length(stroke)).sum();
        assert!((total - 6.0).abs() < 1e-12);
    }

    #[test]
    fn a_line_without_pattern_or_without_end_stays_whole() {
        let line = [(0.0, 0.0), (5.0, 0.0)];
        assert_eq!(strokes(&line, &[]), vec![line.to_vec()]);
        assert_eq!(strokes(&line, &[0.0, 0.0]), vec![line.to_vec()]);
        assert_eq!(strokes(&[(0.0, 0.0), (1e6, 0.0)], &[3.0, 2.0]).len(), 1);
        assert_eq!(strokes(&[], &[3.0, 2.0]), vec![Vec::new()]);
    }
}
