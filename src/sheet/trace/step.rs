//! One step of a derivation.

use rust_decimal::Decimal;

use crate::quantity::Unit;
use crate::sheet::{ExactReading, Id, Label, Op, Sheet, Test};

/// A sheet beside its values, to be asked how each came about.
#[derive(Clone, Copy, Debug)]
pub struct Trace<'a> {
    sheet: &'a Sheet,
    exact: &'a ExactReading,
}

/// A cell: its value, and how it comes from other cells.
#[derive(Clone, Debug)]
pub struct Step {
    /// The cell.
    pub id: Id,
    /// Its value.
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
    /// What a reader calls it, where it has a name.
    pub label: Option<Label>,
    /// How it comes from others.
    pub how: How,
}

/// How a cell comes from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It is a number of the formula itself.
    Number,
    /// It is a number of the scenario, by its place in [`Sheet::inputs`].
    Input(u32),
    /// It is another cell, counted as something else.
    Same(Id),
    /// The sum of all.
    Sum(Vec<Id>),
    /// The first less the second.
    Difference(Id, Id),
    /// The product of the first over the product of the second.
    Product(Vec<Id>, Vec<Id>),
    /// The smallest.
    Least(Vec<Id>),
    /// The largest.
    Most(Vec<Id>),
    /// What the first exceeds the second by, at least 0.
    Excess(Id, Id),
    /// The fewest whole ones, each of the second, that hold the first.
    Whole(Id, Id),
    /// The first to so many twelfths.
    Power(Id, i32),
    /// The nearest whole number.
    Rounded(Id),
    /// One of two, by a comparison.
    Choice {
        /// Left of the comparison.
        left: Id,
        /// The comparison.
        test: Test,
        /// Right of the comparison.
        right: Id,
        /// The one that was chosen.
        chosen: Id,
        /// Whether the comparison holds.
        holds: bool,
    },
}

impl<'a> Trace<'a> {
    /// The trace of a sheet whose cells have these values.
    #[must_use]
    pub fn new(sheet: &'a Sheet, exact: &'a ExactReading) -> Self {
        Self { sheet, exact }
    }

    /// The sheet.
    #[must_use]
    pub fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// The value of a cell.
    #[must_use]
    pub fn value(&self, id: Id) -> Decimal {
        self.exact.get(id)
    }

    /// How a cell comes from others, without what adds nothing.
    #[must_use]
    pub fn step(&self, id: Id) -> Step {
        let (value, unit) = (self.exact.get(id), self.sheet.unit(id));
        Step { id, value, unit, label: self.sheet.label(id), how: self.plain(self.how(id)) }
    }

    fn op(&self, id: Id) -> &'a Op {
        &self.sheet.ops()[id.index()]
    }

    fn how(&self, id: Id) -> How {
        match self.op(id) {
            Op::Constant(_) => How::Number,
            Op::Input(index) => How::Input(*index),
            Op::Sum(terms) if terms.len() == 1 => How::Same(terms[0]),
            Op::Sum(_) => How::Sum(self.chain(id, |op| match op {
                Op::Sum(terms) if terms.len() > 1 => Some(terms.to_vec()),
                _ => None,
            })),
            Op::Subtract(a, b) => How::Difference(*a, *b),
            Op::Multiply(..) | Op::Divide(..) | Op::Share(..) => self.product(id),
            Op::Minimum(..) => How::Least(self.chain(id, |op| match op {
                Op::Minimum(a, b) => Some(vec![*a, *b]),
                _ => None,
            })),
            Op::Maximum(a, b) => self.excess(*a, *b).unwrap_or_else(|| {
                How::Most(self.chain(id, |op| match op {
                    Op::Maximum(a, b) => Some(vec![*a, *b]),
                    _ => None,
                }))
            }),
            Op::Units(demand, capacity) => How::Whole(*demand, *capacity),
            Op::Power(base, twelfths) => How::Power(*base, *twelfths),
            Op::Round(a) => How::Rounded(*a),
            Op::Select { left, test, right, then, otherwise } => {
                let holds = test.holds(self.value(*left), self.value(*right));
                let chosen = if holds { *then } else { *otherwise };
                How::Choice { left: *left, test: *test, right: *right, chosen, holds }
            }
        }
    }

    /// `max(a - b, 0)` as what a exceeds b by.
    fn excess(&self, a: Id, b: Id) -> Option<How> {
        let zero = matches!(self.op(b), Op::Constant(value) if value.is_zero());
        match self.op(a) {
            Op::Subtract(whole, limit) if zero && self.sheet.label(a).is_none() => Some(How::Excess(*whole, *limit)),
            _ => None,
        }
    }

    /// The ends of a chain of one operation, first to last.
    fn chain(&self, id: Id, inner: impl Fn(&Op) -> Option<Vec<Id>>) -> Vec<Id> {
        let mut ends = Vec::new();
        let mut waiting = vec![id];
        while let Some(next) = waiting.pop() {
            let open = next == id || self.sheet.label(next).is_none();
            match inner(self.op(next)).filter(|_| open) {
                Some(operands) => waiting.extend(operands.into_iter().rev()),
                None => ends.push(next),
            }
        }
        ends
    }

    /// A chain of products and quotients: the factors over the divisors.
    fn product(&self, id: Id) -> How {
        let (mut over, mut under) = (Vec::new(), Vec::new());
        let mut waiting = vec![(id, true)];
        while let Some((next, above)) = waiting.pop() {
            let open = next == id || self.sheet.label(next).is_none();
            match self.op(next) {
                Op::Multiply(a, b) if open => waiting.extend([(*b, above), (*a, above)]),
                Op::Divide(a, b) | Op::Share(a, b) if open => waiting.extend([(*b, !above), (*a, above)]),
                _ if above => over.push(next),
                _ => under.push(next),
            }
        }
        How::Product(over, under)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Book;

    #[test]
    fn a_chain_is_one_step_and_a_name_ends_it() {
        let book = Book::new();
        let n = |value: i64| book.constant(value, Unit::ONE).counted_as(Unit::HOUR).counted_as(Unit::ONE);
        let (two, three, five) = (n(2), n(3), n(5));
        let product = two * three / five;
        let named = (two + three).named(Label::new("both"));
        let sum = (named + five) + product;
        let (product, named, sum) = (product.id(), named.id(), sum.id());
        let ids = [two.id(), three.id(), five.id()];
        let sheet = book.finish();
        let exact = ExactReading::new(&sheet, &[]).unwrap();
        let trace = Trace::new(&sheet, &exact);
        assert_eq!(trace.step(product).how, How::Product(vec![ids[0], ids[1]], vec![ids[2]]));
        assert_eq!(trace.step(sum).how, How::Sum(vec![named, ids[2], product]));
        assert_eq!(trace.step(named).value, Decimal::from(5));
    }
}
