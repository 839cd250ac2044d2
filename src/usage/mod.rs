//! What providers, gateways and traces say was used: exports read as rows of one shape, and summed
//! by day, model and project.
//!
//! [`import`] recognises every format of `docs/usage.md` by what it holds.

mod bytes;
mod drafting;
mod entry;
mod formats;
mod needs;
mod pricing;
mod read;
pub mod sql;
mod sum;

pub use drafting::draft::draft;
pub use drafting::text::{Draft, Drafting};
pub use entry::amount::Amount;
pub use entry::format::Format;
pub use entry::moment::date;
pub use formats::columns::{Columns, ColumnsError};
pub use needs::costed::{CostedDays, CostedMonth};
pub use needs::growth::of_mean_month;
pub use needs::line::Line;
pub use read::import::{Cause, ImportError, Settings, Source, import};
pub use sum::double::{Costs, Grade};
pub use sum::report::OnFault;

pub use entry::class::Class;
pub use entry::lane::{BOUNDS, Lane, Lanes, Length, OrderedLanes, Time};
pub use entry::served::Service;
pub use needs::need::{By, Need, Partial, decimal, needs, slug};
pub use needs::shape::{Shape, shape};
pub use needs::stated::stated_requests;
pub use pricing::lane_price::{Assumed, DayCost, Tiers};
pub use pricing::price::{Basis, ModelPrices, PriceSource};
pub use pricing::prices::Prices;
pub use pricing::reprice::{Repriced, Unpriced, reprice, stale};
pub use sum::grain::Grain;
pub use sum::group::{Billed, Group};
pub use sum::overlap::Overlap;
pub use sum::report::{Fault, Reason, Rows};
pub use sum::report::{FileReport, Tells};
pub use sum::sums::Sums;
pub use sum::twice::{Amounts, DoubleCost};
pub use sum::usage::Usage;
