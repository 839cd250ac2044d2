//! Keys of the scenario: what they say, where that comes from, and what they are for.

use super::cells::Explainer;
use super::derivation::{Derivation, Source};
use crate::analysis::Figure;
use crate::scenario::{Assumption, Cited, Grounds, Origin, Stated, key_at};

impl Explainer<'_> {
    /// A key of the scenario: as it is used, as it is written, by its default, or that it is none of these.
    pub fn key(&self, path: &str, left: usize) -> Option<Derivation> {
        let scenario = self.results.scenario;
        let stated = scenario.stated.iter().find_map(|stated| stated.find(path));
        let default = scenario.defaults.iter().find(|default| default.path == path);
        let key = key_at(scenario, path);
        let found = self
            .input(path)
            .or_else(|| stated.map(|stated| self.stated(stated, left)))
            .or_else(|| default.map(assumed))
            .or_else(|| key.filter(|key| path.ends_with(key.name)).map(|key| unwritten(path, key.default)))?;
        let about = stated.map(|stated| stated.about).or_else(|| default.map(|default| default.about));
        Some(Derivation { about: about.or_else(|| key.map(|key| key.about)).unwrap_or_default(), ..found })
    }

    /// A number that the cost model uses.
    fn input(&self, path: &str) -> Option<Derivation> {
        let input = self.results.model.sheet.inputs().iter().find(|input| input.path == path)?;
        Some(self.number(input))
    }

    /// What the file or the command line says; a table by its keys.
    fn stated(&self, stated: &Stated, left: usize) -> Derivation {
        let source = Source { path: stated.path.clone(), origin: Origin::Written(stated.span), range: None };
        let written = Derivation::new(stated.path.clone(), Figure::Name(stated.shown.clone()), "");
        let written = Derivation { source: Some(source), ..written };
        if left == 0 && !stated.parts.is_empty() {
            return self.cut(written);
        }
        let parts = stated.parts.iter().filter_map(|part| self.key(&part.path, left.saturating_sub(1)));
        let parts = parts.collect();
        written.from(parts)
    }
}

/// A value that nobody wrote: a default, or a fact of the catalog.
fn assumed(assumption: &Assumption) -> Derivation {
    let origin = match &assumption.grounds {
        Grounds::Measured(file, how) => {
            let figure = Figure::Name(assumption.value.clone());
            return Derivation::new(assumption.path.clone(), figure, "").by(format!("measured, {file}: {how}"));
        }
        Grounds::Default => Origin::Default,
        Grounds::Catalog(entry, citation) => Origin::Catalog(Box::new(Cited {
            entry: entry.clone(),
            source: citation.source.clone(),
            as_of: citation.as_of.clone(),
            estimated_for: None,
        })),
    };
    let source = Source { path: assumption.path.clone(), origin, range: None };
    let assumed = Derivation::new(assumption.path.clone(), Figure::Name(assumption.value.clone()), "");
    Derivation { source: Some(source), ..assumed }
}

/// A key that is not there: what holds without it, where anything does.
fn unwritten(path: &str, default: &str) -> Derivation {
    if default.is_empty() {
        return Derivation::new(path, Figure::Name("not written".to_owned()), "");
    }
    let source = Source { path: path.to_owned(), origin: Origin::Default, range: None };
    let held = Derivation::new(path, Figure::Name(default.trim_matches('"').to_owned()), "");
    Derivation { source: Some(source), ..held }
}
