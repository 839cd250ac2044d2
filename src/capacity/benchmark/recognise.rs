//! Which tool wrote a text, and the runs that it holds.

use serde_json::{Deserializer, Value};

use super::fields::Fields;
use super::{BenchmarkError, Run, guidellm, perf, perf_csv, serving};

const KNOWN: &str = "give the result file of vLLM `bench serve --save-result`, SGLang `bench_serving --output-file`, GuideLLM (`benchmarks.json`), genai-perf or AIPerf (`profile_export_*.json` or `.csv`)";

/// Every run of a text, in order; never none.
pub(super) fn runs(text: &str) -> Result<Vec<Run>, BenchmarkError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(BenchmarkError::new("line 1", "the file is empty", KNOWN));
    }
    if perf_csv::is_one(text) {
        return perf_csv::run(text).map(|run| vec![run]);
    }
    let mut runs = Vec::new();
    for (index, value) in values(text)?.iter().enumerate() {
        let place = format!("run {}", index + 1);
        runs.extend(of_value(&Fields { value, place })?);
    }
    if runs.is_empty() { Err(BenchmarkError::new("line 1", "the file holds no run", KNOWN)) } else { Ok(runs) }
}

fn of_value(fields: &Fields<'_>) -> Result<Vec<Run>, BenchmarkError> {
    if fields.at("benchmarks").is_some_and(Value::is_array) {
        guidellm::runs(fields)
    } else if perf::is_one(fields) {
        perf::run(fields).map(|run| vec![run])
    } else if serving::is_one(fields) {
        serving::run(fields).map(|run| vec![run])
    } else {
        let keys = fields.value.as_object().map(|object| object.keys().take(4).cloned().collect::<Vec<_>>());
        let cause = match keys {
            Some(keys) if keys.is_empty() => "an empty object is no benchmark".to_owned(),
            Some(keys) => format!("an object with `{}` is the output of no tool known here", keys.join("`, `")),
            None => "this is JSON, but no object".to_owned(),
        };
        Err(BenchmarkError::new(fields.place.clone(), cause, KNOWN))
    }
}

/// The JSON values of a text: one, or one a line.
fn values(text: &str) -> Result<Vec<Value>, BenchmarkError> {
    let text = without_infinities(text);
    let values: Result<Vec<Value>, serde_json::Error> = Deserializer::from_str(&text).into_iter().collect();
    values.map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        if error.is_eof() {
            let help = "the run was stopped or the copy is not whole; fetch the file again or run the benchmark again";
            BenchmarkError::new(place, "the file ends in the middle of a value", help)
        } else {
            BenchmarkError::new(place, "this is neither JSON nor the CSV of genai-perf", KNOWN)
        }
    })
}

/// The text with the numbers that Python writes and JSON has not, `Infinity` and `NaN`, as texts.
fn without_infinities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut in_text) = (text, false);
    while let Some(next) = rest.chars().next() {
        let found = ["-Infinity", "Infinity", "NaN"].into_iter().find(|name| !in_text && rest.starts_with(name));
        if let Some(name) = found {
            out.push_str("\"inf\"");
            rest = &rest[name.len()..];
            continue;
        }
        let escaped = in_text && next == '\\';
        let taken: usize = rest.chars().take(if escaped { 2 } else { 1 }).map(char::len_utf8).sum();
        in_text ^= next == '"';
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out
}
