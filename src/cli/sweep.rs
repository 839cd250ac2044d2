//! `tco sweep`.

use super::args::SweepArgs;
use super::levers::axis;
use super::output::wrong;
use super::written::{Study, print_study};
use super::{Status, input};
use crate::analysis::vary::{Closeness, vary};
use crate::report::{outcomes_text, sweep_drawing, sweep_table};

/// Varies one input over a range and writes the present values as a table and a chart.
pub fn sweep(args: &SweepArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let figures = input::figures(&loaded)?;
    let axis = axis(&figures, &args.vary, "--vary")?;
    let outcomes = vary(&figures.model, &figures.exact, &axis.lever, (axis.range, Closeness::FINE))
        .map_err(|error| wrong(&error.to_string(), "narrow the range"))?;
    let study = Study {
        text: outcomes_text(&figures, &axis.lever, &outcomes, None),
        names_files: true,
        tables: vec![sweep_table(&figures, &axis.lever, &outcomes)],
        drawings: vec![sweep_drawing(&figures, &axis.lever, &outcomes)],
    };
    print_study(study, (&args.scenario, &args.files))
}
