//! The comparison for programs.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::answers::{Compared, Pair};
use super::words::categories;
use crate::analysis::compare::{Amounts, Changed, ChangedKey, Effect, OptionChange};
use crate::quantity::figures::exact;

/// The comparison for programs.
#[must_use]
pub fn comparison_json(compared: &Compared<'_>) -> Value {
    let comparison = compared.comparison;
    let mut all = Map::new();
    all.insert("schema".to_owned(), json!(1));
    all.insert("files".to_owned(), json!({ "before": compared.names.0, "after": compared.names.1 }));
    for Pair { metric, before, after } in compared.winners() {
        all.insert(metric, json!({ "before": before, "after": after }));
    }
    let volume = |pair: Pair<Decimal>| json!({ "metric": pair.metric, "before": pair.before.map(exact), "after": pair.after.map(exact) });
    let added = |(name, amounts): &(String, Amounts)| json!({ "option": name, "amounts": whole(amounts) });
    let parts = [
        ("break_evens", compared.break_evens().into_iter().map(volume).collect::<Vec<_>>()),
        ("changed_inputs", comparison.changed.iter().map(input).collect()),
        ("changed_keys", comparison.keys.iter().map(key).collect()),
        ("options", comparison.options.iter().map(option).collect()),
        ("removed", comparison.removed.iter().map(|name| json!(name)).collect()),
        ("added", comparison.added.iter().map(added).collect()),
    ];
    all.extend(parts.map(|(name, values)| (name.to_owned(), Value::Array(values))));
    Value::Object(all)
}

fn input(changed: &Changed) -> Value {
    let text = |base: Option<Decimal>| base.map(exact);
    json!({
        "input": changed.path,
        "before": text(changed.values.0),
        "after": text(changed.values.1),
        "worked_out": changed.worked_out,
        "follows": changed.follows,
    })
}

fn key(changed: &ChangedKey) -> Value {
    json!({ "key": changed.path, "before": changed.values.0, "after": changed.values.1 })
}

fn option(option: &OptionChange) -> Value {
    let pair = |old: Decimal, new: Decimal| json!({ "before": exact(old), "after": exact(new) });
    let category = |(name, old, new): (&str, Decimal, Decimal)| json!({ "category": name, "before": exact(old), "after": exact(new) });
    let effect =
        |effect: &Effect| json!({ "input": effect.path, "with": effect.with, "amounts": whole(&effect.amounts) });
    let (old, new) = (&option.before, &option.after);
    json!({
        "option": option.name,
        "tco": pair(old.tco, new.tco),
        "present_value": pair(old.present_value, new.present_value),
        "net_value": pair(old.net_value, new.net_value),
        "effects": option.effects.iter().map(effect).collect::<Vec<_>>(),
        "interaction": whole(&option.interaction),
        "other_keys": { "keys": option.shape_keys, "amounts": whole(&option.shape) },
        "categories": categories(option).into_iter().map(category).collect::<Vec<_>>(),
    })
}

/// All amounts of one thing.
fn whole(amounts: &Amounts) -> Value {
    let categories = amounts.categories.iter().map(|(name, amount)| ((*name).to_owned(), json!(exact(*amount))));
    json!({
        "tco": exact(amounts.tco),
        "present_value": exact(amounts.present_value),
        "net_value": exact(amounts.net_value),
        "categories": categories.collect::<Map<_, _>>(),
    })
}
