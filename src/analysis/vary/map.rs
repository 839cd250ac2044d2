//! The frontier: which option is cheapest over two inputs.

use rust_decimal::Decimal;

use super::lever::Lever;
use super::outcome::cheapest_along;
use super::places::is_wide;
use super::question::Question;
use super::study::Closeness;
use crate::analysis::break_even::Range;
use crate::analysis::workers::Workers;
use crate::cost::Model;
use crate::quantity::figures::float;
use crate::quantity::sqrt;
use crate::sheet::{ExactReading, ReadError};

/// An input and the range it is varied over.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The input.
    pub lever: Lever,
    /// From and to.
    pub range: (Decimal, Decimal),
}

impl Axis {
    /// Whether the range spans so much of positive values that equal steps are equal factors.
    #[must_use]
    pub fn is_logarithmic(&self) -> bool {
        is_wide(self.range)
    }

    /// Values along the axis, `2^halvings` steps of equal width (or equal factors), with today's
    /// value among them when it lies inside; ascending.
    fn places(&self, halvings: u32) -> Vec<Decimal> {
        let mut places = vec![self.range.0, self.range.1];
        for _ in 0..halvings {
            let between: Vec<Decimal> = places.windows(2).map(|pair| self.middle(pair[0], pair[1])).collect();
            let pairs = places.iter().zip(between.into_iter().map(Some).chain([None]));
            places = pairs.flat_map(|(place, next)| [Some(*place), next]).flatten().collect();
        }
        let today = self.lever.base();
        if self.range.0 <= today && today <= self.range.1 {
            places.push(today);
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether the same options are cheapest along both rows, from and to about the same values.
    fn is_smooth(&self, one: &MapRow, next: &MapRow) -> bool {
        let near = |a: Decimal, b: Decimal| (self.share(a) - self.share(b)).abs() <= SMOOTH;
        let alike = |(a, b): (&Range, &Range)| a.option == b.option && near(a.to, b.to);
        one.cheapest.len() == next.cheapest.len() && one.cheapest.iter().zip(&next.cheapest).all(alike)
    }

    /// Where a value is along the axis, from 0 to 1: for telling near from far only.
    fn share(&self, value: Decimal) -> f64 {
        let place = |x: Decimal| if self.is_logarithmic() { libm::log(float(x)) } else { float(x) };
        let (from, to) = (place(self.range.0), place(self.range.1));
        (place(value) - from) / (to - from)
    }

    fn middle(&self, low: Decimal, high: Decimal) -> Decimal {
        let geometric = || sqrt(low)?.checked_mul(sqrt(high)?)?.round_sf(12);
        let geometric = if self.is_logarithmic() { geometric() } else { None };
        geometric.filter(|middle| low < *middle && *middle < high).unwrap_or(low + (high - low) / Decimal::TWO)
    }
}

/// Which option is cheapest over two inputs.
#[derive(Clone, Debug)]
pub struct Map {
    /// The input across.
    pub x: Axis,
    /// The input upwards.
    pub y: Axis,
    /// The cheapest option along x, for values of y from the lowest to the highest.
    pub rows: Vec<MapRow>,
    /// The cheapest option over y at today's x; none where today's x lies outside.
    pub column: Vec<Range>,
}

/// The cheapest option along x at one value of y.
#[derive(Clone, Debug)]
pub struct MapRow {
    /// The value of y.
    pub y: Decimal,
    /// Who is cheapest over x.
    pub cheapest: Vec<Range>,
    /// How far off the ends of the ranges may be: zero where costs are lines in x.
    pub tolerance: Decimal,
}

/// Into how many steps y is divided: 2 to this power.
const HALVINGS: u32 = 7;
/// How often a step is halved again where the frontier turns within it.
const ROUNDS: u32 = 4;
/// The most rows added in one round.
const MOST_ADDED: usize = 400;
/// How far, as a share of the x axis, the frontier may move from one row to the next.
const SMOOTH: f64 = 0.02;

/// Finds who is cheapest over two inputs: exactly along x, for 129 values of y, today's, and more of
/// them where the frontier turns.
///
/// # Errors
/// When a figure exceeds 28 digits, or is divided by zero inside the ranges.
pub fn map(model: &Model, (x, y): (Axis, Axis), workers: &Workers<'_>) -> Result<Map, ReadError> {
    let row = |value: &Decimal| {
        let exact = ExactReading::new(&model.sheet, &[(y.lever.index, *value)])?;
        let question = Question::new(model, &exact);
        let (cheapest, tolerance) = cheapest_along(&question, &x.lever, (x.range, Closeness::MAP))?;
        Ok(MapRow { y: *value, cheapest, tolerance })
    };
    let found = |places: &[Decimal]| workers.each(places, row).into_iter().collect::<Result<Vec<MapRow>, ReadError>>();
    let mut rows = found(&y.places(HALVINGS))?;
    for _ in 0..ROUNDS {
        let rough = rows.windows(2).filter(|pair| !x.is_smooth(&pair[0], &pair[1]));
        let between = rough.map(|pair| y.middle(pair[0].y, pair[1].y)).take(MOST_ADDED).collect::<Vec<_>>();
        rows.extend(found(&between)?);
        rows.sort_by_key(|row| row.y);
    }
    let today = x.lever.base();
    let column = if x.range.0 <= today && today <= x.range.1 {
        let exact = ExactReading::new(&model.sheet, &[])?;
        cheapest_along(&Question::new(model, &exact), &y.lever, (y.range, Closeness::FINE))?.0
    } else {
        Vec::new()
    };
    Ok(Map { x, y, rows, column })
}
