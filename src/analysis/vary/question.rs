//! What decides which option is cheapest, or best.

use rust_decimal::Decimal;

use super::lever::Lever;
use crate::cost::{Model, OptionModel};
use crate::sheet::{Dependents, ExactReading, Id, Needed};

/// What decides which option is cheapest: present values, and whether fleets can serve.
#[derive(Debug)]
pub struct Question<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its figures in the base case.
    pub exact: &'a ExactReading,
    /// The options' present values, or what else is the lower the better.
    pub costs: Vec<Id>,
    /// Cells that are 1 when an option cannot serve, with the option.
    pub flags: Vec<(usize, Id)>,
    needed: Needed,
}

impl<'a> Question<'a> {
    /// The question of a model.
    #[must_use]
    pub fn new(model: &'a Model, exact: &'a ExactReading) -> Self {
        Self::by((model, exact), |option| option.present_value)
    }

    /// The question which option is best by the lowest of some other figure.
    #[must_use]
    pub fn by((model, exact): (&'a Model, &'a ExactReading), figure: impl Fn(&OptionModel) -> Id) -> Self {
        let costs: Vec<Id> = model.options.iter().map(figure).collect();
        let flags: Vec<(usize, Id)> = (model.options.iter().enumerate())
            .flat_map(|(index, option)| option.infeasible.iter().map(move |(.., flag)| (index, *flag)))
            .collect();
        let outputs: Vec<Id> = costs.iter().copied().chain(flags.iter().map(|(_, flag)| *flag)).collect();
        let needed = Needed::of(&model.sheet, &outputs);
        Self { model, exact, costs, flags, needed }
    }

    /// The cells that decide and depend on an input; none when nothing does.
    #[must_use]
    pub fn dependents(&self, lever: &Lever) -> Option<Dependents> {
        let dependents = Dependents::among(&self.model.sheet, lever.index, &self.needed);
        (!dependents.cells().is_empty()).then_some(dependents)
    }

    /// The cheapest feasible option in a reading, the first of equals.
    #[must_use]
    pub fn cheapest(&self, reading: &ExactReading) -> Option<usize> {
        self.cheapest_by(|flag| reading.get(flag), |option| reading.get(self.costs[option]))
    }

    /// The cheapest option among those none of whose flags is up, the first of equals.
    pub(super) fn cheapest_by(&self, flag: impl Fn(Id) -> Decimal, cost: impl Fn(usize) -> Decimal) -> Option<usize> {
        let cannot = |option: usize| self.flags.iter().any(|(o, id)| *o == option && !flag(*id).is_zero());
        let able = (0..self.costs.len()).filter(|option| !cannot(*option));
        able.map(|option| (cost(option), option))
            .reduce(|best, next| if is_below(next.0, best.0) { next } else { best })
            .map(|(_, option)| option)
    }
}

/// How far apart, relative to their size, two costs may be and still be equal: the rounding of a few
/// thousand operations on 28 digits.
const EQUAL: Decimal = Decimal::from_parts(1, 0, 0, false, 18);

fn is_below(cost: Decimal, other: Decimal) -> bool {
    cost < other && other.saturating_sub(cost) > other.abs().saturating_mul(EQUAL)
}
