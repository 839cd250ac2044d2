//! Payback in every lane of a block.

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

/// When the running sum of (value - cost) of one option less the other's first comes back to 0, in
/// months, linear inside a month: 0 when it is never negative, infinite when it does not come back.
/// As [`crate::finance::payback`], lane by lane.
pub fn payback(outputs: Outputs<'_>, (own, other): (&Flows, &Flows), months: &mut [f64]) {
    let mut sums = [0.0; LANES];
    let mut owing = [0.0; LANES];
    months.fill(f64::INFINITY);
    let mut month = 0.0;
    for index in 0..own.cost.len() {
        let flow = flow(outputs, (own, other), index);
        for (lane, months) in months.iter_mut().enumerate() {
            let (before, after) = (sums[lane], sums[lane] + flow[lane]);
            let is_back = before < 0.0 && after >= 0.0 && months.is_infinite();
            *months = if is_back { month - 1.0 - before / flow[lane] } else { *months };
            owing[lane] = if after < 0.0 { 1.0 } else { owing[lane] };
            sums[lane] = after;
        }
        month += 1.0;
    }
    for (months, owing) in months.iter_mut().zip(owing) {
        *months = if owing == 0.0 { 0.0 } else { *months };
    }
    for (months, sum) in months.iter_mut().zip(sums) {
        *months = if sum.is_nan() { f64::NAN } else { *months };
    }
}

/// The flow of one month in every lane.
fn flow(outputs: Outputs<'_>, (own, other): (&Flows, &Flows), index: usize) -> [f64; LANES] {
    let mut flow = [0.0; LANES];
    let value = |flows: &Flows| index.checked_sub(1).map(|place| outputs.lanes(flows.value[place]));
    let costs = (outputs.lanes(own.cost[index]), outputs.lanes(other.cost[index]));
    let values = value(own).zip(value(other));
    for (lane, flow) in flow.iter_mut().enumerate() {
        let (gain, lost) = values.map_or((0.0, 0.0), |(own, other)| (own[lane], other[lane]));
        let size = costs.0[lane].abs() + gain.abs();
        let net = (gain - costs.0[lane]) - (lost - costs.1[lane]);
        *flow = if net.abs() <= size * ROUNDING { 0.0 } else { net };
    }
    flow
}
