//! Folding: what can be said of an operation before it is recorded.

use rust_decimal::Decimal;

use super::op::{Id, Op};
use crate::quantity::{Unit, power};

/// A simpler operation of the same value and unit, or the cell (`Err`) that already has it.
pub fn fold<'a>(op: Op, look: impl Fn(Id) -> (&'a Op, Unit)) -> Result<Op, Id> {
    let constant = |id: Id| match look(id).0 {
        Op::Constant(value) => Some(*value),
        _ => None,
    };
    let is = |id: Id, value: Decimal| constant(id) == Some(value);
    // 1 with a unit counts something as something else
    let is_one = |id: Id| is(id, Decimal::ONE) && look(id).1 == Unit::ONE;
    let (zero, one) = (Decimal::ZERO, Decimal::ONE);
    let folded = match &op {
        Op::Subtract(a, b) if is(*b, zero) => return Err(*a),
        Op::Subtract(a, b) if a == b => Some(zero),
        Op::Subtract(a, b) => both(constant(*a), constant(*b), Decimal::checked_sub),
        Op::Multiply(a, b) if is(*a, zero) || is(*b, zero) => Some(zero),
        Op::Multiply(a, b) if is_one(*b) => return Err(*a),
        Op::Multiply(a, b) if is_one(*a) => return Err(*b),
        Op::Multiply(a, b) => both(constant(*a), constant(*b), Decimal::checked_mul),
        Op::Divide(a, b) if is_one(*b) => return Err(*a),
        Op::Divide(a, b) | Op::Share(a, b) => {
            let divide = |a: Decimal, b: Decimal| a.checked_div(b);
            let both = both(constant(*a), constant(*b), divide);
            both.or(is(*a, zero).then_some(zero))
        }
        Op::Minimum(a, b) | Op::Maximum(a, b) if a == b => return Err(*a),
        Op::Minimum(a, b) => both(constant(*a), constant(*b), |a, b| Some(a.min(b))),
        Op::Maximum(a, b) => both(constant(*a), constant(*b), |a, b| Some(a.max(b))),
        Op::Power(_, 0) => Some(one),
        Op::Power(a, twelfths) => constant(*a).and_then(|a| power(a, *twelfths)),
        Op::Select { left, test, right, then, otherwise } => {
            if then == otherwise {
                return Err(*then);
            }
            match (constant(*left), constant(*right)) {
                (Some(left), Some(right)) if test.holds(left, right) => return Err(*then),
                (Some(_), Some(_)) => return Err(*otherwise),
                _ => None,
            }
        }
        Op::Sum(_) | Op::Units(..) | Op::Round(_) | Op::Constant(_) | Op::Input(_) => None,
    };
    Ok(folded.map_or(op, |value| Op::Constant(value.normalize())))
}

fn both(
    a: Option<Decimal>,
    b: Option<Decimal>,
    apply: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    apply(a?, b?)
}

#[cfg(test)]
mod tests {
    use crate::quantity::{Dimension, Unit};
    use crate::sheet::{Book, Op};
    use rust_decimal::dec;

    #[test]
    fn constants_are_folded_and_equal_cells_are_shared() {
        let book = Book::new();
        let six = book.number(2) * book.number(3);
        assert_eq!(six.id(), book.number(6).id());
        let tokens = book.constant(5, Unit::of(Dimension::Token));
        let (a, b) = (tokens * six, tokens * six);
        assert_eq!(a.id(), b.id());
        assert!((a * book.number(0)).is_zero());
        let (plain, request) = (book.number(1), book.constant(1, Unit::REQUEST));
        assert_eq!([(a * plain).id(), (plain * a).id(), (a / plain).id()], [a.id(); 3]);
        assert_ne!((a * request).id(), a.id(), "it is tokens times requests");
        let place = a.id().index();
        assert_eq!(book.finish().ops()[place], Op::Constant(dec!(30)));
    }

    #[test]
    fn adding_unlike_units_is_a_fault() {
        let book = Book::new();
        let hours = book.constant(3, Unit::HOUR);
        let _ = hours + book.constant(2, Unit::MONEY);
        let _ = hours + book.constant(0, Unit::MONEY); // nothing is added
        assert_eq!(book.finish().faults().len(), 1);
    }
}
