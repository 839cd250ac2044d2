//! Pure measures of a monthly cash flow: NPV, every IRR, MIRR, ROI, payback, annuities.
//!
//! Flows are in currency, one a month: `flows[0]` falls at t = 0 and `flows[m]` at the end of
//! month m; money in is positive. Rates are effective rates per year, as fractions (0.1 is 10 %),
//! unless a name says otherwise. Nothing here rounds to cents, and nothing panics: what has no
//! value, or none that a `Decimal` can hold, is `None` or absent from the list.

mod discount;
mod irr;
mod isolate;
mod mirr;
mod payback;
mod pieces;
mod polynomial;
mod refine;
mod square_free;

pub use discount::{discounted, equivalent_monthly_cost, npv, roi};
pub use irr::{irr, periodic_irr};
pub use mirr::{mirr, periodic_mirr};
pub use payback::{Payback, discounted_payback, payback, payback_last};
