//! The outcome over a range of one input's values: present values, ties, and who is cheapest.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::lever::Lever;
use super::question::Question;
use super::study::{Closeness, Study};
use crate::analysis::break_even::{Event, Range, events};
use crate::cost::Model;
use crate::sheet::curve::{Curve, Outline};
use crate::sheet::{Dependents, ExactReading, ReadError, Trouble};

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

/// Varies one input over a range: exactly where costs are lines in it, else through samples, with
/// every meeting narrowed down on the exact reading.
///
/// # Errors
/// When a figure exceeds 28 digits.
pub fn vary(
    model: &Model,
    exact: &ExactReading,
    lever: &Lever,
    (range, closeness): ((Decimal, Decimal), Closeness),
) -> Result<Outcomes, ReadError> {
    let question = Question::new(model, exact);
    let dependents = question.dependents(lever).unwrap_or_else(|| Dependents::of(&model.sheet, lever.index));
    let mut study = Study::new(&question, (lever, &dependents), (range, closeness))?;
    let ties = ties(&mut study)?;
    let cheapest = cheapest(&mut study, &ties)?;
    Ok(Outcomes { range: study.range, curves: study.curves, exact: study.exact, ties, cheapest })
}

/// The cheapest feasible option over a range of one input's values, and how far off its ends may be.
///
/// # Errors
/// When a figure exceeds 28 digits, or is divided by zero inside the range.
pub(super) fn cheapest_along(
    question: &Question<'_>,
    lever: &Lever,
    (range, closeness): ((Decimal, Decimal), Closeness),
) -> Result<(Vec<Range>, Decimal), ReadError> {
    let Some(dependents) = question.dependents(lever) else {
        let option = question.cheapest(question.exact);
        return Ok((vec![Range { from: range.0, to: range.1, option }], Decimal::ZERO));
    };
    let mut study = Study::new(question, (lever, &dependents), (range, closeness))?;
    let ties = ties(&mut study)?;
    let tolerance = ties.iter().map(|tie| tie.tolerance).max().unwrap_or_default();
    Ok((cheapest(&mut study, &ties)?, tolerance))
}

fn ties(study: &mut Study<'_>) -> Result<Vec<Tie>, ReadError> {
    let mut ties = Vec::new();
    for a in 0..study.curves.len() {
        for b in a + 1..study.curves.len() {
            ties.push(tie(study, (a, b))?);
        }
    }
    Ok(ties)
}

/// Where two options tie, narrowed down where one of them was sampled.
fn tie(study: &mut Study<'_>, (a, b): (usize, usize)) -> Result<Tie, ReadError> {
    let mut events = meetings(study, (a, b))?;
    let mut tolerance = Decimal::ZERO;
    if !(study.exact[a] && study.exact[b]) {
        tolerance = study.tolerance();
        for event in &mut events {
            event.x = study.narrowed(event.x, (a, b))?;
        }
        // several samples may lead to the same meeting
        events.dedup_by(|next, last| (next.x - last.x).abs() <= tolerance + tolerance);
    }
    Ok(Tie { a, b, events, tolerance })
}

/// Where the curves of two options meet.
pub(super) fn meetings(study: &Study<'_>, (a, b): (usize, usize)) -> Result<Vec<Event>, ReadError> {
    let (one, other) = (Outline::new(&study.curves[a]), Outline::new(&study.curves[b]));
    let found = events(&one, &other, study.range.1);
    found.map(|(events, _)| events).map_err(|trouble: Trouble| study.refused(a, trouble))
}

/// The cheapest feasible option between places at which the order may change: where two tie, and where
/// a fleet begins or ceases to be able to serve.
fn cheapest(study: &mut Study<'_>, ties: &[Tie]) -> Result<Vec<Range>, ReadError> {
    let (from, to) = study.range;
    let mut places: Vec<Decimal> = ties.iter().flat_map(|tie| tie.events.iter().map(|event| event.x)).collect();
    places.extend(&study.turns);
    places.extend([from, to]);
    places.retain(|x| *x >= from && *x <= to);
    places.sort_unstable();
    places.dedup();
    let mut ranges: Vec<Range> = Vec::new();
    for pair in places.windows(2) {
        let option = study.cheapest_at(pair[0] + (pair[1] - pair[0]) / Decimal::TWO)?;
        match ranges.last_mut() {
            Some(last) if last.option == option => last.to = pair[1],
            _ => ranges.push(Range { from: pair[0], to: pair[1], option }),
        }
    }
    Ok(ranges)
}
