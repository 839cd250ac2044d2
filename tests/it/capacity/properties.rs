//! What must hold whatever the figures are.

use tco::capacity::{Engine, Latency, Precision, Question, estimate};

use super::{devices, load, models};

const LOADS: [(f64, f64); 5] =
    [(100.0, 100.0), (1000.0, 200.0), (4000.0, 500.0), (20_000.0, 500.0), (100_000.0, 500.0)];

/// Calls `check` with a question for every model, GPU, engine and precision.
fn every(check: impl Fn(Question<'_>)) {
    let (models, shelf) = (models(), devices());
    for (model, gpu) in models.iter().flat_map(|model| shelf.iter().map(move |gpu| (model, gpu))) {
        for (engine, precision) in [(Engine::Tuned, Precision::Fp8), (Engine::Stock, Precision::Bf16)] {
            let latency = Latency::default();
            let precision = Some(precision);
            check(Question { model, gpu, gpus: 1, precision, engine, latency, load: load(LOADS[1]) });
        }
    }
}

#[test]
fn more_gpus_never_hold_less() {
    every(|question| {
        let mut fitted = None;
        for gpus in [1, 2, 4, 8] {
            let Ok(estimate) = estimate(&Question { gpus, ..question }) else {
                assert_eq!(fitted, None, "{} on {gpus} {}", question.model.id, question.gpu.name);
                continue;
            };
            let free = estimate.memory.free();
            assert!(fitted.is_none_or(|fewer| fewer <= free), "{} on {}", question.model.id, question.gpu.name);
            fitted = Some(free);
        }
    });
}

#[test]
fn eight_bits_never_fit_worse_than_sixteen() {
    every(|question| {
        for gpus in [1, 2, 4, 8] {
            let of = |precision| estimate(&Question { gpus, precision: Some(precision), ..question });
            let (Ok(wide), false) = (of(Precision::Bf16), question.gpu.name == "T4") else { continue };
            let narrow = of(Precision::Fp8).expect("half of what fits does");
            assert!(narrow.memory.weights <= wide.memory.weights && narrow.requests >= wide.requests);
        }
    });
}

#[test]
fn longer_prompts_never_raise_throughput() {
    every(|question| {
        let mut last = f64::INFINITY;
        for (input, _) in LOADS {
            let Ok(estimate) = estimate(&Question { load: load((input, 300.0)), gpus: 4, ..question }) else {
                continue;
            };
            let output = estimate.output.base;
            assert!(output <= last, "{} on {} at {input}", question.model.id, question.gpu.name);
            last = output;
        }
    });
}

#[test]
fn a_tighter_target_never_raises_throughput() {
    every(|question| {
        let mut last = f64::INFINITY;
        for target in [1000.0, 200.0, 100.0, 50.0, 30.0, 15.0] {
            let latency = Latency { tpot_ms: Some(target), ttft_ms: None };
            let Ok(estimate) = estimate(&Question { latency, gpus: 8, ..question }) else { continue };
            // or it is said that the middle of the band misses it
            let is_met = estimate.tpot_ms <= target || !estimate.warnings.is_empty() && estimate.requests == 1;
            assert!(estimate.output.base <= last && is_met);
            last = estimate.output.base;
        }
    });
}

#[test]
fn every_figure_is_a_number_within_its_band() {
    every(|question| {
        for pair in [(0.0, 1.0), (1.0, 0.0), (0.0, 0.0), (1e9, 1.0), (30_000.0, 1e6), (1.5, 2.5)] {
            let Ok(estimate) = estimate(&Question { load: load(pair), gpus: 8, ..question }) else { continue };
            for spread in [estimate.output, estimate.prefill, estimate.decode] {
                assert!(spread.low > 0.0 && spread.low < spread.base && spread.base < spread.high, "{spread:?}");
                assert!(spread.high.is_finite());
            }
        }
    });
}
