//! The prices of language models: those that the program carries, or those of a file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::citation::Citation;
use super::json::Json;
use super::llm::LlmModel;
use super::llm_read;

/// Prices of language models, one entry a line, each read only when it is asked for.
const CARRIED: &str = include_str!("../../data/catalog/llm_prices.json");

/// A catalog of language models.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// What messages call it; `None` for the one that the program carries.
    pub name: Option<String>,
    entries: Vec<Entry>,
    /// The sources by the short names that entries use; the first is that of entries without one.
    sources: Vec<(String, String)>,
    /// The day of entries without one.
    snapshot: String,
}

/// One model as written.
#[derive(Clone, Debug)]
struct Entry {
    id: Cow<'static, str>,
    text: Cow<'static, str>,
}

impl Catalog {
    /// The catalog that the program carries. Nothing of it is read yet but the names.
    #[must_use]
    pub fn carried() -> Self {
        let mut lines = CARRIED.lines();
        let (sources, snapshot) = lines.next().map(carried_head).unwrap_or_default();
        let mut entries: Vec<Entry> = lines
            .filter_map(|line| {
                let rest = line.strip_prefix("{\"id\":\"")?;
                let id = &rest[..rest.find('"')?];
                Some(Entry { id: Cow::Borrowed(id), text: Cow::Borrowed(line.trim_end_matches(',')) })
            })
            .collect();
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        Self { name: None, entries, sources, snapshot }
    }

    /// The catalog of a file's text, shown as `name` in messages.
    ///
    /// # Errors
    /// What is wrong with the text, in words for a message: it is no JSON, no catalog, or an entry has no
    /// price that can be read.
    pub fn of_text(name: &str, text: &str) -> Result<Self, String> {
        let root = Json::parse(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
        let root = root.object().ok_or("it is no JSON object")?;
        let models = root.get("models").and_then(|models| models.list());
        let models = models.ok_or("it has no list `models`")?;
        let (sources, snapshot) = root.get("meta").map(|meta| head(*meta)).unwrap_or_default();
        let mut catalog = Self { name: Some(name.to_owned()), entries: Vec::new(), sources, snapshot };
        for json in models {
            let id = catalog.read(json)?.id;
            catalog.entries.push(Entry { id: Cow::Owned(id), text: Cow::Owned(json.raw().to_owned()) });
        }
        catalog.entries.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(twice) = catalog.entries.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(format!("`{}` stands in it twice", twice[0].id));
        }
        Ok(catalog)
    }

    /// The names of all models, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id.as_ref())
    }

    /// The model of exactly this name, or of one that its provider uses for the same model.
    #[must_use]
    pub fn model(&self, id: &str) -> Option<LlmModel> {
        let id = id.trim();
        let found = self.entries.iter().find(|entry| entry.id == id);
        if let Some(entry) = found {
            return self.read(Json::checked(&entry.text)).ok();
        }
        let (provider, name) = id.split_once('/')?;
        let quoted = format!("\"={name}\"");
        let of_provider = |entry: &&Entry| entry.id.split('/').next() == Some(provider);
        let mut candidates = self.entries.iter().filter(of_provider).filter(|entry| entry.text.contains(&quoted));
        candidates.find_map(|entry| {
            let model = self.read(Json::checked(&entry.text)).ok()?;
            model.aliases.iter().any(|alias| alias == name).then_some(model)
        })
    }

    /// Every model, in the order of names.
    #[must_use]
    pub fn models(&self) -> Vec<LlmModel> {
        self.entries.iter().filter_map(|entry| self.read(Json::checked(&entry.text)).ok()).collect()
    }

    /// Every entry as written, with its name.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|entry| (entry.id.as_ref(), entry.text.as_ref()))
    }

    /// The source and the date of entries that leave these out: the short name, its meaning and the day.
    #[must_use]
    pub fn cite(&self, source: Option<String>, as_of: Option<String>) -> Citation {
        let known = match &source {
            None => self.sources.first(),
            Some(short) => self.sources.iter().find(|(name, _)| name == short),
        };
        let source = known.map(|(_, meaning)| meaning.clone()).or(source).unwrap_or_default();
        Citation { source, as_of: as_of.unwrap_or_else(|| self.snapshot.clone()) }
    }

    fn read(&self, json: Json<'_>) -> Result<LlmModel, String> {
        llm_read::model(json, |source, as_of| self.cite(source, as_of))
    }
}

/// The first line of the carried file opens an object that goes on; its `meta` is whole.
fn carried_head(line: &str) -> (Vec<(String, String)>, String) {
    let meta = line.strip_prefix("{\"meta\":").map(|rest| rest.trim_end_matches(','));
    meta.map(|meta| head(Json::checked(meta))).unwrap_or_default()
}

fn head(meta: Json<'_>) -> (Vec<(String, String)>, String) {
    let meta = meta.object().unwrap_or_default();
    let text = |entry: &BTreeMap<String, Json<'_>>, key: &str| entry.get(key).and_then(|json| json.text());
    let source = |json: &Json<'_>| {
        let source = json.object()?;
        let name = text(&source, "name")?;
        let short = name.split([' ', '-']).next().unwrap_or_default().to_lowercase();
        let version = text(&source, "version").map(|version| format!(" {version}")).unwrap_or_default();
        let licence = text(&source, "license").map(|licence| format!(" ({licence})")).unwrap_or_default();
        Some((short, format!("{name}{version}{licence}")))
    };
    let sources = meta.get("sources").and_then(|json| json.list()).unwrap_or_default();
    (sources.iter().filter_map(source).collect(), text(&meta, "snapshot").unwrap_or_default())
}
