//! The throughput that a benchmark file holds.

use crate::capacity::benchmark::{Request, read};
use crate::capacity::{Device, Model};
use crate::catalog::architecture;
use crate::scenario::diagnostic::{Diagnostic, names};
use crate::scenario::input::Origin;
use crate::scenario::resolved::{Assumption, Grounds};

use super::section::Section;
use super::throughput::{Asked, Speeds, quantity};

/// Reads the file that `benchmark` names; what is wrong with it is reported.
pub fn measured(asked: &Asked<'_, '_>) -> Option<Speeds> {
    let section = asked.section;
    if !is_placed(section) {
        return None;
    }
    let path = section.text("benchmark")?;
    let span = section.value_span("benchmark");
    let text = (section.context.files.0)(&path).map_err(|why| {
        let wrong = Diagnostic::at(span, format!("cannot read the benchmark `{path}`"), why).alone();
        section.context.error(wrong.help("write its path as seen from the scenario's file, or leave the key out"));
    });
    let text = text.ok()?;
    let is_spoilt = |name: &str| section.context.spoilt(&section.path_of(name));
    let is_whole = !is_spoilt("gpus_per_replica") && !is_spoilt("precision") && !is_spoilt("gpu");
    let (gpu, spec) = asked.graphics.named(section).filter(|_| is_whole)?;
    let (device, plan) = (spec.map(Device::from), asked.load?);
    let architecture = asked.model.as_deref().and_then(architecture);
    let model = architecture.as_ref().map(Model::from);
    let known = architecture.iter().flat_map(|shape| [shape.name.as_str(), shape.hugging_face_id.as_str()]);
    let names: Vec<&str> = asked.model.as_deref().into_iter().chain(known).collect();
    let Asked { gpus, precision, latency, .. } = *asked;
    let request = Request {
        gpu: &gpu,
        device: device.as_ref(),
        model: model.as_ref(),
        names: &names,
        gpus,
        precision,
        latency,
        plan,
    };
    let found = read(&text, &request);
    let found = found.map_err(|error| {
        let title = format!("the benchmark `{path}` cannot be used: {}", error.cause);
        let wrong = Diagnostic::at(span, title, format!("in it: {}", error.place));
        section.context.error(wrong.help(error.help));
    });
    let found = found.ok()?;
    for caution in found.warnings {
        let odd = Diagnostic::at(span, caution.cause, "read with care");
        section.context.warn(odd.help(caution.help));
    }
    let assumption = Assumption {
        path: section.path.clone(),
        value: String::new(),
        about: "throughput of a replica",
        grounds: Grounds::Measured(path, found.assumption),
    };
    let phases = [quantity(found.prefill)?, quantity(found.decode)?];
    Some(Speeds { phases, origin: Origin::Written(span), assumption })
}

/// Whether the table says on which GPUs the benchmark ran, which no such file does.
fn is_placed(section: &Section<'_>) -> bool {
    let missing: Vec<&str> = ["gpu", "gpus_per_replica"].into_iter().filter(|name| !section.is_meant(name)).collect();
    if let (false, Some(span)) = (missing.is_empty(), section.key_span("benchmark")) {
        let title = format!("`benchmark` needs {}", names(&missing, "and"));
        let wrong = Diagnostic::at(span, title, "does not say what it ran on");
        let keys: Vec<String> = missing.iter().map(|key| format!("{key} = ...")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        section.context.error(wrong.help(format!("add {}: the GPUs that were measured", names(&keys, "and"))));
    }
    missing.is_empty()
}
