//! Advice: on a terminal, as Markdown and for programs.

mod json;
mod text;
mod words;

pub use json::{advice_json, advice_value};
pub use text::{Style, advice_text};
pub use words::{essence, headline};
