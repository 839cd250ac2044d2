//! Memory fit, throughput, prices and measured runs of open models on GPUs.

mod accuracy;
mod benchmarks;
mod memory;
mod offers;
mod properties;
mod scenarios;
mod throughput;

use tco::capacity::{Device, Engine, Estimate, Latency, Load, Model, Precision, Question, Refusal, estimate};
use tco::catalog::{architecture, architectures, gpus};

/// A model, a number of GPUs and a precision, as rows of tests write them.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub model: &'static str,
    pub gpu: &'static str,
    pub gpus: u32,
    pub precision: &'static str,
    pub load: (f64, f64),
}

pub fn model(name: &str) -> Model {
    Model::from(&architecture(name).unwrap_or_else(|| panic!("no model {name}")))
}

pub fn gpu(name: &str) -> Device {
    Device::from(&tco::catalog::gpu(name).unwrap_or_else(|| panic!("no GPU {name}")))
}

/// Every model of the catalog.
pub fn models() -> Vec<Model> {
    architectures().iter().map(Model::from).collect()
}

/// Every GPU of the catalog.
pub fn devices() -> Vec<Device> {
    gpus().iter().map(Device::from).collect()
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
