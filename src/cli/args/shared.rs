//! Arguments that several commands take, and how values are read.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum, ValueHint};
use rust_decimal::Decimal;

use crate::quantity::{Date, Literal};

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

pub fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "must be a day, as in 2026-11-21".to_owned())
}

pub fn number(text: &str) -> Result<Decimal, String> {
    let literal = Literal::parse(text).map_err(|error| error.explain().0.to_owned())?;
    Ok(literal.value)
}

pub fn multiple(text: &str) -> Result<Decimal, String> {
    let value = Literal::parse(text).map_err(|error| error.explain().0.to_owned())?.value;
    if value < Decimal::ONE || value > Decimal::from(1_000_000) {
        return Err("must be from 1 to 1,000,000".to_owned());
    }
    Ok(value)
}
