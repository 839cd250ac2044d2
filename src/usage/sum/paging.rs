//! Pages of answers that were saved as files: whether those that follow are there.

use super::report::{FileReport, Pages, Reason};
use crate::usage::entry::moment::date;

/// A warning when pages say that others follow, and these are in no file; none when they are.
///
/// Buckets of a next page start where those of the page before end. Pages with numbers say how many there
/// are.
#[must_use]
pub fn pages_missing(files: &[FileReport]) -> Option<String> {
    // a page that was given twice says nothing more
    let is_again = |file: &FileReport| file.rows.used == 0 && file.rows.left(Reason::Duplicate) > 0;
    let saying: Vec<&FileReport> = files.iter().filter(|file| file.rows.pages.more > 0 && !is_again(file)).collect();
    let open: Vec<&FileReport> = saying.iter().copied().filter(|file| is_open(file, files)).collect();
    let last = open.last()?;
    let after = last
        .span
        .map_or_else(String::new, |(_, end)| format!(" (its rows end {})", date((end - 1).div_euclid(86_400))));
    let of = files.iter().filter(|file| !is_again(file)).count();
    let verb = if saying.len() == 1 { "says" } else { "say" };
    let others = match open.len() {
        1 => String::new(),
        2 => ", nor what follows another".to_owned(),
        count => format!(", nor what follows {} others", count - 1),
    };
    let who = if of == 1 { "the file".to_owned() } else { format!("{} of {of} files", saying.len()) };
    Some(format!(
        "{who} {verb} that more pages follow, and no file holds what follows `{}`{after}{others}: it is missing",
        last.name
    ))
}

/// Whether a file ends with a page whose next one is in no file.
fn is_open(file: &FileReport, files: &[FileReport]) -> bool {
    let Pages { last, numbers, .. } = &file.rows.pages;
    if *last > 0 {
        return false;
    }
    if let Some((page, all)) = numbers.last() {
        let has_next = |other: &FileReport| other.rows.pages.numbers.contains(&(page + 1, *all));
        return page < all && !files.iter().any(has_next);
    }
    let Some((_, end)) = file.span else { return true };
    let goes_on = |other: &FileReport| {
        other.tells == file.tells
            && other.format == file.format
            && other.span.is_some_and(|span| span.0 <= end && end < span.1)
    };
    !files.iter().any(goes_on)
}
