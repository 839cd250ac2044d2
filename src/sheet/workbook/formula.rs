//! A cell as a formula of a spreadsheet.

use rust_decimal::Decimal;

use super::place::Place;
use crate::sheet::{Id, Op, Sheet, Test};

/// The most terms that are added with `+`; more are a `SUM`.
const ADDED: usize = 6;
/// The most arguments of a function (the limit of the file format is 255).
const ARGUMENTS: usize = 200;

/// Writes cells as formulas, given where those with a place of their own stand.
pub struct Formulas<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Where a cell stands.
    pub place: &'a dyn Fn(Id) -> Option<Place>,
    /// What an input is called.
    pub input: &'a dyn Fn(u32) -> String,
    /// The names of the workbook's sheets, as formulas write them.
    pub tables: &'a [String],
}

/// How tightly a piece of a formula holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Sum,
    Product,
    Power,
    Atom,
}

struct Piece {
    text: String,
    bond: Bond,
}

impl Piece {
    fn atom(text: String) -> Self {
        Self { text, bond: Bond::Atom }
    }

    /// The text, in brackets when it holds together less tightly than that.
    fn within(self, least: Bond) -> String {
        if self.bond < least { format!("({})", self.text) } else { self.text }
    }
}

impl Formulas<'_> {
    /// The formula that computes a cell, for a place on the sheet `table`: without the `=`.
    #[must_use]
    pub fn of(&self, id: Id, table: usize) -> String {
        self.op(id, table).text
    }

    /// How another formula on the sheet `table` names a cell: its place, or its own formula.
    #[must_use]
    pub fn named(&self, id: Id, table: usize) -> String {
        self.part(id, table).within(Bond::Atom)
    }

    fn part(&self, id: Id, table: usize) -> Piece {
        match (self.place)(id) {
            Some(place) => Piece::atom(self.reference(place, table)),
            None => self.op(id, table),
        }
    }

    fn reference(&self, place: Place, table: usize) -> String {
        if place.table == table {
            return place.local();
        }
        format!("{}!{}", self.tables[place.table], place.local())
    }

    fn op(&self, id: Id, table: usize) -> Piece {
        let part = |id: Id| self.part(id, table);
        let text = |id: Id| self.part(id, table).text;
        let function = |name: &str, all: Vec<Id>| Piece::atom(self.function(name, &all, table));
        match &self.sheet.ops()[id.index()] {
            Op::Constant(value) => number(*value),
            Op::Input(index) => Piece::atom((self.input)(*index)),
            Op::Sum(terms) if terms.len() == 1 => part(terms[0]),
            Op::Sum(terms) if terms.len() > ADDED => function("SUM", terms.to_vec()),
            Op::Sum(terms) => {
                let terms: Vec<String> = terms.iter().map(|term| text(*term)).collect();
                Piece { text: terms.join("+"), bond: Bond::Sum }
            }
            Op::Subtract(a, b) => {
                Piece { text: format!("{}-{}", text(*a), part(*b).within(Bond::Product)), bond: Bond::Sum }
            }
            Op::Multiply(a, b) => {
                let text = format!("{}*{}", part(*a).within(Bond::Product), part(*b).within(Bond::Product));
                Piece { text, bond: Bond::Product }
            }
            Op::Divide(a, b) => self.quotient(*a, *b, table),
            Op::Share(a, b) => Piece::atom(format!("IF({}=0,0,{})", text(*b), self.quotient(*a, *b, table).text)),
            Op::Minimum(..) => function("MIN", self.chain(id, |op| matches!(op, Op::Minimum(..)))),
            Op::Maximum(..) => function("MAX", self.chain(id, |op| matches!(op, Op::Maximum(..)))),
            // n x capacity >= demand, give or take 1e-12: the quotient may exceed n by that share
            Op::Units(demand, capacity) => Piece::atom(format!(
                "IF({}>0,ROUNDUP({}/1.000000000001,0),0)",
                text(*demand),
                self.quotient(*demand, *capacity, table).text
            )),
            Op::Power(base, twelfths) => {
                let exponent = if twelfths % 12 == 0 { format!("{}", twelfths / 12) } else { format!("{twelfths}/12") };
                Piece { text: format!("{}^({exponent})", part(*base).within(Bond::Atom)), bond: Bond::Power }
            }
            Op::Round(a) => Piece::atom(format!("ROUND({},0)", text(*a))),
            Op::Select { left, test, right, then, otherwise } => {
                let sign = match test {
                    Test::Above => ">",
                    Test::AtLeast => ">=",
                };
                let (left, right) = (text(*left), text(*right));
                Piece::atom(format!("IF({left}{sign}{right},{},{})", text(*then), text(*otherwise)))
            }
        }
    }

    fn quotient(&self, a: Id, b: Id, table: usize) -> Piece {
        let (over, under) = (self.part(a, table), self.part(b, table));
        Piece { text: format!("{}/{}", over.within(Bond::Product), under.within(Bond::Power)), bond: Bond::Product }
    }

    /// The operands of a chain of one operation that have no place of their own within it.
    fn chain(&self, id: Id, same: impl Fn(&Op) -> bool) -> Vec<Id> {
        let (mut ends, mut waiting) = (Vec::new(), vec![id]);
        while let Some(next) = waiting.pop() {
            let op = &self.sheet.ops()[next.index()];
            if same(op) && (next == id || (self.place)(next).is_none()) {
                let operands: Vec<Id> = op.operands().collect();
                waiting.extend(operands.into_iter().rev());
            } else {
                ends.push(next);
            }
        }
        ends
    }

    /// A function of many: cells below each other are one range.
    fn function(&self, name: &str, all: &[Id], table: usize) -> String {
        let mut arguments: Vec<String> = Vec::new();
        let mut run: Option<(Place, Place)> = None;
        let close = |run: Option<(Place, Place)>, arguments: &mut Vec<String>| {
            if let Some((first, last)) = run {
                let end = if first == last { String::new() } else { format!(":{}", last.local()) };
                arguments.push(self.reference(first, table) + &end);
            }
        };
        for id in all {
            let Some(place) = (self.place)(*id) else {
                close(run.take(), &mut arguments);
                arguments.push(self.op(*id, table).text);
                continue;
            };
            run = match run {
                Some((first, last)) if Place { row: last.row + 1, ..last } == place => Some((first, place)),
                other => {
                    close(other, &mut arguments);
                    Some((place, place))
                }
            };
        }
        close(run, &mut arguments);
        while arguments.len() > ARGUMENTS {
            let chunks = arguments.chunks(ARGUMENTS).map(|chunk| format!("{name}({})", chunk.join(",")));
            arguments = chunks.collect();
        }
        format!("{name}({})", arguments.join(","))
    }
}

/// A number as a formula writes it; one below zero in brackets.
fn number(value: Decimal) -> Piece {
    let text = value.normalize().to_string();
    if value.is_sign_negative() && !value.is_zero() { Piece::atom(format!("({text})")) } else { Piece::atom(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;
    use crate::sheet::{Book, Cell};
    use rust_decimal::dec;

    /// Holds the formula of what is made of cells in A1, A2 and A3.
    fn check(make: impl for<'s> Fn(&'s Book, [Cell<'s>; 3]) -> Cell<'s>, formula: &str) {
        let book = Book::new();
        let placed = [2, 3, 5].map(|n| book.number(n).counted_as(Unit::HOUR).counted_as(Unit::ONE));
        let id = make(&book, placed).id();
        let ids = placed.map(Cell::id);
        let sheet = book.finish();
        let place = |id: Id| {
            let row = ids.iter().position(|placed| *placed == id)?;
            Some(Place { table: 0, row: u32::try_from(row).ok()?, column: 0 })
        };
        let formulas =
            Formulas { sheet: &sheet, place: &place, input: &|_| String::new(), tables: &["'x'".to_owned()] };
        assert_eq!(formulas.of(id, 0), formula);
    }

    #[test]
    fn brackets_stand_where_the_order_needs_them() {
        check(|_, [a, b, c]| a + b * c, "A1+A2*A3");
        check(|_, [a, b, c]| (a + b) * c, "(A1+A2)*A3");
        check(|_, [a, b, c]| a - (b - c), "A1-(A2-A3)");
        check(|_, [a, b, c]| a / (b * c), "A1/(A2*A3)");
        check(|_, [a, b, c]| (a - b).power(-5) * c, "(A1-A2)^(-5/12)*A3");
        check(|_, [a, b, c]| a.max(b).max(c), "MAX(A1:A3)");
        check(|book, [a, b, _]| a.max(b).min(book.number(dec!(-1.5))), "MIN(MAX(A1:A2),(-1.5))");
        check(|_, [a, b, _]| a.units(b), "IF(A1>0,ROUNDUP(A1/A2/1.000000000001,0),0)");
        check(|_, [a, b, _]| a.share_of(b), "IF(A2=0,0,A1/A2)");
        check(|_, [a, b, c]| a.select(Test::AtLeast, b, (b, c)), "IF(A1>=A2,A2,A3)");
    }

    #[test]
    fn many_terms_are_a_sum_of_ranges() {
        check(|book, [a, b, c]| book.sum([a, b, c, a, b, c, a * b], Unit::ONE), "SUM(A1:A3,A1:A3,A1*A2)");
    }
}
