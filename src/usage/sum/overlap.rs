//! Files that tell of the same models and days, and so may count the same requests twice.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{FileReport, Reason, Tells};
use super::tally::Tally;
use crate::catalog::{Catalog, MeantNames, undated};
use crate::quantity::YearMonth;
use crate::usage::entry::moment::date;

/// A file that tells of models and days that earlier files tell of, too, without sharing a row with any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// The file.
    pub file: String,
    /// The earlier ones, in order.
    pub others: Vec<String>,
    /// The models as the file writes them; empty of rows that name none.
    pub models: BTreeSet<String>,
    /// The days, counted from 1970-01-01 UTC; months, by their first day, where rows stand for more than a day.
    pub days: BTreeSet<i64>,
}

/// The days on which a file tells of a model's use, by what the model is known as: how the file writes it, and the
/// days.
type Known = BTreeMap<String, (String, BTreeSet<i64>)>;

/// The files that may count requests of earlier files again: both tell of tokens, of the same model on the same day,
/// and the later one has no row that is known. Models are the same when they mean the same one of the catalog or
/// have the same name without a date; rows without a model may be of any.
pub fn overlaps(tallies: &mut [Tally], files: &[FileReport]) -> Vec<Overlap> {
    let counts = |file: &FileReport| file.tells == Tells::Tokens;
    if files.iter().filter(|file| counts(file)).count() < 2 {
        return Vec::new();
    }
    let catalog = Catalog::carried();
    let names = MeantNames::of(&catalog);
    let known: Vec<Known> = known(tallies, &names);
    let mut found = Vec::new();
    for (index, file) in files.iter().enumerate() {
        if !counts(file) || file.rows.left(Reason::Duplicate) > 0 {
            continue;
        }
        let mut overlap = Overlap { file: file.name.clone(), ..Overlap::default() };
        for (other, earlier) in files[..index].iter().zip(&known).filter(|(other, _)| counts(other)) {
            if overlap.take(earlier, &known[index]) {
                overlap.others.push(other.name.clone());
            }
        }
        found.extend((!overlap.others.is_empty()).then_some(overlap));
    }
    found
}

/// What each file tells of.
fn known(tallies: &mut [Tally], names: &MeantNames<'_>) -> Vec<Known> {
    const LONGEST_DAY: i64 = 90_000;
    let by_month = tallies.iter().any(|tally| tally.longest() > LONGEST_DAY);
    let unit = |day: i64| if by_month { YearMonth::of_day(day).0.day_number() } else { day };
    let of_file = |tally: &mut Tally| {
        let mut known = Known::new();
        for ((model, _), group) in tally.named_groups() {
            let days = &tally.group_mut(group).days;
            let mut days = days.iter().filter(|(_, sums)| sums.tells_use()).map(|(day, _)| unit(*day)).peekable();
            if days.peek().is_some() {
                let own = known.entry(key(&model, names)).or_insert_with(|| (model, BTreeSet::new()));
                own.1.extend(days);
            }
        }
        known
    };
    tallies.iter_mut().map(of_file).collect()
}

fn key(model: &str, names: &MeantNames<'_>) -> String {
    names.find(model).map_or_else(|| undated(model).unwrap_or(model).to_lowercase(), |entry| entry.id)
}

impl Overlap {
    /// Adds the models and days that two files tell of; whether there are any.
    fn take(&mut self, earlier: &Known, later: &Known) -> bool {
        let mut is_found = false;
        let mut both = |name: &str, a: &BTreeSet<i64>, b: &BTreeSet<i64>| {
            let mut common = a.intersection(b).copied().peekable();
            if common.peek().is_some() {
                self.models.insert(name.to_owned());
                self.days.extend(common);
                is_found = true;
            }
        };
        let unnamed = earlier.get("");
        for (key, (name, days)) in later {
            if key.is_empty() {
                for (other, told) in earlier.values() {
                    both(other, told, days);
                }
                continue;
            }
            for (_, told) in earlier.get(key).into_iter().chain(unnamed) {
                both(name, told, days);
            }
        }
        is_found
    }

    /// What may be counted twice, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let some = |names: Vec<String>| {
            let more = names.len().saturating_sub(3);
            let mut shown: Vec<String> = names.into_iter().take(3).collect();
            shown.extend((more > 0).then(|| format!("{more} more")));
            shown.join(", ")
        };
        let others = some(self.others.iter().map(|name| format!("`{name}`")).collect());
        let name = |name: &String| if name.is_empty() { "rows without a model" } else { name.as_str() }.to_owned();
        let models = some(self.models.iter().map(name).collect());
        let days = match (self.days.first(), self.days.last()) {
            (Some(first), Some(last)) if first != last => {
                format!("{} days from {} to {}", self.days.len(), date(*first), date(*last))
            }
            (day, _) => day.copied().map(date).unwrap_or_default(),
        };
        format!(
            "{others} and `{}` tell of the same days ({models}; {days}): if they saw the same requests, these are counted \
             twice",
            self.file
        )
    }
}
