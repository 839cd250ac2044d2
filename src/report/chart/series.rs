//! The lines of a line chart.

use super::canvas::Canvas;
use super::dash::strokes;
use super::domain::Domain;
use super::frame::Frame;
use super::geometry::Point;
use super::model::{Emphasis, Line};
use super::palette::{dashed, line_dash, line_hue};
use super::trace::{COLUMN, Piece, runs, thinned};

/// A line on its way to the page.
pub(super) struct Series<'a> {
    pub(super) line: &'a Line,
    /// Place among the chart's lines.
    pub(super) index: usize,
    /// What decides colour and dashes.
    pub(super) hue: usize,
    /// Stretches without gaps, cut to the x axis.
    pub(super) runs: Vec<Vec<Point>>,
}

impl<'a> Series<'a> {
    /// Cuts a line to an x axis.
    pub(super) fn new(index: usize, line: &'a Line, domain: &Domain) -> Self {
        let runs = runs(&line.points, domain.ends()).into_iter().map(|run| domain.bent(run)).collect();
        Self { line, index, hue: line.hue.unwrap_or(index), runs }
    }

    /// Returns the costs of the line inside the axis.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        self.runs.iter().flatten().map(|point| point.1)
    }

    /// Returns the line's last point.
    pub(super) fn end(&self) -> Option<Point> {
        self.runs.last()?.last().copied()
    }
}

/// Draws all lines, emphasised ones last, and returns their paths on the page for labels to avoid.
pub(super) fn draw(canvas: &mut Canvas<'_>, frame: &Frame, all: &[Series<'_>]) -> Vec<Vec<Point>> {
    let mut order: Vec<&Series<'_>> = all.iter().collect();
    order.sort_by_key(|series| match series.line.emphasis {
        Emphasis::Muted => 0,
        Emphasis::Normal => 1,
        Emphasis::Strong => 2,
    });
    let dashed = dashed(all.iter().map(|series| series.hue), all.len());
    let mut paths = Vec::new();
    for series in order {
        for run in &series.runs {
            let run: Vec<Point> = run.iter().map(|point| frame.project(*point)).collect();
            for piece in thinned(&run, COLUMN) {
                draw_piece(canvas, &piece, series, line_dash(series.hue, dashed));
                match piece {
                    Piece::Path(path) => paths.push(path),
                    Piece::Band { upper, lower } => paths.extend([upper, lower]),
                }
            }
        }
    }
    paths
}

fn draw_piece(canvas: &mut Canvas<'_>, piece: &Piece, series: &Series<'_>, pattern: &[f64]) {
    let colour = line_hue(series.hue).stroke;
    let width = width(series.line.emphasis);
    match piece {
        Piece::Path(path) => match path.as_slice() {
            [point] => canvas.dot(*point, width * 1.4, colour),
            _ => {
                for stroke in strokes(path, pattern) {
                    canvas.stroke(&stroke, colour, width);
                }
            }
        },
        Piece::Band { upper, lower } => {
            // Half the line's width on either side, as a stroke would add.
            let above = upper.iter().map(|point| (point.0, point.1 - width / 2.0));
            let below = lower.iter().rev().map(|point| (point.0, point.1 + width / 2.0));
            canvas.polygon(&above.chain(below).collect::<Vec<_>>(), colour);
        }
    }
}

fn width(emphasis: Emphasis) -> f64 {
    match emphasis {
        Emphasis::Muted => 1.6,
        Emphasis::Normal => 2.6,
        Emphasis::Strong => 4.0,
    }
}
