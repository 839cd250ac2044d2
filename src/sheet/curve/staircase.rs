//! Whole units over a sloping demand: a staircase whose steps are at exact places.

use rust_decimal::Decimal;

use super::function::{Curve, Piece};
use crate::sheet::Trouble;
use crate::sheet::exact::units;

/// The most steps one staircase may have.
const MOST_STEPS: usize = 2_000_000;

/// The units that a demand needs, for a capacity that does not vary. A fleet grows just above
/// n x `capacity`: at the step itself n still suffice.
pub fn staircase(demand: &Curve, capacity: Decimal) -> Result<Curve, Trouble> {
    let mut pieces = Vec::with_capacity(demand.pieces.len());
    for (index, piece) in demand.pieces.iter().enumerate() {
        let at = units(piece.at, capacity)?;
        let end = demand.end_of(index);
        if piece.slope.is_zero() || end <= piece.x {
            let after = units(piece.after, capacity)?;
            pieces.push(flat(piece.x, at, after));
            continue;
        }
        if capacity <= Decimal::ZERO {
            return Err(Trouble::DivisionByZero);
        }
        steps(piece, end, (at, capacity), &mut pieces)?;
        if pieces.len() > MOST_STEPS {
            return Err(Trouble::TooManySteps);
        }
    }
    Curve { pieces, end: demand.end }.simplified()
}

fn flat(x: Decimal, at: Decimal, after: Decimal) -> Piece {
    Piece { x, at, after, slope: Decimal::ZERO }
}

/// The steps of one sloping piece.
fn steps(
    piece: &Piece,
    end: Decimal,
    (at, capacity): (Decimal, Decimal),
    pieces: &mut Vec<Piece>,
) -> Result<(), Trouble> {
    let rising = piece.slope > Decimal::ZERO;
    let start_units = units(piece.after, capacity)?;
    let exactly_full = start_units.checked_mul(capacity).ok_or(Trouble::Overflow)?;
    // Just after a full point a rising demand needs one more; below 0 it needs none.
    let full_now = piece.after >= Decimal::ZERO && piece.after >= exactly_full;
    let mut n = if rising && full_now { start_units + Decimal::ONE } else { start_units };
    pieces.push(flat(piece.x, at, n));
    loop {
        // A rising demand leaves n units behind at n x capacity, a falling one at (n - 1) x capacity.
        let level = if rising { n } else { n - Decimal::ONE };
        if level < Decimal::ZERO {
            return Ok(());
        }
        let threshold = level.checked_mul(capacity).ok_or(Trouble::Overflow)?;
        let run = (threshold - piece.after).checked_div(piece.slope).ok_or(Trouble::Overflow)?;
        let x = piece.x.checked_add(run).ok_or(Trouble::Overflow)?;
        if x >= end || pieces.len() > MOST_STEPS {
            return Ok(());
        }
        if x > piece.x {
            n = if rising { n + Decimal::ONE } else { n - Decimal::ONE };
            pieces.push(flat(x, level, n));
        } else {
            n = if rising { n + Decimal::ONE } else { n - Decimal::ONE };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn line(after: Decimal, slope: Decimal, end: Decimal) -> Curve {
        Curve { pieces: vec![Piece { x: dec!(0), at: after, after, slope }], end }
    }

    #[test]
    fn a_fleet_grows_just_above_a_full_one() {
        let fleet = staircase(&line(dec!(0), dec!(2), dec!(10)), dec!(6)).unwrap();
        // demand 2x, capacity 6: steps at 3, 6, 9
        let corner = |x| (fleet.before(x).unwrap(), fleet.value(x).unwrap());
        assert_eq!(fleet.value(dec!(0)), Some(dec!(0)));
        assert_eq!(fleet.value(dec!(0.1)), Some(dec!(1)));
        assert_eq!(corner(dec!(3)), (dec!(1), dec!(1)));
        assert_eq!(fleet.value(dec!(3.0001)), Some(dec!(2)));
        assert_eq!(fleet.value(dec!(10)), Some(dec!(4)));
        assert_eq!(fleet.pieces.len(), 4);
    }

    #[test]
    fn a_falling_demand_sheds_a_unit_when_one_less_is_full() {
        let fleet = staircase(&line(dec!(9), dec!(-1), dec!(10)), dec!(3)).unwrap();
        assert_eq!(fleet.value(dec!(0)), Some(dec!(3)));
        assert_eq!(fleet.value(dec!(2.9)), Some(dec!(3)));
        assert_eq!(fleet.value(dec!(3)), Some(dec!(2)));
        assert_eq!(fleet.value(dec!(9)), Some(dec!(0)));
        assert_eq!(fleet.value(dec!(10)), Some(dec!(0)));
    }
}
