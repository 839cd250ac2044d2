//! Numbers: literals, ranges and distributions, held against what their key allows.

use rust_decimal::Decimal;

use crate::quantity::{Dimension, Distribution, Literal, Quantity, QuantityError, Unit};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::{Input, Origin};
use crate::scenario::language::{DISTRIBUTION, Form, Key};
use crate::scenario::source::Span;
use crate::scenario::tree::{Node, Table, Value};

use super::section::{Context, Section};

/// The language's default for a key; zero where it has none.
pub fn default(key: &Key, path: &str) -> Input {
    let base = Literal::parse(key.default).map_or(Decimal::ZERO, |literal| literal.value);
    Input {
        path: path.to_owned(),
        quantity: Quantity::certain(base),
        unit: key.unit,
        whole: matches!(key.form, Form::Whole(_)),
        origin: Origin::Default,
    }
}

/// Reads the number at `node` for `key`; what is wrong is reported and gives `None`.
pub fn read(context: &Context, key: &Key, path: &str, node: &Node) -> Option<Input> {
    let (quantity, marks) = quantity(context, key, path, node)?;
    let quantity = checked(context, key, (quantity, marks.percent), node.span)?;
    Some(Input {
        path: path.to_owned(),
        quantity,
        unit: key.unit,
        whole: matches!(key.form, Form::Whole(_)),
        origin: Origin::Written(node.span),
    })
}

/// Reads hours of a role, which may be written in full-time people.
pub fn read_effort(context: &Context, key: &Key, path: &str, node: &Node) -> Option<(Input, bool)> {
    let (quantity, marks) = quantity(context, key, path, node)?;
    let quantity = checked(context, key, (quantity, marks.percent), node.span)?;
    let unit = if marks.fte { key.unit.per(Dimension::Hour) } else { key.unit };
    let origin = Origin::Written(node.span);
    Some((Input { path: path.to_owned(), quantity, unit, whole: false, origin }, marks.fte))
}

/// The marks that stood beside a number.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    percent: bool,
    fte: bool,
}

fn quantity(context: &Context, key: &Key, path: &str, node: &Node) -> Option<(Quantity, Marks)> {
    match &node.value {
        Value::Number(text) => literal(context, key, text, node.span),
        Value::Text(text) => match text.split_once(" to ") {
            Some((low, high)) => interval(context, key, (low, high), node),
            None => literal(context, key, text, node.span),
        },
        Value::Table(table) => distribution(context, key, path, (table, node.span)),
        other => {
            let expected = "a number, a range like \"5 to 10\" or a distribution";
            context.error(Diagnostic::wrong_type(node.span, key.name, expected, other.kind()));
            None
        }
    }
}

fn literal(context: &Context, key: &Key, text: &str, span: Span) -> Option<(Quantity, Marks)> {
    match Literal::parse(text) {
        Ok(literal) => {
            let marks = marks(context, key, &[literal], span)?;
            Some((Quantity::certain(literal.value), marks))
        }
        Err(error) => {
            context.error(Diagnostic::bad_number(span, text, error.explain()));
            None
        }
    }
}

fn interval(context: &Context, key: &Key, ends: (&str, &str), node: &Node) -> Option<(Quantity, Marks)> {
    let text = format!("{} to {}", ends.0, ends.1);
    let refuse = |error: &QuantityError| {
        context.error(Diagnostic::bad_range(node.span, &text, error.explain()));
    };
    let (low, high) = Quantity::ends(ends.0, ends.1).map_err(|error| refuse(&error)).ok()?;
    let marks = marks(context, key, &[low, high], node.span)?;
    let quantity = Quantity::interval(low.value, high.value).map_err(|error| refuse(&error)).ok()?;
    Some((quantity, marks))
}

/// `{ low = 1, mode = 2, high = 5 }` and its relatives.
fn distribution(context: &Context, key: &Key, path: &str, table: (&Table, Span)) -> Option<(Quantity, Marks)> {
    let section = Section::new(context, path, table, vec![DISTRIBUTION]);
    let mut literals = Vec::new();
    let mut number = |name: &str| {
        let Some(entry) = section.entry(name) else {
            section.missing(name);
            return None;
        };
        let text = match &entry.node.value {
            Value::Number(text) | Value::Text(text) => text,
            other => {
                let span = entry.node.span;
                context.error(Diagnostic::wrong_type(span, name, "a number", other.kind()));
                return None;
            }
        };
        match Literal::parse(text) {
            Ok(literal) => {
                literals.push(literal);
                Some(literal.value)
            }
            Err(error) => {
                context.error(Diagnostic::bad_number(entry.node.span, text, error.explain()));
                None
            }
        }
    };
    let dist = section.choice("dist")?;
    let parameters: &[&str] = match dist {
        "normal" => &["mean", "sd"],
        "triangular" => &["low", "mode", "high"],
        _ => &["low", "high"],
    };
    let values: Vec<Option<Decimal>> = parameters.iter().map(|name| number(name)).collect();
    let values: Option<Vec<Decimal>> = values.into_iter().collect();
    let spread = match (dist, values?.as_slice()) {
        ("normal", &[mean, sd]) => Distribution::Normal { mean, sd },
        ("triangular", &[low, mode, high]) => Distribution::Triangular { low, mode, high },
        ("uniform", &[low, high]) => Distribution::Uniform { low, high },
        (_, &[low, high]) => Distribution::Lognormal { low, high },
        _ => return None,
    };
    for entry in &table.0.entries {
        if entry.key != "dist" && !parameters.contains(&entry.key.as_str()) {
            let title = format!("`{}` has no meaning for a {dist} distribution", entry.key);
            let wrong = Diagnostic::at(entry.key_span, title, "not used");
            context.error(wrong.help(format!("a {dist} distribution takes {}", parameters.join(", "))));
        }
    }
    let marks = marks(context, key, &literals, table.1)?;
    match Quantity::spread(spread) {
        Ok(quantity) => Some((quantity, marks)),
        Err(error) => {
            let (cause, way_out) = error.explain();
            let title = format!("`{}` is no distribution", key.name);
            context.error(Diagnostic::at(table.1, title, cause).help(way_out));
            None
        }
    }
}

/// Holds the marks beside a number (`%`, `$`, `fte`) against the key's unit.
fn marks(context: &Context, key: &Key, literals: &[Literal], span: Span) -> Option<Marks> {
    let marks = Marks { percent: literals.iter().any(|l| l.percent), fte: literals.iter().any(|l| l.fte) };
    let countable = key.unit == Unit::ONE && !matches!(key.form, Form::Whole(_) | Form::Integer(..));
    let wrong = |mark: &str, why: String| {
        let title = format!("`{mark}` does not fit `{}`", key.name);
        context.error(Diagnostic::at(span, title, why).help("write the plain number"));
        None
    };
    if marks.percent && !countable {
        return wrong("%", format!("counted in {}", describe_unit(key.unit, context)));
    }
    if marks.fte && !matches!(key.form, Form::Team) {
        return wrong("fte", "only hours of people can be written so".to_owned());
    }
    if let Some(sign) = literals.iter().find_map(|l| l.currency) {
        let is_money = key.unit.describe("$").starts_with('$') || matches!(key.form, Form::Expected);
        if !is_money {
            return wrong(&sign.to_string(), "not an amount of money".to_owned());
        }
        if !context.currency.get().accepts_sign(sign) {
            let code = context.currency.get().code;
            let title = format!("`{sign}` in a scenario whose amounts are in {code}");
            let odd = Diagnostic::at(span, title, format!("read as {code}"));
            context.warn(odd.help("convert the amount, or leave the sign out"));
        }
    }
    Some(marks)
}

fn describe_unit(unit: Unit, context: &Context) -> String {
    let text = unit.describe(context.currency.get().code);
    match text.as_str() {
        "" => "whole things".to_owned(),
        one if one.chars().all(|c| c.is_ascii_lowercase()) => format!("{one}s"),
        other => other.to_owned(),
    }
}

/// Holds a number against the range its key allows; clips shares and rounds counts.
fn checked(context: &Context, key: &Key, (quantity, percent): (Quantity, bool), span: Span) -> Option<Quantity> {
    let (low, high) = (quantity.low(), quantity.high());
    let refuse = |allowed: &str| {
        context.error(Diagnostic::out_of_range(span, key.name, allowed));
        None
    };
    match key.form {
        Form::Share | Form::PositiveShare => share(context, key, (quantity, percent), span),
        Form::Rate if low < -Decimal::ONE => refuse("at least -100%"),
        Form::Rate => {
            if high > Decimal::ONE && !percent {
                let title = format!("`{}` is {} %", key.name, high.saturating_mul(Decimal::ONE_HUNDRED).normalize());
                let odd = Diagnostic::at(span, title, "a rate above 100 %");
                context.warn(odd.help(format!("did you mean \"{}%\"?", high.normalize())));
            }
            Some(quantity)
        }
        Form::Ratio if quantity.base < Decimal::ONE => refuse("at least 1"),
        Form::Positive if low <= Decimal::ZERO => refuse("above 0"),
        Form::Whole(min) => whole(context, key, (quantity, min), span),
        Form::Price if low < Decimal::ZERO => refuse("at least 0: a price is never negative"),
        Form::Number | Form::Numbers(_) | Form::Volume | Form::Team | Form::NamedPrices if low < Decimal::ZERO => {
            refuse("at least 0")
        }
        _ => Some(quantity),
    }
}

fn share(context: &Context, key: &Key, (quantity, percent): (Quantity, bool), span: Span) -> Option<Quantity> {
    let (low, high) = (quantity.low(), quantity.high());
    let certain = quantity.spread.is_none();
    if high > Decimal::ONE && !percent {
        let title = format!("`{}` is a share and cannot be {}", key.name, high.normalize());
        let wrong = Diagnostic::at(span, title, "above 1");
        context.error(wrong.help(format!("did you mean \"{}%\"?", high.normalize())));
        return None;
    }
    let floor = if matches!(key.form, Form::PositiveShare) { "above 0%, up to" } else { "from 0% to" };
    let too_low = match key.form {
        Form::PositiveShare => low <= Decimal::ZERO,
        _ => certain && low < Decimal::ZERO,
    };
    if too_low || (certain && high > Decimal::ONE) {
        context.error(Diagnostic::out_of_range(span, key.name, &format!("{floor} 100%")));
        return None;
    }
    let base = quantity.base.clamp(Decimal::ZERO, Decimal::ONE);
    Some(Quantity { base, ..quantity })
}

fn whole(context: &Context, key: &Key, (quantity, min): (Quantity, u32), span: Span) -> Option<Quantity> {
    let half_up = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let base = quantity.base.round_dp_with_strategy(0, half_up);
    if quantity.spread.is_none() && base != quantity.base {
        let title = format!("`{}` counts whole things", key.name);
        let wrong = Diagnostic::at(span, title, "not a whole number");
        context.error(wrong.help(format!("write {} or {}", quantity.base.floor(), quantity.base.ceil())));
        return None;
    }
    if base < Decimal::from(min) || quantity.low() < Decimal::ZERO {
        context.error(Diagnostic::out_of_range(span, key.name, &format!("at least {min}")));
        return None;
    }
    Some(Quantity { base, ..quantity })
}
