//! Room for the labels of points inside a plot.

use super::geometry::{Point, Rect, between, distance};

/// How far from its point a label may sit, in pixels, nearest first.
const RINGS: [f64; 11] = [9.0, 14.0, 20.0, 28.0, 38.0, 52.0, 70.0, 92.0, 120.0, 150.0, 185.0];

/// Sides of the point to try at every distance. Cost curves rise, so above left and below right are emptiest.
const SIDES: [Point; 16] = [
    (-1.0, -1.0),
    (1.0, 1.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, -1.0),
    (-1.0, 1.0),
    (-1.0, 0.0),
    (1.0, 0.0),
    (-0.6, -1.0),
    (0.6, 1.0),
    (0.6, -1.0),
    (-0.6, 1.0),
    (-0.3, -1.0),
    (0.3, 1.0),
    (0.3, -1.0),
    (-0.3, 1.0),
];

/// What crossing a line costs, in pixels of distance.
const CROSSING: f64 = 200.0;

/// A label that would cut more lines than this is left out.
const MOST_CROSSINGS: usize = 2;

/// From this distance on, a label is tied to its point by a leader.
const LONG_WAY: f64 = 20.0;

/// What is already in the plot.
pub(super) struct Placer<'a> {
    /// Labels stay inside this box.
    pub(super) bounds: Rect,
    /// Boxes that no label may touch and no leader may pass.
    pub(super) taken: Vec<Rect>,
    /// Leaders of the labels so far.
    leaders: Vec<(Point, Point)>,
    /// Lines, each in the order of its x, that labels avoid when they can.
    lines: &'a [Vec<Point>],
}

/// Where a label goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) area: Rect,
    /// From the point to the label, when it is not beside it.
    pub(super) leader: Option<(Point, Point)>,
    /// Whether a line runs behind it.
    pub(super) is_crossed: bool,
}

impl<'a> Placer<'a> {
    /// Starts with an empty plot and its lines.
    pub(super) fn new(bounds: Rect, lines: &'a [Vec<Point>]) -> Self {
        Self { bounds, taken: Vec::new(), leaders: Vec::new(), lines }
    }

    /// Finds the best place for a label of `size` near `point` and takes it; none when every place is taken.
    pub(super) fn place(&mut self, point: Point, size: (f64, f64)) -> Option<Spot> {
        let mut best: Option<(f64, Spot)> = None;
        for ring in RINGS {
            // Later rings are only farther.
            if best.is_some_and(|(cost, _)| cost <= ring) {
                break;
            }
            for side in SIDES {
                let area = beside(point, size, side, ring);
                let leader = leader(point, &area);
                if !self.is_free(&area) || leader.is_some_and(|leader| !self.is_clear(point, leader)) {
                    continue;
                }
                let crossings = self.crossings(&area.grown(4.0));
                let cost = ring + CROSSING * f64::from(u32::try_from(crossings).unwrap_or(u32::MAX));
                if crossings <= MOST_CROSSINGS && best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, Spot { area, leader, is_crossed: crossings > 0 }));
                }
            }
        }
        let (_, spot) = best?;
        self.taken.push(spot.area.grown(3.0));
        self.leaders.extend(spot.leader);
        Some(spot)
    }

    fn is_free(&self, area: &Rect) -> bool {
        let is_under_leader = |leader: &(Point, Point)| area.grown(2.0).is_crossed(leader.0, leader.1);
        self.bounds.contains(area)
            && !self.taken.iter().any(|taken| taken.overlaps(area))
            && !self.leaders.iter().any(is_under_leader)
    }

    /// Says whether a leader from `point` passes no label, no other point and no other leader.
    fn is_clear(&self, point: Point, leader: (Point, Point)) -> bool {
        let is_other = |taken: &&Rect| !taken.contains(&Rect::at(point));
        !self.taken.iter().filter(is_other).any(|taken| taken.is_crossed(leader.0, leader.1))
            && !self.leaders.iter().any(|other| cross(*other, leader))
    }

    /// Counts the lines that pass through an area.
    fn crossings(&self, area: &Rect) -> usize {
        self.lines.iter().filter(|line| passes(line, area)).count()
    }
}

/// Returns the leader of a label that is far from its point, free of both ends by a few pixels.
fn leader(point: Point, area: &Rect) -> Option<(Point, Point)> {
    let edge = area.nearest(point);
    let way = distance(point, edge);
    let at = |along: f64| between(point, edge, along / way);
    (way >= LONG_WAY).then(|| (at(8.0), at(way - 3.0)))
}

/// Says whether two segments cross: each has the ends of the other on different sides.
fn cross(a: (Point, Point), b: (Point, Point)) -> bool {
    let side = |line: (Point, Point), point: Point| {
        (line.1.0 - line.0.0) * (point.1 - line.0.1) - (line.1.1 - line.0.1) * (point.0 - line.0.0)
    };
    side(a, b.0) * side(a, b.1) <= 0.0 && side(b, a.0) * side(b, a.1) <= 0.0
}

/// Says whether a line, in the order of its x, passes through an area.
pub(super) fn passes(line: &[Point], area: &Rect) -> bool {
    let first = line.partition_point(|point| point.0 < area.left).saturating_sub(1);
    line.get(first..)
        .unwrap_or_default()
        .windows(2)
        .take_while(|ends| ends.first().is_some_and(|from| from.0 <= area.right))
        .any(|ends| matches!(ends, [from, to] if area.is_crossed(*from, *to)))
}

/// Returns the box of a label that lies `ring` away from `point` on one side.
fn beside(point: Point, (width, height): (f64, f64), (across, down): Point, ring: f64) -> Rect {
    // Diagonally the same distance is reached with less of it along each axis.
    let ring = if across.abs() + down.abs() > 1.9 { ring * 0.75 } else { ring };
    let middle = (point.0 + across * (ring + width / 2.0), point.1 + down * (ring + height / 2.0));
    Rect::at(middle).grown_by(width / 2.0, height / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Rect = Rect { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };

    #[test]
    fn a_label_avoids_the_line_it_belongs_to() {
        let lines = [vec![(0.0, 300.0), (400.0, 0.0)]];
        let spot = Placer::new(PLOT, &lines).place((200.0, 150.0), (60.0, 14.0)).expect("an empty plot has room");
        assert!(!spot.is_crossed && !spot.area.is_crossed(lines[0][0], lines[0][1]), "{spot:?}");
    }

    #[test]
    fn labels_of_one_point_keep_apart_until_there_is_no_room() {
        let mut placer = Placer::new(PLOT, &[]);
        let spots: Vec<Rect> =
            (0..200).filter_map(|_| placer.place((200.0, 150.0), (60.0, 14.0))).map(|s| s.area).collect();
        assert!((6..200).contains(&spots.len()), "{}", spots.len());
        for (index, spot) in spots.iter().enumerate() {
            assert!(PLOT.contains(spot));
            assert!(spots[index + 1..].iter().all(|other| !spot.overlaps(other)));
        }
    }

    #[test]
    fn a_label_wider_than_the_plot_has_no_place() {
        assert_eq!(Placer::new(PLOT, &[]).place((200.0, 150.0), (500.0, 14.0)), None);
        assert_eq!(Placer::new(PLOT, &[]).place((f64::NAN, 150.0), (50.0, 14.0)), None);
    }
}
