//! From a benchmark file to the two speeds of a replica.

use super::super::{Device, Latency, Load, Model, Precision, Replica, Sharding, Spread};
use super::caution::{cautions, whole};
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
    /// What the GPU that the run was on is called.
    pub gpu: &'a str,
    /// The GPU, when it is known, and the model, when its architecture is; without both a run cannot be carried
    /// over to other lengths.
    pub device: Option<&'a Device>,
    /// See `device`.
    pub model: Option<&'a Model>,
    /// Names of the model that is planned, the first as it is written.
    pub names: &'a [&'a str],
    /// GPUs of the replica.
    pub gpus: u32,
    /// The number format; as the model is published when absent.
    pub precision: Option<Precision>,
    /// How fast answers must be.
    pub latency: Latency,
    /// The requests that are planned.
    pub plan: Load,
}

impl Request<'_> {
    /// The replica that was measured, when its GPU and its model are known.
    pub(super) fn replica(&self) -> Option<Replica<'_>> {
        let (model, gpu) = (self.model?, self.device?);
        let precision = self.precision.unwrap_or_else(|| Precision::usual(model, gpu));
        Some(Replica { model, gpu, gpus: self.gpus, precision, sharding: Sharding::Tensor })
    }
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
/// burst, full of failures or slower than the targets; other lengths without a known GPU and model.
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
    let (prefill, decode) = match request.replica() {
        Some(replica) => by_model(&run, request, (&replica, is_rescaled)),
        None if is_rescaled => return Err(unknown_shape(&run, request)),
        None => together(&run),
    };
    let band = if is_rescaled { RESCALED } else { AS_MEASURED };
    Ok(Measured {
        prefill: band.of(prefill),
        decode: band.of(decode),
        assumption: assumption(&run, request, is_rescaled),
        warnings: cautions(&run, request, (runs.len(), is_rescaled)),
        run,
    })
}

fn differs(measured: f64, planned: f64) -> bool {
    (measured - planned).abs() > SAME_SHAPE * planned
}

/// Splits the measured time of a request into prompt and answer as the estimate does, and carries
/// it over to the planned lengths.
fn by_model(run: &Run, request: &Request<'_>, (replica, is_rescaled): (&Replica<'_>, bool)) -> (f64, f64) {
    let batch = |load: &Load| {
        let room = replica.memory(load).requests().max(1);
        run.concurrency.map_or(room, |in_flight| room.min(whole(in_flight)))
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
    let (unknown, help) = match request.device {
        None => (
            format!("without a known GPU (`{}` is not in the catalog)", request.gpu),
            "measure with the planned lengths, or write the tokens a second",
        ),
        Some(_) => {
            ("without a known `model`".to_owned(), "name a `model` of the catalog, or measure with the planned lengths")
        }
    };
    let cause = format!(
        "it was measured at {}, the plan has {}, and {unknown} it cannot be carried over",
        shape(run.input, run.output),
        shape(request.plan.input, request.plan.output)
    );
    BenchmarkError::new(run.place.clone(), cause, help)
}

pub(super) fn shape(input: f64, output: f64) -> String {
    format!("{input:.0} input and {output:.0} output tokens")
}

fn assumption(run: &Run, request: &Request<'_>, is_rescaled: bool) -> String {
    let how = if is_rescaled { "carried over to other lengths, within 20 %" } else { "within 10 %" };
    format!(
        "throughput measured with {} ({}) on {} {}: {:.0} output tokens a second at {}, {how}",
        run.tool.name(),
        run.place,
        request.gpus,
        request.gpu,
        run.output_per_second,
        shape(run.input, run.output)
    )
}
