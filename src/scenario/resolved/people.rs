//! What people cost and how much of them is needed.

use crate::scenario::input::{Input, Price};

/// What people cost.
#[derive(Clone, Debug)]
pub struct People {
    /// Raise of every rate in months 13, 25, ...
    pub annual_raise: Input,
    /// Hours of one full-time person in a month.
    pub hours_per_fte_month: Input,
    /// Loaded cost of an hour by role.
    pub rates: Vec<(String, Price)>,
}

/// Hours of one role.
#[derive(Clone, Debug)]
pub struct Effort {
    /// Index into [`People::rates`].
    pub role: usize,
    /// Hours, or full-time people when `fte`.
    pub amount: Input,
    /// Whether the amount counts full-time people.
    pub fte: bool,
}
