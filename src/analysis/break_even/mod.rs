//! Break-even volumes and months: every one, of every pair of options.

mod events;
mod ranges;
mod time;
mod volume;

pub use events::{Event, EventKind, events};
pub use ranges::{Range, cheapest_ranges};
pub use time::{TimeBreakEven, months};
pub use volume::{Basis, Pair, Stays, VolumeBreakEven, break_even_volumes};
