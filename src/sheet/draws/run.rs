//! Many blocks over all cores.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::slice::ChunksMut;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::block::{LANES, Lanes};
use super::execute::{InstructionSet, Machine, Outputs};
use super::program::Program;

/// Which draws are worked out, how, and where the results go.
#[derive(Debug)]
pub struct Run<'a> {
    /// The draws, by number. A long simulation runs in rounds: `0..65_536`, then `65_536..131_072`.
    pub draws: Range<usize>,
    /// How many threads share the work. The results do not depend on it.
    pub threads: NonZeroUsize,
    /// Which instructions they use. The results do not depend on it either.
    pub set: InstructionSet,
    /// Rows to be filled, each with one result for every draw: what was in them is lost, their
    /// memory is used again.
    pub results: &'a mut [Vec<f64>],
}

impl Program {
    /// Works out the draws of a run, a block at a time.
    ///
    /// `sample` is given the numbers of up to [`LANES`] draws, and a block for each varied input: in
    /// lane `i` it puts the input's value in draw `start + i`, from nothing but that number, for no
    /// order is promised. Lanes past the end of the range need not be filled.
    ///
    /// `take` is given the same numbers and the outputs, and one slice for each row of results, with
    /// a place for each of these draws: so what is made of the outputs is made on all cores too.
    pub fn run<S, T>(&self, run: Run<'_>, sample: S, take: T)
    where
        S: Fn(Range<usize>, &mut [Lanes]) + Sync,
        T: Fn(Range<usize>, Outputs<'_>, &mut [&mut [f64]]) + Sync,
    {
        let Run { draws, threads, set, results } = run;
        let blocks = draws.len().div_ceil(LANES);
        let jobs = Mutex::new(Jobs::new(draws, results));
        let work = || {
            let mut machine = Machine::new(self, set);
            let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).next();
            while let Some(mut job) = next() {
                sample(job.draws.clone(), &mut machine.inputs);
                take(job.draws, machine.execute(), &mut job.results);
            }
        };
        // this thread is one of them
        let others = threads.get().min(blocks).saturating_sub(1);
        thread::scope(|scope| {
            for _ in 0..others {
                scope.spawn(work);
            }
            work();
        });
    }
}

/// A block's draws, and the part of each row that they fill.
struct Job<'a> {
    draws: Range<usize>,
    results: Vec<&'a mut [f64]>,
}

/// What is left to be done: whoever is free takes the next block, so no core waits for a slower one.
struct Jobs<'a> {
    draws: Range<usize>,
    rows: Vec<ChunksMut<'a, f64>>,
}

impl<'a> Jobs<'a> {
    fn new(draws: Range<usize>, results: &'a mut [Vec<f64>]) -> Self {
        let rows = results.iter_mut().map(|row| {
            row.resize(draws.len(), 0.0);
            row.chunks_mut(LANES)
        });
        Self { rows: rows.collect(), draws }
    }
}

impl<'a> Iterator for Jobs<'a> {
    type Item = Job<'a>;

    fn next(&mut self) -> Option<Job<'a>> {
        if self.draws.is_empty() {
            return None;
        }
        let end = self.draws.end.min(self.draws.start + LANES);
        let draws = std::mem::replace(&mut self.draws.start, end)..end;
        Some(Job { draws, results: self.rows.iter_mut().filter_map(Iterator::next).collect() })
    }
}
