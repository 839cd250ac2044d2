//! genai-perf and `AIPerf`, its successor: one object, a metric a key.

use super::fields::Fields;
use super::{BenchmarkError, Run, Tool};

/// Whether an object is such a run.
pub(super) fn is_one(fields: &Fields<'_>) -> bool {
    ["request_throughput", "output_token_throughput"]
        .iter()
        .any(|key| fields.at(key).is_some_and(serde_json::Value::is_object))
}

/// The run of an object.
pub(super) fn run(fields: &Fields<'_>) -> Result<Run, BenchmarkError> {
    let of_aiperf = ["benchmark_duration", "total_osl", "total_isl", "input_config.loadgen"];
    let is_aiperf = of_aiperf.iter().any(|key| fields.at(key).is_some());
    let per_second = fields.needed("request_throughput.avg")?;
    let completed = fields.needed("request_count.avg")?;
    let limits = ["input_config.loadgen.concurrency", "input_config.perf_analyzer.stimulus.concurrency"];
    let in_flight = || Some(per_second * fields.number("request_latency.avg")? / 1000.0);
    Ok(Run {
        tool: if is_aiperf { Tool::AiPerf } else { Tool::GenaiPerf },
        place: fields.place.clone(),
        model: model(fields),
        gpus: None,
        duration: fields.number("benchmark_duration.avg").unwrap_or(completed / per_second),
        completed,
        failed: fields.number("error_request_count.avg").unwrap_or(0.0),
        input: fields.needed("input_sequence_length.avg")?,
        output: fields.needed("output_sequence_length.avg")?,
        output_per_second: fields.needed("output_token_throughput.avg")?,
        concurrency: fields.first(&limits).or_else(in_flight),
        sent_per_second: None,
        ttft_ms: fields.first(&["time_to_first_token.p99", "time_to_first_token.avg"]),
        tpot_ms: fields.first(&["inter_token_latency.p99", "inter_token_latency.avg"]),
    })
}

/// The model, which is a list of one in the settings.
fn model(fields: &Fields<'_>) -> Option<String> {
    let paths = ["input_config.endpoint.model_names", "input_config.model_names", "input_config.model"];
    let named = paths.iter().find_map(|path| fields.at(path))?;
    named.as_str().or_else(|| named.get(0)?.as_str()).map(str::to_owned)
}
