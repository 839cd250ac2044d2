//! A JSON Schema of the language, so that editors complete and check keys.

use serde_json::{Map, Value, json};

use super::language::{self, Form, KINDS, Key, ROOT};

/// The language as a JSON Schema (2020-12), made from its key tables.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = table(&[ROOT]);
    let options: Vec<Value> = KINDS.iter().map(|kind| option(kind)).collect();
    schema["properties"]["options"]["additionalProperties"] = json!({ "oneOf": options });
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("tco scenario");
    schema["$defs"] = definitions();
    schema
}

fn option(kind: &str) -> Value {
    let mut schema = table(&language::option_tables(kind));
    schema["properties"]["kind"] = json!({ "const": kind });
    schema["title"] = json!(format!("kind = \"{kind}\""));
    schema
}

fn table(tables: &[&'static [Key]]) -> Value {
    let keys = || tables.iter().flat_map(|table| table.iter());
    let required: Vec<&str> = keys().filter(|key| key.required).map(|key| key.name).collect();
    let properties: Map<String, Value> = keys().map(|key| (key.name.to_owned(), property(key))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(key: &Key) -> Value {
    let mut schema = form(key.form);
    let unit = key.unit.to_string();
    let unit = if unit.is_empty() { String::new() } else { format!(" Unit: {unit}.") };
    let default = if key.default.is_empty() { String::new() } else { format!(" Default: {}.", key.default) };
    schema["description"] = json!(format!("{}.{unit}{default}", key.about));
    schema
}

fn form(form: Form) -> Value {
    let named = |values: Value| json!({ "type": "object", "additionalProperties": values });
    let reference = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    match form {
        Form::Text | Form::OptionName => json!({ "type": "string" }),
        Form::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Form::Flag => json!({ "type": "boolean" }),
        Form::Month => json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" }),
        Form::Integer(min, max) => json!({ "type": ["integer", "string"], "minimum": min, "maximum": max }),
        Form::Choice(words) => json!({ "enum": words }),
        Form::Price => reference("price"),
        Form::Numbers(count) => {
            json!({ "type": "array", "items": reference("number"), "minItems": count, "maxItems": count })
        }
        Form::Volume => json!({ "anyOf": [
            reference("number"),
            { "type": "array", "items": reference("number"), "minItems": 1 },
            table(&[language::RAMP]),
        ] }),
        Form::Team | Form::Shares => named(reference("number")),
        Form::NamedPrices => named(reference("price")),
        Form::Route => named(json!({ "type": "string" })),
        Form::Expected => json!({ "type": ["number", "string"] }),
        Form::Table(keys) => table(&[keys]),
        Form::Named(keys) => named(table(&[keys])),
        Form::List(keys) => json!({ "type": "array", "items": table(&[keys]) }),
        Form::Number
        | Form::Positive
        | Form::Ratio
        | Form::RankCorrelation
        | Form::Share
        | Form::PositiveShare
        | Form::Rate
        | Form::Whole(_) => reference("number"),
    }
}

fn definitions() -> Value {
    let mut distribution = table(&[language::DISTRIBUTION]);
    for name in ["low", "mode", "high", "mean", "sd"] {
        distribution["properties"][name] = json!({ "type": ["number", "string"] });
    }
    json!({
        "number": {
            "description": "A number, a text such as \"400k\", \"12%\", \"$0.25\" or \"300k to 500k\" (a 90 % interval), or a distribution.",
            "anyOf": [{ "type": "number" }, { "type": "string" }, distribution],
        },
        "price": {
            "description": "A number, or prices by the month from which they hold.",
            "anyOf": [
                { "$ref": "#/$defs/number" },
                {
                    "type": "object",
                    "patternProperties": { "^[0-9]{4}-(0[1-9]|1[0-2])$": { "$ref": "#/$defs/number" } },
                    "additionalProperties": false,
                    "minProperties": 1,
                },
            ],
        },
    })
}
