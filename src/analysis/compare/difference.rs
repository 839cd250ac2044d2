//! What the changes did: every option's amounts, split over the inputs that changed.

use rust_decimal::Decimal;

use super::amounts::Amounts;
use super::changed::{Changed, ChangedKey, changed, changed_keys};
use super::edit::{Again, Edit, edits};
use crate::analysis::results::Results;
use crate::scenario::Scenario;
use crate::sheet::ExactReading;

/// Two scenarios compared, the second against the first.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The inputs that differ.
    pub changed: Vec<Changed>,
    /// The other keys that differ.
    pub keys: Vec<ChangedKey>,
    /// Options of both scenarios, in the order of the first.
    pub options: Vec<OptionChange>,
    /// Options that only the first has.
    pub removed: Vec<String>,
    /// Options that only the second has, and what they come to.
    pub added: Vec<(String, Amounts)>,
}

/// What the changes did to one option.
#[derive(Clone, Debug)]
pub struct OptionChange {
    /// Its name.
    pub name: String,
    /// What it came to.
    pub before: Amounts,
    /// What it comes to.
    pub after: Amounts,
    /// What each edited key does by itself, in the order of the file; those without effect are left
    /// out.
    pub effects: Vec<Effect>,
    /// What the changed inputs do together beyond what each does by itself.
    pub interaction: Amounts,
    /// What no input accounts for: keys that change the shape of the scenario, such as a horizon, a
    /// kind, a cost line or a default that is written now.
    pub shape: Amounts,
    /// The keys that may have done that.
    pub shape_keys: Vec<String>,
}

/// What one changed input does to an option, all others as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The key that was edited: a number, or one that numbers follow which nobody wrote.
    pub path: String,
    /// The numbers that nobody wrote and that follow it, by path.
    pub with: Vec<String>,
    /// The change.
    pub amounts: Amounts,
}

/// Holds the second scenario against the first. `again` reads the first one with one key changed, to
/// see which numbers follow it that nobody wrote.
#[must_use]
pub fn compare(before: &Results<'_>, after: &Results<'_>, again: &Again<'_>) -> Comparison {
    let mut changed = changed(&before.figures, &after.figures);
    let edits = edits(&before.figures, &after.figures, &mut changed, again);
    let keys = changed_keys(&before.figures, &after.figures);
    let names = |results: &Results<'_>| -> Vec<String> {
        results.scenario.options.iter().map(|plan| plan.name.clone()).collect()
    };
    let (old, new) = (names(before), names(after));
    let both = old.iter().enumerate().filter_map(|(a, name)| Some((a, new.iter().position(|other| other == name)?)));
    let mut options: Vec<(usize, OptionChange)> =
        both.map(|(a, b)| (a, unsplit((before, a), (after, b), (&keys, &changed)))).collect();
    let moved: Vec<(u32, Decimal)> =
        changed.iter().filter_map(|change| Some((change.place?, change.values.1?))).collect();
    split(before, (&edits, &moved), &mut options);
    let added = new.iter().enumerate().filter(|(_, name)| !old.contains(name));
    Comparison {
        removed: old.iter().filter(|name| !new.contains(name)).cloned().collect(),
        added: added.map(|(b, name)| (name.clone(), Amounts::of(&after.figures, b, &after.exact))).collect(),
        options: options.into_iter().map(|(_, option)| option).collect(),
        changed,
        keys,
    }
}

/// An option before and after, with all of the difference yet to be accounted for.
fn unsplit(
    (before, a): (&Results<'_>, usize),
    (after, b): (&Results<'_>, usize),
    (keys, changed): (&[ChangedKey], &[Changed]),
) -> OptionChange {
    let name = before.scenario.options[a].name.clone();
    let (old, new) = (Amounts::of(&before.figures, a, &before.exact), Amounts::of(&after.figures, b, &after.exact));
    let written = keys.iter().map(|key| key.path.as_str());
    let unused = changed.iter().filter(|changed| changed.place.is_none()).map(|changed| changed.path.as_str());
    let shape_keys = written.chain(unused).filter(|path| may_shape(after.scenario, &name, path));
    OptionChange {
        shape: new.less(&old),
        shape_keys: shape_keys.map(str::to_owned).collect(),
        before: old,
        after: new,
        effects: Vec::new(),
        interaction: Amounts::default(),
        name,
    }
}

/// Splits the options' differences. The model is read once for each edit, for all options.
fn split(before: &Results<'_>, (edits, moved): (&[Edit], &[(u32, Decimal)]), options: &mut [(usize, OptionChange)]) {
    let reading = |instead: &[(u32, Decimal)]| ExactReading::new(&before.model.sheet, instead).ok();
    for edit in edits {
        let Some(exact) = reading(&edit.moves) else { continue };
        for (a, option) in options.iter_mut() {
            let amounts = Amounts::of(&before.figures, *a, &exact).less(&option.before);
            if !amounts.is_zero() {
                // what follows the key on other options' fleets is of no interest here
                let with = edit.with.iter().filter(|path| may_shape(before.scenario, &option.name, path));
                let with = with.cloned().collect();
                option.effects.push(Effect { path: edit.path.clone(), with, amounts });
            }
        }
    }
    let exact = reading(moved);
    for (a, option) in options.iter_mut() {
        let alone = option.effects.iter().fold(Amounts::default(), |sum, effect| sum.plus(&effect.amounts));
        // where all of them together have no value, the shape takes what is left
        let together = exact.as_ref().map(|exact| Amounts::of(&before.figures, *a, exact).less(&option.before));
        let together = together.unwrap_or_else(|| alone.clone());
        option.shape = option.shape.less(&together);
        option.interaction = together.less(&alone);
    }
}

/// Whether a key can have changed an option's amounts: not a name, a check or an answer, nor what
/// only other options have, unless this one names them.
fn may_shape(scenario: &Scenario, option: &str, path: &str) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    let own = format!("options.{option}.");
    match parts.as_slice() {
        ["scenario", "name" | "description"] | ["expect" | "decision" | "correlation", ..] | [.., "label"] => false,
        ["options", other, ..] if *other != option => {
            let is_named = |value: &str| value.split(['[', ']', ',', ' ']).any(|word| word == *other);
            let kind = format!("{own}kind");
            let keys = scenario.written();
            let mut keys = keys.iter().filter(|(path, _)| path.starts_with(&own) && *path != kind);
            keys.any(|(_, value)| is_named(value))
        }
        _ => true,
    }
}
