//! Diagnostics: place, cause, way out. Every message of the reader is made by a constructor here,
//! so one look lists them all.

use super::source::Span;
use crate::catalog::near::near_or;

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
    /// Whether it says something of the marked text alone, so that it holds even where another part
    /// of the file cannot be read.
    pub stands_alone: bool,
}

impl Diagnostic {
    /// A diagnostic at `span` with a title and the words under the mark.
    pub fn at(span: Span, title: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            span: Some(span),
            label: label.into(),
            related: None,
            help: None,
            stands_alone: false,
        }
    }

    /// A diagnostic about the whole text.
    pub fn whole(title: impl Into<String>) -> Self {
        Self { title: title.into(), span: None, label: String::new(), related: None, help: None, stands_alone: false }
    }

    /// Marks what holds of the marked text alone.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.stands_alone = true;
        self
    }

    /// Says other words under the mark.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
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
    pub fn syntax(span: Span, title: &str, help: &str) -> Self {
        Self::at(span, title, "TOML cannot be read here").help(help)
    }

    /// A key or table that stands twice, with the first place when it was found.
    #[must_use]
    pub fn written_twice(span: Span, key: &str, first: Option<Span>) -> Self {
        let it = Self::at(span, format!("`{key}` is written twice"), "the second time");
        let it = it.help("keep one of them");
        match first {
            Some(first) => it.related(first, "the first time"),
            None => it,
        }
    }

    /// A range that cannot be read.
    #[must_use]
    pub fn bad_range(span: Span, text: &str, (cause, way_out): (&str, &str)) -> Self {
        Self::at(span, format!("cannot read `{text}` as a range"), cause).alone().help(way_out)
    }

    /// A key that the table does not have.
    #[must_use]
    pub fn unknown_key(span: Span, key: &str, place: &str, help: &str) -> Self {
        Self::at(span, format!("unknown key `{key}`"), format!("not a key of {place}")).alone().help(help)
    }

    /// A key that must be there and is not.
    #[must_use]
    pub fn missing_key(span: Span, key: &str, place: &str, help: &str) -> Self {
        Self::at(span, format!("missing key `{key}`"), format!("{place} needs `{key}`")).help(help)
    }

    /// A value of the wrong type.
    #[must_use]
    pub fn wrong_type(span: Span, (key, wanted): (&str, &str), found: &str, help: &str) -> Self {
        Self::at(span, format!("`{key}` must be {wanted}"), format!("this is {found}")).alone().help(help)
    }

    /// A number that cannot be read.
    #[must_use]
    pub fn bad_number(span: Span, text: &str, (cause, way_out): (&str, String)) -> Self {
        Self::at(span, format!("cannot read `{text}` as a number"), cause).alone().help(way_out)
    }

    /// A number outside the range that its key allows.
    #[must_use]
    pub fn out_of_range(span: Span, key: &str, allowed: &str) -> Self {
        Self::at(span, format!("`{key}` must be {allowed}"), "out of range").alone()
    }

    /// A word that is none of the choices.
    #[must_use]
    pub fn not_a_choice(span: Span, key: &str, found: &str, choices: &[&str]) -> Self {
        let it = Self::at(span, format!("`{key}` cannot be `{found}`"), "not one of the choices").alone();
        it.help(near_or(found, choices.iter().copied(), || format!("write {}", one_of(choices))))
    }

    /// A name that nothing has.
    #[must_use]
    pub fn unknown_name(span: Span, what: &str, name: &str, known: &[&str]) -> Self {
        let it = Self::at(span, format!("no {what} is called `{name}`"), format!("this file has no such {what}"));
        it.help(near_or(name, known.iter().copied(), || {
            format!("there {} {}", if known.len() == 1 { "is" } else { "are" }, names(known, "and"))
        }))
    }

    /// Two keys that say the same thing twice; the one further down is marked.
    #[must_use]
    pub fn contradiction(one: (&str, Span), other: (&str, Span), help: &str) -> Self {
        let (first, second) = if other.1 < one.1 { (other, one) } else { (one, other) };
        Self::at(second.1, format!("`{}` and `{}` contradict each other", first.0, second.0), "said here")
            .related(first.1, "said here")
            .help(help)
    }

    /// A key that needs another one beside it.
    #[must_use]
    pub fn needs(span: Span, key: &str, other: &str, help: &str) -> Self {
        Self::at(span, format!("`{key}` needs `{other}`"), "has no meaning without it").help(help)
    }

    /// A key that has no effect without another one.
    #[must_use]
    pub fn idle(span: Span, key: &str, other: &str, help: &str) -> Self {
        Self::at(span, format!("`{key}` has no effect without `{other}`"), "not used").help(help)
    }

    /// Options that wait for each other.
    #[must_use]
    pub fn cycle(span: Span, names: &[&str], help: &str) -> Self {
        let chain = names.join(" -> ");
        let title = format!("options refer to each other in a circle: {chain}");
        Self::at(span, title, "the circle starts here").help(help)
    }
}

/// Names in backticks as a sentence lists them, with `word` before the last: `a`, `b` and `c`.
pub fn names(known: &[&str], word: &str) -> String {
    let quoted: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} {word} {last}", before.join(", ")),
        None => String::new(),
    }
}

/// The words that may be written: `a` or `b`, one of `a`, `b`, `c`.
#[must_use]
pub fn one_of(words: &[&str]) -> String {
    if words.len() <= 2 {
        return names(words, "or");
    }
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("one of {}", quoted.join(", "))
}
