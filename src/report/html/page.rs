//! The page: its head with style and fonts, and its sections in order.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::markup::escape;
use super::sections;
use crate::analysis::Results;
use crate::report::drawing::Drawing;
use crate::scenario::Sources;

const STYLE: &str = include_str!("style.css");
const FONTS: [(&str, &[u8]); 2] = [
    ("400", include_bytes!("../../../data/fonts/Inter-Regular.ttf")),
    ("600", include_bytes!("../../../data/fonts/Inter-SemiBold.ttf")),
];

/// The report as one HTML page: style, fonts and charts are in it, and no script is.
#[must_use]
pub fn html(results: &Results<'_>, drawings: &[Drawing], sources: &Sources) -> String {
    let title = escape(&results.scenario.name);
    let mut fonts = String::new();
    for (weight, bytes) in FONTS {
        let font = STANDARD.encode(bytes);
        let _ = writeln!(
            fonts,
            "@font-face {{ font-family: Inter; font-weight: {weight}; src: url(data:font/ttf;base64,{font}); }}"
        );
    }
    let sections = sections::all(results, drawings, sources);
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"tco {version}\">\n<title>{title}</title>\n<style>\n{fonts}{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{sections}</main>\n<footer>Made by tco {version}. Font: Inter, SIL Open Font License 1.1.</footer>\n</body>\n</html>\n"
    )
}
