//! The outcome over a range of one input's values: present values, ties, and who is cheapest.

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::lever::Lever;
use crate::analysis::break_even::{Event, Range, events};
use crate::cost::Model;
use crate::sheet::curve::{Curve, CurveRequest, Outline, Piece, curves};
use crate::sheet::{Dependents, ExactReading, Id, ReadError, Trouble};

/// What happens over a range of values.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// The range.
    pub range: (Decimal, Decimal),
    /// The present value of each option's cost over the range.
    pub curves: Vec<Rc<Curve>>,
    /// For each option, whether its curve is exact, or drawn through samples.
    pub exact: Vec<bool>,
    /// Where two options tie.
    pub ties: Vec<Tie>,
    /// The cheapest feasible option over the range.
    pub cheapest: Vec<Range>,
}

/// Values at which two options tie.
#[derive(Clone, Debug)]
pub struct Tie {
    /// The first option.
    pub a: usize,
    /// The second option.
    pub b: usize,
    /// The meetings, by value.
    pub events: Vec<Event>,
    /// How far off a meeting may be: zero when both curves are exact.
    pub tolerance: Decimal,
}

/// Samples of a cost that is no line in the input.
const SAMPLES: u32 = 128;

/// Varies one input over a range: exactly where costs are lines in it, else through samples, with
/// every meeting narrowed down on the exact reading.
///
/// # Errors
/// When a figure exceeds 28 digits.
pub fn vary(
    model: &Model,
    exact: &ExactReading,
    lever: &Lever,
    range: (Decimal, Decimal),
) -> Result<Outcomes, ReadError> {
    let study =
        Study { model, exact, dependents: Dependents::of(&model.sheet, lever.index), input: lever.index, range };
    let costs: Vec<Id> = model.options.iter().map(|option| option.present_value).collect();
    let read: Vec<(Rc<Curve>, bool)> = costs.iter().map(|cost| study.curve(*cost)).collect::<Result<_, _>>()?;
    let (curves, exact): (Vec<Rc<Curve>>, Vec<bool>) = read.into_iter().unzip();
    let ties = study.ties(&curves, &exact)?;
    let mut places: Vec<Decimal> = ties.iter().flat_map(|tie| tie.events.iter().map(|event| event.x)).collect();
    places.extend(study.feasibility_changes()?);
    let cheapest = study.cheapest(places)?;
    Ok(Outcomes { range, curves, exact, ties, cheapest })
}

struct Study<'a> {
    model: &'a Model,
    exact: &'a ExactReading,
    dependents: Dependents,
    input: u32,
    range: (Decimal, Decimal),
}

impl Study<'_> {
    fn at(&self, value: Decimal) -> Result<ExactReading, ReadError> {
        self.exact.vary(&self.model.sheet, &self.dependents, value)
    }

    /// A cell over the range, and whether the curve is exact.
    fn curve(&self, cell: Id) -> Result<(Rc<Curve>, bool), ReadError> {
        let request = CurveRequest { input: self.input, range: self.range, outputs: &[cell] };
        match curves(&self.model.sheet, self.exact, &request) {
            Ok(found) => Ok((found[0].clone(), true)),
            Err(error) if error.trouble == Trouble::Overflow => Err(error),
            Err(_) => Ok((Rc::new(self.sampled(cell)?), false)),
        }
    }

    /// The cell at evenly spread values, joined by lines.
    fn sampled(&self, cell: Id) -> Result<Curve, ReadError> {
        let (from, to) = self.range;
        let step = (to - from) / Decimal::from(SAMPLES);
        let values: Vec<Decimal> = (0..=SAMPLES).map(|n| from + step * Decimal::from(n)).collect();
        let costs: Vec<Decimal> =
            values.iter().map(|x| Ok(self.at(*x)?.get(cell))).collect::<Result<_, ReadError>>()?;
        let pieces = (0..SAMPLES as usize).map(|n| Piece {
            x: values[n],
            at: costs[n],
            after: costs[n],
            slope: (costs[n + 1] - costs[n]).checked_div(step).unwrap_or_default(),
        });
        Ok(Curve { pieces: pieces.collect(), end: to })
    }

    fn ties(&self, curves: &[Rc<Curve>], exact: &[bool]) -> Result<Vec<Tie>, ReadError> {
        let outlines: Vec<Outline<'_>> = curves.iter().map(|curve| Outline::new(curve)).collect();
        let mut ties = Vec::new();
        for a in 0..curves.len() {
            for b in a + 1..curves.len() {
                let found = events(&outlines[a], &outlines[b], self.range.1);
                let (mut events, _) = found.map_err(|trouble| self.trouble(trouble))?;
                let mut tolerance = Decimal::ZERO;
                if !(exact[a] && exact[b]) {
                    tolerance = self.narrowest();
                    for event in &mut events {
                        event.x = self.narrowed(event.x, (a, b))?;
                    }
                }
                ties.push(Tie { a, b, events, tolerance });
            }
        }
        Ok(ties)
    }

    fn trouble(&self, trouble: Trouble) -> ReadError {
        let cell = self.model.options[0].present_value;
        ReadError { cell, scope: "the comparison".to_owned(), trouble }
    }

    /// How closely a meeting is narrowed down: a ten-thousandth of a millionth of the range.
    fn narrowest(&self) -> Decimal {
        (self.range.1 - self.range.0) * Decimal::new(1, 10)
    }

    /// The meeting near `x`, narrowed down on the exact reading.
    fn narrowed(&self, x: Decimal, (a, b): (usize, usize)) -> Result<Decimal, ReadError> {
        let step = (self.range.1 - self.range.0) / Decimal::from(SAMPLES);
        let order = |value: Decimal| -> Result<Ordering, ReadError> {
            let there = self.at(value)?;
            let cost = |option: usize| there.get(self.model.options[option].present_value);
            Ok(cost(a).cmp(&cost(b)))
        };
        let (mut low, mut high) = ((x - step).max(self.range.0), (x + step).min(self.range.1));
        let below = order(low)?;
        if order(high)? == below {
            return Ok(x); // they touch, or meet twice within a step
        }
        while high - low > self.narrowest() {
            let middle = low + (high - low) / Decimal::TWO;
            if order(middle)? == below { low = middle } else { high = middle }
        }
        Ok(low + (high - low) / Decimal::TWO)
    }

    /// Values at which a fleet begins or ceases to be able to serve every request.
    fn feasibility_changes(&self) -> Result<Vec<Decimal>, ReadError> {
        let flags = self.model.options.iter().flat_map(|option| option.infeasible.iter().map(|(.., flag)| *flag));
        let varying: Vec<Id> = flags.filter(|flag| self.dependents.contains(*flag)).collect();
        let mut changes = Vec::new();
        for flag in varying {
            let (curve, _) = self.curve(flag)?;
            changes.extend(curve.pieces.iter().skip(1).map(|piece| piece.x));
        }
        Ok(changes)
    }

    /// The cheapest feasible option between places at which the order may change.
    fn cheapest(&self, mut places: Vec<Decimal>) -> Result<Vec<Range>, ReadError> {
        let (from, to) = self.range;
        places.extend([from, to]);
        places.retain(|x| *x >= from && *x <= to);
        places.sort_unstable();
        places.dedup();
        let mut ranges: Vec<Range> = Vec::new();
        for pair in places.windows(2) {
            let there = self.at(pair[0] + (pair[1] - pair[0]) / Decimal::TWO)?;
            let option = self.cheapest_in(&there);
            match ranges.last_mut() {
                Some(last) if last.option == option => last.to = pair[1],
                _ => ranges.push(Range { from: pair[0], to: pair[1], option }),
            }
        }
        Ok(ranges)
    }

    fn cheapest_in(&self, there: &ExactReading) -> Option<usize> {
        let feasible =
            |index: &usize| self.model.options[*index].infeasible.iter().all(|(.., flag)| there.get(*flag).is_zero());
        let cost = |index: &usize| (there.get(self.model.options[*index].present_value), *index);
        (0..self.model.options.len()).filter(feasible).min_by_key(cost)
    }
}
