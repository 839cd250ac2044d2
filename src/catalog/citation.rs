//! Where a fact of the catalog comes from.

use crate::quantity::Date;

/// The source of a fact and the day it held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Who says so.
    pub source: String,
    /// When: `2026-11-21`, or as much of it as is known.
    pub as_of: String,
}

impl Citation {
    /// How many days before `day` the fact held; of a date whose day is not known, from its first
    /// possible day. `None` when there is no date.
    #[must_use]
    pub fn age(&self, day: Date) -> Option<i64> {
        Date::earliest(&self.as_of).map(|as_of| day.since(as_of))
    }
}
