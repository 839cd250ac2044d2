//! How a month is divided into hours.

use crate::scenario::{Profile, Scenario};
use crate::sheet::{Cell, Label};

/// How a month is divided: the coarsest cycle of hours in which every profile is flat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// All hours alike.
    Flat,
    /// One peak hour a day, and the 23 others.
    PeakAndRest,
    /// The 24 hours of a day.
    Day,
    /// The 168 hours of a week, Monday first.
    Week,
}

impl Clock {
    /// The clock that a scenario's profiles need.
    pub fn of(scenario: &Scenario) -> Self {
        let profiles = || scenario.workloads.iter().map(|w| &w.profile);
        if profiles().any(|p| matches!(p, Profile::Hours { week: Some(_), .. })) {
            Self::Week
        } else if profiles().any(|p| matches!(p, Profile::Hours { .. })) {
            Self::Day
        } else if profiles().any(|p| matches!(p, Profile::Peak(_))) {
            Self::PeakAndRest
        } else {
            Self::Flat
        }
    }

    /// For each slot of the cycle, the hours of it.
    pub fn slots(self) -> &'static [u32] {
        match self {
            Self::Flat => &[1],
            Self::PeakAndRest => &[1, 23],
            Self::Day => &[1; 24],
            Self::Week => &[1; 168],
        }
    }

    /// The mean of a figure over the hours of the cycle, from its value in each slot; `what` a reader
    /// calls it.
    pub fn mean<'s>(self, slots: &[Cell<'s>], what: Label) -> Cell<'s> {
        let (book, unit) = (slots[0].book(), slots[0].unit());
        let hours = self.slots();
        let weighted = slots.iter().zip(hours).map(|(cell, hours)| *cell * book.number(*hours));
        (book.sum(weighted, unit) / book.number(hours.iter().sum::<u32>())).named(what)
    }
}
