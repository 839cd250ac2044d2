//! One input varied: the options' present values as curves, exact where they can be, else through
//! samples.

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::lever::Lever;
use super::places::{binary, spread_out};
use super::question::Question;
use super::sampler::{Sample, Sampler};
use crate::quantity::figures::float;
use crate::sheet::curve::{Curve, CurveRequest, MOST_PIECES, Piece, readable_curves};
use crate::sheet::{Dependents, Id, ReadError, Trouble, Variation};

/// How closely an input is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Closeness {
    /// The values at which costs that are no lines in the input are sampled.
    pub samples: usize,
    /// The most pieces that exact curves may have together; costs of more are sampled.
    pub pieces: usize,
}

impl Closeness {
    /// For one input that was asked for.
    pub const FINE: Self = Self { samples: 1_024, pieces: MOST_PIECES };
    /// For every input in turn.
    pub const COARSE: Self = Self { samples: 256, pieces: MOST_PIECES };
    /// For every row of a map, which shows no more than a thousand places.
    pub const MAP: Self = Self { samples: 1_024, pieces: 40_000 };
}

/// One input varied over a range.
#[derive(Debug)]
pub struct Study<'a> {
    question: &'a Question<'a>,
    variation: Variation<'a>,
    /// Where something is sampled.
    sampler: Option<Sampler>,
    /// The range, without an end at which something is divided by zero.
    pub range: (Decimal, Decimal),
    /// The values that were sampled, ascending.
    places: Vec<f64>,
    /// The options at each of them.
    samples: Vec<Sample>,
    /// The present value of each option.
    pub curves: Vec<Rc<Curve>>,
    /// For each option, whether its curve is exact, or drawn through samples.
    pub exact: Vec<bool>,
    /// Flags that vary, and where each is up; none where they were sampled.
    flags: Option<Vec<(Id, Rc<Curve>)>>,
    /// Where a fleet begins or ceases to be able to serve every request.
    pub turns: Vec<Decimal>,
}

impl<'a> Study<'a> {
    /// Reads the curves of the options.
    ///
    /// # Errors
    /// When a figure exceeds 28 digits, or is divided by zero inside the range.
    pub fn new(
        question: &'a Question<'a>,
        (lever, dependents): (&Lever, &'a Dependents),
        (range, closeness): ((Decimal, Decimal), Closeness),
    ) -> Result<Self, ReadError> {
        let mut study = Self {
            question,
            variation: Variation::new(&question.model.sheet, question.exact, dependents),
            sampler: None,
            range,
            places: Vec::new(),
            samples: Vec::new(),
            curves: Vec::new(),
            exact: vec![true; question.costs.len()],
            flags: None,
            turns: Vec::new(),
        };
        if !study.read((lever, dependents), closeness) {
            study.range = study.readable(range);
            study.read((lever, dependents), closeness);
            study.sample(lever, closeness)?;
        }
        Ok(study)
    }

    /// Reads what can be read exactly; whether that is all.
    fn read(&mut self, (lever, dependents): (&Lever, &Dependents), closeness: Closeness) -> bool {
        let flags = self.question.flags.iter().map(|(_, flag)| *flag).filter(|flag| dependents.contains(*flag));
        let flags: Vec<Id> = flags.collect();
        let outputs: Vec<Id> = self.question.costs.iter().copied().chain(flags.iter().copied()).collect();
        let request =
            CurveRequest { input: lever.index, range: self.range, outputs: &outputs, most_pieces: closeness.pieces };
        let mut found = readable_curves(&self.question.model.sheet, self.question.exact, (&request, dependents));
        let read_flags: Option<Vec<Rc<Curve>>> =
            found.split_off(self.question.costs.len()).into_iter().map(Result::ok).collect();
        self.exact = found.iter().map(Result::is_ok).collect();
        let nothing = Rc::new(Curve { pieces: Vec::new(), end: self.range.1 });
        self.curves = found.into_iter().map(|curve| curve.unwrap_or_else(|_| Rc::clone(&nothing))).collect();
        self.flags = read_flags.map(|curves| flags.into_iter().zip(curves).collect());
        let turns = self.flags.iter().flatten().flat_map(|(_, flag)| flag.pieces.iter().skip(1).map(|piece| piece.x));
        self.turns = turns.collect();
        self.flags.is_some() && self.exact.iter().all(|exact| *exact)
    }

    /// Samples what could not be read.
    fn sample(&mut self, lever: &Lever, closeness: Closeness) -> Result<(), ReadError> {
        let sampler = Sampler::new(self.question, &[lever.index]);
        self.places = spread_out(self.range, closeness.samples);
        let found = sampler.at(&self.places);
        if let Some(lost) = found.iter().position(|sample| sample.costs.iter().any(|cost| !cost.is_finite())) {
            // the exact reading says why
            self.variation.at(binary(self.places[lost]))?;
        }
        let places: Vec<Decimal> = self.places.iter().map(|place| binary(*place)).collect();
        for option in (0..self.curves.len()).filter(|option| !self.exact[*option]) {
            let costs: Vec<Decimal> = found.iter().map(|sample| binary(sample.costs[option])).collect();
            self.curves[option] = Rc::new(joined(&places, &costs, self.range.1));
        }
        if self.flags.is_none() {
            let differ = found.windows(2).zip(places.windows(2)).filter(|(pair, _)| pair[0].able != pair[1].able);
            self.turns = differ.map(|(_, pair)| pair[0] + (pair[1] - pair[0]) / Decimal::TWO).collect();
        }
        self.sampler = Some(sampler);
        self.samples = found;
        Ok(())
    }

    /// The cheapest feasible option between two values, given in either order, between which it does not
    /// change: at the value that was sampled nearest to their middle, or there.
    ///
    /// # Errors
    /// When a figure exceeds 28 digits or is divided by zero there.
    pub fn cheapest_between(&mut self, x: Decimal, end: Decimal) -> Result<Option<usize>, ReadError> {
        let middle = x + (end - x) / Decimal::TWO;
        let (low, high) = (float(x.min(end)), float(x.max(end)));
        let place = self.places.partition_point(|place| *place < float(middle));
        let sampled = [place.checked_sub(1), Some(place)].into_iter().flatten();
        let told = sampled
            .filter(|place| self.places.get(*place).is_some_and(|value| low < *value && *value < high))
            .find_map(|place| self.samples.get(place)?.cheapest().ok());
        told.map_or_else(|| self.cheapest_at(middle), Ok)
    }

    /// The cheapest feasible option at a value of the input.
    ///
    /// # Errors
    /// When a figure exceeds 28 digits or is divided by zero there.
    pub fn cheapest_at(&mut self, value: Decimal) -> Result<Option<usize>, ReadError> {
        if let Some(sampler) = &self.sampler {
            let sample = sampler.at(&[float(value)]);
            if let Some(Ok(option)) = sample.first().map(Sample::cheapest) {
                return Ok(option);
            }
        } else if let Some(flags) = &self.flags {
            let flag = |id: Id| {
                let curve = flags.iter().find(|(flag, _)| *flag == id).and_then(|(_, curve)| curve.value(value));
                curve.unwrap_or_else(|| self.question.exact.get(id))
            };
            let cost = |option: usize| self.curves[option].value(value).unwrap_or(Decimal::MAX);
            return Ok(self.question.cheapest_by(flag, cost));
        }
        let question = self.question;
        self.variation.at(value).map(|reading| question.cheapest(reading))
    }

    /// Why two options' costs cannot be compared.
    pub(super) fn refused(&self, option: usize, trouble: Trouble) -> ReadError {
        ReadError { cell: self.question.costs[option], scope: "the comparison".to_owned(), trouble }
    }

    /// How closely a meeting is narrowed down: a thousandth of a millionth of the range.
    #[must_use]
    pub fn tolerance(&self) -> Decimal {
        (self.range.1 - self.range.0) * Decimal::new(1, 9)
    }

    /// The meeting of two sampled costs near `x`, narrowed down: by samples until they are too near
    /// to tell, then on the exact reading.
    ///
    /// # Errors
    /// When a figure exceeds 28 digits or is divided by zero near it.
    pub fn narrowed(&mut self, x: Decimal, (a, b): (usize, usize)) -> Result<Decimal, ReadError> {
        let (mut low, mut high) = self.around(x);
        let Some(sampler) = &self.sampler else { return Ok(x) };
        let tolerance = self.tolerance();
        while high - low > tolerance {
            let values = spread_out((low, high), Closeness::COARSE.samples);
            let order: Vec<_> = sampler.at(&values).iter().map(|sample| sample.is_cheaper(a, b)).collect();
            let told = order.iter().all(Result::is_ok);
            let Some(turn) = order.windows(2).position(|pair| told && pair[0].ok() != pair[1].ok()) else { break };
            (low, high) = (binary(values[turn]), binary(values[turn + 1]));
        }
        self.bisected((low, high), (a, b), x)
    }

    /// A place between two values at which the order of two options changes, on the exact reading;
    /// `x` when they touch there, or meet twice.
    fn bisected(
        &mut self,
        (mut low, mut high): (Decimal, Decimal),
        (a, b): (usize, usize),
        x: Decimal,
    ) -> Result<Decimal, ReadError> {
        let tolerance = self.tolerance();
        if high - low <= tolerance {
            return Ok(low + (high - low) / Decimal::TWO);
        }
        let (a, b) = (self.question.costs[a], self.question.costs[b]);
        let variation = &mut self.variation;
        let mut order = |value: Decimal| -> Result<Ordering, ReadError> {
            variation.at(value).map(|there| there.get(a).cmp(&there.get(b)))
        };
        let below = order(low)?;
        if order(high)? == below {
            return Ok(x);
        }
        while high - low > tolerance {
            let middle = low + (high - low) / Decimal::TWO;
            if order(middle)? == below { low = middle } else { high = middle }
        }
        Ok(low + (high - low) / Decimal::TWO)
    }

    /// The sampled values around `x`.
    fn around(&self, x: Decimal) -> (Decimal, Decimal) {
        let place = self.places.partition_point(|place| *place < float(x));
        let at = |index: usize| self.places.get(index).map(|place| binary(*place));
        let low = place.checked_sub(2).or(place.checked_sub(1)).and_then(at).unwrap_or(self.range.0);
        (low.max(self.range.0), at(place + 1).unwrap_or(self.range.1).min(self.range.1))
    }

    /// The range without an end at which something is divided by zero: a rejection rate of 100 %
    /// needs labels without number.
    fn readable(&mut self, (from, to): (Decimal, Decimal)) -> (Decimal, Decimal) {
        let inside = (to - from) / Decimal::ONE_THOUSAND;
        let mut fails = |value| self.variation.at(value).is_err_and(|error| error.trouble == Trouble::DivisionByZero);
        (if fails(from) { from + inside } else { from }, if fails(to) { to - inside } else { to })
    }
}

/// Points joined by straight lines.
fn joined(places: &[Decimal], costs: &[Decimal], end: Decimal) -> Curve {
    let piece = |(place, cost): (&[Decimal], &[Decimal])| {
        let slope = (cost[1] - cost[0]).checked_div(place[1] - place[0]).unwrap_or_default();
        Piece { x: place[0], at: cost[0], after: cost[0], slope }
    };
    Curve { pieces: places.windows(2).zip(costs.windows(2)).map(piece).collect(), end }
}
