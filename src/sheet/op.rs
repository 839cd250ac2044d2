//! What a cell of the sheet computes.

use rust_decimal::Decimal;

/// The place of a cell in its sheet. Cells refer only to cells before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub(super) u32);

impl Id {
    /// The place as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A comparison of two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// The left is above the right.
    Above,
    /// The left is at least the right.
    AtLeast,
}

impl Test {
    /// Whether the comparison holds.
    #[must_use]
    pub fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Self::Above => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

/// The operation of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// A number of the formula itself.
    Constant(Decimal),
    /// A number of the scenario, by its place in [`super::Sheet::inputs`].
    Input(u32),
    /// The sum of all.
    Sum(Box<[Id]>),
    /// The first less the second.
    Subtract(Id, Id),
    /// The product.
    Multiply(Id, Id),
    /// The quotient.
    Divide(Id, Id),
    /// The quotient, and 0 where the divisor is 0.
    Share(Id, Id),
    /// The smaller.
    Minimum(Id, Id),
    /// The larger.
    Maximum(Id, Id),
    /// The smallest whole n with n x the second >= the first, give or take 1e-12.
    Units(Id, Id),
    /// The first to so many twelfths.
    Power(Id, i32),
    /// The nearest whole number, halves up.
    Round(Id),
    /// `then` where the test holds, else `otherwise`.
    Select {
        /// Left of the comparison.
        left: Id,
        /// The comparison.
        test: Test,
        /// Right of the comparison.
        right: Id,
        /// The value where it holds.
        then: Id,
        /// The value where it does not.
        otherwise: Id,
    },
}

impl Op {
    /// The cells this one is computed from.
    pub fn operands(&self) -> impl Iterator<Item = Id> + '_ {
        let (few, many): ([Option<Id>; 4], &[Id]) = match self {
            Self::Constant(_) | Self::Input(_) => ([None; 4], &[]),
            Self::Sum(terms) => ([None; 4], terms),
            Self::Power(a, _) | Self::Round(a) => ([Some(*a), None, None, None], &[]),
            Self::Subtract(a, b)
            | Self::Multiply(a, b)
            | Self::Divide(a, b)
            | Self::Share(a, b)
            | Self::Minimum(a, b)
            | Self::Maximum(a, b)
            | Self::Units(a, b) => ([Some(*a), Some(*b), None, None], &[]),
            Self::Select { left, right, then, otherwise, .. } => {
                ([Some(*left), Some(*right), Some(*then), Some(*otherwise)], &[])
            }
        };
        few.into_iter().flatten().chain(many.iter().copied())
    }
}
