//! Who is paid for what, in the categories of FOCUS.

use crate::scenario::{Assumption, Grounds, Scenario};

/// A service as FOCUS classifies it.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The service category, an allowed value.
    pub category: &'static str,
    /// The subcategory, an allowed value of that category.
    pub subcategory: &'static str,
    /// What it is called.
    pub name: &'static str,
}

/// The service of each category of the ledger. Names of categories are those of `ServiceSubcategory`
/// in FOCUS 1.2.
const SERVICES: [(&str, &str, &str, &str); 14] = [
    ("inference", "AI and Machine Learning", "Generative AI", "Model inference"),
    ("gpu", "Compute", "Virtual Machines", "GPU rental"),
    ("hardware", "Compute", "Other (Compute)", "GPU hardware"),
    ("energy", "Other", "Other (Other)", "Electricity"),
    ("facility", "Other", "Other (Other)", "Colocation"),
    ("training", "AI and Machine Learning", "Machine Learning", "Model training"),
    ("labeling", "AI and Machine Learning", "Machine Learning", "Data labeling"),
    ("evaluation", "AI and Machine Learning", "Machine Learning", "Model evaluation"),
    ("people", "Other", "Other (Other)", "Own staff"),
    ("seats", "Business Applications", "Other (Business Applications)", "Software seats"),
    ("retrieval", "Analytics", "Search", "Retrieval"),
    ("monitoring", "Management and Governance", "Observability", "Monitoring"),
    ("migration", "Migration", "Other (Migration)", "Migration"),
    ("review", "Other", "Other (Other)", "Human review"),
];

/// The service that a category of the ledger stands for.
pub fn service(category: &str) -> Service {
    let found = SERVICES.iter().find(|(known, ..)| *known == category);
    found.map_or(
        Service { category: "Other", subcategory: "Other (Other)", name: "Other costs" },
        |&(_, category, subcategory, name)| Service { category, subcategory, name },
    )
}

/// Whom a plan pays.
#[derive(Clone, Debug)]
pub struct Vendor {
    /// What the provider is called.
    pub provider: String,
    /// The model that is paid for, or the option where the scenario names none.
    pub model: String,
}

/// Who is paid by an option for a category. A plan knows vendors only from the catalog's entries that
/// its prices were taken from, `openai/gpt-6-luna` or `H100-SXM at lambda`; else the option stands for
/// its vendor, and the staff for itself.
pub fn vendor(scenario: &Scenario, party: usize, category: &str) -> Vendor {
    let plan = &scenario.options[party];
    let own = |assumption: &&Assumption| {
        let path = assumption.path.strip_prefix("options.").and_then(|path| path.strip_prefix(plan.name.as_str()));
        path.is_some_and(|rest| rest.starts_with('.'))
    };
    let entries = || {
        scenario.defaults.iter().filter(own).filter_map(|own| match &own.grounds {
            Grounds::Catalog(entry, _) => Some(entry),
            Grounds::Default | Grounds::Measured(..) => None,
        })
    };
    let model = entries().find_map(|entry| entry.split_once('/').map(|(provider, _)| (provider, entry)));
    let rented = entries().find_map(|entry| entry.split_once(" at ").map(|(_, provider)| provider));
    let provider = match category {
        "people" => Some("Own staff"),
        "inference" => model.map(|(provider, _)| provider),
        "gpu" => rented,
        _ => None,
    };
    Vendor {
        provider: provider.unwrap_or(&plan.label).to_owned(),
        model: model.map_or(&plan.name, |(_, entry)| entry).clone(),
    }
}
