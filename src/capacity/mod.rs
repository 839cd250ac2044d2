//! What a replica of an open model can serve: does it fit in memory, how many tokens a second, how
//! wide a band is honest, what a million tokens cost on rented GPUs.
//!
//! [`estimate()`] answers for one model on one to eight GPUs; [`Replica`] holds the formulas beneath
//! it; [`benchmark`] reads a measured run, which beats any estimate. The physics is in binary
//! floating point, in bytes, seconds and tokens; money is exact. `docs/capacity.md` says the
//! formulas in words, with their sources and their measured error.

mod architecture;
mod band;
pub mod benchmark;
mod engine;
mod estimate;
mod gpu;
mod hardware;
mod memory;
mod offers;
mod precision;
mod prices;
mod refusal;
mod remedy;
mod replica;
mod roofline;
mod table;
mod throughput;

pub use architecture::{Architecture, Attention, Experts, Window, architectures, find_model, read_architectures};
pub use band::{Band, Spread};
pub use engine::Engine;
pub use estimate::{Estimate, Latency, Question, REPLICA_SIZES, estimate};
pub use gpu::{GpuSpec, Vendor, find_gpu, gpus, read_gpus};
pub use hardware::Link;
pub use memory::Memory;
pub use offers::{Demand, Fleet, Offer, Point, offers, points};
pub use precision::Precision;
pub use prices::{GpuPrice, Term, gpu_prices, read_gpu_prices};
pub use refusal::Refusal;
pub use remedy::Remedy;
pub use replica::{Replica, Sharding};
pub use table::TableError;
pub use throughput::{Load, Rate};
