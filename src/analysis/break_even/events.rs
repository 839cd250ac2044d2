//! Where two cost curves meet or pass each other.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::sheet::Trouble;
use crate::sheet::curve::{Curve, Gap, Outline, Piece};

/// How two curves meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Equal there, and the cheaper one changes.
    Crossing,
    /// The cheaper one changes at a step, without the two ever being equal.
    Jump,
    /// Equal there, and the cheaper one stays the same.
    Touch,
    /// An end of a stretch over which they are equal.
    Tie,
}

impl EventKind {
    /// The kind as reports spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Crossing => "crossing",
            Self::Jump => "jump",
            Self::Touch => "touch",
            Self::Tie => "tie",
        }
    }
}

/// One meeting of two curves A and B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Where.
    pub x: Decimal,
    /// How.
    pub kind: EventKind,
    /// A compared with B just below: `Less` when A is cheaper, `Equal` in a tie or when there is no
    /// below.
    pub below: Ordering,
    /// A compared with B just above.
    pub above: Ordering,
}

/// How far apart, relative to their size, two costs may be and still be equal: the rounding of a
/// few thousand operations on 28 digits.
const EQUAL: Decimal = Decimal::from_parts(1, 0, 0, false, 18);

/// Every meeting of A and B from their start to `end`, ascending, and A compared with B at the end.
///
/// # Errors
/// When a difference exceeds 28 digits.
pub fn events(a: &Outline<'_>, b: &Outline<'_>, end: Decimal) -> Result<(Vec<Event>, Ordering), Trouble> {
    let rounding = Rounding { curve: a.curve };
    let mut walk = Walk { events: Vec::new(), last: None, equal_from: None };
    let mut last = None;
    for gap in a.gaps(b, end)? {
        match gap {
            Gap::Apart(x, sign) => walk.apart(x, sign),
            Gap::Near(piece, stop) => {
                walk.point(piece.x, rounding.sign(piece.at, piece.x));
                if stop > piece.x {
                    walk.stretch(&piece, stop, &rounding)?;
                }
                last = Some((piece, stop));
            }
        }
    }
    if let Some((piece, _)) = last.filter(|(piece, stop)| *stop == end && piece.x < end) {
        walk.point(end, rounding.sign(value_at_end(a, b, (&piece, end))?, end));
    }
    Ok(walk.finish(end))
}

/// The gap at the end of the range itself, where a step may fall.
fn value_at_end(a: &Outline<'_>, b: &Outline<'_>, (piece, end): (&Piece, Decimal)) -> Result<Decimal, Trouble> {
    match (a.curve.value(end), b.curve.value(end)) {
        (Some(a), Some(b)) => a.checked_sub(b).ok_or(Trouble::Overflow),
        _ => piece.value(end),
    }
}

/// Tells a difference from the rounding of the costs it is taken between.
struct Rounding<'a> {
    curve: &'a Curve,
}

impl Rounding<'_> {
    /// The sign of a gap at `x`, or just below it.
    fn sign(&self, gap: Decimal, x: Decimal) -> Ordering {
        let size = self.curve.before(x).or(self.curve.value(x)).unwrap_or_default().abs();
        if gap.abs() <= size.saturating_mul(EQUAL) { Ordering::Equal } else { gap.cmp(&Decimal::ZERO) }
    }
}

/// Walks along the difference and notes every change of its sign.
struct Walk {
    events: Vec<Event>,
    /// The last sign that was not zero.
    last: Option<Ordering>,
    /// Where the two have been equal from.
    equal_from: Option<Decimal>,
}

impl Walk {
    fn point(&mut self, x: Decimal, sign: Ordering) {
        match sign {
            Ordering::Equal => {
                self.equal_from.get_or_insert(x);
            }
            sign => self.apart(x, sign),
        }
    }

    /// An open stretch of one piece.
    fn stretch(&mut self, piece: &Piece, end: Decimal, rounding: &Rounding<'_>) -> Result<(), Trouble> {
        let (start, stop) = (rounding.sign(piece.after, end), rounding.sign(piece.value(end)?, end));
        match (start, stop) {
            (Ordering::Equal, Ordering::Equal) => {
                self.equal_from.get_or_insert(piece.x);
                self.equal_until(end);
            }
            (Ordering::Equal, sign) | (sign, Ordering::Equal) => self.apart(piece.x, sign),
            (start, stop) if start == stop => self.apart(piece.x, start),
            (start, stop) => {
                self.apart(piece.x, start);
                let run = (-piece.after).checked_div(piece.slope).ok_or(Trouble::Overflow)?;
                let x = piece.x.checked_add(run).ok_or(Trouble::Overflow)?;
                self.equal_from = Some(x);
                self.apart(x, stop);
            }
        }
        Ok(())
    }

    /// Notes that the two stay equal to `end`; a following point that is equal continues it.
    fn equal_until(&mut self, end: Decimal) {
        if let Some(from) = self.equal_from
            && from < end
            && self.events.last().is_none_or(|event| event.x != from || event.kind != EventKind::Tie)
        {
            let below = self.last.unwrap_or(Ordering::Equal);
            self.events.push(Event { x: from, kind: EventKind::Tie, below, above: Ordering::Equal });
        }
    }

    /// Notes that from `x` on the two are apart with this sign. Being equal where the range starts is
    /// no event: nothing lies below it.
    fn apart(&mut self, x: Decimal, sign: Ordering) {
        let below = self.last.unwrap_or(Ordering::Equal);
        let tied = self
            .events
            .last()
            .is_some_and(|e| e.kind == EventKind::Tie && e.above == Ordering::Equal && self.equal_from == Some(e.x));
        match (self.equal_from.take(), self.last) {
            (Some(_), _) if tied => {
                self.events.push(Event { x, kind: EventKind::Tie, below: Ordering::Equal, above: sign });
            }
            (Some(at), Some(last)) => {
                let kind = if last == sign { EventKind::Touch } else { EventKind::Crossing };
                self.events.push(Event { x: at, kind, below, above: sign });
            }
            (None, Some(last)) if last != sign => {
                self.events.push(Event { x, kind: EventKind::Jump, below, above: sign });
            }
            _ => {}
        }
        self.last = Some(sign);
    }

    /// The events, and who is cheaper at the range's end. Being equal there alone is no event either:
    /// nothing lies above it.
    fn finish(mut self, end: Decimal) -> (Vec<Event>, Ordering) {
        let tied = self.events.last().is_some_and(|e| {
            e.kind == EventKind::Tie && e.above == Ordering::Equal && self.equal_from == Some(e.x) && e.x < end
        });
        if tied {
            let equal = Ordering::Equal;
            self.events.push(Event { x: end, kind: EventKind::Tie, below: equal, above: equal });
            return (self.events, equal);
        }
        (self.events, self.last.unwrap_or(Ordering::Equal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn curve(pieces: &[(Decimal, Decimal, Decimal, Decimal)], end: Decimal) -> Curve {
        let piece = |&(x, at, after, slope): &_| Piece { x, at, after, slope };
        Curve { pieces: pieces.iter().map(piece).collect(), end }
    }

    fn line(intercept: Decimal, slope: Decimal) -> Curve {
        curve(&[(dec!(0), intercept, intercept, slope)], dec!(100))
    }

    fn check(a: &Curve, b: &Curve, expected: &[(Decimal, EventKind)]) {
        let found: Vec<_> =
            events(&Outline::new(a), &Outline::new(b), dec!(100)).unwrap().0.iter().map(|e| (e.x, e.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_cross_where_they_are_equal() {
        check(&line(dec!(10), dec!(1)), &line(dec!(0), dec!(2)), &[(dec!(10), EventKind::Crossing)]);
        check(&line(dec!(10), dec!(1)), &line(dec!(0), dec!(1)), &[]);
    }

    #[test]
    fn a_step_over_a_line_is_a_jump() {
        // 5 up to 50, then 15; the line is 10 throughout
        let step = curve(&[(dec!(0), dec!(5), dec!(5), dec!(0)), (dec!(50), dec!(5), dec!(15), dec!(0))], dec!(100));
        check(&step, &line(dec!(10), dec!(0)), &[(dec!(50), EventKind::Jump)]);
    }

    #[test]
    fn equal_at_a_point_without_change_is_a_touch() {
        let valley =
            curve(&[(dec!(0), dec!(20), dec!(20), dec!(-1)), (dec!(10), dec!(10), dec!(10), dec!(1))], dec!(100));
        check(&valley, &line(dec!(10), dec!(0)), &[(dec!(10), EventKind::Touch)]);
        // equal where the range starts or ends, with nothing beyond: no event
        check(&line(dec!(0), dec!(1)), &line(dec!(0), dec!(2)), &[]);
        check(&line(dec!(100), dec!(0)), &line(dec!(0), dec!(1)), &[]);
    }

    #[test]
    fn equal_over_a_stretch_is_a_tie_with_two_ends() {
        let bent = curve(&[(dec!(0), dec!(10), dec!(10), dec!(0)), (dec!(40), dec!(10), dec!(10), dec!(1))], dec!(100));
        let late =
            curve(&[(dec!(0), dec!(30), dec!(30), dec!(-1)), (dec!(20), dec!(10), dec!(10), dec!(0))], dec!(100));
        check(&bent, &late, &[(dec!(20), EventKind::Tie), (dec!(40), EventKind::Tie)]);
        check(&late, &late, &[(dec!(0), EventKind::Tie), (dec!(100), EventKind::Tie)]);
    }
}
