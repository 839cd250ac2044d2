//! What the exports do not tell of caches: a share that nobody measured is asked for.

use super::text::Draft;
use crate::quantity::figures::grouped;
use crate::usage::needs::need::{Need, decimal};
use crate::usage::sum::sums::Sums;

/// Says of how many input tokens cached reads are not told, what is planned for them, and asks for the share. No
/// blank: the plan is sound without an answer, and at most too dear.
pub fn untold_caches(draft: &mut Draft, (need, whole): (&Need, &Sums)) {
    if whole.reads_untold == 0 {
        return;
    }
    let (untold, input) = (grouped(decimal(whole.reads_untold), 0), grouped(decimal(whole.input()), 0));
    draft.line(&format!("# cached reads are not told of {untold} of {input} input tokens"));
    let planned = match whole.reads_told() {
        None => "all input is planned at the price of fresh input",
        Some(_) => "the share of the other input is planned for it, too",
    };
    draft.question(format!(
        "which share of the input of `{}` is read from a cache? The exports do not tell it of {untold} of {input} \
         tokens, and {planned}. Write another share as `cached_input_share`, such as 0.5",
        need.name
    ));
}
