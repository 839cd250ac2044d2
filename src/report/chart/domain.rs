//! The x axes of line charts: volumes and months.

use super::axis::{Axis, is_drawable};
use super::font::Font;
use super::format::count_tick;
use super::model::{Line, Months, StartMonth};

/// Free pixels between two tick labels.
const BETWEEN_LABELS: f64 = 22.0;

/// Steps of a month axis; beyond the last, whole multiples of it.
const MONTH_STEPS: [u32; 9] = [1, 2, 3, 6, 12, 24, 36, 60, 120];

const MONTH_NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What x means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Domain {
    /// A volume from 0 to this.
    Volume(f64),
    /// Time from the start to the end of the last month.
    Time(Months),
}

impl Domain {
    /// Makes a volume axis up to `x_max`, or up to the largest x of the lines when that is not above 0.
    pub(super) fn volume(x_max: f64, lines: &[Line]) -> Self {
        let is_given = is_drawable(x_max) && x_max > 0.0;
        let points = lines.iter().flat_map(|line| &line.points).map(|point| point.0);
        let largest = points.filter(|x| is_drawable(*x)).fold(0.0, f64::max);
        Self::Volume(Axis::up_to(if is_given { x_max } else { largest }, 1).high)
    }

    /// Returns the right end of the axis, above 0.
    pub(super) fn end(&self) -> f64 {
        match self {
            Self::Volume(end) => *end,
            Self::Time(months) => f64::from(months.count.max(1)),
        }
    }

    /// Returns the ticks that fit an axis of `width` pixels, each with its label.
    pub(super) fn ticks(&self, width: f64, font: Font) -> Vec<(f64, String)> {
        let mut ticks = Vec::new();
        // From dense to sparse; the sparsest is taken even when it does not fit.
        for most in (1..=10).rev() {
            ticks = match self {
                Self::Volume(end) => volume_ticks(*end, most),
                Self::Time(months) => month_ticks(*months, most),
            };
            let space = |pair: &[(f64, String)]| match pair {
                [(from, before), (to, after)] => {
                    (to - from) / self.end() * width - f64::midpoint(font.width(before), font.width(after))
                }
                _ => f64::INFINITY,
            };
            if ticks.windows(2).all(|pair| space(pair) >= BETWEEN_LABELS) {
                break;
            }
        }
        ticks
    }
}

fn volume_ticks(end: f64, most: u32) -> Vec<(f64, String)> {
    let axis = Axis::up_to(end, most);
    axis.ticks.iter().map(|tick| (*tick, count_tick(*tick, axis.step))).collect()
}

fn month_ticks(months: Months, most: u32) -> Vec<(f64, String)> {
    let count = months.count.max(1);
    let least = count.div_ceil(most);
    let largest = MONTH_STEPS.iter().copied().max().unwrap_or(1);
    let step =
        MONTH_STEPS.into_iter().find(|step| *step >= least).unwrap_or(least.div_ceil(largest).saturating_mul(largest));
    (0..=count / step).map(|n| n * step).map(|month| (f64::from(month), month_label(months.start, month))).collect()
}

/// Names the end of a month: its number, or the calendar month and year.
fn month_label(start: Option<StartMonth>, month: u32) -> String {
    let Some(start) = start else {
        return month.to_string();
    };
    let Some(before) = month.checked_sub(1) else {
        return "start".to_owned();
    };
    let months = i64::from(start.year) * 12 + i64::from(start.month.clamp(1, 12)) - 1 + i64::from(before);
    let name = usize::try_from(months.rem_euclid(12)).ok().and_then(|index| MONTH_NAMES.get(index)).unwrap_or(&"");
    format!("{name} {}", months.div_euclid(12))
}

#[cfg(test)]
mod tests {
    use super::super::font::regular;
    use super::*;

    fn labels(domain: Domain, width: f64) -> Vec<String> {
        domain.ticks(width, regular(13.0)).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn months_are_counted_or_named() {
        let months = |count, start| Domain::Time(Months { count, start });
        let march = Some(StartMonth { year: 2027, month: 3 });
        assert_eq!(labels(months(36, None), 900.0), ["0", "6", "12", "18", "24", "30", "36"]);
        assert_eq!(
            labels(months(24, march), 900.0),
            ["start", "May 2027", "Aug 2027", "Nov 2027", "Feb 2028", "May 2028", "Aug 2028", "Nov 2028", "Feb 2029"]
        );
        assert_eq!(labels(months(1, None), 900.0), ["0", "1"]);
        assert_eq!(labels(months(0, march), 900.0), ["start", "Mar 2027"]);
        assert!(labels(months(u32::MAX, march), 900.0).len() < 12);
    }

    #[test]
    fn labels_of_a_narrow_axis_are_fewer() {
        assert_eq!(labels(Domain::Volume(2e6), 900.0).len(), 11);
        assert_eq!(labels(Domain::Volume(2e6), 200.0), ["0", "500k", "1M", "1.5M", "2M"]);
    }

    #[test]
    fn a_volume_axis_without_end_takes_that_of_the_lines() {
        let lines = [Line::new("a", vec![(0.0, 1.0), (50.0, 1.0), (f64::INFINITY, 1.0)])];
        assert_eq!(Domain::volume(0.0, &lines), Domain::Volume(50.0));
        assert_eq!(Domain::volume(f64::NAN, &lines), Domain::Volume(50.0));
        assert_eq!(Domain::volume(-1.0, &[]), Domain::Volume(1.0));
    }
}
