//! The arguments of `tco catalog`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum, ValueHint};

use super::shared::date;
use crate::quantity::Date;

/// Arguments of `tco catalog`.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct CatalogArgs {
    /// Print the licence notices of the data
    #[arg(long)]
    pub licenses: bool,
    /// What to show.
    #[command(subcommand)]
    pub command: Option<CatalogCommand>,
}

/// What the catalog can be asked for.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Language models: prices of a million tokens in US dollars
    Models(ListArgs),
    /// GPUs: memory, bandwidth, rates, power, purchase prices
    Gpus(ListArgs),
    /// GPUs by the hour: provider, term and price
    GpuPrices(ListArgs),
    /// Training, hosting and serving of tuned models
    FineTuning(ListArgs),
    /// Labels, reviews, judges and wages
    Labeling(ListArgs),
    /// Shapes of open models
    Architectures(ListArgs),
    /// Make a catalog file from a price list that was downloaded
    Update(UpdateArgs),
}

/// Arguments of the lists of the catalog.
#[derive(Debug, ClapArgs)]
pub struct ListArgs {
    /// Show only entries that hold these words
    #[arg(value_name = "SEARCH")]
    pub search: Vec<String>,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// A catalog file in place of the carried one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub catalog: Option<PathBuf>,
}

/// Arguments of `tco catalog update`.
#[derive(Debug, ClapArgs)]
pub struct UpdateArgs {
    /// The price list: the `data.json` (v2) of genai-prices, or the `model_prices_and_context_window.json` of `LiteLLM`
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The catalog file to write
    #[arg(long, value_name = "FILE", default_value = "prices.json", value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// The catalog file to bring up to date; the carried one when absent
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub catalog: Option<PathBuf>,
    /// The day the price list is of; the day its file was last changed when absent
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<Date>,
    /// Say every change and name every new model
    #[arg(long)]
    pub all: bool,
}

/// How a list of the catalog is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table for a terminal
    Text,
    /// Everything, for programs
    Json,
    /// Everything, for a spreadsheet
    Csv,
}
