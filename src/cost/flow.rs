//! Requests on their way to who serves them.

use std::rc::Rc;

use super::basis::Context;
use super::profile;
use crate::sheet::{Cell, Label};

/// Requests of one workload in one month that a party serves.
#[derive(Clone, Debug)]
pub struct Flow<'s> {
    /// Requests in the month.
    pub requests: Cell<'s>,
    /// How they spread over the hours.
    shape: Shape<'s>,
}

#[derive(Clone, Debug)]
enum Shape<'s> {
    /// As the workload's profile.
    Profile,
    /// By slot of the clock, each as if the whole month were like it.
    Slots(Rc<[Cell<'s>]>),
}

impl<'s> Flow<'s> {
    /// Requests that spread as their workload's profile says.
    pub fn of_profile(requests: Cell<'s>) -> Self {
        Self { requests, shape: Shape::Profile }
    }

    /// The requests by slot of the clock, each as if the whole month were like it.
    pub fn slots(&self, cx: &Context<'s>, workload: usize, month: u32) -> Rc<[Cell<'s>]> {
        match &self.shape {
            Shape::Slots(slots) => slots.clone(),
            Shape::Profile => {
                let weights = profile::weights(cx, workload, month);
                weights.iter().map(|weight| self.requests * *weight).collect()
            }
        }
    }

    /// Whether the requests spread as their workload's profile says.
    pub fn has_profile(&self) -> bool {
        matches!(self.shape, Shape::Profile)
    }

    /// A share of the flow.
    pub fn scaled(&self, share: Cell<'s>) -> Self {
        let spread = match &self.shape {
            Shape::Profile => Shape::Profile,
            Shape::Slots(slots) => Shape::Slots(slots.iter().map(|slot| *slot * share).collect()),
        };
        Self { requests: self.requests * share, shape: spread }
    }

    /// The flow of a workload in a month that has these requests in each slot.
    pub fn of_slots(cx: &Context<'s>, (workload, month): (usize, u32), slots: Rc<[Cell<'s>]>) -> Self {
        let name = Label::new("requests of all hours").of(workload).in_month(month);
        Self { requests: cx.clock.mean(&slots, name), shape: Shape::Slots(slots) }
    }

    /// Two flows of a workload together.
    pub fn plus(&self, other: &Self, (cx, workload, month): (&Context<'s>, usize, u32)) -> Self {
        if self.has_profile() && other.has_profile() {
            return Self { requests: self.requests + other.requests, shape: Shape::Profile };
        }
        let (a, b) = (self.slots(cx, workload, month), other.slots(cx, workload, month));
        let slots = a.iter().zip(b.iter()).map(|(a, b)| *a + *b).collect();
        Self { requests: self.requests + other.requests, shape: Shape::Slots(slots) }
    }
}

/// What a party serves in one period.
#[derive(Clone, Debug)]
pub struct Part<'s> {
    /// By workload.
    pub flows: Vec<Flow<'s>>,
    /// Users by workload.
    pub users: Vec<Cell<'s>>,
    /// The size of its fleet, when an overflow fixes it.
    pub fixed_fleet: Option<Cell<'s>>,
    /// Whether a fleet of fixed size must also serve what another role brings it.
    pub overloaded: bool,
}

impl Part<'_> {
    /// The part as whoever stands in serves it: with a fleet of its own size.
    #[must_use]
    pub fn on_own_fleet(self) -> Self {
        Self { fixed_fleet: None, overloaded: false, ..self }
    }
}
