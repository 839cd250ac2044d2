//! The option of a drafted scenario that stands for what was done.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::options::{models, named, option_of};
use super::text::{Draft, Drafting};
use crate::quantity::YearMonth;
use crate::quantity::figures::exact;
use crate::usage::entry::lane::OrderedLanes;
use crate::usage::needs::need::{Need, decimal};
use crate::usage::pricing::price::ModelPrices;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// The name of the option.
const TODAY: &str = "today";

/// Options that a blend divides into, at most.
const MOST_PARTS: usize = 64;

/// Hundredths of a percent that shares are rounded to.
const ALL: u128 = 10_000;

/// What served a workload: options with their shares in hundredths of a percent.
struct Served<'n> {
    need: &'n Need,
    shares: Vec<(String, u128)>,
    /// What shares are of, and when.
    of: String,
    /// What the blend costs more than the models did, each with its own lengths; none when not known.
    dearer: Option<Decimal>,
}

/// The option that stands for what was done, when there will be one; none when one model did it all.
///
/// # Errors
/// Why there is none.
pub fn as_it_was((usage, drafting): (&Usage, &Drafting<'_>), needs: &[Need]) -> Result<Option<&'static str>, String> {
    let served = served((usage, drafting), needs)?;
    Ok((served.len() > 1 || served.iter().any(|served| served.shares.len() > 1)).then_some(TODAY))
}

/// Options that have no share in the one that stands for what was done, by name with the last day of their use: they
/// were last used before the month of the shares. None when there is no such option.
pub fn no_longer((usage, drafting): (&Usage, &Drafting<'_>), needs: &[Need]) -> BTreeMap<String, i64> {
    let Ok(Some(_)) = as_it_was((usage, drafting), needs) else { return BTreeMap::new() };
    let served = served((usage, drafting), needs).unwrap_or_default();
    let is_served = |option: &str| served.iter().any(|own| own.shares.iter().any(|(name, _)| name == option));
    let since = needs.iter().filter_map(|need| last_whole(usage, need)).min().map(YearMonth::day_number);
    let last = |model: &String| {
        let groups = usage.groups.iter().filter(|((name, _), _)| name == model);
        groups.flat_map(|(_, group)| group.days.iter()).filter(|(_, sums)| in_use(sums)).map(|(day, _)| *day).max()
    };
    let mut gone = BTreeMap::new();
    for (model, option) in named(&models(needs)).into_iter().filter(|(_, option)| !is_served(option)) {
        if let (Some(last), Some(since)) = (last(&model), since)
            && last < since
        {
            gone.insert(option, last);
        }
    }
    gone
}

/// Writes the way it was done: each workload with its models.
pub fn today(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), needs: &[Need]) {
    let Ok(Some(_)) = as_it_was((usage, drafting), needs) else { return };
    let served = served((usage, drafting), needs).unwrap_or_default();
    if let [only] = &served[..] {
        only.blend(draft, TODAY);
        return;
    }
    let mut route = Vec::new();
    for own in &served {
        let name = if let [(only, _)] = &own.shares[..] {
            only.clone()
        } else {
            let name = format!("{TODAY}-{}", own.need.name);
            own.blend(draft, &name);
            name
        };
        route.push(format!("{} = \"{name}\"", own.need.name));
    }
    draft.line("");
    draft.line("# as it was: each workload with its models");
    draft.line(&format!("[options.{TODAY}]"));
    draft.line("kind = \"blend\"");
    draft.line(&format!("route = {{ {} }}", route.join(", ")));
}

impl Served<'_> {
    /// Writes the blend of a workload's models.
    fn blend(&self, draft: &mut Draft, name: &str) {
        draft.line("");
        draft.line(&format!(
            "# as `{}` was: shares of the {}, each with the workload's mean lengths",
            self.need.name, self.of
        ));
        if let Some(dearer) =
            self.dearer.map(|dearer| (dearer * Decimal::ONE_HUNDRED).round_dp(1)).filter(|dearer| !dearer.is_zero())
        {
            let more = if dearer.is_sign_negative() { "less" } else { "more" };
            draft.line(&format!(
                "# with these it costs {} % {more} than with each model's own lengths at the same prices; `--by project-model` keeps these",
                exact(dearer.abs())
            ));
        }
        draft.line(&format!("[options.{name}]"));
        draft.line("kind = \"blend\"");
        let share = |(option, share): &(String, u128)| {
            format!("{option} = \"{}%\"", exact(decimal(*share).checked_div(Decimal::ONE_HUNDRED).unwrap_or_default()))
        };
        let shares: Vec<String> = self.shares.iter().map(share).collect();
        draft.line(&format!("shares = {{ {} }}", shares.join(", ")));
    }
}

fn served<'n>((usage, drafting): (&Usage, &Drafting<'_>), needs: &'n [Need]) -> Result<Vec<Served<'n>>, String> {
    let names = named(&models(needs));
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let served: Vec<Served<'n>> =
        needs.iter().map(|need| one((usage, drafting), (need, &names))).collect::<Result<_, String>>()?;
    let parts: usize = served.iter().map(|served| served.shares.len()).sum();
    if parts > MOST_PARTS {
        return Err(format!("it would divide into {parts} parts, and a blend has at most {MOST_PARTS}"));
    }
    Ok(served)
}

fn one<'n>(
    (usage, drafting): (&Usage, &Drafting<'_>),
    (need, names): (&'n Need, &[(String, String)]),
) -> Result<Served<'n>, String> {
    let month = last_whole(usage, need);
    let by_model = by_model(usage, need, month);
    if by_model.contains_key("") {
        return Err(format!("some use of `{}` names no model", need.name));
    }
    let counted = by_model.values().all(|sums| sums.uncounted == 0) && by_model.values().any(|sums| sums.requests > 0);
    let weight = |sums: &Sums| if counted { sums.requests } else { sums.input() + sums.output };
    let mut weights = BTreeMap::<String, u128>::new();
    for (model, sums) in &by_model {
        // two spellings of one model may share an option
        let wanted = option_of(model);
        if let Some((_, name)) = names.iter().find(|(known, name)| known == model || *name == wanted) {
            *weights.entry(name.clone()).or_default() += weight(sums);
        }
    }
    let shares = hundredths(&weights);
    let when = month.map_or_else(|| "all days".to_owned(), |month| month.to_string());
    let of = format!("{} of {when}", if counted { "requests" } else { "tokens" });
    let dearer = dearer((drafting, need.range.1), (&by_model, weight));
    Ok(Served { need, shares, of, dearer })
}

/// The last whole month in which a workload was used.
fn last_whole(usage: &Usage, need: &Need) -> Option<YearMonth> {
    let whole = |(month, sums): &(YearMonth, Sums)| need.is_whole(usage, *month) && in_use(sums);
    need.months().into_iter().rev().find(whole).map(|(month, _)| month)
}

fn in_use(sums: &Sums) -> bool {
    sums.requests + sums.input() + sums.output > 0
}

/// The use of each model of a workload in a month; in all of them where none is whole.
fn by_model<'u>(usage: &'u Usage, need: &Need, month: Option<YearMonth>) -> BTreeMap<&'u str, Sums> {
    let mut by_model = BTreeMap::<&str, Sums>::new();
    let own = |(model, project): &(String, String)| need.models.contains(model) && need.projects.contains(project);
    for ((model, _), group) in usage.groups.iter().filter(|(names, _)| own(names)) {
        let within = |day: i64| month.is_none_or(|month| YearMonth::of_day(day).0 == month);
        for (_, sums) in group.days.iter().filter(|(day, _)| within(**day)) {
            by_model.entry(model).or_default().add(sums);
        }
    }
    by_model.retain(|_, sums| in_use(sums));
    by_model
}

/// Shares in hundredths of a percent that make 100 %: the largest one takes what rounding leaves.
fn hundredths(weights: &BTreeMap<String, u128>) -> Vec<(String, u128)> {
    let all: u128 = weights.values().sum::<u128>().max(1);
    let share = |(name, weight): (&String, &u128)| {
        let share = (weight.saturating_mul(2 * ALL).saturating_add(all)) / (2 * all);
        (name.clone(), share)
    };
    let mut shares: Vec<(String, u128)> = weights.iter().map(share).filter(|(_, share)| *share > 0).collect();
    let others: u128 = shares.iter().map(|(_, share)| share).sum();
    if let Some((_, largest)) = shares.iter_mut().max_by_key(|(_, share)| *share) {
        *largest = (*largest + ALL).saturating_sub(others);
    }
    shares
}

/// What models cost at the lengths of all together, over what each costs at its own, less 1.
fn dearer(
    (drafting, day): (&Drafting<'_>, i64),
    (by_model, weight): (&BTreeMap<&str, Sums>, impl Fn(&Sums) -> u128),
) -> Option<Decimal> {
    let mut whole = Sums::default();
    for sums in by_model.values() {
        whole.add(sums);
    }
    // at normal prices: batches and tiers are the workload's, and the same with both lengths
    let untold = OrderedLanes::new();
    let cost = |prices: &ModelPrices, sums: &Sums| prices.cost(day, (sums, &untold)).cost;
    let (mut own, mut blended) = (Decimal::ZERO, Decimal::ZERO);
    for (model, sums) in by_model {
        let prices = drafting.prices.get(model)?;
        own = own.checked_add(cost(prices, sums)?)?;
        let share = decimal(weight(sums)).checked_div(decimal(weight(&whole)))?;
        blended = blended.checked_add(cost(prices, &whole)?.checked_mul(share)?)?;
    }
    blended.checked_div(own)?.checked_sub(Decimal::ONE)
}
