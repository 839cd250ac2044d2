//! Fine-tuning projects, evaluation, cost lines and endpoint fees. The tuned model of the case
//! costs 200 a month.

use super::check::{check, check_refused};
use crate::cases::{API, HOSTED, PRODUCT, TUNED};

/// 1,000 examples of 1,000 tokens, three times over, four tries, at 5 a million: 60. 3,000 labels
/// after a quarter of 4,000 is rejected, at 2 and 0.50 to check: 8,000 + 2,000.
const TRAINING: &str = r#"options.tuned.training={ examples = 1_000, tokens_per_example = 1_000, epochs = 3, experiments = 4, price_per_mtok = 5, label_cost = 2, labels_per_example = 3, rejection_rate = "25%", cost_per_label_review = 0.5 }"#;
const RETRAIN: &str = "options.tuned.training.retrain_every_months=3";
const RELABEL: &str = "options.tuned.training.relabel_share=25%";

#[test]
fn training_is_tokens_times_epochs_times_experiments() {
    check(TUNED, &[TRAINING], "tuned.build_cost", "10060");
    check(TUNED, &[TRAINING], "tuned.category.training", "60");
    check(TUNED, &[TRAINING, "options.tuned.training.epochs=1"], "tuned.category.training", "20");
    check(TUNED, &[TRAINING, "options.tuned.training.experiments=1"], "tuned.category.training", "15");
    // GPU-hours are of one run, whatever its epochs: 10 x 2 x 4
    let hours =
        "options.tuned.training={ gpu_hours = 10, price_per_gpu_hour = 2, experiments = 4, epochs = 3, examples = 9 }";
    check(TUNED, &[hours], "tuned.build_cost", "80");
}

#[test]
fn rejected_labels_are_bought_too() {
    check(TUNED, &[TRAINING], "tuned.category.labeling", "10000");
    check(TUNED, &[TRAINING, "options.tuned.training.rejection_rate=0"], "tuned.category.labeling", "7500");
    // if all are rejected, no number of labels is enough
    check_refused(TUNED, &[TRAINING, "options.tuned.training.rejection_rate=100%"], "below 100%");
    // labels are not whole: 3,000 / 0.7 x 2.5
    check(TUNED, &[TRAINING, "options.tuned.training.rejection_rate=30%"], "tuned.category.labeling", "75000/7");
}

/// A retrain is one run on all examples, 15, and all labels, 10,000.
#[test]
fn a_retrain_trains_once_and_buys_its_share_of_labels() {
    check(TUNED, &[TRAINING, RETRAIN], "tuned.cost.3", "200");
    check(TUNED, &[TRAINING, RETRAIN], "tuned.cost.4", "10215");
    check(TUNED, &[TRAINING, RETRAIN, RELABEL], "tuned.cost.4", "2715"); // a quarter of the labels
    check(TUNED, &[TRAINING, RETRAIN, RELABEL], "tuned.cost.5", "200");
    check(TUNED, &[TRAINING, RETRAIN, RELABEL], "tuned.category.training", "105"); // 60, and months 4, 7 and 10
    check(TUNED, &[TRAINING, RETRAIN, "options.tuned.training.relabel_share=0"], "tuned.cost.7", "215");
    let people = "options.tuned.training.retrain_hours={ engineer = 10 }";
    check(TUNED, &[TRAINING, RETRAIN, RELABEL, people], "tuned.cost.4", "3715");
    check(TUNED, &[TRAINING, RETRAIN, RELABEL, people], "tuned.category.people", "3000");
}

#[test]
fn retrains_count_from_launch() {
    let late = [TRAINING, RETRAIN, RELABEL, "options.tuned.launch_month=2"];
    check(TUNED, &late, "tuned.build_cost", "10060");
    check(TUNED, &late, "tuned.cost.4", "200");
    check(TUNED, &late, "tuned.cost.5", "2715");
    // twelve months after a launch in month 1 is after a horizon of twelve
    let yearly = [TRAINING, "options.tuned.training.retrain_every_months=12"];
    check(TUNED, &yearly, "tuned.tco", "12460");
    check(TUNED, &[yearly[0], yearly[1], "scenario.months=13"], "tuned.cost.13", "10215");
    // a third of a retrain, 10,015, in every month of the run rate
    check(TUNED, &[TRAINING, RETRAIN], "tuned.run_rate_cost", "10615/3");
}

/// 100 cases at 0.50 and 10 reviews at 2 are 70 a run.
#[test]
fn evaluation_is_paid_by_the_run() {
    let runs = "options.tuned.evaluation={ cases = 100, cost_per_case = 0.5, human_reviewed_cases = 10, cost_per_human_review = 2, build_cost = 9 }";
    check(TUNED, &[runs], "tuned.cost.1", "270");
    check(TUNED, &[runs], "tuned.build_cost", "9");
    check(TUNED, &[runs, "options.tuned.evaluation.runs_per_month=4"], "tuned.cost.1", "480");
    check(TUNED, &[runs, "options.tuned.evaluation.runs_per_month=0.5"], "tuned.cost.1", "235");
    // from launch on: the interim has no test set
    let late = [runs, "options.tuned.launch_month=4"];
    check(TUNED, &late, "tuned.category.evaluation", "639"); // 9 + 9 x 70
    check(TUNED, &late, "tuned.cost.3", "2000");
}

fn line(price: &str) -> String {
    format!(r#"options.today.costs=[{{ name = "x", {price} }}]"#)
}

#[test]
fn a_line_runs_from_until_inclusive() {
    check(API, &[&line("monthly = 100")], "today.tco", "1200");
    check(API, &[&line("monthly = 100, from = 3, until = 5")], "today.tco", "300");
    check(API, &[&line("monthly = 100, from = 3, until = 3")], "today.cost.3", "100");
    check(API, &[&line("monthly = 100, from = 3")], "today.cost.2", "0");
    check(API, &[&line("per_request = 0.0001, from = 3, until = 5")], "today.tco", "300");
    check(API, &[&line("monthly = 100, change_per_year = \"21%\"")], "today.cost.7", "110");
    // it drifts from month 1, whenever it begins
    check(API, &[&line("monthly = 100, change_per_year = \"21%\", from = 7")], "today.cost.7", "110");
}

#[test]
fn a_line_runs_while_its_option_serves() {
    let late = ["options.today.launch_month=4", "options.api.input_per_mtok=0", "options.api.output_per_mtok=0"];
    let cost = |price: &str, metric: &str, by_hand: &str| {
        check(API, &[&line(price), late[0], late[1], late[2]], metric, by_hand);
    };
    cost("monthly = 100", "today.tco", "900");
    cost("monthly = 100, from = 2, until = 5", "today.tco", "200");
    cost("yearly = 100", "today.cost.4", "100");
    cost("once = 100, from = 2", "today.cost.4", "100");
    cost("once = 100, from = 6", "today.cost.6", "100");
    cost("once = 100", "today.build_cost", "100");
    cost("amount = 100, every_months = 4", "today.tco", "300"); // months 4, 8 and 12
    let retired = ["scenario.start=2026-01", "options.today.retires=2026-07", "options.today.successor=free"];
    let free = r#"options.free={ kind = "custom" }"#;
    check(API, &[&line("monthly = 100"), free, retired[0], retired[1], retired[2]], "today.tco", "600");
}

#[test]
fn yearly_and_every_months_first_fall_in_from() {
    let months = "scenario.months=25";
    check(API, &[months, &line("yearly = 100")], "today.tco", "300"); // months 1, 13 and 25
    check(API, &[months, &line("yearly = 100, from = 2")], "today.tco", "200"); // 2 and 14
    check(API, &[months, &line("yearly = 100, until = 24")], "today.tco", "200");
    check(API, &[&line("amount = 100, every_months = 5")], "today.tco", "300"); // 1, 6 and 11
    check(API, &[&line("amount = 100, every_months = 5, from = 4")], "today.cost.9", "100");
    check(API, &[&line("amount = 100, every_months = 5, from = 4, until = 8")], "today.tco", "100");
    check(API, &[&line("amount = 100, every_months = 1")], "today.tco", "1200");
}

#[test]
fn once_is_before_launch_or_in_from() {
    check(API, &[&line("once = 100")], "today.build_cost", "100");
    check(API, &[&line("once = 100, from = 1")], "today.build_cost", "0");
    check(API, &[&line("once = 100, from = 1")], "today.cost.1", "100");
    check(API, &[&line("once = 100, from = 12")], "today.tco", "100");
}

#[test]
fn lines_by_token_and_by_seat() {
    check(API, &[&line("per_mtok = 1")], "today.cost.1", "1100");
    check(API, &[&line("per_mtok = 1"), "options.today.token_factor=2"], "today.cost.1", "2200");
    check(API, &[&line("per_mtok = 1"), "options.today.workloads.w.output_tokens=0"], "today.cost.1", "1000");
    // users grow, seasons do not count, and they are not rounded
    let users = ["workloads.w.users=10.5", "workloads.w.growth_per_month=100%"];
    check(API, &[&line("per_seat = 2"), users[0], users[1]], "today.cost.2", "42");
    // of a product every seat billed counts: 15 x 20 and 15 x 3
    let seats = [r#"options.product.costs=[{ name = "x", per_seat = 3 }]"#, "options.product.minimum_seats=15"];
    check(PRODUCT, &seats, "product.cost.1", "345");
}

#[test]
fn a_line_is_other_unless_it_says() {
    check(API, &[&line("monthly = 100")], "today.category.other", "1200");
    check(API, &[&line("monthly = 100, category = \"retrieval\"")], "today.category.retrieval", "1200");
    check_refused(API, &[&line("monthly = 100, category = \"fun\"")], "`fun`");
    check_refused(API, &[&line("monthly = 100, yearly = 100")], "exactly one price");
}

/// 730 hours at 2 beside the tokens for 200.
#[test]
fn an_endpoint_is_paid_for_every_hour() {
    let fee = "options.tuned.hosting_per_hour=2";
    check(TUNED, &[fee], "tuned.cost.1", "1660");
    check(TUNED, &[fee, "scenario.hours_per_month=720"], "tuned.cost.1", "1640");
    check(TUNED, &[fee, "workloads.w.requests_per_month=0"], "tuned.cost.1", "1460");
    check(TUNED, &[fee], "tuned.category.inference", "19920");
    check(TUNED, &[fee, "options.tuned.launch_month=7"], "tuned.cost.6", "2000");
    // beside rented GPUs it has a category of its own: 1,000 hours at 2, and two GPUs at 2
    check(HOSTED, &[fee], "tuned.category.inference", "24000");
    check(HOSTED, &[fee], "tuned.category.gpu", "48000");
}
