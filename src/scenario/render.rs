//! Diagnostics as text: each with its place, the line, the cause and the way out.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::diagnostic::Diagnostic;
use super::source::{Sources, Span};

/// Whether diagnostics are errors or warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// It can, but its author should know.
    Warning,
}

/// The most diagnostics that are shown at once.
pub(super) const MOST_SHOWN: usize = 100;

impl Sources {
    /// Renders diagnostics, in the order of their places, each with its line and help; of very many
    /// the first hundred.
    #[must_use]
    pub fn render(&self, severity: Severity, diagnostics: &[Diagnostic], color: bool) -> String {
        let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
        ordered.sort_by_key(|d| (d.span, d.title.clone()));
        ordered.dedup_by(|a, b| a.span == b.span && a.title == b.title);
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let shown = ordered.iter().take(MOST_SHOWN);
        let mut texts: Vec<String> = shown.map(|d| renderer.render(&[self.group(level.clone(), d)])).collect();
        if let more @ 1.. = ordered.len().saturating_sub(MOST_SHOWN) {
            texts.push(format!("... and {more} more"));
        }
        texts.join("\n\n")
    }

    fn group<'a>(&'a self, level: Level<'a>, diagnostic: &'a Diagnostic) -> Group<'a> {
        let title = level.primary_title(printable(&diagnostic.title));
        let placed = diagnostic.span.and_then(|span| Some((span, self.get(span.source)?)));
        let mut group = match placed {
            None => Group::with_title(title),
            Some((span, source)) => {
                let primary = AnnotationKind::Primary.span(span.range());
                let mut snippet = Snippet::source(source.text.as_str())
                    .path(source.name.as_str())
                    .annotation(primary.label(printable(&diagnostic.label)));
                let context =
                    |(at, label): &(Span, String)| AnnotationKind::Context.span(at.range()).label(printable(label));
                let (here, elsewhere): (Vec<_>, Vec<_>) =
                    diagnostic.related.iter().partition(|(at, _)| at.source == span.source);
                snippet = snippet.annotations(here.into_iter().map(context));
                // a `--set` has a text of its own, so its second place is shown below the first
                elsewhere.into_iter().fold(title.element(snippet), |group, related| {
                    let Some(source) = self.get(related.0.source) else { return group };
                    let other = Snippet::source(source.text.as_str()).path(source.name.as_str());
                    group.element(other.annotation(context(related)))
                })
            }
        };
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(printable(help)));
        }
        group
    }
}

/// Text without control characters and marks that turn the direction of writing, so that a hostile
/// file cannot steer the terminal or show something else than it says.
#[must_use]
pub fn printable(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| match c {
        c if c.is_control() && c.is_whitespace() => ' ',
        c if c.is_control() || turns(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}
