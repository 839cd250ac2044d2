//! Which workload each group of what was used belongs to.

use std::collections::BTreeSet;

use super::plan::ActualsError;
use super::refused::{twice, unknown, unused};
use super::sorting::Sorting;
use crate::catalog::{Identity, MeantNames, undated};
use crate::scenario::Scenario;
use crate::usage::{By, Need, slug};

/// The workload of each group, in order, none of what belongs to none; and the groups that the only workload takes in,
/// although neither their names nor the mapping mean it.
///
/// # Errors
/// When the mapping names a workload or a use that does not exist, or sends the same to two workloads.
pub fn sorted(
    scenario: &Scenario,
    groups: &[Need],
    sorting: &Sorting<'_>,
) -> Result<(Vec<Option<usize>>, BTreeSet<String>), ActualsError> {
    let place = |name: &str| scenario.workloads.iter().position(|workload| workload.name == name);
    let aliases: Vec<Vec<String>> = groups.iter().map(|need| aliases(need, sorting)).collect();
    let mut mapped = vec![None; groups.len()];
    for (name, workload) in sorting.mapping {
        let target = place(workload).ok_or_else(|| unknown(workload, scenario))?;
        let means = |exact: bool| {
            let is_meant = |(need, aliases): (&Need, &Vec<String>)| {
                if exact { need.name == *name } else { aliases.contains(name) }
            };
            groups.iter().zip(&aliases).map(is_meant).collect::<Vec<_>>()
        };
        let found = Some(means(true)).filter(|found| found.contains(&true)).unwrap_or_else(|| means(false));
        if !found.contains(&true) {
            let known: BTreeSet<&str> = groups.iter().map(|need| need.name.as_str()).collect();
            let all = known.iter().copied().chain(aliases.iter().flatten().map(String::as_str));
            return Err(unused((name, workload), &known, all));
        }
        for (own, _) in mapped.iter_mut().zip(found).filter(|(_, found)| *found) {
            if own.is_some_and(|own| own != target) {
                return Err(twice(name));
            }
            *own = Some(target);
        }
    }
    let named = |(need, aliases): (&Need, &Vec<String>)| {
        let by_name = || aliases.iter().find_map(|alias| place(alias));
        place(&need.name).or_else(by_name).or_else(|| same_model(scenario, need, sorting))
    };
    let own = groups.iter().zip(&aliases).map(named);
    let mut places: Vec<Option<usize>> = mapped.into_iter().zip(own).map(|(mapped, own)| mapped.or(own)).collect();
    let mut taken_in = BTreeSet::new();
    if scenario.workloads.len() == 1 {
        for (need, place) in groups.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            *place = Some(0);
            taken_in.extend((sorting.by != By::All).then(|| need.name.clone()));
        }
    }
    Ok((places, taken_in))
}

/// The names that a group may have beside its own: its models and projects as the exports and the catalog call
/// them, and without a date.
fn aliases(need: &Need, sorting: &Sorting<'_>) -> Vec<String> {
    let only = |names: &BTreeSet<String>| names.iter().next().filter(|_| names.len() == 1).cloned();
    let models = || only(&need.models).map(|model| names_of(&model, sorting.names)).unwrap_or_default();
    let project = || only(&need.projects).filter(|project| !project.is_empty());
    match sorting.by {
        By::Model => models(),
        By::Project => project().into_iter().collect(),
        By::Both => {
            let joined = |model: String| project().map(|project| slug(&format!("{project}-{model}")));
            models().into_iter().filter_map(joined).collect()
        }
        By::All => Vec::new(),
    }
}

/// A model's names: as it is written, as the catalog has it, and without a date; each also as a workload's name.
fn names_of(model: &str, names: &MeantNames<'_>) -> Vec<String> {
    let mut all = vec![model.to_owned()];
    all.extend(undated(model).map(str::to_owned));
    if let Some(id) = names.id(model) {
        all.extend(id.split_once('/').map(|(_, name)| name.to_owned()));
        all.push(id.to_owned());
    }
    let slugs: Vec<String> = all.iter().map(|name| slug(name)).collect();
    all.extend(slugs);
    all
}

/// The workload that is called as the same offer of a model ([`Identity::is_same_offer`]).
fn same_model(scenario: &Scenario, need: &Need, sorting: &Sorting<'_>) -> Option<usize> {
    let model = need.models.iter().next().filter(|_| sorting.by == By::Model)?;
    let own = Identity::of(model, sorting.names);
    let is_it = |name: &str| own.is_same_offer(&Identity::of(name, sorting.names));
    scenario.workloads.iter().position(|workload| is_it(&workload.name))
}
