//! The names of regions, written where they have the most room.

use super::canvas::{Canvas, centred};
use super::font::{Font, semibold};
use super::geometry::{Point, Rect};
use super::palette::INK;
use super::regions::{Parting, Region, on_page};
use super::scan::{Scan, common};

/// Sizes of names and the most lines they may take, best first.
const WAYS: [(Font, usize); 6] = [
    (semibold(17.0), 1),
    (semibold(17.0), 2),
    (semibold(14.0), 1),
    (semibold(14.0), 2),
    (semibold(14.0), 3),
    (semibold(12.5), 1),
];

/// The widest name in pixels when it stands on one line, and altogether; longer ones are broken and shortened.
const WIDEST_LINE: f64 = 300.0;
const WIDEST: f64 = 620.0;

/// From baseline to baseline, in font sizes.
const LEADING: f64 = 1.28;

/// Free space around a name, in pixels.
const BESIDE: f64 = 10.0;
const ABOVE: f64 = 6.0;

/// How much larger than the name a box may be that is sought in a region; the largest that fits is the best place.
const GROWTHS: [f64; 11] = [6.0, 5.0, 4.0, 3.3, 2.7, 2.2, 1.8, 1.5, 1.3, 1.15, 1.0];

/// Distance of the lines along which regions are scanned, in pixels.
const STEP: f64 = 3.0;

/// A winner is named in its largest region that has room, and in others of at least this share of the plot ...
const LARGE: f64 = 0.05;
/// ... and of the region named first, up to this many altogether.
const COMPARABLE: f64 = 0.3;
const MOST_NAMES: usize = 3;
/// How many regions are tried for the first name.
const MOST_TRIED: usize = 6;

/// What names must keep clear of.
#[derive(Clone, Debug, Default)]
pub(super) struct Obstacles {
    pub(super) solid: Vec<Rect>,
    /// Thin lines, which a name may cover when it has no other place.
    pub(super) thin: Vec<Rect>,
}

/// A name in its region.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) winner: usize,
    pub(super) area: Rect,
    lines: Vec<String>,
    font: Font,
}

impl Name {
    /// Draws the name around the middle of its area.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let x = f64::midpoint(self.area.left, self.area.right);
        let mut baseline = self.area.top + self.font.size * LEADING / 2.0 + self.font.drop();
        for line in &self.lines {
            canvas.write(line, (x, baseline), centred(self.font, INK));
            baseline += self.font.size * LEADING;
        }
    }
}

/// Finds places for the name of a winner; none when no region of it has room.
pub(super) fn place(parted: &Parting, winner: usize, name: &str, obstacles: &Obstacles) -> Vec<Name> {
    let plot: f64 = parted.regions.iter().map(|region| region.area).fold(0.0, f64::max);
    let holes: Vec<Vec<Point>> =
        parted.holes.iter().filter(|hole| hole.winner == winner).map(|hole| on_page(&hole.outline)).collect();
    let mut names: Vec<Name> = Vec::new();
    let mut first_area = 0.0;
    for (n, region) in parted.regions.iter().filter(|region| region.winner == winner).enumerate() {
        let is_wanted = match names.len() {
            0 => n < MOST_TRIED,
            many => many < MOST_NAMES && region.area >= (plot * LARGE).max(first_area * COMPARABLE),
        };
        let found = if is_wanted { name_in(region, &holes, name, obstacles) } else { None };
        if let Some(found) = found {
            first_area = if names.is_empty() { region.area } else { first_area };
            names.push(found);
        }
    }
    names
}

/// Writes a name into one region in the first way that fits.
fn name_in(region: &Region, holes: &[Vec<Point>], name: &str, obstacles: &Obstacles) -> Option<Name> {
    let mut outlines = vec![on_page(&region.outline)];
    let heights = || outlines.iter().flatten().map(|corner| corner.1);
    let ends = (heights().fold(f64::INFINITY, f64::min), heights().fold(f64::NEG_INFINITY, f64::max));
    outlines.extend_from_slice(holes);
    let mut covered = Scan::new(&outlines, ends, STEP);
    obstacles.solid.iter().for_each(|area| covered.remove(area));
    let mut clear = covered.clone();
    obstacles.thin.iter().for_each(|area| clear.remove(area));
    for (font, most) in WAYS {
        let Some(lines) = broken(name, font, most) else { continue };
        let width = lines.iter().map(|line| font.width(line)).fold(0.0, f64::max);
        let height = font.size * LEADING * lines.iter().map(|_| 1.0).sum::<f64>();
        let size = (width + 2.0 * BESIDE, height + 2.0 * ABOVE);
        if let Some(centre) = roomiest(&clear, size).or_else(|| roomiest(&covered, size)) {
            let area = Rect::at(centre).grown_by(width / 2.0, height / 2.0);
            return Some(Name { winner: region.winner, area, lines, font });
        }
    }
    None
}

/// Breaks a name into at most `most` lines of about the same length; none when fewer lines would do as well.
fn broken(name: &str, font: Font, most: usize) -> Option<Vec<String>> {
    let name = font.elided(name, WIDEST);
    if most == 1 {
        return (font.width(&name) <= WIDEST_LINE).then(|| vec![name]);
    }
    let whole = font.width(&name);
    let even = whole / f64::from(u32::try_from(most).unwrap_or(1));
    // The narrowest box in which nothing needs to be shortened.
    let widths = (0..12).map(|n| even * (1.0 + 0.08 * f64::from(n)));
    let mut tries = widths.map(|room| font.wrapped(&name, room, most));
    let is_whole = |lines: &Vec<String>| {
        lines.concat().chars().filter(|c| !c.is_whitespace()).eq(name.chars().filter(|c| !c.is_whitespace()))
    };
    tries.find(is_whole).filter(|lines| lines.len() == most)
}

/// Returns the middle of the largest box of these proportions, at least of this size, inside an area.
fn roomiest(scan: &Scan, size: (f64, f64)) -> Option<Point> {
    GROWTHS.into_iter().find_map(|growth| widest(scan, (size.0 * growth, size.1 * growth)))
}

/// Returns the middle of the widest place for a box, and of the places above and below that are about as wide.
fn widest(scan: &Scan, (width, height): (f64, f64)) -> Option<Point> {
    let tall = lines_of(height / scan.step);
    let mut best: Option<((f64, f64), usize)> = None;
    let mut found: Vec<(usize, (f64, f64))> = Vec::new();
    for (n, window) in scan.lines.windows(tall).enumerate() {
        let mut lines = window.iter();
        let first = lines.next().cloned().unwrap_or_default();
        let free = lines.fold(first, |free, line| if free.is_empty() { free } else { common(&free, line, width) });
        for range in free.into_iter().filter(|range| range.1 - range.0 >= width) {
            found.push((n, range));
            if best.is_none_or(|(best, _)| range.1 - range.0 > best.1 - best.0 + 0.5) {
                best = Some((range, n));
            }
        }
    }
    let (range, row) = best?;
    let x = f64::midpoint(range.0, range.1);
    let has_room = |range: &(f64, f64)| range.0 <= x - width / 2.0 && x + width / 2.0 <= range.1;
    let rows: Vec<usize> = found.iter().filter(|(_, range)| has_room(range)).map(|(n, _)| *n).collect();
    let above = rows.iter().rev().filter(|n| **n <= row).fold(row, |at, n| if *n + 1 == at { *n } else { at });
    let below = rows.iter().filter(|n| **n >= row).fold(row, |at, n| if *n == at + 1 { *n } else { at });
    let top = scan.y(above) - scan.step / 2.0;
    let bottom = scan.y(below + tall - 1) + scan.step / 2.0;
    Some((x, f64::midpoint(top, bottom)))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from f64 saturates, and NaN becomes 0"
)]
fn lines_of(number: f64) -> usize {
    (number.ceil() as usize).max(1)
}
