//! What one replica does in a second: written, measured or estimated.

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::resolved::Throughput;

use super::section::Section;

const THROUGHPUTS: [&str; 3] = ["tokens_per_second", "prefill_tokens_per_second", "decode_tokens_per_second"];

/// Reads the throughput of a fleet.
pub fn throughput(section: &Section<'_>) -> Throughput {
    let instead = "keep `tokens_per_second`, or prefill and decode apart";
    section.exclusive("tokens_per_second", "prefill_tokens_per_second", instead);
    section.exclusive("tokens_per_second", "decode_tokens_per_second", instead);
    if let (Some(_), Some(span)) = (section.text("benchmark"), section.key_span("benchmark")) {
        let title = "this version cannot read benchmark files";
        let wrong = Diagnostic::at(span, title, "names a measured throughput");
        section
            .context
            .error(wrong.help("write `prefill_tokens_per_second` and `decode_tokens_per_second` from it instead"));
    }
    if let Some(total) = section.input("tokens_per_second") {
        return Throughput::Total(total);
    }
    if THROUGHPUTS.iter().any(|name| section.entry(name).is_some()) {
        return Throughput::Phases {
            prefill: section.required("prefill_tokens_per_second"),
            decode: section.required("decode_tokens_per_second"),
        };
    }
    let is_reported = section.entry("benchmark").is_some() || THROUGHPUTS.iter().any(|name| section.is_meant(name));
    if is_reported {
        return Throughput::Total(section.default("tokens_per_second"));
    }
    if section.entry("model").is_some() || section.entry("gpu").is_some() {
        return estimated(section);
    }
    section.missing_or("tokens_per_second", "add `tokens_per_second = ...` for input and output together, or `prefill_tokens_per_second = ...` and `decode_tokens_per_second = ...`");
    Throughput::Total(section.default("tokens_per_second"))
}

/// The throughput of `model` on `gpu`, where none is written: this version does not estimate it, which is
/// an error that says which keys to write.
fn estimated(section: &Section<'_>) -> Throughput {
    let span = section.key_span("model").or(section.key_span("gpu")).unwrap_or(section.span);
    let title = "this version does not estimate throughput";
    let wrong = Diagnostic::at(span, title, "gives no tokens a second");
    section.context.error(wrong.help("write `prefill_tokens_per_second` and `decode_tokens_per_second`, or `tokens_per_second`; the names may stay as a note"));
    Throughput::Total(section.default("tokens_per_second"))
}
