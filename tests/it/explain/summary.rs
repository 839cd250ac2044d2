//! Numbers of the summary and the advice that are more than a sum: leads, flip values, and what limits an option.

use super::{check_of, read_text};
use crate::fixtures::metered_or_flat;

/// 1,000 requests at 0.02 are 20, against a fee of 30: 10 less, a third of 30. They are level at 1,500 requests,
/// at 0.03 a request and at a fee of 20.
#[test]
fn a_lead_and_what_ends_it_are_explained() {
    let level = read_text(&metered_or_flat("1_000", "0.02", "30"));
    let check = |name: &str, lines: &[&str]| check_of(&level, name, lines);
    let costs = ["flat.present_value = 30.00 USD", "metered.present_value = 20.00 USD"];
    let words =
        "what metered, the cheapest option, has before flat, the next best one: flat - metered, in present value";
    check("lead", &["lead = 10.00 USD", words, costs[0], costs[1]]);
    check("lead_share", &["lead_share = 33.3333 %", "lead / the present value of flat", costs[0], costs[1]]);
    let beyond = "the nearest value at which another option becomes the cheapest by present value: flat instead of metered, at 1.5x today's value";
    check(
        "flip.workloads.w.requests_per_month",
        &[
            "flip.workloads.w.requests_per_month = 1,500 request",
            beyond,
            "workloads.w.requests_per_month = 1,000 request  [small.toml:6:22]",
            "present value of metered there = 30.00 USD",
            "present value of flat there = 30.00 USD",
        ],
    );
    check("flip.options.metered.costs.0.per_request", &["flip.options.metered.costs.0.per_request = 0.03 USD/request"]);
    check(
        "flips",
        &["flips = 3 inputs", "flip.options.flat.costs.0.monthly = 20.00 USD  <- flat instead of metered, at 0.67x"],
    );
    // each request more is another 0.02 here, and nothing there
    for (name, price) in [("metered.flat", "0.02"), ("flat.metered", "0.00")] {
        let figure = format!("break_even.run_rate.{name}.cost_per_further_request");
        check(&figure, &[&format!("{figure} = {price} USD")]);
    }
    let far = read_text(&metered_or_flat("1_000", "0.02", "3000"));
    let never = "from a tenth to ten times its value, as far as the key allows, metered stays the cheapest option by present value";
    check_of(
        &far,
        "flip.options.metered.costs.0.per_request",
        &["flip.options.metered.costs.0.per_request = never", never],
    );
    check_of(&far, "flips", &["flips = 0 inputs"]);
}

/// A request takes a second of a replica that works 1,800 seconds an hour: 1,000 an hour in month 1, 4,000 in month
/// 2, for which 3 replicas are needed. A month has 43,200 minutes: 16.67 and 66.67 requests of 100 tokens in each.
const LIMITED: &str = r#"
[scenario]
name = "Limited"
start = "2027-01"
months = 3
hours_per_month = 720
[workloads.chat]
requests_per_month = [720_000, 2_880_000, 2_160_000]
input_tokens = 0
output_tokens = 100
[options.own]
kind = "self-hosted"
price_per_gpu_hour = 1
tokens_per_second = 100
target_utilization = "50%"
maximum_replicas = 1
[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 2
requests_per_minute = 50
tokens_per_minute = 10_000
[options.later]
kind = "custom"
costs = [{ name = "fee", monthly = 1 }]
launch_month = 3
interim = "api"
"#;

#[test]
fn what_limits_an_option_is_explained() {
    let limited = read_text(LIMITED);
    let check = |name: &str, lines: &[&str]| check_of(&limited, name, lines);
    check(
        "own.infeasible_months",
        &[
            "own.infeasible_months = 2, 3 months",
            "the months in which a fleet at its maximum cannot serve every request; most is needed in month 2",
            "replicas needed, month 2 = 3 replica  <- for the busiest hour, more than what the fleet may be at most, 1",
            "load of every hour (month 2) = 4,000 replica-second/hour",
            "options.own.maximum_replicas = 1 replica  [small.toml:16:20]",
            "replicas needed, month 3 = 2 replica",
        ],
    );
    check(
        "own.replicas_needed.1",
        &[
            "own.replicas_needed.1 = 1 replica",
            "month 1 of the plan, 2027-01: for the busiest hour, within what the fleet may be at most, 1",
        ],
    );
    let none = "the months in which a fleet at its maximum cannot serve every request: no fleet has a maximum";
    check("api.infeasible_months", &["api.infeasible_months = none", none]);
    check(
        "api.peak_requests_per_minute.2",
        &[
            "api.peak_requests_per_minute.2 = 66.6667 request/minute",
            "month 2 of the plan, 2027-02: requests of api in the busiest minute, on the mean of the busiest hour: above what its account allows, 50",
            "requests in the busiest minute (month 2) = 66.6667 request",
            "options.api.requests_per_minute = 50 request",
        ],
    );
    check(
        "api.peak_tokens_per_minute.1",
        &["api.peak_tokens_per_minute.1 = 1,666.67 token/minute", "month 1 of the plan, 2027-01: tokens of api"],
    );
    // until month 3 the API stands in, whose account it is then
    check(
        "later.peak_requests_per_minute.1",
        &["later.peak_requests_per_minute.1 = 16.6667 request/minute", "month 1 of the plan, 2027-01: later is not"],
    );
    check(
        "later.peak_requests_per_minute.3",
        &[
            "later.peak_requests_per_minute.3 = none",
            "month 3 of the plan, 2027-03: nobody serves whose account has such a limit",
        ],
    );
    let results = tco::analysis::analyse(&limited.scenario, tco::analysis::Settings::default()).unwrap();
    for wrong in ["own.peak_requests_per_minute.1", "api.peak_requests_per_minute.4", "api.replicas_needed.1", "flip.x"]
    {
        assert!(tco::analysis::explain::explain(&results, wrong, 1).is_err(), "{wrong}");
    }
}
