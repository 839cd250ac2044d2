//! The draws reading: the sheet as a flat program over blocks of binary numbers, for many draws of
//! the inputs that are uncertain.
//!
//! ```text
//! sheet --> lower --> fuse --> schedule --> slots --> program --> execute, by run, over all cores
//!  cells    nodes,    sums of   an order     which     flat list   one block of lanes at a time
//!           scaled    products  that keeps   block     of
//!           and       in one    few blocks   holds     instructions
//!           shared    step      alive        what
//! ```
//!
//! What no draw changes is folded before the first draw. Figures are binary: they agree with the
//! exact reading to 1e-9 at the worst and to 1e-14 mostly, and where a step's edge is that near, the
//! exact reading decides. They are the same bits on every machine and for any number of threads.
//!
//! A draw in which an output needs what does not exist (a division by zero, a fleet of no capacity)
//! has no finite value for it. Unlike the exact reading, which wants every cell, the draw keeps the
//! outputs that do not depend on it.

mod block;
mod execute;
mod fuse;
mod graph;
mod instruction;
mod kernels;
mod lower;
mod power;
mod products;
mod program;
mod roots;
mod run;
mod schedule;
mod slots;

pub use block::{LANES, Lanes};
pub use execute::{InstructionSet, Outputs};
pub use program::Program;
pub use run::Run;
