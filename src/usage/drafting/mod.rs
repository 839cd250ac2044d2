//! A scenario drafted from usage, with blanks where the exports do not tell.

pub mod caches;
pub mod doubt;
pub mod draft;
pub mod figures;
pub mod level;
pub mod options;
pub mod remarks;
pub mod text;
pub mod tiers;
pub mod today;
pub mod unlisted;
pub mod volume;
