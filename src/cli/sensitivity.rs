//! `tco sensitivity`.

use super::args::{Format, SensitivityArgs};
use super::output::{fenced, wrong};
use super::progress::with_progress;
use super::written::{Study, print_study};
use super::{Status, input};
use crate::analysis::sensitivity::{sensitivity as indices, tornado};
use crate::analysis::simulate::simulate;
use crate::report::{indices_table, sensitivity_json, sensitivity_text, tornado_drawing, tornado_table};

/// Says what the answer hangs on: each input at its ends, and variance-based indices.
pub fn sensitivity(args: &SensitivityArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let figures = input::figures(&loaded)?;
    let draws = args.draws.draws();
    let tornado = with_progress("swinging", |workers| tornado(&figures, workers.threads)).ok_or_else(|| {
        wrong("there is no choice to look at", "a scenario needs two options that can serve every request")
    })?;
    let simulation = with_progress("drawing", |workers| simulate(&figures, draws, workers));
    let sensitivity = with_progress("indices", |workers| indices(&figures, draws, workers));
    let mut tables = vec![tornado_table(&figures, &tornado)];
    tables.extend(sensitivity.as_ref().map(|sensitivity| indices_table(&figures, sensitivity)));
    let study = Study {
        text: match args.format {
            Format::Json => format!("{:#}\n", sensitivity_json(&figures, &tornado, sensitivity.as_ref())),
            Format::Text => sensitivity_text(&figures, &tornado, (sensitivity.as_ref(), simulation.as_ref())),
            Format::Markdown => {
                fenced(&sensitivity_text(&figures, &tornado, (sensitivity.as_ref(), simulation.as_ref())))
            }
        },
        names_files: args.format != Format::Json,
        tables,
        drawings: vec![tornado_drawing(&figures, &tornado)],
    };
    print_study(study, (&args.scenario, &args.files))
}
