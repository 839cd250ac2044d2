//! Arguments of the commands that work a scenario out, explain it, or write one.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueHint};
use rust_decimal::Decimal;

use super::draws::DrawArgs;
use super::shared::{Format, ScenarioArgs, date, multiple};
use crate::quantity::Date;

/// Arguments of `tco run`.
#[derive(Debug, ClapArgs)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line, each its own")]
pub struct RunArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// Where to write the files; the scenario's name with `-results` when absent
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// How to print the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the charts as SVG too
    #[arg(long, conflicts_with = "no_charts")]
    pub svg: bool,
    /// Write no charts
    #[arg(long)]
    pub no_charts: bool,
    /// Write `report.html` too: the whole report as one page
    #[arg(long)]
    pub html: bool,
    /// Write `report.md` too: the summary with the charts
    #[arg(long)]
    pub md: bool,
    /// Write the model as a workbook with live formulas, `model.xlsx`, too
    #[arg(long)]
    pub xlsx: bool,
    /// Write the plan as rows of FOCUS 1.2, to meet invoices in one tool, to `focus.csv` too
    #[arg(long)]
    pub focus: bool,
    /// How far to search for break-even volumes, as a multiple of today's volume
    #[arg(long, value_name = "TIMES", default_value = "100", value_parser = multiple)]
    pub up_to: Decimal,
    /// The draws.
    #[command(flatten)]
    pub draws: DrawArgs,
}

/// Arguments of `tco check`.
#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// How to print the outcome
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `tco advise`.
#[derive(Debug, ClapArgs)]
pub struct AdviseArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// The draws.
    #[command(flatten)]
    pub draws: DrawArgs,
    /// How far to search for break-even volumes, as a multiple of today's volume
    #[arg(long, value_name = "TIMES", default_value = "100", value_parser = multiple)]
    pub up_to: Decimal,
    /// How to print the advice
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `tco explain`.
#[derive(Debug, ClapArgs)]
pub struct ExplainArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// The figure: a metric as in `api.tco`, a charge as in `api.ledger.7.inference`, a key
    #[arg(value_name = "METRIC")]
    pub metric: String,
    /// How many levels to go down; as many as fit on a page when absent
    #[arg(long, value_name = "N")]
    pub depth: Option<usize>,
    /// Show everything, down to the lines of the scenario
    #[arg(long, conflicts_with = "depth")]
    pub all: bool,
    /// How to print the derivation
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `tco compare`.
#[derive(Debug, ClapArgs)]
pub struct CompareArgs {
    /// The scenario before
    #[arg(value_name = "BEFORE", value_hint = ValueHint::FilePath)]
    pub before: PathBuf,
    /// The scenario after
    #[arg(value_name = "AFTER", value_hint = ValueHint::FilePath)]
    pub after: PathBuf,
    /// Override a key of both files
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
    /// A catalog file in place of the one that the scenario names or the program carries
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub catalog: Option<PathBuf>,
    /// The day to which the age of catalog prices is counted; the first of `scenario.start` when absent
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<Date>,
    /// End with status 1 when this is so: `METRIC changes` or `METRIC grows N%`, as in
    /// `--fail-if "cheapest changes" --fail-if "api.tco grows 5%"`
    #[arg(long, value_name = "CONDITION")]
    pub fail_if: Vec<String>,
    /// How far to search for break-even volumes, as a multiple of today's volume
    #[arg(long, value_name = "TIMES", default_value = "100", value_parser = multiple)]
    pub up_to: Decimal,
    /// How to print the comparison
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `tco init`.
#[derive(Debug, ClapArgs)]
pub struct InitArgs {
    /// The file to write
    #[arg(value_name = "FILE", default_value = "scenario.toml", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What to start from
    #[arg(long, value_name = "NAME", default_value = "starter")]
    pub template: String,
    /// List the templates and write nothing
    #[arg(long)]
    pub list: bool,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}
