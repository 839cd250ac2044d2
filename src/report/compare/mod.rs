//! Two scenarios held against each other, in words, as Markdown for a pull request, and for programs.

mod answers;
mod json;
mod markdown;
mod text;
mod words;

pub use answers::Compared;
pub use json::comparison_json;
pub use markdown::comparison_markdown;
pub use text::comparison_text;
