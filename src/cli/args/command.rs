//! Every command.

use clap::{CommandFactory as _, Parser, Subcommand};

use super::catalog::CatalogArgs;
use super::reports::{AdviseArgs, CheckArgs, CompareArgs, ExplainArgs, InitArgs, RunArgs};
use super::size::SizeArgs;
use super::studies::{BreakEvenArgs, MapArgs, SensitivityArgs, SimulateArgs, SweepArgs};
use super::usage::{ActualsArgs, UsageArgs};

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

/// The command line's definition.
#[must_use]
pub fn command() -> clap::Command {
    Args::command()
}
