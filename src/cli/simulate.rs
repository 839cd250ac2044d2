//! `tco simulate`.

use super::args::{Format, SimulateArgs};
use super::output::{fenced, out_color, wrong};
use super::progress::with_progress;
use super::written::{Study, print_study};
use super::{Status, input};
use crate::analysis::simulate::{Thoroughness, simulate as draw, spreads};
use crate::quantity::figures::float;
use crate::report::{
    Look, distribution_drawing, distribution_table, fan_drawing, fan_table, simulation_json, simulation_table,
    simulation_text,
};

/// Draws the uncertain inputs and writes what the options cost over all draws.
pub fn simulate(args: &SimulateArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let figures = input::figures(&loaded)?;
    let draws = args.draws.draws();
    let simulation = with_progress("drawing", |workers| draw(&figures, draws, workers)).ok_or_else(|| {
        wrong("nothing in the scenario is uncertain", "write a number as a range, such as \"300k to 500k\"")
    })?;
    let range = (draws, float(args.up_to));
    let spreads = with_progress("break-even volumes", |workers| spreads(&figures, range, Thoroughness::Full, workers));
    let look = Look { color: out_color() };
    let study = Study {
        text: match args.format {
            Format::Json => format!("{:#}\n", simulation_json(&figures, &simulation, &spreads)),
            Format::Text => simulation_text(&figures, &simulation, (&spreads.volumes, look)),
            Format::Markdown => {
                fenced(&simulation_text(&figures, &simulation, (&spreads.volumes, Look { color: false })))
            }
        },
        names_files: args.format != Format::Json,
        tables: vec![
            simulation_table(&figures, &simulation, &spreads.volumes),
            distribution_table(&figures, &simulation),
            fan_table(&figures, &spreads.fans),
        ],
        drawings: vec![distribution_drawing(&figures, &simulation), fan_drawing(&figures, &spreads.fans)],
    };
    print_study(study, (&args.scenario, &args.files))
}
