//! Rows summed by day, model and project. Two tallies make one, in any order.

use rustc_hash::FxHashMap;

use super::amount::Amount;
use super::row::{Charge, Class, Requests, Row, Service};

/// Sums of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Rows.
    pub rows: u64,
    /// Rows with tokens that do not say how many requests.
    pub uncounted: u64,
    /// Requests that were answered.
    pub requests: u128,
    /// Of these, in a batch.
    pub batched: u128,
    /// Requests that failed.
    pub failures: u128,
    /// Fresh input tokens.
    pub fresh: u128,
    /// Input tokens read from a cache.
    pub cached: u128,
    /// Input tokens written to a cache, for minutes.
    pub written: u128,
    /// Input tokens written to a cache, for an hour.
    pub written_long: u128,
    /// Output tokens, reasoning included.
    pub output: u128,
    /// Of these, reasoning.
    pub reasoning: u128,
    /// Tokens in a batch, in the order of [`Class::ALL`].
    pub batched_tokens: [u128; 5],
    /// Rows with tokens and no cost.
    pub unpriced: u64,
    /// Rows with a cost.
    pub costed: u64,
    /// Of these, without tokens: charges that are listed apart from use.
    pub costed_apart: u64,
    /// The cost.
    pub cost: Amount,
}

impl Sums {
    /// All input tokens.
    #[must_use]
    pub fn input(&self) -> u128 {
        self.fresh + self.cached + self.written + self.written_long
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
        self.uncounted += other.uncounted;
        self.requests += other.requests;
        self.batched += other.batched;
        self.failures += other.failures;
        self.fresh += other.fresh;
        self.cached += other.cached;
        self.written += other.written;
        self.written_long += other.written_long;
        self.output += other.output;
        self.reasoning += other.reasoning;
        for (sum, more) in self.batched_tokens.iter_mut().zip(other.batched_tokens) {
            *sum += more;
        }
        self.unpriced += other.unpriced;
        self.costed += other.costed;
        self.costed_apart += other.costed_apart;
        self.cost = self.cost.plus(other.cost);
    }

    fn take(&mut self, row: &Row<'_>) {
        self.rows += 1;
        self.failures += u128::from(row.failures);
        let batch = row.service == Service::Batch;
        if let Requests::Counted(requests) = row.requests {
            self.requests += u128::from(requests);
            self.batched += if batch { u128::from(requests) } else { 0 };
        }
        if let Some(cost) = row.cost {
            self.cost = self.cost.plus(cost);
            self.costed += 1;
            self.costed_apart += u64::from(row.tokens.is_none());
        }
        let Some(tokens) = row.tokens else { return };
        self.fresh += u128::from(tokens.fresh);
        self.cached += u128::from(tokens.cached);
        self.written += u128::from(tokens.written);
        self.written_long += u128::from(tokens.written_long);
        self.output += u128::from(tokens.output);
        self.reasoning += u128::from(tokens.reasoning);
        if tokens.is_empty() {
            return;
        }
        self.uncounted += u64::from(row.requests == Requests::Unknown);
        self.unpriced += u64::from(row.cost.is_none());
        if batch {
            let all = [tokens.fresh, tokens.cached, tokens.written, tokens.written_long, tokens.output];
            for (sum, more) in self.batched_tokens.iter_mut().zip(all) {
                *sum += u128::from(more);
            }
        }
    }
}

/// Tokens charged and what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Billed {
    /// Tokens.
    pub quantity: Amount,
    /// The charge.
    pub cost: Amount,
}

/// A group of rows: those of one model and one project.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Sums by day, counted from 1970-01-01 UTC.
    pub days: FxHashMap<i64, Sums>,
    /// Requests in the hours of each day, counted from 1970-01-01 UTC, of rows that tell the hour.
    pub hours: FxHashMap<i64, [u64; 24]>,
    /// Charges by class.
    pub billed: FxHashMap<Class, Billed>,
}

impl Group {
    fn add(&mut self, other: Self) {
        for (day, sums) in other.days {
            self.days.entry(day).or_default().add(&sums);
        }
        for (day, hours) in other.hours {
            for (sum, requests) in self.hours.entry(day).or_default().iter_mut().zip(hours) {
                *sum = sum.saturating_add(requests);
            }
        }
        for (class, billed) in other.billed {
            let sum = self.billed.entry(class).or_default();
            sum.quantity = sum.quantity.plus(billed.quantity);
            sum.cost = sum.cost.plus(billed.cost);
        }
    }

    fn take(&mut self, row: &Row<'_>) {
        self.days.entry(row.time.day()).or_default().take(row);
        if let (Some(hour), Requests::Counted(requests)) = (row.time.hour(), row.requests) {
            let of_day = usize::try_from(hour.rem_euclid(24)).unwrap_or(0);
            let sum = &mut self.hours.entry(hour.div_euclid(24)).or_default()[of_day];
            *sum = sum.saturating_add(requests);
        }
        if let Some(Charge { class, quantity, cost }) = row.charge {
            let sum = self.billed.entry(class).or_default();
            sum.quantity = sum.quantity.plus(quantity);
            sum.cost = sum.cost.plus(cost);
        }
    }
}

/// Rows summed.
#[derive(Debug, Default)]
pub struct Tally {
    models: FxHashMap<Box<str>, FxHashMap<Box<str>, usize>>,
    groups: Vec<Group>,
    /// The first start and the last end of any row, used or blank.
    span: Option<(i64, i64)>,
    /// The longest stretch of a row.
    longest: i64,
}

impl Tally {
    /// Counts a row in.
    pub fn take(&mut self, row: &Row<'_>) {
        self.cover((row.time.start, row.time.end));
        self.longest = self.longest.max(row.time.seconds());
        let index = self.group(&row.model, &row.project);
        self.groups[index].take(row);
    }

    /// Notes a stretch of time that the export tells of, used or not.
    pub fn cover(&mut self, (start, end): (i64, i64)) {
        let (first, last) = self.span.unwrap_or((start, end));
        self.span = Some((first.min(start), last.max(end)));
    }

    /// Adds what another tally counted.
    pub fn add(&mut self, other: Self) {
        let Self { models, mut groups, span, longest, .. } = other;
        self.longest = self.longest.max(longest);
        if let Some(span) = span {
            self.cover(span);
        }
        for (model, projects) in models {
            for (project, index) in projects {
                let own = self.group(&model, &project);
                self.groups[own].add(std::mem::take(&mut groups[index]));
            }
        }
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether any row has tokens.
    #[must_use]
    pub fn has_tokens(&self) -> bool {
        let mut sums = self.groups.iter().flat_map(|group| group.days.values());
        sums.any(|sums| sums.input() + sums.output > 0)
    }

    /// The first start and the last end in seconds since 1970.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        self.span
    }

    /// The longest stretch of a row in seconds.
    #[must_use]
    pub fn longest(&self) -> i64 {
        self.longest
    }

    /// Every group with its model and project.
    pub fn into_groups(self) -> impl Iterator<Item = ((String, String), Group)> {
        let Self { models, mut groups, .. } = self;
        let names = models.into_iter().flat_map(|(model, projects)| {
            projects.into_iter().map(move |(project, index)| ((String::from(&*model), String::from(project)), index))
        });
        let names: Vec<_> = names.collect();
        names.into_iter().map(move |(name, index)| (name, std::mem::take(&mut groups[index])))
    }

    fn group(&mut self, model: &str, project: &str) -> usize {
        let known = self.models.get(model).and_then(|projects| projects.get(project)).copied();
        known.unwrap_or_else(|| {
            self.groups.push(Group::default());
            let index = self.groups.len() - 1;
            self.models.entry(model.into()).or_default().insert(project.into(), index);
            index
        })
    }
}
