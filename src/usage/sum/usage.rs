//! What exports say together, and what is worth a word about it.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::gaps::Days;
use super::grain::Grain;
use super::group::Group;
use super::group::used_days;
use super::join::joined;
use super::overlap::Overlap;
use super::paging::pages_missing;
use super::report::FileReport;
use super::sums::Sums;
use super::tally::Tally;
use super::twice::DoubleCost;
use crate::catalog::MeantNames;
use crate::quantity::YearMonth;
use crate::usage::entry::amount::Amount;
use crate::usage::entry::lane::OrderedLanes;

const DAY: i64 = 86_400;

/// Use as exports tell it.
#[derive(Debug)]
pub struct Usage {
    /// The rows by model and project; both are empty where an export does not say.
    pub groups: BTreeMap<(String, String), Group>,
    /// Tokens by model, day, and what their price depends on.
    pub lanes: BTreeMap<String, OrderedLanes>,
    /// What became of the rows of each file.
    pub files: Vec<FileReport>,
    /// The currency of every cost; none when no cost says one.
    pub currency: Option<String>,
    /// The first start and the last end in seconds since 1970 UTC.
    pub span: Option<(i64, i64)>,
    /// Whether the days of the rows are known.
    pub grain: Grain,
    /// Runs of days between them that hold nothing though days like them do: first and last each.
    pub gaps: Vec<(i64, i64)>,
    /// Days of buckets that the exports tell of, used or not.
    pub(super) told: BTreeSet<i64>,
    /// Costs that two sources tell of, which count once unless both are to.
    pub doubles: Vec<DoubleCost>,
    /// Files that may count the requests of others again.
    pub overlaps: Vec<Overlap>,
}

impl Usage {
    pub(in crate::usage) fn new(
        mut tally: Tally,
        (files, currency): (Vec<FileReport>, Option<String>),
        names: &MeantNames<'_>,
    ) -> Self {
        let (span, longest) = (tally.span(), tally.longest());
        let grain = Grain::of(longest);
        let told = tally.told().iter().copied().collect();
        let lanes = tally.take_lanes();
        let (groups, lanes) = joined(tally.into_groups().collect(), lanes, names);
        let (gaps, doubles, overlaps) = (Vec::new(), Vec::new(), Vec::new());
        let mut usage = Self { groups, lanes, files, currency, span, grain, gaps, told, doubles, overlaps };
        if let (Grain::Day, Some(range)) = (grain, usage.days()) {
            let used = used_days(&usage.groups.values().collect::<Vec<_>>());
            usage.gaps = super::gaps::gaps(&Days { used, blank: usage.told.clone(), range });
        }
        usage
    }

    /// Whether its costs can be held against prices in US dollars: they are in these, or no currency is told.
    #[must_use]
    pub fn is_in_dollars(&self) -> bool {
        self.currency.as_deref().is_none_or(|code| code == "USD")
    }

    /// Whether costs are told, and no export says in which currency.
    #[must_use]
    pub fn is_currency_untold(&self) -> bool {
        let without = |file: &FileReport| file.rows.cost_without_currency != Amount::ZERO;
        self.currency.is_none() && self.files.iter().any(without)
    }

    /// The sums of every month, model and project, in order.
    #[must_use]
    pub fn months(&self) -> BTreeMap<(YearMonth, &str, &str), Sums> {
        let mut months = BTreeMap::<_, Sums>::new();
        for ((model, project), group) in &self.groups {
            for (day, sums) in &group.days {
                let (month, _) = YearMonth::of_day(*day);
                months.entry((month, model.as_str(), project.as_str())).or_default().add(sums);
            }
        }
        months
    }

    /// Every model that is named.
    #[must_use]
    pub fn models(&self) -> BTreeSet<&str> {
        self.groups.keys().map(|(model, _)| model.as_str()).filter(|model| !model.is_empty()).collect()
    }

    /// The days that are told of, as the first and the last, counted from 1970-01-01 UTC.
    #[must_use]
    pub fn days(&self) -> Option<(i64, i64)> {
        let (start, end) = self.span?;
        // an end at midnight is the end of the day before; zones move it by up to half a day
        let last = if end > start {
            (end - DAY / 2 - 1).div_euclid(DAY).max(start.div_euclid(DAY))
        } else {
            end.div_euclid(DAY)
        };
        let all = self.groups.values().flat_map(|group| group.days.keys().copied());
        let (first_used, last_used) = all.fold((i64::MAX, i64::MIN), |(a, b), day| (a.min(day), b.max(day)));
        let first = (start + DAY / 2).div_euclid(DAY);
        Some((first.min(first_used).max(start.div_euclid(DAY)), last.max(last_used)))
    }

    /// How many days of a month are told of.
    #[must_use]
    pub fn days_of(&self, month: YearMonth) -> i64 {
        let Some((first, last)) = self.days() else { return 0 };
        self.days_between(first.max(month.day_number()), last.min(month.plus(1).day_number() - 1))
    }

    /// How many months are told of; one told of in part counts by its days.
    #[must_use]
    pub fn months_told(&self) -> Decimal {
        let Some((first, last)) = self.days() else { return Decimal::ZERO };
        let (first, last) = (YearMonth::of_day(first).0, YearMonth::of_day(last).0);
        let share = |month: YearMonth| Decimal::from(self.days_of(month)) / Decimal::from(month.days());
        (0..=last.since(first)).map(|step| share(first.plus(step))).sum()
    }

    /// What is worth a word: cut files, rows left out, pages that are missing, files that may count
    /// the same use twice.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        for file in &self.files {
            warnings.extend(of_file(file));
        }
        warnings.extend(self.overlaps.iter().map(Overlap::words));
        warnings.extend(pages_missing(&self.files));
        warnings.extend(self.gap_warnings());
        warnings.extend(self.doubles.iter().map(DoubleCost::words));
        warnings.extend(self.nameless());
        warnings.extend(self.untold_currency());
        warnings
    }
}

fn of_file(file: &FileReport) -> Vec<String> {
    let mut warnings = Vec::new();
    let name = &file.name;
    if let Some(fault) = &file.cut {
        warnings.push(format!("`{name}` is not whole: {fault}"));
    }
    for fault in &file.rows.faults {
        warnings.push(format!("`{name}`, {fault}"));
    }
    let shown = file.rows.faults.len() as u64;
    if file.rows.faulty > shown {
        warnings.push(format!("`{name}`: {} more rows are not understood", file.rows.faulty - shown));
    }
    if file.rows.conflicts > 0 {
        warnings.push(format!(
            "{} rows of `{name}` have other figures in an earlier file; those were kept: give the newer file first",
            file.rows.conflicts
        ));
    }
    if file.rows.costs_lost > 0 {
        warnings.push(format!(
            "{} rows of `{name}` stand in an earlier file without a cost, and their costs are left out with them: give \
             `{name}` first",
            file.rows.costs_lost
        ));
    }
    if file.rows.alternatives.len() > 1 {
        let options: Vec<&str> = file.rows.alternatives.iter().map(String::as_str).collect();
        warnings.push(format!(
            "`{name}` is a plan of {} alternatives, which are added up here ({}): keep the rows of one `x_Option`",
            options.len(),
            options.join(", ")
        ));
    }
    if file.rows.read() == 0 {
        warnings.push(format!("`{name}` holds no rows"));
    }
    warnings
}
