//! The way in: a scenario's text and the command line's `--set`s become a checked [`Scenario`].

use std::cell::{Cell, OnceCell, RefCell};

use crate::quantity::Currency;
use crate::scenario::around::Around;
use crate::scenario::check::check;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{ROOT, SCENARIO};
use crate::scenario::resolved::{Assumption, Kind, Scenario};
use crate::scenario::set;
use crate::scenario::source::{Sources, Span};
use crate::scenario::stated::stated;
use crate::scenario::syntax::Unread;
use crate::scenario::tree::{self, Entry, Table, Value};

use super::context::Context;
use super::section::Section;
use super::shelf::Shelf;
use super::{correlation, decision, general, options, shelf};

/// A scenario that can be used.
#[derive(Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// The texts it was read from.
    pub sources: Sources,
    /// What its author should know.
    pub warnings: Vec<Diagnostic>,
}

/// A scenario that cannot be used, and why.
#[derive(Debug)]
pub struct Refused {
    /// The texts it was read from.
    pub sources: Sources,
    /// Everything that is wrong with it.
    pub errors: Vec<Diagnostic>,
}

/// Reads the scenario `text`, shown as `name` in messages, with the values of `sets` (each
/// `KEY=VALUE`) in place of the file's.
///
/// # Errors
/// Everything that is wrong with the text and the sets, each with its place.
pub fn load(name: &str, text: &str, sets: &[String]) -> Result<Loaded, Box<Refused>> {
    load_in(&Around::default(), (name, text), sets)
}

/// Reads a scenario as [`load`] does, with the day, the catalog and the files of `around`.
///
/// # Errors
/// Everything that is wrong with the text and the sets, each with its place.
pub fn load_in(around: &Around, (name, text): (&str, &str), sets: &[String]) -> Result<Loaded, Box<Refused>> {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let (mut root, mut unread) = tree::parse(&sources, file);
    for assignment in sets {
        unread.errors.extend(set::set(&mut root, &mut sources, assignment).err().map(|error| *error));
    }
    let context = context(&root, around);
    shelf::open(&context, &root, around);
    let scenario = scenario(&context, &root);
    let errors = together(unread, context.errors.into_inner());
    match scenario {
        Some(scenario) if errors.is_empty() => {
            Ok(Loaded { scenario, sources, warnings: context.warnings.into_inner() })
        }
        _ => Err(Box::new(Refused { sources, errors })),
    }
}

/// The errors of the text and those of what it says. Where the text could not be read in full, only
/// what holds of its marked text alone is kept: the rest may come from the part that is missing.
fn together(unread: Unread, meaning: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if unread.errors.is_empty() {
        return meaning;
    }
    let within = |at: Span, lost: &Span| at.source == lost.source && lost.range().contains(&(at.start as usize));
    let is_lost = |at: Span| unread.lost.iter().any(|lost| within(at, lost));
    let kept = meaning.into_iter().filter(|d| d.stands_alone && !d.span.is_some_and(is_lost));
    unread.errors.into_iter().chain(kept).collect()
}

/// Gathers what must be known before the rest can be read: names, currency, first month.
fn context(root: &Table, around: &Around) -> Context {
    let mut context = Context {
        currency: Cell::new(Currency::USD),
        start: Cell::new(None),
        options: Vec::new(),
        workloads: Vec::new(),
        roles: Vec::new(),
        months: Cell::new(1),
        shelf: Shelf::new(around),
        hours_per_month: Cell::new(None),
        demand: OnceCell::new(),
        files: around.files.clone(),
        ranges: RefCell::default(),
        pairs: RefCell::default(),
        errors: RefCell::new(Vec::new()),
        warnings: RefCell::new(Vec::new()),
        defaults: RefCell::new(Vec::<Assumption>::new()),
        written: RefCell::default(),
    };
    context.options = names(&context, root, "options");
    context.workloads = names(&context, root, "workloads");
    let people = root.get("people").map(|entry| &entry.node.value);
    if let Some(Value::Table(people)) = people {
        context.roles = keys(people, "rates").iter().map(|entry| entry.key.clone()).collect();
    }
    context
}

fn keys<'a>(table: &'a Table, name: &str) -> &'a [Entry] {
    match table.get(name).map(|entry| &entry.node.value) {
        Some(Value::Table(table)) => &table.entries,
        _ => &[],
    }
}

/// Words that begin metric names of their own, so that no option can be called so.
const RESERVED: [&str; 5] = ["break_even", "versus", "cheapest", "best_value", "recommended"];

fn names(context: &Context, root: &Table, table: &str) -> Vec<String> {
    let entries = keys(root, table);
    for entry in entries {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let wrong = |label: &str| Diagnostic::at(entry.key_span, format!("`{}` cannot be a name", entry.key), label);
        if entry.key.is_empty() || !entry.key.chars().all(plain) {
            let wrong = wrong("names become metric names");
            context.error(wrong.help("use letters, digits, `-` and `_`; `label` holds any text"));
        } else if table == "options" && RESERVED.contains(&entry.key.as_str()) {
            context.error(wrong("a metric is called so").help("choose another name"));
        }
    }
    entries.iter().map(|entry| entry.key.clone()).collect()
}

fn scenario(context: &Context, table: &Table) -> Option<Scenario> {
    let root = Section::new(context, "", (table, Span::new(0, 0..0)), vec![ROOT]);
    let tables = [
        ("scenario", "`[scenario]` with at least a `name`"),
        ("workloads", "`[workloads.NAME]` with `requests_per_month`"),
        ("options", "`[options.NAME]` with a `kind`, one for each way to serve the demand"),
    ];
    for (name, what) in tables {
        let absent = match root.entry(name).map(|entry| &entry.node.value) {
            None => !root.is_meant(name),
            Some(Value::Table(table)) => table.entries.is_empty() && name != "scenario",
            Some(_) => false, // of the wrong type, which is reported where it is read
        };
        if absent {
            let title = format!("the scenario has no `[{name}]`");
            let wrong = Diagnostic::at(Span::new(0, 0..0), title, "nowhere in the file");
            context.error(wrong.help(format!("add {what}")));
        }
    }
    let nothing = Table::default();
    let section = root.table("scenario").unwrap_or_else(|| {
        let at = (&nothing, Span::new(0, 0..0));
        Section::new(context, "scenario", at, vec![SCENARIO])
    });
    let is_table = root.entry("scenario").is_some_and(|entry| matches!(entry.node.value, Value::Table(_)));
    if is_table && section.entry("name").is_none() {
        section.missing("name");
    }
    let (currency, start) = general::currency_and_start(&section);
    context.currency.set(currency);
    context.start.set(start);
    let general = general::general(&section);
    context.hours_per_month.set(Some(general.hours_per_month.base()));
    context.months.set(general.months);
    let people = general::people(root.table("people").as_ref());
    let workloads = root.named("workloads").iter().map(|entry| general::workload(&root, entry));
    let workloads: Vec<_> = workloads.collect();
    let _ = context.demand.set(workloads.clone());
    let options: Vec<_> = root.named("options").iter().map(|entry| options::plan(&root, entry)).collect();
    let decision = root.table("decision").as_ref().map(decision::decision);
    let correlations: Vec<_> = root.list("correlation").iter().map(correlation::correlation).collect();
    let expects: Vec<_> = root.list("expect").iter().map(decision::expect).collect();
    let reference = section.option_name("reference");
    let options = options.into_iter().collect::<Option<Vec<_>>>()?;
    let first_api = options.iter().position(|plan| matches!(plan.kind, Kind::Api(_)));
    let mut scenario = Scenario {
        name: general.name,
        description: general.description,
        currency,
        exchange_rate: general.exchange_rate,
        start,
        months: general.months,
        discount_rate: general.discount_rate,
        hours_per_month: general.hours_per_month,
        reference: reference.or(first_api).unwrap_or(0),
        workloads: workloads.into_iter().collect::<Option<Vec<_>>>()?,
        people,
        options,
        decision: decision.unwrap_or_default(),
        correlations: correlation::together(context, correlation::with_pairs(context, correlations))?,
        expects: expects.into_iter().collect::<Option<Vec<_>>>()?,
        defaults: Vec::new(),
        stated: stated(table),
    };
    if scenario.options.is_empty() || scenario.workloads.is_empty() {
        return None;
    }
    if section.entry("reference").is_none() {
        section.note_derived("reference", &scenario.options[scenario.reference].name);
    }
    check(&mut scenario, context);
    scenario.defaults = context.defaults.take();
    Some(scenario)
}
