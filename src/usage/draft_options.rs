//! The options of a drafted scenario.

use std::collections::BTreeSet;

use super::draft::{Draft, Drafting, comment};
use super::need::{Need, decimal, slug};
use super::price::ModelPrices;
use super::tally::Sums;
use super::usage::Usage;
use crate::quantity::figures::exact;

/// Writes an option for each model, and one for how it was.
pub fn options(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), needs: &[Need]) {
    let models: BTreeSet<&String> =
        needs.iter().flat_map(|need| &need.models).filter(|model| !model.is_empty()).collect();
    let mut names = Vec::new();
    for model in models {
        let name = format!("api-{}", slug(model));
        if names.iter().any(|(_, known)| *known == name) {
            continue;
        }
        draft.line("");
        draft.line(&format!("# everything on {}", comment(model)));
        draft.line(&format!("[options.{name}]"));
        match drafting.prices.get(model) {
            Some(prices) => priced(draft, prices),
            None => unpriced(draft, usage, model),
        }
        names.push((model.clone(), name));
    }
    today(draft, needs, &names);
    if names.is_empty() {
        draft.line("");
        draft.line("[options.api]");
        draft.line("kind = \"api\"");
        draft.ask("input_per_mtok", "what does a million input tokens cost? The exports name no model".to_owned());
        draft.ask("output_per_mtok", "what does a million output tokens cost?".to_owned());
    }
}

fn priced(draft: &mut Draft, prices: &ModelPrices) {
    draft.line("kind = \"api\"");
    draft.line(&format!("# prices: {}", comment(&prices.source)));
    draft.line(&format!("input_per_mtok = {}", exact(prices.input)));
    let written = prices.cache_write.or(prices.cache_write_long);
    for (key, price) in [("cached_input_per_mtok", prices.cached_input), ("cache_write_per_mtok", written)] {
        if let Some(price) = price {
            draft.line(&format!("{key} = {}", exact(price)));
        }
    }
    draft.line(&format!("output_per_mtok = {}", exact(prices.output)));
    if let Some(discount) = prices.batch_discount {
        draft.line(&format!("batch_discount = {}", exact(discount)));
    }
}

/// A model whose prices nobody knows: what a request cost where the exports say, else a question.
fn unpriced(draft: &mut Draft, usage: &Usage, model: &str) {
    let mut sums = Sums::default();
    for ((_, group_of), group) in usage.groups.iter().map(|((name, project), group)| ((project, name), group)) {
        if group_of == model {
            group.days.values().for_each(|day| sums.add(day));
        }
    }
    let per_request = sums
        .cost
        .decimal()
        .checked_div(decimal(sums.requests))
        .filter(|_| sums.costed > 0 && sums.unpriced == 0 && sums.uncounted == 0);
    if let Some(per_request) = per_request {
        draft.line("kind = \"custom\"");
        draft.line("# its prices are not known: what a request cost in the exports; `kind = \"api\"` with prices");
        draft.line("# of tokens lets lengths, caches and break-even points count");
        draft.line(&format!("[[options.api-{}.costs]]", slug(model)));
        draft.line("name = \"requests\"");
        draft.line("category = \"inference\"");
        draft.line(&format!("per_request = {}", exact(per_request.round_dp(12))));
        return;
    }
    draft.line("kind = \"api\"");
    draft.ask("input_per_mtok", format!("what does a million input tokens of `{model}` cost?"));
    draft.ask("output_per_mtok", format!("what does a million output tokens of `{model}` cost?"));
}

/// The way it was done: each workload with its own model, where each has one.
fn today(draft: &mut Draft, needs: &[Need], names: &[(String, String)]) {
    let own = |need: &Need| {
        let [model] = need.models.iter().collect::<Vec<_>>()[..] else { return None };
        let (_, name) = names.iter().find(|(known, _)| known == model)?;
        Some(format!("{} = \"{name}\"", need.name))
    };
    let routes: Option<Vec<String>> = needs.iter().map(own).collect();
    if let Some(routes) = routes.filter(|routes| routes.len() > 1) {
        draft.line("");
        draft.line("# as it was: each workload with its model");
        draft.line("[options.today]");
        draft.line("kind = \"blend\"");
        draft.line(&format!("route = {{ {} }}", routes.join(", ")));
    }
}
