//! Phrases that the text and the Markdown share.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::answers::{Compared, Pair};
use crate::analysis::compare::{Amounts, Changed, ChangedKey, OptionChange};
use crate::quantity::Currency;
use crate::quantity::figures::{money, percent};
use crate::report::vary::value;
use crate::scenario::printable;

/// Inputs shown before the rest is only counted.
const SHOWN: usize = 20;
/// Keys that a joint effect is called after, before the rest is only counted.
const NAMED: usize = 4;

/// A part of a difference: what did it, what is to be known of that, and how much it is.
pub struct Part<'a> {
    pub cause: String,
    pub note: Option<String>,
    pub amounts: &'a Amounts,
}

/// Who wins and from which volumes on, a line each.
pub fn answers(compared: &Compared<'_>) -> Vec<String> {
    let winner = |pair: Pair<String>| match (pair.before, pair.after) {
        (None, None) => None,
        (old, new) if old == new => Some(format!("{}: {} as before", pair.metric, new.unwrap_or_default())),
        (old, new) => {
            let none = || "none".to_owned();
            Some(format!("{}: {} -> {}", pair.metric, old.unwrap_or_else(none), new.unwrap_or_else(none)))
        }
    };
    let volume = |pair: Pair<Decimal>| {
        let shown = |volume: Option<Decimal>, unit: &str| match volume {
            None => "no volume".to_owned(),
            Some(volume) if volume.is_zero() => "every volume".to_owned(),
            Some(volume) => format!("{}{unit}", value(volume)),
        };
        let unit = " requests a month";
        // the unit of both stands behind the second
        let is_volume = pair.after.is_some_and(|after| !after.is_zero());
        let before = shown(pair.before, if is_volume { "" } else { unit });
        format!("{}: {before} -> {}", pair.metric, shown(pair.after, unit))
    };
    let volumes = compared.break_evens().into_iter().map(volume);
    compared.winners().into_iter().filter_map(winner).chain(volumes).collect()
}

/// What changed, keys before numbers: the path, and what of it.
pub fn changes(compared: &Compared<'_>) -> Vec<(String, String)> {
    let keys = compared.comparison.keys.iter().map(key);
    let all: Vec<(String, String)> = keys.chain(compared.comparison.changed.iter().map(input)).collect();
    let more = all.len().saturating_sub(SHOWN);
    let mut shown: Vec<(String, String)> = all.into_iter().take(SHOWN).collect();
    if more > 0 {
        shown.push((String::new(), format!("and {more} more")));
    }
    if shown.is_empty() {
        shown.push((String::new(), "none".to_owned()));
    }
    shown
}

fn key(changed: &ChangedKey) -> (String, String) {
    let shown = |text: &Option<String>| text.as_deref().map_or_else(|| "not written".to_owned(), printable);
    (printable(&changed.path), format!("{} -> {}", shown(&changed.values.0), shown(&changed.values.1)))
}

fn input(changed: &Changed) -> (String, String) {
    let shown = |base: Option<Decimal>, range: &Option<String>, unit: Option<&String>| {
        let Some(base) = base else { return "not used".to_owned() };
        let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
        match range {
            None => format!("{}{unit}", value(base)),
            Some(range) => format!("{}{unit} ({range})", value(base)),
        }
    };
    let units = changed.units.as_ref();
    let mut words = format!(
        "{} -> {}",
        shown(changed.values.0, &changed.ranges.0, units.map(|units| &units.0)),
        shown(changed.values.1, &changed.ranges.1, units.map(|units| &units.1))
    );
    let keys: Vec<String> = changed.follows.iter().map(|key| printable(key)).collect();
    let follows = (!keys.is_empty()).then(|| format!("follows {}", keys.join(" and ")));
    let said: Vec<String> = changed.worked_out.iter().cloned().chain(follows).collect();
    if !said.is_empty() {
        let _ = write!(words, " ({})", said.join("; "));
    }
    (printable(&changed.path), words)
}

/// What moved an option: the inputs, what they do together, and what no input accounts for.
pub fn parts(option: &OptionChange) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = option
        .effects
        .iter()
        .map(|effect| Part { cause: printable(&effect.path), note: follow(&effect.with), amounts: &effect.amounts })
        .collect();
    if is_shown(&option.interaction) {
        let cause = "these together, beyond each by itself".to_owned();
        parts.push(Part { cause, note: None, amounts: &option.interaction });
    }
    if is_shown(&option.shape) {
        parts.push(Part { cause: shape(option), note: None, amounts: &option.shape });
    }
    parts
}

/// What is said of an edited key that other numbers follow.
fn follow(with: &[String]) -> Option<String> {
    let paths: Vec<String> = with.iter().take(NAMED).map(|path| printable(path)).collect();
    match with.len() {
        0 => None,
        all if all > NAMED => Some(format!("with {} and {} more that follow it", paths.join(", "), all - NAMED)),
        1 => Some(format!("with {}, which follows it", paths.join(", "))),
        _ => Some(format!("with {}, which follow it", paths.join(", "))),
    }
}

/// What the joint effect of keys that are no inputs is called.
fn shape(option: &OptionChange) -> String {
    let keys: Vec<String> = option.shape_keys.iter().take(NAMED).map(|path| printable(path)).collect();
    match option.shape_keys.len() {
        0 => "other keys".to_owned(),
        all if all > NAMED => format!("{} and {} more keys", keys.join(", "), all - NAMED),
        _ => keys.join(", "),
    }
}

/// Whether it is half a cent at least.
pub fn is_some(amount: Decimal) -> bool {
    amount.abs() >= Decimal::new(5, 3)
}

/// Whether half a cent of anything is in it.
pub fn is_shown(amounts: &Amounts) -> bool {
    let totals = [amounts.tco, amounts.present_value, amounts.net_value];
    totals.into_iter().chain(amounts.categories.iter().map(|(_, amount)| *amount)).any(is_some)
}

/// A difference with its sign.
pub fn signed(amount: Decimal, currency: Currency) -> String {
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "" } else { "+" };
    format!("{sign}{}", money(amount, currency))
}

/// A difference with its share of what was before.
pub fn change((old, new): (Decimal, Decimal), currency: Currency) -> String {
    let difference = new.saturating_sub(old);
    let share = difference.checked_div(old.abs()).map_or_else(String::new, |share| {
        format!(", {}{}", if share.is_sign_negative() { "" } else { "+" }, percent(share))
    });
    format!("{}{share}", signed(difference, currency))
}

/// The categories of a difference: `gpu +$60.00, people +$40.00`.
pub fn by_category(amounts: &Amounts, currency: Currency) -> String {
    let shown = amounts.categories.iter().filter(|(_, amount)| is_some(*amount));
    let shown: Vec<String> = shown.map(|(name, amount)| format!("{name} {}", signed(*amount, currency))).collect();
    shown.join(", ")
}

/// Categories that moved, before and after.
pub fn categories(option: &OptionChange) -> Vec<(&'static str, Decimal, Decimal)> {
    let all = crate::scenario::language::CATEGORIES.iter();
    all.map(|name| (*name, option.before.category(name), option.after.category(name)))
        .filter(|(_, old, new)| old != new)
        .collect()
}

/// What else is to be said: options that stay, go or are new.
pub fn others(compared: &Compared<'_>) -> Vec<String> {
    let comparison = compared.comparison;
    let currency = compared.results.1.scenario.currency;
    let same = comparison.options.iter().filter(|option| option.before == option.after);
    let same: Vec<&str> = same.map(|option| option.name.as_str()).collect();
    let mut others = Vec::new();
    if !same.is_empty() {
        others.push(format!("as before: {}", same.join(", ")));
    }
    if !comparison.removed.is_empty() {
        others.push(format!("no longer compared: {}", comparison.removed.join(", ")));
    }
    for (name, amounts) in &comparison.added {
        let (tco, present) = (money(amounts.tco, currency), money(amounts.present_value, currency));
        others.push(format!("new: {name}, total cost {tco}, present value {present}"));
    }
    others
}
