//! Diagnostics: place, cause, way out. Every message of the reader is made by a constructor here,
//! so one look lists them all.

use super::near::near_or;
use super::source::Span;

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
    fn alone(mut self) -> Self {
        self.stands_alone = true;
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
    pub fn syntax(span: Option<Span>, message: &str, help: Option<String>) -> Self {
        let title = message.lines().next().unwrap_or("not TOML").to_owned();
        let it = match span {
            Some(span) => Self::at(span, title, "TOML cannot be read here"),
            None => Self::whole(title),
        };
        Self { help, ..it }
    }

    /// A key that stands twice in one table.
    #[must_use]
    pub fn written_twice(span: Span, key: &str) -> Self {
        Self::at(span, format!("`{key}` is written twice"), "the second time").help("keep one of them")
    }

    /// A range that cannot be read.
    #[must_use]
    pub fn bad_range(span: Span, text: &str, (cause, way_out): (&str, &str)) -> Self {
        Self::at(span, format!("cannot read `{text}` as a range"), cause).alone().help(way_out)
    }

    /// A key that the table does not have.
    #[must_use]
    pub fn unknown_key(span: Span, key: &str, place: &str, help: Option<String>) -> Self {
        let mut it = Self::at(span, format!("unknown key `{key}`"), format!("not a key of {place}")).alone();
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
        Self::at(span, format!("`{key}` must be {expected}"), format!("this is {found}")).alone()
    }

    /// A number that cannot be read.
    #[must_use]
    pub fn bad_number(span: Span, text: &str, (cause, way_out): (&str, &str)) -> Self {
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
        let list: Vec<String> = choices.iter().map(|c| format!("`{c}`")).collect();
        let it = Self::at(span, format!("`{key}` cannot be `{found}`"), "not one of the choices").alone();
        it.help(near_or(found, choices.iter().copied(), || format!("write {}", list.join(" or "))))
    }

    /// A name that nothing has.
    #[must_use]
    pub fn unknown_name(span: Span, what: &str, name: &str, known: &[&str]) -> Self {
        let list: Vec<String> = known.iter().map(|n| format!("`{n}`")).collect();
        let it = Self::at(span, format!("no {what} is called `{name}`"), format!("this file has no such {what}"));
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
        Self::at(span, format!("`{key}` has no effect without `{other}`"), "not used").help(why)
    }

    /// Options that wait for each other.
    #[must_use]
    pub fn cycle(span: Span, names: &[&str]) -> Self {
        let chain = names.join(" -> ");
        let it = Self::at(span, format!("options refer to each other in a circle: {chain}"), "the circle starts here");
        it.help("as `interim`, `successor` or part of a blend, name an option outside the circle; without `interim` the reference stands in")
    }
}
