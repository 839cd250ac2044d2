//! One row of an export in the terms that all exports share.

use std::borrow::Cow;

use super::amount::Amount;
use super::class::Charge;
use super::moment::Stretch;
use super::served::{Answer, Prompts, Service};
use super::tokens::Tokens;

/// What a row says of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requests {
    /// So many.
    Counted(u64),
    /// There were some; the export does not say how many.
    Unknown,
    /// Other rows count those that this one is about.
    Elsewhere,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// When.
    pub time: Stretch,
    /// The model; empty when the export does not say.
    pub model: Cow<'a, str>,
    /// The project, team or application; empty when the export does not say.
    pub project: Cow<'a, str>,
    /// Requests that were answered.
    pub requests: Requests,
    /// Requests that were not; none where the export does not say.
    pub failures: Option<u64>,
    /// Tokens; none of a row about money, and of requests whose tokens nobody counted.
    pub tokens: Option<Tokens>,
    /// Whether the export says how many of its input tokens were read from a cache.
    pub tells_reads: bool,
    /// Whether the export says how many of them were written to one.
    pub tells_writes: bool,
    /// How they were served.
    pub service: Service,
    /// Whether the export says so.
    pub tells_service: bool,
    /// How long their prompts were.
    pub prompts: Prompts,
    /// The cost.
    pub cost: Option<Amount>,
    /// What the cost is for, where the row says.
    pub charge: Option<Charge>,
}

impl<'a> Row<'a> {
    /// A row of a time and a model that says nothing else yet.
    #[must_use]
    pub fn new(time: Stretch, model: Cow<'a, str>) -> Self {
        Self {
            time,
            model,
            project: Cow::Borrowed(""),
            requests: Requests::Elsewhere,
            failures: None,
            tokens: None,
            tells_reads: true,
            tells_writes: true,
            service: Service::Standard,
            tells_service: false,
            prompts: Prompts::Several,
            cost: None,
            charge: None,
        }
    }

    /// Makes it the row of one request, which was answered or not.
    pub fn set_request(&mut self, answer: Answer) {
        self.prompts = Prompts::One;
        let (answered, failed) = if answer == Answer::Failed { (0, 1) } else { (1, 0) };
        (self.requests, self.failures) = (Requests::Counted(answered), Some(failed));
    }

    /// Whether the row is about requests that were answered, and nobody counted their tokens. One request that
    /// counts none is so, too: no model answers without any.
    #[must_use]
    pub fn is_untold(&self) -> bool {
        match self.requests {
            Requests::Counted(0) | Requests::Elsewhere => false,
            Requests::Counted(_) if self.prompts == Prompts::One => self.tokens.is_none_or(|tokens| tokens.is_empty()),
            Requests::Counted(_) | Requests::Unknown => self.tokens.is_none(),
        }
    }

    /// The row without the tokens of requests that failed and were not charged, and how many these were; none of any
    /// other row. Gateways write estimated input on failures. Sums that hold answered requests, too, do not tell whose
    /// their tokens are, and keep them.
    #[must_use]
    pub fn without_failed_tokens(&self) -> Option<(Self, u64)> {
        let tokens = self.tokens.filter(|tokens| !tokens.is_empty())?;
        let left = tokens.input().saturating_add(tokens.output);
        let bare = || Self { tokens: Some(Tokens::default()), ..self.clone() };
        (self.has_failed() && !self.is_charged()).then(|| (bare(), left))
    }

    /// Whether the row is of failures alone that were charged for their tokens: billed attempts without an answer.
    #[must_use]
    pub fn is_charged_failure(&self) -> bool {
        self.has_failed() && self.is_charged() && self.tokens.is_some_and(|tokens| !tokens.is_empty())
    }

    /// Whether the row says that its tokens cost nothing: whoever wrote it may only know no price.
    #[must_use]
    pub fn is_free(&self) -> bool {
        let failed = self.requests == Requests::Counted(0);
        !failed && self.cost == Some(Amount::ZERO) && self.tokens.is_some_and(|tokens| !tokens.is_empty())
    }

    fn has_failed(&self) -> bool {
        self.requests == Requests::Counted(0) && self.failures.is_some_and(|failures| failures > 0)
    }

    fn is_charged(&self) -> bool {
        self.cost.is_some_and(|cost| cost > Amount::ZERO)
    }
}
