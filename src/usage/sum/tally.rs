//! Rows summed by day, model and project. Two tallies make one, in any order.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::group::Group;
use super::sums::Sums;
use crate::usage::entry::lane::{Lane, Lanes, OrderedLanes};
use crate::usage::entry::moment::Stretch;
use crate::usage::entry::row::Row;

/// Different models and projects that are told apart, at most.
pub const MOST_GROUPS: usize = 100_000;

/// Rows summed.
#[derive(Debug, Default)]
pub struct Tally {
    models: FxHashMap<Box<str>, FxHashMap<Box<str>, usize>>,
    groups: Vec<Group>,
    /// The first start and the last end of any row, used or blank.
    span: Option<(i64, i64)>,
    /// The longest stretch of a row.
    longest: i64,
    /// Days of buckets that the export tells of, used or not, counted from 1970-01-01 UTC.
    told: FxHashSet<i64>,
    /// Tokens by model, for their prices.
    lanes: FxHashMap<Box<str>, Lanes>,
}

impl Tally {
    /// Counts a row in.
    pub fn take(&mut self, row: &Row<'_>) {
        self.stretch((row.time.start, row.time.end));
        self.longest = self.longest.max(row.time.seconds());
        let index = self.group(&row.model, &row.project);
        self.groups[index].take(row);
        self.take_lane(row);
    }

    fn take_lane(&mut self, row: &Row<'_>) {
        let Some(tokens) = row.tokens.filter(|tokens| !tokens.is_empty()) else { return };
        let all = tokens.by_class();
        let lane = (row.time.day(), Lane::of(row));
        if let Some(lanes) = self.lanes.get_mut(&*row.model) {
            lanes.entry(lane).or_default().iter_mut().zip(all).for_each(|(sum, more)| *sum += more);
        } else {
            self.lanes.insert((&*row.model).into(), Lanes::from_iter([(lane, all)]));
        }
    }

    /// Notes a bucket that the export tells of, used or not.
    pub fn cover(&mut self, time: Stretch) {
        self.stretch((time.start, time.end));
        self.told.insert(time.day());
    }

    /// Forgets which days the export tells of: one about money does not know of use.
    pub fn forget_told(&mut self) {
        self.told.clear();
    }

    /// Days of buckets that the exports tell of, used or not.
    #[must_use]
    pub fn told(&self) -> &FxHashSet<i64> {
        &self.told
    }

    fn stretch(&mut self, (start, end): (i64, i64)) {
        let (first, last) = self.span.unwrap_or((start, end));
        self.span = Some((first.min(start), last.max(end)));
    }

    /// Adds what another tally counted.
    pub fn add(&mut self, other: Self) {
        let Self { models, mut groups, span, longest, told, lanes } = other;
        for (model, lanes) in lanes {
            let own = self.lanes.entry(model).or_default();
            for (lane, tokens) in lanes {
                own.entry(lane).or_default().iter_mut().zip(tokens).for_each(|(sum, more)| *sum += more);
            }
        }
        self.longest = self.longest.max(longest);
        self.told.extend(told);
        if let Some(span) = span {
            self.stretch(span);
        }
        for (model, projects) in models {
            for (project, index) in projects {
                let own = self.group(&model, &project);
                self.groups[own].add(std::mem::take(&mut groups[index]));
            }
        }
    }

    /// The model and project of every group, with its place.
    #[must_use]
    pub fn named_groups(&self) -> Vec<((String, String), usize)> {
        let mut named = Vec::new();
        for (model, projects) in &self.models {
            let own = |project: &str| (String::from(&**model), String::from(project));
            named.extend(projects.iter().map(|(project, place)| (own(project), *place)));
        }
        named
    }

    /// The group at a place.
    pub fn group_mut(&mut self, place: usize) -> &mut Group {
        &mut self.groups[place]
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether any row counts tokens or requests.
    #[must_use]
    pub fn tells_use(&self) -> bool {
        self.groups.iter().flat_map(|group| group.days.values()).any(Sums::tells_use)
    }

    /// Whether any row has tokens.
    #[must_use]
    pub fn has_tokens(&self) -> bool {
        !self.lanes.is_empty()
    }

    /// The first start and the last end in seconds since 1970.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        self.span
    }

    /// The longest stretch of a row in seconds.
    #[must_use]
    pub fn longest(&self) -> i64 {
        self.longest
    }

    /// The tokens of every model by day and lane, which are taken out.
    pub fn take_lanes(&mut self) -> BTreeMap<String, OrderedLanes> {
        let lanes = std::mem::take(&mut self.lanes);
        lanes.into_iter().map(|(model, lanes)| (String::from(model), lanes.into_iter().collect())).collect()
    }

    /// Every group with its model and project.
    pub fn into_groups(self) -> impl Iterator<Item = ((String, String), Group)> {
        let Self { models, mut groups, .. } = self;
        let names = models.into_iter().flat_map(|(model, projects)| {
            projects.into_iter().map(move |(project, index)| ((String::from(&*model), String::from(project)), index))
        });
        let names: Vec<_> = names.collect();
        names.into_iter().map(move |(name, index)| (name, std::mem::take(&mut groups[index])))
    }

    fn group(&mut self, model: &str, project: &str) -> usize {
        let known = self.models.get(model).and_then(|projects| projects.get(project)).copied();
        known.unwrap_or_else(|| {
            self.groups.push(Group::default());
            let index = self.groups.len() - 1;
            self.models.entry(model.into()).or_default().insert(project.into(), index);
            index
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usage::entry::row::Requests;
    use crate::usage::entry::tokens::Tokens;

    /// A request of an hour, of so many tokens in.
    fn row(start: i64, names: (&'static str, &'static str), fresh: u64) -> Row<'static> {
        let mut row = Row::new(Stretch { start, end: start + 3_600 }, names.0.into());
        row.project = names.1.into();
        row.requests = Requests::Counted(1);
        row.tokens = Some(Tokens { fresh, ..Tokens::default() });
        row
    }

    fn tally(rows: &[Row<'_>]) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            tally.take(row);
        }
        tally
    }

    /// Every model, project and day with its requests and fresh tokens.
    fn told(tally: Tally) -> Vec<(String, String, i64, u128, u128)> {
        let of_group = |((model, project), group): ((String, String), Group)| {
            let days: Vec<_> = group.days.into_iter().collect();
            days.into_iter().map(move |(day, sums)| (model.clone(), project.clone(), day, sums.requests, sums.fresh))
        };
        let mut told: Vec<_> = tally.into_groups().flat_map(of_group).collect();
        told.sort();
        told
    }

    #[test]
    fn two_tallies_make_one_in_any_order() {
        let a = [row(0, ("m", "p"), 1), row(86_400, ("m", "p"), 2)];
        let b = [row(7_200, ("m", "p"), 4), row(0, ("m", "q"), 8), row(0, ("n", "p"), 16)];
        let expected = [("m", "p", 0, 2, 5), ("m", "p", 1, 1, 2), ("m", "q", 0, 1, 8), ("n", "p", 0, 1, 16)];
        let expected: Vec<_> = expected
            .map(|(model, project, day, requests, fresh)| (model.to_owned(), project.to_owned(), day, requests, fresh))
            .into();
        for (first, second) in [(&a[..], &b[..]), (&b, &a)] {
            let mut both = tally(first);
            both.add(tally(second));
            assert_eq!((both.span(), both.longest(), both.len()), (Some((0, 90_000)), 3_600, 3));
            assert_eq!(both.take_lanes().len(), 2);
            assert_eq!(told(both), expected);
        }
    }

    #[test]
    fn a_bucket_without_use_is_told_of_and_no_row() {
        let mut tally = Tally::default();
        tally.cover(Stretch { start: 86_400, end: 172_800 });
        assert_eq!((tally.len(), tally.tells_use(), tally.span()), (0, false, Some((86_400, 172_800))));
        assert_eq!(tally.told().iter().copied().collect::<Vec<_>>(), [1]);
        tally.forget_told();
        assert!(tally.told().is_empty());
    }
}
