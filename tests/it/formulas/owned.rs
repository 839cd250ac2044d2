//! Bought fleets: two replicas of 4,800 that last 48 months.

use super::check::check;
use crate::cases::OWNED;

const RESIDUAL: &str = "options.gpus.purchase.residual=20%";
const SIX_MONTHS: &str = "options.gpus.purchase.life_months=6";
const UPKEEP: &str = "options.gpus.purchase.colocation_per_month=100";
/// A third replica from month 2 on.
const GROWS: &str = "workloads.w.requests_per_month=[\"7.2M\", \"10.8M\"]";
/// Four replicas in month 1, two from month 2 on.
const SHRINKS: &str = "workloads.w.requests_per_month=[\"14.4M\", \"7.2M\"]";

#[test]
fn hardware_is_paid_before_launch_and_its_rest_credited_at_the_end() {
    check(OWNED, &[], "gpus.build_cost", "9600");
    check(OWNED, &[], "gpus.cost.1", "0");
    check(OWNED, &[], "gpus.cost.12", "-7200"); // 36 of 48 months are left
    check(OWNED, &[], "gpus.last_month_cost", "0");
    check(OWNED, &[], "gpus.tco", "2400");
    check(OWNED, &["scenario.months=48"], "gpus.tco", "9600");
    check(OWNED, &["scenario.months=48"], "gpus.cost.48", "0");
}

/// 4,800 falls to 960 in a straight line: 80 a month.
#[test]
fn the_book_value_is_a_line_from_price_to_residual() {
    check(OWNED, &[RESIDUAL], "gpus.tco", "1920"); // 2 x 12 x 80
    check(OWNED, &[RESIDUAL, UPKEEP], "gpus.last_month_cost", "200");
    check(OWNED, &[RESIDUAL, "scenario.months=48"], "gpus.cost.48", "-1920"); // 2 x 960
    check(OWNED, &["options.gpus.purchase.residual=100%"], "gpus.tco", "0");
    check(OWNED, &[RESIDUAL], "gpus.run_rate_cost", "160"); // 2 x 80
}

#[test]
fn growth_is_bought_in_the_month_that_needs_it() {
    check(OWNED, &[GROWS], "gpus.build_cost", "9600");
    check(OWNED, &[GROWS], "gpus.cost.2", "4800");
    check(OWNED, &[GROWS], "gpus.cost.3", "0");
    // the third is a month younger: 2 x 3,600 and 37/48 of 4,800
    check(OWNED, &[GROWS], "gpus.cost.12", "-10900");
    // at a life of two months the first two are worn by then, the third half worn
    let short = [GROWS, "scenario.months=2", "options.gpus.purchase.life_months=2"];
    check(OWNED, &short, "gpus.cost.2", "2400"); // 4,800 bought, half of it credited
    check(OWNED, &short, "gpus.last_month_cost", "4800");
}

#[test]
fn a_fleet_that_is_owned_does_not_shrink() {
    check(OWNED, &[SHRINKS, UPKEEP], "gpus.cost.2", "400");
    check(OWNED, &[SHRINKS], "gpus.build_cost", "19200");
    check(OWNED, &[SHRINKS], "gpus.peak_replicas", "4");
    // growing back into it buys nothing
    check(OWNED, &["workloads.w.requests_per_month=[\"14.4M\", \"7.2M\", \"14.4M\"]"], "gpus.cost.3", "0");
}

#[test]
fn worn_units_are_sold_at_their_residual_and_rebuilt_to_need() {
    check(OWNED, &[SIX_MONTHS, RESIDUAL], "gpus.cost.7", "7680"); // 9,600 - 2 x 960
    check(OWNED, &[SIX_MONTHS, RESIDUAL], "gpus.cost.12", "-1920");
    check(OWNED, &[SIX_MONTHS, RESIDUAL], "gpus.cost.6", "0");
    // four units are sold, two are enough: 9,600 - 4 x 960
    check(OWNED, &[SIX_MONTHS, RESIDUAL, SHRINKS], "gpus.cost.7", "5760");
    check(OWNED, &[SIX_MONTHS, UPKEEP, SHRINKS], "gpus.cost.6", "400");
    check(OWNED, &[SIX_MONTHS, UPKEEP, SHRINKS], "gpus.cost.8", "200");
    // the unit of month 2 goes in month 8
    check(OWNED, &[SIX_MONTHS, GROWS], "gpus.cost.7", "9600");
    check(OWNED, &[SIX_MONTHS, GROWS], "gpus.cost.8", "4800");
    // a horizon that ends where the life does sells and buys nothing
    check(OWNED, &[SIX_MONTHS, "scenario.months=6"], "gpus.tco", "9600");
}

#[test]
fn the_life_counts_from_the_first_month_of_service() {
    let late = [SIX_MONTHS, "options.gpus.launch_month=4", "options.gpus.interim=today"];
    check(OWNED, &late, "gpus.build_cost", "9600");
    check(OWNED, &late, "gpus.cost.9", "0");
    check(OWNED, &late, "gpus.cost.10", "9600");
    check(OWNED, &late, "gpus.cost.12", "-4800"); // three of six months
}

/// Retired after month 6: what is left then is credited then.
#[test]
fn the_credit_falls_in_the_last_month_of_service() {
    let retired = ["scenario.start=2026-01", "options.gpus.retires=2026-07", "options.gpus.successor=today"];
    check(OWNED, &retired, "gpus.cost.6", "-8400"); // 42/48 of 9,600
    check(OWNED, &retired, "gpus.cost.12", "0");
    check(OWNED, &retired, "gpus.tco", "1200");
}

#[test]
fn units_keep_the_price_they_were_bought_for() {
    let price = r#"options.gpus.purchase.price_per_gpu={ "2026-01" = 4_800, "2026-02" = 2_400 }"#;
    let sets = ["scenario.start=2026-01", GROWS, price, "options.gpus.purchase.maintenance_per_year=12%"];
    check(OWNED, &sets, "gpus.cost.1", "96"); // 1 % of 9,600
    check(OWNED, &sets, "gpus.cost.2", "2520"); // 2,400 and 1 % of 12,000
    check(OWNED, &sets, "gpus.cost.3", "120");
    // bought before launch at month 1's price, although it serves from month 2 on
    let late = [sets[0], price, "options.gpus.launch_month=2", "options.gpus.interim=today"];
    check(OWNED, &late, "gpus.build_cost", "9600");
}

#[test]
fn a_replica_is_its_gpus_and_the_rest_of_the_machine() {
    let machine = ["options.gpus.gpus_per_replica=8", "options.gpus.purchase.other_hardware=11_600"];
    check(OWNED, &machine, "gpus.build_cost", "100000"); // 2 x (38,400 + 11,600)
    // shares are of the whole machine: 12 % a year of 100,000, half of it left at the end
    let upkeep = [machine[0], machine[1], "options.gpus.purchase.maintenance_per_year=12%"];
    check(OWNED, &upkeep, "gpus.cost.1", "1000");
    let residual = [machine[0], machine[1], "options.gpus.purchase.residual=50%", "scenario.months=48"];
    check(OWNED, &residual, "gpus.cost.48", "-50000");
    check(OWNED, &upkeep, "gpus.category.hardware", "37000"); // 25,000 worn off and 12 x 1,000
}

/// Sixteen GPUs of half a kilowatt, times 1.5, for 1,000 hours: 12,000 kWh.
#[test]
fn every_unit_draws_power() {
    let power = [
        "options.gpus.gpus_per_replica=8",
        "options.gpus.purchase.price_per_kwh=0.2",
        "options.gpus.purchase.watts_per_gpu=500",
        "options.gpus.purchase.pue=1.5",
    ];
    let changed = |more: &[&'static str]| [&power[..], more].concat();
    check(OWNED, &power, "gpus.cost.1", "2400");
    check(OWNED, &power, "gpus.category.energy", "28800");
    check(OWNED, &changed(&["options.gpus.spare_replicas=1"]), "gpus.cost.1", "3600");
    check(OWNED, &changed(&["options.gpus.purchase.powered_hours_per_month=100"]), "gpus.cost.1", "240");
    check(OWNED, &changed(&[SHRINKS]), "gpus.cost.2", "4800");
    // half the hours of service, twice the fleet
    check(OWNED, &changed(&["options.gpus.service_hours_per_month=500"]), "gpus.cost.1", "2400");
}

#[test]
fn upkeep_has_categories_of_its_own() {
    check(OWNED, &[UPKEEP], "gpus.category.facility", "2400");
    check(OWNED, &[UPKEEP], "gpus.category.hardware", "2400");
    check(OWNED, &[UPKEEP], "gpus.category.gpu", "absent");
}

/// Three replicas by day and one by night are three that are owned.
#[test]
fn hourly_scaling_does_not_apply() {
    let day = "workloads.w.hourly_profile=[1,1,1,1,1,1,1,1,1,1,1,1,3,3,3,3,3,3,3,3,3,3,3,3]";
    check(OWNED, &[day, "options.gpus.scaling=hourly"], "gpus.build_cost", "14400");
    check(OWNED, &[day, "options.gpus.scaling=hourly"], "gpus.utilization", "2/3");
}

/// 7.2 M seconds of work in two owned replicas that count for 2,000 hours each.
#[test]
fn billed_hours_of_owned_units_count_as_paid() {
    let hours = ["options.gpus.service_hours_per_month=1_000", "options.gpus.billed_hours_per_month=2_000"];
    check(OWNED, &hours, "gpus.utilization", "0.5");
    check(OWNED, &["options.gpus.service_hours_per_month=2_000"], "gpus.peak_replicas", "1"); // no error when owned
}
