//! A derivation as JSON.

use serde_json::{Map, Value, json};

use super::text::origin;
use crate::analysis::Figure;
use crate::analysis::explain::{Cut, Derivation};
use crate::quantity::figures::{exact, float};
use crate::scenario::Sources;

/// A derivation as nested objects: `name`, `value`, `unit`, `formula`, `key` and `origin` of a
/// number of the scenario, `parts`, and `rest` where parts are left out. Money is a text.
#[must_use]
pub fn derivation_json(derivation: &Derivation, sources: &Sources) -> String {
    format!("{:#}\n", object(derivation, sources))
}

fn object(derivation: &Derivation, sources: &Sources) -> Value {
    let mut fields = Map::new();
    fields.insert("name".to_owned(), json!(derivation.name));
    fields.insert("value".to_owned(), value(&derivation.figure));
    fields.insert("unit".to_owned(), json!(derivation.unit));
    let mut add = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    if !derivation.formula.is_empty() {
        add("formula", json!(derivation.formula));
    }
    if !derivation.about.is_empty() {
        add("about", json!(derivation.about));
    }
    if let Some(source) = &derivation.source {
        add("key", json!(source.path));
        add("origin", json!(origin(source, sources)));
    }
    match &derivation.cut {
        Some(Cut::Above) => add("cut", json!("as above")),
        Some(Cut::Deeper) => add("cut", json!("deeper")),
        Some(Cut::See(name)) => add("see", json!(name)),
        None => None,
    };
    if !derivation.parts.is_empty() {
        add("parts", derivation.parts.iter().map(|part| object(part, sources)).collect());
    }
    if let Some(rest) = &derivation.rest {
        add("rest", json!({ "count": rest.count, "total": exact(rest.total), "from": rest.see }));
    }
    Value::Object(fields)
}

fn value(figure: &Figure) -> Value {
    match figure {
        Figure::Money(amount) => json!(exact(*amount)),
        Figure::Number(number) => json!(float(*number)),
        Figure::List(numbers) => numbers.iter().map(|number| float(*number)).collect(),
        Figure::Name(name) => json!(name),
        Figure::Never => json!("never"),
        Figure::None => Value::Null,
    }
}
