//! The keys of a fleet of GPUs: `kind = "self-hosted"` and the hosting of a fine-tuned option.

use rust_decimal::Decimal;

use crate::capacity::Load;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::{Input, Price};
use crate::scenario::resolved::{Fleet, Purchase, Rent, Reserved, Supply};

use super::graphics::Graphics;
use super::section::Section;
use super::throughput::Asked;

/// Reads a fleet whose mean request is `load`.
pub fn fleet(section: &Section<'_>, load: Option<Load>) -> Fleet {
    let graphics = Graphics::of(section);
    let gpus_per_replica = section.input_or_default("gpus_per_replica");
    let throughput = Asked::of(section, &graphics, (&gpus_per_replica, load)).throughput();
    let supply = supply(section, &graphics);
    let fleet = Fleet {
        gpus_per_replica,
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

fn supply(section: &Section<'_>, graphics: &Graphics) -> Supply {
    section.exclusive("price_per_gpu_hour", "purchase", "keep one: the GPUs are rented or bought, not both");
    section.exclusive("reserved", "purchase", "keep one: reserved GPUs are rented ones");
    if let Some(table) = section.table("purchase") {
        if let Some(span) = section.key_span("price_change_per_year") {
            let wrong = Diagnostic::at(span, "`price_change_per_year` is the drift of a rent", "these GPUs are bought");
            section
                .context
                .error(wrong.help("leave it out; if the price of new GPUs changes, write `price_per_gpu` by month"));
        }
        return Supply::Owned(Box::new(purchase(&table, graphics)));
    }
    billed_hours_suffice(section);
    let price_per_gpu_hour = rent(section, graphics);
    Supply::Rented(Box::new(Rent {
        price_per_gpu_hour,
        price_change_per_year: section.input_or_default("price_change_per_year"),
        reserved: section.table("reserved").map(|table| Reserved {
            gpus: table.required("gpus"),
            price_per_gpu_hour: table.required_price("price_per_gpu_hour"),
        }),
    }))
}

/// The rent of a GPU: as written, else of the GPU that is named.
fn rent(section: &Section<'_>, graphics: &Graphics) -> Price {
    if let Some(price) = graphics.rent(section, "price_per_gpu_hour") {
        return price;
    }
    if matches!(graphics, Graphics::Unnamed) {
        let path = &section.path;
        let help = format!(
            "add `price_per_gpu_hour = ...`, the rent of one GPU for an hour, or `[{path}.purchase]` for bought ones"
        );
        return section.required_price_or("price_per_gpu_hour", &help);
    }
    section.price_or_zero("price_per_gpu_hour")
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

fn purchase(section: &Section<'_>, graphics: &Graphics) -> Purchase {
    let draws = section.entry("watts_per_gpu").is_none() && section.entry("price_per_kwh").is_some();
    let watts = draws.then(|| graphics.watts(section, "watts_per_gpu")).flatten();
    let watts = watts.unwrap_or_else(|| section.input_or_default("watts_per_gpu"));
    if watts.base() > Decimal::ZERO {
        section.needs("watts_per_gpu", "price_per_kwh");
    }
    let powered_hours = section.input("powered_hours_per_month");
    if powered_hours.is_none() && watts.base() > Decimal::ZERO {
        section.note_derived("powered_hours_per_month", "`service_hours_per_month`");
    }
    Purchase {
        price_per_gpu: match graphics.purchase(section, "price_per_gpu") {
            Some(price) => price,
            None if matches!(graphics, Graphics::Unnamed) => section.required_price("price_per_gpu"),
            None => section.price_or_zero("price_per_gpu"),
        },
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
