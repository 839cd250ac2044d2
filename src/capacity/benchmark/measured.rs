//! From a benchmark file to the two speeds of a replica.

use super::super::{Device, Latency, Load, Model, Precision, Replica, Sharding, Spread};
use super::judge::judge;
use super::recognise::runs;
use super::{BenchmarkError, Run};

/// The band around a measured run, and around one that was carried over to other lengths.
const AS_MEASURED: Spread = Spread::new(0.9, 1.0, 1.1);
const RESCALED: Spread = Spread::new(0.8, 1.0, 1.2);

/// Mean lengths that differ by more than this share are other lengths.
const SAME_SHAPE: f64 = 0.25;

/// What a file does not say.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The GPU that the run was on.
    pub gpu: &'a Device,
    /// How many of them.
    pub gpus: u32,
    /// The model, when its architecture is known; without it a run cannot be carried over to other
    /// lengths.
    pub model: Option<&'a Model>,
    /// The number format; as the model is published when absent.
    pub precision: Option<Precision>,
    /// How fast answers must be.
    pub latency: Latency,
    /// The requests that are planned.
    pub plan: Load,
}

/// What a replica was measured to sustain.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The run that it rests on: of those that count the one with the most output.
    pub run: Run,
    /// Input tokens a second while it works through prompts.
    pub prefill: Spread,
    /// Output tokens a second while it decodes.
    pub decode: Spread,
    /// What the figures rest on, as a sentence.
    pub assumption: String,
    /// What a reader should know: other lengths, a sender that may not have filled the engine.
    pub warnings: Vec<Caution>,
}

/// What a reader should know, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// What is the matter.
    pub cause: String,
    /// The way out.
    pub help: &'static str,
}

/// Reads the output of a benchmark.
///
/// # Errors
/// A text that no tool known here wrote, or that is not whole; runs of which every one is short, a
/// burst, full of failures or slower than the targets; other lengths without a known model.
pub fn read(text: &str, request: &Request<'_>) -> Result<Measured, BenchmarkError> {
    let mut runs = runs(text)?;
    runs.sort_by(|a, b| b.output_per_second.total_cmp(&a.output_per_second));
    let fine = runs.iter().find(|run| judge(run, request.latency).is_ok());
    let Some(run) = fine.cloned() else {
        // the run with the most output is the one that was meant
        let verdicts = runs.iter().filter_map(|run| judge(run, request.latency).err());
        return Err(verdicts
            .into_iter()
            .next()
            .unwrap_or_else(|| BenchmarkError::new("line 1", "the file holds no run", "run the benchmark again")));
    };
    let is_rescaled = differs(run.input, request.plan.input) || differs(run.output, request.plan.output);
    let (prefill, decode) = match request.model {
        Some(model) => by_model(&run, request, (model, is_rescaled)),
        None if is_rescaled => return Err(unknown_shape(&run, request)),
        None => together(&run),
    };
    let band = if is_rescaled { RESCALED } else { AS_MEASURED };
    Ok(Measured {
        prefill: band.of(prefill),
        decode: band.of(decode),
        assumption: assumption(&run, request, is_rescaled),
        warnings: warnings(&run, request, (runs.len(), is_rescaled)),
        run,
    })
}

fn differs(measured: f64, planned: f64) -> bool {
    (measured - planned).abs() > SAME_SHAPE * planned
}

/// Splits the measured time of a request into prompt and answer as the estimate does, and carries
/// it over to the planned lengths.
fn by_model(run: &Run, request: &Request<'_>, (model, is_rescaled): (&Model, bool)) -> (f64, f64) {
    let precision = request.precision.unwrap_or_else(|| Precision::usual(model, request.gpu));
    let replica = Replica { model, gpu: request.gpu, gpus: request.gpus, precision, sharding: Sharding::Tensor };
    let batch = |load: &Load| {
        let room = replica.memory(load).requests().max(1);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast ends at the ends of u32")]
        let in_flight = run.concurrency.map_or(room, |concurrency| concurrency.ceil() as u32);
        room.min(in_flight)
    };
    let bench = Load { input: run.input, output: run.output, cached_share: 0.0 };
    let estimated = replica.rate(&bench, batch(&bench));
    let reached = run.output_per_second / estimated.output;
    let rate = if is_rescaled { replica.rate(&request.plan, batch(&request.plan)) } else { estimated };
    (rate.prefill * reached, rate.decode * reached)
}

/// Every token of a request takes as long as any other: all that can be said without a model.
fn together(run: &Run) -> (f64, f64) {
    let speed = run.output_per_second / run.output * (run.input + run.output);
    (speed, speed)
}

fn unknown_shape(run: &Run, request: &Request<'_>) -> BenchmarkError {
    let cause = format!(
        "it was measured at {}, the plan has {}, and without a known `model` it cannot be carried over",
        shape(run.input, run.output),
        shape(request.plan.input, request.plan.output)
    );
    BenchmarkError::new(run.place.clone(), cause, "name a `model` of the catalog, or measure with the planned lengths")
}

fn shape(input: f64, output: f64) -> String {
    format!("{input:.0} input and {output:.0} output tokens")
}

fn assumption(run: &Run, request: &Request<'_>, is_rescaled: bool) -> String {
    let how = if is_rescaled { "carried over to other lengths, within 20 %" } else { "within 10 %" };
    format!(
        "throughput measured with {} ({}) on {} {}: {:.0} output tokens a second at {}, {how}",
        run.tool.name(),
        run.place,
        request.gpus,
        request.gpu.name,
        run.output_per_second,
        shape(run.input, run.output)
    )
}

fn warnings(run: &Run, request: &Request<'_>, (count, is_rescaled): (usize, bool)) -> Vec<Caution> {
    let mut warnings = Vec::new();
    let mut warn = |cause: String, help: &'static str| warnings.push(Caution { cause, help });
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
    if count > 1 {
        let cause = format!("the file holds {count} runs; {} has the most output of those that count", run.place);
        warn(cause, "keep only the run that is meant, if it is another one");
    }
    warnings
}
