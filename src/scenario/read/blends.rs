//! The keys of blends.

use rust_decimal::Decimal;

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::resolved::Blend;
use crate::scenario::tree::{Entry, Value};

use super::numbers;
use super::section::Section;

/// Reads the keys of `kind = "blend"`.
pub fn blend(section: &Section<'_>) -> Blend {
    let one_way = "keep one: a blend is one of `shares`, `route` or `overflow`";
    section.exclusive("shares", "route", one_way);
    section.exclusive("shares", "overflow", one_way);
    section.exclusive("route", "overflow", one_way);
    if let Some(entry) = section.entry("route") {
        let is_table = matches!(entry.node.value, Value::Table(_));
        let entries = section.named("route");
        return if is_table { route(section, entries) } else { unknown() };
    }
    if section.entry("overflow").is_some() {
        return section.table("overflow").as_ref().map_or_else(unknown, overflow);
    }
    if section.entry("shares").is_none() {
        section.missing_or("shares", "add `shares = { OPTION = \"80%\", ... }`, `route = { WORKLOAD = \"OPTION\", ... }` or `overflow = { base = \"OPTION\", replicas = ..., to = \"OPTION\" }`");
    }
    shares(section)
}

fn shares(section: &Section<'_>) -> Blend {
    let Some((key, entry)) = section.written("shares") else { return unknown() };
    let share = |entry: &Entry| {
        let option = section.context.find("option", &section.context.options, &entry.key, entry.key_span);
        let path = format!("{}.{}", section.path_of("shares"), entry.key);
        let share = numbers::read(section.context, key, &path, &entry.node);
        Some((option?, share?))
    };
    let entries = section.named("shares");
    let shares: Vec<_> = entries.iter().filter_map(share).collect();
    let sum: Decimal = shares.iter().map(|(_, share)| share.base()).sum();
    let is_whole = matches!(entry.node.value, Value::Table(_)) && shares.len() == entries.len();
    if is_whole && sum != Decimal::ONE {
        let span = entry.key_span;
        let percent = (sum * Decimal::ONE_HUNDRED).normalize();
        let wrong =
            Diagnostic::at(span, format!("the shares sum to {percent} %, not to 100 %"), "must sum to exactly 100 %");
        section.context.error(wrong.help("let one of the options take the rest"));
    }
    Blend::Shares(shares)
}

fn route(section: &Section<'_>, entries: &[Entry]) -> Blend {
    let mut route = vec![None; section.context.workloads.len()];
    for entry in entries {
        let workloads = &section.context.workloads;
        let workload = section.context.find("workload", workloads, &entry.key, entry.key_span);
        let option = match &entry.node.value {
            Value::Text(name) => section.context.find("option", &section.context.options, name, entry.node.span),
            other => {
                let (key, found) = (format!("route.{}", entry.key), other.kind());
                let help = format!("write for example `{} = \"api\"`", entry.key);
                let wrong = Diagnostic::wrong_type(entry.node.span, (&key, "the name of an option"), found, &help);
                section.context.error(wrong);
                None
            }
        };
        if let (Some(workload), Some(option)) = (workload, option) {
            route[workload] = Some(option);
        }
    }
    let workloads = &section.context.workloads;
    let is_misspelt = entries.iter().any(|entry| !workloads.contains(&entry.key));
    let span = section.key_span("route").unwrap_or(section.span);
    for workload in workloads {
        if !is_misspelt && !entries.iter().any(|entry| entry.key == *workload) {
            let title = format!("the route leaves out workload `{workload}`");
            let wrong = Diagnostic::at(span, title, "must name every workload");
            section.context.error(wrong.help(format!("add `{workload} = \"...\"`")));
        }
    }
    let all = route.into_iter().collect::<Option<Vec<_>>>();
    all.map_or_else(unknown, Blend::Route)
}

/// What stands for a blend whose members cannot be told; that is reported, and nothing follows.
fn unknown() -> Blend {
    Blend::Shares(Vec::new())
}

fn overflow(table: &Section<'_>) -> Blend {
    for name in ["base", "to"] {
        if table.entry(name).is_none() {
            table.missing(name);
        }
    }
    let replicas = table.required("replicas");
    match (table.option_name("base"), table.option_name("to")) {
        (Some(base), Some(to)) if base == to => {
            let wrong = Diagnostic::at(table.value_span("to"), "the overflow goes back to its base", "the same option");
            let wrong = wrong.related(table.value_span("base"), "the base");
            table.context.error(wrong.help("name another option for what exceeds the fleet"));
            unknown()
        }
        (Some(base), Some(to)) => Blend::Overflow { base, replicas, to },
        _ => unknown(),
    }
}
