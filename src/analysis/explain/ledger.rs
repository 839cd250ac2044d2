//! Charges, lines and months of a ledger.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::{Derivation, Rest, largest, telling};
use super::names::slug;
use crate::analysis::Figure;
use crate::cost::{Entry, Line};
use crate::quantity::measure::measured;

/// The most months of a row that are shown.
const MONTHS: usize = 3;
/// The most lines that are shown.
const LINES: usize = 12;

/// A line of a ledger with some of its charges.
pub struct Charged<'a> {
    /// The line.
    pub line: &'a Line,
    /// The charges meant.
    pub entries: Vec<Entry>,
    /// What they are charges of.
    pub of: Charges,
}

/// What charges are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charges {
    /// The ledger, in which each goes by its month.
    Ledger,
    /// One month in steady state.
    RunRate,
}

impl Charged<'_> {
    /// The name that explains a charge by itself, where it has one.
    fn name_of(&self, plan: &str, entry: &Entry) -> Option<String> {
        let name = || format!("{plan}.ledger.{}.{}.{}", entry.month, self.line.category, slug(&self.line.name));
        (self.of == Charges::Ledger).then(name)
    }
}

/// So many charges, in words.
pub fn charges(count: usize) -> String {
    match count {
        0 => "no charges".to_owned(),
        1 => "one charge".to_owned(),
        count => format!("the sum of {count} charges"),
    }
}

/// A month in words.
pub fn when(month: u32) -> String {
    if month == 0 { "before launch".to_owned() } else { format!("month {month}") }
}

impl<'a> Explainer<'a> {
    /// Money under a name.
    pub fn money(&self, name: impl Into<String>, amount: Decimal) -> Derivation {
        Derivation::new(name, Figure::Money(amount), self.results.scenario.currency.code)
    }

    /// The lines of an option's ledger with the charges of the horizon that `wanted` holds for.
    pub fn charged(&self, option: usize, wanted: impl Fn(&Line, u32) -> bool) -> Vec<Charged<'a>> {
        let months = self.results.scenario.months;
        let lines = self.results.model.options[option].lines.iter();
        let charged = lines.map(|line| {
            let entries = line.entries.iter().filter(|e| e.month <= months && wanted(line, e.month));
            Charged { line, entries: entries.copied().collect(), of: Charges::Ledger }
        });
        charged.filter(|charged| !charged.entries.is_empty()).collect()
    }

    /// What a line's charges come to.
    fn total(&self, charged: &Charged<'_>) -> Decimal {
        self.results.exact.sum(&charged.entries.iter().map(|entry| entry.amount).collect::<Vec<_>>())
    }

    /// A line's name, with its option's when that stands in for the one whose ledger it is.
    pub fn line_name(&self, option: usize, line: &Line) -> String {
        let party = match line.party {
            party if party == option => String::new(),
            party => format!("{}: ", self.results.scenario.options[party].name),
        };
        format!("{party}{} ({})", line.name, line.category)
    }

    /// The sum of lines, the largest first.
    pub fn lines(&mut self, sum: Derivation, option: usize, all: &[Charged<'_>], left: usize) -> Derivation {
        if left == 0 && !all.is_empty() {
            return self.cut(sum);
        }
        let sizes: Vec<Decimal> = all.iter().map(|charged| self.total(charged)).collect();
        let (kept, rest) = largest(&sizes, LINES);
        let parts = kept.into_iter().filter(|place| !sizes[*place].is_zero());
        let parts = parts.map(|place| self.line(option, &all[place], left - 1)).collect();
        Derivation { parts, rest, ..sum }
    }

    /// One line: its only charge, or its charges month by month.
    pub fn line(&mut self, option: usize, charged: &Charged<'_>, left: usize) -> Derivation {
        let name = self.line_name(option, charged.line);
        if let [only] = charged.entries.as_slice() {
            return self.charge(format!("{name}, {}", when(only.month)), (option, charged, only), left);
        }
        let sizes: Vec<Decimal> = charged.entries.iter().map(|entry| self.results.exact.get(entry.amount)).collect();
        let count = sizes.iter().filter(|size| !size.is_zero()).count();
        let line = self.money(name, self.total(charged)).by(charges(count));
        let plan = &self.results.scenario.options[option].name;
        let asked = format!("{plan}.category.{}.{}", charged.line.category, slug(&charged.line.name));
        if left == 0 {
            return match charged.of {
                Charges::Ledger => self.within(asked, |explainer| explainer.cut(line)),
                Charges::RunRate => self.cut(line),
            };
        }
        let (kept, rest) = telling(&sizes, MONTHS);
        let rest = rest.map(|rest| {
            let next = (0..sizes.len()).find(|place| !kept.contains(place) && !sizes[*place].is_zero());
            Rest { see: next.and_then(|place| charged.name_of(plan, &charged.entries[place])), ..rest }
        });
        let parts = kept.into_iter().filter(|place| !sizes[*place].is_zero()).map(|place| {
            let entry = &charged.entries[place];
            self.charge(when(entry.month), (option, charged, entry), left - 1)
        });
        let parts = parts.collect();
        Derivation { parts, rest, ..line }
    }

    /// One charge: quantity times unit price.
    fn charge(
        &mut self,
        name: String,
        (option, charged, entry): (usize, &Charged<'_>, &Entry),
        left: usize,
    ) -> Derivation {
        let exact = &self.results.exact;
        let code = self.results.scenario.currency.code;
        let [quantity, price] = [entry.quantity, entry.unit_price].map(|id| {
            let unit = self.results.model.sheet.unit(id).describe(code);
            measured(exact.get(id), &unit)
        });
        let charge = self.money(name, exact.get(entry.amount));
        let charge = charge.by(format!("quantity x unit price = {quantity} x {price}"));
        let inner = |explainer: &mut Self| {
            if left == 0 {
                return explainer.cut(charge);
            }
            let parts = [("quantity", entry.quantity), ("unit price", entry.unit_price)];
            let parts = parts.map(|(what, id)| {
                let part = explainer.cell(id, left - 1);
                let name = if part.name.is_empty() { what.to_owned() } else { format!("{what}: {}", part.name) };
                Derivation { name, ..part }
            });
            charge.from(parts.into())
        };
        match charged.name_of(&self.results.scenario.options[option].name, entry) {
            Some(name) => self.within(name, inner),
            None => inner(self),
        }
    }
}
