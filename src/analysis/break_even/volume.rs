//! Break-even volumes on both bases, for every pair of options.

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::events::{Event, events};
use super::ranges::{Range, cheapest_ranges};
use crate::cost::{Model, OptionModel};
use crate::sheet::curve::{Curve, CurveRequest, MOST_PIECES, Outline, Trend, curves, trends};
use crate::sheet::{ExactReading, Id, ReadError, Trouble};

/// What a break-even volume is worked out on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// One month in steady state.
    RunRate,
    /// Present value over the whole horizon, build included.
    Horizon,
}

impl Basis {
    /// The basis as metric names spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RunRate => "run_rate",
            Self::Horizon => "horizon",
        }
    }
}

/// From which volume on an option stays cheaper than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// From this multiple of today's volume.
    From(Decimal),
    /// It is not cheaper at the end of the range.
    NotAtTheEnd,
    /// It is, but beyond the range the other's cost rises more slowly.
    LosesBeyond,
    /// It is, but beyond the range both rise alike, in steps that may pass each other.
    StepsBeyond,
    /// It is, but it cannot serve beyond this multiple of today's volume.
    CannotServe(Decimal),
}

/// Two options compared over the range of volumes that both can serve.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The first option.
    pub a: usize,
    /// The second option.
    pub b: usize,
    /// Every meeting, as multiples of today's volume.
    pub events: Vec<Event>,
    /// The end of the range.
    pub end: Decimal,
    /// A compared with B at the end of the range.
    pub at_end: Ordering,
    /// From where A stays cheaper, and from where B does.
    pub stays: [Stays; 2],
    /// What one more unit of volume costs far out, of A and of B, when both serve without end.
    pub slopes: Option<[Decimal; 2]>,
}

impl Pair {
    /// The first volume at which one of the two (0 for A, 1 for B) becomes the cheaper.
    #[must_use]
    pub fn first(&self, side: usize) -> Option<Decimal> {
        let cheaper = cheaper(side);
        let becomes = self.events.iter().find(|event| event.above == cheaper && event.below != cheaper);
        becomes.map(|event| event.x)
    }

    /// Whether one of the two is the cheaper from the smallest volumes on.
    #[must_use]
    pub fn starts_cheaper(&self, side: usize) -> bool {
        self.events.first().map_or(self.at_end, |event| event.below) == cheaper(side)
    }
}

/// The comparison of A with B that says that this side is the cheaper.
fn cheaper(side: usize) -> Ordering {
    if side == 0 { Ordering::Less } else { Ordering::Greater }
}

/// Every break-even volume on one basis.
#[derive(Clone, Debug)]
pub struct VolumeBreakEven {
    /// The basis.
    pub basis: Basis,
    /// Every pair, the earlier option first.
    pub pairs: Vec<Pair>,
    /// The cheapest option at every volume.
    pub cheapest: Vec<Range>,
    /// The cost of each option over the multiples of today's volume that it can serve.
    pub curves: Vec<Rc<Curve>>,
    /// The end of the search, as a multiple of today's volume.
    pub up_to: Decimal,
    /// The end that was asked for.
    pub asked: Decimal,
}

/// Finds every break-even volume up to `up_to` times today's.
///
/// # Errors
/// A cost that is no piecewise-linear function of the volume, has too many steps, or exceeds 28
/// digits.
pub fn break_even_volumes(
    model: &Model,
    exact: &ExactReading,
    basis: Basis,
    up_to: Decimal,
) -> Result<VolumeBreakEven, ReadError> {
    let costs: Vec<Id> = (model.options.iter())
        .map(|option| match basis {
            Basis::RunRate => option.run_rate.cost,
            Basis::Horizon => option.present_value,
        })
        .collect();
    let ends = ends_of_service(model, exact, basis, up_to)?;
    let shown: Vec<Decimal> = ends.iter().map(|end| end.map_or(up_to, |end| end.min(up_to))).collect();
    let curves = cost_curves(model, exact, &costs, &shown)?;
    let outlines: Vec<Outline<'_>> = curves.iter().map(|curve| Outline::new(curve)).collect();
    let far = Far {
        model,
        exact,
        costs: &costs,
        trends: trends(&model.sheet, exact, model.scale, &costs),
        ends: &ends,
        up_to,
    };
    let mut pairs = Vec::new();
    for a in 0..curves.len() {
        for b in a + 1..curves.len() {
            pairs.push(far.compare((a, &outlines[a]), (b, &outlines[b]))?);
        }
    }
    let meetings: Vec<Decimal> = pairs.iter().flat_map(|pair| pair.events.iter().map(|event| event.x)).collect();
    let every: Vec<Option<&Curve>> = curves.iter().map(|curve| Some(&**curve)).collect();
    let cheapest = cheapest_ranges(&every, &meetings, up_to);
    Ok(VolumeBreakEven { basis, pairs, cheapest, curves, up_to, asked: up_to })
}

/// How far beyond the search the end of a fleet with a maximum is looked for, as a factor.
const FARTHEST: u32 = 1_000;

/// For each option, the multiple of today's volume up to which its fleets can grow to the need; none
/// when they always can, as far as was looked.
fn ends_of_service(
    model: &Model,
    exact: &ExactReading,
    basis: Basis,
    up_to: Decimal,
) -> Result<Vec<Option<Decimal>>, ReadError> {
    let end_within = |flags: &[Id], most: Decimal| -> Result<Option<Decimal>, ReadError> {
        let request =
            CurveRequest { input: model.scale, range: (Decimal::ZERO, most), outputs: flags, most_pieces: MOST_PIECES };
        let curves = curves(&model.sheet, exact, &request)?;
        let first = |curve: &Rc<Curve>| {
            let bad = curve.pieces.iter().find(|p| !p.at.is_zero() || !p.after.is_zero())?;
            Some(bad.x)
        };
        Ok(curves.iter().filter_map(first).min())
    };
    let end = |option: &OptionModel| {
        let flags: Vec<Id> = match basis {
            Basis::RunRate => option.run_rate.infeasible.clone(),
            Basis::Horizon => option.infeasible.iter().map(|(.., flag)| *flag).collect(),
        };
        if flags.is_empty() {
            return Ok(None);
        }
        match end_within(&flags, up_to)? {
            Some(end) => Ok(Some(end)),
            // too many steps to look so far is no reason to look no further at all
            None => Ok(end_within(&flags, up_to.saturating_mul(Decimal::from(FARTHEST))).unwrap_or(None)),
        }
    };
    model.options.iter().map(end).collect()
}

/// The cost curves, each over the range its option can serve: one reading for each range.
fn cost_curves(
    model: &Model,
    exact: &ExactReading,
    costs: &[Id],
    ends: &[Decimal],
) -> Result<Vec<Rc<Curve>>, ReadError> {
    let mut found: Vec<Option<Rc<Curve>>> = vec![None; costs.len()];
    for (index, end) in ends.iter().enumerate() {
        if found[index].is_some() {
            continue;
        }
        let alike: Vec<usize> = (index..costs.len()).filter(|i| ends[*i] == *end).collect();
        let outputs: Vec<Id> = alike.iter().map(|i| costs[*i]).collect();
        let request = CurveRequest {
            input: model.scale,
            range: (Decimal::ZERO, *end),
            outputs: &outputs,
            most_pieces: MOST_PIECES,
        };
        for (i, curve) in alike.into_iter().zip(curves(&model.sheet, exact, &request)?) {
            found[i] = Some(curve);
        }
    }
    Ok(found.into_iter().flatten().collect())
}

/// What is known of the options beyond the range.
struct Far<'a> {
    model: &'a Model,
    exact: &'a ExactReading,
    costs: &'a [Id],
    trends: Vec<Option<Trend>>,
    ends: &'a [Option<Decimal>],
    up_to: Decimal,
}

impl Far<'_> {
    fn compare(
        &self,
        (a, cost_a): (usize, &Outline<'_>),
        (b, cost_b): (usize, &Outline<'_>),
    ) -> Result<Pair, ReadError> {
        let end = cost_a.curve.end.min(cost_b.curve.end);
        let refused = |trouble| self.refused(a, trouble);
        let (events, at_end) = events(cost_a, cost_b, end).map_err(refused)?;
        let endless = self.ends[a].is_none() && self.ends[b].is_none();
        let slopes = self.trends[a].zip(self.trends[b]).filter(|_| endless).map(|(a, b)| [a.slope, b.slope]);
        // a fleet that ends beyond the range ends the comparison there, so it is looked at to there
        let beyond = [self.ends[a], self.ends[b]].into_iter().flatten().min().filter(|end| *end > self.up_to);
        let stays = match beyond {
            None => self.both_stay((a, b), &events, at_end),
            Some(end) => match self.events_to((a, b), end) {
                Ok((events, at_end)) => self.both_stay((a, b), &events, at_end),
                Err(_) => [Ordering::Less, Ordering::Greater]
                    .map(|cheaper| if at_end == cheaper { Stays::StepsBeyond } else { Stays::NotAtTheEnd }),
            },
        };
        Ok(Pair { a, b, events, end, at_end, stays, slopes })
    }

    fn refused(&self, option: usize, trouble: Trouble) -> ReadError {
        let cell = self.costs[option];
        ReadError { cell, scope: self.model.sheet.scope(cell).to_owned(), trouble }
    }

    /// The meetings of two options up to a volume beyond the range.
    fn events_to(&self, (a, b): (usize, usize), end: Decimal) -> Result<(Vec<Event>, Ordering), ReadError> {
        let outputs = [self.costs[a], self.costs[b]];
        let request = CurveRequest {
            input: self.model.scale,
            range: (Decimal::ZERO, end),
            outputs: &outputs,
            most_pieces: MOST_PIECES,
        };
        let found = curves(&self.model.sheet, self.exact, &request)?;
        let refused = |trouble| self.refused(a, trouble);
        events(&Outline::new(&found[0]), &Outline::new(&found[1]), end).map_err(refused)
    }

    fn both_stay(&self, (a, b): (usize, usize), events: &[Event], at_end: Ordering) -> [Stays; 2] {
        [self.stays((a, b), (events, at_end), Ordering::Less), self.stays((b, a), (events, at_end), Ordering::Greater)]
    }

    /// From where `own` stays cheaper than `other`; `cheaper` is the comparison that says it is.
    fn stays(&self, (own, other): (usize, usize), (events, at_end): (&[Event], Ordering), cheaper: Ordering) -> Stays {
        if at_end != cheaper {
            return Stays::NotAtTheEnd;
        }
        let last = events.iter().rev().find(|event| event.above == cheaper && event.below != cheaper);
        let from = Stays::From(last.map_or(Decimal::ZERO, |event| event.x));
        match (self.ends[own], self.ends[other]) {
            (Some(end), None) => return Stays::CannotServe(end),
            (Some(end), Some(others)) if end <= others => return Stays::CannotServe(end),
            (_, Some(_)) => return from, // the other cannot serve beyond
            (None, None) => {}
        }
        match (self.trends[own], self.trends[other]) {
            (Some(own), Some(other)) => match own.slope.cmp(&other.slope) {
                Ordering::Equal if own.stepped || other.stepped => Stays::StepsBeyond,
                Ordering::Less | Ordering::Equal => from,
                Ordering::Greater => Stays::LosesBeyond,
            },
            _ => Stays::StepsBeyond,
        }
    }
}
