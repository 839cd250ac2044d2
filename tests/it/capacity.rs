//! Memory fit, throughput, prices and measured runs of open models on GPUs.

mod accuracy;
mod benchmarks;
mod memory;
mod offers;
mod properties;
mod throughput;

use tco::capacity::{
    Architecture, Engine, Estimate, GpuSpec, Latency, Load, Precision, Question, Refusal, architectures, estimate,
    find_gpu, find_model, gpus,
};

/// A model, a number of GPUs and a precision, as rows of tests write them.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub model: &'static str,
    pub gpu: &'static str,
    pub gpus: u32,
    pub precision: &'static str,
    pub load: (f64, f64),
}

pub fn model(name: &str) -> Architecture {
    find_model(&architectures(), name).unwrap_or_else(|| panic!("no model {name}")).clone()
}

pub fn gpu(name: &str) -> GpuSpec {
    find_gpu(&gpus(), name).unwrap_or_else(|| panic!("no GPU {name}")).clone()
}

pub fn load((input, output): (f64, f64)) -> Load {
    Load { input, output, cached_share: 0.0 }
}

/// The estimate of a case, with what `change` makes of its question.
pub fn asked(case: Case, change: impl for<'q> Fn(Question<'q>) -> Question<'q>) -> Result<Estimate, Refusal> {
    let (model, gpu) = (model(case.model), gpu(case.gpu));
    let question = Question {
        model: &model,
        gpu: &gpu,
        gpus: case.gpus,
        precision: Precision::parse(case.precision),
        engine: Engine::Tuned,
        latency: Latency::default(),
        load: load(case.load),
    };
    estimate(&change(question))
}

pub fn tuned(case: Case) -> Result<Estimate, Refusal> {
    asked(case, |question| question)
}
