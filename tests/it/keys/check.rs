//! Holds the rows against the language: no key without a row, no row without its effect.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tco::analysis::{Results, rows};
use tco::report::results_json;
use tco::scenario::language::{self, Form, Key};

use super::{decision, fleets, general, kinds, options, tuned};
use crate::cases::{agrees, figure, read, work_out};
use crate::tables::TABLES;

/// `TABLE.KEY`, the case, what is assigned to it (the last is the change, the others hold before
/// it too), and what the change does.
pub struct Row(pub &'static str, pub &'static str, pub &'static [&'static str], pub Effect);

/// What a key does.
pub enum Effect {
    /// A figure goes from this to that.
    Figure(&'static str, &'static str, &'static str),
    /// These words appear at this place of `results.json`, or under `/ledger`.
    Says(&'static str, &'static str),
    /// The words appear too, but nothing else follows from the key: it is carried along.
    Echo(&'static str, &'static str),
    /// The scenario is refused with these words.
    Refused(&'static str),
}

fn all_rows() -> impl Iterator<Item = &'static Row> {
    [general::ROWS, options::ROWS, kinds::ROWS, fleets::ROWS, tuned::ROWS, decision::ROWS].into_iter().flatten()
}

#[test]
fn every_key_has_a_row() {
    let rows: BTreeSet<&str> = all_rows().map(|row| row.0).collect();
    let name = |(table, keys): (&str, &'static [Key])| -> Vec<String> {
        keys.iter().map(|key| format!("{table}.{}", key.name)).collect()
    };
    let keys: BTreeSet<String> = TABLES.into_iter().flat_map(name).collect();
    let without: Vec<&String> = keys.iter().filter(|key| !rows.contains(key.as_str())).collect();
    assert!(without.is_empty(), "keys that no row shows to have an effect: {without:?}");
    let unknown: Vec<&&str> = rows.iter().filter(|row| !keys.contains(**row)).collect();
    assert!(unknown.is_empty(), "rows of keys that the language does not have: {unknown:?}");
}

#[test]
fn every_table_is_listed() {
    let names = |keys: &[Key]| keys.iter().map(|key| key.name).collect::<Vec<_>>();
    let listed: BTreeSet<Vec<&str>> = TABLES.iter().map(|(_, keys)| names(keys)).collect();
    let mut waiting = vec![language::ROOT];
    waiting.extend(language::KINDS.iter().flat_map(|kind| language::option_tables(kind)));
    while let Some(table) = waiting.pop() {
        assert!(listed.contains(&names(table)), "a table that no row can name: {:?}", names(table));
        for key in table {
            if let Form::Table(inner) | Form::Named(inner) | Form::List(inner) = key.form {
                waiting.push(inner);
            }
        }
    }
}

#[test]
fn general_keys_have_their_effect() {
    check(general::ROWS);
}

#[test]
fn keys_of_every_option_have_their_effect() {
    check(options::ROWS);
}

#[test]
fn keys_of_the_kinds_have_their_effect() {
    check(kinds::ROWS);
    check(fleets::ROWS);
    check(tuned::ROWS);
}

#[test]
fn keys_of_decisions_and_checks_have_their_effect() {
    check(decision::ROWS);
}

/// Shows every row's effect; all that fail are listed.
fn check(rows: &[Row]) {
    let failures: Vec<String> = rows.iter().filter_map(|row| effect(row).err()).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn effect(Row(key, base, sets, effect): &Row) -> Result<(), String> {
    let given = &sets[..sets.len() - 1];
    let holds = |yes: bool, why: String| if yes { Ok(()) } else { Err(format!("{key}: {why}")) };
    match effect {
        Effect::Refused(words) => match read(base, sets) {
            Ok(_) => Err(format!("{key}: not refused")),
            Err(errors) => holds(errors.contains(words), errors),
        },
        Effect::Figure(metric, before, after) => {
            let [found, changed] = [given, *sets].map(|sets| work_out(base, sets, |results| figure(results, metric)));
            let right = agrees(&found, before) && agrees(&changed, after) && before != after;
            holds(right, format!("{metric} goes from {found} to {changed}, by hand from {before} to {after}"))
        }
        Effect::Says(place, words) | Effect::Echo(place, words) => {
            let [found, changed] = [given, *sets].map(|sets| work_out(base, sets, |results| at(results, place)));
            let appears = !found.contains(words) && changed.contains(words);
            holds(appears, format!("{place} goes from {found} to {changed}, not to {words}"))
        }
    }
}

/// What `results.json` and the ledger say at a place.
fn at(results: &Results<'_>, place: &str) -> String {
    outputs(results).pointer(place).map_or_else(|| "nothing".to_owned(), Value::to_string)
}

fn outputs(results: &Results<'_>) -> Value {
    let mut outputs: Value = serde_json::from_str(&results_json(results)).unwrap();
    let rows = rows(results.scenario, &results.model, &results.exact);
    outputs["ledger"] = rows.iter().map(|row| json!([row.month, row.category, row.line])).collect();
    outputs
}
