//! One row of an export: when, what model, how many tokens, at what tier and for how much.

pub mod amount;
pub mod class;
pub mod format;
pub mod lane;
pub mod moment;
pub mod row;
pub mod served;
pub mod tokens;
