//! Costs that two sources tell of: a gateway's log and the provider's bill of the same calls.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::format::Format;
use super::join::words;
use super::moment::date;
use super::report::{FileReport, Tells};
use super::tally::Tally;
use crate::catalog::undated;
use crate::quantity::YearMonth;
use crate::quantity::figures::exact;

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
    group: usize,
    day: i64,
    provider: Option<String>,
    model: String,
    cost: Decimal,
}

/// Leaves the costs of files out whose models and days another source tells of that is nearer to an invoice.
/// Sources are exports of different formats, of which one at least is about costs only: two logs of the same
/// calls would count tokens twice, too, and those of one format are parts of a whole.
pub fn count_once(tallies: &mut [Tally], files: &[FileReport]) -> Vec<DoubleCost> {
    let is_one = files.iter().all(|file| file.format == files[0].format);
    if is_one || files.iter().all(|file| file.tells == Tells::Tokens) {
        return Vec::new();
    }
    let mut found = BTreeMap::<(Grade, &str, usize), DoubleCost>::new();
    for all in told(tallies, files).into_values() {
        let (kept, left) = split(&all, files);
        let Some(best) = kept.first().map(|told| &files[told.file]) else { continue };
        let kept_cost = kept.iter().fold(Decimal::ZERO, |sum, told| sum.saturating_add(told.cost));
        let mut seen = BTreeSet::new();
        for left in left {
            let grade = grade(best.format);
            let key = (grade, best.format.map_or("", Format::name), left.file);
            let double = found.entry(key).or_insert_with(|| DoubleCost::new(grade, files[left.file].name.clone()));
            double.left_cost = double.left_cost.saturating_add(left.cost);
            double.models.insert(left.model.clone());
            double.days.insert(left.day);
            if seen.insert(left.file) {
                double.kept_cost = double.kept_cost.saturating_add(kept_cost);
                double.kept.extend(kept.iter().map(|told| files[told.file].name.clone()));
            }
            if let Some(sums) = tallies[left.file].group_mut(left.group).days.get_mut(&left.day) {
                sums.drop_cost();
            }
        }
    }
    found.into_values().collect()
}

/// Every cost by the words of its model and its day; by its month where a file has rows of more than a day.
fn told(tallies: &mut [Tally], files: &[FileReport]) -> BTreeMap<(Vec<String>, i64), Vec<Told>> {
    const LONGEST_DAY: i64 = 90_000;
    let mut told = BTreeMap::<(Vec<String>, i64), Vec<Told>>::new();
    let by_month = tallies.iter().any(|tally| tally.longest() > LONGEST_DAY);
    for (file, (tally, report)) in tallies.iter_mut().zip(files).enumerate() {
        for (model, group) in tally.named_groups() {
            let (provider, words) = name(&model, report.format);
            if words.is_empty() {
                continue; // without a model nothing says that costs are of the same
            }
            for (day, sums) in tally.group_mut(group).days.iter().filter(|(_, sums)| sums.costed > 0) {
                let unit = if by_month { YearMonth::of_day(*day).0.day_number() } else { *day };
                let (provider, model, cost) = (provider.clone(), model.clone(), sums.cost.decimal());
                let one = Told { file, group, day: *day, provider, model, cost };
                told.entry((words.clone(), unit)).or_default().push(one);
            }
        }
    }
    told
}

/// What counts of what several files tell of a model and day, and what does not.
fn split<'t>(all: &'t [Told], files: &[FileReport]) -> (Vec<&'t Told>, Vec<&'t Told>) {
    let report = |told: &Told| &files[told.file];
    let Some(best) = all.iter().min_by_key(|told| (grade(report(told).format), told.file)) else {
        return (Vec::new(), Vec::new());
    };
    let is_other = |told: &&Told| {
        let is_apart = report(told).format != report(best).format;
        let has_costs_only = [report(told), report(best)].iter().any(|file| file.tells == Tells::Money);
        let providers = (told.provider.as_ref(), best.provider.as_ref());
        is_apart && has_costs_only && !matches!(providers, (Some(a), Some(b)) if a != b)
    };
    let kept = all.iter().filter(|told| report(told).format == report(best).format).collect();
    (kept, all.iter().filter(is_other).collect())
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
            Grade::Provider => "the provider's own",
            Grade::Bill => "the bill's",
            Grade::Reseller => "the reseller's",
            Grade::WorkedOut => "the former",
        };
        format!(
            "{} and `{}` both tell what {} cost on {days}: {whose} count, {}; {} of `{}` does not",
            named(&self.kept, "`"),
            self.left,
            named(&self.models, ""),
            exact(self.kept_cost.round_dp(6)),
            exact(self.left_cost.round_dp(6)),
            self.left
        )
    }
}
