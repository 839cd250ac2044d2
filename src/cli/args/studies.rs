//! Arguments of the commands that vary or draw inputs.

use clap::Args as ClapArgs;
use rust_decimal::Decimal;

use super::draws::DrawArgs;
use super::shared::{FileArgs, Format, ScenarioArgs, multiple, number};

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
