//! Cumulative cost against time with its uncertainty.

use plotters::style::Color;

use super::canvas::{Canvas, document, from_start};
use super::domain::Domain;
use super::ends::{self, EndLabel, Values};
use super::font::{Font, regular};
use super::frame::{Frame, HasBand, Needs, ROW_ABOVE};
use super::geometry::{Point, Rect};
use super::model::{Line, Paper};
use super::outcomes::{Fan, FanOf, Spread};
use super::page;
use super::palette::{INK, RULE, SOFT, WHITE, line_hue, mixed};
use super::place::Placer;
use super::rise::simplified;
use super::series::{self, Series};
use super::trace::{cut, runs};

/// The ranges at the right end: from the plot to the first, from one to the next, and their width.
const BEFORE: f64 = 14.0;
const APART: f64 = 11.0;
const THICK: f64 = 5.0;

const KEY: Font = regular(12.5);
const KEY_SWATCH: f64 = 22.0;

/// Draws cumulative cost against time as SVG: one line an option within its range, and the ranges of the totals.
#[must_use]
pub fn fan(chart: &Fan) -> String {
    document(&chart.heading, |canvas| {
        let body = page::draw(canvas, &chart.heading);
        let domain = Domain::Time(chart.months);
        let line = |fan: &Spread| Line { hue: fan.hue, ..Line::new(&fan.label, fan.middle.clone()) };
        let lines: Vec<Line> = chart.fans.iter().map(line).collect();
        let series = |(index, line)| Series::new(index, line, &domain);
        let all: Vec<Series<'_>> = lines.iter().enumerate().map(series).collect();
        let bands: Vec<Range> =
            chart.fans.iter().enumerate().flat_map(|(index, fan)| Range::of(index, fan, &domain)).collect();
        if bands.is_empty() && all.iter().all(|series| series.runs.is_empty()) {
            page::draw_nothing(canvas, body);
        } else {
            draw_plot(canvas, body, chart, &Parts { all, bands });
        }
    })
}

/// What is in the plot.
struct Parts<'a> {
    all: Vec<Series<'a>>,
    bands: Vec<Range>,
}

/// A stretch of time over which an option has a low and a high edge.
struct Range {
    index: usize,
    hue: usize,
    low: Vec<Point>,
    high: Vec<Point>,
}

impl Range {
    /// Returns the stretches of a fan, cut to the axis.
    fn of(index: usize, fan: &Spread, domain: &Domain) -> Vec<Self> {
        let (lows, highs) = (runs(&fan.low, domain.ends()), runs(&fan.high, domain.ends()));
        let hue = fan.hue.unwrap_or(index);
        let mut found = Vec::new();
        for low in &lows {
            for high in &highs {
                let starts = low.first().zip(high.first()).map_or(0.0, |(a, b)| a.0.max(b.0));
                let ends = low.last().zip(high.last()).map_or(0.0, |(a, b)| a.0.min(b.0));
                if starts < ends {
                    found.push(Self { index, hue, low: cut(low, (starts, ends)), high: cut(high, (starts, ends)) });
                }
            }
        }
        found
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.low.iter().chain(&self.high).map(|point| point.1)
    }

    /// Returns the low and the high end of an option's range where the axis ends.
    fn at_end(&self, domain: &Domain) -> Option<(f64, f64)> {
        let (low, high) = (self.low.last()?, self.high.last()?);
        domain.is_end(low.0).then_some((low.1, high.1))
    }
}

/// A stretch that reaches the end of the axis, with its low and its high end there.
type Total<'a> = (&'a Range, f64, f64);

/// Draws everything between the heading and the note, from the back to the front.
fn draw_plot(canvas: &mut Canvas<'_>, body: Rect, chart: &Fan, parts: &Parts<'_>) {
    let domain = &Domain::Time(chart.months);
    let mut labels = ends::labels(&parts.all, &chart.money, Values::Shown);
    let mut totals: Vec<Total<'_>> = Vec::new();
    for band in &parts.bands {
        totals.extend(band.at_end(domain).map(|(low, high)| (band, low, high)));
    }
    let end = |index: usize| labels.iter().find(|label| label.index == index).map_or(f64::NAN, |label| label.end.1);
    totals.sort_by(|a, b| end(b.0.index).total_cmp(&end(a.0.index)));
    for label in labels.iter_mut().filter(|label| label.is_at(domain)) {
        if let Some((_, low, high)) = totals.iter().find(|total| total.0.index == label.index) {
            let (low, high) = (chart.money.figure(*low), chart.money.figure(*high));
            // What is certain has no range.
            if low != high {
                label.set_range(format!("{low} to {high}"));
            }
        }
    }
    ends::fit(&mut labels, canvas.paper);
    let strip = if totals.is_empty() { 0.0 } else { BEFORE + APART * count(totals.len()) };
    let needs = Needs {
        money: &chart.money,
        domain: *domain,
        x_title: if chart.months.start.is_some() { "End of month" } else { "Month" },
        y_title: &chart.y_title,
        labels: ends::column_width(&labels, domain) + strip,
        today: None,
        has_band: HasBand::No,
    };
    let values = parts.all.iter().flat_map(Series::values).chain(parts.bands.iter().flat_map(Range::values));
    let frame = Frame::fit(body, &needs, values);
    frame.draw(canvas, &needs);
    draw_key(canvas, &frame, chart.of);
    draw_bands(canvas, &frame, &parts.bands, chart.fans.len());
    let mut paths = series::draw(canvas, &frame, &parts.all);
    let edges = parts.bands.iter().flat_map(|band| [&band.low, &band.high]);
    paths.extend(edges.map(|edge| on_page(&frame, edge)));
    draw_totals(canvas, &frame, &totals, &labels);
    if !totals.is_empty() {
        let is_alone =
            |label: &&EndLabel| label.is_at(domain) && totals.iter().all(|total| total.0.index != label.index);
        for label in labels.iter().filter(is_alone) {
            let y = frame.y_of(label.end.1);
            let ends = [(frame.plot.right, y), (frame.plot.right + strip + 4.0, y)];
            canvas.stroke(&ends, line_hue(label.hue()).stroke, 1.0);
        }
    }
    ends::draw_column(canvas, &frame.widened(strip), &labels, domain);
    let mut placer = Placer::new(frame.plot.grown(-4.0), &paths);
    ends::draw_early(canvas, &frame, &labels, domain, &mut placer);
}

fn on_page(frame: &Frame, path: &[Point]) -> Vec<Point> {
    simplified(&path.iter().map(|point| frame.project(*point)).collect::<Vec<_>>())
}

/// Draws the bands, and then their outlines so that none is hidden.
fn draw_bands(canvas: &mut Canvas<'_>, frame: &Frame, bands: &[Range], options: usize) {
    let veil = if options <= 2 {
        0.18
    } else if options <= 4 {
        0.13
    } else {
        0.08
    };
    for band in bands {
        let (low, mut outline) = (on_page(frame, &band.low), on_page(frame, &band.high));
        outline.extend(low.iter().rev());
        canvas.polygon(&outline, line_hue(band.hue).stroke.mix(veil));
    }
    for band in bands {
        for edge in [&band.low, &band.high] {
            canvas.stroke(&on_page(frame, edge), line_hue(band.hue).stroke.mix(0.55), 1.0);
        }
    }
}

/// Draws the ranges of the totals side by side right of the plot, where bands that overlap can be told apart.
fn draw_totals(canvas: &mut Canvas<'_>, frame: &Frame, totals: &[Total<'_>], labels: &[EndLabel]) {
    let mut x = frame.plot.right + BEFORE;
    let right = frame.plot.right + BEFORE + APART * count(totals.len());
    for (band, low, high) in totals {
        let colour = line_hue(band.hue).stroke;
        let y = |value: f64| frame.y_of(value);
        let area = Rect { left: x, top: y(high.max(*low)), right: x + THICK, bottom: y(low.min(*high)) };
        canvas.fill(area, mixed(colour, WHITE, 45));
        if let Some(label) = labels.iter().find(|label| label.index == band.index) {
            let middle = y(label.end.1);
            canvas.stroke(&[(frame.plot.right, middle), (right + 4.0, middle)], colour, 1.0);
            canvas.dot((x + THICK / 2.0, middle), 4.8, WHITE);
            canvas.dot((x + THICK / 2.0, middle), 3.6, colour);
        }
        x += APART;
    }
}

/// Says above the plot what the line and the band are.
fn draw_key(canvas: &mut Canvas<'_>, frame: &Frame, of: FanOf) {
    let key = match (of, canvas.paper) {
        (FanOf::Outcomes, Paper::Wide) => ["median", "P10 to P90, eight outcomes in ten"],
        (FanOf::Outcomes, Paper::Narrow | Paper::Tall) => ["median", "P10 to P90"],
        (FanOf::Growth, _) => ["expected", "90 % interval of the growth"],
    };
    let baseline = frame.plot.top - ROW_ABOVE;
    let middle = baseline - KEY.drop();
    let width: f64 = key.iter().map(|words| KEY.width(words) + KEY_SWATCH + 7.0).sum::<f64>() + 22.0;
    // on a narrow page over the names of the lines, where the title of the axis leaves room
    let mut left = match canvas.paper {
        Paper::Wide => frame.plot.right,
        Paper::Narrow | Paper::Tall => canvas.paper.width() - canvas.paper.margin(),
    } - width;
    for (index, words) in key.iter().enumerate() {
        let right = left + KEY_SWATCH;
        if index == 0 {
            canvas.stroke(&[(left, middle), (right, middle)], INK, 2.6);
        } else {
            let area = Rect { left, top: middle - 6.0, right, bottom: middle + 6.0 };
            canvas.fill(area, mixed(RULE, WHITE, 70));
            for y in [area.top, area.bottom] {
                canvas.stroke(&[(left, y), (right, y)], RULE, 1.0);
            }
        }
        canvas.write(words, (right + 7.0, baseline), from_start(KEY, SOFT));
        left = right + 7.0 + KEY.width(words) + 22.0;
    }
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
