//! A figure and what it comes from.

use rust_decimal::Decimal;

use crate::analysis::Figure;
use crate::scenario::{Input, Origin};

/// A figure and what it comes from.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// What it is called; empty for a part of a formula that has no name.
    pub name: String,
    /// The figure.
    pub figure: Figure,
    /// Its unit; empty for a plain number, [`SHARE`] or [`YEARLY`] for what is read in percent.
    pub unit: String,
    /// How it comes from its parts, in words; empty where there is nothing to say.
    pub formula: String,
    /// What a key of the scenario means; empty for any other figure.
    pub about: &'static str,
    /// Where it was written, when it is a number of the scenario.
    pub source: Option<Source>,
    /// What it comes from.
    pub parts: Vec<Self>,
    /// What is left out of the parts.
    pub rest: Option<Rest>,
    /// Why its parts are not there, when they are left out.
    pub cut: Option<Cut>,
}

/// The unit of a share, such as an accuracy: 1 is all.
pub const SHARE: &str = "share";
/// The unit of a yearly rate, such as an internal rate of return: 1 is the whole sum in a year.
pub const YEARLY: &str = "share/year";

/// Why the parts of a figure are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// They were shown where the same figure came before.
    Above,
    /// They are deeper than what was asked for, and the figure has no name of its own.
    Deeper,
    /// They are shown by explaining this name.
    See(String),
}

/// Where a number of the scenario comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The key in the scenario.
    pub path: String,
    /// Who wrote it.
    pub origin: Origin,
    /// How its range was read, where it has one.
    pub range: Option<String>,
}

/// Terms of a sum that are not shown one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// How many.
    pub count: usize,
    /// What they come to together.
    pub total: Decimal,
    /// The name that explains the first of them, where it has one.
    pub see: Option<String>,
}

impl Source {
    /// The source of an input.
    #[must_use]
    pub fn of(input: &Input) -> Self {
        Self { path: input.path.clone(), origin: input.origin.clone(), range: input.quantity.describe() }
    }
}

impl Derivation {
    /// A figure that nothing is known of yet but its name.
    #[must_use]
    pub fn new(name: impl Into<String>, figure: Figure, unit: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            figure,
            unit: unit.into(),
            formula: String::new(),
            about: "",
            source: None,
            parts: Vec::new(),
            rest: None,
            cut: None,
        }
    }

    /// How it comes from its parts.
    #[must_use]
    pub fn by(self, formula: impl Into<String>) -> Self {
        Self { formula: formula.into(), ..self }
    }

    /// What it comes from.
    #[must_use]
    pub fn from(self, parts: Vec<Self>) -> Self {
        Self { parts, ..self }
    }

    /// How many lines it takes, itself included.
    #[must_use]
    pub fn lines(&self) -> usize {
        1 + usize::from(self.rest.is_some()) + self.parts.iter().map(Self::lines).sum::<usize>()
    }

    /// Whether anything is left out that more levels would show.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        matches!(self.cut, Some(Cut::Deeper | Cut::See(_))) || self.parts.iter().any(Self::is_cut)
    }

    /// The figure as a number, and 0 where it is none.
    #[must_use]
    pub fn size(&self) -> Decimal {
        self.figure.number().unwrap_or_default()
    }
}

/// Which few of a long list tell most, in their own order (the first, the last where it differs, and
/// those that are larger than both), and what the others come to.
pub fn telling(sizes: &[Decimal], most: usize) -> (Vec<usize>, Option<Rest>) {
    let last = sizes.len().saturating_sub(1);
    let order = by_size(sizes);
    let ends = order.iter().filter(|place| [0, last].contains(place));
    let ends_at_most = sizes.first().into_iter().chain(sizes.last()).map(Decimal::abs).max().unwrap_or_default();
    let inner = order.iter().filter(|place| ![0, last].contains(place) && sizes[**place].abs() > ends_at_most);
    let mut kept: Vec<usize> = ends.chain(inner).take(most).copied().collect();
    kept.sort_unstable();
    if kept.len() > 1 && kept.last() == Some(&last) && sizes.first() == sizes.last() {
        // the last is as the first: one of them tells
        kept.pop();
    }
    let rest = rest(sizes, &kept);
    (kept, rest)
}

/// Which of a list are largest, largest first, and what the others come to.
pub fn largest(sizes: &[Decimal], most: usize) -> (Vec<usize>, Option<Rest>) {
    let mut kept = by_size(sizes);
    kept.truncate(most);
    let rest = rest(sizes, &kept);
    (kept, rest)
}

fn by_size(sizes: &[Decimal]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..sizes.len()).collect();
    places.sort_by_key(|place| std::cmp::Reverse(sizes[*place].abs()));
    places
}

fn rest(sizes: &[Decimal], kept: &[usize]) -> Option<Rest> {
    let left = sizes.iter().enumerate().filter(|(place, size)| !kept.contains(place) && !size.is_zero());
    let (count, total) = left.fold((0, Decimal::ZERO), |(n, sum), (_, size)| (n + 1, sum.saturating_add(*size)));
    (count > 0).then_some(Rest { count, total, see: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_largest_tell_most() {
        let sizes: Vec<Decimal> = [1, 2, 9, 3, 4, 5].map(Decimal::from).to_vec();
        let (kept, rest) = telling(&sizes, 3);
        assert_eq!((kept, rest), (vec![0, 2, 5], Some(Rest { count: 3, total: Decimal::from(9), see: None })));
        let (kept, rest) = largest(&sizes, 2);
        assert_eq!((kept, rest), (vec![2, 5], Some(Rest { count: 4, total: Decimal::from(10), see: None })));
        assert_eq!(telling(&sizes[..2], 5), (vec![0, 1], None));
        let level = [Decimal::TWO; 3];
        assert_eq!(telling(&level, 3), (vec![0], Some(Rest { count: 2, total: Decimal::from(4), see: None })));
    }
}
