//! Sums, products, quotients, comparisons and choices of curves.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::function::{Curve, Piece, near, order, order_near};
use crate::sheet::{Test, Trouble};

type Result<T> = std::result::Result<T, Trouble>;

/// The sum of curves on one range: their jumps and bends in order, added up.
pub fn sum(curves: &[Rc<Curve>], range: (Decimal, Decimal)) -> Result<Curve> {
    let (fixed, varying): (Vec<&Rc<Curve>>, Vec<&Rc<Curve>>) = curves.iter().partition(|curve| curve.is_constant());
    let level = fixed.iter().try_fold(Decimal::ZERO, |sum, curve| add(sum, curve.pieces[0].at))?;
    if let [only] = varying.as_slice() {
        return shifted(only, level);
    }
    let mut total = Piece { x: range.0, at: level, after: level, slope: Decimal::ZERO };
    let mut bends: Vec<Bend> = Vec::new();
    for curve in varying {
        let first = &curve.pieces[0];
        total.at = add(total.at, first.at)?;
        total.after = add(total.after, first.after)?;
        total.slope = add(total.slope, first.slope)?;
        for pair in curve.pieces.windows(2) {
            bends.push(Bend::between(&pair[0], &pair[1])?);
        }
    }
    let order = in_order(&bends);
    let mut pieces = Vec::with_capacity(bends.len() + 1);
    pieces.push(total);
    for group in order.chunk_by(|a, b| bends[*a].x == bends[*b].x) {
        let group = || group.iter().map(|index| &bends[*index]);
        let x = group().next().map_or(total.x, |bend| bend.x);
        let at = group().try_fold(total.value(x)?, |at, bend| add(at, bend.to_point))?;
        let after = group().try_fold(at, |after, bend| add(after, bend.past_point))?;
        let slope = group().try_fold(total.slope, |slope, bend| add(slope, bend.slope))?;
        total = Piece { x, at, after, slope };
        pieces.push(total);
    }
    Curve { pieces, end: range.1 }.simplified()
}

/// A curve and a number.
fn shifted(curve: &Curve, by: Decimal) -> Result<Curve> {
    let shifted = |piece: &Piece| Ok(Piece { at: add(piece.at, by)?, after: add(piece.after, by)?, ..*piece });
    Ok(Curve { pieces: curve.pieces.iter().map(shifted).collect::<Result<_>>()?, end: curve.end })
}

/// The places of bends by where they are. Each curve's are in order already, which a stable merge
/// sort makes use of; small keys are sorted, not the bends.
fn in_order(bends: &[Bend]) -> Vec<usize> {
    let mut keys: Vec<(f64, usize)> = bends.iter().enumerate().map(|(index, bend)| (near(bend.x), index)).collect();
    keys.sort_by(|a, b| order_near((a.0, bends[a.1].x), (b.0, bends[b.1].x)));
    keys.into_iter().map(|(_, index)| index).collect()
}

/// What changes at one place of a curve.
struct Bend {
    x: Decimal,
    to_point: Decimal,
    past_point: Decimal,
    slope: Decimal,
}

impl Bend {
    fn between(one: &Piece, next: &Piece) -> Result<Self> {
        Ok(Self {
            x: next.x,
            to_point: next.at - one.value(next.x)?,
            past_point: next.after - next.at,
            slope: next.slope - one.slope,
        })
    }
}

fn add(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_add(b).ok_or(Trouble::Overflow)
}

fn times(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_mul(b).ok_or(Trouble::Overflow)
}

/// A curve times a number.
pub fn scale(curve: &Curve, factor: Decimal) -> Result<Curve> {
    let scaled = |piece: &Piece| {
        Ok(Piece {
            x: piece.x,
            at: times(piece.at, factor)?,
            after: times(piece.after, factor)?,
            slope: times(piece.slope, factor)?,
        })
    };
    let pieces = curve.pieces.iter().map(scaled).collect::<Result<Vec<_>>>()?;
    Ok(Curve { pieces, end: curve.end })
}

/// Both curves' pieces on each stretch between any of their breakpoints.
fn stretches(one: &Curve, other: &Curve) -> Result<Vec<(Piece, Piece, Decimal)>> {
    let (mut i, mut j) = (0, 0);
    let mut start = one.start();
    let mut stretches = Vec::with_capacity(one.pieces.len() + other.pieces.len());
    loop {
        let (end_one, end_other) = (one.end_of(i), other.end_of(j));
        let end = if order(end_one, end_other).is_le() { end_one } else { end_other };
        stretches.push((one.pieces[i].from(start)?, other.pieces[j].from(start)?, end));
        let steps =
            |curve: &Curve, index: usize| curve.pieces.get(index + 1).is_some_and(|next| order(next.x, end).is_le());
        let (step_one, step_other) = (steps(one, i), steps(other, j));
        if !step_one && !step_other {
            return Ok(stretches);
        }
        i += usize::from(step_one);
        j += usize::from(step_other);
        start = end;
    }
}

/// The product: one of them must be flat on every stretch.
pub fn multiply(a: &Curve, b: &Curve) -> Result<Curve> {
    let product = |(a, b, _): (Piece, Piece, Decimal)| {
        if !a.slope.is_zero() && !b.slope.is_zero() {
            return Err(Trouble::NotLinear);
        }
        let slope = add(times(a.slope, b.after)?, times(b.slope, a.after)?)?;
        Ok(Piece { x: a.x, at: times(a.at, b.at)?, after: times(a.after, b.after)?, slope })
    };
    combine(a, b, product)
}

/// The quotient: the divisor must be flat on every stretch, or a multiple of the dividend; where
/// it is 0 the quotient is 0 when `zero_for_zero`, else an error.
pub fn divide(a: &Curve, b: &Curve, zero_for_zero: bool) -> Result<Curve> {
    let quotient = |a: Decimal, b: Decimal| match b.is_zero() {
        true if zero_for_zero => Ok(Decimal::ZERO),
        true => Err(Trouble::DivisionByZero),
        false => a.checked_div(b).ok_or(Trouble::Overflow),
    };
    let divided = |(a, b, end): (Piece, Piece, Decimal)| {
        let at = quotient(a.at, b.at)?;
        if b.slope.is_zero() {
            let after = quotient(a.after, b.after)?;
            let slope = if b.after.is_zero() { Decimal::ZERO } else { quotient(a.slope, b.after)? };
            return Ok(Piece { x: a.x, at, after, slope });
        }
        // With a sloping divisor only a fixed multiple of it keeps the quotient straight.
        let ratio = quotient(a.slope, b.slope)?;
        let gap = a.after - times(ratio, b.after)?;
        if gap.abs() > times(a.after.abs().max(a.value(end)?.abs()), TINY)? {
            return Err(Trouble::NotLinear);
        }
        Ok(Piece { x: a.x, at, after: ratio, slope: Decimal::ZERO })
    };
    combine(a, b, divided)
}

/// Rounding of a few operations, relatively.
const TINY: Decimal = Decimal::from_parts(1, 0, 0, false, 20);

fn combine(a: &Curve, b: &Curve, f: impl Fn((Piece, Piece, Decimal)) -> Result<Piece>) -> Result<Curve> {
    let pieces = stretches(a, b)?.into_iter().map(f).collect::<Result<Vec<_>>>()?;
    Curve { pieces, end: a.end }.simplified()
}

/// The larger of two curves (the smaller when `smaller`), point by point.
pub fn extreme(a: &Curve, b: &Curve, smaller: bool) -> Result<Curve> {
    if a.is_flat() && b.is_flat() {
        let pick = |a: Decimal, b: Decimal| if order(a, b).is_lt() == smaller { a } else { b };
        return combine(a, b, |(a, b, _)| {
            Ok(Piece { x: a.x, at: pick(a.at, b.at), after: pick(a.after, b.after), slope: Decimal::ZERO })
        });
    }
    let gap = difference(a, b)?;
    let (then, otherwise) = if smaller { (b, a) } else { (a, b) };
    choose(&gap, Test::Above, then, otherwise)
}

/// The first curve less the second.
pub fn difference(a: &Curve, b: &Curve) -> Result<Curve> {
    let minus = |(a, b, _): (Piece, Piece, Decimal)| {
        Ok(Piece { x: a.x, at: a.at - b.at, after: a.after - b.after, slope: a.slope - b.slope })
    };
    combine(a, b, minus)
}

/// `then` where `gap` is above 0 (at least 0 for [`Test::AtLeast`]), else `otherwise`.
pub fn choose(gap: &Curve, test: Test, then: &Curve, otherwise: &Curve) -> Result<Curve> {
    let gap = split_at_zeros(gap)?;
    let mut pieces: Vec<Piece> = Vec::with_capacity(gap.pieces.len());
    let (mut i, mut j) = (0, 0);
    for (index, piece) in gap.pieces.iter().enumerate() {
        let end = gap.end_of(index);
        let at_then = test.holds(piece.at, Decimal::ZERO);
        let middle = if piece.after.is_zero() { piece.slope } else { piece.after };
        let after_then = test.holds(middle, Decimal::ZERO);
        let (point, cursor) = if at_then { (then, &mut i) } else { (otherwise, &mut j) };
        let at = value_from(point, cursor, piece.x)?;
        let (source, cursor) = if after_then { (then, &mut i) } else { (otherwise, &mut j) };
        copy(source, cursor, (piece.x, end, at), &mut pieces)?;
    }
    Curve { pieces, end: gap.end }.simplified()
}

/// Moves `cursor` to the piece of `x` and returns the value there.
fn value_from(curve: &Curve, cursor: &mut usize, x: Decimal) -> Result<Decimal> {
    while curve.pieces.get(*cursor + 1).is_some_and(|next| next.x <= x) {
        *cursor += 1;
    }
    let piece = &curve.pieces[*cursor];
    if piece.x == x { Ok(piece.at) } else { piece.value(x) }
}

/// Copies a curve's pieces over a stretch, with `at` as the value of its first point.
fn copy(curve: &Curve, cursor: &mut usize, stretch: (Decimal, Decimal, Decimal), to: &mut Vec<Piece>) -> Result<()> {
    let (start, end, at) = stretch;
    value_from(curve, cursor, start)?;
    let first = curve.pieces[*cursor].from(start)?;
    to.push(Piece { at, ..first });
    while let Some(next) = curve.pieces.get(*cursor + 1).filter(|next| next.x < end) {
        to.push(*next);
        *cursor += 1;
    }
    Ok(())
}

/// The same curve with a breakpoint wherever a sloping piece passes through 0.
fn split_at_zeros(curve: &Curve) -> Result<Curve> {
    let mut pieces = Vec::with_capacity(curve.pieces.len() + 4);
    for (index, piece) in curve.pieces.iter().enumerate() {
        pieces.push(*piece);
        let end = curve.end_of(index);
        if piece.slope.is_zero() || piece.after.is_zero() {
            continue;
        }
        let run = (-piece.after).checked_div(piece.slope).ok_or(Trouble::Overflow)?;
        let x = add(piece.x, run)?;
        if x > piece.x && x < end {
            pieces.push(Piece { x, at: Decimal::ZERO, after: Decimal::ZERO, slope: piece.slope });
        }
    }
    Ok(Curve { pieces, end: curve.end })
}
