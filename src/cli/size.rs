//! `tco size`.

use super::Status;
use super::output::{print, wrong};
use super::size_args::{EngineChoice, SizeArgs, SizeFormat, TermChoice};
use crate::capacity::{
    Architecture, Demand, Engine, GpuPrice, GpuSpec, Latency, Load, Precision, Question, Term, architectures, find_gpu,
    find_model, gpu_prices, gpus, offers, points,
};
use crate::report::{Sizing, sizing_csv, sizing_json, sizing_text};
use crate::scenario::nearest;

/// Names that are proposed, at most.
const MOST_NAMES: usize = 4;

/// Says whether a model fits, what it gives and what that costs.
pub fn size(args: &SizeArgs) -> Result<Status, Status> {
    let (models, shelf) = (architectures(), gpus());
    let model = known_model(&models, &args.model)?;
    let gpu = args.gpu.as_deref().map(|name| known_gpu(&shelf, name)).transpose()?;
    let chosen: Vec<GpuSpec> = gpu.map_or_else(|| shelf.clone(), |gpu| vec![gpu.clone()]);
    // which GPU a question names is of no matter to `points`; there is always one to name
    let Some(first) = chosen.first() else { return Err(wrong("no GPU is known", "name one of the catalog")) };
    let load = Load { input: args.input, output: args.output, cached_share: args.cached_share };
    let question = Question {
        model,
        gpu: first,
        gpus: args.gpus.unwrap_or(1),
        precision: args.precision.as_deref().map(known_precision).transpose()?,
        engine: args.engine.into(),
        latency: Latency { ttft_ms: args.ttft_ms, tpot_ms: args.tpot_ms },
        load,
    };
    let points = points(&question, &chosen, args.gpus);
    let demand = args
        .requests_per_month
        .map(|requests_per_month| Demand { requests_per_month, peak_to_average: args.peak_to_average });
    let prices: Vec<GpuPrice> = gpu_prices().into_iter().filter(|price| args.term.takes(price.term)).collect();
    let offers = offers(&points, &prices, (&load, demand.as_ref()));
    let sizing = Sizing { model, engine: question.engine, load, demand, points, offers };
    Ok(print(&match args.format {
        SizeFormat::Text => sizing_text(&sizing),
        SizeFormat::Json => sizing_json(&sizing),
        SizeFormat::Csv => sizing_csv(&sizing),
    }))
}

fn known_model<'a>(models: &'a [Architecture], name: &str) -> Result<&'a Architecture, Status> {
    find_model(models, name).ok_or_else(|| {
        let names: Vec<&str> = models.iter().map(|model| model.id.as_str()).collect();
        wrong(&format!("no model is called `{name}`"), &meant(name, &names))
    })
}

fn known_gpu<'a>(gpus: &'a [GpuSpec], name: &str) -> Result<&'a GpuSpec, Status> {
    find_gpu(gpus, name).ok_or_else(|| {
        let names: Vec<&str> = gpus.iter().map(|gpu| gpu.name.as_str()).collect();
        wrong(&format!("no GPU is called `{name}`"), &meant(name, &names))
    })
}

fn known_precision(name: &str) -> Result<Precision, Status> {
    Precision::parse(name).ok_or_else(|| {
        let names = Precision::ALL.map(Precision::name).join("`, `");
        wrong(&format!("no precision is called `{name}`"), &format!("write one of `{names}`"))
    })
}

/// Which names were probably meant: those that hold the text, else the nearest, else all.
fn meant(name: &str, known: &[&str]) -> String {
    let part = name.to_lowercase();
    let holding = known.iter().filter(|known| !part.is_empty() && known.to_lowercase().contains(&part));
    let mut near: Vec<&str> = holding.copied().take(MOST_NAMES).collect();
    if near.is_empty() {
        near.extend(nearest(name, known.iter().copied()));
    }
    match near.split_last() {
        None => format!("known are {}", known.join(", ")),
        Some((only, [])) => format!("did you mean `{only}`?"),
        Some((last, others)) => format!("did you mean `{}` or `{last}`?", others.join("`, `")),
    }
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
