//! Named figures: everything that a scenario's checks, the CSV and the JSON speak of.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

/// A figure of the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Money in the scenario's currency.
    Money(Decimal),
    /// A plain number: a ratio, a count, months, requests.
    Number(Decimal),
    /// Several numbers.
    List(Vec<Decimal>),
    /// An option's name.
    Name(String),
    /// It does not happen, which is a result.
    Never,
    /// There is no such figure here.
    None,
}

impl Figure {
    /// The figure as one number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Money(value) | Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// A number, or none.
    #[must_use]
    pub fn optional(value: Option<Decimal>) -> Self {
        value.map_or(Self::None, Self::Number)
    }

    /// Money, or none.
    #[must_use]
    pub fn optional_money(value: Option<Decimal>) -> Self {
        value.map_or(Self::None, Self::Money)
    }
}

/// A figure with its name and unit.
#[derive(Clone, Debug)]
pub struct Metric {
    /// The name, as in `api.tco`.
    pub name: String,
    /// The figure.
    pub figure: Figure,
    /// Its unit; the currency's code for money, empty for a plain number.
    pub unit: &'static str,
}

/// All figures, in the order they were added.
#[derive(Clone, Debug, Default)]
pub struct Metrics {
    list: Vec<Metric>,
    places: BTreeMap<String, usize>,
}

impl Metrics {
    /// Adds a figure.
    pub fn add(&mut self, name: String, figure: Figure, unit: &'static str) {
        self.places.insert(name.clone(), self.list.len());
        self.list.push(Metric { name, figure, unit });
    }

    /// All figures.
    #[must_use]
    pub fn list(&self) -> &[Metric] {
        &self.list
    }

    /// The figure of a name. A list also answers to `NAME.count` and `NAME.0`, counted from 0.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Figure> {
        if let Some(place) = self.places.get(name) {
            return Some(self.list[*place].figure.clone());
        }
        let (list, part) = name.rsplit_once('.')?;
        let figure = &self.list[*self.places.get(list)?].figure;
        let values: &[Decimal] = match figure {
            Figure::List(values) => values,
            Figure::Number(only) => std::slice::from_ref(only),
            Figure::None | Figure::Never => &[],
            _ => return None,
        };
        if part == "count" {
            return Some(Figure::Number(Decimal::from(values.len())));
        }
        let index: usize = part.parse().ok()?;
        Some(Figure::optional(values.get(index).copied()))
    }

    /// Every name, for "did you mean".
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|metric| metric.name.as_str())
    }
}
