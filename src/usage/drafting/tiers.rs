//! Shares of requests that cost less or more than others: batches, service tiers, long prompts.

use rust_decimal::Decimal;

use super::text::{Draft, Drafting};
use crate::quantity::figures::{exact, grouped};
use crate::usage::entry::lane::BOUNDS;
use crate::usage::needs::need::{Need, ratio};
use crate::usage::pricing::price::PriceSource;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// Writes the share of batches, which the flex tier is billed as, and what is known of the priority tier.
pub fn tiers(draft: &mut Draft, whole: &Sums) {
    let counted = whole.uncounted == 0;
    let (all, [batched, flex, priority]) = if counted {
        (whole.requests, [whole.batched, whole.tiered[0], whole.tiered[1]])
    } else {
        let batched = whole.batched_tokens.iter().sum();
        (whole.input() + whole.output, [batched, whole.tiered_tokens[0], whole.tiered_tokens[1]])
    };
    let of = if counted { "requests" } else { "tokens (the exports count no requests)" };
    let share = |part: u128| ratio(part, all).unwrap_or_default();
    if batched + flex > 0 {
        let flex_note = match flex {
            0 => String::new(),
            _ => format!("; {} % were at the flex tier, which is billed as a batch", percent(share(flex))),
        };
        draft.line(&format!("batch_share = {}   # of the {of}{flex_note}", exact(share(batched + flex).round_dp(4))));
    }
    if priority > 0 {
        draft.line(&format!(
            "# {} % of the {of} were at the priority tier: it costs more than the standard prices of the \
             options, which `uplift` of an option raises",
            percent(share(priority))
        ));
    }
}

fn percent(share: Decimal) -> String {
    exact(share.saturating_mul(Decimal::ONE_HUNDRED).round_dp(2))
}

/// Writes the share of long prompts, where a model of the workload charges more for these.
pub fn long_prompts(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (need, whole): (&Need, &Sums)) {
    let mut limits: Vec<(u128, Decimal)> =
        need.models.iter().filter_map(|model| Some((input_of(usage, need, model), limit(drafting, model)?))).collect();
    limits.sort_unstable();
    let Some((_, over)) = limits.last().copied() else { return };
    // some write 200,000 as more than 199,999
    let is_it = |bound: &u64| Decimal::from(*bound) == over || Decimal::from(*bound) == over + Decimal::ONE;
    let place = BOUNDS.iter().rposition(is_it);
    let told = place.and_then(|place| ratio(whole.long[place], whole.lengths_told[place]));
    let over = grouped(over, 0);
    let Some(share) = told else {
        draft.line(&format!(
            "# long_prompt_share =         # prompts of more than {over} tokens cost more; the exports do not tell their share"
        ));
        return;
    };
    draft.line(&format!(
        "long_prompt_share = {}   # of the input tokens, those in prompts of more than {over} tokens, which cost more",
        exact(share.round_dp(4))
    ));
    if limits.iter().any(|(_, other)| grouped(*other, 0) != over) {
        draft.line("# that is the limit of the model with the most input; others of the workload have another one");
    }
}

/// The length of a prompt above which a model costs more.
fn limit(drafting: &Drafting<'_>, model: &str) -> Option<Decimal> {
    match &drafting.prices.get(model)?.source {
        PriceSource::Catalog(entry, _) => Some(entry.mean_rates().tiers.first()?.over),
        PriceSource::Charges => None,
    }
}

/// The input tokens of a model in a workload.
fn input_of(usage: &Usage, need: &Need, model: &str) -> u128 {
    let own = usage.groups.iter().filter(|((name, project), _)| name == model && need.projects.contains(project));
    own.flat_map(|(_, group)| group.days.values()).map(Sums::input).sum()
}
