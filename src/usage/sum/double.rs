//! Costs that two sources tell of: a gateway's log and the provider's bill of the same calls.

use std::collections::BTreeMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::grain::Grain;
use super::report::{FileReport, Tells};
use super::tally::Tally;
use super::twice::DoubleCost;
use crate::catalog::{Identity, MeantNames};
use crate::usage::entry::format::Format;

/// What becomes of costs that two sources tell of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Costs {
    /// Those nearest to an invoice count.
    #[default]
    Once,
    /// All count.
    Both,
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

/// A model and a project of one source, as far as it says whose costs these are.
pub(super) struct Charged {
    pub file: usize,
    format: Option<Format>,
    tells: Tells,
    group: usize,
    /// The model as the file writes it.
    pub model: String,
    identity: Identity,
    /// Who is paid.
    payee: Option<String>,
    account: Option<Account>,
}

/// What it costs on a day.
pub(super) struct Told {
    pub of: Rc<Charged>,
    pub day: i64,
    pub cost: Decimal,
}

/// Whose use costs are of, by an identifier of the provider's own: two of a kind can be compared, whichever export
/// has them. Teams and hashed keys of a gateway, names of a console, and aliases of keys cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Account {
    /// A project of `OpenAI`.
    Project(String),
    /// A workspace of Anthropic.
    Workspace(String),
}

impl Account {
    fn of(project: &str, format: Option<Format>) -> Option<Self> {
        let is_openai = matches!(format, Some(Format::Pages | Format::OpenAiCostCsv));
        let has_sub_accounts = is_openai || format == Some(Format::Focus);
        match project {
            "" => None,
            id if has_sub_accounts && id.starts_with("wrkspc_") => Some(Self::Workspace(id.to_owned())),
            id if is_openai || has_sub_accounts && id.starts_with("proj_") => Some(Self::Project(id.to_owned())),
            _ => None,
        }
    }

    fn is_other(&self, other: &Self) -> bool {
        self != other && std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Charged {
    fn rank(&self) -> Rank {
        (grade(self.format), self.tells, self.format)
    }

    /// Whether the two are a bill and a log with costs in tables of the user's own, which have one format.
    fn is_bill_beside(&self, other: &Self) -> bool {
        let is_own = matches!(self.format, Some(Format::Aggregated | Format::Columns));
        is_own && self.tells != other.tells
    }

    /// Whether the costs of a day may be the same.
    fn is_same(&self, best: &Self) -> bool {
        let differ = |(a, b): (Option<&String>, Option<&String>)| a.zip(b).is_some_and(|(a, b)| a != b);
        let accounts = self.account.as_ref().zip(best.account.as_ref());
        (self.format != best.format || self.is_bill_beside(best))
            && (self.tells == Tells::Money || best.tells == Tells::Money)
            && self.identity.is_same(&best.identity)
            && !differ((self.payee.as_ref(), best.payee.as_ref()))
            && !accounts.is_some_and(|(own, other)| own.is_other(other))
    }
}

/// Whose costs count: the lowest comes first.
type Rank = (Grade, Tells, Option<Format>);

/// Costs of several sources that may be the same: of models with the same words on one day, or in one month.
type Alike = BTreeMap<(Vec<String>, i64), Vec<Told>>;

/// Finds the costs of files whose models, days and, where both have identifiers of the provider's own, accounts
/// another source tells of that is nearer to an invoice. Unless both are to count they are left out, which the reports
/// of the files note.
/// Sources are exports of different formats, of which one at least is about costs only: two logs of the same
/// calls would count tokens twice, too, and those of one format are parts of a whole, but for a bill and a log in
/// tables of the user's own.
pub fn count_once(
    tallies: &mut [Tally],
    files: &mut [FileReport],
    (costs, names): (Costs, &MeantNames<'_>),
) -> Vec<DoubleCost> {
    let is_one = files.iter().all(|file| (file.format, file.tells) == (files[0].format, files[0].tells));
    if is_one || files.iter().all(|file| file.tells == Tells::Tokens) {
        return Vec::new();
    }
    let mut found = BTreeMap::<(Rank, usize), DoubleCost>::new();
    for ((words, _), alike) in told(tallies, files, names) {
        for (kept, left) in doubles(alike) {
            let Some(first) = left.first().map(|told| told.of.file) else { continue };
            let Some(rank) = kept.first().map(|told| told.of.rank()) else { continue };
            let name = || DoubleCost::new((rank.0, costs), files[first].name.clone());
            let double = found.entry((rank, first)).or_insert_with(name);
            let is_told_of = |best: &&Told| left.iter().any(|told| told.of.is_same(&best.of));
            let kept: Vec<&Told> = kept.iter().filter(is_told_of).collect();
            double.add(&words, (&kept, &left), files);
            if costs == Costs::Once {
                for told in &left {
                    drop_cost(told, (tallies, files));
                }
            }
        }
    }
    found.into_values().collect()
}

/// The costs that count, those nearest to an invoice first, each list with those of one file that do not beside it.
fn doubles(mut rest: Vec<Told>) -> Vec<(Rc<[Told]>, Vec<Told>)> {
    let mut found = Vec::new();
    while let Some(best) = rest.iter().map(|told| told.of.rank()).min() {
        let (kept, others): (Vec<Told>, Vec<Told>) = rest.into_iter().partition(|told| told.of.rank() == best);
        let is_left = |told: &Told| kept.iter().any(|best| told.of.is_same(&best.of));
        let (left, apart): (Vec<Told>, Vec<Told>) = others.into_iter().partition(is_left);
        let mut files = BTreeMap::<usize, Vec<Told>>::new();
        for told in left {
            files.entry(told.of.file).or_default().push(told);
        }
        let kept: Rc<[Told]> = kept.into();
        found.extend(files.into_values().map(|left| (Rc::clone(&kept), left)));
        rest = apart;
    }
    found
}

fn drop_cost(told: &Told, (tallies, files): (&mut [Tally], &mut [FileReport])) {
    let file = told.of.file;
    if let Some(sums) = tallies[file].group_mut(told.of.group).days.get_mut(&told.day) {
        files[file].rows.set_costs_aside(sums);
        sums.drop_cost();
    }
}

/// Every cost by the words of its model and its day; by its month where a file has rows of more than a day.
fn told(tallies: &mut [Tally], files: &[FileReport], names: &MeantNames<'_>) -> Alike {
    let grain = Grain::of(tallies.iter().map(Tally::longest).max().unwrap_or(0));
    let mut told = Alike::new();
    for (file, (tally, report)) in tallies.iter_mut().zip(files).enumerate() {
        for ((model, project), group) in tally.named_groups() {
            let identity = Identity::of(&model, names);
            if identity.words.is_empty() {
                continue; // without a model nothing says that costs are of the same
            }
            let payee = payee(&model, &identity, report.format);
            let account = Account::of(&project, report.format);
            let (format, tells) = (report.format, report.tells);
            let of = Rc::new(Charged { file, format, tells, group, model, identity, payee, account });
            for (day, sums) in tally.group_mut(group).days.iter().filter(|(_, sums)| sums.costed > 0) {
                let cost = Told { of: Rc::clone(&of), day: *day, cost: sums.cost.decimal() };
                told.entry((of.identity.words.clone(), grain.unit(*day))).or_default().push(cost);
            }
        }
    }
    told
}

fn grade(format: Option<Format>) -> Grade {
    match format {
        Some(Format::Pages | Format::OpenAiCostCsv | Format::AnthropicCostCsv | Format::DeepSeek) => Grade::Provider,
        Some(Format::Focus) => Grade::Bill,
        Some(Format::OpenRouterActivity | Format::OpenRouterLog) => Grade::Reseller,
        _ => Grade::WorkedOut,
    }
}

/// Who is paid for a model, where the file or the name says so.
fn payee(model: &str, identity: &Identity, format: Option<Format>) -> Option<String> {
    let told = match format {
        Some(Format::OpenAiCostCsv) => Some("openai"),
        Some(Format::AnthropicCostCsv) => Some("anthropic"),
        Some(Format::DeepSeek) => Some("deepseek"),
        Some(Format::OpenRouterActivity | Format::OpenRouterLog) => Some("openrouter"),
        // pages are of the maker, who does not write who that is
        Some(Format::Pages) => identity.seller(),
        _ if model.trim().to_lowercase().starts_with("openrouter/") => Some("openrouter"),
        _ => identity.provider.as_deref(),
    };
    told.map(str::to_owned)
}
