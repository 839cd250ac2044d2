//! What a comparison may be made to fail on.

use std::fmt;

use rust_decimal::Decimal;

use crate::analysis::metrics::{Figure, Metrics};
use crate::quantity::Literal;
use crate::scenario::nearest;

/// A condition: `METRIC changes`, or `METRIC grows N%`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    metric: String,
    /// The growth that is met; none for any change.
    grows: Option<Decimal>,
}

/// A condition that cannot be read, or speaks of what there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionError {
    /// What is wrong.
    pub cause: String,
    /// The way out.
    pub help: String,
}

/// How a condition came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Whether it is met.
    pub is_met: bool,
    /// The figure before and after, in words.
    pub words: String,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.grows {
            None => write!(f, "{} changes", self.metric),
            Some(share) => {
                write!(f, "{} grows {}%", self.metric, share.saturating_mul(Decimal::ONE_HUNDRED).normalize())
            }
        }
    }
}

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// When it is neither of the two forms, or the growth is no share.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let help = "write `METRIC changes` or `METRIC grows N%`, as in \"cheapest changes\" or \"api.tco grows 5%\"";
        let wrong = |cause: String| ConditionError { cause, help: help.to_owned() };
        match text.split_whitespace().collect::<Vec<_>>().as_slice() {
            [metric, "changes"] => Ok(Self { metric: (*metric).to_owned(), grows: None }),
            [metric, "grows", share] => {
                let literal =
                    Literal::parse(share).map_err(|error| wrong(format!("`{share}`: {}", error.explain().0)))?;
                if !literal.percent || literal.value < Decimal::ZERO {
                    return Err(wrong(format!("`{share}` is no growth in percent")));
                }
                Ok(Self { metric: (*metric).to_owned(), grows: Some(literal.value) })
            }
            _ => Err(wrong(format!("`{text}` is no condition"))),
        }
    }

    /// Whether neither has the metric, so that it may be one of the draws.
    #[must_use]
    pub fn is_unknown(&self, before: &Metrics, after: &Metrics) -> bool {
        before.find(&self.metric).is_none() && after.find(&self.metric).is_none()
    }

    /// Holds the condition against the figures before and after.
    ///
    /// # Errors
    /// When there is no such metric in either, or it is not one number that could grow.
    pub fn hold(&self, before: &Metrics, after: &Metrics) -> Result<Met, ConditionError> {
        let (old, new) = (before.find(&self.metric), after.find(&self.metric));
        if self.is_unknown(before, after) {
            let near = nearest(&self.metric, before.names().chain(after.names()));
            let help = near.map_or_else(
                || "results.json lists every metric by its name".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(ConditionError { cause: format!("there is no metric `{}`", self.metric), help });
        }
        let words = format!("{} -> {}", words(old.as_ref()), words(new.as_ref()));
        let Some(share) = self.grows else {
            return Ok(Met { is_met: old != new, words });
        };
        let number = |figure: &Option<Figure>| figure.as_ref().and_then(Figure::number);
        let (Some(old), Some(new)) = (number(&old), number(&new)) else {
            let cause = format!("`{}` is not one number in both scenarios: {words}", self.metric);
            return Err(ConditionError { cause, help: "use `changes`".to_owned() });
        };
        let limit = old.saturating_add(old.abs().saturating_mul(share));
        Ok(Met { is_met: new > limit, words })
    }
}

fn words(figure: Option<&Figure>) -> String {
    match figure {
        None | Some(Figure::None) => "none".to_owned(),
        Some(Figure::Never) => "never".to_owned(),
        Some(Figure::Name(name)) => name.clone(),
        Some(Figure::Money(value) | Figure::Number(value)) => value.round_dp(6).normalize().to_string(),
        Some(Figure::List(values)) => {
            let values: Vec<String> = values.iter().map(|value| value.round_dp(6).normalize().to_string()).collect();
            values.join(" ")
        }
    }
}
