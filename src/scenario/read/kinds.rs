//! The keys of seats, token prices and blends.

use rust_decimal::Decimal;

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{Key, find};
use crate::scenario::resolved::{Blend, LongPrompt, Overage, Seats, TokenPrices, VolumeDiscount};
use crate::scenario::tree::{Entry, Value};

use super::numbers;
use super::section::Section;

/// Reads the keys of `kind = "seats"`.
pub fn seats(section: &Section<'_>) -> Seats {
    section.idle(
        "included_requests_per_seat",
        "overage_per_request",
        "requests above the included ones are taken as free: write what one costs",
    );
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
    section.needs("long_input_per_mtok", "long_prompt_over", "it holds above that length");
    section.needs("long_output_per_mtok", "long_prompt_over", "it holds above that length");
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
        if let (true, Some(span)) = (pair[0].above.base() == pair[1].above.base(), pair[1].above.span()) {
            section.context.error(Diagnostic::at(
                span,
                "two volume discounts begin at the same bill",
                "said a second time here",
            ));
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

/// Reads the keys of `kind = "blend"`.
pub fn blend(section: &Section<'_>) -> Blend {
    let one_way = "a blend is one of `shares`, `route` or `overflow`";
    section.exclusive("shares", "route", one_way);
    section.exclusive("shares", "overflow", one_way);
    section.exclusive("route", "overflow", one_way);
    if section.entry("route").is_some() {
        return route(section);
    }
    if let Some(table) = section.table("overflow") {
        return overflow(section, &table);
    }
    if section.entry("shares").is_none() {
        section.missing("shares");
    }
    shares(section)
}

fn shares(section: &Section<'_>) -> Blend {
    let share_key = Key { form: crate::scenario::language::Form::Share, ..key_of("shares") };
    let share = |entry: &Entry| {
        let option = section.context.find("option", &section.context.options, &entry.key, entry.key_span);
        let path = format!("{}.{}", section.path_of("shares"), entry.key);
        let share = numbers::read(section.context, &share_key, &path, &entry.node);
        Some((option?, share?))
    };
    let entries = section.named("shares");
    let shares: Vec<_> = entries.iter().filter_map(share).collect();
    let sum: Decimal = shares.iter().map(|(_, share)| share.base()).sum();
    if let (true, Some(span)) = (shares.len() == entries.len() && sum != Decimal::ONE, section.key_span("shares")) {
        let percent = (sum * Decimal::ONE_HUNDRED).normalize();
        let wrong =
            Diagnostic::at(span, format!("the shares sum to {percent} %, not to 100 %"), "must sum to exactly 100 %");
        section.context.error(wrong.help("let one of the shares take the rest"));
    }
    Blend::Shares(shares)
}

fn key_of(name: &str) -> Key {
    *find(&[crate::scenario::language::BLEND], name).expect("a blend has this key")
}

fn route(section: &Section<'_>) -> Blend {
    let mut route = vec![None; section.context.workloads.len()];
    for entry in section.named("route") {
        let workloads = &section.context.workloads;
        let workload = section.context.find("workload", workloads, &entry.key, entry.key_span);
        let option = match &entry.node.value {
            Value::Text(name) => section.context.find("option", &section.context.options, name, entry.node.span),
            other => {
                let found = other.kind();
                section.context.error(Diagnostic::wrong_type(entry.node.span, &entry.key, "an option's name", found));
                None
            }
        };
        if let (Some(workload), Some(option)) = (workload, option) {
            route[workload] = Some(option);
        }
    }
    let span = section.key_span("route").unwrap_or(section.span);
    for (workload, option) in section.context.workloads.iter().zip(&route) {
        if option.is_none() {
            let title = format!("the route leaves out workload `{workload}`");
            let wrong = Diagnostic::at(span, title, "must name every workload");
            section.context.error(wrong.help(format!("add `{workload} = \"...\"`")));
        }
    }
    Blend::Route(route.into_iter().map(Option::unwrap_or_default).collect())
}

fn overflow(section: &Section<'_>, table: &Section<'_>) -> Blend {
    for name in ["base", "to"] {
        if table.entry(name).is_none() {
            table.missing(name);
        }
    }
    let (base, to) = (table.option_name("base"), table.option_name("to"));
    if let (Some(a), Some(b), Some(span)) = (base, to, table.key_span("to"))
        && a == b
    {
        let wrong = Diagnostic::at(span, "the overflow goes back to its base", "the same option");
        section.context.error(wrong.help("name another option"));
    }
    Blend::Overflow { base: base.unwrap_or_default(), replicas: table.required("replicas"), to: to.unwrap_or_default() }
}
