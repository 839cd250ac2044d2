//! Growth over months: a straight line through the logarithms of the volumes.

use rust_decimal::Decimal;

use super::line::Line;
use crate::chance::{exp, ln};
use crate::quantity::{YearMonth, Z95};

/// The volume of a whole month as that of a mean month of the cost model, 365 / 12 days (its 730 hours), at the same
/// volume a day: so the lengths of months are no growth. Beyond 28 digits it stays as it is.
#[must_use]
pub fn of_mean_month(volume: Decimal, month: YearMonth) -> Decimal {
    let a_day = volume.checked_div(Decimal::from(month.days()));
    let year = a_day.and_then(|a_day| a_day.checked_mul(Decimal::from(365)));
    year.and_then(|year| year.checked_div(Decimal::from(12))).unwrap_or(volume)
}

/// Growth by month, compound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// The rate: 0.02 is 2 % a month.
    pub rate: f64,
    /// The standard deviation of a normal distribution with the same 90 % interval; none of two
    /// months, through which a line always fits.
    pub deviation: Option<f64>,
    /// The volume on the line in the month after the last one.
    pub next: f64,
}

/// Fits growth to volumes by month, counted from anywhere, in order; none of fewer than two months
/// or when one is not above 0. Ordinary least squares on the logarithms; the interval of the slope
/// is Student's.
#[must_use]
pub fn fit(volumes: &[(i32, f64)]) -> Option<Growth> {
    let last = volumes.last()?.0;
    if volumes.iter().any(|(_, volume)| *volume <= 0.0) {
        return None;
    }
    let points: Vec<(f64, f64)> = volumes.iter().map(|(month, volume)| (f64::from(*month), ln(*volume))).collect();
    let line = Line::through(&points)?;
    let deviation = line.half_slope().map(|half| exp(line.slope) * half / Z95);
    let growth = Growth { rate: exp(line.slope) - 1.0, deviation, next: exp(line.at(f64::from(last) + 1.0)) };
    growth.next.is_finite().then_some(growth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_growth_is_found_without_doubt() {
        let volumes = [(0, 1_000.0), (1, 1_100.0), (2, 1_210.0), (3, 1_331.0)];
        let growth = fit(&volumes).unwrap();
        assert!((growth.rate - 0.1).abs() < 1e-12, "{growth:?}");
        assert!(growth.deviation.unwrap() < 1e-12);
        assert!((growth.next - 1_464.1).abs() < 1e-9);
    }

    #[test]
    fn the_same_volume_a_day_is_the_same_in_every_month() {
        // 28,000 in the 28 days of February 2026 and 31,000 in March: 1,000 a day, 365,000 / 12 in a mean month
        let [february, march] = [(28_000, "2026-02"), (31_000, "2026-03")]
            .map(|(volume, month)| of_mean_month(Decimal::from(volume), YearMonth::parse(month).unwrap()));
        assert_eq!(february.round_dp(6).to_string(), "30416.666667");
        assert_eq!(february, march);
    }

    #[test]
    fn the_doubt_is_that_of_least_squares() {
        // logarithms 0, 1, 1 at 0, 1, 2: slope 1/2, residuals -1/6, 1/3, -1/6, so the slope's error
        // is sqrt((1/6) / 1 / 2) = 0.288675
        let e = std::f64::consts::E;
        let growth = fit(&[(0, 1.0), (1, e), (2, e)]).unwrap();
        assert!((growth.rate - (0.5_f64.exp() - 1.0)).abs() < 1e-12);
        let expected = 0.5_f64.exp() * 0.288_675_134_594_813 * 6.314 / 1.644_853_626_951_472_7;
        assert!((growth.deviation.unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_growth_has_none() {
        assert_eq!(fit(&[]), None);
        assert_eq!(fit(&[(0, 5.0)]), None);
        assert_eq!(fit(&[(0, 5.0), (1, 0.0)]), None);
        assert!(
            fit(&[(0, 5.0), (2, 20.0)])
                .is_some_and(|growth| (growth.rate - 1.0).abs() < 1e-12 && growth.deviation.is_none())
        );
    }
}
