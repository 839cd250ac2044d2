//! Colours and dash patterns, told apart with any colour vision and in greyscale.

use plotters::style::RGBColor;

pub(super) const WHITE: RGBColor = RGBColor(255, 255, 255);
/// Titles, totals and the dots of break-even points.
pub(super) const INK: RGBColor = RGBColor(31, 35, 40);
/// Subtitles and axis titles.
pub(super) const SOFT: RGBColor = RGBColor(87, 93, 101);
/// Tick labels and the note.
pub(super) const FAINT: RGBColor = RGBColor(107, 113, 121);
/// The axis itself.
pub(super) const RULE: RGBColor = RGBColor(140, 146, 153);
/// Grid lines.
pub(super) const GRID: RGBColor = RGBColor(230, 232, 235);

/// A colour for drawing and its darker twin for words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hue {
    pub(super) stroke: RGBColor,
    pub(super) text: RGBColor,
}

pub(super) const fn hue(stroke: (u8, u8, u8), text: (u8, u8, u8)) -> Hue {
    Hue { stroke: RGBColor(stroke.0, stroke.1, stroke.2), text: RGBColor(text.0, text.1, text.2) }
}

/// The eight colours of Okabe and Ito ("Color Universal Design", 2008) in an order that keeps neighbours apart.
///
/// Yellow is darkened, as it vanishes on white, and black softened to grey. A word needs 4.5 to 1 against white
/// (WCAG 2.1), so most have a darker twin.
const HUES: [Hue; 8] = [
    hue((0, 114, 178), (0, 100, 160)),
    hue((213, 94, 0), (176, 76, 0)),
    hue((0, 158, 115), (0, 118, 86)),
    hue((204, 121, 167), (158, 70, 120)),
    hue((230, 159, 0), (143, 96, 0)),
    hue((86, 180, 233), (22, 111, 163)),
    hue((82, 82, 88), (72, 72, 78)),
    hue((168, 156, 0), (112, 104, 0)),
];

/// Lengths of strokes and gaps in pixels; the first is an unbroken line. Their number and that of the colours share
/// no factor, so forty lines pass before a pair comes again.
const DASHES: [&[f64]; 5] = [&[], &[9.0, 4.0], &[2.5, 3.0], &[13.0, 4.0, 2.5, 4.0], &[5.0, 3.0]];

/// Up to this many lines, colours and labels are enough and every line is unbroken.
const UNBROKEN: usize = 4;

/// Returns the colour of line `index`.
pub(super) fn line_hue(index: usize) -> Hue {
    HUES.get(index % HUES.len()).copied().unwrap_or(HUES[0])
}

/// Returns the number of lines to tell apart: those of the chart, or of the scenario as far as their hues show.
///
/// A line so keeps its dashes in a chart from which another one is left out.
pub(super) fn dashed(hues: impl Iterator<Item = usize>, lines: usize) -> usize {
    hues.map(|hue| hue.saturating_add(1)).fold(lines, usize::max)
}

/// Returns the dash pattern of line `index` where `lines` lines are told apart.
pub(super) fn line_dash(index: usize, lines: usize) -> &'static [f64] {
    if lines <= UNBROKEN { &[] } else { DASHES.get(index % DASHES.len()).copied().unwrap_or(&[]) }
}

/// Returns the fill of category `index`: the eight colours, then light tints of them, then dark shades.
pub(super) fn category_fill(index: usize) -> RGBColor {
    let base = line_hue(index).stroke;
    match (index / HUES.len()) % 3 {
        0 => base,
        1 => mixed(base, WHITE, 55),
        _ => mixed(base, RGBColor(0, 0, 0), 40),
    }
}

/// Returns the fill of option `index` on a map: its line's colour, light enough for dark words.
pub(super) fn region_fill(index: usize) -> RGBColor {
    let tints = [52, 74, 30];
    let tint = tints.get((index / HUES.len()) % tints.len()).copied().unwrap_or(52);
    mixed(line_hue(index).stroke, WHITE, tint)
}

/// Returns the colour of words on a fill: white or dark, whichever reads better.
pub(super) fn ink_on(fill: RGBColor) -> RGBColor {
    let square = |channel: u8| u32::from(channel) * u32::from(channel);
    // Luminance with a gamma of 2, close enough to choose between two inks.
    let luminance = 2126 * square(fill.0) + 7152 * square(fill.1) + 722 * square(fill.2);
    if luminance > 10_000 * 255 * 255 / 100 * 27 { INK } else { WHITE }
}

/// Returns `base` with `percent` of `other` mixed in.
pub(super) fn mixed(base: RGBColor, other: RGBColor, percent: u16) -> RGBColor {
    let share = percent.min(100);
    let channel = |a: u8, b: u8| {
        let sum = u16::from(a) * (100 - share) + u16::from(b) * share;
        u8::try_from(sum / 100).unwrap_or(u8::MAX)
    };
    RGBColor(channel(base.0, other.0), channel(base.1, other.1), channel(base.2, other.2))
}
