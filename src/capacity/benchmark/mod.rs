//! Measured throughput, from the output of `vllm bench serve`, `SGLang`'s `bench_serving`, `GuideLLM`,
//! genai-perf and `AIPerf`. A measured run beats any estimate.
//!
//! The files are told apart by what they hold, not by their names. None of them says on which GPUs it
//! ran, so whoever reads one must say; a run counts as one replica.

mod caution;
mod failure;
mod fields;
mod guidellm;
mod judge;
mod measured;
mod perf;
mod perf_csv;
mod recognise;
mod run;
mod serving;

pub use failure::BenchmarkError;
pub use measured::{Caution, Measured, Request, read};
pub use run::{Run, Tool};
