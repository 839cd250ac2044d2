//! The scenario: what a user may write, read from text to checked values with origins, and every
//! diagnostic on the way.

mod check;
mod diagnostic;
mod input;
pub mod language;
mod read;
mod resolved;
mod schema;
mod source;
mod tree;

pub use diagnostic::{Diagnostic, Severity, nearest};
pub use input::{Input, Origin, Price};
pub use read::{Loaded, Refused, load};
pub use resolved::*;
pub use schema::json_schema;
pub use source::{Source, Sources, Span};
