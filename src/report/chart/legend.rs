//! The legend of the categories.

use super::canvas::{Canvas, from_start};
use super::font::{Font, regular};
use super::geometry::Rect;
use super::palette::{SOFT, category_fill};

const NAME: Font = regular(13.0);
const SWATCH: f64 = 12.0;
const AFTER_SWATCH: f64 = 7.0;
const BETWEEN: f64 = 22.0;
const ROW: f64 = 23.0;
/// The widest name in pixels; longer ones are shortened.
const WIDEST: f64 = 260.0;

/// Draws the categories with these indices in rows from the top of `body`, and returns what is left of it.
pub(super) fn draw(canvas: &mut Canvas<'_>, body: Rect, used: &[usize], names: &[String]) -> Rect {
    let (mut left, mut middle) = (body.left, body.top + 14.0);
    for index in used {
        let name = NAME.elided(names.get(*index).map_or("", |name| name.trim()), WIDEST);
        let width = SWATCH + AFTER_SWATCH + NAME.width(&name);
        if left > body.left && left + width > body.right {
            (left, middle) = (body.left, middle + ROW);
        }
        let (top, bottom) = (middle - SWATCH / 2.0, middle + SWATCH / 2.0);
        canvas.fill(Rect { left, top, right: left + SWATCH, bottom }, category_fill(*index));
        let at = (left + SWATCH + AFTER_SWATCH, middle + NAME.drop());
        canvas.write(&name, at, from_start(NAME, SOFT));
        left += width + BETWEEN;
    }
    if used.is_empty() { body } else { Rect { top: middle + ROW, ..body } }
}
