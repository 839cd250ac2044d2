//! What a reader of a benchmark should know: other lengths, another model, a load that did not fill the
//! engine.

use super::super::{Load, Replica};
use super::measured::{Request, shape};
use super::{Caution, Run};
use crate::capacity::Engine;

/// A run with less than this share of the output that the estimate gives for a full replica says more of its
/// load than of the replica.
const FULL: f64 = 0.7;

/// Requests in flight that fill no engine, where nothing better is known.
const FEW: f64 = 8.0;

/// Everything that is worth a warning. `count` is how many runs the file holds.
pub(super) fn cautions(run: &Run, request: &Request<'_>, (count, is_rescaled): (usize, bool)) -> Vec<Caution> {
    let mut cautions: Vec<Caution> =
        [other_model(run, request), other_gpus(run, request)].into_iter().flatten().collect();
    let mut warn = |cause: String, help: &'static str| cautions.push(Caution { cause, help });
    if is_rescaled {
        let cause = format!(
            "the benchmark ran with {}, the plan has {}: its throughput is rescaled by the estimate, and the band is 20 %",
            shape(run.input, run.output),
            shape(request.plan.input, request.plan.output)
        );
        warn(cause, "measure with the planned lengths, for a band of 10 %");
    }
    if let Some(rate) = run.sent_per_second {
        let cause = format!(
            "the benchmark sent {rate} requests a second: if the engine could have served more, its throughput is understated"
        );
        warn(cause, "measure with a number of requests in flight instead of a rate");
    }
    if let Some(cause) = not_full(run, request) {
        warn(cause, "measure with as many requests in flight as the replica is to serve");
    }
    if count > 1 {
        let cause = format!("the file holds {count} runs; {} has the most output of those that count", run.place);
        warn(cause, "keep only the run that is meant, if it is another one");
    }
    cautions
}

/// Why the run did not fill the replica, when it did not.
fn not_full(run: &Run, request: &Request<'_>) -> Option<String> {
    let in_flight = run.concurrency?;
    let Some(replica) = request.replica() else {
        let is_few = in_flight < FEW;
        return is_few.then(|| {
            format!(
                "the benchmark had {in_flight:.0} requests in flight: with more the throughput may be many times as high"
            )
        });
    };
    let load = Load { input: run.input, output: run.output, cached_share: 0.0 };
    let most = most_in_time(&replica, request, &load);
    let reached = replica.rate(&load, whole(in_flight).min(most)).output;
    let full = replica.rate(&load, most).output;
    (reached < FULL * full).then(|| {
        format!(
            "the benchmark had {in_flight:.0} requests in flight, and the estimate gives {:.1} times as much with {most}: its throughput is that of its load",
            full / reached
        )
    })
}

/// The most requests that fit and keep the target, as the measurement's own speed has it.
fn most_in_time(replica: &Replica<'_>, request: &Request<'_>, load: &Load) -> u32 {
    let most = replica.memory(load).requests().min(Engine::Stock.most_requests(replica.gpu)).max(1);
    let within = request.latency.tpot_ms.and_then(|target| replica.batch_within(load, (most, target)));
    if request.latency.tpot_ms.is_some() { within.unwrap_or(1) } else { most }
}

fn other_model(run: &Run, request: &Request<'_>) -> Option<Caution> {
    let measured = run.model.as_deref()?;
    let planned = request.names.first()?;
    let is_same = request.names.iter().any(|name| same_model(measured, name));
    (!is_same).then(|| Caution {
        cause: format!("the benchmark ran `{measured}`, and the plan is for `{planned}`"),
        help: "measure the model that is planned, or correct `model`",
    })
}

fn other_gpus(run: &Run, request: &Request<'_>) -> Option<Caution> {
    let measured = run.gpus.filter(|gpus| *gpus != request.gpus)?;
    Some(Caution {
        cause: format!("the benchmark ran on {measured} GPUs, and `gpus_per_replica` is {}", request.gpus),
        help: "write the GPUs that were measured as `gpus_per_replica`, or measure on those that are planned",
    })
}

/// Whether two names are of one model: without owners, and however their words are parted, one is a part of the
/// other, as `llama-3.1-8b` is of `meta-llama/Llama-3.1-8B-Instruct`. A model that was distilled into another
/// one has its name and is not it.
fn same_model(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let own = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_lowercase();
        let words: Vec<&str> = own.split(|letter: char| !letter.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        format!("-{}-", words.join("-"))
    };
    let (one, other) = (words(one), words(other));
    let is_distilled = |name: &str| name.contains("-distill");
    is_distilled(&one) == is_distilled(&other) && (one.contains(&other) || other.contains(&one))
}

/// Requests in flight as a whole number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast ends at the ends of u32")]
pub(super) fn whole(in_flight: f64) -> u32 {
    in_flight.ceil() as u32
}
