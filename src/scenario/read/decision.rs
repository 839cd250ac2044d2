//! `[decision]` and `[[expect]]`.

use rust_decimal::Decimal;

use crate::quantity::Literal;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::MEASURED;
use crate::scenario::resolved::{Bound, Decision, Expect, Requirements};
use crate::scenario::tree::{Entry, Value};

use super::section::Section;
use super::slips;

/// Reads `[decision]`.
pub fn decision(section: &Section<'_>) -> Decision {
    let measured = |entry: &Entry| {
        let options = &section.context.options;
        let option = section.context.find("option", options, &entry.key, entry.key_span);
        let table = section.named_table("measured", entry, vec![MEASURED])?;
        let figures = requirements(&table);
        Some((option?, figures))
    };
    contradictions(section);
    no_gap(section);
    Decision {
        outcome: section.text("outcome"),
        success_metric: section.text("success_metric"),
        rules_would_do: section.flag("rules_would_do"),
        core_differentiator: section.flag("core_differentiator"),
        product_fits_as_is: section.flag("product_fits_as_is"),
        needs_integration: section.flag("needs_integration"),
        data_must_stay_inside: section.flag("data_must_stay_inside"),
        prompting_exhausted: section.flag("prompting_exhausted"),
        retrieval_tried: section.flag("retrieval_tried"),
        gaps: section.texts("gaps"),
        ml_team: section.flag("ml_team"),
        infrastructure_team: section.flag("infrastructure_team"),
        measured_on_real_data: section.flag("measured_on_real_data"),
        requirements: section.table("requirements").as_ref().map(requirements).unwrap_or_default(),
        measured: section.named("measured").iter().filter_map(measured).collect(),
    }
}

/// Answers that cannot both hold.
fn contradictions(section: &Section<'_>) {
    let says = |key: &str, answer: bool| {
        let entry = section.entry(key).map(|entry| &entry.node.value);
        matches!(entry, Some(Value::Flag(found)) if *found == answer)
    };
    if says("product_fits_as_is", true) && says("needs_integration", true) {
        let help = "a product that works as it is needs no integration: change the answer that is not so";
        section.exclusive("product_fits_as_is", "needs_integration", help);
    }
}

/// Words for no gap at all, which would be read as one.
const NO_GAP: [&str; 6] = ["", "-", "n/a", "no", "none", "nothing"];

/// A gap that is none.
fn no_gap(section: &Section<'_>) {
    let Some(Value::Array(items)) = section.entry("gaps").map(|entry| &entry.node.value) else { return };
    for item in items {
        if let Value::Text(text) = &item.value
            && NO_GAP.contains(&text.trim().to_lowercase().as_str())
        {
            let what = format!("`{text}` is no gap");
            let wrong = Diagnostic::at(item.span, what, "read as the name of a gap");
            section.context.error(wrong.help("where the API does all that is needed, write `gaps = []`"));
        }
    }
}

fn requirements(section: &Section<'_>) -> Requirements {
    Requirements {
        accuracy: section.input("accuracy"),
        p95_latency_ms: section.input("p95_latency_ms"),
        failure_rate: section.input("failure_rate"),
        cost_per_request: section.input("cost_per_request"),
    }
}

const BOUNDS: [&str; 3] = ["equals", "at_most", "at_least"];

/// Reads one `[[expect]]`.
pub fn expect(section: &Section<'_>) -> Option<Expect> {
    let bounds: Vec<&str> = BOUNDS.into_iter().filter(|name| section.entry(name).is_some()).collect();
    if section.entry("metric").is_none() {
        section.missing("metric");
    }
    match bounds.as_slice() {
        [] if BOUNDS.iter().any(|name| section.is_meant(name)) => {}
        [] => {
            let wrong = Diagnostic::at(section.span, "the expectation demands nothing", "no figure to compare with");
            section.context.error(wrong.help("add `equals`, `at_most` or `at_least`"));
        }
        [_] => {}
        [first, second, ..] => section.exclusive(first, second, "write two expectations, each with one of them"),
    }
    section.needs("within", "equals");
    let within = section.input("within").map(|input| input.base());
    let bound = match bounds.first().copied() {
        Some("at_most") => Bound::AtMost(section.input("at_most")?.base()),
        Some("at_least") => Bound::AtLeast(section.input("at_least")?.base()),
        _ => equals(section, within)?,
    };
    Some(Expect {
        span: section.span,
        metric: section.text("metric")?,
        bound,
        source: section.text("source"),
        note: section.text("note"),
    })
}

/// A number as written, `"never"`, or a name.
fn equals(section: &Section<'_>, within: Option<Decimal>) -> Option<Bound> {
    let entry = section.entry("equals")?;
    let number = |literal: Literal| Bound::Equals {
        value: literal.value,
        within: within.unwrap_or(literal.last_digit / Decimal::TWO),
    };
    match &entry.node.value {
        Value::Text(text) if text == "never" => Some(Bound::Never),
        Value::Text(text) => Some(Literal::parse(text).map_or_else(|_| Bound::Named(text.clone()), number)),
        Value::Number(text) => match Literal::parse(text) {
            Ok(literal) => Some(number(literal)),
            Err(error) => {
                section.context.error(Diagnostic::bad_number(entry.node.span, text, slips::explain(text, &error)));
                None
            }
        },
        _ => {
            section.wrong_type("equals", &entry.node);
            None
        }
    }
}
