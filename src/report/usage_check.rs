//! The check of costs: tokens priced again, against what the exports charge.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::usage::{UNKNOWN, aligned, name};
use crate::quantity::figures::{exact, grouped, percent};
use crate::usage::{Repriced, Usage};

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
    let dearer = repriced.iter().filter(|model| model.charged.is_some());
    for (model, over) in dearer.filter_map(|model| Some((model, model.dearer_above()?))) {
        let (model, over) = (name(&model.model), grouped(over, 0));
        let _ = writeln!(out, "{model}: prompts of more than {over} tokens cost more, and are priced as short ones");
    }
    for model in repriced.iter().filter(|model| model.is_mean_of_hours()) {
        let _ = writeln!(out, "{}: its prices differ by the hour; their mean over a day is used", name(&model.model));
    }
    out
}

fn row(model: &Repriced) -> Vec<String> {
    let prices = match (model.repriced, model.entry()) {
        (Err(why), _) => why.words().to_owned(),
        (Ok(_), Some((id, _, as_of))) => format!("{id} as of {as_of}"),
        (Ok(_), None) => "what the exports charge".to_owned(),
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

/// The check for programs. Money is text; what is not known is null, with the reason.
pub(super) fn check_json(repriced: &[Repriced]) -> Vec<Value> {
    let money = |value: Option<Decimal>| value.map(exact);
    let one = |model: &Repriced| {
        let entry = model.entry().map(|(id, source, as_of)| json!({ "model": id, "source": source, "as_of": as_of }));
        json!({
            "model": model.model,
            "charged": money(model.charged),
            "repriced": money(model.repriced.ok()),
            "not_repriced": model.repriced.err().map(crate::usage::Unpriced::words),
            "difference": money(model.difference()),
            "catalog": entry,
        })
    };
    repriced.iter().map(one).collect()
}
