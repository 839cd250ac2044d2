//! `GuideLLM`: one file with a benchmark for each level of load.

use serde_json::Value;

use super::fields::Fields;
use super::{BenchmarkError, Run, Tool};

/// The version of the format that is read.
const VERSION: i64 = 2;

/// The runs of a file.
pub(super) fn runs(fields: &Fields<'_>) -> Result<Vec<Run>, BenchmarkError> {
    let version = fields.at("metadata.version").and_then(Value::as_i64);
    if let Some(version) = version.filter(|version| *version != VERSION) {
        let cause = format!("this is version {version} of GuideLLM's format; version {VERSION} is read");
        return Err(BenchmarkError::new("metadata.version", cause, "run it with a newer GuideLLM"));
    }
    let levels = fields.at("benchmarks").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let runs = levels.iter().enumerate();
    runs.map(|(index, value)| run(&Fields { value, place: format!("benchmarks[{index}]") })).collect()
}

/// The rates in the file are means over events, which weigh a lull as little as a rush; tokens over
/// seconds do not.
fn run(fields: &Fields<'_>) -> Result<Run, BenchmarkError> {
    let duration = fields.needed("duration")?;
    let completed = fields.needed("metrics.request_totals.successful")?;
    let total = fields.needed("metrics.output_token_count.successful.total_sum")?;
    let slowest = |metric: &str| {
        let of = |what: &str| fields.number(&format!("metrics.{metric}.successful.{what}"));
        of("percentiles.p99").or_else(|| of("mean"))
    };
    let strategy = ["streams", "max_concurrency"].map(|key| format!("config.strategy.{key}"));
    Ok(Run {
        tool: Tool::GuideLlm,
        place: fields.place.clone(),
        model: fields.text("config.backend.model"),
        gpus: None,
        duration,
        completed,
        failed: fields.number("metrics.request_totals.errored").unwrap_or(0.0),
        input: fields.needed("metrics.prompt_token_count.successful.mean")?,
        output: total / completed,
        output_per_second: total / duration,
        concurrency: fields.first(&[
            strategy[0].as_str(),
            strategy[1].as_str(),
            "metrics.request_concurrency.successful.mean",
        ]),
        sent_per_second: fields.number("config.strategy.rate"),
        ttft_ms: slowest("time_to_first_token_ms"),
        tpot_ms: slowest("inter_token_latency_ms").or_else(|| slowest("time_per_output_token_ms")),
    })
}
