//! Seats of an off-the-shelf product.

use super::basis::{Basis, Context};
use super::charges::{Charges, Label};
use super::flow::Part;
use crate::quantity::{Dimension, Unit};
use crate::scenario::Seats;
use crate::sheet::{Cell, Label as Name};

/// The seats of one party through the months.
#[derive(Debug)]
pub struct SeatBook<'s> {
    /// The month the paid year began in, and the seats held.
    year: Option<(u32, Cell<'s>)>,
}

const LABEL: Label<'static> = Label { category: "seats", name: "seats" };

impl<'s> SeatBook<'s> {
    /// No seats yet.
    pub fn new() -> Self {
        Self { year: None }
    }

    /// Charges a month of seats and returns the seats billed in it.
    pub fn charge(
        &mut self,
        cx: &Context<'s>,
        charges: &mut Charges<'s>,
        (option, index): (usize, usize),
        (seats, part): (&Seats, &Part<'s>),
    ) -> Cell<'s> {
        let period = cx.periods[index];
        let price = cx.price(&seats.price_per_seat, Some(&seats.price_change_per_year), period.price_month);
        let need = needed(cx, seats, part, period.month);
        let billed = if seats.annual_billing && cx.basis == Basis::Horizon {
            self.charge_year(cx, charges, (option, period.month), (need, price))
        } else {
            charges.add(option, LABEL, period.month, (need, price));
            need
        };
        if let Some(overage) = &seats.overage {
            let attempts = part.flows.iter().enumerate().map(|(w, flow)| flow.requests * cx.attempts(w));
            let attempts = cx.book.sum(attempts, Unit::REQUEST);
            let above = attempts.above(billed * cx.input(&overage.included_per_seat));
            let price = cx.price(&overage.per_request, Some(&seats.price_change_per_year), period.price_month);
            let label = Label { category: "seats", name: "requests above the included" };
            charges.add(option, label, period.month, (above, price));
        }
        billed
    }

    /// Twelve months are paid in the first month and at each anniversary (or when service resumes
    /// after the paid year); seats added in between pay for the months left, and fewer seats wait
    /// for the anniversary.
    fn charge_year(
        &mut self,
        cx: &Context<'s>,
        charges: &mut Charges<'s>,
        (option, month): (usize, u32),
        (need, price): (Cell<'s>, Cell<'s>),
    ) -> Cell<'s> {
        let (began, held, paid) = match self.year {
            Some((began, held)) if month < began + 12 => {
                let added = need.above(held);
                (began, held + added, added * cx.number(began + 12 - month))
            }
            _ => (month, need, need * cx.number(12)),
        };
        charges.paid_for((month, began + 11), |charges| charges.add(option, LABEL, month, (paid, price)));
        self.year = Some((began, held));
        held
    }
}

/// Seats needed in a month: max(minimum, whole packs of seats x growth).
fn needed<'s>(cx: &Context<'s>, seats: &Seats, part: &Part<'s>, month: u32) -> Cell<'s> {
    let seat = Unit::of(Dimension::Seat);
    let wanted = match &seats.seats {
        Some(stated) => cx.input(stated),
        None => cx.book.sum(part.users.iter().copied(), Unit::of(Dimension::User)).counted_as(seat),
    };
    let grown = wanted * cx.drift(&seats.seat_growth_per_year, month);
    let step = cx.input(&seats.seat_step);
    let packs = (grown.units(step) * step).max(cx.input(&seats.minimum_seats));
    packs.named(Name::new("seats needed").in_month(month))
}

/// Seats that nobody uses.
pub fn idle<'s>(cx: &Context<'s>, seats: &Seats, billed: Cell<'s>) -> Cell<'s> {
    billed * cx.rest(cx.input(&seats.adoption))
}
