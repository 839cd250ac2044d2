//! A straight line through points by ordinary least squares, and how sure it is.

use crate::quantity::Z95;

/// Student's t for a two-sided 90 % interval with 1 to 30 degrees of freedom (NIST/SEMATECH
/// e-Handbook of Statistical Methods, 1.3.6.7.2).
const T90: [f64; 30] = [
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753, 1.746,
    1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697,
];

/// A line through points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The mean of the points, through which it goes.
    mean: (f64, f64),
    /// How much it rises for each step.
    pub slope: f64,
    doubt: Option<Doubt>,
}

/// How far points lie from their line.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Doubt {
    /// Student's t times the standard deviation of the points around the line.
    reach: f64,
    /// How many points there are.
    count: f64,
    /// The sum of the squares of their distances from the mean, across.
    spread: f64,
}

impl Line {
    /// The line through two points or more that are not all above each other; none of others.
    #[must_use]
    pub fn through(points: &[(f64, f64)]) -> Option<Self> {
        let count = f64::from(u32::try_from(points.len()).ok()?);
        let mean = |part: fn(&(f64, f64)) -> f64| points.iter().map(part).sum::<f64>() / count;
        let mean = (mean(|point| point.0), mean(|point| point.1));
        let spread: f64 = points.iter().map(|(x, _)| (x - mean.0) * (x - mean.0)).sum();
        if spread.is_nan() || spread <= 0.0 {
            return None;
        }
        let slope = points.iter().map(|(x, y)| (x - mean.0) * (y - mean.1)).sum::<f64>() / spread;
        let mut line = Self { mean, slope, doubt: None };
        let freedom = points.len() - 2;
        if freedom > 0 {
            let squares: f64 = points.iter().map(|(x, y)| (y - line.at(*x)) * (y - line.at(*x))).sum();
            let t = T90.get(freedom - 1).copied().unwrap_or(Z95);
            line.doubt = Some(Doubt { reach: t * (squares / (count - 2.0)).sqrt(), count, spread });
        }
        Some(line)
    }

    /// The line's height.
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        self.mean.1 + self.slope * (x - self.mean.0)
    }

    /// Half of the 90 % band at a place, so wide that the mean of `later` points lies between the means of its ends
    /// nine times in ten: the line's own doubt there, and what the points scatter around it. None of two points,
    /// through which a line always fits, and of no later point.
    #[must_use]
    pub fn half_at(&self, x: f64, later: u32) -> Option<f64> {
        let off = x - self.mean.0;
        let scatter = 1.0 / f64::from((later > 0).then_some(later)?);
        self.doubt.map(|Doubt { reach, count, spread }| reach * (1.0 / count + off * off / spread + scatter).sqrt())
    }

    /// Half of the 90 % interval of the slope; none of two points.
    #[must_use]
    pub fn half_slope(&self) -> Option<f64> {
        self.doubt.map(|doubt| doubt.reach / doubt.spread.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_and_its_doubt_are_those_of_least_squares() {
        // 0, 1, 1 at 0, 1, 2: slope 1/2 through (1, 2/3), residuals -1/6, 1/3, -1/6, so the points' deviation is
        // sqrt((1/6) / 1) = 0.408248 and, over the spread 2, the slope's 0.288675; t of one degree is 6.314
        let line = Line::through(&[(0.0, 0.0), (1.0, 1.0), (2.0, 1.0)]).unwrap();
        let check = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        check(line.slope, 0.5);
        check(line.at(3.0), 2.0 / 3.0 + 1.0);
        check(line.half_slope().unwrap(), 6.314 * 0.288_675_134_6);
        // of one later point in the middle sqrt(1/3 + 1) of it, two steps off sqrt(1/3 + 4/2 + 1); of four sqrt(1/3 + 1/4)
        check(line.half_at(1.0, 1).unwrap(), 6.314 * 0.408_248_290_5 * 1.154_700_538_4);
        check(line.half_at(3.0, 1).unwrap(), 6.314 * 0.408_248_290_5 * 1.825_741_858_4);
        check(line.half_at(1.0, 4).unwrap(), 6.314 * 0.408_248_290_5 * 0.763_762_615_8);
        check(line.half_at(-1.0, 1).unwrap(), line.half_at(3.0, 1).unwrap());
        assert_eq!(line.half_at(1.0, 0), None);
    }

    #[test]
    fn two_points_have_a_line_without_doubt() {
        let line = Line::through(&[(0.0, 0.0), (2.0, 1.0)]).unwrap();
        assert_eq!((line.half_at(5.0, 1), line.half_slope()), (None, None));
        assert_eq!(Line::through(&[(1.0, 0.0), (1.0, 1.0)]), None);
        assert_eq!(Line::through(&[(1.0, 0.0)]), None);
        assert_eq!(Line::through(&[]), None);
    }
}
