//! Diagnostics: place, cause, way out. Every message of the reader is made by a constructor here,
//! so one look lists them all.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::source::{Sources, Span};

/// One thing to tell the author of a scenario.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What is wrong, in lower case and without a full stop.
    pub title: String,
    /// Where, when there is a place.
    pub span: Option<Span>,
    /// What is said under the marked text.
    pub label: String,
    /// A second place that has to do with it, and what is said there.
    pub related: Option<(Span, String)>,
    /// The way out.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic at `span` with a title and the words under the mark.
    pub fn at(span: Span, title: impl Into<String>, label: impl Into<String>) -> Self {
        Self { title: title.into(), span: Some(span), label: label.into(), related: None, help: None }
    }

    /// A diagnostic about the whole text.
    pub fn whole(title: impl Into<String>) -> Self {
        Self { title: title.into(), span: None, label: String::new(), related: None, help: None }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// The text is no TOML.
    #[must_use]
    pub fn syntax(span: Option<Span>, message: &str) -> Self {
        let title = message.lines().next().unwrap_or("not TOML").to_owned();
        match span {
            Some(span) => Self::at(span, title, "TOML cannot be read here"),
            None => Self::whole(title),
        }
    }

    /// A key that the table does not have.
    #[must_use]
    pub fn unknown_key(span: Span, key: &str, place: &str, help: Option<String>) -> Self {
        let mut it = Self::at(span, format!("unknown key `{key}`"), format!("not a key of {place}"));
        it.help = help;
        it
    }

    /// A key that must be there and is not.
    #[must_use]
    pub fn missing_key(span: Span, key: &str, place: &str, about: &str) -> Self {
        Self::at(span, format!("missing key `{key}`"), format!("{place} needs `{key}`"))
            .help(format!("add `{key} = ...`: {about}"))
    }

    /// A value of the wrong type.
    #[must_use]
    pub fn wrong_type(span: Span, key: &str, expected: &str, found: &str) -> Self {
        Self::at(span, format!("`{key}` must be {expected}"), format!("this is {found}"))
    }

    /// A number that cannot be read.
    #[must_use]
    pub fn bad_number(span: Span, text: &str, (cause, way_out): (&str, &str)) -> Self {
        Self::at(span, format!("cannot read `{text}` as a number"), cause).help(way_out)
    }

    /// A number outside the range that its key allows.
    #[must_use]
    pub fn out_of_range(span: Span, key: &str, allowed: &str) -> Self {
        Self::at(span, format!("`{key}` must be {allowed}"), "out of range")
    }

    /// A word that is none of the choices.
    #[must_use]
    pub fn not_a_choice(span: Span, key: &str, found: &str, choices: &[&str]) -> Self {
        let list: Vec<String> = choices.iter().map(|c| format!("`{c}`")).collect();
        let it = Self::at(span, format!("`{key}` cannot be `{found}`"), "not one of the choices");
        it.help(near_or(found, choices.iter().copied(), || format!("write {}", list.join(" or "))))
    }

    /// A name that nothing has.
    #[must_use]
    pub fn unknown_name(span: Span, what: &str, name: &str, known: &[&str]) -> Self {
        let list: Vec<String> = known.iter().map(|n| format!("`{n}`")).collect();
        let it = Self::at(span, format!("no {what} is called `{name}`"), format!("not a {what} of this file"));
        it.help(near_or(name, known.iter().copied(), || {
            format!("there {} {}", if known.len() == 1 { "is" } else { "are" }, list.join(", "))
        }))
    }

    /// Two keys that say the same thing twice.
    #[must_use]
    pub fn contradiction(first: (&str, Span), second: (&str, Span), help: &str) -> Self {
        Self::at(second.1, format!("`{}` and `{}` contradict each other", first.0, second.0), "said a second time here")
            .related(first.1, "said first here")
            .help(help)
    }

    /// A key that needs another one beside it.
    #[must_use]
    pub fn needs(span: Span, key: &str, other: &str, why: &str) -> Self {
        Self::at(span, format!("`{key}` needs `{other}`"), "has no meaning without it").help(why)
    }

    /// A key that has no effect without another one.
    #[must_use]
    pub fn idle(span: Span, key: &str, other: &str, why: &str) -> Self {
        Self::at(span, format!("`{key}` has no effect without `{other}`"), "costs nothing").help(why)
    }

    /// Options that wait for each other.
    #[must_use]
    pub fn cycle(span: Span, names: &[&str]) -> Self {
        let chain = names.join(" -> ");
        Self::at(span, format!("options refer to each other in a circle: {chain}"), "the circle starts here")
            .help("let one of them stand in for itself, or name an option outside the circle")
    }
}

/// "did you mean" when a name is near, other words when none is.
fn near_or<'a>(name: &str, known: impl Iterator<Item = &'a str>, otherwise: impl FnOnce() -> String) -> String {
    nearest(name, known).map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
}

/// The known name nearest to `name`, when one is near enough to be a slip of the keys.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let score = |candidate: &str| {
        let likeness = strsim::normalized_damerau_levenshtein(name, candidate);
        let same_words = shared_words(name, candidate);
        likeness.max(strsim::jaro_winkler(name, candidate) - 0.12).max(same_words)
    };
    let scored = known.map(|candidate| (score(candidate), candidate));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.62).then_some(best.1)
}

/// How many of the words two snake-case names share: `price_input` is near `input_price`.
fn shared_words(a: &str, b: &str) -> f64 {
    let words = |s: &str| s.split(['_', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let share = 2.0 * shared as f64 / (a.len() + b.len()) as f64;
    share
}

/// Whether diagnostics are errors or warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// It can, but its author should know.
    Warning,
}

impl Sources {
    /// Renders diagnostics, in the order of their places, each with its line and help.
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
        let texts: Vec<String> = (ordered.iter()).map(|d| renderer.render(&[self.group(level.clone(), d)])).collect();
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
                let related = diagnostic.related.as_ref().filter(|(at, _)| at.source == span.source);
                if let Some((at, label)) = related {
                    let context = AnnotationKind::Context.span(at.range());
                    snippet = snippet.annotation(context.label(label.as_str()));
                }
                title.element(snippet)
            }
        };
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(printable(help)));
        }
        group
    }
}

/// Text without control characters, so that a hostile file cannot steer the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_keys_finds_the_name_that_was_meant() {
        let keys = ["input_per_mtok", "output_per_mtok", "cached_input_per_mtok", "seats"];
        let near = |name| nearest(name, keys.iter().copied());
        assert_eq!(near("outptu_per_mtok"), Some("output_per_mtok"));
        assert_eq!(near("cached_input_prcie"), Some("cached_input_per_mtok"));
        assert_eq!(near("seat"), Some("seats"));
        assert_eq!(near("colour"), None);
    }
}
