//! A line chart: what the cost curve and the cumulative chart share.

use super::canvas::{Canvas, document, from_start};
use super::cheapest;
use super::dash::strokes;
use super::domain::Domain;
use super::ends::{self, Values};
use super::format::{MoneyFormat, count};
use super::frame::{Frame, HasBand, Needs, TICK};
use super::geometry::{Point, Rect};
use super::marks;
use super::model::{Band, Heading, Line, Mark};
use super::page;
use super::palette::{INK, SOFT};
use super::place::Placer;
use super::series::{self, Series};

/// What to draw.
pub(super) struct LineChart<'a> {
    pub(super) heading: &'a Heading,
    pub(super) money: &'a MoneyFormat,
    pub(super) domain: Domain,
    pub(super) x_title: &'a str,
    pub(super) y_title: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) marks: &'a [Mark],
    pub(super) today: Option<f64>,
    pub(super) cheapest: &'a [Band],
    pub(super) values: Values,
}

/// Draws a line chart as SVG.
pub(super) fn draw(chart: &LineChart<'_>) -> String {
    document(chart.heading, |canvas| {
        let body = page::draw(canvas, chart.heading);
        let series = |(index, line)| Series::new(index, line, &chart.domain);
        let all: Vec<Series<'_>> = chart.lines.iter().enumerate().map(series).collect();
        if all.iter().all(|series| series.runs.is_empty()) {
            page::draw_nothing(canvas, body);
        } else {
            draw_plot(canvas, body, chart, &all);
        }
    })
}

/// Draws everything between the heading and the note, from the back to the front.
fn draw_plot(canvas: &mut Canvas<'_>, body: Rect, chart: &LineChart<'_>, all: &[Series<'_>]) {
    let domain = &chart.domain;
    let mut labels = ends::labels(all, chart.money, chart.values);
    ends::fit(&mut labels, canvas.paper);
    let today = chart.today.filter(|today| today.is_finite()).map(|x| (today_words(x, domain.ends()), x));
    let needs = Needs {
        money: chart.money,
        domain: chart.domain,
        x_title: chart.x_title,
        y_title: chart.y_title,
        labels: ends::column_width(&labels, domain),
        today: today.as_ref().map(|(words, x)| (words.as_str(), *x)),
        has_band: if chart.cheapest.is_empty() { HasBand::No } else { HasBand::Yes },
    };
    let frame = Frame::fit(body, &needs, all.iter().flat_map(Series::values));
    frame.draw(canvas, &needs);
    if needs.has_band == HasBand::Yes {
        cheapest::draw(canvas, &frame, chart.cheapest, chart.lines);
    }
    let mut paths = series::draw(canvas, &frame, all);
    if let Some((words, x)) = needs.today {
        paths.extend(draw_today(canvas, &frame, words, x));
    }
    ends::draw_column(canvas, &frame, &labels, domain);
    let mut placer = Placer::new(frame.plot.grown(-4.0), &paths);
    marks::draw(canvas, &frame, chart.marks, &mut placer);
    ends::draw_early(canvas, &frame, &labels, domain, &mut placer);
}

fn today_words(today: f64, (first, last): (f64, f64)) -> String {
    let words = format!("today: {}", count(today));
    match () {
        () if today < first => format!("← {words}"),
        () if today > last => format!("{words} →"),
        () => words,
    }
}

/// Draws today's volume as a dashed line and returns its path; beyond the axis there are only the words.
fn draw_today(canvas: &mut Canvas<'_>, frame: &Frame, words: &str, x: f64) -> Option<Vec<Point>> {
    let at = frame.today_label(words, x);
    canvas.write(words, at, from_start(TICK, INK));
    if !frame.shows((x, 0.0)) {
        return None;
    }
    let x = frame.project((x, 0.0)).0;
    let path = vec![(x, frame.plot.top - 10.0), (x, frame.plot.bottom)];
    for stroke in strokes(&path, &[4.0, 4.0]) {
        canvas.stroke(&stroke, SOFT, 1.2);
    }
    Some(path)
}
