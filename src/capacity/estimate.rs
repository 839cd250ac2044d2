//! The estimate: from a model, its GPUs and its requests to sustained throughput with a band.

use super::remedy::remedies;
use super::{
    Attention, Band, Device, Engine, Load, Memory, Model, Precision, Rate, Refusal, Replica, Sharding, Spread,
};

/// GPUs that a replica may have: they share one machine.
pub const REPLICA_SIZES: [u32; 4] = [1, 2, 4, 8];

/// The slow end of a step's time over its mean: what a target must hold for.
const SLOW_STEP: f64 = 1.15;

/// What a latency target leaves for queues and uneven lengths: of chats, and of long prompts or answers.
const HEADROOM: f64 = 0.80;
const LONG_HEADROOM: f64 = 0.60;
const LONG_INPUT: f64 = 4_000.0;
const LONG_OUTPUT: f64 = 2_000.0;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The model.
    pub model: &'a Model,
    /// The kind of GPU.
    pub gpu: &'a Device,
    /// GPUs of a replica: 1, 2, 4 or 8.
    pub gpus: u32,
    /// The number format; as the model is published when absent, in 16 bits where that cannot be.
    pub precision: Option<Precision>,
    /// How well the serving stack is set up.
    pub engine: Engine,
    /// How fast answers must be.
    pub latency: Latency,
    /// What requests look like, on average.
    pub load: Load,
}

/// How fast answers must be; absent targets do not bind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Latency {
    /// Milliseconds to the first token.
    pub ttft_ms: Option<f64>,
    /// Milliseconds from one token to the next, for the slowest in a hundred.
    pub tpot_ms: Option<f64>,
}

/// What a replica sustains.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The number format.
    pub precision: Precision,
    /// How the work is spread over the GPUs.
    pub sharding: Sharding,
    /// Where the memory goes.
    pub memory: Memory,
    /// Requests in flight.
    pub requests: u32,
    /// Input tokens a second while it works through prompts. A request takes a replica
    /// `input / prefill + output / decode` seconds; both ends of the band come together.
    pub prefill: Spread,
    /// Output tokens a second while it decodes.
    pub decode: Spread,
    /// Output tokens a second, sustained, prompts included.
    pub output: Spread,
    /// Milliseconds to the first token without a queue.
    pub ttft_ms: f64,
    /// Mean milliseconds from one token to the next.
    pub tpot_ms: f64,
    /// What the figures rest on, as a sentence, and why the band is as wide as it is.
    pub assumption: String,
    /// What a reader should mind: a target that only the upper end of the band meets.
    pub warnings: Vec<String>,
}

/// Estimates what a replica sustains, following `docs/capacity.md`.
///
/// # Errors
/// Replicas other than of 1, 2, 4 or 8 GPUs, figures that are no sizes, a precision that the GPU has
/// not, a model that does not fit, a latency that no replica of this kind reaches.
pub fn estimate(question: &Question<'_>) -> Result<Estimate, Refusal> {
    check(question)?;
    let Question { model, gpu, gpus, .. } = *question;
    let precision = question.precision.unwrap_or_else(|| Precision::usual(model, gpu));
    if let Some(reason) = precision.refused_by(model, gpu) {
        return Err(Refusal::Precision(reason));
    }
    let whole = Replica { model, gpu, gpus, precision, sharding: Sharding::Tensor };
    let ways = shardings(&whole, question.engine).into_iter().filter(|replica| replica.memory(&question.load).fits());
    let answers: Vec<Result<Estimate, Refusal>> = ways.map(|replica| answer(&replica, question)).collect();
    // a guess must not beat an estimate, and the middle of its band not the estimate beneath it
    let rank = |estimate: &Estimate| {
        let is_sure = (!estimate.memory.is_tight(), estimate.warnings.is_empty());
        (is_sure, f64::from(estimate.requests) / estimate.tpot_ms)
    };
    let best = answers.iter().flatten().max_by(|a, b| {
        let (a, b) = (rank(a), rank(b));
        a.0.cmp(&b.0).then_with(|| a.1.total_cmp(&b.1))
    });
    let best = best.cloned();
    match (best, answers.into_iter().next()) {
        (Some(best), _) => Ok(best),
        (None, Some(refused)) => refused,
        (None, None) => Err(does_not_fit(&whole, question)),
    }
}

/// The ways in which a replica may be spread. Tuned engines give GPUs of a latent cache requests of
/// their own; stock ones cut every matrix.
pub(super) fn shardings<'a>(replica: &Replica<'a>, engine: Engine) -> Vec<Replica<'a>> {
    let mut ways = vec![*replica];
    let has_latent = matches!(replica.model.attention, Attention::Latent { .. });
    if has_latent && replica.gpus > 1 && engine == Engine::Tuned {
        ways.push(Replica { sharding: Sharding::AttentionData, ..*replica });
    }
    ways
}

fn check(question: &Question<'_>) -> Result<(), Refusal> {
    if !REPLICA_SIZES.contains(&question.gpus) {
        return Err(Refusal::ReplicaSize(question.gpus));
    }
    let Load { input, output, cached_share } = question.load;
    let is_size = |tokens: f64| (0.0..=1e9).contains(&tokens);
    if !is_size(input) || !is_size(output) {
        return Err(Refusal::Figure("input and output tokens of a request are from 0 to a billion"));
    }
    if !(0.0..=1.0).contains(&cached_share) {
        return Err(Refusal::Figure("the share of cached input is from 0 to 1"));
    }
    let mut targets = [question.latency.ttft_ms, question.latency.tpot_ms].into_iter().flatten();
    if !targets.all(|target| target > 0.0 && target.is_finite()) {
        return Err(Refusal::Figure("a latency target is above 0 milliseconds"));
    }
    Ok(())
}

fn answer(replica: &Replica<'_>, question: &Question<'_>) -> Result<Estimate, Refusal> {
    let (engine, load) = (question.engine, &question.load);
    let memory = replica.memory(load);
    let speed = Band::speed(replica, engine);
    let most = memory.requests().min(engine.most_requests(replica.gpu));
    let (requests, warnings) = requests_in_time(replica, question, (most, speed))?;
    let rate = replica.rate(load, requests);
    let Band { times, mut reasons } = Band::of(replica, &memory, engine);
    let headroom = headroom(question);
    if let Some(headroom) = headroom {
        reasons.push(format!("a latency target: {headroom} of that, for queues and uneven lengths"));
    }
    let times = times.of(headroom.unwrap_or(1.0));
    Ok(Estimate {
        precision: replica.precision,
        sharding: replica.sharding,
        memory,
        requests,
        prefill: times.of(rate.prefill),
        decode: times.of(rate.decode),
        output: times.of(rate.output),
        ttft_ms: rate.ttft_ms / speed.base,
        tpot_ms: rate.tpot_ms / speed.base,
        assumption: assumption(replica, question, (&rate, &reasons)),
        warnings,
    })
}

/// The most requests in flight with which the targets hold on a stack of this speed. A target that a request alone
/// meets only at the upper end of the band is a warning, and requests are served one at a time; one that it
/// misses even there is refused.
fn requests_in_time(
    replica: &Replica<'_>,
    question: &Question<'_>,
    (most, speed): (u32, Spread),
) -> Result<(u32, Vec<String>), Refusal> {
    let alone = replica.rate(&question.load, 1);
    let mut warnings = Vec::new();
    let targets = [
        ("ttft_ms", question.latency.ttft_ms, alone.ttft_ms),
        ("tpot_ms", question.latency.tpot_ms, SLOW_STEP * alone.tpot_ms),
    ];
    for (key, target, tuned) in targets {
        let Some(target) = target else { continue };
        let (middle, best) = (tuned / speed.base, tuned / speed.high);
        if best > target {
            return Err(Refusal::Latency { key, target, best });
        }
        if middle > target {
            warnings.push(format!(
                "`{key}` of {target:.0} ms is met by a fast stack only: a request alone takes {middle:.0} ms in the middle of the band, {best:.0} ms at its upper end"
            ));
        }
    }
    let Some(target) = question.latency.tpot_ms else { return Ok((most, warnings)) };
    let within = replica.batch_within(&question.load, (most, target * speed.base / SLOW_STEP));
    Ok((within.unwrap_or(1), warnings))
}

/// What a latency target leaves of the throughput, when there is one.
fn headroom(question: &Question<'_>) -> Option<f64> {
    let is_long = question.load.input > LONG_INPUT || question.load.output > LONG_OUTPUT;
    let headroom = if is_long { LONG_HEADROOM } else { HEADROOM };
    (question.latency != Latency::default()).then_some(headroom)
}

fn assumption(replica: &Replica<'_>, question: &Question<'_>, (rate, reasons): (&Rate, &[String])) -> String {
    let Load { input, output, .. } = question.load;
    format!(
        "throughput estimated for {} in {} on {} {}, {} engine, {input:.0} input and {output:.0} output tokens, {} requests at once; {}",
        replica.model.id,
        replica.precision.name(),
        replica.gpus,
        replica.gpu.name,
        question.engine.name(),
        rate.batch,
        reasons.join("; ")
    )
}

fn does_not_fit(whole: &Replica<'_>, question: &Question<'_>) -> Refusal {
    let memories = shardings(whole, question.engine).into_iter().map(|replica| replica.memory(&question.load));
    let least = memories.min_by(|a, b| a.missing().total_cmp(&b.missing()));
    let memory = least.unwrap_or_else(|| whole.memory(&question.load));
    Refusal::Memory {
        what: format!("{} in {} on {} {}", whole.model.id, whole.precision.name(), whole.gpus, whole.gpu.name),
        needed: memory.weights + memory.per_request,
        usable: memory.usable,
        remedies: remedies(whole, &question.load, question.engine),
    }
}
