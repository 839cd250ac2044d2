//! Which projects of a model its costs are of.

use crate::usage::entry::lane::OrderedLanes;
use crate::usage::sum::group::Group;
use crate::usage::sum::sums::Sums;

/// The projects of a model whose tokens have no cost, where costs in rows of their own name others of its projects
/// and nothing else: of costs that name no project, or name it otherwise than the tokens do, nobody knows whose they
/// are. In order.
#[must_use]
pub fn uncosted_projects<'u>(groups: &[(&'u str, &'u Group)]) -> Vec<&'u str> {
    let any = |group: &Group, is_so: fn(&Sums) -> bool| group.days.values().any(is_so);
    let costs = || groups.iter().filter(|(_, group)| any(group, |sums| sums.costed > 0));
    let is_billed = costs().any(|(_, group)| any(group, |sums| sums.costed_apart > 0));
    let is_known = costs().all(|(project, group)| !project.is_empty() && any(group, Sums::has_tokens));
    if !is_billed || !is_known {
        return Vec::new();
    }
    let without =
        groups.iter().filter(|(_, group)| any(group, Sums::has_tokens) && !any(group, |sums| sums.costed > 0));
    without.map(|(project, _)| *project).collect()
}

/// The tokens of some projects by day and what their price depends on, but for the hour.
#[must_use]
pub fn lanes_of(groups: &[(&str, &Group)]) -> OrderedLanes {
    let mut lanes = OrderedLanes::new();
    for (lane, tokens) in groups.iter().flat_map(|(_, group)| &group.lanes) {
        lanes.entry(*lane).or_default().iter_mut().zip(tokens).for_each(|(sum, more)| *sum += more);
    }
    lanes
}
