//! `[options.NAME]`: the keys that every kind takes.

use crate::scenario::diagnostic::{Diagnostic, one_of};
use crate::scenario::input::month_number;
use crate::scenario::language::{self, OPTION_WORKLOAD};
use crate::scenario::resolved::{Charge, CostLine, Evaluation, Kind, Overrides, Plan};
use crate::scenario::tree::{Entry, Table, Value};

use super::section::Section;
use super::shelf::{Named, Retirement};
use super::{blends, kinds, lengths, requests, shelf};

/// Reads one `[options.NAME]`; `None` when it is no table.
pub fn plan(root: &Section<'_>, entry: &Entry) -> Option<Plan> {
    let name = &entry.key;
    let Value::Table(table) = &entry.node.value else {
        let (path, found) = (format!("options.{name}"), entry.node.value.kind());
        let help = format!("write `[{path}]`, and under it `kind = \"...\"` and the keys of that kind");
        root.context.error(Diagnostic::wrong_type(entry.node.span, (&path, "a table"), found, &help));
        return None;
    };
    let kind_word = kind_word(root, table);
    let keys = kind_word.map_or_else(language::all_option_tables, language::option_tables);
    let section = root.named_table("options", entry, keys)?;
    if section.entry("kind").is_none() {
        section.missing_or("kind", &format!("add `kind = \"...\"`, {}", one_of(language::KINDS)));
    }
    let token_factor = section.input_or_default("token_factor");
    let overrides = overrides(&section, kind_word == Some("blend"));
    let load = requests::load(section.context, (&overrides, &token_factor));
    let kind = match kind_word.unwrap_or("custom") {
        "seats" => Kind::Seats(Box::new(kinds::seats(&section))),
        "api" => Kind::Api(Box::new(kinds::token_prices(&section))),
        "self-hosted" => Kind::SelfHosted(Box::new(super::fleet::fleet(&section, load))),
        "fine-tuned" => Kind::FineTuned(Box::new(super::training::fine_tuned(&section, load))),
        "blend" => Kind::Blend(blends::blend(&section)),
        _ => Kind::Custom,
    };
    if matches!(&kind, Kind::Api(_) | Kind::FineTuned(_)) {
        lengths::warn(&section, (&overrides, &token_factor));
    }
    if let (Kind::Blend(_), Some(span)) = (&kind, section.key_span("accuracy")) {
        let wrong = Diagnostic::at(span, "a blend has no accuracy of its own", "not a key of a blend");
        section.context.error(wrong.help("write it on the members; the blend's is their request-weighted mean"));
    }
    let retires = retires(&section);
    let shutdown = section.context.shelf.retirement(&section.path);
    let retires = retires.or_else(|| shut_down(&section, shutdown.as_ref()?));
    let launch_month = section.integer_or_default("launch_month");
    if let (Some(month), Some(span)) = (retires, section.key_span("retires"))
        && month <= i64::from(launch_month)
    {
        let wrong = Diagnostic::at(span, format!("`{name}` retires in or before its launch month"), "never serves");
        section.context.error(wrong.help("launch it earlier, or leave the option out"));
    }
    if shutdown.is_none() {
        section.idle("successor", "retires");
    }
    section.idle("migration_cost", "successor");
    Some(Plan {
        name: name.clone(),
        span: entry.key_span,
        label: section.text("label").unwrap_or_else(|| name.clone()),
        accuracy: section.input_or_default("accuracy"),
        review_share: section.input_or_default("review_share"),
        cost_per_review: section.price_or_default("cost_per_review"),
        build: section.team("build"),
        run: section.team("run"),
        run_per_replica: section.team("run_per_replica"),
        launch_month,
        interim: section.option_name("interim"),
        retires: retires.map(|month| u32::try_from(month.max(1)).unwrap_or(u32::MAX)),
        successor: section.option_name("successor"),
        migration_cost: section.price("migration_cost"),
        token_factor,
        overrides,
        evaluation: section.table("evaluation").map(|table| evaluation(&table)),
        costs: section.list("costs").iter().map(cost_line).collect(),
        kind,
    })
}

/// The kind an option says it is of. When there is none such, that is reported and the common keys
/// are still read.
fn kind_word(root: &Section<'_>, table: &Table) -> Option<&'static str> {
    let kind = table.get("kind")?;
    let Value::Text(word) = &kind.node.value else {
        let (found, help) = (kind.node.value.kind(), format!("write {}", one_of(language::KINDS)));
        root.context.error(Diagnostic::wrong_type(kind.node.span, ("kind", "a text"), found, &help));
        return None;
    };
    let found = language::KINDS.iter().find(|k| *k == word).copied();
    if found.is_none() {
        root.context.error(Diagnostic::not_a_choice(kind.node.span, "kind", word, language::KINDS));
    }
    found
}

fn retires(section: &Section<'_>) -> Option<i64> {
    let month = section.month("retires")?;
    let start = section.context.start_for("`retires` needs", section.key_span("retires")?)?;
    Some(i64::from(month_number(start, month)))
}

/// The month in which the provider shuts the option's model down.
fn shut_down(section: &Section<'_>, retirement: &Retirement) -> Option<i64> {
    let month = i64::from(month_number(section.context.start.get()?, retirement.date.month()));
    let launch = section.integer("launch_month").unwrap_or(1);
    if month <= i64::from(launch) {
        let title = format!("`{}` is shut down on {}, before it could serve here", retirement.model, retirement.date);
        let wrong = Diagnostic::at(retirement.span, title, "never serves");
        section.context.error(wrong.help("name another model, or write `retires` if yours runs longer"));
        return None;
    }
    let named = Named {
        entry: retirement.model.clone(),
        span: retirement.span,
        citation: retirement.citation.clone(),
        refresh: "",
    };
    shelf::note(section, "retires", (&retirement.date.month().to_string(), &named));
    Some(month)
}

fn overrides(section: &Section<'_>, is_blend: bool) -> Vec<Overrides> {
    let mut list = vec![Overrides::default(); section.context.workloads.len()];
    for entry in section.named("workloads") {
        let workloads = &section.context.workloads;
        let index = section.context.find("workload", workloads, &entry.key, entry.key_span);
        let Some(table) = section.named_table("workloads", entry, vec![OPTION_WORKLOAD]) else { continue };
        if let (true, Some(span)) = (is_blend, table.key_span("accuracy")) {
            let wrong = Diagnostic::at(span, "a blend has no accuracy of its own", "not a key of a blend");
            section.context.error(wrong.help("write it on the members; the blend's is their request-weighted mean"));
        }
        let read = Overrides {
            input_tokens: table.input("input_tokens"),
            output_tokens: table.input("output_tokens"),
            cached_input_share: table.input("cached_input_share"),
            accuracy: table.input("accuracy"),
            batch_share: table.input("batch_share"),
        };
        if let Some(index) = index {
            list[index] = read;
        }
    }
    list
}

fn evaluation(section: &Section<'_>) -> Evaluation {
    for (cases, price) in [("cases", "cost_per_case"), ("human_reviewed_cases", "cost_per_human_review")] {
        section.idle(price, cases);
        // no cases are a statement too: nothing is tested
        if !section.entry(cases).is_some_and(|entry| matches!(&entry.node.value, Value::Number(none) if none == "0")) {
            section.idle(cases, price);
        }
    }
    Evaluation {
        cases: section.input_or_default("cases"),
        cost_per_case: section.price_or_default("cost_per_case"),
        human_reviewed_cases: section.input_or_default("human_reviewed_cases"),
        cost_per_human_review: section.price_or_default("cost_per_human_review"),
        runs_per_month: section.input_or_default("runs_per_month"),
        build_cost: section.price_or_default("build_cost"),
    }
}

const CHARGES: [&str; 7] = ["once", "monthly", "yearly", "per_request", "per_mtok", "per_seat", "amount"];

fn cost_line(section: &Section<'_>) -> CostLine {
    let stated: Vec<&str> = CHARGES.into_iter().filter(|key| section.entry(key).is_some()).collect();
    match stated.as_slice() {
        // every_months without its amount, or a price whose name is only nearly right, is reported so
        [] if CHARGES.iter().chain(&["every_months"]).any(|key| section.is_meant(key)) => {}
        [] => {
            let wrong = Diagnostic::at(section.span, "the cost line has no price", "nothing says what it costs");
            section.context.error(wrong.help("add one of `once`, `monthly`, `yearly`, `per_request`, `per_mtok`, `per_seat`, or `amount` with `every_months`"));
        }
        [_] => {}
        [first, second, ..] => section.exclusive(first, second, "a cost line has exactly one price: split it in two"),
    }
    section.needs("amount", "every_months");
    section.needs("every_months", "amount");
    if section.entry("name").is_none() {
        section.missing("name");
    }
    let (from, until) = (section.integer("from"), section.integer("until"));
    if let (Some(first), Some(last), Some(span)) = (from, until, section.key_span("until"))
        && last < first
    {
        let title = format!("`until` is before `from` ({last} < {first})");
        let wrong = Diagnostic::at(span, title, "no month is between them");
        section.context.error(wrong.help("put the first month in `from` and the last one in `until`"));
    }
    let key = stated.first().copied().unwrap_or("once");
    let charge = match key {
        "once" => Charge::Once,
        "monthly" => Charge::Every(1),
        "yearly" => Charge::Every(12),
        "per_request" => Charge::Request,
        "per_mtok" => Charge::Mtok,
        "per_seat" => Charge::Seat,
        _ => Charge::Every(section.integer("every_months").unwrap_or(1)),
    };
    CostLine {
        name: section.text("name").unwrap_or_default(),
        category: section.choice("category").unwrap_or("other"),
        charge,
        price: section.price_or_zero(key),
        from,
        until,
        change_per_year: section.input_or_default("change_per_year"),
    }
}
