//! A price list laid over a catalog: what it has is new, what it leaves out is kept.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

use super::{genai, litellm, write};
use crate::catalog::json::Json;
use crate::catalog::llm::{LlmModel, Rates};
use crate::catalog::store::Catalog;
use crate::quantity::Date;
use crate::quantity::figures::exact;

/// The models of a price list.
#[derive(Debug)]
pub struct List {
    /// What the catalog calls it.
    pub name: &'static str,
    /// The models that are paid per token.
    pub models: Vec<LlmModel>,
    /// How many entries have no price per input and output token, or a price of nothing.
    pub left_out: usize,
}

/// A catalog brought up to date.
#[derive(Clone, Debug)]
pub struct Update {
    /// The text of the new catalog file.
    pub text: String,
    /// Which price list it was.
    pub list: &'static str,
    /// Models whose prices changed.
    pub changes: Vec<Change>,
    /// Models that are new.
    pub added: Vec<String>,
    /// How many have the prices they had.
    pub unchanged: usize,
    /// How many the list does not have, so that they stay as they were.
    pub kept: usize,
    /// How many entries of the list have no price per input and output token.
    pub left_out: usize,
}

/// What changed of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The model.
    pub id: String,
    /// What, from and to, in US dollars for a million tokens or as a day.
    pub parts: Vec<(&'static str, String, String)>,
}

/// Why a text is no price list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateError {
    /// What is wrong.
    pub cause: String,
    /// The way out.
    pub help: &'static str,
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

impl std::error::Error for UpdateError {}

/// Lays a price list, as of a day, over a catalog.
///
/// # Errors
/// A text that is no JSON, none of the known lists, or has a price that is no number.
pub fn update(base: &Catalog, text: &str, as_of: Date) -> Result<Update, UpdateError> {
    let list = read(text, as_of)?;
    let mut known: BTreeMap<String, LlmModel> = base.models().into_iter().map(|m| (m.id.clone(), m)).collect();
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    let mut sources: Vec<String> = Vec::new();
    let mut result = Update {
        text: String::new(),
        list: list.name,
        changes: Vec::new(),
        added: Vec::new(),
        unchanged: 0,
        kept: 0,
        left_out: list.left_out,
    };
    for new in list.models {
        if lines.contains_key(&new.id) {
            continue;
        }
        let model = match known.remove(&new.id) {
            None => {
                result.added.push(new.id.clone());
                new
            }
            Some(old) => {
                let model = over(&old, new);
                let parts = changes(&old, &model);
                if parts.is_empty() {
                    result.unchanged += 1;
                } else {
                    result.changes.push(Change { id: model.id.clone(), parts });
                }
                model
            }
        };
        lines.insert(model.id.clone(), write::entry(&model));
    }
    result.kept = known.len();
    for (id, model) in known {
        lines.insert(id, write::entry(&model));
        sources.push(model.citation.source);
    }
    sources.push(list.name.to_owned());
    sources.sort();
    sources.dedup();
    let lines: Vec<String> = lines.into_values().collect();
    result.text = write::file(&sources, &as_of.to_string(), &lines);
    Ok(result)
}

const FORMS: &str =
    "it takes the `data.json` (v2) of genai-prices or the `model_prices_and_context_window.json` of LiteLLM";

fn read(text: &str, as_of: Date) -> Result<List, UpdateError> {
    let foreign = |cause: &str| UpdateError { cause: cause.to_owned(), help: FORMS };
    let root = Json::parse(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let help = if error.cut_short { "download the file again: it is not whole" } else { FORMS };
        UpdateError { cause: error.to_string(), help }
    })?;
    let wrong = |cause: String| UpdateError { cause, help: "correct the entry in the file, or take it out" };
    if let Some(providers) = root.list() {
        let is_provider = |json: &Json<'_>| json.object().is_some_and(|fields| fields.contains_key("models"));
        if providers.is_empty() || !providers.iter().all(is_provider) {
            return Err(foreign("it is a list, but not of providers with `models`"));
        }
        return genai::read(&providers, as_of).map_err(wrong);
    }
    let entries = root.object().ok_or_else(|| foreign("it is neither an object nor a list"))?;
    if entries.contains_key("meta") && entries.contains_key("models") {
        let help = "give it to a scenario with `--catalog`, or a price list to this command";
        return Err(UpdateError { cause: "it is a catalog already".to_owned(), help });
    }
    if !entries.values().any(|json| litellm::is_entry(*json)) {
        return Err(foreign("it is no price list that is known here"));
    }
    litellm::read(&entries, as_of).map_err(wrong)
}

/// The new entry, with what only the old one says.
fn over(old: &LlmModel, new: LlmModel) -> LlmModel {
    // a list without dates cannot take back a change that is scheduled
    let keeps_dates = new.periods.len() == 1 && new.periods[0].rates == *old.current();
    let (periods, off_peak) =
        if keeps_dates { (old.periods.clone(), old.off_peak.clone()) } else { (new.periods, new.off_peak) };
    LlmModel {
        name: new.name.or_else(|| old.name.clone()),
        context_tokens: new.context_tokens.or(old.context_tokens),
        max_output_tokens: new.max_output_tokens.or(old.max_output_tokens),
        batch: new.batch.or_else(|| old.batch.clone()),
        retires: new.retires.or(old.retires),
        aliases: if new.aliases.is_empty() { old.aliases.clone() } else { new.aliases },
        periods,
        off_peak,
        ..new
    }
}

fn changes(old: &LlmModel, new: &LlmModel) -> Vec<(&'static str, String, String)> {
    let shown = |price: Option<Decimal>| price.map_or_else(|| "none".to_owned(), exact);
    let day = |day: Option<Date>| day.map_or_else(|| "none".to_owned(), |day| day.to_string());
    let mut parts = Vec::new();
    let mut compare = |what: &'static str, before: String, after: String| {
        if before != after {
            parts.push((what, before, after));
        }
    };
    let (before, after) = (old.current(), new.current());
    for (what, part) in PARTS {
        compare(what, shown(part(before)), shown(part(after)));
    }
    let batch = |model: &LlmModel, part: fn(&Rates<Option<Decimal>>) -> Option<Decimal>| {
        shown(model.batch.as_ref().and_then(part))
    };
    compare("batch input", batch(old, |rates| rates.input), batch(new, |rates| rates.input));
    compare("batch output", batch(old, |rates| rates.output), batch(new, |rates| rates.output));
    let next = |model: &LlmModel| {
        let later = model.periods.iter().skip_while(|period| period.rates != *model.current()).nth(1);
        later.map_or_else(
            || "none".to_owned(),
            |p| format!("{}: {}/{}", day(p.from), exact(p.rates.input), exact(p.rates.output)),
        )
    };
    compare("next change", next(old), next(new));
    compare("shutdown", day(old.retires), day(new.retires));
    parts
}

/// A price by its name.
type Part = (&'static str, fn(&Rates<Decimal>) -> Option<Decimal>);

const PARTS: [Part; 8] = [
    ("input", |rates| Some(rates.input)),
    ("cached input", |rates| rates.cache_read),
    ("cache write", |rates| rates.cache_write),
    ("output", |rates| Some(rates.output)),
    ("request", |rates| rates.per_request),
    ("long prompts over", |rates| rates.tiers.first().map(|tier| tier.over)),
    ("long input", |rates| rates.tiers.first().and_then(|tier| tier.input)),
    ("long output", |rates| rates.tiers.first().and_then(|tier| tier.output)),
];
