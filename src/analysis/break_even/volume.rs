//! Break-even volumes on both bases, for every pair of options.

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::events::{Event, events};
use super::ranges::{Range, cheapest_ranges};
use crate::cost::Model;
use crate::sheet::curve::{Curve, CurveRequest, Outline, Trend, curves, trends};
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
    /// It is, but it cannot serve beyond the range.
    CannotServe,
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
    /// What one more unit of volume costs far out, of A and of B.
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
    let curves = cost_curves(model, exact, &costs, &ends)?;
    let far = Far { trends: trends(&model.sheet, exact, model.scale, &costs), ends: &ends, up_to };
    let outlines: Vec<Outline<'_>> = curves.iter().map(|curve| Outline::new(curve)).collect();
    let mut pairs = Vec::new();
    for a in 0..curves.len() {
        for b in a + 1..curves.len() {
            let pair = far.compare((a, &outlines[a]), (b, &outlines[b]));
            pairs.push(pair.map_err(|trouble| ReadError {
                cell: costs[a],
                scope: model.sheet.scope(costs[a]).to_owned(),
                trouble,
            })?);
        }
    }
    let meetings: Vec<Decimal> = pairs.iter().flat_map(|pair| pair.events.iter().map(|event| event.x)).collect();
    let every: Vec<Option<&Curve>> = curves.iter().map(|curve| Some(&**curve)).collect();
    let cheapest = cheapest_ranges(&every, &meetings, up_to);
    Ok(VolumeBreakEven { basis, pairs, cheapest, curves, up_to })
}

/// For each option, the multiple of today's volume up to which its fleets can grow to the need.
fn ends_of_service(
    model: &Model,
    exact: &ExactReading,
    basis: Basis,
    up_to: Decimal,
) -> Result<Vec<Decimal>, ReadError> {
    let range = (Decimal::ZERO, up_to);
    let end = |flags: &[Id]| -> Result<Decimal, ReadError> {
        let request = CurveRequest { input: model.scale, range, outputs: flags };
        let curves = curves(&model.sheet, exact, &request)?;
        let first = |curve: &Rc<Curve>| {
            let bad = curve.pieces.iter().find(|p| !p.at.is_zero() || !p.after.is_zero())?;
            Some(bad.x)
        };
        Ok(curves.iter().filter_map(first).min().unwrap_or(up_to))
    };
    let flags = |option: &crate::cost::OptionModel| -> Vec<Id> {
        match basis {
            Basis::RunRate => option.run_rate.infeasible.clone(),
            Basis::Horizon => option.infeasible.iter().map(|(.., flag)| *flag).collect(),
        }
    };
    model.options.iter().map(|option| end(&flags(option))).collect()
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
        let request = CurveRequest { input: model.scale, range: (Decimal::ZERO, *end), outputs: &outputs };
        for (i, curve) in alike.into_iter().zip(curves(&model.sheet, exact, &request)?) {
            found[i] = Some(curve);
        }
    }
    Ok(found.into_iter().flatten().collect())
}

/// What is known of the options beyond the range.
struct Far<'a> {
    trends: Vec<Option<Trend>>,
    ends: &'a [Decimal],
    up_to: Decimal,
}

impl Far<'_> {
    fn compare(&self, (a, cost_a): (usize, &Outline<'_>), (b, cost_b): (usize, &Outline<'_>)) -> Result<Pair, Trouble> {
        let end = cost_a.curve.end.min(cost_b.curve.end);
        let (events, at_end) = events(cost_a, cost_b, end)?;
        let slopes = self.trends[a].zip(self.trends[b]).map(|(a, b)| [a.slope, b.slope]);
        let stays = [
            self.stays((a, b), (&events, at_end), Ordering::Less),
            self.stays((b, a), (&events, at_end), Ordering::Greater),
        ];
        Ok(Pair { a, b, events, end, at_end, stays, slopes })
    }

    /// From where `own` stays cheaper than `other`; `cheaper` is the comparison that says it is.
    fn stays(&self, (own, other): (usize, usize), (events, at_end): (&[Event], Ordering), cheaper: Ordering) -> Stays {
        if at_end != cheaper {
            return Stays::NotAtTheEnd;
        }
        if self.ends[own] < self.up_to && self.ends[own] <= self.ends[other] {
            return Stays::CannotServe;
        }
        let last = events.iter().rev().find(|event| event.above == cheaper && event.below != cheaper);
        let from = Stays::From(last.map_or(Decimal::ZERO, |event| event.x));
        if self.ends[other] < self.up_to {
            return from; // the other cannot serve beyond
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
