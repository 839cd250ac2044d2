//! The answer of `tco size`: what a model needs, gives and costs, as text, JSON and CSV.

mod documents;
mod grid;
mod prices;
mod sizing;
mod text;

pub use documents::{sizing_csv, sizing_json};
pub use sizing::Sizing;
pub use text::sizing_text;
