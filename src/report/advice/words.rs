//! The verdict in plain words.

use crate::analysis::Figures;
use crate::analysis::advise::{Advice, Outcome, Sentence};

/// The verdict in one line: what to do, and whether questions are open.
#[must_use]
pub fn headline(figures: &Figures<'_>, advice: &Advice) -> String {
    let verdict = &advice.verdict;
    let option = verdict.option.map(|option| figures.scenario.options[option].name.as_str());
    let what = match verdict.outcome {
        Outcome::NoModel => "leave the model out",
        Outcome::UseProduct => "buy the product",
        Outcome::OrchestrateApi => "orchestrate the API",
        Outcome::OptimiseFirst => "improve prompts, retrieval and workflows first",
        Outcome::FineTunePerToken => "fine-tune, served per token",
        Outcome::FineTuneOnGpus => "fine-tune, on GPUs of your own",
        Outcome::SelfHost => "host a model yourself",
        Outcome::Blend => "combine options",
        Outcome::MeasureFirst => "don't build yet: measure first",
        Outcome::NothingQualifies => "don't: nothing meets the requirements",
    };
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
