//! What a replica of an open model can serve: does it fit in memory, how many tokens a second, how
//! wide a band is honest, what a million tokens cost on rented GPUs.
//!
//! [`estimate()`] answers for one model on one to eight GPUs; [`Replica`] holds the formulas beneath
//! it; [`benchmark`] reads a measured run, which beats any estimate. Models, GPUs and prices come from the
//! catalog; [`Model`] and [`Device`] hold what the formulas need of them. The physics is in binary
//! floating point, in bytes, seconds and tokens; money is exact. `docs/capacity.md` says the
//! formulas in words, with their sources and their measured error.

mod band;
pub mod benchmark;
mod device;
mod engine;
mod estimate;
mod hardware;
mod memory;
mod model;
mod offers;
mod precision;
mod refusal;
mod remedy;
mod replica;
mod roofline;
mod throughput;

pub use band::{Band, Spread};
pub use device::{Device, Vendor};
pub use engine::Engine;
pub use estimate::{Estimate, Latency, Question, REPLICA_SIZES, estimate};
pub use hardware::Link;
pub use memory::Memory;
pub use model::{Attention, Experts, Model, Window};
pub use offers::{Demand, Fleet, Offer, Point, offers, points};
pub use precision::Precision;
pub use refusal::Refusal;
pub use remedy::Remedy;
pub use replica::{Replica, Sharding};
pub use throughput::{Load, Rate};
