//! Which option is the cheapest, lane by lane.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use crate::sheet::draws::LANES;

/// How near two costs must be, relatively, to count as equal.
const EQUAL: f64 = 1e-12;

/// The cheapest of the options so far in every lane.
pub struct Cheapest {
    /// Its number; -1 while none can serve.
    pub choice: [f64; LANES],
    /// Its cost.
    cost: [f64; LANES],
    /// The least cost, NaN where any is.
    pub least: [f64; LANES],
    /// How many options there were.
    number: f64,
}

impl Cheapest {
    /// No option yet.
    #[inline(always)]
    pub fn new() -> Self {
        let infinite = [f64::INFINITY; LANES];
        Self { choice: [-1.0; LANES], cost: infinite, least: infinite, number: 0.0 }
    }

    /// Takes the costs of the next option.
    #[inline(always)]
    pub fn add(&mut self, costs: &[f64; LANES]) {
        for (lane, &own) in costs.iter().enumerate() {
            let (cost, least) = (self.cost[lane], self.least[lane]);
            let is_cheaper = is_less(own, cost);
            self.choice[lane] = if is_cheaper { self.number } else { self.choice[lane] };
            self.cost[lane] = if is_cheaper { own } else { cost };
            self.least[lane] = if (own < least) | own.is_nan() { own } else { least };
        }
        self.number += 1.0;
    }
}

/// Whether a cost is below another by more than rounding.
#[inline(always)]
pub fn is_less(own: f64, other: f64) -> bool {
    (own < other) & (other.is_infinite() | (other - own > other.abs() * EQUAL))
}
