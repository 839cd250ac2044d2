//! What would fit, for a model that does not.

use std::fmt;

use super::estimate::shardings;
use super::{Device, Engine, Load, Precision, REPLICA_SIZES, Replica};
use crate::catalog::gpus;

/// A way to make a model fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// More of the same GPUs.
    Gpus(u32),
    /// A smaller precision on the same GPUs.
    Precision(Precision),
    /// As many of another GPU; its name.
    Gpu {
        /// How many.
        gpus: u32,
        /// Its name.
        name: String,
    },
}

impl fmt::Display for Remedy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gpus(gpus) => write!(formatter, "on {gpus} GPUs"),
            Self::Precision(precision) => write!(formatter, "in {}", precision.name()),
            Self::Gpu { gpus, name } => write!(formatter, "on {gpus} {name}"),
        }
    }
}

/// The fewest GPUs, the widest smaller precision and the smallest other GPU that would do; of another
/// GPU more of them when as many do not.
pub(super) fn remedies(replica: &Replica<'_>, load: &Load, engine: Engine) -> Vec<Remedy> {
    let fits = |replica: Replica<'_>| {
        let refused = replica.precision.refused_by(replica.model, replica.gpu).is_some();
        !refused && shardings(&replica, engine).iter().any(|replica| replica.memory(load).fits())
    };
    let more = REPLICA_SIZES.into_iter().filter(|gpus| *gpus > replica.gpus);
    let more = more
        .map(Remedy::Gpus)
        .find(|remedy| matches!(remedy, Remedy::Gpus(gpus) if fits(Replica { gpus: *gpus, ..*replica })));
    let narrower = Precision::ALL.into_iter().filter(|other| other.expert_bytes() < replica.precision.expert_bytes());
    let narrower =
        narrower.filter(|precision| fits(Replica { precision: *precision, ..*replica })).map(Remedy::Precision);
    let shelf: Vec<Device> = gpus().iter().map(Device::from).collect();
    let larger = REPLICA_SIZES.into_iter().filter(|gpus| *gpus >= replica.gpus).find_map(|gpus| {
        let others = shelf.iter().filter(|gpu| gpu.name != replica.gpu.name);
        let fitting = others.filter(|gpu| fits(Replica { gpu, gpus, ..*replica }));
        let smallest = fitting.min_by(|a, b| a.memory.total_cmp(&b.memory))?;
        Some(Remedy::Gpu { gpus, name: smallest.name.clone() })
    });
    more.into_iter().chain(narrower.take(1)).chain(larger).collect()
}
