//! The regions of a map: the borders between its rows, chained to closed outlines and to lines.

use super::geometry::Point;
use super::strip::{Border, Looks, Neighbours, borders};
use super::winners::{FINE, Vertex, Winners, coarse};

/// A connected part of the plot with one winner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Region {
    /// Index of the winner.
    pub(super) winner: usize,
    /// The outline, closed, without its first corner again at the end. Holes are left out: what fills them is smaller.
    pub(super) outline: Vec<Vertex>,
    /// Area inside the outline in square pixels, holes included; negative when the outline is that of a hole.
    pub(super) area: f64,
}

/// A frontier between two winners.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frontier {
    pub(super) path: Vec<Vertex>,
    pub(super) winners: (usize, usize),
    pub(super) looks: Looks,
}

/// The plot, parted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parting {
    /// From the largest to the smallest, so that each can be painted over what surrounds it.
    pub(super) regions: Vec<Region>,
    pub(super) holes: Vec<Region>,
    pub(super) frontiers: Vec<Frontier>,
}

impl Parting {
    /// Parts the plot.
    pub(super) fn new(rows: &Winners) -> Self {
        let mut all = Vec::new();
        for (n, pair) in rows.rows.windows(2).enumerate() {
            if let [lower, upper] = pair {
                let below = n.checked_sub(1).and_then(|n| rows.rows.get(n));
                let above = rows.rows.get(n + 2);
                all.extend(borders(Neighbours { below, lower, upper, above, sides: rows.sides }));
            }
        }
        let frontiers = lines(&all);
        all.extend(end_borders(rows));
        let mut regions: Vec<Region> = outlines(&all).into_iter().filter(|region| region.area != 0.0).collect();
        regions.sort_by(|a, b| b.area.total_cmp(&a.area));
        let holes = regions.split_off(regions.partition_point(|region| region.area > 0.0));
        Self { regions, holes, frontiers }
    }
}

/// Returns corners in pixels.
pub(super) fn on_page(path: &[Vertex]) -> Vec<Point> {
    path.iter().map(|corner| (coarse(corner.0), coarse(corner.1))).collect()
}

/// Returns the borders along the bottom and the top of the plot.
fn end_borders(rows: &Winners) -> Vec<Border> {
    let mut found = Vec::new();
    for (row, is_bottom) in [(rows.rows.first(), true), (rows.rows.last(), false)] {
        let Some(row) = row else { continue };
        let mut from = (rows.sides.0, row.y);
        for (cut, winner) in row.cuts.iter().chain([&rows.sides.1]).zip(&row.winners) {
            let (left, right) = if is_bottom { (Some(*winner), None) } else { (None, Some(*winner)) };
            let to = (*cut, row.y);
            found.push(Border { from, to, left, right, looks: Looks::Bare });
            from = to;
        }
    }
    found
}

/// A side of a border with its region on the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    /// The winner of the region, or whatever else keeps chains apart.
    key: (usize, usize, Looks),
    from: Vertex,
    to: Vertex,
}

/// Chains the edges of every region to closed outlines.
fn outlines(all: &[Border]) -> Vec<Region> {
    let mut edges = Vec::with_capacity(all.len() * 2);
    for border in all {
        let edge = |winner, from, to| Edge { key: (winner, 0, Looks::Bare), from, to };
        edges.extend(border.left.map(|winner| edge(winner, border.from, border.to)));
        edges.extend(border.right.map(|winner| edge(winner, border.to, border.from)));
    }
    let mut chains = Chains::new(edges);
    chains.cancel();
    let region = |chain: (Edge, Vec<Vertex>)| {
        let mut outline = chain.1;
        outline.pop();
        Region { winner: chain.0.key.0, area: area(&outline), outline: straightened(&outline) }
    };
    chains.all().into_iter().map(region).collect()
}

/// Chains the borders between the same winners to lines.
fn lines(all: &[Border]) -> Vec<Frontier> {
    let edge = |border: &Border| {
        Some(Edge { key: (border.left?, border.right?, border.looks), from: border.from, to: border.to })
    };
    let frontier = |(first, path): (Edge, Vec<Vertex>)| Frontier {
        path: straightened(&path),
        winners: (first.key.0, first.key.1),
        looks: first.key.2,
    };
    let mut edges: Vec<Edge> = all.iter().filter_map(edge).collect();
    // A line is followed from its lowest end, which no edge leads to.
    edges.sort_unstable();
    Chains::new(edges).all().into_iter().map(frontier).collect()
}

/// Edges in order, and which of them are used up.
struct Chains {
    edges: Vec<Edge>,
    is_used: Vec<bool>,
}

impl Chains {
    fn new(mut edges: Vec<Edge>) -> Self {
        edges.sort_unstable();
        let is_used = vec![false; edges.len()];
        Self { edges, is_used }
    }

    fn get(&self, at: usize) -> Option<Edge> {
        self.edges.get(at).copied()
    }

    fn spend(&mut self, at: usize) {
        self.is_used.iter_mut().skip(at).take(1).for_each(|used| *used = true);
    }

    fn is_free(&self, at: usize) -> bool {
        self.is_used.get(at).is_some_and(|used| !used)
    }

    /// Takes out edges that run back along one another, where a region has lost its width to rounding.
    fn cancel(&mut self) {
        for at in 0..self.edges.len() {
            let Some(edge) = self.get(at).filter(|_| self.is_free(at)) else { continue };
            let back = Edge { key: edge.key, from: edge.to, to: edge.from };
            let first = self.edges.partition_point(|edge| *edge < back);
            let twin = (first..self.edges.len()).take_while(|n| self.get(*n) == Some(back)).find(|n| self.is_free(*n));
            if let Some(twin) = twin {
                self.spend(at);
                self.spend(twin);
            }
        }
    }

    /// Follows all edges; a chain ends where it comes back to its start or nothing leads on.
    fn all(&mut self) -> Vec<(Edge, Vec<Vertex>)> {
        let starts = self.starts();
        let mut chains = Vec::new();
        for at in starts.into_iter().chain(0..self.edges.len()) {
            let Some(first) = self.get(at).filter(|_| self.is_free(at)) else { continue };
            self.spend(at);
            let mut path = vec![first.from, first.to];
            let mut last = first;
            while last.to != first.from {
                let Some((at, next)) = self.next(last) else { break };
                self.spend(at);
                path.push(next.to);
                last = next;
            }
            chains.push((first, path));
        }
        chains
    }

    /// Returns the edges that no edge leads to.
    fn starts(&self) -> Vec<usize> {
        let mut ends: Vec<_> = self.edges.iter().map(|edge| (edge.key, edge.to)).collect();
        ends.sort_unstable();
        let is_start = |edge: &Edge| ends.binary_search(&(edge.key, edge.from)).is_err();
        self.edges.iter().enumerate().filter(|(_, edge)| is_start(edge)).map(|(at, _)| at).collect()
    }

    /// Returns the edge that goes on from `last`; of several the one that turns most to the left, which keeps
    /// regions that touch in a point apart.
    fn next(&self, last: Edge) -> Option<(usize, Edge)> {
        let first = self.edges.partition_point(|edge| (edge.key, edge.from) < (last.key, last.to));
        let leads_on = |at: &usize| self.get(*at).is_some_and(|edge| (edge.key, edge.from) == (last.key, last.to));
        let free = (first..self.edges.len()).take_while(leads_on).filter(|at| self.is_free(*at));
        let found = free.filter_map(|at| Some((at, self.get(at)?)));
        found.max_by(|a, b| left_turn(last, a.1).total_cmp(&left_turn(last, b.1)))
    }
}

/// Returns the angle from one edge to the next, more to the left being more.
fn left_turn(last: Edge, next: Edge) -> f64 {
    let way = |edge: Edge| (coarse(edge.to.0 - edge.from.0), coarse(edge.to.1 - edge.from.1));
    let (from, to) = (way(last), way(next));
    // With y downwards, left is where the cross product is negative.
    libm::atan2(from.1 * to.0 - from.0 * to.1, from.0 * to.0 + from.1 * to.1)
}

/// Returns the area of an outline in square pixels; positive when what it encloses lies on its left.
pub(super) fn area(outline: &[Vertex]) -> f64 {
    let next = outline.iter().cycle().skip(1);
    let twice: i64 = outline.iter().zip(next).map(|(a, b)| b.0 * a.1 - a.0 * b.1).sum();
    coarse(twice) / (2.0 * FINE)
}

/// Leaves out corners on a straight line between their neighbours.
fn straightened(path: &[Vertex]) -> Vec<Vertex> {
    let mut kept: Vec<Vertex> = Vec::with_capacity(path.len());
    for corner in path {
        if let [.., a, b] = kept.as_slice()
            && (b.0 - a.0) * (corner.1 - a.1) == (b.1 - a.1) * (corner.0 - a.0)
        {
            kept.pop();
        }
        kept.push(*corner);
    }
    kept
}
