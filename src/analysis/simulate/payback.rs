//! Payback in every lane of a block.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use crate::sheet::draws::{LANES, Outputs};

/// Where the monthly cost and value of an option are among a program's outputs.
#[derive(Clone, Debug)]
pub struct Flows {
    /// Cost from t = 0 on.
    pub cost: Vec<usize>,
    /// Value less failures from month 1 on.
    pub value: Vec<usize>,
}

/// How much of the money of a month two options may differ by and still not differ: the rounding of
/// binary floats.
const ROUNDING: f64 = 1e-11;

/// Lanes that are worked out over all months before the next: their sums stay in registers.
const ABREAST: usize = 16;

/// A number in each of a few lanes.
type Few = [f64; ABREAST];

/// When the running sum of (value - cost) of one option less the other's first comes back to 0, in
/// months, linear inside a month: 0 when it is never negative, infinite when it does not come back.
/// As [`crate::finance::payback`], lane by lane.
#[inline(always)]
pub fn payback(outputs: Outputs<'_>, (own, other): (&Flows, &Flows), months: &mut [f64]) {
    let constant = |flows: &Flows| flows.value.iter().all(|place| outputs.number(*place) == Some(0.0));
    let is_costs_alone = constant(own) && constant(other);
    for (months, start) in months.chunks_mut(ABREAST).zip((0..LANES).step_by(ABREAST)) {
        let few = |place: usize| few(outputs.lanes(place), start);
        let mut sums = Running::new();
        let mut month = 0.0;
        for index in 0..own.cost.len() {
            let (cost, saved) = (few(own.cost[index]), few(other.cost[index]));
            let (gain, lost) = match index.checked_sub(1) {
                Some(index) if !is_costs_alone => (few(own.value[index]), few(other.value[index])),
                _ => ([0.0; ABREAST], [0.0; ABREAST]),
            };
            sums.add(month, |lane| net((gain[lane], cost[lane]), (lost[lane], saved[lane])));
            month += 1.0;
        }
        for (lane, months) in months.iter_mut().enumerate().take(ABREAST) {
            *months = sums.months(lane);
        }
    }
}

/// A few lanes of a block.
#[inline(always)]
fn few(block: &[f64; LANES], start: usize) -> Few {
    let mut few = [0.0; ABREAST];
    few.copy_from_slice(&block[start..start + ABREAST]);
    few
}

/// What one (value, cost) brings in more than another.
#[inline(always)]
fn net((gain, cost): (f64, f64), (lost, saved): (f64, f64)) -> f64 {
    let net = (gain - cost) - (lost - saved);
    if net.abs() <= (cost.abs() + gain.abs()) * ROUNDING { 0.0 } else { net }
}

/// Running sums, and the month in which each first comes back.
struct Running {
    sum: Few,
    /// The least sum so far.
    least: Few,
    /// The month at whose end the sum is back; infinite until then.
    back: Few,
    /// The sum before that month.
    before: Few,
    /// The flow of that month.
    flow: Few,
}

impl Running {
    #[inline(always)]
    fn new() -> Self {
        let zeros = [0.0; ABREAST];
        Self { sum: zeros, least: zeros, back: [f64::INFINITY; ABREAST], before: zeros, flow: zeros }
    }

    #[expect(clippy::needless_bitwise_bool, reason = "a branch in a lane would keep it from being a vector's")]
    #[inline(always)]
    fn add(&mut self, month: f64, flow: impl Fn(usize) -> f64) {
        for lane in 0..ABREAST {
            let flow = flow(lane);
            let (before, after) = (self.sum[lane], self.sum[lane] + flow);
            let is_back = (before < 0.0) & (after >= 0.0) & self.back[lane].is_infinite();
            self.back[lane] = if is_back { month } else { self.back[lane] };
            self.before[lane] = if is_back { before } else { self.before[lane] };
            self.flow[lane] = if is_back { flow } else { self.flow[lane] };
            self.least[lane] = if after < self.least[lane] { after } else { self.least[lane] };
            self.sum[lane] = after;
        }
    }

    #[inline(always)]
    fn months(&self, lane: usize) -> f64 {
        let part = self.back[lane] - 1.0 - self.before[lane] / self.flow[lane];
        let back = if self.back[lane] < f64::INFINITY { part } else { f64::INFINITY };
        let months = if self.least[lane] < 0.0 { back } else { 0.0 };
        if self.sum[lane].is_nan() { f64::NAN } else { months }
    }
}
