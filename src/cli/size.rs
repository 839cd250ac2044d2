//! `tco size`.

use super::Status;
use super::args::size::{EngineChoice, SizeArgs, SizeFormat, TermChoice};
use super::output::{print, wrong};
use crate::capacity::{Demand, Device, Engine, Latency, Load, Model, Precision, Question, offers, points};
use crate::catalog::near::nearest_few;
use crate::catalog::{GpuPrice, Term, all_gpu_prices, architecture, architectures, gpu, gpus};
use crate::report::{Sizing, sizing_csv, sizing_json, sizing_text};
use crate::scenario::one_of;

/// Says whether a model fits, what it gives and what that costs.
pub fn size(args: &SizeArgs) -> Result<Status, Status> {
    let model = known_model(&args.model)?;
    let chosen = match args.gpu.as_deref() {
        Some(name) => vec![known_gpu(name)?],
        None => gpus().iter().map(Device::from).collect(),
    };
    // which GPU a question names is of no matter to `points`; there is always one to name
    let Some(first) = chosen.first() else { return Err(wrong("no GPU is known", "name one of the catalog")) };
    let load = Load { input: args.input, output: args.output, cached_share: args.cached_share };
    let question = Question {
        model: &model,
        gpu: first,
        gpus: args.gpus.unwrap_or(1),
        precision: args.precision.as_deref().map(known_precision).transpose()?,
        engine: args.engine.into(),
        latency: Latency { ttft_ms: args.ttft_ms, tpot_ms: args.tpot_ms },
        load,
    };
    let points = points(&question, &chosen, args.gpus);
    let demand = args.requests_per_month.map(|requests_per_month| Demand {
        requests_per_month,
        peak_to_average: args.peak_to_average,
        target_utilization: args.target_utilization,
    });
    let prices: Vec<GpuPrice> = all_gpu_prices().into_iter().filter(|price| args.term.takes(price.term)).collect();
    let offers = offers(&points, &prices, (&load, demand.as_ref()));
    let sizing = Sizing { model: &model, engine: question.engine, load, demand, points, offers };
    Ok(print(&match args.format {
        SizeFormat::Text => sizing_text(&sizing),
        SizeFormat::Json => sizing_json(&sizing),
        SizeFormat::Csv => sizing_csv(&sizing),
    }))
}

fn known_model(name: &str) -> Result<Model, Status> {
    architecture(name).as_ref().map(Model::from).ok_or_else(|| {
        let names: Vec<String> = architectures().into_iter().map(|shape| shape.name).collect();
        wrong(&format!("no model is called `{name}`"), &meant(name, &names))
    })
}

fn known_gpu(name: &str) -> Result<Device, Status> {
    gpu(name).as_ref().map(Device::from).ok_or_else(|| {
        let names: Vec<String> = gpus().into_iter().map(|spec| spec.name).collect();
        wrong(&format!("no GPU is called `{name}`"), &meant(name, &names))
    })
}

fn known_precision(name: &str) -> Result<Precision, Status> {
    Precision::parse(name).ok_or_else(|| {
        let names = Precision::ALL.map(Precision::name).join("`, `");
        wrong(&format!("no precision is called `{name}`"), &format!("write one of `{names}`"))
    })
}

/// Which names were probably meant, else all.
fn meant(name: &str, known: &[String]) -> String {
    let near = nearest_few(name, known.iter().map(String::as_str));
    if near.is_empty() {
        return format!("known are {}", known.join(", "));
    }
    format!("did you mean {}?", one_of(&near))
}

impl TermChoice {
    fn takes(self, term: Term) -> bool {
        match self {
            Self::All => true,
            Self::OnDemand => term == Term::OnDemand,
            Self::Spot => term == Term::Spot,
            Self::Reserved => matches!(term, Term::ReservedOneYear | Term::ReservedThreeYears | Term::CapacityBlock),
        }
    }
}

impl From<EngineChoice> for Engine {
    fn from(choice: EngineChoice) -> Self {
        match choice {
            EngineChoice::Stock => Self::Stock,
            EngineChoice::Tuned => Self::Tuned,
        }
    }
}
