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

/// How closely costs that are no lines in the input are looked at: into how many parts the range is
/// divided.
#[derive(Clone, Copy, Debug)]
pub struct Samples(pub u32);

impl Samples {
    /// For one input that was asked for.
    pub const FINE: Self = Self(128);
    /// For every input in turn.
    pub const COARSE: Self = Self(24);
}

/// Varies one input over a range: exactly where costs are lines in it, else through samples, with
/// every meeting narrowed down on the exact reading.
///
/// # Errors
/// When a figure exceeds 28 digits.
pub fn vary(
    model: &Model,
    exact: &ExactReading,
    lever: &Lever,
    (range, samples): ((Decimal, Decimal), Samples),
) -> Result<Outcomes, ReadError> {
    let dependents = Dependents::of(&model.sheet, lever.index);
    let mut study = Study { model, exact, dependents, input: lever.index, range, samples };
    study.range = study.readable(range);
    let range = study.range;
    let costs = model.options.iter().map(|option| option.present_value);
    let flags = model.options.iter().flat_map(|option| option.infeasible.iter().map(|(.., flag)| *flag));
    let flags = flags.filter(|flag| study.dependents.contains(*flag));
    let mut read = study.curves(&costs.chain(flags).collect::<Vec<Id>>())?;
    let flags = read.split_off(model.options.len());
    let (curves, exact): (Vec<Rc<Curve>>, Vec<bool>) = read.into_iter().unzip();
    let ties = study.ties(&curves, &exact)?;
    let mut places: Vec<Decimal> = ties.iter().flat_map(|tie| tie.events.iter().map(|event| event.x)).collect();
    // where a fleet begins or ceases to be able to serve every request
    places.extend(flags.iter().flat_map(|(flag, _)| flag.pieces.iter().skip(1).map(|piece| piece.x)));
    let cheapest = study.cheapest(places)?;
    Ok(Outcomes { range, curves, exact, ties, cheapest })
}

struct Study<'a> {
    model: &'a Model,
    exact: &'a ExactReading,
    dependents: Dependents,
    input: u32,
    range: (Decimal, Decimal),
    samples: Samples,
}

impl Study<'_> {
    fn at(&self, value: Decimal) -> Result<ExactReading, ReadError> {
        self.exact.vary(&self.model.sheet, &self.dependents, value)
    }

    /// The range without an end at which something is divided by zero: a rejection rate of 100 %
    /// needs labels without number.
    fn readable(&self, (from, to): (Decimal, Decimal)) -> (Decimal, Decimal) {
        let inside = (to - from) / Decimal::ONE_THOUSAND;
        let fails = |value| self.at(value).is_err_and(|error| error.trouble == Trouble::DivisionByZero);
        (if fails(from) { from + inside } else { from }, if fails(to) { to - inside } else { to })
    }

    /// Cells over the range, and for each whether its curve is exact: those that are no lines in the
    /// input are sampled together.
    fn curves(&self, cells: &[Id]) -> Result<Vec<(Rc<Curve>, bool)>, ReadError> {
        let read = |outputs: &[Id]| {
            let request = CurveRequest { input: self.input, range: self.range, outputs };
            curves(&self.model.sheet, self.exact, &request)
        };
        if let Ok(found) = read(cells) {
            return Ok(found.into_iter().map(|curve| (curve, true)).collect());
        }
        let mut found: Vec<Option<(Rc<Curve>, bool)>> =
            (cells.iter()).map(|cell| Some((read(&[*cell]).ok()?.first()?.clone(), true))).collect();
        let unread: Vec<usize> = (0..cells.len()).filter(|place| found[*place].is_none()).collect();
        let outputs: Vec<Id> = unread.iter().map(|place| cells[*place]).collect();
        for (place, curve) in unread.into_iter().zip(self.sampled(&outputs)?) {
            found[place] = Some((Rc::new(curve), false));
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// Cells at evenly spread values, joined by lines.
    fn sampled(&self, cells: &[Id]) -> Result<Vec<Curve>, ReadError> {
        let (from, to) = self.range;
        let Samples(parts) = self.samples;
        let step = (to - from) / Decimal::from(parts);
        let places: Vec<Decimal> = (0..=parts).map(|n| from + step * Decimal::from(n)).collect();
        let mut values: Vec<Vec<Decimal>> = Vec::with_capacity(places.len());
        for x in &places {
            let there = self.at(*x)?;
            values.push(cells.iter().map(|cell| there.get(*cell)).collect());
        }
        let curve = |cell: usize| {
            let piece = |n: usize| Piece {
                x: places[n],
                at: values[n][cell],
                after: values[n][cell],
                slope: (values[n + 1][cell] - values[n][cell]).checked_div(step).unwrap_or_default(),
            };
            Curve { pieces: (0..parts as usize).map(piece).collect(), end: to }
        };
        Ok((0..cells.len()).map(curve).collect())
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

    /// How closely a meeting is narrowed down: a thousandth of a millionth of the range.
    fn narrowest(&self) -> Decimal {
        (self.range.1 - self.range.0) * Decimal::new(1, 9)
    }

    /// The meeting near `x`, narrowed down on the exact reading.
    fn narrowed(&self, x: Decimal, (a, b): (usize, usize)) -> Result<Decimal, ReadError> {
        let step = (self.range.1 - self.range.0) / Decimal::from(self.samples.0);
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
