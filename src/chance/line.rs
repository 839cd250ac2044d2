//! A line of numbers on which some values are kept and the others counted.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use fearless_simd::{Level, dispatch};

use super::LANES;
use super::quantile::order_statistics;

/// A line cut at edges into gaps. Values in some gaps are kept, of the others only the number is
/// known, and values equal to an edge are counted at the edge.
#[derive(Clone, Debug)]
pub(super) struct Line {
    edges: Vec<Edge>,
    /// The gap before each edge, and the one after the last.
    gaps: Vec<Gap>,
    kept: Vec<f64>,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    value: f64,
    count: usize,
}

#[derive(Clone, Copy, Debug)]
struct Gap {
    kept: bool,
    count: usize,
}

/// What stands at a rank.
#[derive(Clone, Copy, Debug)]
enum Found {
    /// The value at this place among the sorted kept ones.
    Kept(usize),
    /// This value exactly.
    Exactly(f64),
    /// Some value that was not kept; this edge is the nearest one known.
    Near(f64),
}

/// A closed stretch of values; `None` is no bound.
pub(super) type Bracket = (Option<f64>, Option<f64>);

impl Line {
    /// A line of one gap, in which all values are kept.
    pub(super) fn new() -> Self {
        Self { edges: Vec::new(), gaps: vec![Gap { kept: true, count: 0 }], kept: Vec::new() }
    }

    /// How many values are kept.
    pub(super) fn kept(&self) -> usize {
        self.kept.len()
    }

    /// How many values there are.
    pub(super) fn count(&self) -> usize {
        let gaps: usize = self.gaps.iter().map(|gap| gap.count).sum();
        gaps + self.edges.iter().map(|edge| edge.count).sum::<usize>()
    }

    /// The same edges and gaps with no values yet.
    pub(super) fn emptied(&self) -> Self {
        let edges = self.edges.iter().map(|edge| Edge { count: 0, ..*edge });
        let gaps = self.gaps.iter().map(|gap| Gap { count: 0, ..*gap });
        Self { edges: edges.collect(), gaps: gaps.collect(), kept: Vec::new() }
    }

    /// Takes values but for those that are NaN; a negative zero becomes positive, so that equal
    /// values have equal bits.
    pub(super) fn push(&mut self, values: &[f64]) {
        for block in values.chunks(LANES) {
            dispatch!(Level::new(), _simd => self.push_block(block));
        }
    }

    /// Takes the values of a line whose edges cut off the same gaps as those of this one, or more
    /// of them: what that line only counts, this one does not keep either.
    pub(super) fn merge(&mut self, other: &Self) {
        self.count_again(&other.edges, &other.gaps);
        self.push(&other.kept);
    }

    #[expect(clippy::float_cmp, reason = "a value is at an edge or it is not")]
    #[expect(clippy::needless_bitwise_bool, reason = "a branch in a lane would keep it from being a vector's")]
    #[inline(always)]
    fn push_block(&mut self, block: &[f64]) {
        let mut keep = [0; LANES];
        let (mut below, mut low) = (0, f64::NEG_INFINITY);
        for (place, gap) in self.gaps.iter_mut().enumerate() {
            let edge = self.edges.get_mut(place);
            let end = edge.as_ref().map(|edge| edge.value);
            let within = end.map_or_else(|| count(block, |v| !v.is_nan()), |end| count(block, |v| v < end));
            gap.count += within - below;
            if gap.kept {
                let high = end.map_or(f64::INFINITY, next_below);
                for (keep, &value) in keep.iter_mut().zip(block) {
                    *keep |= u64::from((value >= low) & (value <= high));
                }
            }
            if let Some(edge) = edge {
                let at = count(block, |v| v == edge.value);
                edge.count += at;
                (below, low) = (within + at, -next_below(-edge.value));
            }
        }
        self.keep(block, &keep);
    }

    /// Keeps the values whose mark is 1.
    #[inline(always)]
    fn keep(&mut self, block: &[f64], marks: &[u64; LANES]) {
        let mut kept = [0.0; LANES];
        let mut length = 0;
        for (&value, &mark) in block.iter().zip(marks) {
            // written before it is known to count, so that there is no branch to mispredict
            kept[length % LANES] = value + 0.0;
            length += usize::from(mark == 1);
        }
        self.kept.extend_from_slice(&kept[..length]);
    }

    /// The values at these ranks, ascending, each with whether it is exact.
    pub(super) fn values_at(&mut self, ranks: &[usize]) -> Vec<(f64, bool)> {
        let found: Vec<Found> = ranks.iter().map(|&rank| self.find(rank)).collect();
        let kept = |found: &Found| if let Found::Kept(place) = *found { Some(place) } else { None };
        let places: Vec<usize> = found.iter().filter_map(kept).collect();
        let mut values = order_statistics(&mut self.kept, &places).into_iter();
        let value = |found: Found| match found {
            Found::Kept(_) => values.next().map_or((f64::NAN, false), |value| (value, true)),
            Found::Exactly(value) => (value, true),
            Found::Near(value) => (value, false),
        };
        found.into_iter().map(value).collect()
    }

    fn find(&self, rank: usize) -> Found {
        let (mut before, mut kept_before) = (0, 0);
        for (place, gap) in self.gaps.iter().enumerate() {
            let within = rank - before;
            if within < gap.count {
                if gap.kept {
                    return Found::Kept(kept_before + within);
                }
                // a gap that is not kept has an edge on one side at least
                let below = place.checked_sub(1).map(|i| self.edges[i].value);
                let above = self.edges.get(place).map(|edge| edge.value);
                let nearest = if within < gap.count / 2 { below.or(above) } else { above.or(below) };
                return Found::Near(nearest.unwrap_or(f64::NAN));
            }
            before += gap.count;
            kept_before += if gap.kept { gap.count } else { 0 };
            if let Some(edge) = self.edges.get(place) {
                if rank - before < edge.count {
                    return Found::Exactly(edge.value);
                }
                before += edge.count;
            }
        }
        Found::Near(f64::NAN)
    }

    /// Cuts the line anew, so that only values in the brackets are kept.
    pub(super) fn cut(&mut self, brackets: &[Bracket]) {
        let ends = || brackets.iter().flat_map(|&(low, high)| [low, high]).flatten();
        let mut values: Vec<f64> = self.edges.iter().map(|edge| edge.value).chain(ends()).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        // a gap is kept if it was kept so far and lies in a bracket
        let kept = |below: Option<f64>, above: Option<f64>| {
            let old = below.map_or(0, |below| self.edges.partition_point(|edge| edge.value <= below));
            self.gaps[old].kept && brackets.iter().any(|bracket| holds(bracket, below, above))
        };
        let below = |place: usize| place.checked_sub(1).map(|i| values[i]);
        let keep: Vec<bool> = (0..=values.len()).map(|i| kept(below(i), values.get(i).copied())).collect();
        // edges between two gaps that are not kept are of no use, but for those of brackets: the
        // bracket may be this one value, met very often
        let useful = |&i: &usize| keep[i] || keep[i + 1] || ends().any(|end| end.total_cmp(&values[i]).is_eq());
        let chosen: Vec<usize> = (0..values.len()).filter(useful).collect();
        let edges = chosen.iter().map(|&i| Edge { value: values[i], count: 0 }).collect();
        let mut gaps: Vec<Gap> = chosen.iter().map(|&i| Gap { kept: keep[i], count: 0 }).collect();
        gaps.push(Gap { kept: keep[values.len()], count: 0 });
        self.move_to(edges, gaps);
    }

    /// Counts everything again between other edges.
    fn move_to(&mut self, edges: Vec<Edge>, gaps: Vec<Gap>) {
        let old_edges = std::mem::replace(&mut self.edges, edges);
        let old_gaps = std::mem::replace(&mut self.gaps, gaps);
        self.count_again(&old_edges, &old_gaps);
        let kept = std::mem::take(&mut self.kept);
        self.push(&kept);
    }

    /// Adds the counts of another line, but for the values that it kept.
    fn count_again(&mut self, old_edges: &[Edge], old_gaps: &[Gap]) {
        for (place, gap) in old_gaps.iter().enumerate().filter(|(_, gap)| !gap.kept) {
            let new = match place.checked_sub(1) {
                Some(i) => self.edges.partition_point(|edge| edge.value <= old_edges[i].value),
                None => 0,
            };
            self.gaps[new].count += gap.count;
        }
        for old in old_edges {
            let place = self.edges.partition_point(|edge| edge.value < old.value);
            match self.edges.get_mut(place) {
                Some(edge) if edge.value <= old.value => edge.count += old.count,
                _ => self.gaps[place].count += old.count,
            }
        }
    }
}

/// The largest value below another; NaN, which no value is equal to, where there is none.
fn next_below(value: f64) -> f64 {
    if value == f64::NEG_INFINITY { f64::NAN } else { value.next_down() }
}

/// How many of the values are such.
#[inline(always)]
fn count(block: &[f64], is_such: impl Fn(f64) -> bool) -> usize {
    // lanes as wide as the values' own; a block has at most 256
    let count: u64 = block.iter().map(|&value| u64::from(is_such(value))).sum();
    usize::try_from(count).unwrap_or(0)
}

/// Whether a bracket holds the whole gap between two edges.
fn holds(bracket: &Bracket, below: Option<f64>, above: Option<f64>) -> bool {
    let low = bracket.0.is_none_or(|low| below.is_some_and(|below| low <= below));
    let high = bracket.1.is_none_or(|high| above.is_some_and(|above| above <= high));
    low && high
}
