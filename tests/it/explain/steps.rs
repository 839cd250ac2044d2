//! The steps of a derivation: each is called what it is, says something, and is told once.

use tco::analysis::explain::explain;
use tco::analysis::{Settings, analyse};
use tco::report::derivation_text;

use super::{check_of, read_text};

/// Two workloads by the hour of the day, clerks paid per request, one of their answers in four wrong; GPUs
/// that hold 1,800 replica-seconds an hour each, and a blend that sends them the first replica's load.
const CLERKS: &str = r#"
[scenario]
name = "Clerks"
months = 2
hours_per_month = 720
[workloads.w]
requests_per_month = 7200
input_tokens = 0
output_tokens = 100
peak_to_average = 2
[workloads.v]
requests_per_month = 720000
input_tokens = 0
output_tokens = 100
[options.clerks]
kind = "custom"
costs = [{ name = "clerks", category = "people", per_request = 0.002 }]
[options.own]
kind = "self-hosted"
price_per_gpu_hour = 1.5
tokens_per_second = 100
target_utilization = "50%"
minimum_replicas = 1
[options.both]
kind = "blend"
overflow = { base = "own", replicas = 2, to = "clerks" }
"#;

fn text_of(name: &str) -> String {
    let loaded = read_text(CLERKS);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    derivation_text(&explain(&results, name, 64).unwrap(), &loaded.sources)
}

/// What is paid per request is paid for requests, not for correct answers, though there are as many: 727,200
/// at 0.002 are 1,454.40.
#[test]
fn a_quantity_has_its_own_name_and_not_that_of_an_equal_one() {
    check_of(
        &read_text(CLERKS),
        "clerks.ledger.1.people.clerks",
        &[
            "clerks.ledger.1.people.clerks = 1,454.40 USD",
            "quantity x unit price = 727,200 request x 0.002 USD/request",
            "quantity = 727,200 request  <- requests of w + requests of v",
            "unit price: options.clerks.costs.0.per_request = 0.002 USD/request",
        ],
    );
    for name in ["clerks.ledger.1.people", "clerks.successes.1", "clerks.requests.1", "both.cost_per_mtok"] {
        let text = text_of(name);
        assert!(!text.contains("answered correctly") && !text.contains("attempts"), "{name}:\n{text}");
    }
    // one in ten is tried again: 792,000 attempts for the 720,000 requests, of which nine in ten are correct
    let again = format!("{}retry_rate = \"10%\"\n", CLERKS.split("[options.clerks]").next().unwrap());
    let again =
        format!("{again}[options.clerks]\naccuracy = \"90%\"{}", CLERKS.split("[options.clerks]").nth(1).unwrap());
    let again = read_text(&again);
    let paid = ["attempts of v = 792,000 request  <- requests of v x attempts for one request of v"];
    check_of(&again, "clerks.ledger.1.people.clerks", &paid);
    check_of(&again, "clerks.successes.1", &["clerks.successes.1 = 654,480 request"]);
}

/// 727,200 requests take a second each: in the busiest hour 20 + 1,000 replica-seconds, of which a GPU does
/// 1,800: one GPU, for 720 hours at 1.50.
#[test]
fn sizes_of_fleets_are_formulas() {
    check_of(
        &read_text(CLERKS),
        "own.ledger.1.gpu",
        &[
            "GPU hours (gpu), month 1 = 1,080.00 USD  <- quantity x unit price = 720 GPU-hour x 1.50 USD/GPU-hour",
            "replicas for the busiest hour = 1 replica  <- max(ceil(load of the busiest hour / what one replica may do in an hour), minimum_replicas)",
            "load of the busiest hour = 1,020 replica-second/hour  <- max(load of the hour 1, load of the hour 2)",
            "what one replica may do in an hour = 1,800 second/hour  <- 3,600 x target_utilization",
        ],
    );
}

/// The fleet of two holds every hour's load, so that all requests of all hours stay with it.
#[test]
fn terms_of_one_kind_say_which_they_are_of() {
    let text = text_of("both.cost_per_mtok");
    let both = "requests of all hours of w x (input_tokens of w + output_tokens of w) + requests of all hours of v x (input_tokens of v + output_tokens of v)";
    assert!(text.contains(both), "{text}");
    assert!(text.contains("millions of tokens of own = 72.72 Mtok"), "{text}");
}

#[test]
fn no_step_adds_nothing_and_no_number_of_the_scenario_comes_twice_for_one_figure() {
    for name in ["both.cost_per_mtok", "both.utilization", "own.present_value", "both.tco"] {
        let text = text_of(name);
        for line in text.lines().map(str::trim) {
            let (figure, formula) = line.split_once("  <- ").unwrap_or((line, ""));
            let idle = [" - 0", " x 1 ", " x 1)", " / 1)"].iter().any(|nothing| formula.contains(nothing));
            let same = !formula.is_empty() && figure.split(' ').next() == Some(formula);
            assert!(!idle && !same && !formula.ends_with(" x 1"), "{name}: {line}\n{text}");
        }
    }
    // the hours of a month are a divisor of every hour's load: they are shown where they come first
    let text = text_of("own.ledger.1.gpu");
    assert_eq!(text.matches("scenario.hours_per_month = 720 hour  [").count(), 1, "{text}");
}
