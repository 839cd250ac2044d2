//! The marks beside a number (`%`, `$`, `fte`), held against the unit of its key.

use crate::quantity::{Literal, Unit};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::Form;

use super::context::Context;
use super::numbers::Reading;

/// The marks that stood beside a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// Whether it is written with `%`.
    pub percent: bool,
    /// Whether it counts full-time people.
    pub fte: bool,
}

impl Marks {
    /// The marks of literals that make up one number; one that does not fit is reported.
    pub fn of(reading: &Reading<'_>, literals: &[Literal]) -> Option<Self> {
        let Reading { context, key, span, .. } = *reading;
        let marks = Self { percent: literals.iter().any(|l| l.percent), fte: literals.iter().any(|l| l.fte) };
        let countable = key.unit == Unit::ONE && !matches!(key.form, Form::Whole(_) | Form::Integer(..));
        let wrong = |mark: &str, why: String| {
            let title = format!("`{mark}` does not fit `{}`", reading.name());
            reading.refuse(Diagnostic::at(span, title, why).alone().help("write the plain number"))
        };
        if marks.percent && !countable {
            return wrong("%", format!("counted in {}", describe(key.unit, context)));
        }
        if marks.fte && !matches!(key.form, Form::Team) {
            return wrong("fte", "only hours of people can be written so".to_owned());
        }
        let Some(sign) = literals.iter().find_map(|l| l.currency) else { return Some(marks) };
        if !key.unit.describe("$").starts_with('$') && !matches!(key.form, Form::Expected) {
            return wrong(&sign.to_string(), "not an amount of money".to_owned());
        }
        if !context.currency.get().accepts_sign(sign) {
            let code = context.currency.get().code;
            let title = format!("`{sign}` in a scenario whose amounts are in {code}");
            let odd = Diagnostic::at(span, title, format!("read as {code}"));
            context.warn(odd.help("convert the amount, or leave the sign out"));
        }
        Some(marks)
    }
}

/// A unit in words: `tokens per request`.
fn describe(unit: Unit, context: &Context) -> String {
    let text = unit.describe(context.currency.get().code);
    let (first, rest) = text.split_once('/').unwrap_or((&text, ""));
    let plural = if first.chars().all(|c| c.is_ascii_lowercase()) { "s" } else { "" };
    match (first, rest) {
        ("", _) => "whole things".to_owned(),
        (one, "") => format!("{one}{plural}"),
        (one, rest) => format!("{one}{plural} per {}", rest.replace('/', " per ")),
    }
}
