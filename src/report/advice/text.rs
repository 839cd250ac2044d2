//! Advice as text: for a terminal, or as Markdown.

use std::fmt::Write as _;

use super::words::{headline, sourced};
use crate::analysis::advise::{Advice, Answer, Judgement, Question, Sentence, Step};
use crate::analysis::{Figures, Results};
use crate::scenario::printable;

/// How the text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For a terminal of so many columns.
    Terminal(usize),
    /// Markdown.
    Markdown,
}

/// The advice as text.
#[must_use]
pub fn advice_text(results: &Results<'_>, advice: &Advice, style: Style) -> String {
    let figures: &Figures<'_> = results;
    let mut page = Page { text: String::new(), style };
    page.title(&printable(&figures.scenario.name));
    page.line(&headline(figures, advice));
    for reason in &advice.verdict.reasons {
        page.item(&sourced(reason));
    }
    if !advice.verdict.first.is_empty() {
        page.head("What to do first");
        for first in &advice.verdict.first {
            page.item(&sourced(first));
        }
    }
    if !advice.verdict.open.is_empty() {
        page.head("Open questions on the way");
        for question in &advice.verdict.open {
            page.item(&format!("{}: {}", question.key, question.asks));
            page.sub(&format!("yes: {}", question.yes));
            page.sub(&format!("no: {}", question.no));
        }
    }
    let measure_next = advice.measure_next.as_ref().filter(|next| !advice.verdict.first.contains(next));
    let changes = advice.changes.as_deref().unwrap_or_default();
    if !changes.is_empty() || advice.unmoved.is_some() || measure_next.is_some() {
        page.head("What would change this, the nearest first");
        for change in changes {
            page.item(&sourced(&change.what));
        }
        if let Some(unmoved) = &advice.unmoved {
            page.item(&sourced(unmoved));
        }
        if let Some(next) = measure_next {
            page.item(&sourced(next));
        }
    }
    if !results.warnings.is_empty() {
        page.head("Mind");
        for warning in &results.warnings {
            page.item(warning);
        }
    }
    page.steps("The seven steps", &advice.steps);
    page.steps("The four options", &advice.path);
    page.head("The options");
    for judgement in &advice.options {
        page.judgement(&figures.scenario.options[judgement.option].name, judgement);
    }
    page.head("Five traps");
    for trap in &advice.traps {
        let state = if trap.sprung.is_empty() { "not here" } else { "look out" };
        page.item(&format!("{}: {state}", trap.name));
        for sentence in &trap.sprung {
            page.sub(&sourced(sentence));
        }
        if !trap.sprung.is_empty() {
            page.sub(&format!("way out: {}", trap.way_out));
        }
    }
    let unasked: Vec<String> = (advice.unanswered.iter())
        .filter(|question| advice.verdict.open.iter().all(|open| open.key != question.path()))
        .map(Question::path)
        .collect();
    if !unasked.is_empty() {
        page.head("Not answered, and not needed so far");
        page.line(&unasked.join(", "));
    }
    page.text
}

struct Page {
    text: String,
    style: Style,
}

/// The fewest columns that text is broken for: in fewer, a terminal breaks it as well itself.
const LEAST: usize = 40;

impl Page {
    fn title(&mut self, title: &str) {
        let mark = if self.style == Style::Markdown { "# " } else { "" };
        self.wrapped(title, (mark, ""));
        self.text.push('\n');
    }

    fn head(&mut self, head: &str) {
        let mark = if self.style == Style::Markdown { "## " } else { "" };
        let end = if self.style == Style::Markdown { "\n" } else { "" };
        let _ = writeln!(self.text, "\n{mark}{head}{end}");
    }

    fn line(&mut self, line: &str) {
        self.wrapped(line, ("", ""));
    }

    fn item(&mut self, line: &str) {
        self.wrapped(line, ("- ", "  "));
    }

    fn sub(&mut self, line: &str) {
        self.wrapped(line, ("  - ", "    "));
    }

    /// A line broken between words where a terminal ends; Markdown is left to flow.
    fn wrapped(&mut self, line: &str, (first, rest): (&str, &str)) {
        let line = if self.style == Style::Markdown { line.replace('<', "&lt;") } else { line.to_owned() };
        let mut current = first.to_owned();
        let mut is_empty = true;
        for word in line.split_whitespace() {
            let used = current.chars().count() + 1 + word.chars().count();
            let long = matches!(self.style, Style::Terminal(width) if used > width.max(LEAST));
            if long && !is_empty {
                let _ = writeln!(self.text, "{current}");
                rest.clone_into(&mut current);
                is_empty = true;
            }
            if !is_empty {
                current.push(' ');
            }
            current.push_str(word);
            is_empty = false;
        }
        let _ = writeln!(self.text, "{current}");
    }

    fn steps(&mut self, head: &str, steps: &[Step]) {
        self.head(head);
        for step in steps {
            let answer = match step.answer {
                Answer::Yes => "yes".to_owned(),
                Answer::No => "no".to_owned(),
                Answer::Open(key) => format!("open: answer `decision.{key}`"),
            };
            self.item(&format!("{}: {} {answer}", step.title, step.question));
            for sentence in &step.evidence {
                self.sub(&sourced(sentence));
            }
            self.sub(&format!("next: {}", step.next));
        }
    }

    fn judgement(&mut self, name: &str, judgement: &Judgement) {
        self.item(name);
        let parts: [(&str, &[Sentence]); 4] = [
            ("good", &judgement.strengths),
            ("limit", &judgement.limits),
            ("fails", &judgement.fails),
            ("needs", &judgement.needs),
        ];
        for (mark, sentences) in parts {
            for sentence in sentences {
                self.sub(&format!("{mark}: {}", sourced(sentence)));
            }
        }
    }
}
