//! The keys of seats and token prices.

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::resolved::{LongPrompt, Overage, Seats, TokenPrices, VolumeDiscount};

use super::section::Section;

/// Reads the keys of `kind = "seats"`.
pub fn seats(section: &Section<'_>) -> Seats {
    section.idle("included_requests_per_seat", "overage_per_request");
    let included = section.input("included_requests_per_seat");
    let overage = section.price("overage_per_request").map(|per_request| Overage {
        included_per_seat: included.unwrap_or_else(|| section.default("included_requests_per_seat")),
        per_request,
    });
    if section.entry("seats").is_none() {
        section.note_derived("seats", "the workloads' users");
    }
    Seats {
        seats: section.input("seats"),
        price_per_seat: section.required_price("price_per_seat"),
        minimum_seats: section.input_or_default("minimum_seats"),
        seat_step: section.input_or_default("seat_step"),
        annual_billing: section.choice("billing") == Some("annual"),
        seat_growth_per_year: section.input_or_default("seat_growth_per_year"),
        adoption: section.input_or_default("adoption"),
        overage,
        price_change_per_year: section.input_or_default("price_change_per_year"),
    }
}

/// Reads the prices of `kind = "api"`, also those of a fine-tuned option served per token.
pub fn token_prices(section: &Section<'_>) -> TokenPrices {
    refuse_catalog_price(section);
    section.needs("long_input_per_mtok", "long_prompt_over");
    section.needs("long_output_per_mtok", "long_prompt_over");
    let long_prompt = section.input("long_prompt_over").map(|over| LongPrompt {
        over,
        input: section.price("long_input_per_mtok"),
        output: section.price("long_output_per_mtok"),
    });
    let mut volume_discounts: Vec<VolumeDiscount> = (section.list("volume_discounts").iter())
        .map(|table| VolumeDiscount { above: table.required("above"), discount: table.required("discount") })
        .collect();
    volume_discounts.sort_by_key(|discount| discount.above.base());
    for pair in volume_discounts.windows(2) {
        if let (true, Some(first), Some(span)) =
            (pair[0].above.base() == pair[1].above.base(), pair[0].above.span(), pair[1].above.span())
        {
            let wrong = Diagnostic::at(span, "two volume discounts begin at the same bill", "said a second time here");
            let wrong = wrong.related(first, "said first here");
            section.context.error(wrong.help("keep one of them, or let them begin at different bills"));
        }
    }
    let price = |name: &str| match section.entry("model") {
        Some(_) if section.entry(name).is_none() => crate::scenario::input::Price::Flat(section.default(name)),
        _ => section.required_price(name),
    };
    TokenPrices {
        input: price("input_per_mtok"),
        cached_input: section.price("cached_input_per_mtok"),
        cache_write: section.price("cache_write_per_mtok"),
        output: price("output_per_mtok"),
        batch_discount: section.input_or_default("batch_discount"),
        long_prompt,
        per_request: section.price_or_default("per_request"),
        price_change_per_year: section.input_or_default("price_change_per_year"),
        uplift: section.input_or_default("uplift"),
        minimum_monthly_spend: section.price_or_default("minimum_monthly_spend"),
        volume_discounts,
        requests_per_minute: section.input("requests_per_minute"),
        tokens_per_minute: section.input("tokens_per_minute"),
    }
}

/// There is no price catalog yet: a model's name cannot stand in for its prices.
fn refuse_catalog_price(section: &Section<'_>) {
    let missing: Vec<String> = (["input_per_mtok", "output_per_mtok"].into_iter())
        .filter(|name| section.entry(name).is_none())
        .map(|name| format!("`{name}`"))
        .collect();
    let model = section.text("model");
    if let (Some(model), Some(span), false) = (model, section.key_span("model"), missing.is_empty()) {
        let title = format!("the price of `{model}` cannot be looked up: this version has no price catalog");
        let wrong = Diagnostic::at(span, title, "names a catalog entry");
        section
            .context
            .error(wrong.help(format!("write {} instead; `model` may stay as a note", missing.join(" and "))));
    }
}
