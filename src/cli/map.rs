//! `tco map`.

use super::args::MapArgs;
use super::levers::axis;
use super::output::wrong;
use super::progress::with_progress;
use super::written::{Study, print_study};
use super::{Status, input};
use crate::analysis::vary::map as find;
use crate::report::{map_drawing, map_table, map_text};

/// Finds who is cheapest over two inputs, and writes it as a table and a chart.
pub fn map(args: &MapArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let figures = input::figures(&loaded)?;
    let (x, y) = (axis(&figures, &args.x, "--x")?, axis(&figures, &args.y, "--y")?);
    if x.lever.index == y.lever.index {
        return Err(wrong("a map is of two inputs", "name another one, or use `tco sweep` for one"));
    }
    let found = with_progress("mapping", |workers| find(&figures.model, (x, y), workers));
    let map = found.map_err(|error| wrong(&error.to_string(), "narrow the ranges"))?;
    let study = Study {
        text: map_text(&figures, &map),
        names_files: true,
        tables: vec![map_table(&figures, &map)],
        drawings: vec![map_drawing(&figures, &map)],
    };
    print_study(study, (&args.scenario, &args.files))
}
