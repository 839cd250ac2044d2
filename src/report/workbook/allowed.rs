//! What may be written into an input cell: what the scenario's key allows.

use rust_decimal::Decimal;

use crate::report::drawing::is_percentage;
use crate::scenario::language::Form;
use crate::scenario::{Input, Scenario, key_at, printable};

/// The longest message that a spreadsheet shows, in characters.
const LONGEST: usize = 255;

/// What a cell takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
    /// What its number must be.
    pub rule: Rule,
    /// Whether it counts whole things.
    pub is_whole: bool,
    /// What is said when another number is written.
    pub message: String,
}

/// What a number must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Above this.
    Above(Decimal),
    /// This or more.
    AtLeast(Decimal),
    /// From the first to the second.
    Between(Decimal, Decimal),
}

impl Allowed {
    /// What the key of an input allows, at a place; none where it may be any number.
    #[must_use]
    pub fn of(scenario: &Scenario, input: &Input, (row, column): (u32, u16)) -> Option<Self> {
        let form = key_at(scenario, &input.path).map(|key| key.form);
        let rule = match (form, input.bounds) {
            (Some(Form::Positive), _) => Rule::Above(Decimal::ZERO),
            (_, (Some(low), Some(high))) => Rule::Between(low, high),
            (_, (Some(low), None)) => Rule::AtLeast(low),
            // the multiple of today's volume is no key, and is never negative
            _ if input.path == "volume" => Rule::AtLeast(Decimal::ZERO),
            _ => return None,
        };
        let number = |value: Decimal| {
            if is_percentage(input) {
                return format!("{} %", value.saturating_mul(Decimal::ONE_HUNDRED).normalize());
            }
            value.normalize().to_string()
        };
        let what = match rule {
            Rule::Above(low) => format!("above {}", number(low)),
            Rule::AtLeast(low) => format!("{} or more", number(low)),
            Rule::Between(low, high) => format!("from {} to {}", number(low), number(high)),
        };
        let kind = if input.whole { "a whole number, " } else { "" };
        let message = format!("{} must be {kind}{what}, as in the scenario.", printable(&input.path));
        let message = message.chars().take(LONGEST).collect();
        Some(Self { row, column, rule, is_whole: input.whole, message })
    }
}
