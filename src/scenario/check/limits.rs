//! How far one number may be varied while the others stay as they are: what the reader would refuse in
//! the file may not be reached by varying it either.

use rust_decimal::Decimal;

use crate::scenario::input::Input;
use crate::scenario::resolved::{Blend, Fleet, Kind, Profile, Scenario, Serving, Workload};

/// Narrows the bounds of every number that another one ties.
pub fn narrow(scenario: &mut Scenario) {
    let hours = scenario.hours_per_month.base();
    scenario.workloads.iter_mut().for_each(workload);
    let written: Vec<Decimal> = scenario.workloads.iter().map(|w| w.cache_write_share.base()).collect();
    for plan in &mut scenario.options {
        for (overrides, written) in plan.overrides.iter_mut().zip(&written) {
            if let Some(cached) = &mut overrides.cached_input_share {
                at_most(cached, Decimal::ONE - written);
            }
        }
        match &mut plan.kind {
            Kind::SelfHosted(own) => fleet(own, hours),
            Kind::FineTuned(tuned) => {
                if let Serving::Gpus(own) = &mut tuned.serving {
                    fleet(own, hours);
                }
            }
            // the shares sum to all of it, so none of them can move alone
            Kind::Blend(Blend::Shares(shares)) => shares.iter_mut().for_each(|(_, share)| {
                share.bounds = (Some(share.base()), Some(share.base()));
            }),
            _ => {}
        }
    }
}

fn workload(workload: &mut Workload) {
    let (cached, written) = (workload.cached_input_share.base(), workload.cache_write_share.base());
    at_most(&mut workload.cached_input_share, Decimal::ONE - written);
    at_most(&mut workload.cache_write_share, Decimal::ONE - cached);
    if let Profile::Peak(peak) = &mut workload.profile {
        at_most(peak, Decimal::from(24));
    }
}

fn fleet(fleet: &mut Fleet, hours: Decimal) {
    if let Some(maximum) = &mut fleet.maximum_replicas {
        let (minimum, spare) = (fleet.minimum_replicas.base(), fleet.spare_replicas.base());
        let most = maximum.base();
        at_least(maximum, minimum + spare);
        at_most(&mut fleet.minimum_replicas, most - spare);
        at_most(&mut fleet.spare_replicas, most - minimum);
    }
    let billed = fleet.billed_hours.as_ref().map_or(hours, Input::base);
    if let Some(service) = &mut fleet.service_hours {
        let served = service.base();
        at_most(service, billed);
        if let Some(billed) = &mut fleet.billed_hours {
            at_least(billed, served);
        }
    }
}

fn at_most(input: &mut Input, most: Decimal) {
    // a bound on the wrong side of the number itself would make it unreachable
    let most = most.max(input.base());
    input.bounds.1 = Some(input.bounds.1.map_or(most, |bound| bound.min(most)));
}

fn at_least(input: &mut Input, least: Decimal) {
    let least = least.min(input.base());
    input.bounds.0 = Some(input.bounds.0.map_or(least, |bound| bound.max(least)));
}
