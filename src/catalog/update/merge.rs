//! One entry of a price list laid over the entry that the catalog has.

use rust_decimal::Decimal;

use super::compose::Gap;
use crate::catalog::llm::{LlmModel, Period, Rates, Tier};
use crate::catalog::off_peak::OffPeak;
use crate::quantity::Date;

type Batch = Rates<Option<Decimal>>;

/// Digits after the point of a price that was worked out.
const DIGITS: u32 = 12;

/// The new entry, as of a day, with what only the old one says. The old name stays.
pub fn over(old: &LlmModel, mut new: LlmModel, (gap, as_of): (Gap, Date)) -> LlmModel {
    new.context_tokens = match gap {
        Gap::None => new.context_tokens.or(old.context_tokens),
        // the longest prompt of such a list is at most the context
        Gap::Unknown => new.context_tokens.max(old.context_tokens),
    };
    new.drop_unreachable_tiers();
    let known = &old.periods[old.period_on(as_of)].rates;
    if gap == Gap::Unknown {
        fill(&mut new, known);
    }
    let batch = batch(old, &new, (gap, old.period_on(as_of)));
    // the lists are not asked for these: they keep their share of the normal prices
    let kept = |tier: &Option<Batch>| tier.as_ref().map(|tier| scaled(tier, known, new.current()));
    let (flex, priority) = (kept(&old.flex), kept(&old.priority));
    let is_same = new.periods[new.period_on(as_of)].rates == *known;
    let own = new.id.rsplit_once('/').map_or(new.id.as_str(), |(_, own)| own).to_owned();
    let mut aliases = new.aliases;
    for name in (new.id != old.id).then_some(own).into_iter().chain(old.aliases.iter().cloned()) {
        if !aliases.contains(&name) {
            aliases.push(name);
        }
    }
    LlmModel {
        id: old.id.clone(),
        name: new.name.or_else(|| old.name.clone()),
        max_output_tokens: new.max_output_tokens.or(old.max_output_tokens),
        batch,
        flex,
        priority,
        retires: new.retires.or(old.retires),
        aliases,
        // a note is on the prices that it stands beside
        note: new.note.or_else(|| old.note.clone().filter(|_| is_same)),
        off_peak: off_peak(old.off_peak.as_ref(), new.off_peak, is_same),
        periods: periods(old, new.periods, as_of),
        context_tokens: new.context_tokens,
        citation: new.citation,
    }
}

/// Parts that the list is silent about cost what they did, as long as input does.
fn fill(new: &mut LlmModel, known: &Rates<Decimal>) {
    let context = new.context_tokens;
    for Period { rates, .. } in new.periods.iter_mut().filter(|period| period.rates.input == known.input) {
        rates.cache_read = rates.cache_read.or(known.cache_read);
        rates.cache_write = rates.cache_write.or(known.cache_write);
        rates.cache_write_1h = rates.cache_write_1h.or(known.cache_write_1h);
        rates.per_request = rates.per_request.or(known.per_request);
        if rates.tiers.is_empty() {
            let reachable = known.tiers.iter().filter(|tier| context.is_none_or(|context| tier.over < context));
            rates.tiers = reachable.cloned().collect();
        }
        rates.tiers.iter_mut().for_each(|tier| *tier = filled(tier, &known.tiers));
    }
}

/// A tier, and what only the known one of this length says.
fn filled(tier: &Tier, known: &[Tier]) -> Tier {
    let Some(known) = known.iter().find(|known| known.over == tier.over) else { return tier.clone() };
    Tier {
        over: tier.over,
        input: tier.input.or(known.input),
        output: tier.output.or(known.output),
        cache_read: tier.cache_read.or(known.cache_read),
        cache_write: tier.cache_write.or(known.cache_write),
        cache_write_1h: tier.cache_write_1h.or(known.cache_write_1h),
    }
}

/// Dated prices replace those that were known. One price without a date holds from the day of the list on,
/// unless it is the one that holds then anyway; it takes back neither an earlier price nor a scheduled one.
fn periods(old: &LlmModel, mut new: Vec<Period>, as_of: Date) -> Vec<Period> {
    let is_undated = matches!(new.as_slice(), [only] if only.from.is_none());
    if !is_undated {
        return new;
    }
    let mut periods = old.periods.clone();
    let held = old.period_on(as_of);
    if periods[held].rates == new[0].rates {
        return periods;
    }
    let rates = new.swap_remove(0).rates;
    if periods[held].from == Some(as_of) {
        periods[held].rates = rates;
    } else {
        periods.insert(held + 1, Period { from: Some(as_of), rates });
    }
    periods.sort_by_key(|period| period.from);
    periods
}

/// The batch prices of the list. What it is silent about saves the share that it did: of a list that leaves out
/// what it does not know, part by part.
fn batch(old: &LlmModel, new: &LlmModel, (gap, held): (Gap, usize)) -> Option<Batch> {
    let Some(known) = &old.batch else { return new.batch.clone() };
    let kept = || scaled(known, &old.periods[held].rates, new.current());
    match &new.batch {
        None => Some(kept()),
        Some(said) if gap == Gap::None => Some(said.clone()),
        Some(said) => {
            let kept = kept();
            Some(Rates {
                input: said.input.or(kept.input),
                output: said.output.or(kept.output),
                cache_read: said.cache_read.or(kept.cache_read),
                cache_write: said.cache_write.or(kept.cache_write),
                cache_write_1h: said.cache_write_1h.or(kept.cache_write_1h),
                per_request: said.per_request.or(kept.per_request),
                tiers: match said.tiers.as_slice() {
                    [] => kept.tiers,
                    said => said.iter().map(|tier| filled(tier, &kept.tiers)).collect(),
                },
            })
        }
    }
}

/// Batch prices that are the same shares of the prices of now as they were of those before.
fn scaled(batch: &Batch, before: &Rates<Decimal>, now: &Rates<Decimal>) -> Batch {
    let part = |batch: Option<Decimal>, before: Option<Decimal>, now: Option<Decimal>| {
        let (batch, before, now) = (batch?, before?, now?);
        if before == now {
            return Some(batch);
        }
        let scaled = batch.checked_mul(now)?.checked_div(before)?;
        Some(scaled.round_dp(DIGITS).normalize())
    };
    let tier = |tier: &Tier| {
        let of = |rates: &Rates<Decimal>| rates.tiers.iter().find(|known| known.over == tier.over).cloned();
        let (before, now) = (of(before)?, of(now)?);
        Some(Tier {
            over: tier.over,
            input: part(tier.input, before.input, now.input),
            output: part(tier.output, before.output, now.output),
            cache_read: part(tier.cache_read, before.cache_read, now.cache_read),
            cache_write: part(tier.cache_write, before.cache_write, now.cache_write),
            cache_write_1h: part(tier.cache_write_1h, before.cache_write_1h, now.cache_write_1h),
        })
    };
    Rates {
        input: part(batch.input, Some(before.input), Some(now.input)),
        output: part(batch.output, Some(before.output), Some(now.output)),
        cache_read: part(batch.cache_read, before.cache_read, now.cache_read),
        cache_write: part(batch.cache_write, before.cache_write, now.cache_write),
        cache_write_1h: part(batch.cache_write_1h, before.cache_write_1h, now.cache_write_1h),
        per_request: part(batch.per_request, before.per_request, now.per_request),
        tiers: batch.tiers.iter().filter_map(tier).collect(),
    }
}

/// Prices off the peak: an entry without hours keeps those that were known, as long as its prices are those
/// of the peak.
fn off_peak(old: Option<&OffPeak>, new: Option<OffPeak>, is_same: bool) -> Option<OffPeak> {
    new.or_else(|| old.filter(|_| is_same).cloned())
}
