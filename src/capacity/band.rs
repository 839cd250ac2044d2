//! How far from the estimate measured runs lie: the band that it is honest to claim.
//!
//! Each band says, as a multiple of the tuned estimate, where measured runs lie: nine in ten of
//! those of tuned dense models, fewer where the estimate is worse. `docs/capacity.md` publishes the
//! shares.

use super::{Engine, Memory, Replica, Vendor};

/// A figure and the band around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The lower end.
    pub low: f64,
    /// The middle.
    pub base: f64,
    /// The upper end.
    pub high: f64,
}

/// Multiples of the tuned estimate, and why these.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What to multiply the tuned estimate by.
    pub times: Spread,
    /// The reasons, one a sentence without its full stop.
    pub reasons: Vec<String>,
}

/// Tuned engines and dense models, without any trouble.
const PLAIN: Spread = Spread::new(0.79, 1.0, 1.17);
/// Mixtures of experts, and weights of four bits.
const ROUTED: Spread = Spread::new(0.65, 1.0, 1.5);
/// Several GPUs over `PCIe`.
const OVER_PCIE: Spread = Spread::new(0.65, 1.0, 1.8);
/// Hardly any memory beside the weights; the middle is the geometric mean of the ends.
const TIGHT: Spread = Spread::new(1.0, 1.870_828_693_386_970_7, 3.5);
/// Stock engines against the tuned estimate.
const STOCK_DENSE: Spread = Spread::new(0.36, 0.65, 1.23);
const STOCK_ROUTED: Spread = Spread::new(0.21, 0.40, 0.67);
/// What AMD reaches of the estimate.
const AMD: f64 = 0.75;

impl Spread {
    /// A figure and its band.
    #[must_use]
    pub const fn new(low: f64, base: f64, high: f64) -> Self {
        Self { low, base, high }
    }

    /// The spread of a figure.
    #[must_use]
    pub fn of(self, figure: f64) -> Self {
        Self::new(self.low * figure, self.base * figure, self.high * figure)
    }

    fn times(self, other: Self) -> Self {
        Self::new(self.low * other.low, self.base * other.base, self.high * other.high)
    }

    fn over(self, other: Self) -> Self {
        Self::new(self.low / other.low, self.base / other.base, self.high / other.high)
    }

    /// The wider of two bands around the same middle.
    fn or(self, other: Self) -> Self {
        Self::new(self.low.min(other.low), self.base, self.high.max(other.high))
    }
}

impl Band {
    /// The band of a replica with this memory, under this engine.
    #[must_use]
    pub fn of(replica: &Replica<'_>, memory: &Memory, engine: Engine) -> Self {
        let is_routed = replica.model.experts.is_some();
        let (situation, mut reasons) = situation(replica, memory);
        let mut times = match (engine, is_routed) {
            (Engine::Tuned, _) => situation,
            (Engine::Stock, true) => STOCK_ROUTED.times(situation.over(ROUTED)),
            (Engine::Stock, false) => STOCK_DENSE.times(situation.over(PLAIN)),
        };
        if engine == Engine::Stock {
            let (kind, spread) = if is_routed { ("mixtures", STOCK_ROUTED) } else { ("dense models", STOCK_DENSE) };
            reasons.push(format!(
                "stock engine: {kind} reach {} of the tuned estimate, from {} to {}",
                spread.base, spread.low, spread.high
            ));
        }
        if replica.gpu.vendor == Vendor::Amd {
            times = times.of(AMD);
            reasons.push(format!("AMD: {AMD} of the estimate"));
        }
        Self { times, reasons }
    }

    /// The share of the tuned estimate that this stack reaches, which makes every step slower: the middle and
    /// the ends of its band, without what memory or links add to it.
    pub(super) fn speed(replica: &Replica<'_>, engine: Engine) -> Spread {
        let stack = match (engine, replica.model.experts.is_some()) {
            (Engine::Tuned, true) => ROUTED,
            (Engine::Tuned, false) => PLAIN,
            (Engine::Stock, true) => STOCK_ROUTED,
            (Engine::Stock, false) => STOCK_DENSE,
        };
        if replica.gpu.vendor == Vendor::Amd { stack.of(AMD) } else { stack }
    }
}

/// The band of a tuned engine, and its reasons.
fn situation(replica: &Replica<'_>, memory: &Memory) -> (Spread, Vec<String>) {
    if memory.is_tight() {
        let reason = "weights take more than three quarters of the usable memory: runs reach 1 to 3.5 times the estimate, so its middle is a guess";
        return (TIGHT, vec![reason.to_owned()]);
    }
    let routed = replica.model.experts.is_some();
    let narrow = replica.precision.is_less_sure();
    let over_pcie = replica.gpus > 1 && replica.gpu.link.is_pcie();
    let mut spread = PLAIN;
    let mut reasons = Vec::new();
    for (holds, wider, what) in [
        (routed, ROUTED, "a mixture of experts"),
        (narrow, ROUTED, "weights of a precision with few measurements"),
        (over_pcie, OVER_PCIE, "several GPUs over PCIe"),
    ] {
        if holds {
            spread = spread.or(wider);
            reasons.push(format!("{what}: runs reach {} to {} of the estimate", wider.low, wider.high));
        }
    }
    if reasons.is_empty() {
        reasons.push(format!("a dense model: runs reach {} to {} of the estimate", spread.low, spread.high));
    }
    (spread, reasons)
}
