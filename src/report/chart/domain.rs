//! The x axes of line charts: volumes and months.

use super::axis::is_drawable;
use super::font::Font;
use super::geometry::Point;
use super::model::{Line, Months, Scale, StartMonth};
use super::ruler::{Ruler, Tick};

/// Free pixels between two tick labels.
const BETWEEN_LABELS: f64 = 22.0;

/// The most steps of an axis.
const MOST: u32 = 10;

/// Steps of a month axis; beyond the last, whole multiples of it.
const MONTH_STEPS: [u32; 9] = [1, 2, 3, 6, 12, 24, 36, 60, 120];

const MONTH_NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What x means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Domain {
    /// Values of an input, such as a volume.
    Values(Ruler),
    /// Time from the start to the end of the last month.
    Time(Months),
}

impl Domain {
    /// Makes an axis of values, up to the largest x of the lines when its right end is not above its left one.
    pub(super) fn values(scale: Scale, lines: &[Line]) -> Self {
        let from = if is_drawable(scale.from) { scale.from } else { 0.0 };
        let is_given = is_drawable(scale.to) && scale.to > from;
        let points = lines.iter().flat_map(|line| &line.points).map(|point| point.0);
        let largest = points.filter(|x| is_drawable(*x)).fold(from, f64::max);
        Self::Values(Ruler::new(&Scale { from, to: if is_given { scale.to } else { largest }, ..scale }))
    }

    /// Returns the ends of the axis, the left one below the right one.
    pub(super) fn ends(&self) -> (f64, f64) {
        match self {
            Self::Values(ruler) => ruler.ends(),
            Self::Time(months) => (0.0, f64::from(months.count.max(1))),
        }
    }

    /// Returns where a value falls: 0 at the left end, 1 at the right end.
    pub(super) fn share(&self, x: f64) -> f64 {
        match self {
            Self::Values(ruler) => ruler.share(x),
            Self::Time(_) => x / self.ends().1,
        }
    }

    /// Says whether a line that ends at `x` reaches the right end of the axis.
    pub(super) fn is_end(&self, x: f64) -> bool {
        self.share(x) >= 0.999
    }

    /// Adds points to a path, so that straight lines between its points are also right where the axis is logarithmic.
    pub(super) fn bent(&self, path: Vec<Point>) -> Vec<Point> {
        match self {
            Self::Values(ruler) if ruler.is_logarithmic() => ruler.bent(&path),
            _ => path,
        }
    }

    /// Returns the ticks that fit an axis of `width` pixels.
    pub(super) fn ticks(&self, width: f64, font: Font) -> Vec<Tick> {
        let space = |pair: &[Tick]| match pair {
            [from, to] => {
                (to.share - from.share) * width - f64::midpoint(font.width(&from.label), font.width(&to.label))
            }
            _ => f64::INFINITY,
        };
        let fits = |ticks: &[Tick]| ticks.windows(2).all(|pair| space(pair) >= BETWEEN_LABELS);
        let months = match self {
            Self::Values(ruler) => return ruler.ticks(MOST, fits),
            Self::Time(months) => *months,
        };
        let mut ticks = Vec::new();
        // From dense to sparse; the sparsest is taken even when it does not fit.
        for most in (1..=MOST).rev() {
            let labelled = month_ticks(months, most).into_iter();
            ticks = labelled.map(|(month, label)| Tick { share: self.share(month), label }).collect();
            if fits(&ticks) {
                break;
            }
        }
        ticks
    }
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
    use super::super::model::Spacing;
    use super::*;

    fn labels(domain: Domain, width: f64) -> Vec<String> {
        domain.ticks(width, regular(13.0)).into_iter().map(|tick| tick.label).collect()
    }

    fn values(from: f64, to: f64, lines: &[Line]) -> Domain {
        Domain::values(Scale { from, to, ..Scale::default() }, lines)
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
        assert_eq!(labels(values(0.0, 2e6, &[]), 900.0).len(), 11);
        assert_eq!(labels(values(0.0, 2e6, &[]), 200.0), ["0", "500k", "1M", "1.5M", "2M"]);
    }

    #[test]
    fn an_axis_without_end_takes_that_of_the_lines() {
        let lines = [Line::new("a", vec![(0.0, 1.0), (50.0, 1.0), (f64::INFINITY, 1.0)])];
        let ends = |from, to| values(from, to, &lines).ends();
        assert!(ends(0.0, 0.0) == (0.0, 50.0) && ends(0.0, f64::NAN) == (0.0, 50.0) && ends(7.0, 7.0) == (7.0, 50.0));
        assert!(values(0.0, -1.0, &[]).ends() == (0.0, 1.0) && values(-3.0, -1.0, &[]).ends() == (-3.0, -1.0));
    }

    #[test]
    fn a_line_on_a_logarithmic_axis_is_bent() {
        let scale = Scale { from: 1.0, to: 1e4, spacing: Spacing::Logarithmic, ..Scale::default() };
        let path = Domain::values(scale, &[]).bent(vec![(1.0, 1.0), (1e4, 1e4)]);
        assert!(path.len() > 100 && path.iter().all(|point| (point.0 - point.1).abs() < 1e-6), "{path:?}");
    }
}
