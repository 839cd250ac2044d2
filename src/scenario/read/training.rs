//! The keys of `kind = "fine-tuned"`: how the tuned model is served and how it is made.

use rust_decimal::Decimal;

use crate::capacity::Load;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::API;
use crate::scenario::resolved::{Compute, FineTuned, Serving, Training};

use super::section::Section;
use super::{fleet, kinds};

/// Reads a fine-tuned option, whose mean request is `load`.
pub fn fine_tuned(section: &Section<'_>, load: Option<Load>) -> FineTuned {
    let serving = match section.table("hosting") {
        Some(table) => {
            refuse_token_prices(section);
            Serving::Gpus(Box::new(fleet::fleet(&table, load)))
        }
        None => Serving::Tokens(Box::new(kinds::token_prices(section))),
    };
    FineTuned {
        serving,
        hosting_per_hour: section.price_or_default("hosting_per_hour"),
        training: section.table("training").map(|table| training(&table)),
    }
}

/// A model served on GPUs has no price per token.
fn refuse_token_prices(section: &Section<'_>) {
    for key in API.iter().filter(|key| key.name != "model") {
        section.exclusive("hosting", key.name, "keep one: the model is served per token or on GPUs, not both");
    }
    let _ = section.text("model");
}

fn training(section: &Section<'_>) -> Training {
    section.exclusive("price_per_mtok", "gpu_hours", "keep one: training is paid by the token or by the GPU-hour");
    section.needs("gpu_hours", "price_per_gpu_hour");
    section.idle("price_per_gpu_hour", "gpu_hours");
    section.idle("relabel_share", "retrain_every_months");
    section.idle("retrain_hours", "retrain_every_months");
    section.needs("price_per_mtok", "tokens_per_example");
    let rejection_rate = section.input_or_default("rejection_rate");
    if rejection_rate.quantity.high() >= Decimal::ONE {
        let span = rejection_rate.span().unwrap_or(section.span);
        let wrong = Diagnostic::out_of_range(span, "rejection_rate", "below 100%");
        section
            .context
            .error(wrong.help("write less than \"100%\": where every label is rejected, no number of them is enough"));
    }
    let compute = match (section.price("price_per_mtok"), section.input("gpu_hours")) {
        (Some(price), _) => Compute::Tokens(price),
        (None, Some(hours)) => Compute::GpuHours { hours, price: section.price_or_zero("price_per_gpu_hour") },
        (None, None) => Compute::Free,
    };
    let retrain_every_months = section.integer("retrain_every_months");
    if retrain_every_months.is_some() && section.entry("relabel_share").is_none() {
        section.note_default("relabel_share");
    }
    Training {
        examples: section.input_or_default("examples"),
        tokens_per_example: section.input_or_default("tokens_per_example"),
        epochs: section.input_or_default("epochs"),
        experiments: section.input_or_default("experiments"),
        compute,
        label_cost: section.price_or_default("label_cost"),
        labels_per_example: section.input_or_default("labels_per_example"),
        rejection_rate,
        cost_per_label_review: section.price_or_default("cost_per_label_review"),
        retrain_every_months,
        relabel_share: section.input("relabel_share").unwrap_or_else(|| section.default("relabel_share")),
        retrain_hours: section.team("retrain_hours"),
    }
}
