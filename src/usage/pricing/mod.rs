//! What tokens cost at known prices, and what was charged for them.

pub mod fit;
pub mod held;
pub mod lane_price;
pub mod planned;
pub mod price;
pub mod prices;
pub mod projects;
pub mod reprice;
