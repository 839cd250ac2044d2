//! A catalog file: one entry a line, in the shape that the carried one has.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::catalog::llm::{LlmModel, Rates, Tier};
use crate::catalog::off_peak::OffPeak;
use crate::quantity::figures::exact;

/// One entry as a line of JSON.
pub fn entry(model: &LlmModel) -> String {
    let mut fields = vec![field("id", &quoted(&model.id))];
    fields.extend(model.name.as_ref().map(|name| field("name", &quoted(name))));
    fields.extend(model.context_tokens.map(|tokens| field("ctx", &exact(tokens))));
    fields.extend(model.max_output_tokens.map(|tokens| field("max_out", &exact(tokens))));
    if let Some(off) = &model.off_peak {
        fields.push(field("off_peak", &braced(&whole(&off.rates))));
        let spans = off.peak_utc.iter().map(|span| quoted(&OffPeak::span(*span)));
        fields.push(field("peak_utc", &format!("[{}]", spans.collect::<Vec<_>>().join(","))));
        if off.peak_days != 7 {
            fields.push(field("peak_days", &off.peak_days.to_string()));
        }
    }
    let current = model.current_period();
    fields.extend(whole(model.current()));
    fields.extend(model.periods[current].from.map(|from| field("from", &quoted(&from.to_string()))));
    for (key, periods) in [("history", &model.periods[..current]), ("next", &model.periods[current + 1..])] {
        let period = |period: &crate::catalog::llm::Period| {
            let from = period.from.map(|from| field("from", &quoted(&from.to_string())));
            braced(&from.into_iter().chain(whole(&period.rates)).collect::<Vec<_>>())
        };
        if !periods.is_empty() {
            fields.push(field(key, &format!("[{}]", periods.iter().map(period).collect::<Vec<_>>().join(","))));
        }
    }
    for (key, rates) in [("batch", &model.batch), ("flex", &model.flex), ("priority", &model.priority)] {
        fields.extend(rates.as_ref().map(|rates| field(key, &braced(&partial(rates)))));
    }
    if !model.aliases.is_empty() {
        let names: Vec<String> = model.aliases.iter().map(|name| format!("={name}")).collect();
        fields.push(field("match", &json!(names).to_string()));
    }
    fields.extend(model.retires.map(|day| field("retires", &quoted(&day.to_string()))));
    fields.extend(model.note.as_ref().map(|note| field("note", &quoted(note))));
    fields.push(field("src", &quoted(&model.citation.source)));
    fields.push(field("as_of", &quoted(&model.citation.as_of)));
    braced(&fields)
}

/// A whole file.
pub fn file(sources: &[String], snapshot: &str, entries: &[String]) -> String {
    let sources: Vec<Value> = sources.iter().map(|source| json!({ "name": source })).collect();
    let meta = json!({ "snapshot": snapshot, "sources": sources, "unit": "USD per 1M tokens" });
    format!("{{\"meta\":{meta},\n\"models\":[\n{}\n]}}\n", entries.join(",\n"))
}

fn whole(rates: &Rates<Decimal>) -> Vec<String> {
    partial(&rates.partial())
}

fn partial(rates: &Rates<Option<Decimal>>) -> Vec<String> {
    let parts = [rates.input, rates.output, rates.cache_read, rates.cache_write, rates.cache_write_1h];
    let mut fields = prices(parts);
    fields.extend(rates.per_request.map(|price| field("req", &exact(price))));
    if !rates.tiers.is_empty() {
        let tiers: Vec<String> = rates.tiers.iter().map(tier).collect();
        fields.push(field("tiers", &format!("[{}]", tiers.join(","))));
    }
    fields
}

fn tier(tier: &Tier) -> String {
    let mut fields = vec![field("over", &exact(tier.over))];
    fields.extend(prices([tier.input, tier.output, tier.cache_read, tier.cache_write, tier.cache_write_1h]));
    braced(&fields)
}

fn prices(parts: [Option<Decimal>; 5]) -> Vec<String> {
    let named = ["in", "out", "cr", "cw", "cw1h"].into_iter().zip(parts);
    named.filter_map(|(key, price)| Some(field(key, &exact(price?)))).collect()
}

fn field(key: &str, value: &str) -> String {
    format!("\"{key}\":{value}")
}

fn braced(fields: &[String]) -> String {
    format!("{{{}}}", fields.join(","))
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
