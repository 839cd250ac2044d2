//! The check of costs: tokens priced again, against what the exports charge.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::usage::{UNKNOWN, aligned, name, untold_caches};
use crate::quantity::figures::{exact, grouped, percent};
use crate::usage::{Repriced, Service, Sums, Usage, decimal};

/// A table of models for a terminal: repriced, charged, the difference, and where the prices are from.
/// Nothing when no model has tokens.
pub(super) fn check_text(repriced: &[Repriced], usage: &Usage) -> String {
    if repriced.is_empty() {
        return String::new();
    }
    let head = ["model", "repriced", "charged", "difference", "prices"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(repriced.iter().map(row));
    if let Some(total) = total(repriced) {
        rows.push(total);
    }
    let code = usage.currency.as_deref().map_or_else(String::new, |code| format!(", in {code}"));
    let mut out = format!("\nThe check: tokens at known prices against what was charged{code}\n");
    out.push_str(&aligned(&rows, &[0, 4]));
    let lines = repriced.iter().flat_map(|model| notes(model, usage)).chain(untold_tiers(repriced));
    for line in lines.chain(untold_currency(repriced, usage)) {
        let _ = writeln!(out, "{line}");
    }
    out
}

/// On which days a model was compared, and what its price takes for granted.
fn notes(model: &Repriced, usage: &Usage) -> Vec<String> {
    let mut notes = Vec::new();
    let mut note = |words: String| notes.push(format!("{}: {words}", name(&model.model)));
    let (costed, used) = model.days;
    if model.charged.is_some() && costed < used {
        note(if model.unpriced.is_empty() {
            format!("compared on the {costed} of {used} days with tokens whose cost is told")
        } else {
            format!(
                "compared on {costed} of {used} days with tokens: of the others the cost, or what of it is for tokens with a price, is not told"
            )
        });
    }
    if !model.uncosted_projects.is_empty() {
        note(format!("the tokens of {} have no costs, and are not compared", projects(&model.uncosted_projects)));
    }
    if let Some(words) = unpriced(model) {
        note(words);
    }
    if !model.uncompared.is_zero() {
        note(format!(
            "{} was charged on days of which other rows have no cost, and is not compared",
            rounded(model.uncompared)
        ));
    }
    if let Some(words) = free(model).filter(|_| model.charged.is_some()) {
        note(words);
    }
    if model.repriced.is_ok() {
        assumptions(model, usage).into_iter().for_each(note);
    }
    notes
}

/// What the price of a model takes for granted since the exports do not tell it.
fn assumptions(model: &Repriced, usage: &Usage) -> Vec<String> {
    let mut notes = Vec::new();
    let mut note = |words: String| notes.push(words);
    let tokens = |tokens: u128| grouped(decimal(tokens), 0);
    let assumed = model.assumed;
    if let (1.., Some(over)) = (assumed.short, model.dearer_above()) {
        note(format!(
            "prompts of more than {} tokens cost more; how long those of {} tokens were is not told, short is assumed",
            grouped(over, 0),
            tokens(assumed.short)
        ));
    }
    if assumed.mean_hours > 0 {
        note(format!(
            "its prices differ by the hour, which is not told of {} tokens; the mean over a week is assumed",
            tokens(assumed.mean_hours)
        ));
    }
    let sums = of_model(usage, &model.model);
    if let Some(words) = untold_caches(&sums, |_| true) {
        note(format!("{words}; the price of fresh input is assumed for them"));
    }
    notes
}

/// The first projects of some, and how many others there are.
fn projects(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = names
        .iter()
        .take(SHOWN)
        .map(|project| if project.is_empty() { "rows without a project".to_owned() } else { name(project) });
    let more = names.len().saturating_sub(SHOWN);
    let more = if more == 0 { String::new() } else { format!(" and {more} other projects") };
    format!("{}{more}", shown.collect::<Vec<_>>().join(", "))
}

/// That no export tells the currency of its costs, where they are held against prices in dollars.
fn untold_currency(repriced: &[Repriced], usage: &Usage) -> Option<String> {
    is_in_assumed_dollars(repriced, usage).then(|| {
        "no export tells the currency of its costs: US dollars, those of the prices, are assumed; `--currency CODE` says \
         another"
            .to_owned()
    })
}

fn is_in_assumed_dollars(repriced: &[Repriced], usage: &Usage) -> bool {
    let is_compared = |model: &Repriced| model.entry().is_some() && model.charged.is_some();
    usage.is_currency_untold() && repriced.iter().any(is_compared)
}

/// The currency that the check takes costs to be in without being told.
pub(super) fn assumed_currency(repriced: &[Repriced], usage: &Usage) -> Option<&'static str> {
    is_in_assumed_dollars(repriced, usage).then_some("USD")
}

/// The sums of a model over all days.
fn of_model(usage: &Usage, model: &str) -> Sums {
    let from = (model.to_owned(), String::new());
    let groups = usage.groups.range(from..).take_while(|((name, _), _)| name == model);
    groups.flat_map(|(_, group)| group.days.values()).fold(Sums::default(), |mut all, sums| {
        all.add(sums);
        all
    })
}

/// The tokens of tiers that no price is known of.
fn unpriced(model: &Repriced) -> Option<String> {
    let tiers =
        model.unpriced.iter().map(|(tier, tokens)| format!("{} tokens {}", grouped(decimal(*tokens), 0), tier.words()));
    let tiers = tiers.collect::<Vec<_>>().join(" and ");
    let apart = (!model.charged_unpriced.is_zero()).then(|| {
        let charged = rounded(model.charged_unpriced);
        format!("; {charged}, charged for them or on their days where costs are not told by tier, is not compared")
    });
    (!tiers.is_empty()).then(|| format!("{tiers} have no known price and are not priced{}", apart.unwrap_or_default()))
}

/// That the exports tell a cost of 0 for tokens, where they do: whoever wrote them may only know no price.
fn free(model: &Repriced) -> Option<String> {
    let rows = |rows: u64| grouped(Decimal::from(rows), 0);
    let cost = model.repriced.ok().filter(|cost| !cost.is_zero()).map(rounded);
    let (free, all) = model.free;
    let is_free = model.charged.is_some_and(|charged| charged.is_zero());
    let what = match cost {
        _ if free == 0 => return None,
        Some(cost) if is_free => format!("the exports say 0 for tokens that cost {cost} by the price list"),
        None if is_free => "the exports say 0 for its tokens".to_owned(),
        _ => format!("{} of its {} rows with a cost say 0 for tokens", rows(free), rows(all)),
    };
    Some(format!("{what}: does the gateway know its price?"))
}

/// The models of whose tokens nobody tells the service tier.
fn untold_tiers(repriced: &[Repriced]) -> Option<String> {
    let untold = repriced.iter().filter(|model| model.repriced.is_ok() && model.assumed.standard > 0);
    let models: Vec<String> = untold.map(|model| name(&model.model)).collect();
    (!models.is_empty()).then(|| {
        format!(
            "{}: no service tier is told; standard is assumed, batches, flex and priority cost something else",
            models.join(", ")
        )
    })
}

fn row(model: &Repriced) -> Vec<String> {
    let prices = match (model.repriced, model.entry()) {
        (Err(why), _) => why.words().to_owned(),
        (Ok(_), Some((id, _, as_of))) => format!("{id} as of {as_of}"),
        (Ok(_), None) => model.basis.map_or("what the exports charge", crate::usage::Basis::words).to_owned(),
    };
    let or_unknown = |value: Option<Decimal>| value.map_or_else(|| UNKNOWN.to_owned(), rounded);
    let difference = model.difference().map_or_else(|| "-".to_owned(), signed);
    vec![name(&model.model), or_unknown(model.repriced.ok()), or_unknown(model.charged), difference, prices]
}

/// The sum of the models of which both are known, where these are several.
fn total(repriced: &[Repriced]) -> Option<Vec<String>> {
    let both: Vec<(Decimal, Decimal)> =
        repriced.iter().filter_map(|model| Some((model.repriced.ok()?, model.charged?))).collect();
    let sum = |of: fn(&(Decimal, Decimal)) -> Decimal| {
        both.iter().try_fold(Decimal::ZERO, |sum, pair| sum.checked_add(of(pair)))
    };
    let (found, charged) = (sum(|pair| pair.0)?, sum(|pair| pair.1)?);
    let difference = found.checked_sub(charged)?.checked_div(charged)?;
    let of = format!("of {} models with both", both.len());
    let cells = vec!["total".to_owned(), rounded(found), rounded(charged), signed(difference), of];
    (both.len() > 1).then_some(cells)
}

fn rounded(value: Decimal) -> String {
    exact(value.round_dp(6))
}

fn signed(share: Decimal) -> String {
    let sign = if share > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", percent(share))
}

/// The check for programs. Money is text of 12 places, less dust of binary floats; what is not known is null, with the
/// reason.
pub(super) fn check_json(repriced: &[Repriced], usage: &Usage) -> Vec<Value> {
    let amount = |value: Decimal| exact(value.round_dp(12).normalize());
    let money = |value: Option<Decimal>| value.map(amount);
    let number = |count: u128| u64::try_from(count).map_or_else(|_| json!(count.to_string()), |count| json!(count));
    let of_tier = |model: &Repriced, tier| number(model.unpriced.get(&tier).copied().unwrap_or(0));
    let one = |model: &Repriced| {
        let entry = model.entry().map(|(id, source, as_of)| json!({ "model": id, "source": source, "as_of": as_of }));
        let sums = of_model(usage, &model.model);
        json!({
            "model": model.model,
            "charged": money(model.charged),
            "repriced": money(model.repriced.ok()),
            "not_repriced": model.repriced.err().map(crate::usage::Unpriced::words),
            "difference": money(model.difference()),
            "not_compared": amount(model.uncompared),
            "unpriced_tokens": {
                "batch": of_tier(model, Service::Batch),
                "flex": of_tier(model, Service::Flex),
                "priority": of_tier(model, Service::Priority),
            },
            "charged_for_unpriced": amount(model.charged_unpriced),
            "days_compared": model.days.0,
            "days_with_tokens": model.days.1,
            "rows_at_0": model.free.0,
            "projects_without_costs": model.uncosted_projects,
            "assumed": {
                "standard_tier_tokens": number(model.assumed.standard),
                "short_prompt_tokens": number(model.assumed.short),
                "mean_hour_tokens": number(model.assumed.mean_hours),
                "input_tokens_without_cached": number(sums.reads_untold),
                "input_tokens_without_cache_writes": number(sums.writes_untold),
            },
            "catalog": entry,
        })
    };
    repriced.iter().map(one).collect()
}
