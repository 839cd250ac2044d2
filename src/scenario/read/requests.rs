//! What requests look like to an option, on average over the workloads: what its throughput is
//! estimated for.

use crate::capacity::Load;
use crate::quantity::figures::float;
use crate::scenario::input::Input;
use crate::scenario::resolved::{Overrides, Volume, Workload};

use super::context::Context;

/// The mean request of all workloads, each weighted by its requests before growth and seasons, with the
/// option's own tokens and token factor; `None` where a workload does not say its tokens.
pub fn load(context: &Context, (overrides, token_factor): (&[Overrides], &Input)) -> Option<Load> {
    let workloads = context.demand.get()?.iter().zip(overrides);
    let shapes: Vec<(f64, Load)> =
        workloads.map(|(workload, own)| shape(workload.as_ref()?, own)).collect::<Option<Vec<_>>>()?;
    let total: f64 = shapes.iter().map(|(requests, _)| requests).sum();
    // where nobody asks anything, every workload counts the same
    let weight = |requests: f64| if total > 0.0 { requests } else { 1.0 };
    let sum = |of: &dyn Fn(&Load) -> f64| shapes.iter().map(|(requests, load)| weight(*requests) * of(load)).sum();
    let (requests, input, output): (f64, f64, f64) = (sum(&|_| 1.0), sum(&|load| load.input), sum(&|load| load.output));
    let cached: f64 = sum(&|load| load.input * load.cached_share);
    let factor = float(token_factor.base()) / requests;
    let cached_share = if input > 0.0 { cached / input } else { 0.0 };
    (requests > 0.0).then_some(Load { input: input * factor, output: output * factor, cached_share })
}

/// Requests of a month and the mean request of one workload.
fn shape(workload: &Workload, own: &Overrides) -> Option<(f64, Load)> {
    let number = |own: &Option<Input>, general: &Option<Input>| Some(float(own.as_ref().or(general.as_ref())?.base()));
    let cached = own.cached_input_share.as_ref().unwrap_or(&workload.cached_input_share);
    let load = Load {
        input: number(&own.input_tokens, &workload.input_tokens)?,
        output: number(&own.output_tokens, &workload.output_tokens)?,
        cached_share: float(cached.base()),
    };
    Some((requests(&workload.volume), load))
}

/// Requests of a month before growth and seasons: of a list the mean, of a ramp its middle.
fn requests(volume: &Volume) -> f64 {
    let base = |input: &Input| float(input.base());
    match volume {
        Volume::Flat(requests) => base(requests),
        Volume::Months(months) => {
            let (count, sum) = months.iter().fold((0.0, 0.0), |(count, sum), month| (count + 1.0, sum + base(month)));
            if count > 0.0 { sum / count } else { 0.0 }
        }
        Volume::Ramp { from, to, .. } => f64::midpoint(base(from), base(to)),
        Volume::Users { users, requests_per_user } => base(users) * base(requests_per_user),
    }
}
