//! The bill of a model paid per token.

use super::basis::{Context, Period};
use super::charges::{Charges, Label, Limit};
use super::flow::Part;
use super::token_use::TokenUse;
use crate::quantity::{Dimension, Unit};
use crate::scenario::{Input, LongPrompt, Price, TokenPrices};
use crate::sheet::{Cell, Label as Name, Test};

const INFERENCE: &str = "inference";

/// Prices of a million tokens in one month, drift and surcharge included.
struct MonthPrices<'s> {
    input: Cell<'s>,
    cached: Cell<'s>,
    written: Cell<'s>,
    output: Cell<'s>,
}

/// Charges a month's token bill, in the order of docs/scenario.md: batch discount, surcharge and drift,
/// volume discounts, price per request, minimum spend.
pub fn charge<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, index): (usize, usize),
    (prices, part): (&TokenPrices, &Part<'s>),
) {
    let period = cx.periods[index];
    let month = MonthPrices::new(cx, prices, period);
    let mut bill = Vec::new();
    for (workload, flow) in part.flows.iter().enumerate() {
        let attempts = cx.attempts_for((workload, period.month), flow.requests);
        bill.extend(charge_workload(cx, charges, (option, workload, period), (prices, &month, attempts)));
    }
    let bill =
        cx.book.sum(bill, Unit::MONEY).named(Name::new("token bill before volume discounts").in_month(period.month));
    let mut total = bill + charge_discounts(cx, charges, (option, period), (prices, bill));
    let attempts = part.flows.iter().enumerate().map(|(w, flow)| cx.attempts_for((w, period.month), flow.requests));
    let attempts = cx.book.sum(attempts, Unit::REQUEST);
    let per_request = cx.price(&prices.per_request, Some(&prices.price_change_per_year), period.price_month);
    let label = Label { category: INFERENCE, name: "requests" };
    total = total + charges.add(option, label, period.month, (attempts, per_request));
    let minimum = cx.price(&prices.minimum_monthly_spend, None, period.price_month);
    if !minimum.is_zero() {
        let label = Label { category: INFERENCE, name: "up to the minimum spend" };
        charges.add(option, label, period.month, (cx.number(1), minimum.above(total)));
    }
}

impl<'s> MonthPrices<'s> {
    fn new(cx: &Context<'s>, prices: &TokenPrices, period: Period) -> Self {
        let surcharge = cx.number(1) + cx.input(&prices.uplift);
        let price =
            |price: &Price| cx.price(price, Some(&prices.price_change_per_year), period.price_month) * surcharge;
        let or_input = |own: &Option<Price>| price(own.as_ref().unwrap_or(&prices.input));
        let named = |cell: Cell<'s>, what| cell.named(Name::new(what).in_month(period.price_month));
        Self {
            input: named(price(&prices.input), "price of input tokens"),
            cached: named(or_input(&prices.cached_input), "price of cached input tokens"),
            written: named(or_input(&prices.cache_write), "price of cache writes"),
            output: named(price(&prices.output), "price of output tokens"),
        }
    }

    /// The mean prices when a share of the requests is long: its cached and written tokens scale
    /// like its input price.
    fn with_long(
        &self,
        cx: &Context<'s>,
        (prices, long): (&TokenPrices, &LongPrompt),
        period: Period,
        share: Cell<'s>,
    ) -> Self {
        let surcharge = cx.number(1) + cx.input(&prices.uplift);
        let price = |own: &Option<Price>, normal: Cell<'s>| match own {
            Some(own) => cx.price(own, Some(&prices.price_change_per_year), period.price_month) * surcharge,
            None => normal,
        };
        let long_input = price(&long.input, self.input);
        let long_output = price(&long.output, self.output);
        let scaled = |normal: Cell<'s>| {
            if long_input.id() == self.input.id() || normal.id() == self.input.id() {
                return if normal.id() == self.input.id() { long_input } else { normal };
            }
            let zero = cx.book.constant(0, self.input.unit());
            self.input.select(Test::Above, zero, (normal * long_input.share_of(self.input), normal))
        };
        let mean = |normal: Cell<'s>, long: Cell<'s>| normal * cx.rest(share) + long * share;
        Self {
            input: mean(self.input, long_input),
            cached: mean(self.cached, scaled(self.cached)),
            written: mean(self.written, scaled(self.written)),
            output: mean(self.output, long_output),
        }
    }
}

/// Charges the tokens of one workload and returns the amounts.
fn charge_workload<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, workload, period): (usize, usize, Period),
    (prices, month, attempts): (&TokenPrices, &MonthPrices<'s>, Cell<'s>),
) -> Vec<Cell<'s>> {
    let tokens = TokenUse::of(cx, option, workload);
    let long = prices.long_prompt.as_ref().map(|long| {
        let share = long_share(cx, workload, &tokens, long);
        month.with_long(cx, (prices, long), period, share)
    });
    let price = long.as_ref().unwrap_or(month);
    let plan = &cx.scenario.options[option];
    let batch_share = plan.overrides[workload].batch_share.as_ref();
    let batch_share = cx.input(batch_share.unwrap_or(&cx.scenario.workloads[workload].batch_share));
    let batch = |discount: &Input| {
        let left = cx.rest(batch_share * cx.input(discount));
        left.named(Name::new("what the batch discount leaves").of(workload))
    };
    let discount = &prices.batch_discount;
    let rest = cx.rest(tokens.cached_share);
    // both shares may be drawn so high that together they pass all of it
    let fresh_share = if tokens.written_share.is_zero() { rest } else { rest.above(tokens.written_share) };
    let kinds = [
        ("input tokens", tokens.input * fresh_share, price.input * batch(&discount.input)),
        ("cached input tokens", tokens.input * tokens.cached_share, price.cached * batch(&discount.cached_input)),
        ("cache write tokens", tokens.input * tokens.written_share, price.written * batch(&discount.cache_write)),
        ("output tokens", tokens.output, price.output * batch(&discount.output)),
    ];
    let mut charge = |(kind, per_request, price): (&str, Cell<'s>, Cell<'s>)| {
        let quantity = cx.mtok(attempts * per_request * tokens.factor);
        let name = format!("{}: {kind}", cx.scenario.workloads[workload].name);
        let label = Label { category: INFERENCE, name: &name };
        charges.add(option, label, period.month, (quantity, price))
    };
    kinds.into_iter().map(&mut charge).collect()
}

/// The share of requests above the threshold: as stated, else all or none by the mean length.
fn long_share<'s>(cx: &Context<'s>, workload: usize, tokens: &TokenUse<'s>, long: &LongPrompt) -> Cell<'s> {
    if let Some(share) = &cx.scenario.workloads[workload].long_prompt_share {
        cx.input(share)
    } else {
        let length = tokens.input * tokens.factor;
        length.select(Test::Above, cx.input(&long.over), (cx.number(1), cx.number(0)))
    }
}

/// Marginal discounts: each holds for the slice of the bill above its threshold.
fn charge_discounts<'s>(
    cx: &Context<'s>,
    charges: &mut Charges<'s>,
    (option, period): (usize, Period),
    (prices, bill): (&TokenPrices, Cell<'s>),
) -> Cell<'s> {
    let mut reached = cx.number(0);
    let mut total = cx.nothing();
    for tier in &prices.volume_discounts {
        let discount = cx.input(&tier.discount);
        let slice = bill.above(cx.input(&tier.above));
        let name = format!("volume discount above {}", tier.above.base().normalize());
        let label = Label { category: INFERENCE, name: &name };
        total = total + charges.add(option, label, period.month, (slice, reached - discount));
        reached = discount;
    }
    total
}

/// The peaks of a month that the account's limits are held against.
pub fn limits<'s>(
    cx: &Context<'s>,
    (option, index): (usize, usize),
    (prices, part): (&TokenPrices, &Part<'s>),
) -> Vec<Limit> {
    let month = cx.periods[index].month;
    let minutes = cx.hours_per_month() * cx.book.constant(60, Unit::ONE.per(Dimension::Hour));
    let peak = |per_request: &dyn Fn(usize) -> Cell<'s>, unit: Unit| {
        let slots: Vec<_> = (part.flows.iter().enumerate()).map(|(w, flow)| flow.slots(cx, w, month)).collect();
        let total = |slot: usize| {
            let terms = slots.iter().enumerate().map(|(w, slots)| slots[slot] * per_request(w) / minutes);
            cx.book.sum(terms, unit)
        };
        let totals: Vec<Cell<'s>> = (0..cx.clock.slots().len()).map(total).collect();
        totals.iter().skip(1).fold(totals[0], |highest, slot| highest.max(*slot))
    };
    let mut limits = Vec::new();
    if let Some(limit) = &prices.requests_per_minute {
        let peak =
            peak(&|w| cx.attempts(w), Unit::REQUEST).named(Name::new("requests in the busiest minute").in_month(month));
        limits.push(Limit {
            party: option,
            month,
            what: "requests_per_minute",
            peak: peak.id(),
            limit: cx.input(limit).id(),
        });
    }
    if let Some(limit) = &prices.tokens_per_minute {
        let tokens = |w: usize| {
            let tokens = TokenUse::of(cx, option, w);
            (tokens.input + tokens.output) * tokens.factor * cx.attempts(w)
        };
        let peak =
            peak(&tokens, Unit::of(Dimension::Token)).named(Name::new("tokens in the busiest minute").in_month(month));
        limits.push(Limit {
            party: option,
            month,
            what: "tokens_per_minute",
            peak: peak.id(),
            limit: cx.input(limit).id(),
        });
    }
    limits
}
