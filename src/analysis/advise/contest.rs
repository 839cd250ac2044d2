//! Who is best among those that qualify, and at which values of an input somebody else is.

use super::grounds::Grounds;
use super::requirements::failures;
use crate::analysis::vary::{Flip, Question, flips_of};
use crate::analysis::workers::Workers;
use crate::cost::OptionModel;
use crate::sheet::Id;

/// The options that fail a requirement.
pub(super) fn out(grounds: &Grounds<'_>) -> Vec<usize> {
    grounds.all().filter(|option| !failures(grounds, *option).is_empty()).collect()
}

/// Flip values of the best option that qualifies, the nearest first: by value less cost where values
/// were given. None where they are those of the cheapest option, `cheapest`.
#[must_use]
pub fn contest(grounds: &Grounds<'_>, cheapest: &[Flip], workers: &Workers<'_>) -> Option<Vec<Flip>> {
    let out = out(grounds);
    let is_out = |option: Option<usize>| option.is_some_and(|option| out.contains(&option));
    let matters = is_out(grounds.figures.cheapest) || cheapest.iter().any(|flip| is_out(flip.winner));
    if !grounds.by_value() && !matters {
        return None;
    }
    let figure: fn(&OptionModel) -> Id =
        if grounds.by_value() { |option| option.present_burden } else { |option| option.present_value };
    let question = Question::among((&grounds.figures.model, &grounds.figures.exact), figure, out);
    Some(flips_of(&question, workers))
}
