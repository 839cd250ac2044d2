//! What each key that was edited moves: its own number, and those that nobody wrote and that follow it.

use rust_decimal::Decimal;

use super::changed::{Changed, ChangedKey, edited};
use crate::analysis::figures::Figures;
use crate::cost;
use crate::scenario::{Input, Scenario};

/// The first scenario read again with one key at another value; none where it cannot be read so.
pub type Again<'a> = dyn Fn(&ChangedKey) -> Option<Scenario> + 'a;

/// A key that was edited, and the inputs that move with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Its path; an input's own where nothing that was edited moves that.
    pub path: String,
    /// The inputs of the first scenario that it moves, by place, and where to.
    pub moves: Vec<(u32, Decimal)>,
    /// The paths of those that nobody wrote.
    pub with: Vec<String>,
}

/// The edits in the order of the file. What follows a key is found by reading the first scenario again
/// with that key alone as it is in the second; it is noted at the inputs that follow.
#[must_use]
pub fn edits(before: &Figures<'_>, after: &Figures<'_>, changed: &mut [Changed], again: &Again<'_>) -> Vec<Edit> {
    let keys = edited(before.scenario, after.scenario);
    let moved = |changed: &Changed| Some((changed.place?, changed.values.1?));
    let mut edits: Vec<Edit> = (changed.iter().filter(|changed| changed.is_written))
        .filter_map(|changed| Some(Edit { path: changed.path.clone(), moves: vec![moved(changed)?], with: Vec::new() }))
        .collect();
    let mut derived: Vec<&mut Changed> = changed.iter_mut().filter(|changed| !changed.is_written).collect();
    let none_follows = derived.is_empty();
    for key in keys.iter().filter(|key| !none_follows && may_be_followed(&key.path)) {
        let Some(scenario) = again(key) else { continue };
        let (mut shifts, mut with) = (Vec::new(), Vec::new());
        let model = cost::build(&scenario);
        for changed in &mut derived {
            let input = model.sheet.inputs().iter().find(|input| input.path == changed.path);
            let Some(value) = input.map(Input::base).filter(|value| Some(*value) != changed.values.0) else { continue };
            changed.follows.push(key.path.clone());
            shifts.extend(changed.place.map(|place| (place, value)));
            with.push(changed.path.clone());
        }
        if shifts.is_empty() {
            continue;
        }
        match edits.iter_mut().find(|edit| holds(&key.path, &edit.path)) {
            Some(edit) => {
                edit.moves.extend(shifts);
                edit.with.extend(with);
            }
            None => edits.push(Edit { path: key.path.clone(), moves: shifts, with }),
        }
    }
    let alone = derived.iter().filter(|changed| changed.follows.is_empty());
    edits.extend(alone.filter_map(|changed| {
        Some(Edit { path: changed.path.clone(), moves: vec![moved(changed)?], with: Vec::new() })
    }));
    edits.sort_by_key(|edit| keys.iter().position(|key| holds(&key.path, &edit.path)).unwrap_or(usize::MAX));
    edits
}

/// Whether a path is that of a key, or of an entry of its list.
fn holds(key: &str, path: &str) -> bool {
    path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a number could follow a key: no name, check or answer.
fn may_be_followed(path: &str) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    !matches!(
        parts.as_slice(),
        ["scenario", "name" | "description"] | ["expect" | "decision" | "correlation", ..] | [.., "label"]
    )
}
