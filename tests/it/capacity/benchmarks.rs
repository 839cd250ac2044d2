//! Measured runs: every tool's file, and files that are none.

use tco::capacity::benchmark::{BenchmarkError, Measured, Request, Tool, read};
use tco::capacity::{Latency, Precision};

use super::{gpu, load, model};

/// Made up in the shape that each tool documents: 2,000 requests of 1,000 input and 200 output tokens
/// in 400 seconds, 64 at once; 1,000 output tokens a second.
const VLLM: &str = include_str!("../../data/benchmarks/vllm.json");
const SGLANG: &str = include_str!("../../data/benchmarks/sglang.jsonl");
const GUIDELLM: &str = include_str!("../../data/benchmarks/guidellm.json");
const GENAI_PERF: &str = include_str!("../../data/benchmarks/profile_export_genai_perf.json");
const GENAI_PERF_CSV: &str = include_str!("../../data/benchmarks/profile_export_genai_perf.csv");
const AIPERF: &str = include_str!("../../data/benchmarks/profile_export_aiperf.json");

/// What a text gives for llama-3.1-8b on one L40S when this is planned.
fn planned(text: &str, plan: (f64, f64), latency: Latency) -> Result<Measured, BenchmarkError> {
    let (model, gpu) = (model("llama-3.1-8b"), gpu("L40S"));
    let precision = Some(Precision::Bf16);
    let names = ["llama-3.1-8b"];
    let (device, model) = (Some(&gpu), Some(&model));
    read(text, &Request { gpu: "L40S", device, gpus: 1, model, names: &names, precision, latency, plan: load(plan) })
}

fn as_measured(text: &str) -> Result<Measured, BenchmarkError> {
    planned(text, (1000.0, 200.0), Latency::default())
}

#[test]
fn every_tool_says_the_same() {
    let check = |text: &str, tool: Tool| {
        let measured = as_measured(text).unwrap();
        assert_eq!(measured.run.tool, tool);
        let near = |found: f64, expected: f64| (found / expected - 1.0).abs() < 1e-3;
        assert!(near(measured.run.output_per_second, 1000.0) && near(measured.run.duration, 400.0), "{measured:?}");
        // 5 requests a second: the two speeds give a fifth of a second a request
        let seconds = 1000.0 / measured.prefill.base + 200.0 / measured.decode.base;
        assert!(near(seconds, 0.2), "{}: {seconds}", tool.name());
        assert!(near(measured.decode.low, 0.9 * measured.decode.base), "a band of 10 %");
        assert!(measured.assumption.contains(tool.name()) && measured.assumption.contains("1 L40S"));
    };
    check(VLLM, Tool::Vllm);
    check(SGLANG, Tool::Sglang);
    check(GUIDELLM, Tool::GuideLlm);
    check(GENAI_PERF, Tool::GenaiPerf);
    check(GENAI_PERF_CSV, Tool::GenaiPerf);
    check(AIPERF, Tool::AiPerf);
}

#[test]
fn other_lengths_are_rescaled_and_said() {
    let long = planned(VLLM, (4000.0, 200.0), Latency::default()).unwrap();
    let same = as_measured(VLLM).unwrap();
    assert!(same.warnings.is_empty(), "{:?}", same.warnings);
    assert!(
        long.warnings[0].cause.contains("1000 input and 200 output") && long.warnings[0].cause.contains("rescaled")
    );
    assert!((long.decode.high / long.decode.base - 1.2).abs() < 1e-9, "a band of 20 %");
    assert!(long.decode.base < same.decode.base, "longer contexts are slower");
    // without a known model only lengths within a quarter will do
    let gpu = gpu("L40S");
    let unknown = |plan| Request {
        gpu: "L40S",
        device: Some(&gpu),
        gpus: 1,
        model: None,
        names: &[],
        precision: None,
        latency: Latency::default(),
        plan: load(plan),
    };
    // 5 requests a second of 1,200 tokens
    assert!((read(VLLM, &unknown((1000.0, 200.0))).unwrap().decode.base - 6000.0).abs() < 1e-6);
    let refused = read(VLLM, &unknown((4000.0, 200.0))).unwrap_err();
    assert!(refused.to_string().contains("cannot be carried over") && refused.help.contains("`model`"), "{refused}");
    // nor does the estimate know a GPU that the catalog has not
    let foreign = |plan| Request { gpu: "MyGPU", device: None, ..unknown(plan) };
    assert!((read(VLLM, &foreign((1000.0, 200.0))).unwrap().decode.base - 6000.0).abs() < 1e-6);
    let refused = read(VLLM, &foreign((4000.0, 200.0))).unwrap_err();
    assert!(refused.to_string().contains("`MyGPU` is not in the catalog"), "{refused}");
}

#[test]
fn a_run_that_is_no_sustained_load_is_refused() {
    let check = |old: &str, new: &str, words: &str| {
        assert!(VLLM.contains(old));
        let refused = as_measured(&VLLM.replace(old, new)).unwrap_err();
        assert!(refused.to_string().contains(words) && !refused.help.is_empty(), "{refused}");
    };
    check("\"duration\": 400.0", "\"duration\": 59.0", "less than 60 s is no sustained load");
    check("\"failed\": 0", "\"failed\": 21", "21 requests failed");
    check("\"max_concurrency\": 64", "\"max_concurrency\": 401", "are a burst");
    // everything at once
    check("\"max_concurrency\": 64", "\"max_concurrency\": null", "2000 at once are a burst");
    // a run that sends at a rate may not have filled the engine
    let slow = VLLM.replace("\"request_rate\": \"inf\"", "\"request_rate\": 5.0");
    assert!(as_measured(&slow).unwrap().warnings[0].cause.contains("understated"));
    let tight = Latency { ttft_ms: None, tpot_ms: Some(20.0) };
    let refused = planned(VLLM, (1000.0, 200.0), tight).unwrap_err();
    assert!(refused.to_string().contains("above the `tpot_ms` of 20 ms"), "{refused}");
}

#[test]
fn a_run_of_something_else_is_said() {
    let check = |text: &str, words: &[&str]| {
        let causes: Vec<String> =
            as_measured(text).unwrap().warnings.into_iter().map(|caution| caution.cause).collect();
        assert_eq!(causes.len(), words.len(), "{causes:?}");
        assert!(causes.iter().zip(words).all(|(cause, words)| cause.contains(words)), "{causes:?}");
    };
    let of = |name: &str| {
        VLLM.replace("\"model_id\": \"meta-llama/Llama-3.1-8B-Instruct\"", &format!("\"model_id\": \"{name}\""))
    };
    for same in ["meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1-8b", "/models/Llama-3.1-8B-Instruct-FP8/"] {
        check(&of(same), &[]);
    }
    for other in ["meta-llama/Llama-3.3-70B-Instruct", "meta-llama/Llama-3-8B", "x/Llama-3.1-8B-distill"] {
        check(&of(other), &[&format!("ran `{other}`, and the plan is for `llama-3.1-8b`")]);
    }
    let server = r#""server_info": {"model_path": "meta-llama/Llama-3.1-70B", "tp_size": 2}, "duration""#;
    check(
        &SGLANG.replace("\"duration\"", server),
        &["ran `meta-llama/Llama-3.1-70B`", "ran on 2 GPUs, and `gpus_per_replica` is 1"],
    );
    let server = r#""server_info": {"model_path": "meta-llama/Llama-3.1-8B", "tp_size": 1}, "duration""#;
    check(&SGLANG.replace("\"duration\"", server), &[]);
    check(&VLLM.replace("\"failed\"", "\"tensor_parallel_size\": \"4\", \"failed\""), &["ran on 4 GPUs"]);
    let named = r#""input_config": {"endpoint": {"model_names": ["Qwen/Qwen3-8B"]}, "#;
    check(&AIPERF.replace("\"input_config\": {", named), &["ran `Qwen/Qwen3-8B`"]);
}

#[test]
fn a_load_that_fills_no_replica_is_said() {
    // one request in flight: 100 of 200 tokens in 150 seconds are 133 a second
    let alone = VLLM
        .replace("\"max_concurrency\": 64", "\"max_concurrency\": 1")
        .replace("\"completed\": 2000", "\"completed\": 100")
        .replace("\"num_prompts\": 2000", "\"num_prompts\": 100")
        .replace("2000000", "100000")
        .replace("400000", "20000")
        .replace("\"duration\": 400.0", "\"duration\": 150.0");
    let measured = as_measured(&alone).unwrap();
    assert!((measured.run.output_per_second - 133.33).abs() < 0.01);
    let cause = &measured.warnings[0].cause;
    assert!(cause.contains("had 1 requests in flight") && cause.contains("times as much with"), "{cause}");
    // a target bounds the requests that are to be in flight
    let one_at_a_time = Latency { ttft_ms: None, tpot_ms: Some(73.0) };
    assert!(planned(VLLM, (1000.0, 200.0), one_at_a_time).unwrap().warnings.is_empty());
    // without a known GPU, few are few
    let plan = load((1000.0, 200.0));
    let latency = Latency::default();
    let unknown =
        Request { gpu: "MyGPU", device: None, gpus: 1, model: None, names: &[], precision: None, latency, plan };
    assert!(read(&alone, &unknown).unwrap().warnings[0].cause.contains("1 requests in flight"));
    assert!(read(VLLM, &unknown).unwrap().warnings.is_empty());
}

#[test]
fn of_several_runs_the_best_that_counts_is_taken() {
    let burst = VLLM.replace("\"max_concurrency\": 64", "\"max_concurrency\": 2000").replace("400000", "800000");
    let both = format!("{burst}\n{VLLM}");
    let measured = as_measured(&both).unwrap();
    assert_eq!(measured.run.place, "run 2");
    assert!(measured.warnings[0].cause.contains("2 runs"));
}

#[test]
fn texts_that_are_no_benchmark_are_refused() {
    let check = |text: &str, words: &str| {
        let refused = as_measured(text).unwrap_err();
        assert!(refused.to_string().contains(words), "{refused}");
        assert!(!refused.help.is_empty() && !refused.place.is_empty());
    };
    check("", "the file is empty");
    check(" \n", "the file is empty");
    check("hello", "neither JSON nor the CSV");
    check("[1, 2]", "no object");
    check("{}", "empty object");
    check("{\"price\": 1, \"models\": []}", "`price`, `models`");
    check("{\"benchmarks\": []}", "holds no run");
    check("Metric,avg\n", "no such row");
    check(&VLLM.replace("\"completed\": 2000", "\"completed\": \"many\""), "`completed` is `\"many\"`");
    check(&VLLM.replace("\"total_input_tokens\"", "\"other\""), "no field `total_input_tokens`");
    check(&GUIDELLM.replace("\"version\": 2", "\"version\": 1"), "version 1 of GuideLLM's format");
    check(&GENAI_PERF.replace("\"request_count\"", "\"other\""), "no field `request_count.avg`");
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    for text in [VLLM, SGLANG, GUIDELLM, GENAI_PERF, AIPERF] {
        let text = text.trim_end();
        for end in (1..text.len()).step_by(7) {
            let refused = as_measured(&text[..end]).unwrap_err();
            assert!(!refused.to_string().is_empty());
        }
    }
    let refused = as_measured(&VLLM[..VLLM.len() / 2]).unwrap_err();
    assert!(refused.to_string().contains("the file ends in the middle"), "{refused}");
}
