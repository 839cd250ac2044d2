//! Does it fit, against model cards and papers.

use tco::capacity::{Engine, Model, Refusal};
use tco::catalog::architectures;
use tco::quantity::figures::float;

use super::{Case, asked, model, tuned};

#[test]
fn weights_add_up_to_what_model_cards_state() {
    for shape in architectures() {
        let official = 1e9 * float(shape.official_parameters.expect("every row states them"));
        let model = Model::from(&shape);
        let off = (model.total_weights() / official - 1.0).abs();
        assert!(off < 0.015, "{} is off by {:.1} %", model.id, 100.0 * off);
    }
}

#[test]
fn keys_and_values_take_what_is_published() {
    let check = |name: &str, context: f64, bytes: f64| {
        let found = model(name).cache_bytes(context);
        assert!((found / bytes - 1.0).abs() < 0.002, "{name}: {found} instead of {bytes}");
    };
    // DeepSeek-AI, "Insights into DeepSeek-V3" (ISCA 2025), table 1: KB a token in bf16
    check("deepseek-v3", 1.0, 70_272.0);
    check("qwen2.5-72b", 1.0, 327_680.0);
    check("llama-3.1-405b", 1.0, 516_096.0);
    // Hugging Face, "Llama 3.1" (2024-07-23): GiB for a context of 128,000 tokens
    check("llama-3.1-8b", 128_000.0, 15.62 * 1_073_741_824.0);
    check("llama-3.1-70b", 128_000.0, 39.06 * 1_073_741_824.0);
    // Gemma 3: 10 of 62 layers see everything, 52 the last 1,024 tokens; 16 heads of 128, keys and
    // values of two bytes make 8,192 bytes a layer and token
    check("gemma-3-27b", 32_768.0, 8_192.0 * (10.0 * 32_768.0 + 52.0 * 1_024.0));
    // gpt-oss-20b: 12 of 24 layers see the last 128 tokens; 8 heads of 64 make 2,048 bytes
    check("gpt-oss-20b", 4_096.0, 2_048.0 * (12.0 * 4_096.0 + 12.0 * 128.0));
}

#[test]
fn what_model_cards_say_fits_does() {
    let check = |model, gpu, gpus, precision, fits: bool| {
        let outcome = tuned(Case { model, gpu, gpus, precision, load: (1000.0, 200.0) });
        assert_eq!(outcome.is_ok(), fits, "{model} in {precision} on {gpus} {gpu}: {outcome:?}");
    };
    // Meta's card of Llama 3.1 405B: FP8 fits a node of eight H100, BF16 needs two of them
    check("llama-3.1-405b", "H100-SXM", 8, "fp8", true);
    check("llama-3.1-405b", "H100-SXM", 8, "bf16", false);
    // OpenAI's cards: gpt-oss-120b runs on one GPU of 80 GB, gpt-oss-20b within 16 GB
    check("gpt-oss-120b", "H100-SXM", 1, "mxfp4", true);
    check("gpt-oss-20b", "L4", 1, "mxfp4", true);
    // DeepSeek-V3's repository: FP8 needs eight H200; eight H100 have 640 GB for 671 GB of weights
    check("deepseek-v3", "H200-SXM", 8, "fp8", true);
    check("deepseek-v3", "H100-SXM", 8, "fp8", false);
    // Hugging Face, "Llama 3.1": 70B takes 140 GB in 16 bits, 70 in 8, 35 in 4; 8B takes 16 GB in 16
    check("llama-3.1-70b", "H100-SXM", 1, "bf16", false);
    check("llama-3.1-70b", "H100-SXM", 2, "bf16", true);
    check("llama-3.1-70b", "H200-SXM", 1, "fp8", true);
    // hugging-quants' AWQ INT4 of it: 39.8 GB with its 16-bit embeddings
    check("llama-3.1-70b", "A100-40-SXM", 1, "int4", false);
    check("llama-3.1-70b", "A100-80-SXM", 1, "int4", true);
    check("llama-3.1-8b", "T4", 1, "bf16", false);
    check("llama-3.1-8b", "L4", 1, "bf16", true);
}

#[test]
fn a_model_that_does_not_fit_says_by_how_much_and_what_would() {
    let case = Case { model: "llama-3.3-70b", gpu: "H100-SXM", gpus: 1, precision: "bf16", load: (1000.0, 200.0) };
    let refusal = tuned(case).unwrap_err();
    // 70.55 billion weights of two bytes and 1,200 tokens of 327,680 bytes; 90 % of 80 GiB less 2.5 GB
    let words = "weights and one request need 141.5 GB, 74.8 GB are usable, 66.7 GB are missing";
    assert!(refusal.to_string().contains(words), "{refusal}");
    assert_eq!(refusal.help(), "it fits on 2 GPUs, or in fp8, or on 1 B200-SXM");
    let huge = Case { model: "kimi-k2", gpu: "T4", precision: "bf16", ..case };
    // two bytes for each of 1,026 billion weights: only eight of the largest hold them
    assert!(tuned(huge).unwrap_err().help().contains("it fits on 8 "), "{}", tuned(huge).unwrap_err().help());
}

#[test]
fn what_a_gpu_cannot_do_is_refused() {
    let check = |model, gpu, precision, words: &str| {
        let refusal = tuned(Case { model, gpu, gpus: 1, precision, load: (1000.0, 200.0) }).unwrap_err();
        assert!(matches!(refusal, Refusal::Precision(_)) && refusal.to_string().contains(words), "{refusal}");
    };
    check("llama-3.1-8b", "H100-SXM", "nvfp4", "Blackwell");
    check("llama-3.1-8b", "T4", "fp8", "no arithmetic for fp8");
    check("llama-3.1-8b", "H100-SXM", "mxfp4", "has none");
    let odd = Case { model: "llama-3.1-8b", gpu: "L4", gpus: 3, precision: "bf16", load: (1000.0, 200.0) };
    assert_eq!(tuned(odd).unwrap_err(), Refusal::ReplicaSize(3));
    let refused = |load| tuned(Case { gpus: 1, load, ..odd }).is_err();
    assert!(refused((f64::NAN, 1.0)) && refused((1.0, f64::INFINITY)) && refused((-1.0, 1.0)) && refused((1e30, 1.0)));
}

#[test]
fn a_stock_engine_serves_no_more_at_once_than_it_takes() {
    let at_once = |gpu, engine| {
        let case = Case { model: "llama-3.2-1b", gpu, gpus: 1, precision: "bf16", load: (10.0, 10.0) };
        asked(case, |question| tco::capacity::Question { engine, ..question }).unwrap().requests
    };
    assert_eq!(at_once("H100-SXM", Engine::Tuned), 2048);
    assert_eq!(at_once("H100-SXM", Engine::Stock), 1024);
    assert_eq!(at_once("A100-80-SXM", Engine::Stock), 256);
}
