//! What only the whole scenario can tell: who stands in for whom, what blends come down to, and
//! which figures must be there.

mod blends;
mod figures;
mod limits;
mod roles;
mod whole;

pub use whole::check;
