//! The verdict at other answers and inputs than the scenario's: the same rule, walked again.

use rust_decimal::Decimal;

use super::decide::verdict;
use super::elsewhere::Elsewhere;
use super::grounds::Grounds;
use super::knobs::tried;
use super::verdict::Outcome;
use crate::analysis::figures::Figures;
use crate::quantity::Quantity;
use crate::scenario::Decision;

/// What a verdict comes down to.
pub(super) type Choice = (Outcome, Option<usize>);

/// Whether a verdict is another one: to do the same, with or without an option for the time being, is not, and
/// neither is another reason to do nothing.
pub(super) fn is_another(one: Choice, other: Choice) -> bool {
    let does_nothing = |choice: Choice| matches!(choice.0, Outcome::NothingQualifies | Outcome::NotWorthIt);
    let both_do_nothing = does_nothing(one) && does_nothing(other);
    !both_do_nothing && (one.0 != other.0 || (one.1 != other.1 && one.1.is_some() && other.1.is_some()))
}

/// What the verdict on some figures would be; none when a figure has no value there.
pub(super) fn choice_at(figures: &Figures<'_>, elsewhere: Elsewhere<'_>) -> Option<Choice> {
    let other = if elsewhere.instead.is_empty() { None } else { Some(figures.with(elsewhere.instead).ok()?) };
    let decision = with_trials(figures, elsewhere);
    let elsewhere = Elsewhere { decision: decision.as_ref().unwrap_or(elsewhere.decision), ..elsewhere };
    let found = verdict(&Grounds {
        figures: other.as_ref().unwrap_or(figures),
        // what was found in the scenario's own figures does not hold for others
        versus: &[],
        horizon: None,
        simulation: None,
        elsewhere: Some(elsewhere),
    });
    Some((found.outcome, found.option))
}

/// The answers with a trial's accuracy where the option's own is asked about: both speak of the same answers.
fn with_trials(figures: &Figures<'_>, elsewhere: Elsewhere<'_>) -> Option<Decision> {
    let inputs = figures.model.sheet.inputs();
    let moved = elsewhere.instead.iter().filter_map(|(place, value)| {
        let option = tried(figures.scenario, &inputs.get(*place as usize)?.path)?;
        Some((option, *value))
    });
    let moved: Vec<(usize, Decimal)> = moved.collect();
    if moved.is_empty() {
        return None;
    }
    let mut decision = elsewhere.decision.clone();
    for (option, found) in &mut decision.measured {
        let moved = moved.iter().find(|(own, _)| own == option);
        if let (Some((_, value)), Some(accuracy)) = (moved, &mut found.accuracy) {
            accuracy.quantity = Quantity::certain(*value);
        }
    }
    Some(decision)
}
