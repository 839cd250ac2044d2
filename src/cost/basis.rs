//! The two bases that costs are worked out on, and what every formula needs at hand.

use rust_decimal::Decimal;

use super::clock::Clock;
use super::volume::first_month_with_requests;
use crate::quantity::{Dimension, Unit};
use crate::scenario::{Input, Price, Scenario};
use crate::sheet::{Book, Cell, Label};

/// What a cost is worked out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Every month of the horizon, and what falls before launch.
    Horizon,
    /// One month of the option itself in steady state: the first that has requests, at month 1's
    /// prices; what is paid every n months counts 1/n, and nothing that is paid once.
    RunRate,
}

/// One month that costs are worked out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The month whose volumes hold, from 1.
    pub month: u32,
    /// The month whose prices hold, from 1.
    pub price_month: u32,
}

/// What every formula needs at hand.
#[derive(Debug)]
pub struct Context<'s> {
    /// Where cells are recorded.
    pub book: &'s Book,
    /// The scenario.
    pub scenario: &'s Scenario,
    /// What the costs are worked out for.
    pub basis: Basis,
    /// The months worked out.
    pub periods: Vec<Period>,
    /// The factor on every workload's requests.
    pub scale: Cell<'s>,
    /// How a month is divided into hours.
    pub clock: Clock,
}

impl<'s> Context<'s> {
    /// The context of a basis.
    pub fn new(book: &'s Book, scenario: &'s Scenario, scale: Cell<'s>, basis: Basis) -> Self {
        let periods = match basis {
            Basis::Horizon => (1..=scenario.months).map(|month| Period { month, price_month: month }).collect(),
            Basis::RunRate => {
                vec![Period { month: first_month_with_requests(scenario), price_month: 1 }]
            }
        };
        Self { book, scenario, basis, periods, scale, clock: Clock::of(scenario) }
    }

    /// A number of the scenario.
    pub fn input(&self, input: &Input) -> Cell<'s> {
        self.book.input(input)
    }

    /// A plain number of a formula.
    pub fn number(&self, value: impl Into<Decimal>) -> Cell<'s> {
        self.book.number(value)
    }

    /// One less a share.
    pub fn rest(&self, share: Cell<'s>) -> Cell<'s> {
        self.number(1) - share
    }

    /// The factor a yearly rate has become by a month: (1 + rate)^((month - 1) / 12).
    pub fn drift(&self, rate: &Input, month: u32) -> Cell<'s> {
        let twelfths = i32::try_from(month.max(1) - 1).unwrap_or(i32::MAX);
        (self.number(1) + self.input(rate)).power(twelfths).named(Label::new("yearly change so far").in_month(month))
    }

    /// A price in a month; a yearly change applies only to a price that does not step by month.
    pub fn price(&self, price: &Price, change: Option<&Input>, month: u32) -> Cell<'s> {
        let held = price.in_month(month);
        let mut amount = self.input(held);
        if held.is_of_the_catalog() {
            // the catalog's prices are in US dollars
            amount = amount * self.input(&self.scenario.exchange_rate);
        }
        match change {
            Some(change) if !price.steps() => amount * self.drift(change, month),
            _ => amount,
        }
    }

    /// The hours that every hourly price is multiplied with.
    pub fn hours_per_month(&self) -> Cell<'s> {
        self.input(&self.scenario.hours_per_month)
    }

    /// Tokens as millions of tokens.
    pub fn mtok(&self, tokens: Cell<'s>) -> Cell<'s> {
        tokens / self.book.constant(1_000_000, Unit::of(Dimension::Token).per(Dimension::Mtok))
    }

    /// Billed attempts for one request of a workload.
    pub fn attempts(&self, workload: usize) -> Cell<'s> {
        let retries = self.input(&self.scenario.workloads[workload].retry_rate);
        (self.number(1) + retries).named(Label::new("attempts for one request").of(workload))
    }

    /// Billed attempts for so many requests of a workload in a month.
    pub fn attempts_for(&self, (workload, month): (usize, u32), requests: Cell<'s>) -> Cell<'s> {
        let attempts = requests * self.attempts(workload);
        // where nothing is tried again they are the requests, and called so
        let is_same = attempts.id() == requests.id();
        if is_same { requests } else { attempts.named(Label::new("attempts").of(workload).in_month(month)) }
    }

    /// How often something paid every `every` months from month `first` falls in a period: once or
    /// not at all on the horizon, 1/`every` at the run rate.
    pub fn occurrences(&self, period: Period, first: u32, every: u32) -> Option<Cell<'s>> {
        match self.basis {
            Basis::RunRate => Some(self.number(1) / self.number(every)),
            Basis::Horizon => {
                let due = period.month >= first && (period.month - first).is_multiple_of(every);
                due.then(|| self.number(1))
            }
        }
    }

    /// Zero money.
    pub fn nothing(&self) -> Cell<'s> {
        self.book.constant(0, Unit::MONEY)
    }

    /// Names what is being computed, for messages.
    pub fn scope(&self, option: usize, what: &str) {
        self.book.scope(format!("`{}`, {what}", self.scenario.options[option].name));
    }
}
