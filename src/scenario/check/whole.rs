//! Every check, in order.

use super::{blends, figures, limits, roles};
use crate::scenario::read::Context;
use crate::scenario::resolved::Scenario;

/// Fills in the interim options that follow from the reference, and reports what contradicts.
pub fn check(scenario: &mut Scenario, context: &Context) {
    roles::fill_interims(scenario, context);
    for plan in &scenario.options {
        roles::successor(scenario, context, plan);
        roles::launch(scenario, context, plan);
        figures::cached(scenario, context, plan);
        figures::seats(scenario, context, plan);
    }
    figures::tokens(scenario, context);
    if roles::lead_on(scenario, context) {
        blends::check(scenario, context);
    }
    limits::narrow(scenario);
}
