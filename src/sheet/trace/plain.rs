//! Steps without what adds nothing.

use rust_decimal::Decimal;

use super::step::{How, Trace};
use crate::sheet::{Id, Op};

/// The most named cells of a formula that is told within another one; a larger one stands there as its number.
pub const INLINE: usize = 4;

impl Trace<'_> {
    /// A step without terms that are 0 and factors that are 1, where nothing more is to be said of them, and
    /// of what is left alone its own step.
    pub(super) fn plain(&self, how: How) -> How {
        match how {
            How::Same(a) if self.is_nameless(a) => self.step(a).how,
            How::Difference(a, b) if self.is_nothing(b) => self.plain(How::Same(a)),
            How::Sum(terms) => {
                let kept: Vec<Id> = terms.iter().filter(|id| !self.is_nothing(**id)).copied().collect();
                match kept.as_slice() {
                    [] => How::Sum(terms),
                    [only] => self.plain(How::Same(*only)),
                    _ => How::Sum(kept),
                }
            }
            How::Product(over, under) => {
                let keep = |ids: Vec<Id>| -> Vec<Id> { ids.into_iter().filter(|id| !self.is_one(*id)).collect() };
                let (over, under) = (keep(over), keep(under));
                match (over.as_slice(), under.as_slice()) {
                    ([only], []) => self.plain(How::Same(*only)),
                    _ => How::Product(over, under),
                }
            }
            how => how,
        }
    }

    /// How many cells a formula names, counted up to `most`.
    #[must_use]
    pub fn leaves(&self, id: Id, most: usize) -> usize {
        let mut count = 0;
        let mut waiting = vec![id];
        while let Some(next) = waiting.pop().filter(|_| count < most) {
            match &self.sheet().ops()[next.index()] {
                Op::Constant(_) => {}
                Op::Input(_) => count += 1,
                _ if next != id && self.sheet().label(next).is_some() => count += 1,
                op => waiting.extend(op.operands()),
            }
        }
        count
    }

    /// Whether it is worked out and nobody has a name for it.
    fn is_nameless(&self, id: Id) -> bool {
        let is_number = matches!(self.sheet().ops()[id.index()], Op::Constant(_) | Op::Input(_));
        !is_number && self.sheet().label(id).is_none()
    }

    /// Whether a term is 0 and would be told as that number only.
    fn is_nothing(&self, id: Id) -> bool {
        self.value(id).is_zero() && self.is_nameless(id) && self.leaves(id, INLINE + 1) > INLINE
    }

    /// Whether a factor changes nothing: the number 1, or the volume scale at today's volume.
    fn is_one(&self, id: Id) -> bool {
        let is_scale = |index: u32| self.sheet().input_index("volume") == Some(index);
        self.value(id) == Decimal::ONE
            && match self.sheet().ops()[id.index()] {
                Op::Constant(_) => true,
                Op::Input(index) => is_scale(index),
                _ => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;
    use crate::sheet::{Book, ExactReading, Label};

    #[test]
    fn what_adds_nothing_is_no_step() {
        let book = Book::new();
        let n = |value: i64| book.constant(value, Unit::HOUR).counted_as(Unit::ONE).named(Label::new("a figure"));
        let five = [n(2), n(3), n(5), n(7), n(11)];
        // 2 + 3 + 5 + 7 + 11 = 28, and from that nothing is taken: the five names of a sum that is 0
        let sum = book.sum(five, Unit::ONE);
        let nothing = sum * book.constant(0, Unit::HOUR).counted_as(Unit::ONE);
        let named = (sum - nothing).named(Label::new("left"));
        let whole = (sum + nothing).named(Label::new("whole"));
        let once = (five[0] * book.constant(1, Unit::HOUR) / book.constant(1, Unit::HOUR)).named(Label::new("once"));
        let ids = five.map(crate::sheet::Cell::id).to_vec();
        let (named, whole, once) = (named.id(), whole.id(), once.id());
        let sheet = book.finish();
        let exact = ExactReading::new(&sheet, &[]).unwrap();
        let trace = Trace::new(&sheet, &exact);
        assert_eq!(trace.step(named).how, How::Sum(ids.clone()));
        assert_eq!(trace.step(whole).how, How::Sum(ids.clone()));
        assert_eq!(trace.step(once).how, How::Same(ids[0]));
    }
}
