//! What changed of a model between two catalogs: every price that it has, by name, and its shutdown. A
//! context that becomes known changes no bill.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::catalog::llm::{LlmModel, Period, Rates, Tier};
use crate::quantity::Date;
use crate::quantity::figures::exact;

/// A figure that changed: what, from and to.
pub type Part = (String, String, String);

/// Everything that differs, from the prices that held on a day to those of now.
pub fn changes(old: &LlmModel, new: &LlmModel, as_of: Date) -> Vec<Part> {
    let (held, now) = (old.period_on(as_of), new.current_period());
    let before = facts(old, held);
    let mut after = facts(new, now);
    let mut parts = Vec::new();
    let none = || "none".to_owned();
    for (what, was) in &before.0 {
        let is = after.take(what).unwrap_or_else(none);
        if *was != is {
            parts.push((what.clone(), was.clone(), is));
        }
    }
    parts.extend(after.0.into_iter().map(|(what, is)| (what, none(), is)));
    // a price that gave way to a new one has become an earlier one, which is no change of its own
    let earlier = [&old.periods[..held], &old.periods[..=held]];
    let past = &new.periods[..now];
    if !earlier.contains(&past) {
        parts.push(("earlier prices".to_owned(), list(earlier[0]), list(past)));
    }
    let (was, is) = (list(&old.periods[held + 1..]), list(&new.periods[now + 1..]));
    if was != is {
        parts.push(("next change".to_owned(), was, is));
    }
    parts
}

/// What a model costs at the prices of one period, by name, in the order in which it is said.
#[derive(Default)]
struct Facts(Vec<(String, String)>);

impl Facts {
    fn put(&mut self, what: String, value: Option<String>) {
        self.0.extend(value.map(|value| (what, value)));
    }

    fn take(&mut self, what: &str) -> Option<String> {
        let place = self.0.iter().position(|(known, _)| known == what)?;
        Some(self.0.remove(place).1)
    }

    fn rates(&mut self, of: &str, rates: &Rates<Option<Decimal>>) {
        let parts = [rates.input, rates.cache_read, rates.cache_write, rates.cache_write_1h, rates.output];
        for (what, price) in PARTS.into_iter().zip(parts) {
            self.put(format!("{of}{what}"), price.map(exact));
        }
        self.put(format!("{of}request"), rates.per_request.map(exact));
        for (place, tier) in rates.tiers.iter().enumerate() {
            let more = if place == 0 { String::new() } else { format!(" {}", place + 1) };
            self.put(format!("{of}long prompts{more} over"), Some(exact(tier.over)));
            let Tier { input, output, cache_read, cache_write, cache_write_1h, .. } = *tier;
            let parts = [input, cache_read, cache_write, cache_write_1h, output];
            for (what, price) in PARTS.into_iter().zip(parts) {
                self.put(format!("{of}long{more} {what}"), price.map(exact));
            }
        }
    }
}

const PARTS: [&str; 5] = ["input", "cached input", "cache write", "cache write for an hour", "output"];

fn facts(model: &LlmModel, period: usize) -> Facts {
    let mut facts = Facts::default();
    facts.rates("", &model.periods[period].rates.partial());
    if let Some(batch) = &model.batch {
        facts.rates("batch ", batch);
    }
    if let Some(off) = &model.off_peak {
        facts.rates("off-peak ", &off.rates.partial());
        facts.put("peak hours".to_owned(), Some(off.hours()));
    }
    facts.put("shutdown".to_owned(), model.retires.map(|day| day.to_string()));
    facts
}

/// Prices by their days; where two differ in more than input and output, that is said too.
fn list(periods: &[Period]) -> String {
    if periods.is_empty() {
        return "none".to_owned();
    }
    let one = |period: &Period| {
        let from = period.from.map_or_else(|| "at first".to_owned(), |day| day.to_string());
        let mut facts = Facts::default();
        facts.rates("", &period.rates.partial());
        let known: BTreeMap<String, String> = facts.0.into_iter().collect();
        let more = known.iter().filter(|(what, _)| !["input", "output"].contains(&what.as_str()));
        let more: Vec<String> = more.map(|(what, price)| format!(" {what} {price}")).collect();
        format!("{from}: {}/{}{}", exact(period.rates.input), exact(period.rates.output), more.concat())
    };
    periods.iter().map(one).collect::<Vec<_>>().join("; ")
}
