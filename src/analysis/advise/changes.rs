//! What would change the verdict, the nearest first: only what the rule, walked again beyond the change,
//! really answers otherwise.

use rust_decimal::Decimal;

use super::answers::{answered, required};
use super::change::Change;
use super::contenders::Contenders;
use super::grounds::Grounds;
use super::search::search;
use super::sentence::Sentence;
use super::verdict::Verdict;
use crate::analysis::workers::Workers;

/// The changes that are shown.
const MOST: usize = 8;

/// What would change the verdict: the answers first, then the nearest values of inputs; and what everybody asks
/// about and does not change it.
pub(super) fn changes(
    grounds: &Grounds<'_>,
    verdict: &Verdict,
    workers: &Workers<'_>,
) -> (Vec<Change>, Option<Sentence>) {
    let contenders = Contenders::of(grounds);
    let mut found = answered(grounds, &contenders, verdict);
    found.extend(required(grounds, &contenders, verdict));
    let (moved, unmoved) = search(grounds, (verdict.outcome, verdict.option), workers);
    found.extend(moved);
    found.sort_by_key(|change| change.distance);
    let mut known: Vec<Vec<String>> = Vec::new();
    found.retain(|change| {
        // of the same input, the nearest; answers may lead here or there
        let is_new = change.distance == Decimal::ONE || !known.contains(&change.what.sources);
        known.push(change.what.sources.clone());
        is_new
    });
    found.truncate(MOST);
    (found, unmoved)
}
