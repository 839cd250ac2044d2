//! Cumulative probability of total cost.

use super::canvas::{Canvas, document, from_start, to_end};
use super::dash::strokes;
use super::direct::{self, Obstacles};
use super::font::{Font, regular};
use super::frame::{AXIS_TITLE, ROW_ABOVE, TICK};
use super::geometry::{Point, Rect, crisp};
use super::model::Heading;
use super::money_axis::{BELOW, MoneyAxis};
use super::outcomes::{Chances, Distribution};
use super::page;
use super::palette::{FAINT, GRID, RULE, SOFT, WHITE, dashed, line_dash, line_hue, mixed};
use super::quantile_table::{self, Row};
use super::reach::Reach;
use super::rise::{Rise, simplified};
use super::trace::cut;

/// The probabilities with a guide, a dot on every curve, and a column in the table.
pub(super) const GUIDES: [(f64, &str); 3] = [(0.1, "P10"), (0.5, "P50"), (0.9, "P90")];

const Y_TITLE: &str = "Probability that it costs no more";
const GUIDE_NAME: Font = regular(12.5);
const WIDTH: f64 = 2.6;

/// Draws the probability of costing no more than an amount as SVG: a curve an option, with dots where it passes 10, 50
/// and 90 %, and a table of these amounts.
#[must_use]
pub fn distribution(chart: &Distribution) -> String {
    document(&chart.heading, |canvas| {
        let curves = Curve::all(chart);
        let reach = Reach::of(&curves);
        let note = format!("{}{}", cut_note(chart, &curves, &reach), chart.heading.note);
        let body = page::draw(canvas, &Heading { note, ..chart.heading.clone() });
        if curves.is_empty() {
            return page::draw_nothing(canvas, body);
        }
        draw_plot(canvas, body, chart, &(curves, reach));
    })
}

/// One option's curve.
pub(super) struct Curve<'a> {
    hue: usize,
    dash: &'static [f64],
    pub(super) label: &'a str,
    pub(super) rise: Rise,
}

impl<'a> Curve<'a> {
    /// Prepares the curves that have points.
    fn all(chart: &'a Distribution) -> Vec<Self> {
        let hues: Vec<usize> = chart.lines.iter().zip(0..).map(|(line, place)| line.hue.unwrap_or(place)).collect();
        let dashed = dashed(hues.iter().copied(), hues.len());
        let curve = |(line, hue): (&'a Chances, usize)| {
            Some(Self { hue, dash: line_dash(hue, dashed), label: line.label.trim(), rise: Rise::new(&line.points)? })
        };
        chart.lines.iter().zip(hues).filter_map(curve).collect()
    }

    /// Returns the curve's row of the table.
    fn row(&self, chart: &Distribution) -> Row<'a> {
        let figure = |(probability, _)| chart.money.figure(self.rise.quantile(probability));
        Row { hue: self.hue, dash: self.dash, label: self.label, figures: GUIDES.map(figure) }
    }
}

/// Draws everything between the heading and the note, from the back to the front.
fn draw_plot(canvas: &mut Canvas<'_>, body: Rect, chart: &Distribution, drawn: &(Vec<Curve<'_>>, Reach)) {
    let (curves, reach) = drawn;
    let mut sorted: Vec<&Curve<'_>> = curves.iter().collect();
    sorted.sort_by(|a, b| a.rise.quantile(0.5).total_cmp(&b.rise.quantile(0.5)));
    let rows: Vec<Row<'_>> = sorted.iter().map(|curve| curve.row(chart)).collect();
    let (left, top) = (crisp(body.left + TICK.width("100 %") + 12.0), crisp(body.top + ROW_ABOVE + 14.0));
    let table = quantile_table::place(canvas.paper, &body, &rows);
    let right = crisp(if table.top > body.top { body.right - GUIDE_NAME.width("P90") - 8.0 } else { table.left });
    let floor = if table.top > body.top { table.top } else { body.bottom };
    // Words of absurd length leave no room; the plot then keeps a sliver and runs off the page.
    let plot = Rect { left, top, right: right.max(left + 1.0), bottom: crisp(floor - BELOW).max(top + 40.0) };
    let axis = MoneyAxis::fit((reach.low, reach.high), &plot, &chart.money);

    axis.draw(canvas, &plot, &chart.x_title);
    draw_guides(canvas, &plot, body.left);
    let paths: Vec<Vec<Point>> = curves.iter().map(|curve| path(curve, reach, (&axis, &plot))).collect();
    for (curve, path) in curves.iter().zip(&paths) {
        for stroke in strokes(path, curve.dash) {
            canvas.stroke(&stroke, line_hue(curve.hue).stroke, WIDTH);
        }
    }
    for curve in curves {
        draw_dots(canvas, curve, &axis, &plot);
    }
    let names: Vec<(&str, usize)> = curves.iter().map(|curve| (curve.label, curve.hue)).collect();
    let guides = GUIDES.map(|(probability, _)| y(&plot, probability));
    direct::draw(canvas, &names, &Obstacles { plot, paths: &paths, levels: &guides });
    quantile_table::draw(canvas, &table, &rows);
}

/// Says which curves go on beyond the end of the axis, and how far.
fn cut_note(chart: &Distribution, curves: &[Curve<'_>], reach: &Reach) -> String {
    let beyond = curves.iter().filter(|curve| curve.rise.ends().1 > reach.high);
    let words: Vec<String> =
        beyond.map(|curve| format!("{} goes on to {}", curve.label, chart.money.figure(curve.rise.ends().1))).collect();
    if words.is_empty() { String::new() } else { format!("The axis is cut: {}. ", words.join(", ")) }
}

fn y(plot: &Rect, probability: f64) -> f64 {
    plot.bottom - probability * plot.height()
}

fn path(curve: &Curve<'_>, reach: &Reach, (axis, plot): (&MoneyAxis<'_>, &Rect)) -> Vec<Point> {
    // Tails that cling to the frame, one over another, say nothing.
    let (low, high) = curve.rise.ends();
    let cut = cut(curve.rise.points(), (low, high.min(reach.high)));
    let path: Vec<Point> = cut.iter().map(|point| (axis.x(point.0), y(plot, point.1))).collect();
    simplified(&path)
}

/// Draws the probabilities along the y axis.
fn draw_guides(canvas: &mut Canvas<'_>, plot: &Rect, title_left: f64) {
    let Rect { left, right, top, .. } = *plot;
    for (probability, label) in [(0.0, "0 %"), (1.0, "100 %")] {
        let y = crisp(y(plot, probability));
        canvas.stroke(&[(left, y), (right, y)], if probability > 0.0 { GRID } else { RULE }, 1.0);
        canvas.write(label, (left - 10.0, y + TICK.drop()), to_end(TICK, FAINT));
    }
    for (probability, name) in GUIDES {
        let y = crisp(y(plot, probability));
        for stroke in strokes(&[(left, y), (right, y)], &[4.0, 4.0]) {
            canvas.stroke(&stroke, mixed(RULE, WHITE, 35), 1.0);
        }
        let label = format!("{:.0} %", probability * 100.0);
        canvas.write(&label, (left - 10.0, y + TICK.drop()), to_end(TICK, SOFT));
        canvas.write(name, (right + 6.0, y + GUIDE_NAME.drop()), from_start(GUIDE_NAME, FAINT));
    }
    let title = AXIS_TITLE.elided(Y_TITLE, right - title_left);
    canvas.write(&title, (title_left, top - ROW_ABOVE), from_start(AXIS_TITLE, SOFT));
}

fn draw_dots(canvas: &mut Canvas<'_>, curve: &Curve<'_>, axis: &MoneyAxis<'_>, plot: &Rect) {
    let inside = GUIDES.map(|(probability, _)| (curve.rise.quantile(probability), probability));
    for (amount, probability) in inside.into_iter().filter(|(amount, _)| axis.holds(*amount)) {
        let at = (axis.x(amount), y(plot, probability));
        canvas.dot(at, 6.2, WHITE);
        canvas.dot(at, 4.6, line_hue(curve.hue).stroke);
    }
}
