//! The models that bills, logs and exports mean: they write names with dates, with or without a
//! provider, and with dots for hyphens.

use rustc_hash::FxHashMap;

use super::json::Json;
use super::llm::LlmModel;
use super::store::Catalog;
use crate::quantity::Date;

/// Names of models, of a whole catalog.
#[derive(Debug)]
pub struct MeantNames<'c> {
    catalog: &'c Catalog,
    /// The model that a provider calls so, by `provider/name`.
    ids: FxHashMap<String, &'c str>,
}

/// Who makes models, in the order in which a name without a provider is looked up: clouds that sell
/// others' models come into question only when they are named.
const MAKERS: [&str; 11] = [
    "openai",
    "anthropic",
    "google",
    "deepseek",
    "mistral",
    "x-ai",
    "cohere",
    "zai",
    "moonshotai",
    "minimax",
    "perplexity",
];

/// What gateways call a provider, and what the catalog calls it.
const PROVIDERS: [(&str, &str); 18] = [
    ("amazon", "aws"),
    ("amazon-bedrock", "aws"),
    ("azure_ai", "azure"),
    ("bedrock", "aws"),
    ("bedrock_converse", "aws"),
    ("cohere_chat", "cohere"),
    ("fireworks_ai", "fireworks"),
    ("gemini", "google"),
    ("google-vertex", "google"),
    ("meta-llama", "meta"),
    ("mistralai", "mistral"),
    ("moonshot", "moonshotai"),
    ("together_ai", "together"),
    ("togetherai", "together"),
    ("vertex_ai", "google"),
    ("xai", "x-ai"),
    ("z-ai", "zai"),
    ("zhipuai", "zai"),
];

/// Clouds that sell the models of others.
const CLOUDS: [&str; 3] = ["aws", "azure", "google"];

/// Where Amazon Bedrock serves, before the maker's name; `regional` is the catalog's word for any but `global`.
const REGIONS: [&str; 11] = ["us", "eu", "apac", "ap", "au", "jp", "in", "ca", "us-gov", "global", "regional"];

/// What Amazon Bedrock calls makers, before a model's name.
const VENDORS: [&str; 10] =
    ["anthropic", "amazon", "meta", "mistral", "cohere", "deepseek", "openai", "moonshotai", "minimax", "zai"];

impl<'c> MeantNames<'c> {
    /// The names of a catalog's models. A pattern of the price list counts as the name that it spells:
    /// what else it would match may be another model.
    #[must_use]
    pub fn of(catalog: &'c Catalog) -> Self {
        let (mut ids, mut others) = (FxHashMap::default(), Vec::new());
        for (id, text) in catalog.entries() {
            let Some((provider, name)) = id.split_once('/') else { continue };
            ids.insert(key(provider, name), id);
            let entry = Json::checked(text).object().unwrap_or_default();
            let rules = entry.get("match").and_then(|json| json.list()).unwrap_or_default();
            for rule in rules.iter().filter_map(|rule| rule.text()) {
                if let Some(name) = rule.strip_prefix(['=', '^', '~', '$']) {
                    others.push((!rule.starts_with('='), key(provider, name), id));
                }
            }
        }
        others.sort(); // exact names before patterns
        for (_, name, id) in others {
            ids.entry(name).or_insert(id);
        }
        Self { catalog, ids }
    }

    /// The model that is meant by a name such as `gpt-4o-2024-08-06`, `claude-sonnet-4.5` or
    /// `openrouter/openai/gpt-4o`; none when no entry has the name, with its date or without.
    #[must_use]
    pub fn find(&self, written: &str) -> Option<LlmModel> {
        self.catalog.model(self.id(written)?)
    }

    /// The entry of the model that is meant, as `provider/name`; none as for [`Self::find`].
    #[must_use]
    pub fn id(&self, written: &str) -> Option<&'c str> {
        let written = written.trim().to_lowercase();
        let name = plain(&written);
        match name.split_once('/') {
            Some((path, own)) => {
                let provider = provider(path);
                self.of_provider(provider, own).or_else(|| self.sold_by(provider, own))
            }
            None => self.of_maker(name).or_else(|| self.sold_by("aws", own_name(name).map(|_| name)?)),
        }
    }

    /// A model that a cloud sells, after a region or a path before its name; without an entry of the cloud
    /// the maker's.
    fn sold_by(&self, cloud: &str, path: &str) -> Option<&'c str> {
        if !CLOUDS.contains(&cloud) {
            return None;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        self.of_provider(cloud, name).or_else(|| self.of_maker(own_name(name).unwrap_or(name)))
    }

    fn of_maker(&self, name: &str) -> Option<&'c str> {
        MAKERS.iter().find_map(|provider| self.of_provider(provider, name))
    }

    fn of_provider(&self, provider: &str, name: &str) -> Option<&'c str> {
        let find = |name: &str| self.ids.get(&key(provider, name)).copied();
        let find = |name: &str| find(name).or_else(|| find(undated(name)?));
        find(name).or_else(|| find(unversioned(name)?))
    }
}

/// A name without what says only where it was written: `openrouter/` before a provider, `models/` before a name.
pub(super) fn plain(name: &str) -> &str {
    let name = name.strip_prefix("openrouter/").unwrap_or(name);
    name.strip_prefix("models/").unwrap_or(name)
}

/// What the catalog calls a provider that gateways may call otherwise.
pub(super) fn provider(name: &str) -> &str {
    PROVIDERS.iter().find(|(other, _)| *other == name).map_or(name, |(_, known)| known)
}

/// A model's own name in the identifier that Amazon Bedrock has for it: `us.anthropic.claude-sonnet-4-5` is
/// `claude-sonnet-4-5`; none of another name.
pub(super) fn own_name(identifier: &str) -> Option<&str> {
    let within = match identifier.split_once('.') {
        Some((region, rest)) if REGIONS.contains(&region) => rest,
        _ => identifier,
    };
    let (maker, own) = within.split_once('.')?;
    (VENDORS.contains(&maker) && !own.is_empty()).then_some(own)
}

/// A name without the version of an offer that it ends in, as in `-v1:0`; none when it has none.
pub(super) fn unversioned(name: &str) -> Option<&str> {
    let (rest, version) = name.rsplit_once("-v")?;
    let is_version = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    version.split(':').all(is_version).then_some(rest)
}

/// `provider/name`, with hyphens for the dots and signs that some write before versions.
fn key(provider: &str, name: &str) -> String {
    format!("{provider}/{}", name.to_lowercase().replace(['.', '@'], "-"))
}

/// A name without the date it ends in, as in `-20250929`, `@20250929`, `-2024-08-06` or `-latest`;
/// none when it has none.
#[must_use]
pub fn undated(name: &str) -> Option<&str> {
    if let Some(rest) = name.strip_suffix("-latest").or_else(|| name.strip_suffix("@default")) {
        return Some(rest);
    }
    let (rest, date) = [9, 11].iter().find_map(|length| {
        let (rest, date) = name.split_at_checked(name.len().checked_sub(*length)?)?;
        let day = date.strip_prefix(['-', '@'])?;
        let iso = if day.len() == 8 { format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]) } else { day.to_owned() };
        Date::parse(&iso).map(|_| (rest, date))
    })?;
    (!rest.is_empty() && !date.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, id: Option<&str>) {
        let catalog = Catalog::carried();
        let found = MeantNames::of(&catalog).find(written).map(|model| model.id);
        assert_eq!(found.as_deref(), id, "{written}");
    }

    #[test]
    fn names_of_exports_are_found_with_date_provider_and_dots() {
        check("gpt-4o-2024-08-06", Some("openai/gpt-4o"));
        check("openai/gpt-4o", Some("openai/gpt-4o"));
        check("openrouter/openai/gpt-4o", Some("openai/gpt-4o"));
        check("claude-sonnet-4-5-20250929", Some("anthropic/claude-sonnet-4-5"));
        check("anthropic/claude-sonnet-4.5", Some("anthropic/claude-sonnet-4-5"));
        check("anthropic/claude-5.5-sonnet-20260901", Some("anthropic/claude-sonnet-5-5"));
        check("vertex_ai/claude-sonnet-4-5@20250929", Some("google/claude-sonnet-4-5"));
        check("azure/gpt-6-sol-2026-09-22", Some("azure/gpt-6-sol-2026-09-22"));
        check("gpt-6-sol-2026-08-20", Some("openai/gpt-6-sol"));
        check("GPT-6-Luna", Some("openai/gpt-6-luna"));
        check("models/gemini-2.5-pro", Some("google/gemini-2.5-pro"));
        check("gemini/models/gemini-2.5-pro", Some("google/gemini-2.5-pro"));
        check("vertex_ai/gemini-2.5-pro", Some("google/gemini-2.5-pro"));
    }

    #[test]
    fn names_of_clouds_are_found_with_region_maker_and_version() {
        let sonnet = "aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0";
        check("bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0", Some(sonnet));
        check("us.anthropic.claude-sonnet-4-5-20250929-v1:0", Some(sonnet));
        check("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0", Some(sonnet));
        check("bedrock/eu-central-1/anthropic.claude-sonnet-4-5-20250929-v1:0", Some(sonnet));
        let global = "aws/global.anthropic.claude-sonnet-4-5-20250929-v1:0";
        check("global.anthropic.claude-sonnet-4-5-20250929-v1:0", Some(global));
        check("azure/eu/gpt-4o-2024-08-06", Some("azure/gpt-4o-2024-08-06"));
    }

    #[test]
    fn a_model_nobody_looked_up_is_not_taken_for_another() {
        for name in
            ["gpt-6-sol-mini", "claude-sonnet-4-5-20259929", "m", "", "openai/", "nobody/gpt-4o", "gpt-5-9-20260101"]
        {
            check(name, None);
        }
    }
}
