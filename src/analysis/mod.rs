//! From the model's figures to answers: summary, comparison with the reference, break-even points,
//! a recommendation, warnings and the scenario's own checks.

pub mod actuals;
pub mod advise;
pub mod break_even;
pub mod compare;
mod expect;
pub mod explain;
mod figures;
mod further;
mod ledger;
mod metrics;
mod named;
mod options;
mod results;
pub mod sensitivity;
pub mod simulate;
pub mod vary;
mod warnings;
mod workers;

pub use expect::{Outcome, Verdict};
pub use figures::{AnalysisError, Figures, Lead};
pub use ledger::{Row, date, rows};
pub use metrics::{Figure, Metric, Metrics};
pub use options::{Economics, OptionResult};
pub use results::{Results, Settings, analyse};
pub use workers::Workers;
