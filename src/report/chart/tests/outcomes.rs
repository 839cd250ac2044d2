//! Charts of uncertain outcomes.

use super::super::*;
use super::draws::{FOUR, SEVEN, distribution_of, fan_of, stepped, tornado_of};

#[test]
#[ignore = "writes files to look at, into the directory named by TCO_CHARTS"]
fn outcomes_for_the_eye() {
    let folder = std::path::PathBuf::from(std::env::var_os("TCO_CHARTS").expect("TCO_CHARTS names a directory"));
    let no_sides = Tornado { sides: None, ..tornado_of(3, 2.4e6) };
    let charts = [
        ("distribution-1", distribution(&distribution_of(&FOUR[..1]))),
        ("distribution-2", distribution(&distribution_of(&FOUR[..2]))),
        ("distribution-4", distribution(&distribution_of(&FOUR))),
        ("distribution-7", distribution(&distribution_of(&SEVEN))),
        ("distribution-steps", distribution(&stepped())),
        ("fan-1", fan(&fan_of(36, 1))),
        ("fan-2", fan(&fan_of(36, 2))),
        ("fan-4", fan(&fan_of(36, 4))),
        ("fan-4-long", fan(&fan_of(120, 4))),
        ("fan-7", fan(&fan_of(36, 7))),
        ("tornado-1", tornado(&tornado_of(1, 340e3))),
        ("tornado-8", tornado(&tornado_of(8, 340e3))),
        ("tornado-20", tornado(&tornado_of(20, 150e3))),
        ("tornado-no-sides", tornado(&no_sides)),
    ];
    for (name, svg) in charts {
        std::fs::write(folder.join(format!("{name}.png")), png(&svg).expect("a chart can be drawn")).expect("written");
        std::fs::write(folder.join(format!("{name}.svg")), svg).expect("written");
    }
}
