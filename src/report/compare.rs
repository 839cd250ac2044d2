//! Two scenarios held against each other, in words, as Markdown for a pull request, and for programs.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::vary::value;
use crate::analysis::compare::{Changed, Comparison, OptionChange};
use crate::analysis::{Figure, Results};
use crate::quantity::Currency;
use crate::quantity::figures::{exact, money, percent};

/// Inputs shown before the rest is only counted.
const SHOWN: usize = 20;

/// The comparison as text for a terminal.
#[must_use]
pub fn comparison_text((before, after): (&Results<'_>, &Results<'_>), comparison: &Comparison) -> String {
    render((before, after), comparison, ("", "\n", "  "))
}

/// The comparison as Markdown.
#[must_use]
pub fn comparison_markdown((before, after): (&Results<'_>, &Results<'_>), comparison: &Comparison) -> String {
    render((before, after), comparison, ("### ", "\n\n", "- "))
}

fn render(
    (before, after): (&Results<'_>, &Results<'_>),
    comparison: &Comparison,
    (head, end, item): (&str, &str, &str),
) -> String {
    let mut words = String::new();
    let mut block = |title: &str, lines: &[String]| {
        if lines.is_empty() {
            return;
        }
        let gap = if words.is_empty() { "" } else { "\n" };
        let _ = write!(words, "{gap}{head}{title}{end}");
        for line in lines {
            let _ = writeln!(words, "{item}{line}");
        }
    };
    block("The answer", &answers(before, after));
    let mut inputs: Vec<String> = comparison.changed.iter().take(SHOWN).map(input).collect();
    if comparison.changed.len() > SHOWN {
        inputs.push(format!("and {} more", comparison.changed.len() - SHOWN));
    }
    if inputs.is_empty() {
        inputs.push("none".to_owned());
    }
    block("Changed inputs", &inputs);
    let currency = after.scenario.currency;
    for option in comparison.options.iter().filter(|option| option.tco.0 != option.tco.1) {
        block(&format!("{}: {}", option.name, moved(option, currency)), &parts(option, currency));
    }
    let same: Vec<&str> =
        comparison.options.iter().filter(|o| o.tco.0 == o.tco.1).map(|option| option.name.as_str()).collect();
    let mut others = Vec::new();
    if !same.is_empty() {
        others.push(format!("cost the same: {}", same.join(", ")));
    }
    if !comparison.removed.is_empty() {
        others.push(format!("no longer compared: {}", comparison.removed.join(", ")));
    }
    if !comparison.added.is_empty() {
        others.push(format!("new: {}", comparison.added.join(", ")));
    }
    block("Other options", &others);
    words
}

/// The figures that say who wins, before and after.
fn answers(before: &Results<'_>, after: &Results<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for metric in ["cheapest", "best_value", "recommended"] {
        let name = |results: &Results<'_>| match results.metrics.find(metric) {
            Some(Figure::Name(name)) => Some(name),
            _ => None,
        };
        match (name(before), name(after)) {
            (None, None) => {}
            (old, new) if old == new => lines.push(format!("{metric}: {} as before", new.unwrap_or_default())),
            (old, new) => {
                let none = || "none".to_owned();
                lines.push(format!("{metric}: {} -> {}", old.unwrap_or_else(none), new.unwrap_or_else(none)));
            }
        }
    }
    let stays = |results: &Results<'_>| -> Vec<(String, Option<Decimal>)> {
        let metrics = results.metrics.list().iter();
        let named = metrics.filter(|metric| {
            metric.name.starts_with("break_even.horizon.") && metric.name.ends_with(".stays_cheaper_from")
        });
        named.map(|metric| (metric.name.clone(), metric.figure.number().map(|n| n.round_dp(0)))).collect()
    };
    let new = stays(after);
    for (name, old) in stays(before) {
        let Some((_, new)) = new.iter().find(|(other, _)| *other == name) else { continue };
        if old != *new {
            let shown = |value: Option<Decimal>| value.map_or_else(|| "never".to_owned(), value_of);
            lines.push(format!("{name}: {} -> {} requests a month", shown(old), shown(*new)));
        }
    }
    lines
}

fn value_of(x: Decimal) -> String {
    value(x)
}

fn input(changed: &Changed) -> String {
    let shown = |base: Option<Decimal>, range: &Option<String>| match (base, range) {
        (None, _) => "not used".to_owned(),
        (Some(base), None) => value(base),
        (Some(base), Some(range)) => format!("{} ({range})", value(base)),
    };
    format!(
        "{}: {} -> {}",
        changed.path,
        shown(changed.values.0, &changed.ranges.0),
        shown(changed.values.1, &changed.ranges.1)
    )
}

fn signed(amount: Decimal, currency: Currency) -> String {
    let sign = if amount.is_sign_negative() { "" } else { "+" };
    format!("{sign}{}", money(amount, currency))
}

/// The total before and after, and by how much it moved.
fn moved(option: &OptionChange, currency: Currency) -> String {
    let (old, new) = option.tco;
    let difference = new.saturating_sub(old);
    let share = difference.checked_div(old.abs()).map_or_else(String::new, |share| {
        format!(", {}{}", if share.is_sign_negative() { "" } else { "+" }, percent(share))
    });
    format!("{} -> {} ({}{share})", money(old, currency), money(new, currency), signed(difference, currency))
}

/// What moved it: the inputs, what they do together, and what no input accounts for.
fn parts(option: &OptionChange, currency: Currency) -> Vec<String> {
    let mut lines: Vec<String> =
        option.effects.iter().map(|effect| format!("{} by {}", signed(effect.amount, currency), effect.path)).collect();
    let cent = Decimal::new(5, 3);
    if option.interaction.abs() >= cent {
        lines.push(format!("{} by these together, beyond each by itself", signed(option.interaction, currency)));
    }
    if option.shape.abs() >= cent {
        lines.push(format!("{} by other keys: horizon, kinds, lines, defaults", signed(option.shape, currency)));
    }
    let by_category = option
        .categories
        .iter()
        .map(|(category, old, new)| format!("{category}: {} -> {}", money(*old, currency), money(*new, currency)));
    lines.extend(by_category);
    lines
}

/// The comparison for programs.
#[must_use]
pub fn comparison_json((before, after): (&Results<'_>, &Results<'_>), comparison: &Comparison) -> Value {
    let answer = |metric: &str| {
        let name = |results: &Results<'_>| match results.metrics.find(metric) {
            Some(Figure::Name(name)) => Some(name),
            _ => None,
        };
        json!({ "before": name(before), "after": name(after) })
    };
    let changed = |changed: &Changed| {
        let text = |base: Option<Decimal>| base.map(exact);
        json!({ "input": changed.path, "before": text(changed.values.0), "after": text(changed.values.1) })
    };
    let option = |option: &OptionChange| {
        let effects: Vec<Value> = option
            .effects
            .iter()
            .map(|effect| json!({ "input": effect.path, "amount": exact(effect.amount) }))
            .collect();
        let categories: Vec<Value> = option
            .categories
            .iter()
            .map(|(name, old, new)| json!({ "category": name, "before": exact(*old), "after": exact(*new) }))
            .collect();
        json!({
            "option": option.name,
            "tco": { "before": exact(option.tco.0), "after": exact(option.tco.1) },
            "effects": effects,
            "interaction": exact(option.interaction),
            "other_keys": exact(option.shape),
            "categories": categories,
        })
    };
    json!({
        "schema": 1,
        "cheapest": answer("cheapest"),
        "best_value": answer("best_value"),
        "recommended": answer("recommended"),
        "changed_inputs": comparison.changed.iter().map(changed).collect::<Vec<_>>(),
        "options": comparison.options.iter().map(option).collect::<Vec<_>>(),
        "removed": comparison.removed,
        "added": comparison.added,
    })
}
