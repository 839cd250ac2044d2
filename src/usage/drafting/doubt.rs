//! What may count twice, or be left out though it is of another use: only who knows the files can tell.

use super::text::Draft;
use crate::usage::sum::overlap::Overlap;
use crate::usage::sum::twice::DoubleCost;
use crate::usage::sum::usage::Usage;

/// Asks whether files saw the same requests, and whether costs that differ grossly are of the same use.
pub fn doubts(draft: &mut Draft, usage: &Usage) {
    let overlaps =
        usage.overlaps.iter().map(|overlap| ("did the files see the same requests?", Overlap::words(overlap)));
    let grossly = usage.doubles.iter().filter(|double| double.is_doubtful());
    let doubles = grossly.map(|double| ("are the costs of the same use?", DoubleCost::words(double)));
    for (question, words) in overlaps.chain(doubles) {
        let line: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        draft.question(format!("{question} {line}"));
    }
}
