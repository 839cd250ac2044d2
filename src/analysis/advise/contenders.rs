//! Who is in the running: computed once, and what every sentence of the advice rests on.

use super::candidates::{Class, involves, is_simple};
use super::grounds::Grounds;
use super::requirements::{Cause, Failure, failures};

/// Who is in the running, and why the others are not.
#[derive(Clone, Debug)]
pub(super) struct Contenders {
    /// By option, the requirements it fails.
    pub failed: Vec<Vec<Failure>>,
    /// The best simple option that qualifies.
    pub simple: Option<usize>,
    /// The more complex ones that qualify, the best first.
    pub complex: Vec<usize>,
    /// Where no simple option qualifies: the best of those that only an account limit, or else the
    /// quality of an API's answers, keeps out.
    pub reserve: Option<usize>,
}

impl Contenders {
    /// Finds them.
    pub fn of(grounds: &Grounds<'_>) -> Self {
        let failed: Vec<Vec<Failure>> = grounds.all().map(|option| failures(grounds, option)).collect();
        let qualified = || grounds.all().filter(|option| failed[*option].is_empty());
        let is_simple = |option: &usize| is_simple(grounds.figures.scenario, *option);
        let simple = grounds.best(qualified().filter(is_simple));
        let mut complex: Vec<usize> = qualified().filter(|option| !is_simple(option)).collect();
        complex.sort_by_key(|option| std::cmp::Reverse(grounds.score(*option)));
        let kept_out = |wanted: fn(&Failure) -> bool, among: &dyn Fn(&usize) -> bool| {
            let all = grounds.all().filter(is_simple).filter(|option| among(option));
            grounds.best(all.filter(|option| failed[*option].iter().all(wanted)))
        };
        // people and products answer as they do: only prompts to a model can be improved
        let prompted = |option: &usize| involves(grounds.figures.scenario, *option, &[Class::Api]);
        let reserve = || {
            let for_a_quota = kept_out(|failure| failure.cause == Cause::Quota, &|_| true);
            for_a_quota.or_else(|| kept_out(Failure::is_mendable, &prompted))
        };
        let reserve = if simple.is_none() { reserve() } else { None };
        Self { failed, simple, complex, reserve }
    }

    /// Whether an option qualifies.
    pub fn qualifies(&self, option: usize) -> bool {
        self.failed[option].is_empty()
    }

    /// Whether only account limits keep an option out.
    pub fn needs_only_a_quota(&self, option: usize) -> bool {
        !self.qualifies(option) && self.failed[option].iter().all(|failure| failure.cause == Cause::Quota)
    }

    /// The best of all that qualify.
    pub fn best(&self, grounds: &Grounds<'_>) -> Option<usize> {
        grounds.best(self.simple.into_iter().chain(self.complex.first().copied()))
    }
}
