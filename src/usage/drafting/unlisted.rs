//! Options of models that no list has and whose exports do not say what a token costs.

use rust_decimal::Decimal;

use super::options::{option_of, whole};
use super::remarks::own_mean;
use super::text::Draft;
use crate::quantity::figures::{exact, grouped};
use crate::usage::entry::amount::Amount;
use crate::usage::needs::need::{Need, decimal, ratio};
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// A model whose prices nobody knows: what a request cost where the exports say, else a question.
pub fn without_prices(draft: &mut Draft, (usage, needs): (&Usage, &[Need]), model: &str) {
    let sums = whole(usage, model);
    let is_paid = sums.costed > 0 && sums.unpriced == 0 && sums.uncounted == 0 && sums.free == 0;
    let per_request = usage.cost_of_request(model).filter(|price| is_paid && *price > Decimal::ZERO);
    if let Some(per_request) = per_request {
        by_request(draft, needs, (model, of_attempt(per_request, &sums)));
        return;
    }
    if let Some((each, paid)) = paid_ones(&sums) {
        let [paid, all] = [paid, sums.requests].map(|requests| grouped(decimal(requests), 0));
        let cost = exact(sums.cost_counted.decimal().round_dp(6).normalize());
        by_request(draft, needs, (model, of_attempt(each, &sums)));
        draft.question(format!(
            "{cost} were paid for {paid} of {all} requests of `{model}`; the exports say 0 or no cost of the others, \
             which may only mean that whoever wrote them knew no price. All are planned at what the paid ones cost: what \
             do the others cost?"
        ));
        return;
    }
    draft.line("kind = \"api\"");
    let zero = if sums.costed > 0 && (sums.free > 0 || sums.cost == Amount::ZERO) {
        " The exports say 0, which may only mean that whoever wrote them knew no price; write 0 if it is free"
    } else {
        ""
    };
    draft.ask("input_per_mtok", format!("what does a million input tokens of `{model}` cost?{zero}"));
    draft.ask("output_per_mtok", format!("what does a million output tokens of `{model}` cost?"));
}

/// What a request cost that tells more than 0, and how many do, where others of the model tell 0 or nothing.
fn paid_ones(sums: &Sums) -> Option<(Decimal, u128)> {
    let paid = sums.paid_requests.saturating_sub(sums.free_requests);
    let each = sums.cost_counted.decimal().checked_div(decimal(paid)).filter(|each| *each > Decimal::ZERO)?;
    (paid < sums.requests && sums.uncounted == 0).then_some((each, paid))
}

/// The cost of an attempt, which an option's price multiplies: `retry_rate` adds those that were charged without an
/// answer, and the cost of an answered request has theirs in it.
fn of_attempt(of_request: Decimal, sums: &Sums) -> Decimal {
    let attempts = ratio(sums.requests + sums.charged_failures, sums.requests).filter(|_| sums.charged_failures > 0);
    attempts.and_then(|attempts| of_request.checked_div(attempts)).unwrap_or(of_request)
}

/// An option at the cost of a request.
fn by_request(draft: &mut Draft, needs: &[Need], (model, each): (&str, Decimal)) {
    draft.line("kind = \"custom\"");
    draft.line("# its prices are not known: what a request cost in the exports; `kind = \"api\"` with prices");
    draft.line("# of tokens lets lengths, caches and break-even points count");
    own_mean(draft, (model, "requests"), needs);
    draft.line(&format!("[[options.{}.costs]]", option_of(model)));
    draft.line("name = \"requests\"");
    draft.line("category = \"inference\"");
    draft.line(&format!("per_request = {}", exact(each.round_dp(12).normalize())));
}
