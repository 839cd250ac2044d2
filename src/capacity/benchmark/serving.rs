//! `vllm bench serve` and `SGLang`'s `bench_serving`, which grew from it: one object a run.

use serde_json::Value;

use super::fields::Fields;
use super::{BenchmarkError, Run, Tool};

/// Whether an object is such a run.
pub(super) fn is_one(fields: &Fields<'_>) -> bool {
    ["duration", "completed", "total_output_tokens"].iter().filter(|key| fields.at(key).is_some()).count() >= 2
}

/// The run of an object.
pub(super) fn run(fields: &Fields<'_>) -> Result<Run, BenchmarkError> {
    let is_sglang = ["total_output_tokens_retokenized", "server_info", "dataset_name", "accept_length"];
    let tool = if is_sglang.iter().any(|key| fields.at(key).is_some()) { Tool::Sglang } else { Tool::Vllm };
    let duration = fields.needed("duration")?;
    let completed = fields.needed("completed")?;
    let output = fields.needed("total_output_tokens")?;
    let sent = fields.number("num_prompts");
    let failed = fields.number("failed").or_else(|| sent.map(|sent| (sent - completed).max(0.0)));
    // a run without a rate, `inf`, sends as fast as it may
    let sent_per_second = fields.number("request_rate");
    Ok(Run {
        tool,
        place: fields.place.clone(),
        model: fields.text("model_id").or_else(|| fields.text("server_info.model_path")),
        gpus: gpus(fields),
        duration,
        completed,
        failed: failed.unwrap_or(0.0),
        input: fields.needed("total_input_tokens")? / completed,
        output: output / completed,
        output_per_second: output / duration,
        concurrency: concurrency(fields, (sent.unwrap_or(completed), completed / duration)),
        sent_per_second,
        ttft_ms: fields.first(&["p99_ttft_ms", "mean_ttft_ms", "median_ttft_ms"]),
        tpot_ms: fields.first(&["p99_tpot_ms", "mean_tpot_ms", "median_tpot_ms"]),
    })
}

/// GPUs of the engine: as `SGLang` says of its server, or as the caller noted for `vLLM` (`--metadata`).
fn gpus(fields: &Fields<'_>) -> Option<u32> {
    let whole = |path: &str| {
        let value = fields.at(path)?;
        value.as_u64().or_else(|| value.as_str()?.parse().ok()).and_then(|gpus| u32::try_from(gpus).ok())
    };
    let server = |key: &str| whole(&format!("server_info.{key}"));
    let shared = fields.at("server_info.enable_dp_attention").and_then(Value::as_bool).unwrap_or(false);
    let copies = if shared { 1 } else { server("dp_size").unwrap_or(1) };
    let cut = server("tp_size").or_else(|| whole("tensor_parallel_size"))?;
    cut.checked_mul(server("pp_size").unwrap_or(1))?.checked_mul(copies)
}

/// Requests in flight: as limited; all of them at once when neither they nor their rate were limited;
/// else as measured.
fn concurrency(fields: &Fields<'_>, (sent, per_second): (f64, f64)) -> Option<f64> {
    let all_at_once = match fields.at("request_rate") {
        Some(Value::String(rate)) => rate == "inf",
        _ => false,
    };
    let limit = fields.number("max_concurrency").filter(|limit| *limit > 0.0);
    limit.or_else(|| {
        let measured = || fields.first(&["concurrency", "max_concurrent_requests"]);
        let latency = || fields.first(&["mean_e2el_ms", "mean_e2e_latency_ms"]);
        if all_at_once { Some(sent) } else { measured().or_else(|| Some(per_second * latency()? / 1000.0)) }
    })
}
