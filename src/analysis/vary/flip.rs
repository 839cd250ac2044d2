//! Flip values: for every input, the nearest value at which the cheapest option changes.

use rust_decimal::Decimal;

use super::lever::{Lever, levers};
use super::outcome::meetings;
use super::question::Question;
use super::study::{Closeness, Study};
use crate::analysis::workers::Workers;
use crate::cost::Model;
use crate::sheet::{ExactReading, ReadError};

/// The value of one input at which the cheapest option changes.
#[derive(Clone, Debug)]
pub struct Flip {
    /// The input.
    pub lever: Lever,
    /// The value.
    pub value: Decimal,
    /// The value over today's.
    pub multiple: Decimal,
    /// How far off the value may be: zero when it is exact.
    pub tolerance: Decimal,
    /// The cheapest option beyond it.
    pub winner: Option<usize>,
}

/// The flip value of every input that has one between a tenth and ten times its base, the nearest
/// first.
#[must_use]
pub fn flips(model: &Model, exact: &ExactReading, workers: &Workers<'_>) -> Vec<Flip> {
    let question = Question::new(model, exact);
    // an input whose figures exceed what can be held has no flip value that could be trusted
    let found = workers.each(&levers(model), |lever| flip(&question, lever).ok().flatten());
    let mut flips: Vec<Flip> = found.into_iter().flatten().collect();
    flips.sort_by_key(|flip| distance(flip.multiple));
    flips
}

/// The flip value of one input; none where it has none, or its figures exceed what can be held.
#[must_use]
pub fn flip_of(model: &Model, exact: &ExactReading, lever: &Lever) -> Option<Flip> {
    flip(&Question::new(model, exact), lever).ok().flatten()
}

/// How far a multiple is from 1, as a factor: half and double are equally far.
#[must_use]
pub fn distance(multiple: Decimal) -> Decimal {
    if multiple >= Decimal::ONE { multiple } else { Decimal::ONE.checked_div(multiple).unwrap_or(Decimal::MAX) }
}

fn flip(question: &Question<'_>, lever: &Lever) -> Result<Option<Flip>, ReadError> {
    let Some((reach, dependents)) = lever.reach().zip(question.dependents(lever)) else { return Ok(None) };
    let mut study = Study::new(question, (lever, &dependents), (reach, Closeness::COARSE))?;
    let home = question.cheapest(question.exact);
    let places = places(&study, home)?;
    let base = lever.base();
    let above: Vec<Place> = places.iter().copied().filter(|place| place.x >= base).collect();
    let below: Vec<Place> = places.into_iter().rev().filter(|place| place.x <= base).collect();
    let mut nearest: Option<Flip> = None;
    for (places, end) in [(above, study.range.1), (below, study.range.0)] {
        let Some((value, tolerance, winner)) = first_change(&mut study, (&places, end, lever.input.whole), home)?
        else {
            continue;
        };
        let Some(multiple) = value.checked_div(base) else { continue };
        if nearest.as_ref().is_none_or(|near| distance(multiple) < distance(near.multiple)) {
            nearest = Some(Flip { lever: lever.clone(), value, multiple, tolerance, winner });
        }
    }
    Ok(nearest)
}

/// A value at which the cheapest option may change: where it meets another, or where a fleet begins
/// or ceases to be able to serve.
#[derive(Clone, Copy, Debug)]
struct Place {
    x: Decimal,
    /// The two that meet, when one of them was only sampled.
    sampled: Option<(usize, usize)>,
}

/// The places at which the option that is cheapest today may lose that, ascending.
fn places(study: &Study<'_>, home: Option<usize>) -> Result<Vec<Place>, ReadError> {
    let mut places: Vec<Place> = study.turns.iter().map(|x| Place { x: *x, sampled: None }).collect();
    if let Some(home) = home {
        for other in (0..study.curves.len()).filter(|other| *other != home) {
            let pair = (home.min(other), home.max(other));
            let sampled = (!(study.exact[home] && study.exact[other])).then_some(pair);
            places.extend(meetings(study, pair)?.iter().map(|event| Place { x: event.x, sampled }));
        }
    }
    places.sort_by_key(|place| place.x);
    Ok(places)
}

/// The first place, in the order given, beyond which another option is cheapest; `end` is where the
/// range ends on that side.
fn first_change(
    study: &mut Study<'_>,
    (places, end, whole): (&[Place], Decimal, bool),
    home: Option<usize>,
) -> Result<Option<(Decimal, Decimal, Option<usize>)>, ReadError> {
    for (index, place) in places.iter().enumerate() {
        let (x, tolerance) = match place.sampled {
            Some(pair) => (study.narrowed(place.x, pair)?, study.tolerance()),
            None => (place.x, Decimal::ZERO),
        };
        let next = places[index + 1..].iter().map(|next| next.x).find(|next| *next != place.x).unwrap_or(end);
        let winner = study.cheapest_between(x, next)?;
        if winner != home {
            if !whole {
                return Ok(Some((x, tolerance, winner)));
            }
            // only whole values can be written: the first one beyond
            let beyond = if end > x { x.floor() + Decimal::ONE } else { x.ceil() - Decimal::ONE };
            if (end - beyond).is_sign_negative() == (end - x).is_sign_negative() {
                let winner = study.cheapest_at(beyond)?;
                if winner != home {
                    return Ok(Some((beyond, Decimal::ZERO, winner)));
                }
            }
        }
    }
    Ok(None)
}
