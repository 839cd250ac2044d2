//! A page to draw on: plotters' SVG backend in fractions of a pixel.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor, ShapeStyle, TextStyle};

use super::font::{FAMILIES, Font, Weight};
use super::geometry::{Point, Rect};
use super::model::{Heading, Paper};
use super::palette::WHITE;

impl Paper {
    /// Width and height, in pixels at screen resolution.
    const fn size(self) -> (u32, u32) {
        match self {
            Self::Wide => (1200, 700),
            Self::Narrow => (460, 640),
            Self::Tall => (460, 960),
        }
    }

    pub(super) fn width(self) -> f64 {
        f64::from(self.size().0)
    }

    pub(super) fn height(self) -> f64 {
        f64::from(self.size().1)
    }

    /// Space between the edge of the page and anything drawn.
    pub(super) const fn margin(self) -> f64 {
        match self {
            Self::Wide => 40.0,
            Self::Narrow | Self::Tall => 16.0,
        }
    }

    /// The widest name beside a plot, where `wide` is the widest on a wide page.
    pub(super) fn widest_name(self, wide: f64) -> f64 {
        match self {
            Self::Wide => wide,
            Self::Narrow | Self::Tall => wide.min(140.0),
        }
    }
}

/// The backend takes whole numbers, so the page is drawn ten times too large and the root element scales it back.
const FINENESS: u32 = 10;

/// Which point of its words a position names.
#[derive(Clone, Copy)]
enum Align {
    Start,
    Middle,
    End,
}

/// How words look.
#[derive(Clone, Copy)]
pub(super) struct Style {
    font: Font,
    colour: RGBColor,
    align: Align,
}

/// Words whose position is their left end.
pub(super) const fn from_start(font: Font, colour: RGBColor) -> Style {
    Style { font, colour, align: Align::Start }
}

/// Words whose position is their middle.
pub(super) const fn centred(font: Font, colour: RGBColor) -> Style {
    Style { font, colour, align: Align::Middle }
}

/// Words whose position is their right end.
pub(super) const fn to_end(font: Font, colour: RGBColor) -> Style {
    Style { font, colour, align: Align::End }
}

/// The page under the pen.
pub(super) struct Canvas<'a> {
    backend: SVGBackend<'a>,
    /// The page.
    pub(super) paper: Paper,
}

/// Draws a document on a white page and returns it as SVG; its title is what a screen reader says.
pub(super) fn document(heading: &Heading, paint: impl FnOnce(&mut Canvas<'_>)) -> String {
    let (width, height) = heading.paper.size();
    let mut drawn = String::new();
    let backend = SVGBackend::with_string(&mut drawn, (width * FINENESS, height * FINENESS));
    let mut canvas = Canvas { backend, paper: heading.paper };
    canvas.fill(Rect { left: 0.0, top: 0.0, right: f64::from(width), bottom: f64::from(height) }, WHITE);
    paint(&mut canvas);
    // Dropping the backend closes what it opened.
    drop(canvas);
    let inside = drawn.split_once('\n').map_or("", |(_, inside)| inside);
    let name = escaped(&printable(&heading.title));
    let (wide, high) = (width * FINENESS, height * FINENESS);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\" stroke-linejoin=\"round\">\n<title>{name}</title>\n{inside}"
    )
}

impl Canvas<'_> {
    /// Fills a box.
    pub(super) fn fill(&mut self, area: Rect, colour: RGBColor) {
        let corners = (fine((area.left, area.top)), fine((area.right, area.bottom)));
        settled(self.backend.draw_rect(corners.0, corners.1, &colour.filled(), true));
    }

    /// Draws an open line through points; a colour may let through what is below.
    pub(super) fn stroke(&mut self, path: &[Point], colour: impl Into<RGBAColor>, width: f64) {
        settled(self.backend.draw_path(path.iter().copied().map(fine), &pen(colour.into(), width)));
    }

    /// Fills a polygon; a colour may let through what is below.
    pub(super) fn polygon(&mut self, corners: &[Point], colour: impl Into<RGBAColor>) {
        settled(self.backend.fill_polygon(corners.iter().copied().map(fine), &colour.into().filled()));
    }

    /// Fills a circle.
    pub(super) fn dot(&mut self, centre: Point, radius: f64, colour: RGBColor) {
        settled(self.backend.draw_circle(fine(centre), whole(radius).unsigned_abs(), &colour.filled(), true));
    }

    /// Writes words at a point of their baseline; what XML cannot hold becomes a space.
    pub(super) fn write(&mut self, words: &str, at: Point, style: Style) {
        let words = printable(words);
        if words.is_empty() {
            return;
        }
        let weight = match style.font.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::SemiBold => FontStyle::Bold,
        };
        let h_pos = match style.align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        // The backend divides sizes by 1.24, and puts the baseline of a top-aligned text 0.76 em below its position.
        let size = style.font.size * f64::from(FINENESS) * 1.24;
        let font = FontDesc::new(FontFamily::Name(FAMILIES), size, weight);
        let text = TextStyle::from(font).color(&style.colour).pos(Pos::new(h_pos, VPos::Top));
        settled(self.backend.draw_text(&words, &text, fine((at.0, at.1 - style.font.size * 0.76))));
    }
}

/// Writing to a string cannot fail, so there is no error to pass on.
fn settled<E>(_result: Result<(), E>) {}

fn pen(color: RGBAColor, width: f64) -> ShapeStyle {
    ShapeStyle { color, filled: false, stroke_width: whole(width).unsigned_abs() }
}

fn fine(point: Point) -> (i32, i32) {
    (whole(point.0), whole(point.1))
}

#[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates, and NaN becomes 0")]
fn whole(length: f64) -> i32 {
    // Far outside the page every place is the same, and a difference of two of these still fits.
    (length * f64::from(FINENESS)).round().clamp(-1e6, 1e6) as i32
}

/// Puts a space for line breaks and for whatever else XML 1.0 cannot hold.
fn printable(text: &str) -> String {
    let is_forbidden = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(is_forbidden, " ").trim().to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
