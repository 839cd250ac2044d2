//! Plan against actuals: in words, as tables and as a chart.

mod choice;
mod compared;
mod drawing;
mod expectation;
mod json;
mod notes;
mod rounded;
mod tables;
mod text;

pub use compared::Actuals;
pub use drawing::actuals_drawing;
pub use json::actuals_json;
pub use tables::actuals_tables;
pub use text::actuals_text;
