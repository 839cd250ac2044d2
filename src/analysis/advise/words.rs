//! Figures as sentences show them.

use rust_decimal::Decimal;

use crate::quantity::figures::{exact, grouped, unit_price};
use crate::quantity::{Currency, Unit};
use crate::scenario::Input;

/// Two figures with as many places as it takes to tell them apart.
pub(super) fn apart(a: Decimal, b: Decimal, shown: impl Fn(Decimal, u32) -> String) -> (String, String) {
    let least = u32::from(a.abs().max(b.abs()) < Decimal::ONE_HUNDRED);
    let pairs = (least..=12).map(|places| (shown(a, places), shown(b, places)));
    let found = pairs.take(if a == b { 1 } else { 13 }).find(|(a_shown, b_shown)| a == b || a_shown != b_shown);
    found.unwrap_or_else(|| (exact(a), exact(b)))
}

/// A value of an input with its unit, as a sentence says it.
pub(super) fn valued(input: &Input, value: Decimal, currency: Currency) -> String {
    let is_money = input.unit.describe(currency.code).starts_with(currency.code);
    if is_money {
        return unit_price(value, currency);
    }
    let is_share = input.unit == Unit::ONE && input.bounds.1 == Some(Decimal::ONE);
    let is_rate = input.unit == Unit::ONE && (input.path.contains("_per_year") || input.path.contains("growth_per_"));
    if is_share || is_rate || input.path.ends_with("_rate") {
        return format!("{} %", exact(value.saturating_mul(Decimal::ONE_HUNDRED).round_dp(2).normalize()));
    }
    let shown = number(value, if value.abs() >= Decimal::ONE_HUNDRED { 0 } else { 3 });
    // people's time may be written in either
    match input.unit.describe(currency.code).as_str() {
        "fte" => format!("{shown} fte"),
        "hour" => format!("{shown} hours"),
        _ => shown,
    }
}

/// A number with thousands apart, and without zeros behind the point.
pub(super) fn number(value: Decimal, places: u32) -> String {
    let short = value.round_dp(places).normalize();
    grouped(short, short.scale())
}

/// Words as a sentence lists them: one, two and three.
pub(super) fn listed(words: &[String]) -> String {
    match words.split_last() {
        Some((last, before @ [_, ..])) => format!("{} and {last}", before.join(", ")),
        Some((only, [])) => only.clone(),
        None => String::new(),
    }
}
