//! What the changes did: every option's total, split over the inputs that changed.

use rust_decimal::Decimal;

use super::changed::{Changed, changed};
use crate::analysis::results::Results;
use crate::sheet::ExactReading;

/// Two scenarios compared, the second against the first.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The inputs that differ.
    pub changed: Vec<Changed>,
    /// Options of both scenarios, in the order of the first.
    pub options: Vec<OptionChange>,
    /// Options that only the first has.
    pub removed: Vec<String>,
    /// Options that only the second has.
    pub added: Vec<String>,
}

/// What the changes did to one option.
#[derive(Clone, Debug)]
pub struct OptionChange {
    /// Its name.
    pub name: String,
    /// Its total before and after.
    pub tco: (Decimal, Decimal),
    /// Categories whose cost differs, before and after.
    pub categories: Vec<(&'static str, Decimal, Decimal)>,
    /// What each changed input does by itself, in the order of the file; those without effect are left
    /// out.
    pub effects: Vec<Effect>,
    /// What the changed inputs do together beyond what each does by itself.
    pub interaction: Decimal,
    /// What no input accounts for: keys that change the shape of the scenario, such as a horizon, a
    /// kind, a cost line or a default that is written now.
    pub shape: Decimal,
}

/// What one changed input does to an option's total, all others as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The input.
    pub path: String,
    /// The change of the total.
    pub amount: Decimal,
}

/// Holds the second scenario against the first.
#[must_use]
pub fn compare(before: &Results<'_>, after: &Results<'_>) -> Comparison {
    let changed = changed(&before.figures, &after.figures);
    let names = |results: &Results<'_>| -> Vec<String> {
        results.scenario.options.iter().map(|plan| plan.name.clone()).collect()
    };
    let (old, new) = (names(before), names(after));
    let both = old.iter().enumerate().filter_map(|(a, name)| Some((a, new.iter().position(|other| other == name)?)));
    let options = both.map(|pair| option_change((before, after), pair, &changed)).collect();
    let only = |one: &[String], other: &[String]| one.iter().filter(|name| !other.contains(name)).cloned().collect();
    Comparison { removed: only(&old, &new), added: only(&new, &old), options, changed }
}

fn option_change(
    (before, after): (&Results<'_>, &Results<'_>),
    (a, b): (usize, usize),
    changed: &[Changed],
) -> OptionChange {
    let (old, new) = (&before.options[a], &after.options[b]);
    let total = before.model.options[a].tco;
    let with = |instead: &[(u32, Decimal)]| {
        let reading = ExactReading::new(&before.model.sheet, instead).ok()?;
        reading.get(total).checked_sub(old.tco)
    };
    let moved: Vec<(&Changed, u32, Decimal)> =
        changed.iter().filter_map(|change| Some((change, change.place?, change.values.1?))).collect();
    let effects: Vec<Effect> = moved
        .iter()
        .filter_map(|(change, place, value)| {
            let amount = with(&[(*place, *value)])?;
            (!amount.is_zero()).then(|| Effect { path: change.path.clone(), amount })
        })
        .collect();
    let alone = effects.iter().fold(Decimal::ZERO, |sum, effect| sum.saturating_add(effect.amount));
    let all: Vec<(u32, Decimal)> = moved.iter().map(|(_, place, value)| (*place, *value)).collect();
    // where all of them together have no value, the shape takes what is left
    let together = with(&all).unwrap_or(alone);
    let difference = new.tco.saturating_sub(old.tco);
    OptionChange {
        name: before.scenario.options[a].name.clone(),
        tco: (old.tco, new.tco),
        categories: crate::scenario::language::CATEGORIES
            .iter()
            .map(|category| (*category, old.category(category), new.category(category)))
            .filter(|(_, old, new)| old != new)
            .collect(),
        effects,
        interaction: together.saturating_sub(alone),
        shape: difference.saturating_sub(together),
    }
}
