//! The command line: reads files and arguments, prints results to standard output and everything
//! else to standard error.

mod actuals;
mod advise;
mod args;
mod break_even;
mod catalog;
mod check;
mod compare;
mod explain;
mod init;
mod input;
mod interrupt;
mod levers;
mod map;
mod output;
mod progress;
mod run;
mod sensitivity;
mod simulate;
mod size;
mod sweep;
mod update;
mod usage;
mod usage_sql;
mod verdicts;
mod written;

pub use args::command;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser as _;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It did what was asked.
    Done,
    /// A check of the scenario failed.
    CheckFailed,
    /// The command line or the scenario is wrong.
    Wrong,
    /// A file could not be read or written.
    File,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::CheckFailed => 1,
            Status::Wrong => 2,
            Status::File => 3,
        })
    }
}

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    interrupt::wait_for_files();
    let status = match args.command {
        Command::Run(args) => run::run(&args).unwrap_or_else(|status| status),
        Command::Check(args) => check::check(&args).unwrap_or_else(|status| status),
        Command::Sweep(args) => sweep::sweep(&args).unwrap_or_else(|status| status),
        Command::Map(args) => map::map(&args).unwrap_or_else(|status| status),
        Command::Advise(args) => advise::advise(&args).unwrap_or_else(|status| status),
        Command::Compare(args) => compare::compare(&args).unwrap_or_else(|status| status),
        Command::Simulate(args) => simulate::simulate(&args).unwrap_or_else(|status| status),
        Command::Sensitivity(args) => sensitivity::sensitivity(&args).unwrap_or_else(|status| status),
        Command::Explain(args) => explain::explain(&args).unwrap_or_else(|status| status),
        Command::BreakEven(args) => break_even::break_even(&args).unwrap_or_else(|status| status),
        Command::Size(args) => size::size(&args).unwrap_or_else(|status| status),
        Command::Catalog(args) => catalog::catalog(&args).unwrap_or_else(|status| status),
        Command::Usage(args) => usage::usage(&args).unwrap_or_else(|status| status),
        Command::Actuals(args) => actuals::actuals(&args).unwrap_or_else(|status| status),
        Command::Init(args) => init::init(&args),
        Command::Schema => output::print(&schema_text()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut args::command(), "tco", &mut script);
            output::print(&String::from_utf8_lossy(&script))
        }
    };
    status.into()
}

fn schema_text() -> String {
    let mut text = serde_json::to_string_pretty(&crate::scenario::json_schema()).unwrap_or_default();
    text.push('\n');
    text
}
