//! Seats: ten at 20 are 200 a month.

use super::check::check;
use crate::cases::PRODUCT;

/// The product without a number of seats, so that they follow the ten users.
const BY_USERS: &str = r#"options.product={ kind = "seats", price_per_seat = 20 }"#;
const ANNUAL: &str = "options.product.billing=annual";

#[test]
fn seats_are_sold_in_whole_packs() {
    check(PRODUCT, &["options.product.seat_step=5"], "product.cost.1", "200"); // exactly two packs
    check(PRODUCT, &["options.product.seat_step=5", "options.product.seats=11"], "product.cost.1", "300");
    check(PRODUCT, &["options.product.seat_step=25"], "product.cost.1", "500");
    // growth of 21 % a year is 1.1 in month 7: exactly 11 seats, where month 8 needs a twelfth
    let growth = ["options.product.seat_growth_per_year=21%"];
    check(PRODUCT, &growth, "product.cost.2", "220");
    check(PRODUCT, &growth, "product.cost.7", "220");
    check(PRODUCT, &growth, "product.cost.8", "240");
}

#[test]
fn the_minimum_is_not_rounded_to_packs() {
    check(PRODUCT, &["options.product.minimum_seats=13", "options.product.seat_step=5"], "product.cost.1", "260");
    check(PRODUCT, &["options.product.minimum_seats=9", "options.product.seat_step=4"], "product.cost.1", "240");
}

#[test]
fn without_a_number_every_user_has_a_seat() {
    check(PRODUCT, &[BY_USERS], "product.cost.1", "200");
    check(PRODUCT, &[BY_USERS, "workloads.v={ requests_per_month = 1, users = 2.5 }"], "product.cost.1", "260");
    // growth counts, seasons do not
    let seasons = "workloads.w.seasonality=[2,2,2,2,2,2,2,2,2,2,2,2]";
    check(PRODUCT, &[BY_USERS, seasons, "workloads.w.growth_per_month=10%"], "product.cost.2", "220");
    check(PRODUCT, &[BY_USERS, seasons, "workloads.w.growth_per_month=10%"], "product.cost.3", "260"); // 12.1
}

/// Half of the users, half of the seats; a stated number of seats is bought in full.
#[test]
fn in_a_blend_seats_are_the_members_share_of_the_users() {
    let mix = [
        r#"options.rest={ kind = "custom" }"#,
        r#"options.mix={ kind = "blend", shares = { product = "50%", rest = "50%" } }"#,
    ];
    check(PRODUCT, &[BY_USERS, mix[0], mix[1]], "mix.cost.1", "100");
    check(PRODUCT, &mix, "mix.cost.1", "200");
}

#[test]
fn a_year_is_paid_in_advance() {
    let months = "scenario.months=14";
    check(PRODUCT, &[months, ANNUAL], "product.cost.1", "2400");
    check(PRODUCT, &[months, ANNUAL], "product.cost.2", "0");
    check(PRODUCT, &[months, ANNUAL], "product.cost.13", "2400");
    check(PRODUCT, &[months, ANNUAL, "options.product.price_change_per_year=50%"], "product.cost.13", "3600");
    let late = [
        months,
        ANNUAL,
        r#"options.before={ kind = "custom" }"#,
        "options.product.launch_month=2",
        "options.product.interim=before",
    ];
    check(PRODUCT, &late, "product.cost.1", "0");
    check(PRODUCT, &late, "product.cost.2", "2400");
    check(PRODUCT, &late, "product.cost.13", "0");
    check(PRODUCT, &late, "product.cost.14", "2400");
}

/// An eleventh seat from month 2 and a twelfth from month 8, with growth of 21 % a year.
#[test]
fn a_seat_added_within_the_year_pays_for_the_months_left() {
    let growth = ["scenario.months=13", ANNUAL, "options.product.seat_growth_per_year=21%"];
    check(PRODUCT, &growth, "product.cost.1", "2400");
    check(PRODUCT, &growth, "product.cost.2", "220"); // months 2 to 12
    check(PRODUCT, &growth, "product.cost.7", "0"); // exactly the eleven there are
    check(PRODUCT, &growth, "product.cost.8", "100"); // months 8 to 12
    check(PRODUCT, &growth, "product.cost.13", "3120"); // 12.1 needs 13 seats for a year
}

#[test]
fn fewer_seats_wait_for_the_anniversary() {
    let shrinking = ["scenario.months=13", BY_USERS, ANNUAL, "workloads.w.growth_per_month=-50%"];
    check(PRODUCT, &shrinking, "product.cost.2", "0");
    check(PRODUCT, &shrinking, "product.cost.13", "240"); // 10 / 4,096 of a user is one seat
    check(PRODUCT, &[BY_USERS, "workloads.w.growth_per_month=-50%"], "product.cost.2", "100"); // by the month
}

#[test]
fn overage_is_pooled_over_seats_and_workloads() {
    let plan = ["options.product.included_requests_per_seat=100", "options.product.overage_per_request=0.5"];
    let changed = |more: &[&'static str]| [&plan[..], more].concat();
    check(PRODUCT, &plan, "product.cost.1", "200"); // 1,000 of 1,000
    check(PRODUCT, &changed(&["workloads.w.retry_rate=10%"]), "product.cost.1", "250"); // 100 attempts above
    check(PRODUCT, &changed(&["workloads.v={ requests_per_month = 200 }"]), "product.cost.1", "300");
    let smaller = ["workloads.w.requests_per_month=700", "workloads.v={ requests_per_month = 300 }"];
    check(PRODUCT, &changed(&smaller), "product.cost.1", "200");
    // every seat billed includes its requests, asked for or not: 15 x 100
    check(
        PRODUCT,
        &changed(&["options.product.minimum_seats=15", "workloads.w.requests_per_month=1_600"]),
        "product.cost.1",
        "350",
    );
}

#[test]
fn seats_that_nobody_uses_are_counted() {
    check(PRODUCT, &["options.product.adoption=80%"], "product.idle_seats", "2");
    check(PRODUCT, &["options.product.adoption=80%"], "product.cost.1", "200");
    check(PRODUCT, &["options.product.adoption=80%", "options.product.minimum_seats=15"], "product.idle_seats", "3");
}
