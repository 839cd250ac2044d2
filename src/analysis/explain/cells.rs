//! How a cell of the sheet arises.

use rustc_hash::FxHashSet;

use super::derivation::{Cut, Derivation, Rest, Source, largest};
use super::words::Wording;
use crate::analysis::{Figure, Results};
use crate::quantity::Unit;
use crate::scenario::Scenario;
use crate::sheet::trace::{How, Trace};
use crate::sheet::{Id, Label};

/// The most parts of one step that are shown.
const PARTS: usize = 8;

/// Explains cells, each once.
#[derive(Debug)]
pub struct Explainer<'a> {
    /// The results that are explained.
    pub results: &'a Results<'a>,
    trace: Trace<'a>,
    explained: FxHashSet<Id>,
    /// The names that explain what is being explained, from the figure that was asked for inwards.
    names: Vec<String>,
}

/// A cell's name in words, as in `requests of tickets (month 3)`.
#[must_use]
pub fn label_words(scenario: &Scenario, label: Label) -> String {
    let mut words = label.what.to_owned();
    if let Some(place) = label.of {
        let place = place as usize;
        let of = match label.what {
            "rate of an hour" => scenario.people.rates.get(place).map(|(role, _)| role.clone()),
            "load of the hour" => Some((place + 1).to_string()),
            _ => scenario.workloads.get(place).map(|workload| workload.name.clone()),
        };
        let joint = if words.ends_with("hour") { "" } else { "of " };
        words.extend(of.map(|of| format!(" {joint}{of}")));
    }
    words.extend(label.month.map(|month| format!(" (month {month})")));
    words
}

/// A cell's formula in words.
#[must_use]
pub fn formula_words(results: &Results<'_>, id: Id) -> String {
    let trace = Trace::new(&results.model.sheet, &results.exact);
    Wording::new(trace, results.scenario).formula(&trace.step(id).how)
}

impl<'a> Explainer<'a> {
    /// Nothing explained yet; `name` is what was asked for.
    pub fn new(results: &'a Results<'a>, name: &str) -> Self {
        let trace = Trace::new(&results.figures.model.sheet, &results.figures.exact);
        Self { results, trace, explained: FxHashSet::default(), names: vec![name.to_owned()] }
    }

    /// Explains what goes by a name of its own, so that what is left out within it refers to that.
    pub fn within<T>(&mut self, name: String, inner: impl FnOnce(&mut Self) -> T) -> T {
        self.names.push(name);
        let inner = inner(self);
        self.names.pop();
        inner
    }

    /// A figure whose parts are too deep: where they are shown.
    pub fn cut(&self, derivation: Derivation) -> Derivation {
        let asked = self.names.first();
        let cut = self.names.last().filter(|name| Some(*name) != asked);
        Derivation { cut: Some(cut.map_or(Cut::Deeper, |name| Cut::See(name.clone()))), ..derivation }
    }

    /// A cell, with what it comes from on as many levels as are `left`.
    pub fn cell(&mut self, id: Id, left: usize) -> Derivation {
        let (scenario, step) = (self.results.scenario, self.trace.step(id));
        let code = scenario.currency.code;
        let figure = if step.unit == Unit::MONEY { Figure::Money(step.value) } else { Figure::Number(step.value) };
        let name = step.label.map_or_else(String::new, |label| label_words(scenario, label));
        let derivation = Derivation::new(name, figure, step.unit.describe(code));
        if let How::Input(index) = step.how {
            let input = &self.trace.sheet().inputs()[index as usize];
            return Derivation { name: input.path.clone(), source: Some(Source::of(input)), ..derivation };
        }
        let mut wording = Wording::new(self.trace, scenario);
        let derivation = derivation.by(wording.formula(&step.how));
        let named = wording.named;
        if named.is_empty() {
            return derivation;
        }
        if left == 0 {
            return self.cut(derivation);
        }
        if !self.explained.insert(id) {
            return Derivation { cut: Some(Cut::Above), ..derivation };
        }
        let (parts, rest) = self.parts(&step.how, &named, left - 1);
        Derivation { parts, rest, ..derivation }
    }

    /// The parts of a formula: all that it names, or the largest terms of a long sum.
    fn parts(&mut self, how: &How, named: &[Id], left: usize) -> (Vec<Derivation>, Option<Rest>) {
        let long = named.len() > PARTS && matches!(how, How::Sum(_) | How::Most(_) | How::Least(_));
        if !long {
            return (named.iter().map(|id| self.cell(*id, left)).collect(), None);
        }
        let sizes: Vec<_> = named.iter().map(|id| self.trace.value(*id)).collect();
        let (kept, rest) = largest(&sizes, if matches!(how, How::Sum(_)) { PARTS - 2 } else { 1 });
        let parts = kept.into_iter().map(|place| self.cell(named[place], left)).collect();
        (parts, rest.filter(|_| matches!(how, How::Sum(_))))
    }
}
