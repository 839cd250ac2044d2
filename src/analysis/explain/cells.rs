//! How a cell of the sheet arises.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::derivation::{Cut, Derivation, Rest, SHARE, Source, largest};
use super::words::{Wording, counted, lists_none};
use crate::analysis::{Figure, Results};
use crate::quantity::Unit;
use crate::scenario::{Input, Scenario};
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
            "millions of tokens" => scenario.options.get(place).map(|plan| plan.name.clone()),
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
            self.explained.insert(id);
            return self.number(&self.trace.sheet().inputs()[index as usize]);
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
        // numbers of the scenario are shown where they come first, but for the terms of a sum that lists none
        if let (How::Sum(terms) | How::Most(terms) | How::Least(terms), true) = (&step.how, lists_none(&step.how)) {
            let (parts, rest) = self.terms((&step.how, terms), left - 1);
            return Derivation { parts, rest, ..derivation };
        }
        if named.iter().all(|id| self.is_shown_input(*id)) {
            return Derivation { cut: Some(Cut::Above), ..derivation };
        }
        let mut parts = Vec::new();
        for id in named {
            if !self.is_shown_input(id) {
                parts.push(self.cell(id, left - 1));
            }
        }
        derivation.from(parts)
    }

    /// A number of the scenario: in percent where it is a share or a rate.
    pub fn number(&self, input: &Input) -> Derivation {
        let unit = if input.is_percentage() {
            SHARE.to_owned()
        } else {
            input.unit.describe(self.results.scenario.currency.code)
        };
        let is_money = input.unit == Unit::MONEY;
        let figure = if is_money { Figure::Money(input.base()) } else { Figure::Number(input.base()) };
        let number = Derivation::new(input.path.clone(), figure, unit);
        Derivation { source: Some(Source::of(input)), ..number }
    }

    /// The two that a cell compares; none where it compares nothing.
    pub fn compared_by(&self, id: Id) -> Option<(Id, Id)> {
        match self.trace.step(id).how {
            How::Choice { left, right, .. } => Some((left, right)),
            _ => None,
        }
    }

    fn is_shown_input(&self, id: Id) -> bool {
        self.explained.contains(&id) && matches!(self.trace.step(id).how, How::Input(_))
    }

    /// The terms of a long sum: the largest of many.
    fn terms(&mut self, (how, terms): (&How, &[Id]), left: usize) -> (Vec<Derivation>, Option<Rest>) {
        let named = counted(terms);
        if named.len() <= PARTS {
            return (named.into_iter().map(|(id, _)| self.cell(id, left)).collect(), None);
        }
        let sizes: Vec<_> =
            named.iter().map(|(id, count)| self.trace.value(*id).saturating_mul(Decimal::from(*count))).collect();
        let is_sum = matches!(how, How::Sum(_));
        let (kept, rest) = largest(&sizes, if is_sum { PARTS - 2 } else { 1 });
        let parts = kept.into_iter().map(|place| self.cell(named[place].0, left)).collect();
        (parts, rest.filter(|_| is_sum))
    }
}
