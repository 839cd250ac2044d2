//! Draws in independent replicates, whose spread says how sure an estimate is.

use std::ops::Range;

/// The most draws of one replicate: the length of a scrambled Sobol sequence here.
pub const LONGEST: usize = 65_536;

/// How many replicates a design has unless it is small or large.
pub const REPLICATES: usize = 16;

/// Consecutive draws divided into replicates whose sizes differ by at most one.
///
/// There are 16 replicates, fewer when there are fewer draws, and more when a replicate would
/// hold more than 65,536 draws: 16,384 draws are 16 of 1,024 and 2,000,000 are 31 of some 64,516.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replicates {
    draws: usize,
    count: usize,
}

impl Replicates {
    /// Divides `draws` draws into 16 replicates, or as many as they need.
    #[must_use]
    pub fn new(draws: usize) -> Self {
        Self::at_least(draws, REPLICATES)
    }

    /// Divides `draws` draws into `least` replicates, at least one, or as many as they need.
    #[must_use]
    pub fn at_least(draws: usize, least: usize) -> Self {
        Self { draws, count: draws.div_ceil(LONGEST).max(least.max(1)).min(draws) }
    }

    /// The draws of all replicates.
    #[must_use]
    pub fn draws(&self) -> usize {
        self.draws
    }

    /// How many replicates there are; 0 without draws.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The draws of a replicate; empty past the last one.
    #[must_use]
    pub fn range(&self, replicate: usize) -> Range<usize> {
        self.start(replicate)..self.start(replicate.saturating_add(1))
    }

    /// The replicate of a draw, and the draw's place in it; `None` past the last draw.
    #[must_use]
    pub fn locate(&self, draw: usize) -> Option<(usize, usize)> {
        if draw >= self.draws {
            return None;
        }
        // the first `longer` replicates hold one draw more
        let (size, longer) = (self.draws / self.count, self.draws % self.count);
        let replicate =
            if draw < longer * (size + 1) { draw / (size + 1) } else { longer + (draw - longer * (size + 1)) / size };
        Some((replicate, draw - self.start(replicate)))
    }

    /// The first draw of a replicate, or the end of the draws past the last one.
    fn start(&self, replicate: usize) -> usize {
        if replicate >= self.count {
            return self.draws;
        }
        replicate * (self.draws / self.count) + replicate.min(self.draws % self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_replicates_follows_the_draws() {
        let count = |draws| Replicates::new(draws).count();
        assert_eq!([0, 1, 15, 16, 16_384, 1_048_576].map(count), [0, 1, 15, 16, 16, 16]);
        assert_eq!([1_048_577, 2_000_000, 10_000_000].map(count), [17, 31, 153]);
        assert_eq!(Replicates::new(16_384).range(3), 3072..4096);
    }

    #[test]
    fn every_draw_is_in_one_replicate_and_sizes_differ_by_at_most_one() {
        for draws in [1, 5, 16, 17, 1000, 16_385, 70_001] {
            let replicates = Replicates::new(draws);
            let sizes: Vec<usize> = (0..replicates.count()).map(|r| replicates.range(r).len()).collect();
            assert_eq!(sizes.iter().sum::<usize>(), draws);
            assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
            for draw in 0..draws {
                let (replicate, place) = replicates.locate(draw).unwrap();
                assert_eq!(replicates.range(replicate).start + place, draw);
                assert!(replicates.range(replicate).contains(&draw));
            }
            assert_eq!(replicates.locate(draws), None);
            assert!(replicates.range(replicates.count()).is_empty());
        }
    }
}
