//! A catalog brought up to date from a published price list: recognised by its content, read exactly,
//! and laid over the catalog there is.

mod compose;
mod genai;
mod litellm;
mod write;

pub use compose::{Change, Update, UpdateError, update};
