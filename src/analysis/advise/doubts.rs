//! What does not hold of what is weighed, and what has to be answered or hired for it.

use super::check::Check;
use super::grounds::Grounds;
use super::questions::{INFRASTRUCTURE, ML_TEAM, PRODUCT, Question, RULES};
use super::sentence::Sentence;
use super::verdict::Weighed;
use super::words::listed;

/// What does not hold, in one sentence.
pub(super) fn doubts(weighed: &Weighed) -> Sentence {
    let doubts = weighed.checks.iter().filter(|check| check.holds != Some(true));
    let (unanswered, found): (Vec<&Check>, Vec<&Check>) = doubts.partition(|check| check.holds.is_none());
    let keys: Vec<String> = unanswered.iter().flat_map(|check| check.why.sources.clone()).collect();
    let mut words: Vec<String> = found.iter().map(|check| check.why.text.clone()).collect();
    if !keys.is_empty() {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        words.push(format!("nobody answered {}", listed(&keys)));
    }
    let sources = keys.into_iter().chain(found.iter().flat_map(|check| check.why.sources.clone())).collect();
    Sentence::of(words.join(", and "), sources)
}

/// Whether a check asks a question that was not answered with yes.
pub(super) fn is_lacking(grounds: &Grounds<'_>, weighed: &Weighed, question: Question) -> bool {
    let is_asked = weighed.checks.iter().any(|check| check.question == Some(question));
    is_asked && question.answer(grounds.decision()) != Some(true)
}

/// The questions on the way.
pub(super) fn asked<'w>(weighed: impl IntoIterator<Item = &'w Weighed>) -> Vec<Question> {
    let mut asked = vec![RULES, PRODUCT];
    for question in weighed.into_iter().flat_map(|weighed| &weighed.checks).filter_map(|check| check.question) {
        if !asked.contains(&question) {
            asked.push(question);
        }
    }
    asked
}

/// The teams that an option needs and that are not there, to be found before it is built.
pub(super) fn teams_first(grounds: &Grounds<'_>, weighed: &Weighed) -> Vec<Sentence> {
    let name = grounds.name(weighed.option);
    let teams = [(ML_TEAM, "a team to label, tune and retrain"), (INFRASTRUCTURE, "a team to run GPUs")];
    let lacking = teams.into_iter().filter(|(question, _)| is_lacking(grounds, weighed, *question));
    let said = lacking.map(|(question, who)| {
        let text = match question.answer(grounds.decision()) {
            None => format!("say whether there is {who}: without one, hire or contract it before `{name}` is built"),
            Some(_) => format!("hire or contract {who} before `{name}` is built"),
        };
        Sentence::new(text, &[&question.path()])
    });
    said.collect()
}
