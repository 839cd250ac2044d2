//! The embedded typeface, and how wide its words are.
//!
//! Inter 4.1 (SIL Open Font License 1.1, `data/fonts/LICENSE-Inter.txt`), cut down to Latin, Greek, Cyrillic and the
//! symbols of a chart, with its kerning.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

pub(super) const REGULAR_TTF: &[u8] = include_bytes!("../../../data/fonts/Inter-Regular.ttf");
pub(super) const SEMIBOLD_TTF: &[u8] = include_bytes!("../../../data/fonts/Inter-SemiBold.ttf");

/// The families a viewer of the SVG tries in turn; the first is the embedded one.
pub(super) const FAMILIES: &str = "Inter, 'Source Sans 3', 'Helvetica Neue', Arial, sans-serif";

/// The weight of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// A weight and a size in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Font {
    pub(super) weight: Weight,
    pub(super) size: f64,
}

/// Makes a regular font.
pub(super) const fn regular(size: f64) -> Font {
    Font { weight: Weight::Regular, size }
}

/// Makes a semibold font.
pub(super) const fn semibold(size: f64) -> Font {
    Font { weight: Weight::SemiBold, size }
}

impl Font {
    /// Returns the width of `text` in pixels.
    ///
    /// The sum of the glyphs' advances: kerning is left out, which nearly always makes the drawn text a little narrower.
    pub(super) fn width(&self, text: &str) -> f64 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    fn advance(&self, c: char) -> f64 {
        let advances = match self.weight {
            Weight::Regular => &REGULAR_ADVANCES,
            Weight::SemiBold => &SEMIBOLD_ADVANCES,
        };
        advances.of(c) * self.size
    }

    /// Returns `text` when it fits in `room` pixels, else as much of it as fits with an ellipsis.
    pub(super) fn elided(&self, text: &str, room: f64) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let left = room - self.width("…");
        if left < 0.0 { String::new() } else { format!("{}…", self.beginning(text, left).trim_end()) }
    }

    /// Returns `text` when it fits in `room` pixels, else its beginning and its end with an ellipsis between them.
    ///
    /// What follows the last point of a path stays whole when it leaves a third of the room to the beginning.
    pub(super) fn elided_inside(&self, text: &str, room: f64) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let left = room - self.width("…");
        let last = text.rsplit_once('.').map_or("", |(_, last)| last);
        let is_short = !last.is_empty() && self.width(last) <= left * 2.0 / 3.0;
        let end = if is_short { last.to_owned() } else { self.ending(text, left / 2.0) };
        let start = self.beginning(text, left - self.width(&end));
        let whole = start.rsplit_once('.').map(|(whole, _)| whole);
        let whole = whole.filter(|whole| is_short && whole.len() * 2 > start.len());
        let start = whole.unwrap_or(&start).trim_end_matches(['.', ' ']);
        if start.is_empty() { self.elided(text, room) } else { format!("{start}…{end}") }
    }

    /// Returns `text` on one line, or on two with its last two words on the second; what does not fit is shortened.
    pub(super) fn with_last_words_whole(&self, text: &str, room: f64) -> Vec<String> {
        if self.width(text) <= room {
            return vec![text.to_owned()];
        }
        let mut words = text.rsplitn(3, ' ');
        let (last, before) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let lines = [words.next().unwrap_or_default().to_owned(), format!("{before} {last}")];
        lines.iter().map(|line| self.elided(line.trim(), room)).filter(|line| !line.is_empty()).collect()
    }

    /// Returns as many characters from the start as fit in `room`.
    fn beginning(&self, text: &str, mut room: f64) -> String {
        let fits = |c: &char| {
            room -= self.advance(*c);
            room >= 0.0
        };
        text.chars().take_while(fits).collect()
    }

    /// Returns as many characters from the end as fit in `room`.
    fn ending(&self, text: &str, room: f64) -> String {
        let reversed: String = text.chars().rev().collect();
        self.beginning(&reversed, room).chars().rev().collect()
    }

    /// Breaks `text` at spaces into at most `most` lines of `room` pixels; what is left over ends in an ellipsis.
    pub(super) fn wrapped(&self, text: &str, room: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let is_last = lines.len() >= most;
            match lines.last_mut() {
                Some(line) if is_last || self.width(&format!("{line} {word}")) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines.iter().map(|line| self.elided(line, room)).collect()
    }

    /// Returns how far below the middle of a line of text its baseline is.
    pub(super) fn drop(&self) -> f64 {
        // Half of Inter's capital height, 1490 of 2048 units.
        self.size * 0.364
    }
}

/// Advance widths, in ems.
struct Advances {
    /// Of the characters from the space on; most text needs no more than these.
    latin: Vec<f64>,
    font: Option<FontRef<'static>>,
}

static REGULAR_ADVANCES: LazyLock<Advances> = LazyLock::new(|| Advances::read(REGULAR_TTF));
static SEMIBOLD_ADVANCES: LazyLock<Advances> = LazyLock::new(|| Advances::read(SEMIBOLD_TTF));

impl Advances {
    fn read(data: &'static [u8]) -> Self {
        let mut advances = Self { latin: Vec::new(), font: FontRef::new(data).ok() };
        advances.latin = ('\0'..'\u{180}').map(|c| advances.look_up(c)).collect();
        advances
    }

    fn of(&self, c: char) -> f64 {
        let index = usize::try_from(u32::from(c)).unwrap_or(usize::MAX);
        self.latin.get(index).copied().unwrap_or_else(|| self.look_up(c))
    }

    /// Returns an advance from the font; a whole em for a character it lacks, as another font may draw that one.
    fn look_up(&self, c: char) -> f64 {
        self.font
            .as_ref()
            .and_then(|font| {
                let glyph = font.charmap().map(c)?;
                let advance = font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph)?;
                Some(f64::from(advance))
            })
            .unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // Advances in Inter 4.1 Regular, 2048 units an em: space 576, zero 1296, ellipsis 1710... see `hmtx`.
        assert!(regular(10.0).width("") == 0.0);
        assert!(regular(10.0).width("iii") < regular(10.0).width("WWW"));
        assert!(regular(10.0).width("cost") < semibold(10.0).width("cost"));
        assert!((regular(20.0).width("cost") - 2.0 * regular(10.0).width("cost")).abs() < 1e-9);
    }

    #[test]
    fn text_is_shortened_with_an_ellipsis_and_never_wider_than_its_room() {
        let font = semibold(14.0);
        assert_eq!(font.elided("API", 100.0), "API");
        for room in 0..200 {
            let room = f64::from(room);
            assert!(font.width(&font.elided("Self-hosted with a long name", room)) <= room);
        }
        assert_eq!(font.elided("Self-hosted", 1.0), "");
    }

    #[test]
    fn a_path_is_shortened_in_its_middle() {
        let font = regular(13.0);
        let path = "options.self-hosted.hardware.throughput.decode_tokens_per_second";
        let short = font.elided_inside(path, 300.0);
        assert!(short.starts_with("options.self") && short.ends_with("…decode_tokens_per_second"), "{short}");
        for room in 0..500 {
            let room = f64::from(room);
            assert!(font.width(&font.elided_inside(path, room)) <= room);
            assert!(font.width(&font.elided_inside(&"x".repeat(300), room)) <= room);
        }
        assert_eq!(font.elided_inside("volume", 100.0), "volume");
    }

    #[test]
    fn the_last_words_stay_whole() {
        let font = semibold(13.0);
        let words = "Private cloud of the hospital association is cheapest";
        assert_eq!(font.with_last_words_whole(words, 1000.0), [words]);
        let lines = font.with_last_words_whole(words, 150.0);
        assert!(lines.len() == 2 && lines[0].ends_with('…') && lines[1] == "is cheapest", "{lines:?}");
        assert_eq!(font.with_last_words_whole("word", 1.0), [""; 0]);
    }

    #[test]
    fn text_wraps_at_spaces_and_ends_on_the_last_line() {
        let font = regular(12.0);
        let text = "one two three four five six seven eight";
        let lines = font.wrapped(text, 80.0, 2);
        assert!(lines.len() == 2 && lines[1].ends_with('…') && lines.iter().all(|line| font.width(line) <= 80.0));
        assert_eq!(font.wrapped(text, 1000.0, 2), [text]);
        assert!(font.wrapped("  ", 80.0, 2).is_empty());
    }
}
