//! The arguments of every command.

use std::path::PathBuf;

use clap::{Args as ClapArgs, CommandFactory as _, Parser, Subcommand, ValueEnum, ValueHint};
use rust_decimal::Decimal;

use super::catalog_args::CatalogArgs;
use super::size_args::SizeArgs;
use super::usage_args::{ActualsArgs, UsageArgs};
use crate::analysis::simulate::{Draws, MOST_DRAWS};
use crate::chance::Sampling;
use crate::quantity::Date;

/// Buy seats, call an API, fine-tune or self-host: what each costs, month by month, and every
/// break-even point.
#[derive(Debug, Parser)]
#[command(name = "tco", version, about, max_term_width = 100, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Work a scenario out: summary, CSV, JSON and charts
    Run(RunArgs),
    /// Check a scenario and its expectations without writing files
    Check(CheckArgs),
    /// List every break-even volume, or the values of one input at which options tie
    BreakEven(BreakEvenArgs),
    /// Vary one input over a range: a table and a chart of every option's present value
    Sweep(SweepArgs),
    /// Vary two inputs: a table and a chart of which option is cheapest
    Map(MapArgs),
    /// Draw every range: how sure the costs, the choice and the break-even points are
    Simulate(SimulateArgs),
    /// Say what the choice hangs on: each input at its ends, and Sobol indices
    Sensitivity(SensitivityArgs),
    /// Walk the decision: what to do, why, what is open, and what would change it
    Advise(AdviseArgs),
    /// Hold one scenario against another: what changed, and what that did
    Compare(CompareArgs),
    /// Does a model fit on GPUs, how fast is it, what do a million tokens cost
    Size(SizeArgs),
    /// Show the prices, GPUs and models that the program carries, with sources and dates
    Catalog(CatalogArgs),
    /// Say how a figure arises, down to the lines of the scenario
    Explain(ExplainArgs),
    /// Read usage exports: what was used by month, and a scenario drafted from it
    Usage(UsageArgs),
    /// Compare a scenario with what was used: variances and a reforecast
    Actuals(ActualsArgs),
    /// Write a commented scenario to start from
    Init(InitArgs),
    /// Print a JSON Schema of the scenario language, for editors
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Which scenario to read.
#[derive(Debug, ClapArgs)]
pub struct ScenarioArgs {
    /// The scenario; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Override a key of the file, as in `--set options.api.output_per_mtok=5`
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
    /// A catalog file in place of the one that the scenario names or the program carries
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub catalog: Option<PathBuf>,
    /// The day to which the age of catalog prices is counted; the first of `scenario.start` when absent
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<Date>,
}

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

/// Arguments of `tco break-even`.
#[derive(Debug, ClapArgs)]
pub struct BreakEvenArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// The input to vary instead of the volume, as in `options.api.output_per_mtok`
    #[arg(long, value_name = "KEY")]
    pub vary: Option<String>,
    /// The range to vary it over; from a tenth to ten times its value when absent
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], requires = "vary", value_parser = number, allow_negative_numbers = true)]
    pub between: Vec<Decimal>,
    /// Show only this pair of options
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    pub pair: Vec<String>,
    /// List the inputs that can be varied, with their values and places
    #[arg(long, conflicts_with = "vary")]
    pub list_inputs: bool,
    /// For every input, the nearest value at which the cheapest option changes
    #[arg(long, conflicts_with_all = ["vary", "list_inputs"])]
    pub flips: bool,
    /// How far to search for break-even volumes, as a multiple of today's volume
    #[arg(long, value_name = "TIMES", default_value = "100", value_parser = multiple)]
    pub up_to: Decimal,
    /// How to print the outcome
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `tco sweep`.
#[derive(Debug, ClapArgs)]
pub struct SweepArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// The input and its range, as in `options.api.output_per_mtok=1..20`; without a range from a
    /// tenth to ten times its value
    #[arg(long, value_name = "KEY=FROM..TO")]
    pub vary: String,
    /// Where files go.
    #[command(flatten)]
    pub files: FileArgs,
}

/// Arguments of `tco map`.
#[derive(Debug, ClapArgs)]
pub struct MapArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// The input across and its range, as in `options.api.output_per_mtok=1..20`; without a range
    /// from a tenth to ten times its value
    #[arg(long, value_name = "KEY=FROM..TO")]
    pub x: String,
    /// The input upwards and its range
    #[arg(long, value_name = "KEY=FROM..TO")]
    pub y: String,
    /// Where files go.
    #[command(flatten)]
    pub files: FileArgs,
}

/// Arguments of `tco simulate`.
#[derive(Debug, ClapArgs)]
pub struct SimulateArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// The draws.
    #[command(flatten)]
    pub draws: DrawArgs,
    /// How far to search for break-even volumes, as a multiple of today's volume
    #[arg(long, value_name = "TIMES", default_value = "100", value_parser = multiple)]
    pub up_to: Decimal,
    /// How to print the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Where files go.
    #[command(flatten)]
    pub files: FileArgs,
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

/// Arguments of `tco sensitivity`.
#[derive(Debug, ClapArgs)]
pub struct SensitivityArgs {
    /// The scenario.
    #[command(flatten)]
    pub scenario: ScenarioArgs,
    /// The draws.
    #[command(flatten)]
    pub draws: DrawArgs,
    /// How to print the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Where files go.
    #[command(flatten)]
    pub files: FileArgs,
}

/// How uncertain inputs are drawn.
#[derive(Debug, ClapArgs)]
pub struct DrawArgs {
    /// How many draws of the uncertain inputs
    #[arg(long = "draws", value_name = "N", default_value = "16384", value_parser = count, allow_negative_numbers = true)]
    pub count: usize,
    /// The seed of the draws: the same one gives the same figures
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true)]
    pub seed: u64,
    /// How draws are spread
    #[arg(long, value_enum, default_value_t = Spread::Sobol)]
    pub sampling: Spread,
}

/// How draws are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Spread {
    /// Scrambled Sobol points: the most accurate for the same number
    Sobol,
    /// Plain random numbers
    Random,
    /// Latin hypercubes
    LatinHypercube,
}

impl DrawArgs {
    /// The draws asked for.
    #[must_use]
    pub fn draws(&self) -> Draws {
        let sampling = match self.sampling {
            Spread::Sobol => Sampling::Sobol,
            Spread::Random => Sampling::Random,
            Spread::LatinHypercube => Sampling::LatinHypercube,
        };
        Draws { count: self.count, seed: self.seed, sampling }
    }
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

/// Where a study's files go.
#[derive(Debug, ClapArgs)]
pub struct FileArgs {
    /// Where to write the files; the scenario's name with `-results` when absent
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Write the chart as SVG too
    #[arg(long)]
    pub svg: bool,
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

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A summary for a terminal
    Text,
    /// Everything, for programs
    Json,
    /// A summary for a document or a pull request
    Markdown,
}

/// The command line's definition.
#[must_use]
pub fn command() -> clap::Command {
    Args::command()
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "must be a day, as in 2026-11-21".to_owned())
}

pub(super) fn number(text: &str) -> Result<Decimal, String> {
    let literal = crate::quantity::Literal::parse(text).map_err(|error| error.explain().0.to_owned())?;
    Ok(literal.value)
}

fn count(text: &str) -> Result<usize, String> {
    let value = crate::quantity::Literal::parse(text).map_err(|error| error.explain().0.to_owned())?.value;
    let count = usize::try_from(value).ok().filter(|_| value.fract().is_zero());
    let allowed = |count: &usize| (LEAST_DRAWS..=MOST_DRAWS).contains(count);
    count.filter(allowed).ok_or_else(|| "must be a whole number from 16 to 100,000,000".to_owned())
}

/// One draw for each replicate.
const LEAST_DRAWS: usize = crate::chance::REPLICATES;

fn multiple(text: &str) -> Result<Decimal, String> {
    let value = crate::quantity::Literal::parse(text).map_err(|error| error.explain().0.to_owned())?.value;
    if value < Decimal::ONE || value > Decimal::from(1_000_000) {
        return Err("must be from 1 to 1,000,000".to_owned());
    }
    Ok(value)
}
