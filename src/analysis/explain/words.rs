//! The formula of a step in words, and the cells that the words name.

use rustc_hash::FxHashMap;

use super::cells::label_words;
use crate::quantity::figures::{exact, grouped};
use crate::quantity::measure::number;
use crate::scenario::Scenario;
use crate::sheet::trace::{How, INLINE, Trace};
use crate::sheet::{Id, Op, Test};

/// The most terms that a sum is written out with.
const TERMS: usize = 6;

/// A formula in words.
#[derive(Debug)]
pub struct Wording<'a> {
    trace: Trace<'a>,
    scenario: &'a Scenario,
    /// The cells it names, in the order of the words, each once.
    pub named: Vec<Id>,
    /// Keys of several options or workloads that it names, which are told with whose they are.
    alike: Vec<Id>,
}

impl<'a> Wording<'a> {
    /// No words yet.
    pub fn new(trace: Trace<'a>, scenario: &'a Scenario) -> Self {
        Self { trace, scenario, named: Vec::new(), alike: Vec::new() }
    }

    /// How a cell comes from others.
    pub fn formula(&mut self, how: &How) -> String {
        let text = self.told(how);
        let keys: Vec<(Id, String)> =
            self.named.iter().filter_map(|id| Some((*id, short_path(self.path(*id)?)))).collect();
        let is_alike = |(id, key): &&(Id, String)| keys.iter().any(|(other, same)| other != id && same == key);
        let alike: Vec<Id> = keys.iter().filter(is_alike).map(|(id, _)| *id).collect();
        if alike.is_empty() {
            return text;
        }
        (self.alike, self.named) = (alike, Vec::new());
        self.told(how)
    }

    fn told(&mut self, how: &How) -> String {
        match how {
            How::Number | How::Input(_) => String::new(),
            How::Same(a) => self.part(*a),
            How::Sum(terms) => self.sum(terms),
            How::Difference(a, b) => format!("{} - {}", self.part(*a), self.factor(*b)),
            How::Product(over, under) => self.product(over, under),
            How::Least(all) => self.one_of(("the smallest", "min"), all),
            How::Most(all) => self.one_of(("the largest", "max"), all),
            How::Excess(a, b) => format!("max({} - {}, 0)", self.part(*a), self.factor(*b)),
            How::Whole(demand, capacity) => format!("ceil({} / {})", self.factor(*demand), self.factor(*capacity)),
            How::Power(base, twelfths) => format!("{} ^ {}", self.factor(*base), exponent(*twelfths)),
            How::Rounded(a) => format!("round({})", self.part(*a)),
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
        let unlike = counted(terms);
        if unlike.len() <= TERMS {
            let terms = unlike.into_iter().map(|(term, count)| match count {
                1 => self.part(term),
                count => format!("{count} x {}", self.factor(term)),
            });
            return terms.collect::<Vec<_>>().join(" + ");
        }
        self.named.extend(unlike.iter().map(|(term, _)| *term));
        match (terms.len(), unlike.len()) {
            (all, unlike) if all == unlike => format!("the sum of {all}"),
            (all, unlike) => format!("the sum of {all}, {unlike} of them unlike"),
        }
    }

    fn product(&mut self, over: &[Id], under: &[Id]) -> String {
        let over: Vec<String> = over.iter().map(|id| self.factor(*id)).collect();
        let over = if over.is_empty() { "1".to_owned() } else { over.join(" x ") };
        let under: Vec<String> = under.iter().map(|id| self.factor(*id)).collect();
        under.iter().fold(over, |text, divisor| format!("{text} / {divisor}"))
    }

    /// The smallest or the largest, as a function of a few and in words of many.
    fn one_of(&mut self, (words, function): (&str, &str), all: &[Id]) -> String {
        if all.len() > TERMS {
            for id in all {
                self.name(*id);
            }
            return format!("{words} of all {}", all.len());
        }
        let all: Vec<String> = all.iter().map(|id| self.part(*id)).collect();
        format!("{function}({})", all.join(", "))
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
                let path = &self.trace.sheet().inputs()[*index as usize].path;
                if self.alike.contains(&id) { owned_path(path) } else { short_path(path) }
            }
            how if self.trace.leaves(id, INLINE + 1) <= INLINE => self.told(how),
            _ => {
                self.name(id);
                number(step.value)
            }
        }
    }

    /// A cell within a product: in brackets where its own formula has several terms.
    fn factor(&mut self, id: Id) -> String {
        let before = self.named.len();
        let text = self.part(id);
        let step = self.trace.step(id);
        let is_function =
            matches!(step.how, How::Least(_) | How::Most(_) | How::Excess(..) | How::Whole(..) | How::Rounded(_));
        let alone = step.label.is_some()
            || matches!(step.how, How::Number | How::Input(_) | How::Power(..))
            || (is_function && text.ends_with(')'));
        let whole = self.named.get(before..) == Some(&[id]);
        if alone || whole || !text.contains(' ') { text } else { format!("({text})") }
    }

    /// The key of a number of the scenario.
    fn path(&self, id: Id) -> Option<&'a str> {
        match &self.trace.sheet().ops()[id.index()] {
            Op::Input(index) => self.trace.sheet().inputs().get(*index as usize).map(|input| input.path.as_str()),
            _ => None,
        }
    }

    fn name(&mut self, id: Id) {
        if !self.named.contains(&id) {
            self.named.push(id);
        }
    }
}

/// Whether a formula only says how many there are, because they are too many to be named.
pub fn lists_none(how: &How) -> bool {
    match how {
        How::Sum(terms) => counted(terms).len() > TERMS,
        How::Most(all) | How::Least(all) => all.len() > TERMS,
        _ => false,
    }
}

/// Terms, each once, and how often they come.
pub fn counted(terms: &[Id]) -> Vec<(Id, usize)> {
    let mut counted: Vec<(Id, usize)> = Vec::new();
    let mut places: FxHashMap<Id, usize> = FxHashMap::default();
    for term in terms {
        let place = *places.entry(*term).or_insert(counted.len());
        match counted.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => counted.push((*term, 1)),
        }
    }
    counted
}

/// A path without the table that the option or workload is named in.
fn short_path(path: &str) -> String {
    let mut parts = path.splitn(3, '.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("options" | "workloads"), Some(_), Some(rest)) => rest.to_owned(),
        _ => path.to_owned(),
    }
}

/// A path with the option or workload behind it that it is of.
fn owned_path(path: &str) -> String {
    let mut parts = path.splitn(3, '.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("options" | "workloads"), Some(whose), Some(rest)) => format!("{rest} of {whose}"),
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
