//! The formula of a step in words, and the cells that the words name.

use rust_decimal::Decimal;

use super::cells::label_words;
use crate::quantity::figures::{exact, grouped};
use crate::scenario::Scenario;
use crate::sheet::trace::{How, Trace};
use crate::sheet::{Id, Op, Test};

/// The most named cells of a formula that stands within another one.
const INLINE: usize = 4;
/// The most terms that a sum is written out with.
const TERMS: usize = 6;

/// A formula in words.
#[derive(Debug)]
pub struct Wording<'a> {
    trace: Trace<'a>,
    scenario: &'a Scenario,
    /// The cells it names, in the order of the words, each once.
    pub named: Vec<Id>,
}

impl<'a> Wording<'a> {
    /// No words yet.
    pub fn new(trace: Trace<'a>, scenario: &'a Scenario) -> Self {
        Self { trace, scenario, named: Vec::new() }
    }

    /// How a cell comes from others.
    pub fn formula(&mut self, how: &How) -> String {
        match how {
            How::Number | How::Input(_) => String::new(),
            How::Same(a) => self.part(*a),
            How::Sum(terms) => self.sum(terms),
            How::Difference(a, b) => format!("{} - {}", self.part(*a), self.factor(*b)),
            How::Product(over, under) => self.product(over, under),
            How::Least(all) => format!("the smallest of {}", self.list(all)),
            How::Most(all) => format!("the largest of {}", self.list(all)),
            How::Excess(a, b) => format!("what {} exceeds {} by", self.part(*a), self.part(*b)),
            How::Whole(demand, capacity) => {
                let (demand, capacity) = (self.part(*demand), self.factor(*capacity));
                format!("the fewest that hold {demand}, each {capacity}")
            }
            How::Power(base, twelfths) => format!("{} ^ {}", self.factor(*base), exponent(*twelfths)),
            How::Rounded(a) => format!("{}, to a whole number", self.part(*a)),
            How::Choice { left, test, right, chosen, holds } => {
                let relation = match (test, holds) {
                    (Test::Above, true) => "is above",
                    (Test::Above, false) => "is not above",
                    (Test::AtLeast, true) => "is at least",
                    (Test::AtLeast, false) => "is below",
                };
                let (left, right, chosen) = (self.part(*left), self.part(*right), self.part(*chosen));
                format!("{chosen}, because {left} {relation} {right}")
            }
        }
    }

    fn sum(&mut self, terms: &[Id]) -> String {
        if terms.len() <= TERMS {
            let terms: Vec<String> = terms.iter().map(|term| self.part(*term)).collect();
            return terms.join(" + ");
        }
        for term in terms {
            self.name(*term);
        }
        format!("the sum of {}", terms.len())
    }

    fn product(&mut self, over: &[Id], under: &[Id]) -> String {
        let over = over.iter().filter(|id| !self.is_one(**id)).copied().collect::<Vec<_>>();
        let over: Vec<String> = over.into_iter().map(|id| self.factor(id)).collect();
        let over = if over.is_empty() { "1".to_owned() } else { over.join(" x ") };
        let under: Vec<String> = under.iter().map(|id| self.factor(*id)).collect();
        under.iter().fold(over, |text, divisor| format!("{text} / {divisor}"))
    }

    /// Whether a factor changes nothing: the number 1, or the volume scale at today's volume.
    fn is_one(&self, id: Id) -> bool {
        let scale = self.trace.sheet().input_index("volume").map(Op::Input);
        let op = &self.trace.sheet().ops()[id.index()];
        self.trace.value(id) == Decimal::ONE && (matches!(op, Op::Constant(_)) || Some(op) == scale.as_ref())
    }

    fn list(&mut self, all: &[Id]) -> String {
        if all.len() > TERMS {
            for id in all {
                self.name(*id);
            }
            return format!("all {}", all.len());
        }
        let all: Vec<String> = all.iter().map(|id| self.part(*id)).collect();
        all.join(" and ")
    }

    /// A cell within a formula: its name, its number, or its own formula when that is short.
    fn part(&mut self, id: Id) -> String {
        let step = self.trace.step(id);
        if let Some(label) = step.label {
            self.name(id);
            return label_words(self.scenario, label);
        }
        match &step.how {
            How::Number if step.value.is_integer() => grouped(step.value, 0),
            How::Number => exact(step.value),
            How::Input(index) => {
                self.name(id);
                short_path(&self.trace.sheet().inputs()[*index as usize].path)
            }
            how if self.leaves(id, INLINE + 1) <= INLINE => self.formula(how),
            _ => {
                self.name(id);
                value(step.value)
            }
        }
    }

    /// A cell within a product: in brackets where its own formula has several terms.
    fn factor(&mut self, id: Id) -> String {
        let before = self.named.len();
        let text = self.part(id);
        let step = self.trace.step(id);
        let alone = step.label.is_some() || matches!(step.how, How::Number | How::Input(_) | How::Power(..));
        let whole = self.named.get(before..) == Some(&[id]);
        if alone || whole || !text.contains(' ') { text } else { format!("({text})") }
    }

    fn name(&mut self, id: Id) {
        if !self.named.contains(&id) {
            self.named.push(id);
        }
    }

    /// How many cells a formula names, counted up to `most`.
    fn leaves(&self, id: Id, most: usize) -> usize {
        let mut count = 0;
        let mut waiting = vec![id];
        while let Some(next) = waiting.pop().filter(|_| count < most) {
            match &self.trace.sheet().ops()[next.index()] {
                Op::Constant(_) => {}
                Op::Input(_) => count += 1,
                _ if next != id && self.trace.sheet().label(next).is_some() => count += 1,
                op => waiting.extend(op.operands()),
            }
        }
        count
    }
}

/// A path without the table that the option or workload is named in.
fn short_path(path: &str) -> String {
    let mut parts = path.splitn(3, '.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("options" | "workloads"), Some(_), Some(rest)) => rest.to_owned(),
        _ => path.to_owned(),
    }
}

fn exponent(twelfths: i32) -> String {
    match (twelfths % 12, twelfths / 12) {
        (0, whole) if whole < 0 => format!("({whole})"),
        (0, whole) => whole.to_string(),
        _ => format!("({twelfths}/12)"),
    }
}

/// A number as a formula shows it.
pub fn value(value: Decimal) -> String {
    exact(if value.abs() >= Decimal::ONE_HUNDRED { value.round_dp(2) } else { value.round_sf(6).unwrap_or(value) })
}
