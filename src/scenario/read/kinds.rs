//! The keys of seats and token prices.

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::Price;
use crate::scenario::resolved::{BatchDiscount, LongPrompt, Overage, Seats, TokenPrices, VolumeDiscount};

use super::listed::{Listed, Part};
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
    let listed = Listed::of(section);
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
    let price = |name: &'static str, part: Part| match (&listed, section.entry(name)) {
        (Some(listed), None) => listed.price(name, part),
        _ => section.price(name),
    };
    // a name that the catalog does not have was reported instead of the prices
    let required = |name: &'static str, part: Part| match section.entry("model") {
        Some(_) if section.entry(name).is_none() => {
            price(name, part).unwrap_or_else(|| Price::Flat(section.default(name)))
        }
        _ => section.required_price(name),
    };
    let prices = TokenPrices {
        input: required("input_per_mtok", |rates| Some(rates.input)),
        cached_input: price("cached_input_per_mtok", |rates| rates.cache_read),
        cache_write: price("cache_write_per_mtok", |rates| rates.cache_write),
        output: required("output_per_mtok", |rates| Some(rates.output)),
        batch_discount: batch_discount(section, listed.as_ref()),
        long_prompt: long_prompt(section, listed.as_ref()),
        per_request: match section.entry("per_request") {
            None => price("per_request", |rates| rates.per_request),
            Some(_) => None,
        }
        .unwrap_or_else(|| section.price_or_default("per_request")),
        price_change_per_year: section.input_or_default("price_change_per_year"),
        uplift: section.input_or_default("uplift"),
        minimum_monthly_spend: section.price_or_default("minimum_monthly_spend"),
        volume_discounts,
        requests_per_minute: section.input("requests_per_minute"),
        tokens_per_minute: section.input("tokens_per_minute"),
    };
    if let Some(listed) = &listed {
        listed.finish();
    }
    prices
}

fn batch_discount(section: &Section<'_>, listed: Option<&Listed<'_, '_>>) -> BatchDiscount {
    let taken = listed.filter(|_| section.entry("batch_discount").is_none()).and_then(Listed::batch_discount);
    taken.unwrap_or_else(|| BatchDiscount::flat(section.input_or_default("batch_discount")))
}

fn long_prompt(section: &Section<'_>, listed: Option<&Listed<'_, '_>>) -> Option<LongPrompt> {
    let listed = listed.filter(|listed| listed.has_tiers());
    let is_set = |base: &str, long: &str| section.entry(base).is_some() && section.entry(long).is_none();
    if is_set("input_per_mtok", "long_input_per_mtok")
        && is_set("output_per_mtok", "long_output_per_mtok")
        && section.entry("long_prompt_over").is_none()
    {
        return None;
    }
    let over = match listed {
        Some(listed) if section.entry("long_prompt_over").is_none() => listed.long_prompt_over(),
        _ => {
            section.needs("long_input_per_mtok", "long_prompt_over");
            section.needs("long_output_per_mtok", "long_prompt_over");
            section.input("long_prompt_over")
        }
    }?;
    // a written price wins for prompts of every length
    let price = |name: &'static str, part: Part| match listed {
        Some(listed) if section.entry(name).is_none() => {
            let is_written = section.entry(name.trim_start_matches("long_")).is_some();
            if is_written { None } else { listed.price(name, part) }
        }
        _ => section.price(name),
    };
    Some(LongPrompt {
        over,
        input: price("long_input_per_mtok", |rates| {
            rates.tiers.first().and_then(|tier| tier.input).or(Some(rates.input))
        }),
        output: price("long_output_per_mtok", |rates| {
            rates.tiers.first().and_then(|tier| tier.output).or(Some(rates.output))
        }),
    })
}
