//! Sums of rows.

use rust_decimal::Decimal;

use crate::usage::entry::amount::Amount;
use crate::usage::entry::class::Class;
use crate::usage::entry::lane::{BOUNDS, Length};
use crate::usage::entry::row::{Requests, Row};
use crate::usage::entry::served::{Prompts, Service};
use crate::usage::entry::tokens::Tokens;

/// Sums of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Rows.
    pub rows: u64,
    /// Rows that say how many requests there were.
    pub counting: u64,
    /// Rows that say how many tokens there were.
    pub telling: u64,
    /// Rows that say how many requests failed.
    pub failing: u64,
    /// Rows with tokens that do not say how many requests.
    pub uncounted: u64,
    /// Requests that were answered.
    pub requests: u128,
    /// Of these, in a batch.
    pub batched: u128,
    /// Of the answered ones, those whose tokens nobody counted.
    pub untold: u128,
    /// Requests that failed.
    pub failures: u128,
    /// Of these, those that were charged and have tokens: attempts that are billed as answered ones are.
    pub charged_failures: u128,
    /// Fresh input tokens.
    pub fresh: u128,
    /// Input tokens read from a cache.
    pub cached: u128,
    /// Input tokens written to a cache, for minutes.
    pub written: u128,
    /// Input tokens written to a cache, for an hour.
    pub written_long: u128,
    /// Input tokens of rows that do not tell how many of them were read from a cache.
    pub reads_untold: u128,
    /// Input tokens of rows that do not tell how many of them were written to one.
    pub writes_untold: u128,
    /// Output tokens, reasoning included.
    pub output: u128,
    /// Of these, reasoning.
    pub reasoning: u128,
    /// Tokens in a batch, in the order of [`Class::ALL`].
    pub batched_tokens: [u128; 5],
    /// Answered requests at the flex tier and at the priority tier.
    pub tiered: [u128; 2],
    /// Tokens at the flex tier and at the priority tier.
    pub tiered_tokens: [u128; 2],
    /// Input tokens of prompts longer than each of [`BOUNDS`].
    pub long: [u128; BOUNDS.len()],
    /// Input tokens of prompts of which it is known whether they are longer than each of [`BOUNDS`].
    pub lengths_told: [u128; BOUNDS.len()],
    /// Rows with tokens and no cost.
    pub unpriced: u64,
    /// Rows with a cost.
    pub costed: u64,
    /// Of these, without tokens: charges that are listed apart from use.
    pub costed_apart: u64,
    /// Of the rows with a cost, those that tell 0 for tokens: whoever wrote them may only know no price.
    pub free: u64,
    /// The cost.
    pub cost: Amount,
    /// Of this, that of requests without tokens.
    pub cost_untold: Amount,
    /// Of this, that of rows with tokens in a batch, at the flex tier and at the priority tier.
    pub cost_tiered: [Amount; 3],
    /// Answered requests of the rows that tell both these and a cost.
    pub paid_requests: u128,
    /// Of these, those of rows that tell a cost of 0 for tokens.
    pub free_requests: u128,
    /// The cost of the rows that tell both.
    pub cost_counted: Amount,
}

impl Sums {
    /// Answered requests whose tokens are counted.
    #[must_use]
    pub fn sized(&self) -> u128 {
        self.requests.saturating_sub(self.untold)
    }

    /// Attempts whose tokens are counted, answered or charged without an answer: those that the tokens are of.
    #[must_use]
    pub fn attempts(&self) -> u128 {
        self.sized() + self.charged_failures
    }

    /// Whether a row tells of use: it counts tokens or requests.
    #[must_use]
    pub fn tells_use(&self) -> bool {
        self.telling + self.counting > 0
    }

    /// The cost less that of requests without tokens: what tokens are held against.
    #[must_use]
    pub fn cost_of_tokens(&self) -> Decimal {
        self.cost.decimal().saturating_sub(self.cost_untold.decimal())
    }

    /// All input tokens.
    #[must_use]
    pub fn input(&self) -> u128 {
        self.fresh + self.cached + self.written + self.written_long
    }

    /// Input tokens of rows that tell how many of them were read from a cache; none where no row with input does.
    #[must_use]
    pub fn reads_told(&self) -> Option<u128> {
        told(self.input(), self.reads_untold)
    }

    /// Input tokens of rows that tell how many of them were written to a cache; none where no row with input does.
    #[must_use]
    pub fn writes_told(&self) -> Option<u128> {
        told(self.input(), self.writes_untold)
    }

    /// The tokens of a class.
    #[must_use]
    pub fn of(&self, class: Class) -> u128 {
        match class {
            Class::Fresh => self.fresh,
            Class::Cached => self.cached,
            Class::Written => self.written,
            Class::WrittenLong => self.written_long,
            Class::Output => self.output,
        }
    }

    /// Adds the sums of other rows.
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.counting += other.counting;
        self.telling += other.telling;
        self.failing += other.failing;
        self.uncounted += other.uncounted;
        self.requests += other.requests;
        self.untold += other.untold;
        self.batched += other.batched;
        self.failures += other.failures;
        self.charged_failures += other.charged_failures;
        self.fresh += other.fresh;
        self.cached += other.cached;
        self.written += other.written;
        self.written_long += other.written_long;
        self.reads_untold += other.reads_untold;
        self.writes_untold += other.writes_untold;
        self.output += other.output;
        self.reasoning += other.reasoning;
        for (sums, more) in [
            (&mut self.batched_tokens[..], &other.batched_tokens[..]),
            (&mut self.tiered, &other.tiered),
            (&mut self.tiered_tokens, &other.tiered_tokens),
            (&mut self.long, &other.long),
            (&mut self.lengths_told, &other.lengths_told),
        ] {
            sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
        self.unpriced += other.unpriced;
        self.costed += other.costed;
        self.costed_apart += other.costed_apart;
        self.free += other.free;
        self.cost = self.cost.plus(other.cost);
        self.cost_untold = self.cost_untold.plus(other.cost_untold);
        self.cost_tiered.iter_mut().zip(other.cost_tiered).for_each(|(sum, more)| *sum = sum.plus(more));
        self.paid_requests += other.paid_requests;
        self.free_requests += other.free_requests;
        self.cost_counted = self.cost_counted.plus(other.cost_counted);
    }

    /// Leaves the cost out, as if no row had one.
    pub fn drop_cost(&mut self) {
        self.unpriced += self.costed - self.costed_apart;
        (self.costed, self.costed_apart, self.free, self.free_requests) = (0, 0, 0, 0);
        (self.cost, self.cost_untold) = (Amount::ZERO, Amount::ZERO);
        (self.cost_tiered, self.paid_requests, self.cost_counted) = ([Amount::ZERO; 3], 0, Amount::ZERO);
    }

    /// Counts a row in.
    pub(super) fn take(&mut self, row: &Row<'_>) {
        self.rows += 1;
        if let Some(failures) = row.failures {
            self.failing += 1;
            self.failures += u128::from(failures);
            self.charged_failures += if row.is_charged_failure() { u128::from(failures) } else { 0 };
        }
        if let Requests::Counted(requests) = row.requests {
            self.counting += 1;
            self.take_requests(u128::from(requests), row);
        }
        if let Some(cost) = row.cost {
            self.take_cost(cost, row);
        }
        let Some(tokens) = &row.tokens else { return };
        self.telling += 1;
        if !tokens.is_empty() {
            self.take_tokens(tokens, row);
        }
    }

    fn take_cost(&mut self, cost: Amount, row: &Row<'_>) {
        self.cost = self.cost.plus(cost);
        self.costed += 1;
        self.free += u64::from(row.is_free());
        if let Requests::Counted(requests) = row.requests {
            self.paid_requests += u128::from(requests);
            self.free_requests += if row.is_free() { u128::from(requests) } else { 0 };
            self.cost_counted = self.cost_counted.plus(cost);
        }
        // a request whose tokens nobody counted is use, not a charge
        let is_charge = row.requests == Requests::Elsewhere;
        self.costed_apart += u64::from(row.tokens.is_none() && is_charge);
        if row.tokens.is_some_and(|tokens| !tokens.is_empty()) {
            if let Some(place) = row.service.place() {
                self.cost_tiered[place] = self.cost_tiered[place].plus(cost);
            }
        } else if !is_charge {
            self.cost_untold = self.cost_untold.plus(cost);
        }
    }

    fn take_requests(&mut self, requests: u128, row: &Row<'_>) {
        self.requests += requests;
        if row.is_untold() {
            self.untold += requests;
        }
        match row.service {
            Service::Standard => {}
            Service::Batch => self.batched += requests,
            Service::Flex => self.tiered[0] += requests,
            Service::Priority => self.tiered[1] += requests,
        }
    }

    fn take_tokens(&mut self, tokens: &Tokens, row: &Row<'_>) {
        let all = tokens.by_class();
        for (sum, more) in
            [&mut self.fresh, &mut self.cached, &mut self.written, &mut self.written_long, &mut self.output]
                .into_iter()
                .zip(all)
        {
            *sum += more;
        }
        let input = u128::from(tokens.input());
        self.reads_untold += if row.tells_reads { 0 } else { input };
        self.writes_untold += if row.tells_writes { 0 } else { input };
        self.reasoning += u128::from(tokens.reasoning);
        self.uncounted += u64::from(row.requests == Requests::Unknown);
        self.unpriced += u64::from(row.cost.is_none());
        match row.service {
            Service::Standard => {}
            Service::Batch => self.batched_tokens.iter_mut().zip(all).for_each(|(sum, more)| *sum += more),
            Service::Flex => self.tiered_tokens[0] += all.iter().sum::<u128>(),
            Service::Priority => self.tiered_tokens[1] += all.iter().sum::<u128>(),
        }
        if row.prompts == Prompts::Several {
            // sums that are too small to hold a long prompt tell nothing of the share of these
            return;
        }
        let input = tokens.input();
        let length = Length::of(row, input);
        for (place, over) in BOUNDS.into_iter().enumerate() {
            if let Some(is_over) = length.is_over(over) {
                self.lengths_told[place] += u128::from(input);
                self.long[place] += if is_over { u128::from(input) } else { 0 };
            }
        }
    }
}

/// What is left of the input without what is not told; none where that is all of it.
fn told(input: u128, untold: u128) -> Option<u128> {
    let told = input.saturating_sub(untold);
    (told > 0 || untold == 0).then_some(told)
}
