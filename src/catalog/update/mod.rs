//! A catalog brought up to date from a published price list: recognised by its content, read exactly,
//! and laid over the catalog there is.

mod changes;
mod compose;
mod genai;
mod litellm;
mod merge;
mod off_peak;
mod write;

pub use compose::{Change, Update, UpdateError, update};
