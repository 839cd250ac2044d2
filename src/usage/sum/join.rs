//! One model under two names: bills call a model by its display name, usage by its dated identifier.

use std::collections::{BTreeMap, BTreeSet};

use super::group::Group;
use super::sums::Sums;
use crate::catalog::{Identity, MeantNames};
use crate::usage::entry::lane::OrderedLanes;

/// Sums by model and project.
type Groups = BTreeMap<(String, String), Group>;

/// Tokens of every model by what their price depends on.
type ByModel = BTreeMap<String, OrderedLanes>;

/// Gives costs and tokens of one model the same name: a model that only has costs takes the name of the
/// one with tokens that is the same offer ([`Identity::is_same_offer`]). Where several are, as dated ones of a
/// bill without dates, it does not tell them apart, and all take its name.
#[must_use]
pub fn joined(groups: Groups, lanes: ByModel, meant: &MeantNames<'_>) -> (Groups, ByModel) {
    let names = names(&groups, meant);
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

/// The new names of models by the ones that the exports give them.
fn names(groups: &Groups, meant: &MeantNames<'_>) -> BTreeMap<String, String> {
    let has_use = |group: &Group| group.days.values().any(Sums::tells_use);
    let used: BTreeSet<&str> =
        groups.iter().filter(|(_, group)| has_use(group)).map(|((model, _), _)| model.as_str()).collect();
    let billed: BTreeSet<&str> =
        groups.keys().map(|(model, _)| model.as_str()).filter(|model| !used.contains(model)).collect();
    let mut names = BTreeMap::<String, String>::new();
    if billed.is_empty() {
        return names;
    }
    let mut known = BTreeMap::<Vec<String>, Vec<(&str, Identity)>>::new();
    for model in used {
        let identity = Identity::of(model, meant);
        known.entry(identity.words.clone()).or_default().push((model, identity));
    }
    for bill in billed {
        let own = Identity::of(bill, meant);
        let alike = known.get(&own.words).into_iter().flatten();
        let same: Vec<&str> = alike.filter(|(_, other)| own.is_same_offer(other)).map(|(model, _)| *model).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::usage::entry::moment::Stretch;
    use crate::usage::entry::row::{Requests, Row};

    /// The name that a bill's costs get beside the models that were used.
    fn check(bill: &str, used: &[&str], expected: &[&str]) {
        let time = Stretch { start: 0, end: 86_400 };
        let mut groups = Groups::new();
        groups.entry((bill.to_owned(), String::new())).or_default().take(&Row::new(time, bill.into()));
        for model in used {
            let mut row = Row::new(time, (*model).into());
            row.requests = Requests::Counted(1);
            groups.entry(((*model).to_owned(), String::new())).or_default().take(&row);
        }
        let catalog = Catalog::carried();
        let (joined, _) = joined(groups, ByModel::new(), &MeantNames::of(&catalog));
        let found: Vec<&str> = joined.keys().map(|(model, _)| model.as_str()).collect();
        assert_eq!(found, expected, "{bill} {used:?}");
    }

    #[test]
    fn costs_take_the_name_of_the_tokens_that_they_are_of() {
        check("claude-sonnet-4-5", &["claude-sonnet-4-5-20250929"], &["claude-sonnet-4-5-20250929"]);
        check("claude-sonnet-4", &["claude-sonnet-4-5-20250929"], &["claude-sonnet-4", "claude-sonnet-4-5-20250929"]);
        check("gpt-4o", &["openai/gpt-4o-2024-08-06"], &["openai/gpt-4o-2024-08-06"]);
        // the bill does not tell two releases apart
        check("gpt-4o", &["gpt-4o-2024-08-06", "gpt-4o-2024-05-13"], &["gpt-4o"]);
        // what a cloud serves is not on the maker's bill
        check("gpt-4o", &["azure/gpt-4o"], &["azure/gpt-4o", "gpt-4o"]);
        check("", &["m"], &["", "m"]);
    }
}
