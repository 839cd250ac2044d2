//! The catalog: what models, GPUs, tuning and labels cost and can do, each fact with its source and
//! date. It is carried in the program and read only where a name is looked up; a file can stand in
//! for the prices of language models.

mod architectures;
mod bill;
mod citation;
mod gpus;
mod identity;
pub mod json;
mod licenses;
mod llm;
mod llm_read;
mod meant;
pub mod near;
mod off_peak;
mod store;
mod table;
mod term;
mod tuning;
pub mod update;

pub use architectures::{Architecture, architecture, architectures};
pub use bill::Usage;
pub use citation::Citation;
pub use gpus::{GpuPrice, GpuSpec, TypicalRent, all_gpu_prices, gpu, gpu_prices, gpus, typical_rent};
pub use identity::Identity;
pub use licenses::LICENSES;
pub use llm::{LlmModel, Period, Rates, Tier};
pub use meant::{MeantNames, undated};
pub use off_peak::OffPeak;
pub use store::Catalog;
pub use term::Term;
pub use tuning::{LabelingPrice, TuningPrice, labeling_prices, tuning_prices};
