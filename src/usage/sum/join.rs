//! One model under two names: bills call a model by its display name, usage by its dated identifier.

use std::collections::{BTreeMap, BTreeSet};

use super::group::Group;
use super::sums::Sums;
use crate::usage::entry::lane::OrderedLanes;

/// Sums by model and project.
type Groups = BTreeMap<(String, String), Group>;

/// Tokens of every model by what their price depends on.
type ByModel = BTreeMap<String, OrderedLanes>;

/// Gives costs and tokens of one model the same name: a model that only has costs takes the name of the
/// one with tokens whose words are the same but for a date. Where several dated ones have these words,
/// the bill does not tell them apart, and all take its name.
#[must_use]
pub fn joined(groups: Groups, lanes: ByModel) -> (Groups, ByModel) {
    let names = names(&groups);
    let name = |model: String| names.get(&model).cloned().unwrap_or(model);
    let (mut joined, mut joined_lanes) = (Groups::new(), ByModel::new());
    for ((model, project), group) in groups {
        joined.entry((name(model), project)).or_default().add(group);
    }
    for (model, lanes) in lanes {
        let own = joined_lanes.entry(name(model)).or_default();
        for (lane, tokens) in lanes {
            own.entry(lane).or_default().iter_mut().zip(tokens).for_each(|(sum, more)| *sum += more);
        }
    }
    (joined, joined_lanes)
}

/// The words of a name, those of letters first in the order of the alphabet, then versions as they stand;
/// and the date it ends in, without hyphens.
#[must_use]
pub fn words(name: &str) -> (Vec<String>, Option<String>) {
    let name = name.to_lowercase();
    let mut parts: Vec<&str> = name.split(['-', '.', ' ', '_', '@']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let date = match parts[..] {
        [.., day] if is_number(day, 8) => Some(parts.split_off(parts.len() - 1).concat()),
        [.., year, month, day] if is_number(year, 4) && is_number(month, 2) && is_number(day, 2) => {
            Some(parts.split_off(parts.len() - 3).concat())
        }
        _ => None,
    };
    let (versions, mut letters): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    letters.sort_unstable();
    (letters.into_iter().chain(versions).map(str::to_owned).collect(), date)
}

/// The new names of models by the ones that the exports give them.
fn names(groups: &Groups) -> BTreeMap<String, String> {
    let has_use = |group: &Group| group.days.values().any(Sums::tells_use);
    let used: BTreeSet<&str> =
        groups.iter().filter(|(_, group)| has_use(group)).map(|((model, _), _)| model.as_str()).collect();
    let billed: BTreeSet<&str> =
        groups.keys().map(|(model, _)| model.as_str()).filter(|model| !used.contains(model)).collect();
    let mut names = BTreeMap::<String, String>::new();
    for bill in billed.into_iter().filter(|model| !model.is_empty()) {
        let same: Vec<&str> = used.iter().copied().filter(|model| are_one(bill, model)).collect();
        match same[..] {
            [] => {}
            [only] => {
                names.insert(bill.to_owned(), only.to_owned());
            }
            _ => names.extend(same.into_iter().map(|model| (model.to_owned(), bill.to_owned()))),
        }
    }
    names
}

/// Whether two names have the same words, and no different dates.
fn are_one(a: &str, b: &str) -> bool {
    let ((a_words, a_date), (b_words, b_date)) = (words(a), words(b));
    a_words == b_words && (a_date == b_date || a_date.is_none() || b_date.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_name_is_its_dated_identifier() {
        let check = |a, b, same| assert_eq!(are_one(a, b), same, "{a} {b}");
        check("claude-sonnet-4-5", "claude-sonnet-4-5-20250929", true);
        check("claude-opus-4", "claude-opus-4-20250514", true);
        check("claude-sonnet-3-5-2024-10-22", "claude-3-5-sonnet-20241022", true);
        check("claude-sonnet-3-5-2024-06-20", "claude-3-5-sonnet-20241022", false);
        check("claude-sonnet-4", "claude-sonnet-4-5-20250929", false);
        check("claude-haiku-4-5", "claude-sonnet-4-5-20250929", false);
    }
}
