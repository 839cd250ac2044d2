//! Owen-scrambled Sobol points, four dimensions at a time.
//!
//! The direction numbers (Joe and Kuo) and the hash that stands for an Owen scramble (Burley,
//! "Practical Hash-based Owen Scrambling", Journal of Computer Graphics Techniques 9(4), 2020,
//! with Vegdahl's constants) are those of the crate `sobol_burley`. Its building blocks are used
//! in place of its sampler to keep all 32 bits of a point, where the sampler keeps 23, to shuffle
//! an index once for all dimensions, and to key the scrambles by a seed of 64 bits.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use sobol_burley::NUM_DIMENSIONS;
use sobol_burley::parts::{owen_scramble_rev, sobol_int4_rev};

use super::LANES;
use super::hash::mix_32;

/// The dimensions of the sequence; further ones have to come from elsewhere.
pub const SOBOL_DIMENSIONS: usize = NUM_DIMENSIONS as usize;

/// The counter under which a replicate's key gives the shuffle of its indices; the dimensions
/// take the counters below.
const SHUFFLE: u64 = 1 << 32;

/// The shuffled and bit-reversed indices of a run of points of one replicate.
pub(super) struct Run {
    key: u64,
    indices: [u32; LANES],
    length: usize,
}

impl Run {
    /// The run of `length` points, at most 256, from the `first` of the replicate with this key.
    #[inline(always)]
    pub(super) fn new(key: u64, first: usize, length: usize) -> Self {
        let shuffle = mix_32(key, SHUFFLE);
        let mut indices = [0; LANES];
        for (offset, index) in indices[..length].iter_mut().enumerate() {
            #[expect(clippy::cast_possible_truncation, reason = "a replicate has at most 2^16 points")]
            let place = (first + offset) as u32;
            *index = owen_scramble_rev(place.reverse_bits(), shuffle);
        }
        Self { key, indices, length }
    }
}

/// Four neighbouring dimensions: the points that each possible half of an index adds.
///
/// The sequence is linear over exclusive or, so an index of 16 bits is two look-ups.
pub(super) struct Four {
    set: u32,
    table: Box<[[[u32; 4]; 256]; 2]>,
}

/// The coordinates of a run in four dimensions, as numbers of 32 bits.
pub(super) type Coordinates = [[u32; 4]; LANES];

impl Four {
    /// The dimensions `4 * set` to `4 * set + 3`; `set` is below 64.
    pub(super) fn new(set: u32) -> Self {
        let mut table = Box::new([[[0; 4]; 256]; 2]);
        for (half, row) in (0_u32..).zip(table.iter_mut()) {
            for (bits, entry) in (0_u32..).zip(row) {
                *entry = sobol_int4_rev(bits << (16 + 8 * half), set).into();
            }
        }
        Self { set, table }
    }

    /// The scrambled points of a run.
    #[inline(always)]
    pub(super) fn fill(&self, run: &Run, points: &mut Coordinates) {
        let points = &mut points[..run.length.next_multiple_of(4)];
        for (point, index) in points.iter_mut().zip(&run.indices) {
            let entry = |half: usize| &self.table[half][(index >> (16 + 8 * half)) as usize & 255];
            let (low, high) = (entry(0), entry(1));
            *point = [0, 1, 2, 3].map(|k| low[k] ^ high[k]);
        }
        let scrambles = [0, 1, 2, 3].map(|k| mix_32(run.key, u64::from(4 * self.set + k)));
        // four points at once fill the widest vectors
        for four in points.as_flattened_mut().chunks_exact_mut(16) {
            for (place, point) in four.iter_mut().enumerate() {
                *point = owen_scramble_rev(*point, scrambles[place % 4]).reverse_bits();
            }
        }
    }
}

/// The middle of the cell of a point: never 0, never 1.
#[inline]
pub(super) fn middle(point: u32) -> f64 {
    (f64::from(point) + 0.5) * (1.0 / 4_294_967_296.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(key: u64, length: usize, dimension: usize) -> Vec<f64> {
        let four = Four::new(u32::try_from(dimension / 4).unwrap());
        let mut all = Vec::new();
        for first in (0..length).step_by(LANES) {
            let mut block = [[0; 4]; LANES];
            let run = Run::new(key, first, LANES.min(length - first));
            four.fill(&run, &mut block);
            all.extend(block[..run.length].iter().map(|point| middle(point[dimension % 4])));
        }
        all
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cell of a small grid")]
    fn cell(point: f64, cells: u32) -> usize {
        (point * f64::from(cells)) as usize
    }

    /// Owen's scramble keeps the stratification: 2^k points meet each of 2^k cells once.
    #[test]
    fn every_dimension_is_stratified() {
        for dimension in [0, 1, 5, 17, 254, 255] {
            let mut met = vec![0; 1024];
            for x in points(42, 1024, dimension) {
                met[cell(x, 1024)] += 1;
            }
            assert_eq!(met, vec![1; 1024], "dimension {dimension}");
        }
    }

    /// The first two dimensions are a (0, 2)-sequence: every elementary interval holds one point.
    #[test]
    fn the_first_two_dimensions_are_a_net() {
        let (x, y) = (points(7, 1024, 0), points(7, 1024, 1));
        for power in 0..=10 {
            let (columns, rows) = (1 << power, 1024 >> power);
            let mut met = vec![0; 1024];
            for (&x, &y) in x.iter().zip(&y) {
                met[cell(x, columns) * rows as usize + cell(y, rows)] += 1;
            }
            assert_eq!(met, vec![1; 1024], "{columns} columns");
        }
    }

    #[test]
    fn keys_give_different_points() {
        assert_ne!(points(1, 16, 0), points(2, 16, 0));
    }
}
