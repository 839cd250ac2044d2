//! How a figure arises, in words and as JSON.

mod json;
mod text;

pub use json::derivation_json;
pub use text::derivation_text;
