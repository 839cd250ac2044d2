//! The throughput of a model on a GPU of the catalog, as the capacity estimate has it.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use crate::capacity::{Device, Model, Question, Refusal, estimate};
use crate::catalog::near::nearest_few;
use crate::catalog::{Architecture, Citation, architecture, architectures};
use crate::quantity::figures::grouped;
use crate::scenario::diagnostic::{Diagnostic, one_of};
use crate::scenario::input::{Cited, Origin};
use crate::scenario::resolved::{Assumption, Grounds};
use crate::scenario::source::Span;

use super::throughput::{Asked, Speeds, quantity};

/// Keys that the estimate follows from: a mistake in one of them is reported where it stands.
const KEYS: [&str; 7] = ["model", "gpu", "gpus_per_replica", "precision", "engine", "ttft_ms", "tpot_ms"];

/// Estimates the throughput of `model` on `gpu`; why there is none is reported.
pub fn estimated(asked: &Asked<'_, '_>) -> Option<Speeds> {
    let section = asked.section;
    let shape = listed(asked);
    let spec = asked.graphics.spec(section, asked.wanted()).map(|(spec, _)| spec.clone());
    let is_known = |name: &str| section.entry(name).is_some() || section.is_meant(name);
    if let Some((absent, present)) = [("model", "gpu"), ("gpu", "model")].into_iter().find(|(name, _)| !is_known(name))
    {
        let title =
            format!("the throughput of a replica is estimated from `model` and `gpu`, and `{absent}` is missing");
        let span = section.key_span(present).unwrap_or(section.span);
        let wrong = Diagnostic::at(span, title, "says only a half");
        let list = if absent == "gpu" { "gpus" } else { "architectures" };
        section.context.error(wrong.help(format!(
            "add `{absent} = \"...\"`, a name that `tco catalog {list}` lists, or write the tokens a second"
        )));
    }
    if KEYS.iter().any(|name| section.context.spoilt(&section.path_of(name))) {
        return None;
    }
    let (shape, spec, load) = (shape?, spec?, asked.load?);
    let (model, gpu) = (Model::from(&shape), Device::from(&spec));
    let Asked { gpus, precision, engine, latency, .. } = *asked;
    let question = Question { model: &model, gpu: &gpu, gpus, precision, engine, latency, load };
    let found = estimate(&question).and_then(|found| {
        let phases = [quantity(found.prefill), quantity(found.decode)];
        let [Some(prefill), Some(decode)] = phases else { return Err(Refusal::NO_SPEED) };
        Ok((found.assumption, [prefill, decode], found.warnings))
    });
    let (source, phases, warnings) = found.map_err(|refusal| refused(asked, &refusal)).ok()?;
    for warning in warnings {
        let span = ["tpot_ms", "ttft_ms"].iter().find(|key| warning.starts_with(&format!("`{key}`")));
        let span = span.and_then(|key| section.key_span(key)).unwrap_or(section.span);
        let odd = Diagnostic::at(span, warning, "may be missed");
        section.context.warn(odd.help("measure it (`benchmark`), or take more or faster GPUs per replica"));
    }
    if section.entry("engine").is_none() {
        section.note_default("engine");
    }
    let entry = format!("{} on {gpus} {}", shape.name, spec.name);
    // as old as the older of the two
    let as_of = shape.citation.as_of.min(spec.citation.as_of);
    let tokens = |count: f64| Decimal::from_f64(count).map_or_else(String::new, |count| grouped(count, 0));
    let request = format!("{}/{}", tokens(load.input), tokens(load.output));
    let (cited, day) = (source.clone(), as_of.clone());
    let origin = Cited { entry: entry.clone(), source: cited, as_of: day, estimated_for: Some(request) };
    let assumption = Assumption {
        path: section.path.clone(),
        value: String::new(),
        about: "throughput of a replica",
        grounds: Grounds::Catalog(entry, Citation { source, as_of }),
    };
    Some(Speeds { phases, origin: Origin::Catalog(Box::new(origin)), assumption })
}

/// The architecture that `model` names; a name that the catalog does not have is reported.
fn listed(asked: &Asked<'_, '_>) -> Option<Architecture> {
    let name = asked.model.as_deref()?;
    let found = architecture(name);
    if found.is_none() {
        let known: Vec<String> = architectures().into_iter().map(|shape| shape.name).collect();
        let near = nearest_few(name, known.iter().map(String::as_str));
        let help = if near.is_empty() {
            "write `prefill_tokens_per_second` and `decode_tokens_per_second`; `tco catalog architectures` lists the names".to_owned()
        } else {
            format!("did you mean {}?", one_of(&near))
        };
        let title = format!("no open model in the catalog is called `{name}`");
        let wrong = Diagnostic::at(asked.section.value_span("model"), title, "has no known throughput");
        asked.section.context.error(wrong.help(help));
    }
    found
}

fn refused(asked: &Asked<'_, '_>, refusal: &Refusal) {
    let section = asked.section;
    let place = |name: &str| -> Option<Span> { section.entry(name).map(|entry| entry.node.span) };
    let key = match refusal {
        Refusal::ReplicaSize(_) => "gpus_per_replica",
        Refusal::Precision(_) => "precision",
        Refusal::Latency { key, .. } => key,
        Refusal::Memory { .. } | Refusal::Figure(_) => "model",
    };
    let span = place(key).or(place("model")).unwrap_or(section.span);
    let wrong = Diagnostic::at(span, refusal.to_string(), "no throughput can be estimated");
    let help = format!("{}; or write `prefill_tokens_per_second` and `decode_tokens_per_second`", refusal.help());
    section.context.error(wrong.help(help));
}
