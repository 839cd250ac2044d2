//! Costs that two sources tell of: a gateway's log and the provider's bill of the same calls.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::join::words;
use super::report::{FileReport, Tells};
use super::tally::Tally;
use crate::catalog::undated;
use crate::quantity::YearMonth;
use crate::quantity::figures::exact;
use crate::usage::entry::format::Format;
use crate::usage::entry::moment::date;

/// Costs of a file that are left out, since another source tells of the same model and days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubleCost {
    /// The files whose costs count.
    pub kept: BTreeSet<String>,
    /// Whose these are.
    pub grade: Grade,
    /// The file whose costs do not.
    pub left: String,
    /// The models.
    pub models: BTreeSet<String>,
    /// The days, counted from 1970-01-01 UTC.
    pub days: BTreeSet<i64>,
    /// What the former say.
    pub kept_cost: Decimal,
    /// What the latter says.
    pub left_cost: Decimal,
}

/// How near to an invoice costs are; the nearest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// The provider's own costs.
    Provider,
    /// A bill of several providers.
    Bill,
    /// What a reseller charges.
    Reseller,
    /// What a gateway or a trace works out by a price list.
    WorkedOut,
}

/// A model and a day of one source.
struct Told {
    file: usize,
    format: Option<Format>,
    tells: Tells,
    group: usize,
    day: i64,
    provider: Option<String>,
    model: String,
    project: String,
    cost: Decimal,
}

/// Leaves the costs of files out whose models, days and, where both call these alike, projects another source
/// tells of that is nearer to an invoice, and notes in their reports how many rows these are of.
/// Sources are exports of different formats, of which one at least is about costs only: two logs of the same
/// calls would count tokens twice, too, and those of one format are parts of a whole.
pub fn count_once(tallies: &mut [Tally], files: &mut [FileReport]) -> Vec<DoubleCost> {
    let is_one = files.iter().all(|file| file.format == files[0].format);
    if is_one || files.iter().all(|file| file.tells == Tells::Tokens) {
        return Vec::new();
    }
    let mut found = BTreeMap::<(Grade, &str, usize), DoubleCost>::new();
    for mut rest in told(tallies, files).into_values() {
        while let Some(format) = rest.iter().map(|told| (grade(told.format), told.format)).min() {
            let (kept, others): (Vec<Told>, Vec<Told>) =
                rest.into_iter().partition(|told| (grade(told.format), told.format) == format);
            let is_left = |told: &Told| kept.iter().any(|best| is_same(told, best));
            let (left, apart): (Vec<Told>, Vec<Told>) = others.into_iter().partition(is_left);
            for (file, left) in by_file(left) {
                let key = (format.0, format.1.map_or("", Format::name), file);
                let name = || DoubleCost::new(format.0, files[file].name.clone());
                found.entry(key).or_insert_with(name).add(&kept, &left, files);
                for told in &left {
                    if let Some(sums) = tallies[file].group_mut(told.group).days.get_mut(&told.day) {
                        files[file].rows.set_costs_aside(sums);
                        sums.drop_cost();
                    }
                }
            }
            rest = apart;
        }
    }
    found.into_values().collect()
}

fn by_file(all: Vec<Told>) -> BTreeMap<usize, Vec<Told>> {
    let mut files = BTreeMap::<usize, Vec<Told>>::new();
    for told in all {
        files.entry(told.file).or_default().push(told);
    }
    files
}

/// Every cost by the words of its model and its day; by its month where a file has rows of more than a day.
fn told(tallies: &mut [Tally], files: &[FileReport]) -> BTreeMap<(Vec<String>, i64), Vec<Told>> {
    const LONGEST_DAY: i64 = 90_000;
    let mut told = BTreeMap::<(Vec<String>, i64), Vec<Told>>::new();
    let by_month = tallies.iter().any(|tally| tally.longest() > LONGEST_DAY);
    for (file, (tally, report)) in tallies.iter_mut().zip(files).enumerate() {
        for ((model, project), group) in tally.named_groups() {
            let (provider, words) = name(&model, report.format);
            if words.is_empty() {
                continue; // without a model nothing says that costs are of the same
            }
            for (day, sums) in tally.group_mut(group).days.iter().filter(|(_, sums)| sums.costed > 0) {
                let unit = if by_month { YearMonth::of_day(*day).0.day_number() } else { *day };
                told.entry((words.clone(), unit)).or_default().push(Told {
                    file,
                    format: report.format,
                    tells: report.tells,
                    group,
                    day: *day,
                    provider: provider.clone(),
                    model: model.clone(),
                    project: project.clone(),
                    cost: sums.cost.decimal(),
                });
            }
        }
    }
    told
}

/// Whether two costs of a model and a day may be the same.
fn is_same(told: &Told, best: &Told) -> bool {
    let has_costs_only = told.tells == Tells::Money || best.tells == Tells::Money;
    let providers = (told.provider.as_ref(), best.provider.as_ref());
    let names_projects = [told, best].iter().all(|told| has_project_ids(told.format) && !told.project.is_empty());
    told.format != best.format
        && has_costs_only
        && !matches!(providers, (Some(a), Some(b)) if a != b)
        && !(names_projects && told.project != best.project)
}

/// Whether the projects of an export have the provider's identifiers: teams of a gateway and display names of a
/// console call the same use otherwise.
fn has_project_ids(format: Option<Format>) -> bool {
    matches!(format, Some(Format::Pages | Format::OpenAiCostCsv))
}

fn grade(format: Option<Format>) -> Grade {
    match format {
        Some(Format::Pages | Format::OpenAiCostCsv | Format::AnthropicCostCsv | Format::DeepSeek) => Grade::Provider,
        Some(Format::Focus) => Grade::Bill,
        Some(Format::OpenRouterActivity | Format::OpenRouterLog) => Grade::Reseller,
        _ => Grade::WorkedOut,
    }
}

/// Who is paid for a model, where the file or the name says so; and the words of its name, without a date.
fn name(model: &str, format: Option<Format>) -> (Option<String>, Vec<String>) {
    let model = model.to_lowercase();
    let (path, own) = model.rsplit_once('/').map_or((None, model.as_str()), |(path, own)| (Some(path), own));
    let of_path = path.and_then(|path| path.split('/').next()).map(str::to_owned);
    let provider = match format {
        Some(Format::OpenAiCostCsv) => Some("openai".to_owned()),
        Some(Format::AnthropicCostCsv) => Some("anthropic".to_owned()),
        Some(Format::DeepSeek) => Some("deepseek".to_owned()),
        Some(Format::OpenRouterActivity | Format::OpenRouterLog) => Some("openrouter".to_owned()),
        _ => of_path,
    };
    (provider, words(undated(own).unwrap_or(own)).0)
}

impl DoubleCost {
    fn new(grade: Grade, left: String) -> Self {
        let (kept, models, days) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { kept, grade, left, models, days, kept_cost: Decimal::ZERO, left_cost: Decimal::ZERO }
    }

    /// Adds costs of a model and day, or month: what counts, and what does not.
    fn add(&mut self, kept: &[Told], left: &[Told], files: &[FileReport]) {
        for told in kept.iter().filter(|kept| left.iter().any(|left| is_same(left, kept))) {
            self.kept_cost = self.kept_cost.saturating_add(told.cost);
            self.kept.insert(files[told.file].name.clone());
        }
        for told in left {
            self.left_cost = self.left_cost.saturating_add(told.cost);
            self.models.insert(told.model.clone());
            self.days.insert(told.day);
        }
    }

    /// What was left out and why.
    #[must_use]
    pub fn words(&self) -> String {
        let named = |names: &BTreeSet<String>, mark: &str| {
            let mut shown: Vec<String> = names.iter().take(3).map(|name| format!("{mark}{name}{mark}")).collect();
            shown.extend((names.len() > 3).then(|| format!("{} more", names.len() - 3)));
            shown.join(", ")
        };
        let days = match (self.days.first(), self.days.last()) {
            (Some(first), Some(last)) if first != last => {
                format!("{} days from {} to {}", self.days.len(), date(*first), date(*last))
            }
            (Some(day), _) => date(*day),
            (None, _) => String::new(),
        };
        let whose = match self.grade {
            Grade::Provider => "the provider's own costs",
            Grade::Bill => "the costs of the bill",
            Grade::Reseller => "the costs of the reseller",
            Grade::WorkedOut => "the costs of the former",
        };
        format!(
            "{} and `{}` both tell what {} cost on {days}: {whose} count, {} in all; those of `{}`, {} in all, are left out",
            named(&self.kept, "`"),
            self.left,
            named(&self.models, ""),
            exact(self.kept_cost.round_dp(6)),
            self.left,
            exact(self.left_cost.round_dp(6)),
        )
    }
}
