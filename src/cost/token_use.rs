//! The tokens of a request as an option counts them.

use super::basis::Context;
use crate::quantity::Unit;
use crate::scenario::Input;
use crate::sheet::Cell;

/// Mean tokens of one request of a workload, with the option's overrides.
#[derive(Clone, Copy, Debug)]
pub struct TokenUse<'s> {
    /// Input tokens, by the workload's count.
    pub input: Cell<'s>,
    /// Output tokens, by the workload's count.
    pub output: Cell<'s>,
    /// Share of input read from a cache.
    pub cached_share: Cell<'s>,
    /// Share of input written to a cache.
    pub written_share: Cell<'s>,
    /// The option's tokens for one of the workload's.
    pub factor: Cell<'s>,
}

impl<'s> TokenUse<'s> {
    /// The tokens of `workload` when `option` serves it.
    pub fn of(cx: &Context<'s>, option: usize, workload: usize) -> Self {
        let plan = &cx.scenario.options[option];
        let overrides = &plan.overrides[workload];
        let stated = &cx.scenario.workloads[workload];
        let tokens = |own: &Option<Input>, stated: &Option<Input>| match own.as_ref().or(stated.as_ref()) {
            Some(tokens) => cx.input(tokens),
            None => cx.book.constant(0, Unit::TOKENS_PER_REQUEST),
        };
        let cached = overrides.cached_input_share.as_ref().unwrap_or(&stated.cached_input_share);
        Self {
            input: tokens(&overrides.input_tokens, &stated.input_tokens),
            output: tokens(&overrides.output_tokens, &stated.output_tokens),
            cached_share: cx.input(cached),
            written_share: cx.input(&stated.cache_write_share),
            factor: cx.input(&plan.token_factor),
        }
    }
}
