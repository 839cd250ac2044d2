//! One input varied: the options' present values as curves, exact where they can be, else through
//! samples.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::lever::Lever;
use crate::cost::Model;
use crate::sheet::curve::{Curve, CurveRequest, Piece, readable_curves};
use crate::sheet::{Dependents, ExactReading, Id, Needed, ReadError, Trouble, Variation};

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

/// What decides which option is cheapest: present values, and whether fleets can serve.
#[derive(Debug)]
pub struct Question<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its figures in the base case.
    pub exact: &'a ExactReading,
    /// The options' present values.
    costs: Vec<Id>,
    /// The option and the cell that is 1 when it cannot serve.
    flags: Vec<(usize, Id)>,
    needed: Needed,
}

impl<'a> Question<'a> {
    /// The question of a model.
    #[must_use]
    pub fn new(model: &'a Model, exact: &'a ExactReading) -> Self {
        let costs: Vec<Id> = model.options.iter().map(|option| option.present_value).collect();
        let flags: Vec<(usize, Id)> = (model.options.iter().enumerate())
            .flat_map(|(index, option)| option.infeasible.iter().map(move |(.., flag)| (index, *flag)))
            .collect();
        let outputs: Vec<Id> = costs.iter().copied().chain(flags.iter().map(|(_, flag)| *flag)).collect();
        let needed = Needed::of(&model.sheet, &outputs);
        Self { model, exact, costs, flags, needed }
    }

    /// The cells that decide and depend on an input; none when nothing does.
    #[must_use]
    pub fn dependents(&self, lever: &Lever) -> Option<Dependents> {
        let dependents = Dependents::among(&self.model.sheet, lever.index, &self.needed);
        (!dependents.cells().is_empty()).then_some(dependents)
    }

    /// The cheapest feasible option in a reading, the first of equals.
    #[must_use]
    pub fn cheapest(&self, reading: &ExactReading) -> Option<usize> {
        let cannot = |option: usize| self.flags.iter().any(|(o, flag)| *o == option && !reading.get(*flag).is_zero());
        let feasible = (0..self.costs.len()).filter(|option| !cannot(*option));
        feasible.min_by_key(|option| (reading.get(self.costs[*option]), *option))
    }
}

/// One input varied over a range.
#[derive(Debug)]
pub struct Study<'a> {
    question: &'a Question<'a>,
    variation: Variation<'a>,
    /// The range, without an end at which something is divided by zero.
    pub range: (Decimal, Decimal),
    samples: Samples,
    /// The present value of each option.
    pub curves: Vec<Rc<Curve>>,
    /// For each option, whether its curve is exact, or drawn through samples.
    pub exact: Vec<bool>,
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
        (range, samples): ((Decimal, Decimal), Samples),
    ) -> Result<Self, ReadError> {
        let variation = Variation::new(&question.model.sheet, question.exact, dependents);
        let (curves, exact, turns) = (Vec::new(), Vec::new(), Vec::new());
        let mut study = Self { question, variation, range, samples, curves, exact, turns };
        let flags = question.flags.iter().map(|(_, flag)| *flag).filter(|flag| dependents.contains(*flag));
        let cells: Vec<Id> = question.costs.iter().copied().chain(flags).collect();
        let (mut curves, mut exact) = study.read(&cells, (lever, dependents))?;
        let flags = curves.split_off(question.costs.len());
        exact.truncate(question.costs.len());
        study.turns = flags.iter().flat_map(|flag| flag.pieces.iter().skip(1).map(|piece| piece.x)).collect();
        (study.curves, study.exact) = (curves, exact);
        Ok(study)
    }

    /// The cheapest feasible option at a value of the input.
    ///
    /// # Errors
    /// When a figure exceeds 28 digits or is divided by zero there.
    pub fn cheapest_at(&mut self, value: Decimal) -> Result<Option<usize>, ReadError> {
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

    /// The meeting of two sampled costs near `x`, narrowed down on the exact reading.
    ///
    /// # Errors
    /// When a figure exceeds 28 digits or is divided by zero near it.
    pub fn narrowed(&mut self, x: Decimal, (a, b): (usize, usize)) -> Result<Decimal, ReadError> {
        let step = (self.range.1 - self.range.0) / Decimal::from(self.samples.0);
        let tolerance = self.tolerance();
        let (a, b) = (self.question.costs[a], self.question.costs[b]);
        let variation = &mut self.variation;
        let mut order = |value: Decimal| variation.at(value).map(|there| there.get(a).cmp(&there.get(b)));
        let (mut low, mut high) = ((x - step).max(self.range.0), (x + step).min(self.range.1));
        let below = order(low)?;
        if order(high)? == below {
            return Ok(x); // they touch, or meet twice within a step
        }
        while high - low > tolerance {
            let middle = low + (high - low) / Decimal::TWO;
            if order(middle)? == below { low = middle } else { high = middle }
        }
        Ok(low + (high - low) / Decimal::TWO)
    }

    /// Cells over the range, and for each whether its curve is exact: those that are no lines in the
    /// input are sampled together.
    fn read(
        &mut self,
        cells: &[Id],
        (lever, dependents): (&Lever, &Dependents),
    ) -> Result<(Vec<Rc<Curve>>, Vec<bool>), ReadError> {
        let found = self.exactly(cells, (lever, dependents));
        if found.iter().all(Result::is_ok) {
            let exact = vec![true; cells.len()];
            return Ok((found.into_iter().flatten().collect(), exact));
        }
        self.range = self.readable(self.range);
        let found = self.exactly(cells, (lever, dependents));
        let unread: Vec<Id> = cells.iter().zip(&found).filter(|(_, found)| found.is_err()).map(|(id, _)| *id).collect();
        let mut sampled = self.sampled(&unread)?.into_iter().map(Rc::new);
        let exact = found.iter().map(Result::is_ok).collect();
        let curves = found.into_iter().filter_map(|curve| curve.ok().or_else(|| sampled.next()));
        Ok((curves.collect(), exact))
    }

    fn exactly(&self, cells: &[Id], (lever, dependents): (&Lever, &Dependents)) -> Vec<Result<Rc<Curve>, ReadError>> {
        let request = CurveRequest { input: lever.index, range: self.range, outputs: cells };
        readable_curves(&self.question.model.sheet, self.question.exact, (&request, dependents))
    }

    /// The range without an end at which something is divided by zero: a rejection rate of 100 %
    /// needs labels without number.
    fn readable(&mut self, (from, to): (Decimal, Decimal)) -> (Decimal, Decimal) {
        let inside = (to - from) / Decimal::ONE_THOUSAND;
        let mut fails = |value| self.variation.at(value).is_err_and(|error| error.trouble == Trouble::DivisionByZero);
        (if fails(from) { from + inside } else { from }, if fails(to) { to - inside } else { to })
    }

    /// Cells at evenly spread values, joined by lines.
    fn sampled(&mut self, cells: &[Id]) -> Result<Vec<Curve>, ReadError> {
        let (from, to) = self.range;
        let Samples(parts) = self.samples;
        let step = (to - from) / Decimal::from(parts);
        let places: Vec<Decimal> = (0..=parts).map(|n| from + step * Decimal::from(n)).collect();
        let mut values: Vec<Vec<Decimal>> = Vec::with_capacity(places.len());
        for x in &places {
            let there = self.variation.at(*x)?;
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
}
