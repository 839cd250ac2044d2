//! The verdict in plain words.

use crate::analysis::Figures;
use crate::analysis::advise::{Advice, Sentence};

/// The verdict in one line: what to do, and whether questions are open.
#[must_use]
pub fn headline(figures: &Figures<'_>, advice: &Advice) -> String {
    let verdict = &advice.verdict;
    let option = verdict.option.map(|option| figures.scenario.options[option].name.as_str());
    let what = verdict.outcome.words(&figures.scenario.decision);
    let provisional = match verdict.open.len() {
        0 => String::new(),
        1 => " (provisional: 1 question is open)".to_owned(),
        count => format!(" (provisional: {count} questions are open)"),
    };
    match option {
        Some(name) => format!("{name}: {what}{provisional}"),
        None => format!("{what}{provisional}"),
    }
}

/// The essence for the summary: the verdict, its reasons, the traps that sprang.
#[must_use]
pub fn essence(figures: &Figures<'_>, advice: &Advice) -> Vec<String> {
    let mut lines = vec![headline(figures, advice)];
    lines.extend(advice.verdict.first.iter().map(|first| format!("first: {}", first.text)));
    lines.extend(advice.verdict.reasons.iter().map(|reason| reason.text.clone()));
    let sprung: Vec<&str> = advice.traps.iter().filter(|trap| !trap.sprung.is_empty()).map(|trap| trap.name).collect();
    if !sprung.is_empty() {
        lines.push(format!("traps: {}; see `tco advise`", sprung.join(", ")));
    }
    lines
}

/// A sentence with the names of its figures.
pub(super) fn sourced(sentence: &Sentence) -> String {
    if sentence.sources.is_empty() {
        return sentence.text.clone();
    }
    format!("{} [{}]", sentence.text, sentence.sources.join(", "))
}
