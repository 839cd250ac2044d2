//! Does it fit: weights and KV cache against the memory of a replica.

use super::{Load, Replica};

/// The share of the memory that an engine takes, and what it needs of that for itself on each GPU.
const TAKEN: f64 = 0.90;
const RESERVED: f64 = 2.5e9;

/// Weights that take more than this share of the usable memory leave so little for requests that
/// the estimate says little.
const TIGHT: f64 = 0.75;

/// Bytes of 16-bit embeddings, whatever the precision of the rest.
const EMBEDDING_BYTES: f64 = 2.0;

/// Where the memory of a replica goes, in bytes over all its GPUs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// What an engine can use: 90 % of each GPU less 2.5 GB.
    pub usable: f64,
    /// Weights, with all copies.
    pub weights: f64,
    /// Keys and values of one request at its full length, with all copies.
    pub per_request: f64,
}

impl Memory {
    /// Bytes beside the weights for keys and values; negative when the weights do not fit.
    #[must_use]
    pub fn free(&self) -> f64 {
        self.usable - self.weights
    }

    /// Requests that can be served at once; 0 when it does not fit.
    #[must_use]
    pub fn requests(&self) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast ends at the ends of u32")]
        let requests = (self.free() / self.per_request) as u32;
        requests
    }

    /// Whether weights and at least one request fit.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.requests() >= 1
    }

    /// Whether so little is left for requests that a point estimate would mislead.
    #[must_use]
    pub fn is_tight(&self) -> bool {
        self.weights > TIGHT * self.usable
    }

    /// Bytes that are missing for the weights and one request; 0 when it fits.
    #[must_use]
    pub fn missing(&self) -> f64 {
        if self.fits() { 0.0 } else { self.weights + self.per_request - self.usable }
    }
}

impl Replica<'_> {
    /// Where the memory goes when requests are of this shape.
    #[must_use]
    pub fn memory(&self, load: &Load) -> Memory {
        let (model, precision) = (self.model, self.precision);
        let copied = model.dense_weights() * precision.weight_bytes() + model.embedding_weights() * EMBEDDING_BYTES;
        Memory {
            usable: self.count() * (self.gpu.memory * TAKEN - RESERVED),
            weights: self.copies() * copied + model.expert_weights() * precision.expert_bytes(),
            per_request: self.cache_bytes((load.input + load.output).max(1.0)),
        }
    }
}
