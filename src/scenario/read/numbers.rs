//! Numbers: literals, ranges and distributions.

use rust_decimal::Decimal;

use crate::quantity::{Currency, Dimension, Literal, Quantity, QuantityError, Unit};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::{Input, Origin};
use crate::scenario::language::{Form, Key};
use crate::scenario::source::Span;
use crate::scenario::tree::{Node, Value};

use super::context::Context;
use super::marks::Marks;
use super::{bounds, distributions, forms, slips};

/// The number being read: for which key, at which path and place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub context: &'a Context,
    pub key: &'a Key,
    pub path: &'a str,
    pub span: Span,
}

impl Reading<'_> {
    /// What messages call the number: the key, and for one of several the name it stands under.
    pub fn name(&self) -> String {
        let parts: Vec<&str> = self.path.split('.').collect();
        let from = parts.iter().rposition(|part| *part == self.key.name).unwrap_or(parts.len() - 1);
        let is_place = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        let shown: Vec<&str> = parts[from..].iter().copied().filter(|part| !is_place(part)).collect();
        if shown.is_empty() { self.key.name.to_owned() } else { shown.join(".") }
    }

    /// Reports what is wrong with the number.
    pub fn refuse<T>(&self, wrong: Diagnostic) -> Option<T> {
        self.context.error(wrong);
        None
    }

    fn literal(&self, text: &str) -> Option<(Quantity, Marks)> {
        match Literal::parse(text) {
            Ok(literal) => Some((Quantity::certain(literal.value), Marks::of(self, &[literal])?)),
            Err(error) => self.refuse(Diagnostic::bad_number(self.span, text, slips::explain(text, &error))),
        }
    }

    fn interval(&self, text: &str, ends: (&str, &str)) -> Option<(Quantity, Marks)> {
        let refuse = |error: QuantityError| {
            let (cause, way_out) = error.explain();
            let way_out = slips::open_end(ends).unwrap_or_else(|| way_out.to_owned());
            self.context.error(Diagnostic::bad_range(self.span, text, (cause, &way_out)));
        };
        let (low, high) = Quantity::ends(ends.0, ends.1).map_err(refuse).ok()?;
        let marks = Marks::of(self, &[low, high])?;
        let quantity = Quantity::interval(low.value, high.value).map_err(refuse).ok()?;
        Some((quantity, marks))
    }
}

/// The language's default for a key; zero where it has none.
pub fn default(key: &Key, path: &str) -> Input {
    let base = Literal::parse(key.default).map_or(Decimal::ZERO, |literal| literal.value);
    Input {
        path: path.to_owned(),
        quantity: Quantity::certain(base),
        unit: key.unit,
        whole: matches!(key.form, Form::Whole(_)),
        bounds: bounds::of(key),
        origin: Origin::Default,
    }
}

/// The unit of a key's value in the catalog, whose prices are in US dollars.
pub fn listed_unit(context: &Context, key: &Key) -> Unit {
    if context.currency.get() == Currency::USD { key.unit } else { key.unit.in_dollars() }
}

/// Reads the number at `node` for `key`; what is wrong is reported and gives `None`.
pub fn read(context: &Context, key: &Key, path: &str, node: &Node) -> Option<Input> {
    read_effort(context, key, path, node).map(|(input, _)| input)
}

/// Reads hours of a role, and whether they are written in full-time people.
pub fn read_effort(context: &Context, key: &Key, path: &str, node: &Node) -> Option<(Input, bool)> {
    let reading = Reading { context, key, path, span: node.span };
    let (quantity, marks) = quantity(&reading, node)?;
    let quantity = bounds::hold(&reading, quantity, marks)?;
    if quantity.spread.is_some() {
        context.ranges.borrow_mut().push(path.to_owned());
    }
    let input = Input {
        path: path.to_owned(),
        quantity,
        unit: if marks.fte { key.unit.per(Dimension::Hour).times(Dimension::Fte) } else { key.unit },
        whole: matches!(key.form, Form::Whole(_)),
        bounds: bounds::of(key),
        origin: Origin::Written(node.span),
    };
    Some((input, marks.fte))
}

fn quantity(reading: &Reading<'_>, node: &Node) -> Option<(Quantity, Marks)> {
    match &node.value {
        Value::Number(text) => reading.literal(text),
        Value::Text(text) => match text.split_once(" to ") {
            Some(ends) => reading.interval(text, ends),
            None => reading.literal(text),
        },
        Value::Table(table) => distributions::read(reading, table),
        other => {
            let help = forms::number(reading.key);
            let name = reading.name();
            reading.refuse(Diagnostic::wrong_type(node.span, (&name, "a number"), other.kind(), &help))
        }
    }
}
