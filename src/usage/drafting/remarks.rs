//! What a draft says of use and costs that its workloads and options do not hold as they were.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::options::{models, named};
use super::text::{Draft, Drafting, comment};
use crate::quantity::figures::{exact, grouped};
use crate::usage::entry::amount::Amount;
use crate::usage::entry::moment::date;
use crate::usage::needs::need::{Need, decimal, ratio};
use crate::usage::pricing::held::cost_in_all;
use crate::usage::pricing::lane_price::DayCost;
use crate::usage::pricing::price::{Basis, ModelPrices};
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// Asks which tier tokens had that are priced at the standard one because the exports tell none.
pub fn untold_tiers(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), needs: &[Need]) {
    const SHOWN: usize = 5;
    let mut untold = Vec::new();
    for model in models(needs) {
        let Some(prices) = drafting.prices.get(model) else { continue };
        let tokens = cost_in_all(usage, model, prices).assumed.standard;
        if tokens > 0 {
            untold.push((tokens, format!("{} tokens of `{}`", grouped(decimal(tokens), 0), comment(model))));
        }
    }
    if untold.is_empty() {
        return;
    }
    // those with the most tokens first
    untold.sort_by_key(|(tokens, _)| Reverse(*tokens));
    let rest = untold.len().saturating_sub(SHOWN);
    let mut listed: Vec<String> = untold.into_iter().take(SHOWN).map(|(_, words)| words).collect();
    listed.extend((rest > 0).then(|| format!("those of {rest} more models")));
    draft.line("");
    draft.line(
        "# No service tier is told of some tokens, and standard is assumed: batches and flex cost less, priority more.",
    );
    draft.question(format!(
        "were {} all at the standard tier? If not, say which share was in batches or at the flex tier as `batch_share` \
         of the workloads",
        listed.join(", ")
    ));
}

/// Writes what was charged on days without any use of the model: nothing tells what it was for.
pub fn unexplained(draft: &mut Draft, usage: &Usage) {
    let mut models = BTreeMap::<&str, BTreeMap<i64, Sums>>::new();
    for ((model, _), group) in &usage.groups {
        let units = models.entry(model).or_default();
        for (day, sums) in &group.days {
            units.entry(usage.unit_of(*day)).or_default().add(sums);
        }
    }
    let mut lines = Vec::new();
    for (model, units) in models {
        let is_alone = |sums: &Sums| !sums.has_tokens() && sums.requests == 0 && sums.cost != Amount::ZERO;
        let alone = || units.iter().filter(|(_, sums)| is_alone(sums));
        let cost = alone().fold(Amount::ZERO, |sum, (_, sums)| sum.plus(sums.cost)).decimal();
        if let (Some((first, _)), Some((last, _))) = (alone().next(), alone().next_back()) {
            let of = if model.is_empty() { "no model".to_owned() } else { format!("`{}`", comment(model)) };
            let code = usage.currency.as_deref().unwrap_or_default();
            let cost = format!("{} {code}", exact(cost.round_dp(6)));
            let days = if first == last {
                format!("on {}", date(*first))
            } else {
                format!("between {} and {}", date(*first), date(*last))
            };
            lines.push(format!("# {} of {of}, {days}", cost.trim_end()));
            let named = usage.models().into_iter().rfind(|own| is_part(own, model) && is_used(usage, own));
            lines.extend(named.map(|own| {
                format!(
                    "#   (if this is what batches or tiers of `{}` cost, its tokens are in a workload already)",
                    comment(own)
                )
            }));
        }
    }
    if lines.is_empty() {
        return;
    }
    draft.line("");
    draft.line(
        "# Cost that no workload explains: the exports tell no tokens and no requests that it was for. Where it goes",
    );
    draft.line("# on, give it to the options that have it: `[[options.NAME.costs]]` with a `name` and `monthly`.");
    for line in &lines {
        draft.line(line);
    }
}

/// Whether what a charge is called begins with the name of a model.
fn is_part(model: &str, charge: &str) -> bool {
    charge.strip_prefix(model).is_some_and(|rest| rest.starts_with([' ', ',', '-', '_', ':']))
}

fn is_used(usage: &Usage, model: &str) -> bool {
    let groups = usage.groups.iter().filter(|((name, _), _)| name == model);
    groups.flat_map(|(_, group)| group.days.values()).any(|sums| sums.has_tokens() || sums.requests > 0)
}

/// Says what the options are, where there are several.
pub fn what_options_are(draft: &mut Draft, needs: &[Need], reference: Option<&str>) {
    if named(&models(needs)).len() < 2 {
        return;
    }
    draft.line("");
    draft.line(
        "# Options are compared as ways to serve all workloads: each one named `api-` is everything on one model.",
    );
    if let Some(reference) = reference {
        draft.line(&format!(
            "# `{reference}` at the end is how it was: each workload on the models that it used. It needs the others."
        ));
    }
}

/// Says that a price is a mean over a model's own use, where the option is held against workloads of other models,
/// too: its lengths make it, and it is no offer for these.
pub fn own_mean(draft: &mut Draft, (model, of): (&str, &str), needs: &[Need]) {
    let (own, others): (Vec<&Need>, Vec<&Need>) = needs.iter().partition(|need| need.models.contains(model));
    if others.is_empty() {
        return;
    }
    let own: Vec<String> = own.iter().map(|need| format!("`{}`", need.name)).collect();
    draft.line(&format!(
        "# a mean over its own use in {}: right for these in `today`, and no offer for the other workloads",
        own.join(", ")
    ));
    let model: String = comment(model).chars().filter(|letter| !"\"\\".contains(*letter)).collect();
    draft.line(&format!("label = \"{model}, at the mean cost of its own {of}\""));
}

/// The tokens of a model at tiers that nobody knows the price of; none where there are none, or the price is a mean
/// over all tiers.
pub fn unpriced((usage, model): (&Usage, &str), prices: &ModelPrices) -> Option<DayCost> {
    let cost = cost_in_all(usage, model, prices);
    (prices.basis != Some(Basis::Mean) && !cost.unpriced.is_empty()).then_some(cost)
}

/// The tokens of tiers without a price, in words: `110,000 at the priority tier`.
pub fn tiers_of(cost: &DayCost) -> String {
    let tiers = cost.unpriced.iter().map(|(tier, tokens)| format!("{} {}", grouped(decimal(*tokens), 0), tier.words()));
    tiers.collect::<Vec<_>>().join(" and ")
}

/// Says how much of a model's use was at tiers whose price nobody knows, and asks for it.
pub fn ask_for_tiers(draft: &mut Draft, model: &str, cost: &DayCost) {
    let all: u128 = cost.unpriced.values().sum();
    let share = ratio(all, all + cost.priced).unwrap_or_default() * Decimal::ONE_HUNDRED;
    let model = comment(model);
    draft.line("# the prices are those of the other tiers: they count for all tokens until `uplift` says otherwise");
    draft.question(format!(
        "{} % of the tokens of `{model}` ({}) have no known price: how much dearer or cheaper than the \
         others do they make it in all? Write that as `uplift` of its option, such as 0.05 for 5 % dearer",
        exact(share.round_dp(2)),
        tiers_of(cost)
    ));
}
