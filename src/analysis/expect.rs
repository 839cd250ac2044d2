//! The checks that a scenario carries.

use rust_decimal::Decimal;

use super::metrics::{Figure, Metrics};
use crate::scenario::{Bound, Expect, Span, nearest};

/// How a check came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not; the words say by how much.
    Fails(String),
    /// There is no such metric; the words say which is near.
    Unknown(String),
}

/// A check and how it came out.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The check.
    pub expect: Expect,
    /// The figure it is about.
    pub figure: Option<Figure>,
    /// How it came out.
    pub outcome: Outcome,
}

impl Verdict {
    /// Whether the check holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.outcome == Outcome::Holds
    }

    /// Where the check stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.expect.span
    }
}

/// Holds every check against the figures.
#[must_use]
pub fn judge(expects: &[Expect], metrics: &Metrics) -> Vec<Verdict> {
    let verdict = |expect: &Expect| {
        let figure = metrics.find(&expect.metric);
        let outcome = match &figure {
            None => unknown(&expect.metric, metrics),
            Some(figure) => compare(figure, &expect.bound),
        };
        Verdict { expect: expect.clone(), figure, outcome }
    };
    expects.iter().map(verdict).collect()
}

fn unknown(name: &str, metrics: &Metrics) -> Outcome {
    let near = nearest(name, metrics.names());
    let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Outcome::Unknown(format!("no metric is called `{name}`{help}"))
}

fn compare(figure: &Figure, bound: &Bound) -> Outcome {
    let none = matches!(figure, Figure::Never | Figure::None) || *figure == Figure::List(Vec::new());
    let fails = |wanted: String| Outcome::Fails(format!("{wanted}, but it is {}", say(figure)));
    let holds = |yes: bool, wanted: String| if yes { Outcome::Holds } else { fails(wanted) };
    let number = figure.number();
    match bound {
        Bound::Never => holds(none, "expected to have no value".to_owned()),
        Bound::Named(name) => holds(*figure == Figure::Name(name.clone()), format!("expected `{name}`")),
        Bound::AtMost(limit) => holds(number.is_some_and(|n| n <= *limit), format!("expected at most {limit}")),
        Bound::AtLeast(limit) => holds(number.is_some_and(|n| n >= *limit), format!("expected at least {limit}")),
        Bound::Equals { value, within } => {
            let near = |n: Decimal| n.checked_sub(*value).is_some_and(|gap| gap.abs() <= *within);
            holds(number.is_some_and(near), format!("expected {value} within {}", within.normalize()))
        }
    }
}

/// A figure in a sentence, with at most ten places.
fn say(figure: &Figure) -> String {
    match figure {
        Figure::Money(value) | Figure::Number(value) => value.round_dp(10).normalize().to_string(),
        Figure::List(values) => format!("a list of {}", values.len()),
        Figure::Name(name) => format!("`{name}`"),
        Figure::Never => "never".to_owned(),
        Figure::None => "none".to_owned(),
    }
}
