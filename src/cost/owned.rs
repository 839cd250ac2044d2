//! Bought hardware: capital when the fleet grows, replacement, resale, power and upkeep.

use super::basis::{Basis, Context, Period};
use super::charges::{Charges, Label};
use super::fleet::{self, FleetMonth};
use crate::quantity::{Dimension, Unit};
use crate::scenario::{Fleet, Purchase};
use crate::sheet::{Cell, Label as Name};

/// Units bought together.
#[derive(Clone, Copy, Debug)]
struct Cohort<'s> {
    /// First month they serve.
    from: u32,
    /// How many.
    units: Cell<'s>,
    /// What one cost.
    price: Cell<'s>,
}

impl Cohort<'_> {
    /// The months they are paid for, when they are kept for `life` months but no longer than `last`.
    fn serves(&self, life: u32, last: u32) -> (u32, u32) {
        (self.from, (self.from + life - 1).min(last))
    }
}

/// The hardware of one party through the months.
#[derive(Debug)]
pub struct Owned<'s> {
    /// The months of service: first and last.
    pub service: (u32, u32),
    /// The month in which the first units are paid; 0 is before launch.
    pub once: u32,
    cohorts: Vec<Cohort<'s>>,
    units: Cell<'s>,
    value: Cell<'s>,
    /// What is credited for the units left in the last month.
    pub book_value: Cell<'s>,
}

const HARDWARE: &str = "hardware";

impl<'s> Owned<'s> {
    /// No hardware yet.
    pub fn new(cx: &Context<'s>, service: (u32, u32), once: u32) -> Self {
        Self {
            service,
            once,
            cohorts: Vec::new(),
            units: cx.book.constant(0, Unit::REPLICA),
            value: cx.nothing(),
            book_value: cx.nothing(),
        }
    }

    /// Charges a month of owned hardware and returns the replicas owned in it.
    pub fn charge(
        &mut self,
        cx: &Context<'s>,
        charges: &mut Charges<'s>,
        (option, fleet, index): (usize, &Fleet, usize),
        (purchase, need): (&Purchase, &FleetMonth<'s>),
    ) -> Cell<'s> {
        let period = cx.periods[index];
        match cx.basis {
            Basis::RunRate => self.wear(cx, charges, (option, period), (purchase, fleet, need)),
            Basis::Horizon => {
                self.sell_old(cx, charges, (option, period.month), purchase);
                self.grow(cx, charges, (option, period), (purchase, fleet, need));
            }
        }
        self.charge_upkeep(cx, charges, (option, period), (purchase, fleet));
        if cx.basis == Basis::Horizon && period.month == self.service.1 {
            self.credit_book_value(cx, charges, option, purchase);
        }
        self.units
    }

    /// At the run rate hardware counts (1 - residual) x price / life a month.
    fn wear(
        &mut self,
        cx: &Context<'s>,
        charges: &mut Charges<'s>,
        (option, period): (usize, Period),
        (purchase, fleet, need): (&Purchase, &Fleet, &FleetMonth<'s>),
    ) {
        let price = unit_price(cx, purchase, fleet, period.price_month);
        let lost = cx.rest(cx.input(&purchase.residual)) * price / cx.number(purchase.life_months);
        self.units = need.peak;
        self.value = need.peak * price;
        let label = Label { category: HARDWARE, name: "hardware worn off" };
        charges.add(option, label, period.month, (need.peak, lost));
    }

    /// Units that reached the end of their life are sold at their residual value.
    fn sell_old(
        &mut self,
        cx: &Context<'s>,
        charges: &mut Charges<'s>,
        (option, month): (usize, u32),
        purchase: &Purchase,
    ) {
        let residual = cx.input(&purchase.residual);
        let (old, kept): (Vec<_>, Vec<_>) =
            self.cohorts.drain(..).partition(|cohort| cohort.from + purchase.life_months <= month);
        self.cohorts = kept;
        for cohort in old {
            self.units = self.units - cohort.units;
            self.value = self.value - cohort.units * cohort.price;
            let credit = cx.nothing() - cohort.price * residual;
            let label = Label { category: HARDWARE, name: "resale of worn hardware" };
            let served = cohort.serves(purchase.life_months, self.service.1);
            charges.paid_for(served, |charges| charges.add(option, label, month, (cohort.units, credit)));
        }
    }

    /// Buys what the need exceeds the units at hand by.
    fn grow(
        &mut self,
        cx: &Context<'s>,
        charges: &mut Charges<'s>,
        (option, period): (usize, Period),
        (purchase, fleet, need): (&Purchase, &Fleet, &FleetMonth<'s>),
    ) {
        let paid = if period.month == self.service.0 { self.once } else { period.month };
        let price = unit_price(cx, purchase, fleet, paid.max(1));
        let bought = need.peak.above(self.units).named(Name::new("replicas bought").in_month(period.month));
        if bought.is_zero() {
            return;
        }
        let label = Label { category: HARDWARE, name: "hardware bought" };
        let cohort = Cohort { from: period.month, units: bought, price };
        let serves = cohort.serves(purchase.life_months, self.service.1);
        charges.paid_for(serves, |charges| charges.add(option, label, paid, (bought, price)));
        self.cohorts.push(cohort);
        self.units = self.units + bought;
        let name = |what| Name::new(what).in_month(period.month);
        self.units = self.units.named(name("replicas owned"));
        self.value = (self.value + bought * price).named(name("price paid for the hardware owned"));
    }

    /// Power, colocation and maintenance of every unit owned.
    fn charge_upkeep(
        &self,
        cx: &Context<'s>,
        charges: &mut Charges<'s>,
        (option, period): (usize, Period),
        (purchase, fleet): (&Purchase, &Fleet),
    ) {
        let hours = purchase.powered_hours.as_ref();
        let hours = hours.map_or_else(|| fleet::service_hours(cx, fleet), |hours| cx.input(hours));
        let gpus = self.units * cx.input(&fleet.gpus_per_replica);
        let watts_per_kilowatt = Unit::of(Dimension::Watt).per(Dimension::Kilowatt);
        let kilowatts = gpus * cx.input(&purchase.watts_per_gpu) / cx.book.constant(1000, watts_per_kilowatt);
        let energy = kilowatts * cx.input(&purchase.pue) * hours;
        let month = period.month;
        let mut add = |category, name, charge| charges.add(option, Label { category, name }, month, charge);
        add("energy", "electricity", (energy, cx.price(&purchase.price_per_kwh, None, period.price_month)));
        let colocation = cx.price(&purchase.colocation_per_month, None, period.price_month);
        add("facility", "colocation", (self.units, colocation));
        let maintenance = cx.input(&purchase.maintenance_per_year) / cx.number(12);
        add(HARDWARE, "maintenance", (self.value, maintenance));
    }

    /// What the units left are worth, straight line from price to residual, is credited when the
    /// option serves for the last time.
    fn credit_book_value(&mut self, cx: &Context<'s>, charges: &mut Charges<'s>, option: usize, purchase: &Purchase) {
        let last = self.service.1;
        let lost_in_all = cx.rest(cx.input(&purchase.residual));
        for cohort in &self.cohorts {
            let age = last - cohort.from + 1;
            let worn = lost_in_all * cx.number(age) / cx.number(purchase.life_months);
            let credit = cx.nothing() - cohort.price * cx.rest(worn);
            let label = Label { category: HARDWARE, name: "book value left" };
            let served = cohort.serves(purchase.life_months, last);
            let amount = charges.paid_for(served, |charges| charges.add(option, label, last, (cohort.units, credit)));
            self.book_value = self.book_value + amount;
        }
    }
}

/// The price of one replica's hardware.
fn unit_price<'s>(cx: &Context<'s>, purchase: &Purchase, fleet: &Fleet, month: u32) -> Cell<'s> {
    let gpus = cx.price(&purchase.price_per_gpu, None, month) * cx.input(&fleet.gpus_per_replica);
    (gpus + cx.price(&purchase.other_hardware, None, month)).named(Name::new("hardware of one replica").in_month(month))
}
