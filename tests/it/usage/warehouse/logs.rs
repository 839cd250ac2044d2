//! Rows of logs: those of the samples, and made-up ones with what goes wrong. Each is one of the raw
//! export, and of a table in a database.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use tco::usage::sql::Log;

use super::super::sample;

/// The export of the rows whose times, in RFC 3339 and UTC, are chosen.
pub fn raw(log: Log, chosen: impl Fn(&str) -> bool) -> String {
    let rows = rows(log).into_iter().filter(|row| chosen(time_of(log, row)));
    let mut text = String::new();
    for row in rows {
        let row = if log == Log::OpenTelemetry { exported(&row) } else { row };
        let _ = writeln!(text, "{row}");
    }
    text
}

/// The rows of a log.
pub fn rows(log: Log) -> Vec<Value> {
    match log {
        Log::LiteLlm => gateway(),
        Log::Langfuse => observations(),
        Log::OpenTelemetry => spans(),
    }
}

fn time_of(log: Log, row: &Value) -> &str {
    let key = if log == Log::OpenTelemetry { "start_time" } else { "startTime" };
    row[key].as_str().unwrap()
}

fn gateway() -> Vec<Value> {
    let mut rows: Vec<Value> = serde_json::from_slice(&sample("litellm_spend_logs.json")).unwrap();
    let row = |id: &str, time: &str, rest: Value| {
        let mut row = json!({"request_id": id, "startTime": time, "model": "gpt-6-sol", "team_id": "team-1", "status": "success", "cache_hit": "False", "metadata": {}});
        row.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        row
    };
    let text = json!({"usage_object": {"prompt_tokens_details": {"cached_tokens": 40}}, "note": "it's a \"text\""})
        .to_string();
    rows.extend([
        // the last moment of a day, in UTC only
        row("text-in-text", "2026-11-01T23:59:59.900Z", json!({"model": "claude-sonnet-5-5", "team_id": null, "prompt_tokens": 100, "completion_tokens": 7, "spend": 0.1, "metadata": text})),
        row("written", "2026-11-02T00:00:00.000Z", json!({"prompt_tokens": 500, "completion_tokens": 6, "spend": 0.2, "metadata": {"usage_object": {"cache_read_input_tokens": 100, "cache_creation_input_tokens": 50, "prompt_tokens_details": {"cached_tokens": 100}}}})),
        row("small", "2026-11-02T00:59:59.000Z", json!({"prompt_tokens": 5, "completion_tokens": 0, "spend": 8e-05, "metadata": {"usage_object": {"cache_read_input_tokens": null}}})),
        row("failed", "2026-11-02T23:30:00.000Z", json!({"model": null, "team_id": null, "prompt_tokens": 0, "completion_tokens": 0, "spend": null, "status": "failure", "metadata": null})),
        // what is told in part is not told
        row("told", "2026-11-02T10:00:00.000Z", json!({"team_id": "team-2", "prompt_tokens": 700, "completion_tokens": 9, "spend": 0, "metadata": {"usage_object": {"cache_read_input_tokens": 20}}})),
        row("no-input", "2026-11-02T10:10:00.000Z", json!({"team_id": "team-2", "prompt_tokens": null, "completion_tokens": 50, "spend": 0.5, "metadata": {"usage_object": {"cache_read_input_tokens": 20}}})),
        row("no-output", "2026-11-02T10:20:00.000Z", json!({"team_id": "team-2", "prompt_tokens": 60, "completion_tokens": null, "spend": 0.25})),
        row("neither", "2026-11-02T11:00:00.000Z", json!({"team_id": "team-2", "prompt_tokens": null, "completion_tokens": null, "spend": 0})),
        row("no-tokens", "2026-11-02T11:10:00.000Z", json!({"team_id": "team-2", "prompt_tokens": null, "completion_tokens": null, "spend": null})),
        row("of-0-tokens", "2026-11-02T11:20:00.000Z", json!({"team_id": "team-2", "prompt_tokens": 0, "completion_tokens": 0, "spend": 1})),
        row("failed-without-output", "2026-11-02T12:00:00.000Z", json!({"team_id": "team-2", "prompt_tokens": 400, "completion_tokens": null, "spend": 0, "status": "failure"})),
        row("failed-without-input", "2026-11-02T12:10:00.000Z", json!({"team_id": "team-2", "prompt_tokens": null, "completion_tokens": null, "spend": 0.4, "status": "failure"})),
        row("failed-and-charged", "2026-11-02T12:20:00.000Z", json!({"team_id": "team-2", "prompt_tokens": 0, "completion_tokens": 0, "spend": 0.6, "status": "failure"})),
        row("failed-and-charged-for-tokens", "2026-11-02T12:30:00.000Z", json!({"team_id": "team-2", "prompt_tokens": 50, "completion_tokens": 0, "spend": 0.05, "status": "failure"})),
        row("failed-with-a-cache", "2026-11-02T12:40:00.000Z", json!({"team_id": "team-2", "prompt_tokens": 60, "completion_tokens": 1, "spend": null, "status": "failure", "metadata": {"usage_object": {"cache_read_input_tokens": 20}}})),
        row("below-zero", "2026-11-03T05:00:00.000Z", json!({"prompt_tokens": 10, "completion_tokens": 1, "spend": 0.1, "metadata": {"usage_object": {"cache_read_input_tokens": 11}}})),
    ]);
    rows
}

fn observations() -> Vec<Value> {
    let page: Value = serde_json::from_slice(&sample("langfuse_observations.json")).unwrap();
    let mut rows = page["data"].as_array().unwrap().clone();
    let row = |id: &str, time: &str, rest: Value| {
        let mut row = json!({"id": id, "type": "GENERATION", "startTime": time, "model": "gpt-6-sol", "environment": "production", "level": "DEFAULT", "costDetails": {"total": 0.25}});
        row.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        row
    };
    rows.extend([
        row("within", "2026-11-01T23:59:59.999Z", json!({"usageDetails": {"input": 1000, "input_cached_tokens": 400, "output": 100, "total": 1100}})),
        row("beside", "2026-11-02T00:00:00.000Z", json!({"usageDetails": {"input": 100, "output": 50, "output_reasoning_tokens": 30, "total": 180}})),
        row("in-the-output", "2026-11-02T00:10:00.000Z", json!({"usageDetails": {"input": 100, "output": 50, "output_reasoning_tokens": 30, "total": 150}})),
        row("written", "2026-11-02T00:20:00.000Z", json!({"usageDetails": {"input": 7, "cache_creation_input_tokens": 90, "cache_read_input_tokens": 800, "input_audio_tokens": 3, "output": 11}, "costDetails": {"input": 0.1}})),
        row("failed", "2026-11-02T23:30:00.000Z", json!({"model": null, "level": "ERROR", "usageDetails": {}, "costDetails": {}})),
        row("told", "2026-11-02T10:00:00.000Z", json!({"environment": "in-part", "usageDetails": {"input": 700, "output": 9}})),
        row("no-input", "2026-11-02T10:10:00.000Z", json!({"environment": "in-part", "usageDetails": {"input": null, "output": 50}})),
        row("no-output", "2026-11-02T10:20:00.000Z", json!({"environment": "in-part", "usageDetails": {"input": 60, "output": null}})),
        row("neither", "2026-11-02T11:00:00.000Z", json!({"environment": "in-part", "usageDetails": {"input": null, "output": null, "total": 5}})),
        row("caches-alone", "2026-11-02T11:10:00.000Z", json!({"environment": "in-part", "usageDetails": {"input_cached_tokens": 7, "output": 3}})),
        row("no-output-by-total", "2026-11-02T11:20:00.000Z", json!({"environment": "in-part", "usageDetails": {"input": 80, "total": 80}})),
        row("of-0-tokens", "2026-11-02T11:30:00.000Z", json!({"environment": "in-part", "usageDetails": {"input": 0, "output": 0}})),
        row("failed-without-output", "2026-11-02T12:00:00.000Z", json!({"environment": "in-part", "level": "ERROR", "usageDetails": {"input": 400}, "costDetails": {}})),
        row("failed-without-input", "2026-11-02T12:10:00.000Z", json!({"environment": "in-part", "level": "ERROR", "usageDetails": {"output": 2}})),
        row("a-step", "2026-11-03T05:00:00.000Z", json!({"type": "SPAN", "usageDetails": {"input": 5}})),
        row("below-zero", "2026-11-03T05:00:00.000Z", json!({"usageDetails": {"input": 10, "cache_read_input_tokens": 11, "output": 5, "total": 15}})),
    ]);
    rows
}

/// Spans as rows of a table: their attributes are an object.
fn spans() -> Vec<Value> {
    let text = String::from_utf8(sample("otel_genai_spans.jsonl")).unwrap();
    // `date -u -d @1793524502`, `date -u -d @1793577600`
    let times = ["2026-11-01T09:15:02Z", "2026-11-02T00:00:00Z"];
    let mut rows: Vec<Value> =
        text.lines().zip(times).map(|(line, time)| flat(&serde_json::from_str(line).unwrap(), time)).collect();
    let row = |id: &str, time: &str, status: u64, attributes: Value| json!({"trace_id": "00ff", "span_id": id, "start_time": time, "service_name": "support-bot", "status_code": status, "attributes": attributes});
    let below = json!({"gen_ai.request.model": "m", "gen_ai.usage.input_tokens": 10, "gen_ai.usage.cache_read.input_tokens": 11});
    rows.extend([
        row("older-names", "2026-11-01T23:59:59Z", 0, json!({"gen_ai.request.model": "m", "gen_ai.usage.prompt_tokens": 30, "gen_ai.usage.completion_tokens": 9})),
        row("written", "2026-11-02T00:30:00Z", 1, json!({"gen_ai.operation.name": "chat", "gen_ai.request.model": "m", "gen_ai.usage.input_tokens": 300, "gen_ai.usage.cache_creation.input_tokens": 200, "gen_ai.usage.output_tokens": 4})),
        row("failed", "2026-11-02T23:59:00Z", 2, json!({"gen_ai.operation.name": "chat", "gen_ai.request.model": "m"})),
        row("failed-by-type", "2026-11-02T23:59:01Z", 0, json!({"gen_ai.request.model": "m", "error.type": "timeout", "gen_ai.usage.input_tokens": 8})),
        row("agent", "2026-11-02T12:00:00Z", 0, json!({"gen_ai.operation.name": "invoke_agent", "gen_ai.request.model": "m", "gen_ai.usage.input_tokens": 900})),
        row("of-a-database", "2026-11-02T12:00:00Z", 0, json!({"db.system": "postgresql"})),
        row("no-tokens", "2026-11-02T12:00:00Z", 0, json!({"gen_ai.request.model": "m"})),
        row("asked-without-tokens", "2026-11-02T13:00:00Z", 0, json!({"gen_ai.operation.name": "chat", "gen_ai.request.model": "in-part"})),
        row("no-input", "2026-11-02T13:10:00Z", 0, json!({"gen_ai.request.model": "in-part", "gen_ai.usage.output_tokens": 50, "gen_ai.usage.cache_read.input_tokens": 5})),
        row("no-output", "2026-11-02T13:20:00Z", 0, json!({"gen_ai.request.model": "in-part", "gen_ai.usage.input_tokens": 60})),
        row("an-embedding", "2026-11-02T13:30:00Z", 0, json!({"gen_ai.operation.name": "embeddings", "gen_ai.request.model": "in-part", "gen_ai.usage.input_tokens": 11})),
        row("failed-without-input", "2026-11-02T13:40:00Z", 2, json!({"gen_ai.request.model": "in-part", "gen_ai.usage.output_tokens": 1})),
    ]);
    rows.push(json!({"trace_id": "below-zero", "span_id": "1", "start_time": "2026-11-03T05:00:00Z", "service_name": null, "status_code": 0, "attributes": below}));
    rows
}

fn flat(line: &Value, time: &str) -> Value {
    let resource = &line["resourceSpans"][0];
    let span = &resource["scopeSpans"][0]["spans"][0];
    let attributes: Map<String, Value> = span["attributes"].as_array().unwrap().iter().map(attribute).collect();
    let (_, service) = attribute(&resource["resource"]["attributes"][0]);
    json!({"trace_id": span["traceId"], "span_id": span["spanId"], "start_time": time, "service_name": service, "status_code": 0, "attributes": attributes})
}

fn attribute(written: &Value) -> (String, Value) {
    let (_, value) = written["value"].as_object().unwrap().iter().next().unwrap();
    (written["key"].as_str().unwrap().to_owned(), value.clone())
}

/// A row of the table as a line that a collector writes.
fn exported(row: &Value) -> Value {
    let attributes = row["attributes"].as_object().unwrap().iter().map(|(key, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let value = if value.is_number() { json!({"intValue": text}) } else { json!({"stringValue": text}) };
        json!({"key": key, "value": value})
    });
    let attributes: Vec<Value> = attributes.collect();
    let service =
        row["service_name"].as_str().map(|name| json!({"key": "service.name", "value": {"stringValue": name}}));
    json!({"resourceSpans": [{
        "resource": {"attributes": service.into_iter().collect::<Vec<_>>()},
        "scopeSpans": [{"spans": [{
            "traceId": row["trace_id"], "spanId": row["span_id"], "startTimeUnixNano": row["start_time"],
            "attributes": attributes, "status": {"code": row["status_code"]},
        }]}],
    }]})
}
