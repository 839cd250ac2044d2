//! The arguments of every command.

pub mod catalog;
mod command;
mod draws;
mod reports;
mod shared;
pub mod size;
mod studies;
pub mod usage;

pub use command::{Args, Command, command};
pub use reports::{AdviseArgs, CheckArgs, CompareArgs, ExplainArgs, InitArgs, RunArgs};
pub use shared::{FileArgs, Format, ScenarioArgs, date};
pub use studies::{BreakEvenArgs, MapArgs, SensitivityArgs, SimulateArgs, SweepArgs};
