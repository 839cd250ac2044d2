//! The ledger: every charge as a row.

use rust_decimal::Decimal;

use crate::cost::Model;
use crate::scenario::Scenario;
use crate::sheet::ExactReading;

/// One charge.
#[derive(Clone, Debug)]
pub struct Row {
    /// The month; 0 is before launch.
    pub month: u32,
    /// When it falls: the month's last day, the first day of month 1 before launch.
    pub date: Option<String>,
    /// Place of the option among the scenario's.
    pub option: usize,
    /// Place of the option that serves, the option's own or one that stands in.
    pub party: usize,
    /// The category.
    pub category: &'static str,
    /// The line; with its option's name when another option serves in this one's ledger.
    pub line: String,
    /// How many.
    pub quantity: Decimal,
    /// The unit of the quantity.
    pub unit: String,
    /// What one costs.
    pub unit_price: Decimal,
    /// The product.
    pub amount: Decimal,
    /// The months that it pays for, first and last, when they are other than its own.
    pub covers: Option<(u32, u32)>,
}

/// Every charge that is not zero, by option, month, category and line.
#[must_use]
pub fn rows(scenario: &Scenario, model: &Model, exact: &ExactReading) -> Vec<Row> {
    let mut rows = Vec::new();
    for (option, ledger) in model.options.iter().enumerate() {
        let first = rows.len();
        for line in &ledger.lines {
            let name = if line.party == option {
                line.name.clone()
            } else {
                format!("{}: {}", scenario.options[line.party].name, line.name)
            };
            let unit = match line.unit.describe(scenario.currency.code) {
                none if none.is_empty() => "payment".to_owned(),
                unit => unit,
            };
            for entry in &line.entries {
                let amount = exact.get(entry.amount);
                if amount.is_zero() || entry.month > scenario.months {
                    continue;
                }
                rows.push(Row {
                    month: entry.month,
                    date: date(scenario, entry.month),
                    option,
                    party: line.party,
                    category: line.category,
                    line: name.clone(),
                    quantity: exact.get(entry.quantity),
                    unit: unit.clone(),
                    unit_price: exact.get(entry.unit_price),
                    amount,
                    covers: entry.covers,
                });
            }
        }
        rows[first..].sort_by_key(|row| row.month);
    }
    rows
}

/// The date of a month's costs; those before launch fall on the first day of month 1.
#[must_use]
pub fn date(scenario: &Scenario, month: u32) -> Option<String> {
    let calendar = scenario.calendar(month)?;
    Some(if month == 0 { calendar.first_day() } else { calendar.last_day() })
}
