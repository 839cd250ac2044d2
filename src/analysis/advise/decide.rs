//! The verdict on some grounds, with who is out and who stands in.

use super::contenders::Contenders;
use super::grounds::Grounds;
use super::rule::reach;
use super::sentence::Sentence;
use super::stand_ins::stand_ins;
use super::verdict::Verdict;

/// Reaches the verdict.
pub(super) fn verdict(grounds: &Grounds<'_>) -> Verdict {
    verdict_among(grounds, &Contenders::of(grounds))
}

/// The same where it is known who is in the running.
pub(super) fn verdict_among(grounds: &Grounds<'_>, contenders: &Contenders) -> Verdict {
    let mut found = reach(grounds, contenders);
    if let Some(option) = found.option {
        found.reasons.extend(stand_ins(grounds, option));
    }
    for option in grounds.all().filter(|option| Some(*option) != found.option) {
        for failure in &contenders.failed[option] {
            let text = format!("`{}` is out: {}", grounds.name(option), failure.why.text);
            if found.reasons.iter().all(|reason| reason.text != text) {
                found.reasons.push(Sentence::of(text, failure.why.sources.clone()));
            }
        }
    }
    found
}
