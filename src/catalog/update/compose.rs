//! A price list laid over a catalog: what it has is new, what it leaves out is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rust_decimal::Decimal;

use super::changes::{Part, changes};
use super::merge::over;
use super::{genai, litellm, write};
use crate::catalog::json::Json;
use crate::catalog::llm::LlmModel;
use crate::catalog::store::Catalog;
use crate::quantity::Date;

/// The models of a price list.
#[derive(Debug)]
pub struct List {
    /// What the catalog calls it.
    pub name: &'static str,
    /// What it means by a price that an entry leaves out.
    pub gap: Gap,
    /// The models that are paid per token.
    pub models: Vec<LlmModel>,
    /// How many entries have no price per input and output token, or a price of nothing.
    pub left_out: usize,
}

/// What a list means by a price that an entry leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// There is none.
    None,
    /// The list does not know it.
    Unknown,
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
    /// The dearest of what the list has, and the price of its million tokens, where that is unheard of.
    pub dearest: Option<(String, Decimal)>,
}

/// What changed of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The model.
    pub id: String,
    /// What, from and to, in US dollars for a million tokens or as a day.
    pub parts: Vec<Part>,
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
        dearest: dearest(&list.models),
    };
    let listed: BTreeSet<String> = list.models.iter().map(|model| model.id.clone()).collect();
    // a name in other letters, small or capital, is the same model, unless the list has both
    let twins: BTreeMap<String, String> =
        (known.keys().filter(|id| !listed.contains(*id))).map(|id| (id.to_lowercase(), id.clone())).collect();
    for mut new in list.models {
        let id =
            if known.contains_key(&new.id) { &new.id } else { twins.get(&new.id.to_lowercase()).unwrap_or(&new.id) };
        if lines.contains_key(id) {
            continue;
        }
        let model = match known.remove(id) {
            None => {
                new.drop_unreachable_tiers();
                result.added.push(new.id.clone());
                new
            }
            Some(old) => {
                let model = over(&old, new, (list.gap, as_of));
                let parts = changes(&old, &model, as_of);
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

/// US dollars for a million tokens above which a price is likelier a slip than a price.
const UNHEARD_OF: Decimal = Decimal::from_parts(1_000, 0, 0, false, 0);

fn dearest(models: &[LlmModel]) -> Option<(String, Decimal)> {
    let prices = models.iter().map(|model| (model, model.current().input.max(model.current().output)));
    let most = prices.max_by_key(|(_, price)| *price).filter(|(_, price)| *price > UNHEARD_OF)?;
    Some((most.0.id.clone(), most.1))
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
        return Err(foreign("its entries are of no price list that is known here"));
    }
    litellm::read(&entries, as_of).map_err(wrong)
}
