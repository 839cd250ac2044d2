//! Work spread over threads; what comes back is in the order of the work, however many there are.

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Who does a long search, and who is told how far it is.
#[derive(Clone, Copy)]
pub struct Workers<'a> {
    /// How many threads; the results do not depend on it.
    pub threads: NonZeroUsize,
    /// Called after each part with how many are done and how many there are, from any thread.
    pub step: &'a (dyn Fn(usize, usize) + Sync),
}

impl Workers<'static> {
    /// One thread, and nobody to tell.
    pub const ALONE: Self = Self { threads: NonZeroUsize::MIN, step: &|_, _| {} };
}

impl fmt::Debug for Workers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workers").field("threads", &self.threads).finish_non_exhaustive()
    }
}

impl Workers<'_> {
    /// The same threads, and nobody to tell: for the parts of a step that is told as a whole.
    #[must_use]
    pub fn quiet(&self) -> Workers<'static> {
        Workers { threads: self.threads, ..Workers::ALONE }
    }

    /// Does the work of every item.
    pub fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let run = || {
            let mut results = Vec::new();
            while let Some((index, item)) = {
                let index = next.fetch_add(1, Ordering::Relaxed);
                items.get(index).map(|item| (index, item))
            } {
                results.push((index, work(item)));
                (self.step)(done.fetch_add(1, Ordering::Relaxed) + 1, items.len());
            }
            results
        };
        let mut results: Vec<(usize, R)> = thread::scope(|scope| {
            let others: Vec<_> = (1..self.threads.get().min(items.len())).map(|_| scope.spawn(run)).collect();
            let own = run();
            let joined =
                others.into_iter().map(|other| other.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
            own.into_iter().chain(joined.flatten()).collect()
        });
        results.sort_unstable_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let told = AtomicUsize::new(0);
        let count = |_, _| {
            told.fetch_add(1, Ordering::Relaxed);
        };
        let workers = Workers { threads: NonZeroUsize::new(3).unwrap(), step: &count };
        let items: Vec<usize> = (0..100).collect();
        let squares: Vec<usize> = items.iter().map(|n| n * n).collect();
        assert_eq!(workers.each(&items, |n| n * n), squares);
        assert_eq!(told.load(Ordering::Relaxed), 100);
        assert!(workers.each(&[] as &[usize], |n| *n).is_empty());
    }
}
