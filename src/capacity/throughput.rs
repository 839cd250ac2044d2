//! Sustained throughput of a replica that is never short of work.

use super::Replica;

/// What requests look like, on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// Input tokens.
    pub input: f64,
    /// Output tokens.
    pub output: f64,
    /// The share of the input tokens that the prefix cache holds, from 0 to 1.
    pub cached_share: f64,
}

impl Load {
    /// Input tokens that are computed.
    pub(super) fn computed(&self) -> f64 {
        (self.input * (1.0 - self.cached_share)).max(1.0)
    }

    /// Output tokens; at least the one that every request gives.
    pub(super) fn given(&self) -> f64 {
        self.output.max(1.0)
    }

    /// Tokens that a request keeps halfway through its answer.
    fn mean_context(&self) -> f64 {
        self.input + self.given() / 2.0
    }
}

/// What a replica gives with a number of requests in flight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Requests in flight.
    pub batch: u32,
    /// Input tokens a second while it works through prompts and nothing else.
    pub prefill: f64,
    /// Output tokens a second while it decodes and nothing else.
    pub decode: f64,
    /// Output tokens a second, sustained, prompts included.
    pub output: f64,
    /// Milliseconds to the first token without any queue.
    pub ttft_ms: f64,
    /// Mean milliseconds from one token to the next, with the prompts that come in between.
    pub tpot_ms: f64,
}

impl Replica<'_> {
    /// The throughput with this many requests in flight, at least one.
    #[must_use]
    pub fn rate(&self, load: &Load, batch: u32) -> Rate {
        let requests = f64::from(batch.max(1));
        let prompt = self.prefill_seconds(load.computed());
        let step = self.step_seconds(requests, load.mean_context());
        let tpot = step + requests * prompt / load.given();
        Rate {
            batch: batch.max(1),
            prefill: load.computed() / prompt,
            decode: requests / step,
            output: requests / tpot,
            ttft_ms: 1000.0 * prompt,
            tpot_ms: 1000.0 * tpot,
        }
    }

    /// The most requests in flight, up to `most`, whose time from token to token stays within
    /// `tpot_ms`; none when one request alone is slower.
    #[must_use]
    pub fn batch_within(&self, load: &Load, (most, tpot_ms): (u32, f64)) -> Option<u32> {
        let holds = |batch| self.rate(load, batch).tpot_ms <= tpot_ms;
        let (mut fast, mut slow) = (0, most + 1);
        // time from token to token grows with the requests in flight
        while slow - fast > 1 {
            let middle = fast + (slow - fast) / 2;
            if holds(middle) { fast = middle } else { slow = middle }
        }
        (fast > 0).then_some(fast)
    }
}
