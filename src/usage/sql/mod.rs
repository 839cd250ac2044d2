//! Queries that sum a log where it lies: in a warehouse, to the table that [`import`](super::import)
//! reads as rows of hours or days.
//!
//! A query is four steps, the same everywhere: rows of the log opened, what each says told as counts,
//! its input split into tokens that no cache held and the others, and sums. A *log* says what is
//! told; a *dialect* says how that is spelled.

mod bag;
mod calls;
mod clock;
mod dialect;
mod langfuse;
mod litellm;
mod otel;
mod query;
mod stage;
mod table_name;

pub use clock::Bucket;
pub use dialect::Dialect;
pub use query::{Ask, Log, query};
pub use table_name::{TableName, TableNameError};
