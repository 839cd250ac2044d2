//! The GPU that a fleet names, as the catalog lists it: what it costs and draws.

use std::cell::Cell;

use crate::catalog::near::nearest_few;
use crate::catalog::{GpuSpec, gpu, gpus, typical_rent};
use crate::quantity::Quantity;
use crate::quantity::figures::exact;
use crate::scenario::diagnostic::{Diagnostic, one_of};
use crate::scenario::input::{Input, Price};
use crate::scenario::source::Span;

use super::section::Section;
use super::shelf::{self, Named};
use super::{bounds, numbers};

/// The GPU that a fleet names.
#[derive(Clone, Debug)]
pub enum Graphics {
    /// None is named.
    Unnamed,
    /// The catalog does not have the name, which is reported where a figure of it is needed.
    Unknown {
        /// The name.
        name: String,
        /// Where it is named.
        span: Span,
        /// Whether it was reported, which it is once.
        is_reported: Cell<bool>,
    },
    /// One of the catalog.
    Listed(Box<GpuSpec>, Span),
}

impl Graphics {
    /// The GPU of a table of a fleet.
    pub fn of(section: &Section<'_>) -> Self {
        let Some(name) = section.text("gpu") else { return Self::Unnamed };
        let span = section.value_span("gpu");
        match gpu(&name) {
            Some(spec) => Self::Listed(Box::new(spec), span),
            None => Self::Unknown { name, span, is_reported: Cell::new(false) },
        }
    }

    /// Rent of the GPU for an hour, in place of the key that is not written: the median over providers
    /// on demand.
    pub fn rent(&self, section: &Section<'_>, name: &'static str) -> Option<Price> {
        let (spec, span) = self.spec(section, name)?;
        let Some(typical) = typical_rent(&spec.name, "on_demand") else {
            self.unlisted(section, (&format!("the catalog has no price for an hour of `{}`", spec.name), name));
            return None;
        };
        let price = &typical.price;
        let named = Named {
            entry: format!("{} at {}", spec.name, price.provider),
            span,
            citation: price.citation.clone(),
            refresh: "",
        };
        let value = price.usd_per_gpu_hour;
        shelf::note(section, name, (&typical.describe(), &named));
        shelf::taken(section.context, &named, &[name]);
        Some(Price::Flat(input(section, name, (Quantity::certain(value), &named))))
    }

    /// What one GPU costs to buy, in place of the key that is not written: the range of a new one, else of a
    /// used one.
    pub fn purchase(&self, section: &Section<'_>, name: &'static str) -> Option<Price> {
        let (spec, span) = self.spec(section, name)?;
        let range = spec.new_usd.map(|range| (range, "new")).or(spec.used_usd.map(|range| (range, "used")));
        let Some(((low, high), state)) = range else {
            self.unlisted(section, (&format!("the catalog has no price at which `{}` is sold", spec.name), name));
            return None;
        };
        let citation = spec.price_citation.clone().unwrap_or_else(|| spec.citation.clone());
        let quantity = Quantity::interval(low, high).ok()?;
        let named = Named { entry: format!("{} {state}", spec.name), span, citation, refresh: "" };
        shelf::note(section, name, (&format!("{} to {}", exact(low), exact(high)), &named));
        shelf::taken(section.context, &named, &[name]);
        section.context.ranges.borrow_mut().push(section.path_of(name));
        Some(Price::Flat(input(section, name, (quantity, &named))))
    }

    /// The power that one GPU draws, in watts, where energy has a price and the key is not written.
    pub fn watts(&self, section: &Section<'_>, name: &'static str) -> Option<Input> {
        let Self::Listed(spec, span) = self else { return None };
        let named = Named { entry: spec.name.clone(), span: *span, citation: spec.citation.clone(), refresh: "" };
        shelf::note(section, name, (&exact(spec.watts), &named));
        Some(input(section, name, (Quantity::certain(spec.watts), &named)))
    }

    /// The name that is written, and the GPU where the catalog has it. A name that it does not have is a note of
    /// the author's here, unless one is near.
    pub fn named(&self, section: &Section<'_>) -> Option<(String, Option<&GpuSpec>)> {
        match self {
            Self::Unnamed => None,
            Self::Listed(spec, _) => Some((spec.name.clone(), Some(spec))),
            Self::Unknown { name, span, is_reported } => {
                let names: Vec<String> = gpus().into_iter().map(|spec| spec.name).collect();
                let near = nearest_few(name, names.iter().map(String::as_str));
                if !near.is_empty() && !is_reported.replace(true) {
                    let title = format!("no GPU in the catalog is called `{name}`");
                    let odd = Diagnostic::at(*span, title, "not in the catalog");
                    section.context.warn(odd.help(format!("did you mean {}?", one_of(&near))));
                }
                Some((name.clone(), None))
            }
        }
    }

    /// The GPU, when the key is not written and one is named; a name that is not known is reported.
    pub fn spec(&self, section: &Section<'_>, name: &str) -> Option<(&GpuSpec, Span)> {
        if section.is_meant(name) {
            return None;
        }
        match self {
            Self::Unnamed => None,
            Self::Listed(spec, span) => Some((spec, *span)),
            Self::Unknown { name: gpu, .. } => {
                self.unlisted(section, (&format!("no GPU in the catalog is called `{gpu}`"), name));
                None
            }
        }
    }

    fn unlisted(&self, section: &Section<'_>, (title, name): (&str, &str)) {
        let (span, help) = match self {
            Self::Unnamed => return,
            Self::Listed(_, span) => (*span, format!("write `{name}`")),
            Self::Unknown { is_reported, .. } if is_reported.replace(true) => return,
            Self::Unknown { name: gpu, span, .. } => {
                let names: Vec<String> = gpus().into_iter().map(|spec| spec.name).collect();
                let near = nearest_few(gpu, names.iter().map(String::as_str));
                let help = if near.is_empty() {
                    format!("write `{name}`; `tco catalog gpus` lists the names")
                } else {
                    format!("did you mean {}?", one_of(&near))
                };
                (*span, help)
            }
        };
        section.context.error(Diagnostic::at(span, title, "names a catalog entry").help(help));
    }
}

fn input(section: &Section<'_>, name: &str, (quantity, named): (Quantity, &Named)) -> Input {
    let key = section.key(name);
    let path = section.path_of(name);
    let unit = numbers::listed_unit(section.context, key);
    Input { quantity, unit, bounds: bounds::of(key), origin: named.origin(), ..numbers::default(key, &path) }
}
