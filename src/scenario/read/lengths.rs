//! Requests that are longer than the model they are sent to takes.

use rust_decimal::Decimal;

use crate::quantity::figures::volume;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::Input;
use crate::scenario::resolved::Overrides;

use super::section::Section;

/// Warns of workloads whose mean request does not fit into the context of the model that the table names, or
/// whose mean answer is longer than its longest.
pub fn warn(section: &Section<'_>, (overrides, token_factor): (&[Overrides], &Input)) {
    let Some(model) = section.text("model").and_then(|name| section.context.shelf.catalog().model(&name)) else {
        return;
    };
    let Some(demand) = section.context.demand.get() else { return };
    let tokens = |own: &Option<Input>, general: &Option<Input>| {
        own.as_ref().or(general.as_ref())?.base().checked_mul(token_factor.base())
    };
    for (workload, own) in demand.iter().zip(overrides) {
        let Some(workload) = workload else { continue };
        let input = tokens(&own.input_tokens, &workload.input_tokens).unwrap_or_default();
        let output = tokens(&own.output_tokens, &workload.output_tokens).unwrap_or_default();
        let exceeds =
            |tokens: Option<Decimal>, most: Option<Decimal>| tokens.zip(most).filter(|(tokens, most)| tokens > most);
        let odd = |what: &str, (tokens, most): (Decimal, Decimal), limit: &str| {
            let title = format!(
                "{what} of `{}` have {} tokens, and `{}` {limit} {}",
                workload.name,
                volume(tokens),
                model.id,
                volume(most)
            );
            let odd = Diagnostic::at(section.value_span("model"), title, "does not take them");
            section
                .context
                .warn(odd.help("split them, name a model that takes them, or correct the tokens of the workload"));
        };
        if let Some(found) = exceeds(input.checked_add(output), model.context_tokens) {
            odd("requests with their answers", found, "has a context of");
        }
        if let Some(found) = exceeds(Some(output), model.max_output_tokens) {
            odd("answers", found, "gives at most");
        }
    }
}
