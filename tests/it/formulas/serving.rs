//! Who serves a month, what attempts and requests count for, what falls before launch, and blends.

use super::check::{check, check_refused};
use crate::cases::{API, FLEET, OWNED, PRODUCT, TUNED};

const RETRY: &str = "workloads.w.retry_rate=10%";
/// 100 a month from month 4 on after 300 once; until then 500 a month after 1,000 once.
const NEW: &str = r#"options.new={ kind = "custom", launch_month = 4, interim = "old", costs = [{ name = "a", monthly = 100 }, { name = "b", once = 300 }] }"#;
const OLD: &str =
    r#"options.old={ kind = "custom", costs = [{ name = "a", monthly = 500 }, { name = "b", once = 1_000 }] }"#;
/// 70 a month after 50 once.
const NEXT: &str =
    r#"options.next={ kind = "custom", costs = [{ name = "a", monthly = 70 }, { name = "b", once = 50 }] }"#;
const RETIRES: [&str; 3] = ["scenario.start=2026-01", "options.new.retires=2026-10", "options.new.successor=next"];

#[test]
fn attempts_are_billed_and_computed() {
    check(API, &[RETRY], "api.cost.1", "2200");
    check(API, &[RETRY, "options.api.per_request=0.001"], "api.cost.1", "3300");
    check(FLEET, &["workloads.w.retry_rate=50%"], "gpus.peak_replicas", "3");
    let line = |price: &str| format!(r#"options.today.costs=[{{ name = "x", {price} }}]"#);
    check(API, &[RETRY, &line("per_request = 0.001")], "today.cost.1", "1100");
    check(API, &[RETRY, &line("per_mtok = 1")], "today.cost.1", "1210"); // 1.1 M x 1,100 tokens
    let overage = ["options.product.included_requests_per_seat=100", "options.product.overage_per_request=1"];
    check(PRODUCT, &[RETRY, overage[0], overage[1]], "product.cost.1", "300");
}

#[test]
fn requests_are_counted_reviewed_and_worth_something() {
    check(API, &[RETRY], "api.requests", "12000000");
    check(API, &[RETRY], "api.cost_per_request", "0.0022");
    check(API, &[RETRY, "workloads.w.value_per_success=0.01"], "api.value.1", "10000");
    let failures = ["workloads.w.cost_per_failure=0.01", "options.api.accuracy=90%"];
    check(API, &[RETRY, failures[0], failures[1]], "api.value.1", "-1000");
    let reviews = ["options.today.review_share=10%", "options.today.cost_per_review=0.01"];
    check(API, &[RETRY, reviews[0], reviews[1]], "today.cost.1", "1500"); // 100,000 x 0.01
}

#[test]
fn an_interim_is_paid_in_full() {
    check(API, &[OLD, NEW], "new.build_cost", "1300"); // its own 300 and the other's 1,000
    check(API, &[OLD, NEW], "new.cost.3", "500");
    check(API, &[OLD, NEW], "new.cost.4", "100");
    check(API, &[OLD, NEW], "new.tco", "3700"); // 1,300 + 3 x 500 + 9 x 100
    // without a name the reference stands in
    check(API, &["options.today.launch_month=4"], "today.cost.3", "2000");
}

#[test]
fn a_successor_pays_once_in_the_month_it_takes_over() {
    let sets = [OLD, NEW, NEXT, RETIRES[0], RETIRES[1], RETIRES[2], "options.new.migration_cost=25"];
    check(API, &sets, "new.build_cost", "1300");
    check(API, &sets, "new.cost.9", "100");
    check(API, &sets, "new.cost.10", "145"); // 70 + 50 + 25
    check(API, &sets, "new.cost.11", "70");
    check(API, &sets, "new.category.migration", "25");
}

/// The successor is the interim too: its 1,000 were paid before launch.
#[test]
fn build_costs_are_paid_once_however_many_roles() {
    let sets = [OLD, NEW, RETIRES[0], RETIRES[1], "options.new.successor=old"];
    check(API, &sets, "new.build_cost", "1300");
    check(API, &sets, "new.cost.10", "500");
    // a member that is the other member's interim serves all, at its fixed cost once
    let mix = r#"options.mix={ kind = "blend", shares = { old = "50%", new = "50%" } }"#;
    check(API, &[OLD, NEW, mix], "mix.build_cost", "1300");
    check(API, &[OLD, NEW, mix], "mix.cost.1", "500");
    check(API, &[OLD, NEW, mix], "mix.cost.4", "600");
}

/// Until month 4 the API serves for itself and as the other member's interim: one bill of 2,000.
#[test]
fn one_option_in_two_roles_has_one_bill() {
    let free = r#"options.free={ kind = "custom", launch_month = 4, interim = "api" }"#;
    let mix = r#"options.mix={ kind = "blend", shares = { api = "50%", free = "50%" } }"#;
    let tier = r#"options.api.volume_discounts=[{ above = 1_000, discount = "50%" }]"#;
    check(API, &[free, mix, tier], "mix.cost.3", "1500");
    check(API, &[free, mix, tier], "mix.cost.4", "1000");
}

/// Two replicas of 4,800 that serve for three of 48 months, before or after today's way.
#[test]
fn an_interim_or_successor_brings_its_hardware() {
    let interim = ["options.today.launch_month=4", "options.today.interim=gpus"];
    check(OWNED, &interim, "today.build_cost", "9600");
    check(OWNED, &interim, "today.cost.3", "-9000"); // 45 of 48 months are left
    check(OWNED, &interim, "today.tco", "600");
    let successor = ["scenario.start=2026-01", "options.today.retires=2026-10", "options.today.successor=gpus"];
    check(OWNED, &successor, "today.build_cost", "0");
    check(OWNED, &successor, "today.cost.10", "9600");
    check(OWNED, &successor, "today.cost.12", "-9000");
}

#[test]
fn value_reviews_and_evaluation_follow_who_serves() {
    let value = ["workloads.w.value_per_success=0.001", "options.old.accuracy=50%"];
    check(API, &[OLD, NEW, value[0], value[1]], "new.value.3", "500");
    check(API, &[OLD, NEW, value[0], value[1]], "new.value.4", "1000");
    check(API, &[OLD, NEW, value[1]], "new.successes", "10500000"); // 3 x 0.5 M + 9 x 1 M
    let runs = "options.old.evaluation={ cases = 10, cost_per_case = 1, build_cost = 7 }";
    check(API, &[OLD, NEW, runs], "new.category.evaluation", "37"); // 7 and three months of 10
    let reviews = ["options.old.review_share=1%", "options.old.cost_per_review=0.01"];
    check(API, &[OLD, NEW, reviews[0], reviews[1]], "new.category.review", "300");
}

#[test]
fn an_option_must_serve_before_it_retires() {
    let words = "retires in or before its launch month";
    check_refused(API, &[OLD, NEW, NEXT, RETIRES[0], RETIRES[2], "options.new.retires=2026-04"], words);
    check_refused(API, &[OLD, NEW, NEXT, RETIRES[0], RETIRES[2], "options.new.retires=2026-03"], words);
    check(API, &[OLD, NEW, NEXT, RETIRES[0], RETIRES[2], "options.new.retires=2026-05"], "new.cost.5", "120");
    check_refused(API, &[OLD, NEW, RETIRES[0], RETIRES[1]], "has no successor");
    // a retirement after the horizon needs none
    check(API, &[OLD, NEW, RETIRES[0], "options.new.retires=2027-01"], "new.cost.12", "100");
}

/// Everything that is there once falls at t = 0, although the option launches in month 3.
#[test]
fn what_is_paid_once_is_paid_before_launch() {
    let late = ["options.tuned.launch_month=3", "options.tuned.interim=api"];
    let training =
        "options.tuned.training={ examples = 100, label_cost = 1, tokens_per_example = 10_000, price_per_mtok = 5 }";
    let sets = [
        late[0],
        late[1],
        "options.tuned.build={ engineer = 10 }",
        training,
        "options.tuned.evaluation={ build_cost = 7 }",
        r#"options.tuned.costs=[{ name = "x", once = 3 }, { name = "y", once = 20, from = 5 }]"#,
    ];
    check(TUNED, &sets, "tuned.build_cost", "1115"); // 1,000 + 100 + 5 + 7 + 3
    check(TUNED, &sets, "tuned.cost.1", "2000");
    check(TUNED, &sets, "tuned.cost.3", "200");
    check(TUNED, &sets, "tuned.cost.5", "220");
    let owned = ["options.gpus.launch_month=3", "options.gpus.interim=today"];
    check(OWNED, &owned, "gpus.build_cost", "9600");
    check(OWNED, &owned, "gpus.cost.3", "0");
    // the fleet of its first serving month: three replicas
    let grown = "workloads.w.requests_per_month=[\"7.2M\", \"7.2M\", \"10.8M\"]";
    check(OWNED, &[owned[0], owned[1], grown], "gpus.build_cost", "14400");
}

#[test]
fn shares_divide_every_workload() {
    let mix =
        |a: &str, b: &str| format!(r#"options.mix={{ kind = "blend", shares = {{ api = "{a}", today = "{b}" }} }}"#);
    check(API, &[&mix("75%", "25%")], "mix.cost.1", "2000"); // 1,500 + 500
    check(API, &[&mix("0%", "100%")], "mix.cost.1", "500");
    check(API, &[&mix("100%", "0%")], "mix.cost.1", "2500"); // fixed costs at a share of 0 too
    let minimum = "options.api.minimum_monthly_spend=300";
    check(API, &[&mix("0%", "100%"), minimum], "mix.cost.1", "800"); // so is a minimum spend
    check(API, &[&mix("75%", "25%"), "options.api.accuracy=80%"], "mix.successes", "10200000"); // 85 %
    check_refused(API, &[&mix("75%", "24.9%")], "the shares sum to 99.9 %");
    check_refused(API, &[&mix("75%", "25.1%")], "the shares sum to 100.1 %");
    check_refused(API, &[&mix("75%", "25%"), "options.mix.accuracy=90%"], "a blend has no accuracy of its own");
}

#[test]
fn a_blends_own_costs_come_on_top() {
    let mix = [
        r#"options.mix={ kind = "blend", shares = { api = "50%", today = "50%" } }"#,
        "options.mix.build={ engineer = 1 }",
        "options.mix.run={ engineer = 2 }",
        r#"options.mix.costs=[{ name = "x", monthly = 30 }, { name = "y", per_request = 0.000001 }]"#,
        "options.mix.evaluation={ cases = 4, cost_per_case = 1 }",
        "options.mix.review_share=1%",
        "options.mix.cost_per_review=0.01",
        "options.api.build={ engineer = 5 }",
    ];
    check(API, &mix[..1], "mix.cost.1", "1500");
    check(API, &mix, "mix.build_cost", "600");
    check(API, &mix, "mix.cost.1", "1835"); // 1,500 + 200 + 30 + 1 + 4 + 100
}

/// A second workload of 2,000 a month on the API.
#[test]
fn a_route_sends_each_workload_to_one_option() {
    let second = "workloads.v={ requests_per_month = 1_000_000, input_tokens = 1_000, output_tokens = 100 }";
    let route = r#"options.mix={ kind = "blend", route = { w = "api", v = "today" } }"#;
    check(API, &[second, route], "mix.cost.1", "2500");
    check(API, &[second, route, "options.mix.route.v=api"], "mix.cost.1", "4000");
    check(API, &[second, route, "options.api.workloads.v.accuracy=0"], "mix.successes", "24000000");
    let partial = r#"options.mix={ kind = "blend", route = { w = "api" } }"#;
    check_refused(API, &[second, partial], "the route leaves out workload `v`");
}

/// Half of half on the API, the rest by today's way, which is paid once in a month.
#[test]
fn blends_nest() {
    let inner = r#"options.inner={ kind = "blend", shares = { api = "50%", today = "50%" } }"#;
    let outer = r#"options.outer={ kind = "blend", shares = { inner = "50%", today = "50%" } }"#;
    check(API, &[inner, outer], "outer.cost.1", "1000"); // 500 + 500
    let cost = r#"options.inner.costs=[{ name = "x", monthly = 40 }, { name = "y", per_request = 0.0001 }]"#;
    check(API, &[inner, outer, cost], "outer.cost.1", "1090"); // 40 and 0.5 M x 0.0001
    let circle = "options.inner.shares={ outer = \"50%\", today = \"50%\" }";
    check_refused(API, &[inner, outer, circle], "refer to each other in a circle");
}

/// Two members that need one and a half replicas each, or one option that needs three.
#[test]
fn members_have_fleets_of_their_own() {
    let second = r#"options.more={ kind = "self-hosted", price_per_gpu_hour = 2, tokens_per_second = 1_100, target_utilization = "100%" }"#;
    let mix = r#"options.mix={ kind = "blend", shares = { gpus = "50%", more = "50%" } }"#;
    let demand = "workloads.w.requests_per_month=10_800_000";
    check(FLEET, &[second, mix, demand], "gpus.cost.1", "6000");
    check(FLEET, &[second, mix, demand], "mix.cost.1", "8000");
    // who comes with replicas comes with those of all members
    let team = "options.mix.run_per_replica={ engineer = 1 }";
    check(FLEET, &[second, mix, demand, team], "mix.cost.1", "8400");
    let limit = "options.more.maximum_replicas=1";
    // a member that cannot serve its half makes the blend infeasible, and serves two thirds of it
    check(FLEET, &[second, mix, demand, limit], "mix.infeasible_months.count", "12");
    check(FLEET, &[second, mix, demand, limit], "mix.requests", "108000000"); // (5.4 + 3.6) M x 12
}
