//! The arguments of `tco usage` and `tco actuals`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum, ValueHint};
use rust_decimal::Decimal;

use super::shared::{date, number};
use crate::cli::usage_sql::UsageCommand;
use crate::quantity::{Currency, Date};
use crate::scenario::nearest;

/// Which usage exports to read, and how.
#[derive(Debug, ClapArgs)]
pub struct UsageFiles {
    /// Usage exports, in any mix of formats; gzip and zstd are unpacked, `-` reads standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// The columns of a CSV that is no known export, as in `time=Date,model=Model,requests=Calls,input=Prompt,output=Completion`
    #[arg(long, value_name = "ROLE=COLUMN,..")]
    pub columns: Option<String>,
    /// Stop at the first row that is not understood instead of counting it
    #[arg(long)]
    pub strict: bool,
    /// Stretch months that are told of in part to whole ones
    #[arg(long)]
    pub scale_partial: bool,
    /// Count costs of the same model and day from two sources twice, where they are of different use
    #[arg(long)]
    pub count_both: bool,
    /// The currency of costs that name none, such as EUR
    #[arg(long, value_name = "CODE", value_parser = currency)]
    pub currency: Option<String>,
}

/// Arguments of `tco usage`.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, disable_help_subcommand = true)]
pub struct UsageArgs {
    /// What to do instead of reading files; a file that is called `sql` is given as `./sql`.
    #[command(subcommand)]
    pub command: Option<UsageCommand>,
    /// The exports.
    #[command(flatten)]
    pub files: UsageFiles,
    /// What makes a workload of the drafted scenario
    #[arg(long, value_enum, default_value_t = Grouping::Model)]
    pub by: Grouping,
    /// Write a scenario drafted from the use to this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Mean input tokens of a request, where exports do not count requests
    #[arg(long, requires = "out", value_name = "TOKENS", value_parser = above_zero)]
    pub avg_input_tokens: Option<Decimal>,
    /// Requests in a month, where exports do not count them; of one workload of several as NAME=N
    #[arg(long = "requests-per-month", requires = "out", value_name = "[NAME=]N", value_parser = stated)]
    pub requests: Vec<(Option<String>, Decimal)>,
    /// Whose prices hold.
    #[command(flatten)]
    pub prices: PriceArgs,
    /// How to print what was used
    #[arg(long, value_enum, default_value_t = UsageFormat::Text)]
    pub format: UsageFormat,
}

/// Which prices of the catalog to use.
#[derive(Debug, ClapArgs)]
pub struct PriceArgs {
    /// A catalog file in place of the carried one, or of the one that the scenario names
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub catalog: Option<PathBuf>,
    /// The day to which the age of catalog prices is counted; the last day of use, or the first of `scenario.start`, when absent
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<Date>,
}

/// Arguments of `tco actuals`.
#[derive(Debug, ClapArgs)]
pub struct ActualsArgs {
    /// The scenario that was planned
    #[arg(value_name = "SCENARIO", value_hint = ValueHint::FilePath)]
    pub scenario: PathBuf,
    /// The exports.
    #[command(flatten)]
    pub files: UsageFiles,
    /// The option that was in use; the reference when absent
    #[arg(long, value_name = "OPTION")]
    pub option: Option<String>,
    /// What makes a workload of what was used
    #[arg(long, value_enum, default_value_t = Grouping::Model)]
    pub by: Grouping,
    /// Which use belongs to which workload, by the names that `--by` gives, as in `--map gpt-6-sol=tickets`
    #[arg(long = "map", value_name = "USED=WORKLOAD")]
    pub maps: Vec<String>,
    /// Mean input tokens of a request, where exports do not count requests
    #[arg(long, value_name = "TOKENS", value_parser = above_zero)]
    pub avg_input_tokens: Option<Decimal>,
    /// Requests in a month, where exports do not count them; of one of several groups that `--by` makes as NAME=N
    #[arg(long = "requests-per-month", value_name = "[NAME=]N", value_parser = stated)]
    pub requests: Vec<(Option<String>, Decimal)>,
    /// Whose prices hold.
    #[command(flatten)]
    pub prices: PriceArgs,
    /// How to print the outcome
    #[arg(long, value_enum, default_value_t = UsageFormat::Text)]
    pub format: UsageFormat,
    /// Where to write the tables and the chart
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}

/// What makes a workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// Each model
    Model,
    /// Each project, team or application
    Project,
    /// Each model of each project
    ProjectModel,
    /// All together
    All,
}

/// How use is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UsageFormat {
    /// A table for a terminal
    Text,
    /// Everything, for programs
    Json,
    /// The table, for spreadsheets
    Csv,
}

fn currency(text: &str) -> Result<String, String> {
    let code = text.trim().to_uppercase();
    if Currency::find(&code).is_some() {
        return Ok(code);
    }
    let near = nearest(&code, Currency::codes()).map(|near| format!(": did you mean `{near}`?"));
    Err(format!("no currency has this ISO 4217 code{}", near.unwrap_or_default()))
}

fn above_zero(text: &str) -> Result<Decimal, String> {
    let value = number(text)?;
    if value > Decimal::ZERO { Ok(value) } else { Err("must be above 0".to_owned()) }
}

fn stated(text: &str) -> Result<(Option<String>, Decimal), String> {
    let (name, requests) = text.rsplit_once('=').map_or((None, text), |(name, rest)| (Some(name), rest));
    Ok((name.map(|name| name.trim().to_owned()), above_zero(requests)?))
}
