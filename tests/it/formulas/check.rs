//! Holds a figure of a changed case against a hand calculation.

use crate::cases::{agrees, figure, read, work_out};

/// The figure of `base`, changed by `sets`, is what was worked out by hand.
pub fn check(base: &str, sets: &[&str], metric: &str, by_hand: &str) {
    let found = work_out(base, sets, |results| figure(results, metric));
    assert!(agrees(&found, by_hand), "{metric} after {sets:?} is {found}, by hand {by_hand}");
}

/// The case so changed is refused with these words.
pub fn check_refused(base: &str, sets: &[&str], words: &str) {
    let errors = read(base, sets).map(|_| ()).expect_err(&format!("{sets:?} is not refused"));
    assert!(errors.contains(words), "{sets:?}: {errors}");
}
