//! Points in the unit cube, each computed on its own from seed, draw and dimension.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use fearless_simd::{Level, dispatch};
use std::ops::Range;

use super::LANES;
use super::hash::{mix, mix_32, permuted, unit};
use super::replicates::{REPLICATES, Replicates};
use super::sobol::{Four, Run, SOBOL_DIMENSIONS, middle};

/// How draws are spread over the unit cube.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampling {
    /// Owen-scrambled Sobol sequences, one a replicate, for the first 256 dimensions; random
    /// numbers for those beyond. At their best in replicates of 1,024 points or more; in shorter
    /// ones a pair of dimensions beyond the 20th or so may be less even than random numbers.
    #[default]
    Sobol,
    /// Independent random numbers.
    Random,
    /// Latin hypercubes, one a replicate: as many strata as draws in every dimension, one draw a
    /// stratum. Source: Loh, "On Latin hypercube sampling", Annals of Statistics 24(5), 1996.
    LatinHypercube,
}

/// What to draw; the same design gives the same points always and everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Design {
    /// How many draws.
    pub draws: usize,
    /// The seed of every random choice.
    pub seed: u64,
    /// How the draws are spread.
    pub sampling: Sampling,
    /// Coordinates of a point. The first are the most evenly spread together, so the most
    /// important inputs come first.
    pub dimensions: usize,
    /// The least number of independent scrambles, see [`Replicates::at_least`].
    pub scrambles: usize,
}

impl Design {
    /// Sobol points in 16 scrambles or more.
    #[must_use]
    pub fn sobol(draws: usize, dimensions: usize, seed: u64) -> Self {
        Self { draws, seed, sampling: Sampling::Sobol, dimensions, scrambles: REPLICATES }
    }

    /// The replicates of the draws.
    #[must_use]
    pub fn replicates(&self) -> Replicates {
        Replicates::at_least(self.draws, self.scrambles)
    }
}

/// The points of a design.
pub struct Points {
    design: Design,
    replicates: Replicates,
    fours: Vec<Four>,
}

impl Points {
    /// Prepares the points of a design.
    #[must_use]
    pub fn new(design: Design) -> Self {
        let sets = match design.sampling {
            Sampling::Sobol => design.dimensions.min(SOBOL_DIMENSIONS).div_ceil(4),
            Sampling::Random | Sampling::LatinHypercube => 0,
        };
        let fours = (0_u32..).take(sets).map(Four::new).collect();
        Self { design, replicates: design.replicates(), fours }
    }

    /// The design.
    #[must_use]
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// The replicates of the draws.
    #[must_use]
    pub fn replicates(&self) -> Replicates {
        self.replicates
    }

    /// Fills a block with the coordinates of consecutive draws from `first_draw` on.
    ///
    /// The block holds one column a dimension, one behind the other, each with one lane a draw:
    /// its length over that of `dimensions` is the number of draws. Coordinates are in (0, 1),
    /// neither end included. Lanes past the last draw hold 0.5, the median. Dimensions beyond the
    /// design's are random numbers.
    pub fn fill(&self, first_draw: usize, dimensions: Range<usize>, block: &mut [f64]) {
        dispatch!(Level::new(), _simd => self.fill_columns(first_draw, &dimensions, block));
    }

    #[inline(always)]
    pub(super) fn fill_columns(&self, first_draw: usize, dimensions: &Range<usize>, block: &mut [f64]) {
        let lanes = block.len().checked_div(dimensions.len()).unwrap_or(0);
        let mut lane = 0;
        while lane < lanes {
            let draw = first_draw.saturating_add(lane);
            let Some((replicate, place)) = self.replicates.locate(draw) else {
                block.chunks_exact_mut(lanes).for_each(|column| column[lane..].fill(0.5));
                return;
            };
            let size = self.replicates.range(replicate).len();
            let run = Stretch { replicate, size, draw, place, length: (size - place).min(lanes - lane).min(LANES) };
            self.fill_stretch(&run, dimensions, &mut Window { block, lanes, lane });
            lane += run.length;
        }
    }

    #[inline(always)]
    fn fill_stretch(&self, run: &Stretch, dimensions: &Range<usize>, window: &mut Window) {
        let sobol = dimensions.start..dimensions.end.min(4 * self.fours.len());
        if !sobol.is_empty() {
            self.fill_sobol(run, &sobol, window);
        }
        for dimension in sobol.end.max(dimensions.start)..dimensions.end {
            let column = window.column(dimension - dimensions.start, run.length);
            match self.design.sampling {
                Sampling::LatinHypercube => self.fill_strata(run, dimension, column),
                Sampling::Sobol | Sampling::Random => self.fill_random(run, dimension, column),
            }
        }
    }

    #[inline(always)]
    fn fill_sobol(&self, stretch: &Stretch, dimensions: &Range<usize>, window: &mut Window) {
        let key = mix(self.design.seed, stretch.replicate as u64);
        let run = Run::new(key, stretch.place, stretch.length);
        let mut points = [[0; 4]; LANES];
        for set in dimensions.start / 4..dimensions.end.div_ceil(4) {
            self.fours[set].fill(&run, &mut points);
            for dimension in dimensions.start.max(4 * set)..dimensions.end.min(4 * set + 4) {
                let column = window.column(dimension - dimensions.start, stretch.length);
                for (lane, point) in column.iter_mut().zip(&points) {
                    *lane = middle(point[dimension % 4]);
                }
            }
        }
    }

    #[inline(always)]
    fn fill_random(&self, stretch: &Stretch, dimension: usize, column: &mut [f64]) {
        let key = self.key(dimension);
        for (draw, lane) in (stretch.draw as u64..).zip(column) {
            *lane = unit(mix(key, draw));
        }
    }

    /// The stratum of each draw is a permutation of its place; inside it the draw is random.
    #[expect(clippy::cast_possible_truncation, reason = "a replicate has at most 2^16 points")]
    #[inline(always)]
    fn fill_strata(&self, stretch: &Stretch, dimension: usize, column: &mut [f64]) {
        let key = self.key(dimension);
        let permutation = mix_32(!key, stretch.replicate as u64);
        let size = stretch.size as u32;
        for ((place, draw), lane) in (stretch.place as u32..).zip(stretch.draw as u64..).zip(column) {
            let stratum = permuted(place, size, permutation);
            *lane = (f64::from(stratum) + middle(mix_32(key, draw))) / f64::from(size);
        }
    }

    /// The key of a dimension's random numbers, apart from those of the scrambles.
    fn key(&self, dimension: usize) -> u64 {
        mix(!self.design.seed, dimension as u64)
    }
}

/// Consecutive draws of one replicate.
struct Stretch {
    replicate: usize,
    /// The draws of the whole replicate.
    size: usize,
    /// The first draw, counted over all replicates.
    draw: usize,
    /// The first draw, counted from the start of the replicate.
    place: usize,
    length: usize,
}

/// The part of a block that a stretch of draws fills.
struct Window<'a> {
    block: &'a mut [f64],
    /// Lanes of a column.
    lanes: usize,
    /// The first lane of the stretch.
    lane: usize,
}

impl Window<'_> {
    fn column(&mut self, column: usize, length: usize) -> &mut [f64] {
        let start = column * self.lanes + self.lane;
        &mut self.block[start..start + length]
    }
}
