//! A step of a framework, and what steps are worked out from.

use super::candidates::Class;
use super::candidates::involves;
use super::contenders::Contenders;
use super::grounds::Grounds;
use super::questions::{INSIDE, Question};
use super::sentence::Sentence;
use super::verdict::{Outcome, Verdict};

/// How a step's question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Nobody answered; the key that does.
    Open(&'static str),
}

/// One step of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the step is called.
    pub title: &'static str,
    /// The question.
    pub question: &'static str,
    /// The answer.
    pub answer: Answer,
    /// What the scenario says to it.
    pub evidence: Vec<Sentence>,
    /// What follows.
    pub next: String,
}

/// What the steps say what follows from.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    /// What the advice is given on.
    pub grounds: &'a Grounds<'a>,
    /// Who is in the running.
    pub contenders: &'a Contenders,
    /// What the rule came to.
    pub verdict: &'a Verdict,
}

impl Walk<'_> {
    /// Whether no API may be used.
    pub fn no_api_may_be_used(&self) -> bool {
        INSIDE.answer(self.grounds.decision()) == Some(true)
    }

    /// Whether the option to take now is of one of these sorts.
    pub fn takes(&self, classes: &[Class]) -> bool {
        let scenario = self.grounds.figures.scenario;
        let taken = self.verdict.option.filter(|_| self.verdict.outcome != Outcome::MeasureFirst);
        taken.is_some_and(|option| involves(scenario, option, classes))
    }
}

/// The step that one question of `[decision]` is.
pub(super) fn asked(
    title: &'static str,
    question: Question,
    (grounds, evidence): (&Grounds<'_>, Vec<Sentence>),
) -> Step {
    let (answer, next) = match question.answer(grounds.decision()) {
        Some(true) => (Answer::Yes, question.yes.to_owned()),
        Some(false) => (Answer::No, question.no.to_owned()),
        None => (Answer::Open(question.key), format!("yes: {}; no: {}", question.yes, question.no)),
    };
    Step { title, question: question.asks, answer, evidence, next }
}
