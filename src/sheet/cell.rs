//! The handle that formulas are written with.

use std::ops::{Add, Div, Mul, Sub};

use super::book::Book;
use super::label::Label;
use super::op::{Id, Op, Test};
use crate::quantity::Unit;

/// A cell of a [`Book`]: write formulas over it as over a number.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'s> {
    pub(super) book: &'s Book,
    pub(super) id: Id,
}

impl<'s> Cell<'s> {
    /// The cell's place in the sheet.
    #[must_use]
    pub fn id(self) -> Id {
        self.id
    }

    /// The book the cell is recorded in.
    #[must_use]
    pub fn book(self) -> &'s Book {
        self.book
    }

    /// The cell's unit.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.book.unit_of(self.id)
    }

    /// Whether the cell is the constant 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.book.constant_of(self.id).is_some_and(|value| value.is_zero())
    }

    /// The same cell, with what a reader calls it.
    #[must_use]
    pub fn named(self, label: Label) -> Self {
        self.book.label(self.id, label);
        self
    }

    /// The smaller of two cells.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        self.alike("a comparison", other);
        self.make(Op::Minimum(self.id, other.id), self.unit())
    }

    /// The larger of two cells.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        self.alike("a comparison", other);
        self.make(Op::Maximum(self.id, other.id), self.unit_beside(other))
    }

    /// What exceeds `limit`, at least 0.
    #[must_use]
    pub fn above(self, limit: Self) -> Self {
        let zero = self.book.constant(0, self.unit());
        (self - limit).max(zero)
    }

    /// The smallest whole n with n x `capacity` >= this demand: never the ceiling of a quotient,
    /// which is one too many when the quotient comes out a hair above a whole number.
    #[must_use]
    pub fn units(self, capacity: Self) -> Self {
        self.make(Op::Units(self.id, capacity.id), self.unit().divide(capacity.unit()))
    }

    /// This over `whole`, and 0 where `whole` is 0.
    #[must_use]
    pub fn share_of(self, whole: Self) -> Self {
        self.make(Op::Share(self.id, whole.id), self.unit().divide(whole.unit()))
    }

    /// This plain number to the power of `twelfths` / 12: a yearly factor over months.
    #[must_use]
    pub fn power(self, twelfths: i32) -> Self {
        self.book.agree("a power", self, Unit::ONE);
        self.make(Op::Power(self.id, twelfths), Unit::ONE)
    }

    /// `then` where `self` compares with `other` as `test` says, else `otherwise`.
    #[must_use]
    pub fn select(self, test: Test, other: Self, (then, otherwise): (Self, Self)) -> Self {
        self.alike("a comparison", other);
        then.alike("a choice", otherwise);
        let op = Op::Select { left: self.id, test, right: other.id, then: then.id, otherwise: otherwise.id };
        self.make(op, then.unit_beside(otherwise))
    }

    /// The same number in another unit, for counts that stand for each other.
    #[must_use]
    pub fn counted_as(self, unit: Unit) -> Self {
        let one = self.book.constant(1, unit.divide(self.unit()));
        // The unit differs although the number does not, so the product must not be folded away.
        if self.unit() == unit { self } else { self.relabel(one) }
    }

    fn relabel(self, one: Self) -> Self {
        let unit = self.unit().multiply(one.unit());
        self.make(Op::Sum([self.id].into()), unit)
    }

    fn alike(self, what: &str, other: Self) {
        if !self.is_zero() {
            self.book.agree(what, other, self.unit());
        }
    }

    /// The unit of a result that has this cell's or the other's: a constant 0 takes any.
    fn unit_beside(self, other: Self) -> Unit {
        if self.is_zero() { other.unit() } else { self.unit() }
    }

    fn make(self, op: Op, unit: Unit) -> Self {
        self.book.cell(op, unit)
    }
}

impl Add for Cell<'_> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.book.sum([self, other], self.unit_beside(other))
    }
}

impl Sub for Cell<'_> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.alike("a difference", other);
        self.make(Op::Subtract(self.id, other.id), self.unit_beside(other))
    }
}

impl Mul for Cell<'_> {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.make(Op::Multiply(self.id, other.id), self.unit().multiply(other.unit()))
    }
}

impl Div for Cell<'_> {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        self.make(Op::Divide(self.id, other.id), self.unit().divide(other.unit()))
    }
}
