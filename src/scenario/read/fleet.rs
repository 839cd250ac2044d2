//! The keys of a fleet of GPUs: `kind = "self-hosted"` and the hosting of a fine-tuned option.

use rust_decimal::Decimal;

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::{Input, Price};
use crate::scenario::resolved::{Fleet, Purchase, Rent, Reserved, Supply, Throughput};

use super::section::Section;

/// Reads a fleet.
pub fn fleet(section: &Section<'_>) -> Fleet {
    for name in ["gpu", "model"] {
        let _ = section.text(name);
    }
    let _ = section.choice("precision").filter(|_| section.entry("precision").is_some());
    let throughput = throughput(section);
    let supply = supply(section);
    let fleet = Fleet {
        gpus_per_replica: section.input_or_default("gpus_per_replica"),
        throughput,
        target_utilization: section.input_or_default("target_utilization"),
        minimum_replicas: section.input_or_default("minimum_replicas"),
        spare_replicas: section.input_or_default("spare_replicas"),
        maximum_replicas: section.input("maximum_replicas"),
        hourly_scaling: section.choice("scaling") == Some("hourly"),
        billed_hours: hours(section, "billed_hours_per_month", "`hours_per_month`"),
        service_hours: hours(section, "service_hours_per_month", "`billed_hours_per_month`"),
        supply,
    };
    check_maximum(section, &fleet);
    fleet
}

fn hours(section: &Section<'_>, name: &str, default: &str) -> Option<Input> {
    if section.entry(name).is_none() {
        section.note_derived(name, default);
    }
    section.input(name)
}

fn check_maximum(section: &Section<'_>, fleet: &Fleet) {
    let least = fleet.minimum_replicas.base().saturating_add(fleet.spare_replicas.base());
    let Some(maximum) = &fleet.maximum_replicas else { return };
    if maximum.base() < least {
        let span = maximum.span().unwrap_or(section.span);
        let title = format!("`maximum_replicas` is below the {least} of `minimum_replicas` plus `spare_replicas`");
        let wrong = Diagnostic::at(span, title, "too few");
        section.context.error(wrong.help(format!("raise it to {least} or more: the maximum includes the spares")));
    }
}

const THROUGHPUTS: [&str; 3] = ["tokens_per_second", "prefill_tokens_per_second", "decode_tokens_per_second"];

fn throughput(section: &Section<'_>) -> Throughput {
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
    if let Some(span) = section.key_span("model").or(section.key_span("gpu")) {
        let title = "the throughput cannot be estimated: this version has no model catalog";
        let wrong = Diagnostic::at(span, title, "names a catalog entry");
        section.context.error(wrong.help("write `prefill_tokens_per_second` and `decode_tokens_per_second`, or `tokens_per_second`; the names may stay as a note"));
    } else {
        section.missing_or("tokens_per_second", "add `tokens_per_second = ...` for input and output together, or `prefill_tokens_per_second = ...` and `decode_tokens_per_second = ...`");
    }
    Throughput::Total(section.default("tokens_per_second"))
}

fn supply(section: &Section<'_>) -> Supply {
    section.exclusive("price_per_gpu_hour", "purchase", "keep one: the GPUs are rented or bought, not both");
    section.exclusive("reserved", "purchase", "keep one: reserved GPUs are rented ones");
    if let Some(table) = section.table("purchase") {
        if let Some(span) = section.key_span("price_change_per_year") {
            let wrong = Diagnostic::at(span, "`price_change_per_year` is the drift of a rent", "these GPUs are bought");
            section
                .context
                .error(wrong.help("leave it out; if the price of new GPUs changes, write `price_per_gpu` by month"));
        }
        return Supply::Owned(Box::new(purchase(&table)));
    }
    billed_hours_suffice(section);
    let price_per_gpu_hour = rent(section);
    Supply::Rented(Box::new(Rent {
        price_per_gpu_hour,
        price_change_per_year: section.input_or_default("price_change_per_year"),
        reserved: section.table("reserved").map(|table| Reserved {
            gpus: table.required("gpus"),
            price_per_gpu_hour: table.required_price("price_per_gpu_hour"),
        }),
    }))
}

/// The rent of a GPU; there is no price catalog yet, so a GPU's name cannot stand in for it.
fn rent(section: &Section<'_>) -> Price {
    if let Some(span) = section.key_span("gpu")
        && !section.is_meant("price_per_gpu_hour")
    {
        let title = "the price of the GPU cannot be looked up: this version has no price catalog";
        let wrong = Diagnostic::at(span, title, "names a catalog entry");
        section.context.error(wrong.help("write `price_per_gpu_hour` instead; `gpu` may stay as a note"));
        return section.price_or_zero("price_per_gpu_hour");
    }
    let path = &section.path;
    let help = format!(
        "add `price_per_gpu_hour = ...`, the rent of one GPU for an hour, or `[{path}.purchase]` for bought ones"
    );
    section.required_price_or("price_per_gpu_hour", &help)
}

/// Rented replicas serve only while they are paid for.
fn billed_hours_suffice(section: &Section<'_>) {
    let Some(service) = section.input("service_hours_per_month") else { return };
    let billed = section.input("billed_hours_per_month").map(|input| input.base());
    let limit = billed.or(section.context.hours_per_month.get());
    if let (Some(limit), Some(span)) = (limit, service.span())
        && service.base() > limit
    {
        let title = format!(
            "requests arrive in {} hours, but replicas are paid for in {}",
            service.base().normalize(),
            limit.normalize()
        );
        let wrong = Diagnostic::at(span, title, "more than the billed hours");
        section.context.error(wrong.help("raise `billed_hours_per_month`, or lower `service_hours_per_month`"));
    }
}

fn purchase(section: &Section<'_>) -> Purchase {
    let watts = section.input_or_default("watts_per_gpu");
    if watts.base() > Decimal::ZERO {
        section.needs("watts_per_gpu", "price_per_kwh");
    }
    let powered_hours = section.input("powered_hours_per_month");
    if powered_hours.is_none() && watts.base() > Decimal::ZERO {
        section.note_derived("powered_hours_per_month", "`service_hours_per_month`");
    }
    Purchase {
        price_per_gpu: section.required_price("price_per_gpu"),
        other_hardware: section.price_or_default("other_hardware"),
        life_months: section.integer_or_default("life_months"),
        residual: section.input_or_default("residual"),
        watts_per_gpu: watts,
        pue: section.input_or_default("pue"),
        price_per_kwh: section.price_or_default("price_per_kwh"),
        powered_hours,
        colocation_per_month: section.price_or_default("colocation_per_month"),
        maintenance_per_year: section.input_or_default("maintenance_per_year"),
    }
}
