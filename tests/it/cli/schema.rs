//! `tco schema` and `tco completions`.

use std::fs;

use serde_json::{Map, Number, Value};
use toml::de::{DeTable, DeValue};

use super::tco;
use crate::scenarios::shipped;

fn schema() -> Value {
    let directory = tempfile::tempdir().unwrap();
    serde_json::from_str(&tco(directory.path(), &["schema"]).succeeds().out).unwrap()
}

/// The same file as JSON, as an editor hands it to a validator.
fn json(value: &DeValue<'_>) -> Value {
    let float = |text: &str| Number::from_f64(text.replace('_', "").parse().unwrap()).map_or(Value::Null, Value::from);
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(integer) => Value::from(integer.as_str().replace('_', "").parse::<i64>().unwrap()),
        DeValue::Float(number) => float(number.as_str()),
        DeValue::Boolean(flag) => Value::from(*flag),
        DeValue::Datetime(date) => Value::from(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => {
            let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
                (AsRef::<str>::as_ref(key.get_ref()).to_owned(), json(value.get_ref()))
            };
            Value::Object(table.iter().map(entry).collect::<Map<_, _>>())
        }
    }
}

fn document(text: &str) -> Value {
    json(&DeValue::Table(DeTable::parse(text).unwrap().into_inner()))
}

/// Holds a value against the keywords of JSON Schema that ours uses; any other fails the test.
/// Source: JSON Schema 2020-12, core and validation.
fn faults(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let fault = |what: String| format!("{path}: {what}");
        let holds = |rule: &Value| faults(root, rule, value, path);
        match keyword.as_str() {
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                found.extend(holds(root.pointer(pointer).expect("a reference leads somewhere")));
            }
            "anyOf" | "oneOf" => {
                let ways: Vec<Vec<String>> = rule.as_array().unwrap().iter().map(holds).collect();
                let held = ways.iter().filter(|faults| faults.is_empty()).count();
                if held == 0 || (keyword == "oneOf" && held > 1) {
                    let nearest = ways.into_iter().min_by_key(Vec::len).unwrap_or_default();
                    found.push(fault(format!("{held} of {keyword} hold; {}", nearest.join("; "))));
                }
            }
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                if !types.iter().any(|name| is(value, name.as_str().unwrap())) {
                    found.push(fault(format!("{value} is not of type {rule}")));
                }
            }
            "const" if value != rule => found.push(fault(format!("{value} is not {rule}"))),
            "enum" if !rule.as_array().unwrap().contains(value) => found.push(fault(format!("{value} not in {rule}"))),
            "minimum" if value.as_f64() < rule.as_f64() => found.push(fault(format!("{value} < {rule}"))),
            "maximum" if value.as_f64() > rule.as_f64() => found.push(fault(format!("{value} > {rule}"))),
            "minItems" if value.as_array().is_some_and(|v| (v.len() as u64) < rule.as_u64().unwrap()) => {
                found.push(fault("too few items".to_owned()));
            }
            "maxItems" if value.as_array().is_some_and(|v| (v.len() as u64) > rule.as_u64().unwrap()) => {
                found.push(fault("too many items".to_owned()));
            }
            "minProperties" if value.as_object().is_some_and(|v| (v.len() as u64) < rule.as_u64().unwrap()) => {
                found.push(fault("too few keys".to_owned()));
            }
            // what it only says, and what holds
            "$schema" | "$defs" | "title" | "description" | "const" | "enum" | "minimum" | "maximum" | "minItems"
            | "maxItems" | "minProperties" => {}
            "pattern" => {
                let fits = value.as_str().is_none_or(|text| matches(rule.as_str().unwrap(), text));
                found.extend((!fits).then(|| fault(format!("{value} does not fit {rule}"))));
            }
            "required" => {
                let missing = rule.as_array().unwrap().iter().filter(|key| value.get(key.as_str().unwrap()).is_none());
                found.extend(missing.map(|key| fault(format!("{key} is missing"))));
            }
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(root, rule, item, &format!("{path}.{i}")));
                }
            }
            "properties" => {
                for (key, item) in entries(value) {
                    let rule = rule.get(key).into_iter();
                    found.extend(rule.flat_map(|rule| faults(root, rule, item, &format!("{path}.{key}"))));
                }
            }
            "patternProperties" => {
                for (key, item) in entries(value) {
                    let rules = entries(rule).filter(|(pattern, _)| matches(pattern, key));
                    found.extend(rules.flat_map(|(_, rule)| faults(root, rule, item, &format!("{path}.{key}"))));
                }
            }
            "additionalProperties" => {
                for (key, item) in entries(value).filter(|(key, _)| !is_named(schema, key)) {
                    let path = format!("{path}.{key}");
                    match rule {
                        Value::Bool(false) => found.push(format!("{path}: unknown key")),
                        rule => found.extend(faults(root, rule, item, &path)),
                    }
                }
            }
            other => panic!("the schema uses `{other}`, which this test does not know"),
        }
    }
    found
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// Whether a schema names a key, itself or by a pattern.
fn is_named(schema: &Value, key: &str) -> bool {
    entries(&schema["properties"]).any(|(name, _)| name == key)
        || entries(&schema["patternProperties"]).any(|(pattern, _)| matches(pattern, key))
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        other => panic!("no JSON type is called `{other}`"),
    }
}

/// The one pattern that the schema uses is that of a month.
fn matches(pattern: &str, text: &str) -> bool {
    assert_eq!(pattern, "^[0-9]{4}-(0[1-9]|1[0-2])$");
    tco::quantity::YearMonth::parse(text).is_some()
}

#[test]
fn every_shipped_scenario_fits_the_schema() {
    let schema = schema();
    for path in shipped() {
        let document = document(&fs::read_to_string(&path).unwrap());
        let faults = faults(&schema, &schema, &document, "");
        assert!(faults.is_empty(), "{}:\n{}", path.display(), faults.join("\n"));
    }
}

#[test]
fn what_the_reader_refuses_for_its_shape_the_schema_refuses_too() {
    let schema = schema();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/invalid");
    let shapes = ["unknown-", "missing-kind", "choice-", "type-", "months-above"];
    let mut seen = 0;
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        // names of options, roles, workloads and currencies are beyond a schema, and JSON has no dates
        let beyond =
            ["unknown-option", "unknown-role", "unknown-workload", "unknown-currency", "type-number-is-a-date"];
        if !shapes.iter().any(|shape| name.starts_with(shape)) || beyond.iter().any(|n| name.starts_with(n)) {
            continue;
        }
        let document = document(&fs::read_to_string(&path).unwrap());
        assert!(!faults(&schema, &schema, &document, "").is_empty(), "the schema accepts {name}");
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn completions_name_every_command() {
    let directory = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = tco(directory.path(), &["completions", shell]).succeeds().out.clone();
        for word in ["run", "check", "init", "schema", "completions", "no-charts", "template"] {
            assert!(script.contains(word), "no `{word}` for {shell}");
        }
    }
    let script = tco(directory.path(), &["completions", "bash"]).succeeds().out.clone();
    assert!(script.contains("complete -F _tco"), "{script}");
}
