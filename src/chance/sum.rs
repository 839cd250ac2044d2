//! The sum of many draws, to the same bits however they are divided into blocks.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

/// Sums side by side, so that adding need not wait for the sum before. Which draw is added where
/// depends on its place in the replicate alone.
const SIDE_BY_SIDE: usize = 32;

/// The sum and number of the draws of a replicate.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    sums: [f64; SIDE_BY_SIDE],
    /// Draws that were added.
    counts: [u64; SIDE_BY_SIDE],
    /// Draws that were taken.
    taken: usize,
}

impl Default for Sum {
    fn default() -> Self {
        Self { sums: [0.0; SIDE_BY_SIDE], counts: [0; SIDE_BY_SIDE], taken: 0 }
    }
}

impl Sum {
    /// Adds the next draws, in order; NaN counts as none.
    #[inline(always)]
    pub(super) fn add(&mut self, part: &[f64]) {
        let place = self.taken % SIDE_BY_SIDE;
        let (head, rest) = part.split_at(part.len().min((SIDE_BY_SIDE - place) % SIDE_BY_SIDE));
        self.add_at(place, head);
        let rows = rest.chunks_exact(SIDE_BY_SIDE);
        let tail = rows.remainder();
        for row in rows {
            self.add_at(0, row);
        }
        self.add_at(0, tail);
        self.taken += part.len();
    }

    #[inline(always)]
    fn add_at(&mut self, place: usize, draws: &[f64]) {
        let sums = self.sums[place..].iter_mut().zip(&mut self.counts[place..]);
        for ((sum, count), &draw) in sums.zip(draws) {
            *sum += if draw.is_nan() { 0.0 } else { draw };
            *count += u64::from(!draw.is_nan());
        }
    }

    /// The sum and the number of the draws that were added.
    pub(super) fn total(&self) -> (f64, usize) {
        let count: u64 = self.counts.iter().sum();
        (self.sums.iter().sum(), usize::try_from(count).unwrap_or(usize::MAX))
    }
}
