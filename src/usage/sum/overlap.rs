//! Files that tell of the same models and days, and so may count the same requests twice.

use std::collections::{BTreeMap, BTreeSet};

use super::grain::Grain;
use super::report::{FileReport, Reason, Tells};
use super::tally::Tally;
use super::twice::{days_in_words, first_three};
use crate::catalog::{Identity, MeantNames};
use crate::usage::entry::format::Format;

/// Files, of one format if there are several, that tell of models and days that earlier files tell of, too, without
/// sharing a row with any of their format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// The files, in order: several of one format that tell of the same models, such as pages of one export.
    pub files: Vec<String>,
    /// The earlier ones, in order.
    pub others: Vec<String>,
    /// The models as the file writes them; empty of rows that name none.
    pub models: BTreeSet<String>,
    /// The days, counted from 1970-01-01 UTC; months, by their first day, where rows stand for more than a day.
    pub days: BTreeSet<i64>,
    /// How many of their rows earlier files of other formats have, too, by the identifier of the response.
    pub shared: u64,
}

/// A model that a file tells of: what it is, how the file writes it, and the days.
struct Told {
    identity: Identity,
    name: String,
    days: BTreeSet<i64>,
}

/// The models that a file tells of by their words, which are none of rows without a model.
type Known = BTreeMap<Vec<String>, Vec<Told>>;

/// The files that may count requests of earlier files again: both tell of tokens, of the same model on the same day,
/// and the later one has no row that is known. Of another format, rows that are known do not speak for the others:
/// not every request has the same identifier in both. Models are the same by [`Identity::is_same`]; rows without a
/// model may be of any.
pub fn overlaps(tallies: &mut [Tally], files: &[FileReport], names: &MeantNames<'_>) -> Vec<Overlap> {
    let counts = |file: &FileReport| file.tells == Tells::Tokens;
    if files.iter().filter(|file| counts(file)).count() < 2 {
        return Vec::new();
    }
    let known: Vec<Known> = known(tallies, names);
    let mut found = Vec::<(Option<Format>, Overlap)>::new();
    for (index, file) in files.iter().enumerate() {
        let shared = file.rows.left(Reason::Duplicate);
        let is_of_its_format = |earlier: &FileReport| counts(earlier) && earlier.format == file.format;
        if !counts(file) || shared > 0 && files[..index].iter().any(is_of_its_format) {
            continue;
        }
        let mut overlap = Overlap { files: vec![file.name.clone()], shared, ..Overlap::default() };
        for (other, earlier) in files[..index].iter().zip(&known).filter(|(other, _)| counts(other)) {
            if overlap.take(earlier, &known[index]) {
                overlap.others.push(other.name.clone());
            }
        }
        let is_alike = |(format, before): &&mut (Option<Format>, Overlap)| {
            *format == file.format && before.others == overlap.others && before.models == overlap.models
        };
        if let Some((_, before)) = found.last_mut().filter(is_alike) {
            before.files.extend(overlap.files);
            before.days.extend(overlap.days);
            before.shared += overlap.shared;
        } else if !overlap.others.is_empty() {
            found.push((file.format, overlap));
        }
    }
    found.into_iter().map(|(_, overlap)| overlap).collect()
}

/// What each file tells of.
fn known(tallies: &mut [Tally], names: &MeantNames<'_>) -> Vec<Known> {
    let grain = Grain::of(tallies.iter().map(Tally::longest).max().unwrap_or(0));
    let of_file = |tally: &mut Tally| {
        let mut known = Known::new();
        for ((model, _), group) in tally.named_groups() {
            let days = &tally.group_mut(group).days;
            let mut days = days.iter().filter(|(_, sums)| sums.tells_use()).map(|(day, _)| grain.unit(*day)).peekable();
            if days.peek().is_some() {
                let identity = Identity::of(&model, names);
                let alike = known.entry(identity.words.clone()).or_default();
                match alike.iter_mut().find(|told| told.identity == identity) {
                    Some(own) => own.days.extend(days),
                    None => alike.push(Told { identity, name: model, days: days.collect() }),
                }
            }
        }
        known
    };
    tallies.iter_mut().map(of_file).collect()
}

impl Overlap {
    /// Adds the models and days that two files tell of; whether there are any.
    fn take<'k>(&mut self, earlier: &'k Known, later: &'k Known) -> bool {
        let mut is_found = false;
        let mut both = |name: &str, a: &Told, b: &Told| {
            let mut common = a.days.intersection(&b.days).copied().peekable();
            if common.peek().is_some() {
                self.models.insert(name.to_owned());
                self.days.extend(common);
                is_found = true;
            }
        };
        let unnamed = |known: &'k Known| known.get(&Vec::new()).into_iter().flatten();
        for told in later.values().flatten().filter(|told| !told.identity.words.is_empty()) {
            let alike = earlier.get(&told.identity.words).into_iter().flatten();
            for other in alike.filter(|other| told.identity.is_same(&other.identity)).chain(unnamed(earlier)) {
                both(&told.name, other, told);
            }
        }
        for told in unnamed(later) {
            earlier.values().flatten().for_each(|other| both(&other.name, other, told));
        }
        is_found
    }

    /// What may be counted twice, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let others = first_three(self.others.iter().map(|name| format!("`{name}`")));
        let name = |name: &String| if name.is_empty() { "rows without a model" } else { name.as_str() }.to_owned();
        let (models, days) = (first_three(self.models.iter().map(name)), days_in_words(&self.days));
        let files = first_three(self.files.iter().map(|name| format!("`{name}`")));
        let told = format!("{others} and {files} tell of the same days ({models}; {days})");
        let if_same = match self.shared {
            0 => "if they saw the same requests".to_owned(),
            shared => format!(
                "{shared} rows of {files} are known by their response and count once; if the others are of the same \
                 requests"
            ),
        };
        format!("{told}: {if_same}, these are counted twice, and one of the files is to be left out")
    }
}
