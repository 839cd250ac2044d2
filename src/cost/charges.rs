//! Charges: what is paid, by line, month, quantity and unit price.

use std::collections::BTreeMap;

use crate::quantity::Unit;
use crate::scenario::language::CATEGORIES;
use crate::sheet::{Cell, Id};

/// One charge of a line.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The month it falls in; 0 is before launch.
    pub month: u32,
    /// How many.
    pub quantity: Id,
    /// What one costs.
    pub unit_price: Id,
    /// The product.
    pub amount: Id,
    /// The months that it pays for, first and last, when they are other than its own.
    pub covers: Option<(u32, u32)>,
}

/// One line of an option's ledger.
#[derive(Clone, Debug)]
pub struct Line {
    /// The option that the line belongs to: the ledger's own, or one that serves in it.
    pub party: usize,
    /// Its category.
    pub category: &'static str,
    /// What it is for.
    pub name: String,
    /// The unit of the quantities.
    pub unit: Unit,
    /// The charges, by month.
    pub entries: Vec<Entry>,
}

/// A peak of a month and the account limit it is held against.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The option whose account it is.
    pub party: usize,
    /// The month.
    pub month: u32,
    /// The limit's key.
    pub what: &'static str,
    /// The busiest minute, on the mean of the busiest hour.
    pub peak: Id,
    /// The limit.
    pub limit: Id,
}

/// What a charge is for.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    /// Its category.
    pub category: &'static str,
    /// Its line.
    pub name: &'a str,
}

/// The charges of one ledger while it is worked out.
#[derive(Debug, Default)]
pub struct Charges<'s> {
    lines: BTreeMap<(usize, usize, usize), Line>,
    names: Vec<String>,
    amounts: Vec<(u32, Cell<'s>)>,
    covers: Option<(u32, u32)>,
}

impl<'s> Charges<'s> {
    /// What `charge` adds pays for these months, first and last: it is bought ahead of its use. No cost
    /// depends on it; it is said for those who spread what is paid over what it is paid for.
    pub fn paid_for<T>(&mut self, covers: (u32, u32), charge: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.covers.replace((covers.0, covers.1.max(covers.0)));
        let added = charge(self);
        self.covers = outer;
        added
    }

    /// Adds `quantity` at `unit_price` in `month` and returns the amount. A charge that is nothing
    /// in every case is left out.
    pub fn add(
        &mut self,
        party: usize,
        label: Label<'_>,
        month: u32,
        (quantity, unit_price): (Cell<'s>, Cell<'s>),
    ) -> Cell<'s> {
        let amount = quantity * unit_price;
        amount.book().agree_money(amount);
        if amount.is_zero() {
            return amount;
        }
        let category = CATEGORIES.iter().position(|c| *c == label.category).unwrap_or(CATEGORIES.len());
        let name = self.name_index(label.name);
        let line = self.lines.entry((party, category, name)).or_insert_with(|| Line {
            party,
            category: label.category,
            name: label.name.to_owned(),
            unit: quantity.unit(),
            entries: Vec::new(),
        });
        let (covers, ids) = (self.covers, (quantity.id(), unit_price.id()));
        line.entries.push(Entry { month, quantity: ids.0, unit_price: ids.1, amount: amount.id(), covers });
        self.amounts.push((month, amount));
        amount
    }

    fn name_index(&mut self, name: &str) -> usize {
        let known = self.names.iter().position(|n| n == name);
        known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// Every amount with its month.
    pub fn amounts(&self) -> impl Iterator<Item = (u32, Cell<'s>)> + '_ {
        self.amounts.iter().copied()
    }

    /// The lines, by party and category.
    pub fn into_lines(self) -> Vec<Line> {
        let mut lines: Vec<Line> = self.lines.into_values().collect();
        for line in &mut lines {
            line.entries.sort_by_key(|entry| entry.month);
        }
        lines
    }
}
